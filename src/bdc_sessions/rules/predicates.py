"""The words of row rules: they take a value or a column expression, and know neither a frame.

A column expression is whatever has the operators and, for these words, methods of the same names.
"""

import re
from typing import Any, Final


class Unknown:
    """What comparing a missing value gives: neither true nor false, as NULL in SQL."""

    __slots__ = ()

    def __lt__(self, _: object) -> "Unknown":
        return self

    def __le__(self, _: object) -> "Unknown":
        return self

    def __gt__(self, _: object) -> "Unknown":
        return self

    def __ge__(self, _: object) -> "Unknown":
        return self

    def __add__(self, _: object) -> "Unknown":
        return self

    def __radd__(self, _: object) -> "Unknown":
        return self

    def __sub__(self, _: object) -> "Unknown":
        return self

    def __rsub__(self, _: object) -> "Unknown":
        return self

    def __mul__(self, _: object) -> "Unknown":
        return self

    def __rmul__(self, _: object) -> "Unknown":
        return self

    def blank(self) -> "Unknown":
        """Stay unknown."""
        return self

    def length(self) -> "Unknown":
        """Stay unknown."""
        return self

    def negate(self) -> "Unknown":
        """Stay unknown."""
        return self

    def __eq__(self, _: object) -> "Unknown":  # type: ignore[override]  # three-valued, as in SQL
        return self

    def __ne__(self, _: object) -> "Unknown":  # type: ignore[override]  # three-valued, as in SQL
        return self

    def __hash__(self) -> int:
        return id(Unknown)

    def matches(self, _: str) -> "Unknown":
        """Stay unknown."""
        return self

    def __and__(self, other: Any) -> Any:
        return False if other is False else self

    def __or__(self, other: Any) -> Any:
        return True if other is True else self

    def __rand__(self, other: Any) -> Any:
        return self & other

    def __ror__(self, other: Any) -> Any:
        return self | other

    def __bool__(self) -> bool:
        raise TypeError("an unknown is neither true nor false: combine with &, | and negate()")

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown()


def optional(value: Any) -> Any:
    """Let a value be missing: comparing it then gives unknown, and unknown is no violation.

    >>> (optional(None) <= 3) & (4 <= 3), (optional(None) <= 3) | (3 <= 4)
    (False, True)
    """
    return UNKNOWN if value is None else value


def missing(value: Any) -> Any:
    """Tell whether there is no value."""
    return value is None or value is UNKNOWN if _is_value(value) else value.missing()


def blank(value: Any) -> Any:
    """Tell whether a text has nothing but white space."""
    return not value.strip() if isinstance(value, str) else value.blank()


def matches(value: Any, pattern: str) -> Any:
    """Tell whether the whole of a text matches a regular expression."""
    if isinstance(value, str):
        return re.fullmatch(pattern, value, re.ASCII) is not None
    return value.matches(pattern)


def length(value: Any) -> Any:
    """Count the characters of a text."""
    return len(value) if isinstance(value, str) else value.length()


def negate(value: Any) -> Any:
    """Turn true into false and back; ``~`` would make -2 of a Python True."""
    return not value if isinstance(value, bool) else value.negate()


def _is_value(value: Any) -> bool:
    return value is UNKNOWN or not hasattr(value, "missing")
