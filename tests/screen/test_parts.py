"""The parts of a screen hold texts, and nothing else."""

import pytest
from tests.values import untyped

from bdc_sessions.screen import Pairs, Table


def test_parts_are_values() -> None:
    assert Pairs([["a", "b"]]) == Pairs((("a", "b"),))
    assert hash(Table(["a"], [["b"]])) == hash(Table(("a",), (("b",),)))


def test_pairs_are_of_two_texts() -> None:
    with pytest.raises(ValueError, match=r"^found \('a',\); expected a label and its value$"):
        Pairs([("a",)])
    with pytest.raises(TypeError, match=r"^found 1 \(int\); expected a text$"):
        Pairs(untyped([("a", 1)]))
    with pytest.raises(TypeError, match=r"^found the text 'ab'; expected a row, a tuple of texts$"):
        Pairs(untyped(["ab"]))


def test_a_row_has_a_cell_and_no_more_than_there_are_heads() -> None:
    assert Table(["a", "b"], [["c"], ["d", "e"]]).rows == (("c",), ("d", "e"))
    for row, count in ((("c", "d"), 2), ((), 0)):
        with pytest.raises(ValueError, match=f"^row 2: found {count} cells; expected 1 to 1$"):
            Table(["a"], [["b"], row])
