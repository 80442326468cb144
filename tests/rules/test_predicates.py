from itertools import product
from typing import Any

import pytest

from bdc_sessions import Term
from bdc_sessions.rules.predicates import (
    UNKNOWN,
    Expression,
    among,
    blank,
    each,
    filled,
    fits,
    length,
    line_fits,
    matches,
    missing,
    negate,
    optional,
)

THREE = (True, False, UNKNOWN)


class Column(Expression):
    """A column expression, as far as predicates know one."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __or__(self, other: "Column") -> "Column":
        return Column(f"({self.text} | {other.text})")

    def __le__(self, other: int) -> "Column":
        return Column(f"{self.text} <= {other}")

    def __repr__(self) -> str:
        return self.text

    def __getattr__(self, name: str) -> Any:
        return lambda *given: Column(f"{self.text}.{name}({', '.join(map(repr, given))})")


@pytest.mark.parametrize(("one", "other"), list(product(THREE, THREE)))
def test_and_and_or_follow_three_valued_logic(one: Any, other: Any) -> None:
    sides = (one, other)
    known_false = any(side is False for side in sides)
    known_true = any(side is True for side in sides)
    unknown = any(side is UNKNOWN for side in sides)
    assert (one & other) is (False if known_false else UNKNOWN if unknown else True)
    assert (one | other) is (True if known_true else UNKNOWN if unknown else False)


def test_comparing_a_missing_value_gives_unknown() -> None:
    gone = optional(None)
    results = [gone < 1, gone <= 1, gone > 1, gone >= 1, gone == 1, gone != 1]
    results += [gone > 1, gone + 1, 1 + gone, gone - 1, 1 - gone, gone * 2, 2 * gone]
    results += [blank(gone), length(gone), negate(gone), matches(gone, "a")]
    assert all(result is UNKNOWN for result in results)
    assert optional(3) == 3
    assert len({UNKNOWN, UNKNOWN}) == 1
    assert repr(UNKNOWN) == "UNKNOWN"


def test_an_unknown_cannot_be_asked_for_its_truth() -> None:
    with pytest.raises(
        TypeError,
        match=r"^an unknown is neither true nor false: combine with &, \| and negate\(\)$",
    ):
        bool(UNKNOWN)


def test_the_words_take_values() -> None:
    assert blank(" \t")
    assert not blank(" a ")
    assert matches("34000", "[0-9]{5}")
    assert not matches("34000 ", "[0-9]{5}")
    assert not matches("٣٤٠٠٠", r"\d{5}")
    assert length("été") == 3
    assert negate(value=True) is False
    assert (missing(None), missing(UNKNOWN), missing("")) == (True, True, False)


@pytest.mark.parametrize(
    "text", ["", " ", "\t\n", "\x7f", "\u00a0", "\u200b", "\u3164", "\u2800\u00ad"]
)
def test_a_text_that_shows_nothing_is_blank(text: str) -> None:
    assert (blank(text), filled(text)) == (True, False)
    assert (blank(text + "é"), filled(text + "é")) == (False, True)


@pytest.mark.parametrize(
    "words",
    [
        ("de la madeleine", "12", Term("ter"), Term("allée")),
        ("", "12", None),
        ("a", "", Term("b")),
    ],
)
def test_a_line_is_measured_as_it_is_written(words: tuple[Any, ...]) -> None:
    line = " ".join([str(word) for word in words if word is not None and str(word)])
    assert line_fits(len(line), *words)
    assert not line_fits(len(line) - 1, *words)


def test_the_words_take_column_expressions() -> None:
    column = Column("x")
    assert blank(column).text == "x.blank()"
    assert matches(column, "a").text == "x.matches('a')"
    assert length(column).text == "x.length()"
    assert negate(column).text == "x.negate()"
    assert missing(column).text == "x.missing()"
    assert optional(column).text == "x.optional()"
    assert among("a", column).text == "x.among('a')"
    assert each(column, "city").text == "x.each('city')"
    assert filled(column).text == "(x.missing() | x.optional().blank()).negate()"
    assert fits(column, 3).text == "(x.missing() | x.optional().length() <= 3)"
    assert line_fits(38, column, None, Column("y")).text == "x.line_fits(38, None, y)"


def test_whatever_can_tell_that_it_is_missing_is_asked() -> None:
    class Cell:
        def missing(self) -> str:
            return "asked"

    assert missing(Cell()) == "asked"
