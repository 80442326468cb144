"""The functions of rules for rows: they take a value or a column expression, without a data frame.

A column expression has the operators and, for these functions, methods of the same names.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final

from bdc_sessions.texts import is_blank


class Expression:
    """The base of column expressions, with methods for ``optional``, ``among`` and ``each``."""

    __slots__ = ()
    optional: Callable[[], Any]
    among: Callable[[Any], Any]
    each: Callable[..., Any]


class Unknown:
    """The result of comparing a missing value: neither true nor false, as NULL in SQL."""

    __slots__ = ()

    def _itself(self, _: object = None) -> "Unknown":
        """Return the unknown: the result of every operation on it is unknown too."""
        return self

    __lt__ = _itself
    __le__ = _itself
    __gt__ = _itself
    __ge__ = _itself
    __add__ = _itself
    __radd__ = _itself
    __sub__ = _itself
    __rsub__ = _itself
    __mul__ = _itself
    __rmul__ = _itself
    blank = _itself
    length = _itself
    negate = _itself
    matches = _itself

    def __eq__(self, _: object) -> "Unknown":  # type: ignore[override]  # three-valued, as in SQL
        return self

    def __ne__(self, _: object) -> "Unknown":  # type: ignore[override]  # three-valued, as in SQL
        return self

    def __hash__(self) -> int:
        return id(Unknown)

    def __and__(self, other: Any) -> Any:
        return False if other is False else self

    def __or__(self, other: Any) -> Any:
        return True if other is True else self

    __rand__ = __and__
    __ror__ = __or__

    def __bool__(self) -> bool:
        raise TypeError("an unknown is neither true nor false: combine with &, | and negate()")

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown()


def optional(value: Any) -> Any:
    """Return a value, ``UNKNOWN`` if it is missing: comparing that breaks no rule.

    >>> (optional(None) <= 3) & (4 <= 3), (optional(None) <= 3) | (3 <= 4)
    (False, True)
    """
    if value is None:
        return UNKNOWN
    if type(value) is int:  # fast path
        return value
    return value.optional() if isinstance(value, Expression) else value


def missing(value: Any) -> Any:
    """Whether there is no value.

    >>> missing(None), missing("")
    (True, False)
    """
    if value is None or value is UNKNOWN:
        return True
    return value.missing() if hasattr(value, "missing") else False


def blank(value: Any) -> Any:
    r"""Whether a text is blank: white space, control and invisible characters only.

    >>> blank(" \u200b"), blank("-")
    (True, False)
    """
    return is_blank(value) if issubclass(type(value), str) else value.blank()


def filled(value: Any) -> Any:
    """Whether there is a text that is not blank.

    >>> filled("d'Oc"), filled(" "), filled(None)
    (True, False, False)
    """
    if type(value) is str:
        return "!" <= value < "\x7f" or not is_blank(value)  # fast for nearly all texts
    return False if value is None else negate(missing(value) | blank(optional(value)))


def matches(value: Any, pattern: str) -> Any:
    """Whether the whole of a text matches a regular expression.

    >>> matches("34000", "[0-9]{5}")
    True
    """
    return _compiled(pattern)(value) is not None if type(value) is str else value.matches(pattern)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> Callable[[str], re.Match[str] | None]:
    # `re` caches patterns too, but its look-up takes longer.
    return re.compile(pattern, re.ASCII).fullmatch


def length(value: Any) -> Any:
    """Return the number of characters of a text.

    >>> length("été")
    3
    """
    return len(value) if issubclass(type(value), str) else value.length()


def fits(value: Any, most: int) -> Any:
    """Whether a text, if there is one, has at most so many characters.

    >>> fits("été", 3), fits(None, 3), fits("étés", 3)
    (True, True, False)
    """
    if value is None:
        return True
    if type(value) is str:
        return len(value) <= most
    return missing(value) | (length(optional(value)) <= most)


def line_fits(most: int, first: Any, *others: Any) -> Any:
    """Whether a line of words, all but the first optional, has at most so many characters.

    >>> line_fits(5, "Oc", None, "12"), line_fits(4, "Oc", None, "12")
    (True, False)
    """
    if type(first) is not str:
        return first.line_fits(most, *others)
    room = most - len(first) if first else most + 1
    for word in others:
        if word:
            room -= 1 + len(word if type(word) is str else word.label)
    return room >= 0


def negate(value: Any) -> Any:
    """Return the negation of a verdict; ``~`` of a Python True would be -2.

    >>> negate(True), negate(UNKNOWN)
    (False, UNKNOWN)
    """
    return not value if type(value) is bool else value.negate()


def among(value: Any, members: Any) -> Any:
    """Whether a value is one of several.

    >>> among("SETE", ("BEZIERS", "SETE"))
    True
    """
    if type(members) is tuple:  # fast path
        return value in members
    return members.among(value) if isinstance(members, Expression) else value in members


def each(members: Any, *fields: str) -> Any:
    """Return the values of some fields of each of several objects, for ``among``.

    >>> from bdc_sessions.rules import example_action
    >>> among(("BEZIERS", "34500"), each(example_action().sites, "city", "postal_code"))
    True
    """
    if isinstance(members, Expression):
        return members.each(*fields)
    return set(map(attrgetter(*fields), members))
