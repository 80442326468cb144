"""Days as pixels."""

from itertools import pairwise

import pytest
from pendulum import Date

from bdc_sessions.display.scale import MARGIN, ROOM, Scale, scale_of

YEAR = scale_of([Date(2023, 1, 1), Date(2023, 12, 31)], 385)


def test_the_first_day_begins_and_the_last_one_ends_at_the_margins() -> None:
    assert YEAR.span(Date(2023, 1, 1), Date(2023, 12, 31)) == (MARGIN, 385 - 2 * MARGIN)


def test_a_day_is_as_wide_as_any_other_and_ends_where_the_next_begins() -> None:
    assert YEAR.span(Date(2023, 3, 1), Date(2023, 3, 1)) == (MARGIN + 59, 1)
    assert YEAR.span(Date(2023, 3, 2), Date(2023, 3, 3)) == (MARGIN + 60, 2)
    assert YEAR.middle(Date(2023, 3, 1)) == MARGIN + 59.5


def test_dates_in_the_wrong_order_are_shown_where_they_are() -> None:
    days = Date(2023, 2, 1), Date(2023, 3, 1)
    assert YEAR.span(*days) == YEAR.span(*reversed(days))


def test_a_scale_of_no_day_is_one_all_the_same() -> None:
    assert scale_of([], 900) == (1, 1, 900)


@pytest.mark.parametrize(
    ("first", "last", "texts"),
    [
        (Date(2023, 1, 1), Date(2023, 12, 31), ["01/2023", "04/2023", "07/2023", "10/2023"]),
        (Date(2022, 9, 2), Date(2023, 3, 1), ["10/2022", "11/2022", "12/2022", "01/2023"]),
        (Date(2020, 2, 1), Date(2024, 6, 30), ["2021", "2022", "2023", "2024"]),
        (Date(2023, 3, 2), Date(2023, 3, 30), ["02/03/2023"]),
        (Date(1, 1, 1), Date(9999, 12, 31), ["5000"]),
    ],
)
def test_the_axis_bears_the_first_days_of_months_or_years(
    first: Date, last: Date, texts: list[str]
) -> None:
    marks = scale_of([first, last], 500).marks()
    assert [text for _, text in marks][:4] == texts


@pytest.mark.parametrize("width", [100, 300, 900, 5000])
@pytest.mark.parametrize("years", [1, 3, 40, 700, 9000])
def test_no_two_marks_of_the_axis_cover_each_other(width: int, years: int) -> None:
    scale = Scale(400, 400 + 366 * years, width)
    places = [x for x, _ in scale.marks()]
    assert places
    assert all(after - before >= ROOM * 0.8 for before, after in pairwise(places))
