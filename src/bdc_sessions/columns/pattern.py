"""Patterns that mean the same to every library: a subset of Python's, in code points."""

import re
from collections.abc import Iterable
from itertools import chain
from re import _parser  # type: ignore[attr-defined]  # the only reader of Python's own patterns
from typing import Any, Final

from bdc_sessions.columns.sources import Refused
from bdc_sessions.texts import is_blank_character

LAST: Final = 0x10FFFF
_SURROGATES: Final = (0xD800, 0xDFFF)
_NOT_ALL_VISIBLE: Final = range(0x20000), range(0xE0000, 0xE1000)
"""Characters among which some are blank: all others show, and to ask each takes long."""
_MOST_REPEATS = 1000
"""As many as RE2 takes."""

Ranges = list[tuple[int, int]]

_CATEGORIES: dict[str, Ranges] = {
    "CATEGORY_DIGIT": [(48, 57)],
    "CATEGORY_WORD": [(48, 57), (65, 90), (95, 95), (97, 122)],
    "CATEGORY_SPACE": [(9, 13), (32, 32)],
}


def portable(pattern: str) -> str:
    r"""Return a pattern that matches a whole text, as ``re.fullmatch`` with ``re.ASCII`` would.

    >>> portable("[0-9]{5}")
    '\\A(?:(?:[\\x{30}-\\x{39}]){5,5})\\z'

    Raises:
        Refused: What other libraries read differently: ``^``, ``\b``, a look ahead, a flag.
    """
    parsed = _parser.parse(pattern, re.ASCII)
    if parsed.state.flags & ~re.ASCII:
        raise Refused("un drapeau", "a flag")
    return rf"\A(?:{_sequence(parsed, 1)})\z"


def _sequence(items: Iterable[Any], repeats: int) -> str:
    return "".join([_item(str(op), given, repeats) for op, given in items])


def _item(op: str, given: Any, repeats: int) -> str:  # noqa: PLR0911 - a line a case
    match op:
        case "LITERAL":
            return _set([(given, given)])
        case "NOT_LITERAL":
            return _set(_others([(given, given)]))
        case "ANY":
            return _set(_others([(10, 10)]))
        case "IN":
            return _set(_ranges(given))
        case "BRANCH":
            return "(?:" + "|".join([_sequence(branch, repeats) for branch in given[1]]) + ")"
        case "SUBPATTERN" if not (given[1] or given[2]):
            return f"(?:{_sequence(given[3], repeats)})"
        case "MAX_REPEAT" | "MIN_REPEAT":
            least, most, inner = given
            bound = "" if most is _parser.MAXREPEAT else str(most)
            inside = repeats * max(least, int(bound or 1))
            if inside > _MOST_REPEATS:
                raise Refused(
                    f"plus de {_MOST_REPEATS} répétitions", f"more than {_MOST_REPEATS} repeats"
                )
            return f"(?:{_sequence(inner, inside)}){{{least},{bound}}}"
        case _:
            raise Refused(op.lower(), op.lower())


def _ranges(given: Iterable[tuple[Any, Any]]) -> Ranges:
    ranges: Ranges = []
    negated = False
    for op, value in given:
        match str(op):
            case "NEGATE":
                negated = True
            case "LITERAL":
                ranges.append((value, value))
            case "RANGE":
                ranges.append(value)
            case _:  # a category
                name = str(value)
                known = _CATEGORIES[name.replace("_NOT", "")]
                ranges += _others(known) if "_NOT" in name else known
    return _others(ranges) if negated else ranges


def _others(ranges: Ranges) -> Ranges:
    others, start = [], 0
    for first, last in sorted(ranges):
        if first > start:
            others.append((start, first - 1))
        start = max(start, last + 1)
    return [*others, (start, LAST)] if start <= LAST else others


def _set(ranges: Ranges) -> str:
    if not ranges or any(
        _SURROGATES[0] <= end <= _SURROGATES[1] for pair in ranges for end in pair
    ):
        raise Refused("un ensemble de caractères qu'aucun texte n'a", "a set of what no text holds")
    return "[" + "".join([rf"\x{{{first:X}}}-\x{{{last:X}}}" for first, last in ranges]) + "]"


def _blank_ranges() -> Ranges:
    ranges: Ranges = []
    for code in filter(lambda code: is_blank_character(chr(code)), chain(*_NOT_ALL_VISIBLE)):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1] = (ranges[-1][0], code)
        else:
            ranges.append((code, code))
    return ranges


SHOWS: Final = _set(_others(_blank_ranges()))
"""Found in a text that shows something."""

MAY_CHANGE: Final = _set(_others([(0, 12), (14, 0x2FF), (0x2002, 0x20CF)]))
"""Found in a text that is not in its stored form (``normal_text``), and in some that are."""
