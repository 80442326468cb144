"""A screen is a value: a title over parts."""

import pytest
from tests.values import untyped

from bdc_sessions import Screen
from bdc_sessions.screen import Pairs, Table


def test_a_screen_is_a_value() -> None:
    screen = Screen("a", ["b", Pairs(), Table(["c"])])
    assert screen == Screen("a", ("b", Pairs(), Table(("c",))))
    assert hash(screen) == hash(Screen("a", ("b", Pairs(), Table(("c",)))))
    assert repr(screen) == "<Screen 'a': 3 parts>"
    assert repr(Screen("x" * 1000)) == f"<Screen '{'x' * 58}…: 0 parts>"


def test_a_screen_holds_parts_alone() -> None:
    with pytest.raises(TypeError, match=r"^found 1 \(int\); expected a text$"):
        Screen(untyped(1))
    with pytest.raises(TypeError, match=r"^found the text 'ab'; expected several parts$"):
        Screen("a", untyped("ab"))
    with pytest.raises(
        TypeError, match=r"^found 1 \(int\); expected a text, Pairs, a Table or a Screen$"
    ):
        Screen("a", untyped([1]))


def test_a_notebook_is_given_html() -> None:
    screen = Screen("a", ["b"])
    assert screen._repr_html_() == screen.to_html()
