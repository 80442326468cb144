from itertools import product
from typing import Any

import pytest

from bdc_sessions.rules.predicates import (
    UNKNOWN,
    blank,
    length,
    matches,
    missing,
    negate,
    optional,
)

THREE = (True, False, UNKNOWN)


class Column:
    """A column expression, as far as predicates know one."""

    def __init__(self, text: str) -> None:
        self.text = text

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


def test_the_words_take_column_expressions() -> None:
    column = Column("x")
    assert blank(column).text == "x.blank()"
    assert matches(column, "a").text == "x.matches('a')"
    assert length(column).text == "x.length()"
    assert negate(column).text == "x.negate()"
    assert missing(column).text == "x.missing()"
    assert optional(column) is column


def test_whatever_can_tell_that_it_is_missing_is_asked() -> None:
    class Cell:
        def missing(self) -> str:
            return "asked"

    assert missing(Cell()) == "asked"
