"""Displaying values so that different values look different."""

import re
from itertools import combinations
from typing import Any

import attrs

from bdc_sessions.model import ABSENT, Term
from bdc_sessions.texts import DATETIME, NOTHING, display, is_blank_character

_BLANK_LETTERS = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""Characters that Python calls printable, and fonts draw as nothing."""

_SPACES = re.compile(r"\A | \Z|(?<= ) | (?= )")
"""Spaces that a page does not show: at an end, or next to another."""


def is_nothing(value: object) -> bool:
    """Whether a value is empty, which the guide prints "-": None, ABSENT or no item."""
    return value is None or value is ABSENT or value == ()


def display_distinct(*values: Any, codes: bool = False) -> tuple[str, ...]:
    r"""Return values as the guide prints them, in full if two different ones would look alike.

    >>> display_distinct(Term("ter", code="3"), Term("bis", code="2"), codes=True)
    ('3', '2')
    >>> display_distinct(Term("ter", code="3"), Term("quater", code="3"), codes=True)
    ('ter (3)', 'quater (3)')
    >>> display_distinct("-", None), display_distinct("a b", "a\u00a0b")
    (('« - »', '-'), ('« a b »', '« a\\xa0b »'))
    """
    texts = tuple([display(value, codes=codes) for value in values])
    if _are_distinct(values, texts):
        return texts
    texts = tuple(map(_with_code, values))
    return texts if _are_distinct(values, texts) else tuple(map(_exact, values))


def _are_distinct(values: tuple[Any, ...], texts: tuple[str, ...]) -> bool:
    pairs = combinations(zip(values, texts, strict=True), 2)
    return not any(
        _look_alike(left_text, right_text)
        and left != right
        and not (is_nothing(left) and is_nothing(right))
        for (left, left_text), (right, right_text) in pairs
    )


def _look_alike(left: str, right: str) -> bool:
    """Whether two texts differ at most in blanks and invisible characters."""
    both = left + right
    if both.isprintable() and not _BLANK_LETTERS.search(both):
        return left.split() == right.split()
    return _visible(left) == _visible(right)


def _visible(text: str) -> str:
    return "".join(char for char in _BLANK_LETTERS.sub("", text) if not is_blank_character(char))


def _with_code(value: Any) -> str:
    if isinstance(value, Term) and value.code is not None:
        return f"{value.label} ({value.code})"
    return display(value)


def _exact(value: Any) -> str:
    """Return a text that no other value of the class has, with its blanks made visible."""
    if is_nothing(value):
        return NOTHING
    if type(value) is str:
        return f"« {_SPACES.sub(lambda _: chr(92) + 'x20', ''.join(map(_escaped, value)))} »"
    if isinstance(value, tuple):
        return ", ".join(map(_exact, value))
    if isinstance(value, DATETIME):
        return value.isoformat()
    if attrs.has(type(value)):
        fields = [a for a in attrs.fields(type(value)) if "label" in a.metadata]
        return ", ".join(
            f"{a.metadata['label']} : {_exact(getattr(value, a.name))}" for a in fields
        )
    return display(value)


def _escaped(char: str) -> str:
    if char in "\\«»" or is_blank_character(char) or _BLANK_LETTERS.match(char):
        return char.encode("unicode_escape").decode()
    return char
