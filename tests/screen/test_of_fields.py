"""Screens of values for which the guide has none."""

from typing import NamedTuple

from bdc_sessions.screen import Pairs
from bdc_sessions.screen.of_fields import row_html, screen_of


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
