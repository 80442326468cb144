"""A session: its information sessions, cancelled and moved."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pendulum import Date
from tests.values import (
    guide_info,
    guide_session,
    sessions,
)

from bdc_sessions.errors import NotFoundError
from bdc_sessions.model import Session


def test_a_cancelled_session_has_no_places() -> None:
    assert guide_session().cancel() == guide_session().evolve(places=0)


def test_a_cancelled_information_session_has_no_places() -> None:
    assert guide_info().cancel() == guide_info().evolve(places=0)


def test_an_information_session_is_appended() -> None:
    first, second = guide_info(), guide_info().cancel()
    session = guide_session().with_info(first).with_info(second)
    assert session.infos == (first, second)
    assert session.info(2) is second


def test_an_information_session_that_does_not_exist_is_not_found() -> None:
    session = guide_session().with_info(guide_info())
    for place in (0, -1, 2, 10**30):
        with pytest.raises(NotFoundError, match=r"there is: infos\[1\]"):
            session.info(place)


def test_information_sessions_stay_in_the_order_given() -> None:
    later, sooner = guide_info().evolve(date=Date(2023, 1, 1)), guide_info()
    session = guide_session().evolve(infos=[later, sooner])
    assert session.infos == (later, sooner)


@pytest.mark.parametrize("place", [True, 1.0, "1", None])
def test_a_place_is_a_whole_number(place: Any) -> None:
    with pytest.raises(TypeError, match=r"^Session\.info: found "):
        guide_session().info(place)


def test_a_session_moves_with_its_information_sessions() -> None:
    session = guide_session().with_info(guide_info()).with_info(guide_info())
    later = session.shift(days=7)
    assert (later.start, later.end) == (Date(2022, 9, 8), Date(2023, 1, 7))
    assert [info.date for info in later.infos] == [Date(2022, 9, 7)] * 2
    assert type(later.start) is Date
    assert later.shift(days=-7) == session
    assert session.shift(days=0) == session


@given(sessions, st.integers(-1000, 1000))
def test_moving_there_and_back_changes_nothing(session: Session, days: int) -> None:
    try:
        later = session.shift(days=days)
    except ValueError:
        return
    assert later.shift(days=-days) == session
    assert [info.evolve(date=Date(1, 1, 1)) for info in later.infos] == [
        info.evolve(date=Date(1, 1, 1)) for info in session.infos
    ]


@pytest.mark.parametrize("days", [10**7, -(10**7), 10**400])
def test_a_session_does_not_leave_the_calendar(days: int) -> None:
    with pytest.raises(ValueError, match=r"^Session\.shift: found .*; expected a date of years"):
        guide_session().shift(days=days)


def test_the_last_day_of_a_session_stays_in_the_calendar_too() -> None:
    session = guide_session().evolve(start=Date(9999, 12, 1), end=Date(9999, 12, 31))
    assert session.shift(days=-1).shift(days=1) == session
    with pytest.raises(ValueError, match=r"^Session\.shift: found 1 days from 9999-12-31"):
        session.shift(days=1)
    first = guide_session().evolve(start=Date(1, 1, 2), end=Date(1, 1, 3), infos=())
    assert first.shift(days=-1).start == Date(1, 1, 1)
    with pytest.raises(ValueError, match=r"^Session\.shift: found -2 days from 0001-01-02"):
        first.shift(days=-2)


@pytest.mark.parametrize("days", [True, 1.0, "7", None])
def test_days_are_a_whole_number(days: Any) -> None:
    with pytest.raises(TypeError, match=r"^Session\.shift: found "):
        guide_session().shift(days=days)
    with pytest.raises(TypeError, match=r"^CollectiveInfo\.shift: found "):
        guide_info().shift(days=days)


def test_what_a_person_reads_of_a_session() -> None:
    session = guide_session().with_info(guide_info())
    line = "Session n° 01 : 01/09/2022 – 31/12/2022, 10 places, 1 information collective"
    assert str(session) == line
    assert str(session.cancel()).endswith("2022, 0 place, 1 information collective")
    assert str(session.with_info(guide_info())).endswith(", 2 informations collectives")
    assert str(session.evolve(number="1\n2\u2028\x1b")).startswith(
        "Session n° 1\\n2\\u2028\\x1b : 01/09/2022"
    )
    assert str(guide_info()) == (
        "Information collective : 31/08/2022 de 10:00 à 12:00, 20 places, "
        "12 ter allée de la madeleine, 34000 MONTPELLIER"
    )
