"""What is typed, as a page shows it."""

import pytest

from bdc_sessions.screen.visible import visible


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("été — ok", "été — ok"),
        ("a\r\nb\rc\nd\x0be\u2028f", "a\nb\nc\nd\ne\nf"),
        ("a\tb", "a\tb"),
        ("\x1b[2J", r"\x1b[2J"),
        ("a\u202eb", r"a\u202eb"),
        ("a\u00a0b", "a\u00a0b"),
    ],
)
def test_what_acts_is_escaped_and_breaks_are_line_feeds(typed: str, shown: str) -> None:
    assert visible(typed) == shown
