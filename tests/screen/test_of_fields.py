"""Screens of values for which the guide has none."""

from functools import partial
from operator import attrgetter
from typing import Any, NamedTuple

import pytest

from bdc_sessions.model import EntryMode
from bdc_sessions.rules import Severity
from bdc_sessions.screen import Pairs
from bdc_sessions.screen.of_fields import row_html, screen_of
from bdc_sessions.texts import Bilingual


class Row(NamedTuple):
    """A row of a table."""

    name: str
    places: int


def test_a_row_is_shown_under_the_name_of_its_class() -> None:
    html = row_html(Row("01", 10))
    assert "Row</" in html
    assert "NoneType" not in html
    assert "places" in html


def test_a_mapping_is_shown_as_pairs_in_a_line() -> None:
    screen = screen_of(Row, [("facts", {"a": 1, "b": True}), ("none", {})])
    assert screen.parts == (Pairs([("facts", "a : 1, b : oui"), ("none", "-")]),)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "oui"),
        (False, "non"),
        (Bilingual("Sessions", "sessions"), "Sessions"),
        (Severity.WARNING, Severity.WARNING.label()),
        (EntryMode.FIXED, EntryMode.FIXED.label),
        (len, "len"),
        (partial(int, base=2), "partial"),
        (attrgetter("number"), "attrgetter"),
    ],
)
def test_a_value_is_shown_in_words(value: Any, text: str) -> None:
    assert screen_of(Row, [("value", value)]).parts == (Pairs([("value", text)]),)
