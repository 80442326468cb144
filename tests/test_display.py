"""Values as the guide prints them."""

from decimal import Decimal

import pytest
from pendulum import Date
from pendulum import datetime as instant
from tests.values import (
    guide_info,
    guide_site,
)

from bdc_sessions.model import ABSENT, EntryMode, Term
from bdc_sessions.texts import display


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "-"),
        (ABSENT, "-"),
        ((), "-"),
        (("a", "b"), "a, b"),
        (Decimal("37200.00"), "37 200,00"),
        (Date(22, 9, 1), "01/09/0022"),
        (guide_info().start, "10:00"),
        (instant(2022, 12, 15, 10, tz="Europe/Paris"), "15/12/2022 10:00"),
        (EntryMode.PERMANENT, "permanentes"),
        (Term("ter", code="3"), "ter"),
        (guide_site(), guide_site().label),
        (10, "10"),
    ],
)
def test_values_are_shown_as_the_guide_prints_them(value: object, text: str) -> None:
    shown_text = display(value)
    assert " ".join(shown_text.split()) == text


def test_a_term_is_shown_by_its_code_if_it_has_one() -> None:
    assert display(Term("ter", code="3"), codes=True) == "3"
    assert display(Term("bis"), codes=True) == "bis"
    assert display((Term("ter", code="3"), Term("bis")), codes=True) == "3, bis"
