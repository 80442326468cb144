"""How single values are read from JSON types, strictly: nothing is coerced."""

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, NamedTuple

from pendulum import Date, DateTime, Time

from bdc_sessions.model import Path
from bdc_sessions.model.fields import MOST_DIGITS, to_decimal, to_instant, to_int, to_text
from bdc_sessions.model.shape import per_class

Schema = dict[str, Any]


class Reader(NamedTuple):
    """One type of single value: how it is read, what is expected, and its JSON Schema.

    ``read`` raises TypeError for a wrong type, ValueError for a value that is not well formed.
    """

    read: Callable[[Any], Any]
    code: str
    expected: tuple[str, str]
    schema: Schema


def _shaped(pattern: str) -> Callable[[Any], str]:
    fits = re.compile(pattern).fullmatch

    def shaped(data: Any) -> str:
        if fits(data) is None:  # TypeError for what is no text
            raise ValueError(data)
        return str(data)

    return shaped


DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
TIME = r"([01][0-9]|2[0-3]):[0-5][0-9]"
DECIMAL = rf"-?[0-9]{{1,{MOST_DIGITS}}}(\.[0-9]{{1,{MOST_DIGITS}}})?"
# Before 1911, Paris kept its own time: an offset of 9 minutes and 21 seconds.
OFFSET = r"(Z|[+-][0-9]{2}:[0-9]{2}(:[0-9]{2})?)"
INSTANT = DATE + r"T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?" + OFFSET
_decimal, _instant = map(_shaped, (DECIMAL, INSTANT))


def read_date(data: Any) -> Date:
    """Read ``2022-09-01``."""
    found = Date.fromisoformat(data)
    if len(data) != len("AAAA-MM-JJ") or data[7] != "-":  # a week's day, or without hyphens
        raise ValueError(data)
    return found


@cache
def _minutes() -> dict[str, Time]:
    """Return every time there is: to the minute, a day has 1,440."""
    return {f"{h:02}:{m:02}": Time(h, m) for h in range(24) for m in range(60)}


def read_time(data: Any) -> Time:
    """Read ``10:00``."""
    found = _minutes().get(data)
    if found is None:
        raise ValueError(data) if isinstance(data, str) else TypeError(data)
    return found


def read_decimal(data: Any) -> Decimal:
    """Read ``310.00``."""
    return to_decimal(Decimal(_decimal(data)))


def read_instant(data: Any) -> DateTime:
    """Read ``2022-12-15T10:00:00+01:00``."""
    return to_instant(datetime.fromisoformat(_instant(data)))


def read_path(data: Any) -> Path:
    """Read ``components[01].start``."""
    return Path.parse(to_text(data))


def _pattern(pattern: str, **more: Any) -> Schema:
    return {"type": "string", "pattern": f"^{pattern}$", **more}


READERS: dict[Any, Reader] = {
    str: Reader(to_text, "STR-014", ("un texte", "a text"), {"type": "string"}),
    int: Reader(to_int, "STR-014", ("un nombre entier", "a whole number"), {"type": "integer"}),
    Date: Reader(
        read_date,
        "STR-004",
        ("une date AAAA-MM-JJ", "a date YYYY-MM-DD"),
        _pattern(DATE, format="date"),
    ),
    Time: Reader(read_time, "STR-005", ("une heure HH:MM", "a time HH:MM"), _pattern(TIME)),
    Decimal: Reader(
        read_decimal,
        "STR-006",
        ("un nombre décimal en texte, « 310.00 »", "a decimal number as text, '310.00'"),
        _pattern(DECIMAL),
    ),
    DateTime: Reader(
        read_instant,
        "STR-004",
        ("un instant avec son décalage", "an instant with its offset"),
        _pattern(INSTANT, format="date-time"),
    ),
    Path: Reader(read_path, "STR-014", ("un chemin", "a path"), {"type": "string"}),
}
"""The readers of every type of single value but the enums."""


@per_class
def choice(kind: type[Any]) -> Reader:
    """Return the reader of a text enum."""
    by_value: dict[str, Enum] = {member.value: member for member in kind}
    values = ", ".join(by_value)

    def read(data: Any) -> Enum:
        if data not in by_value:
            raise ValueError(data) if isinstance(data, str) else TypeError(data)
        return by_value[data]

    expected = (f"une valeur parmi : {values}", f"one of: {values}")
    return Reader(read, "STR-008", expected, {"enum": list(by_value)})
