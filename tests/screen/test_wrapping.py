"""Texts on lines of so many columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.screen.readers import TEXTS

from bdc_sessions.screen.wrapping import columns_of, longest_word, padded, wrapped
from bdc_sessions.texts import one_line


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("a b", 3, ["a b"]),
        ("a b c", 3, ["a b", "c"]),
        ("abcdef", 4, ["abcd", "ef"]),
        ("ab  c", 2, ["ab", " c"]),
        ("Volume : 37 200,00 hc", 14, ["Volume :", "37 200,00 hc"]),
        ("Session n° 01", 10, ["Session", "n° 01"]),
        ("日本日本", 5, ["日本", "日本"]),
        ("日本", 1, ["日", "本"]),
        ("a\nb", 10, [r"a\nb"]),
        ("", 5, [""]),
    ],
)
def test_a_text_stands_on_lines(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


@given(TEXTS, st.integers(2, 40))
def test_no_line_is_wider_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(columns_of(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == one_line(text).replace(" ", "")


def test_width_is_counted_in_columns() -> None:
    assert columns_of("e\u0301日") == 3
    assert padded("日", 4) == "日  "
    assert longest_word("un 37 200,00 hc") == len("37 200,00 hc")
