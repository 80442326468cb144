"""The scalar types: how each is written as JSON, read, described in a schema and tagged."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any, NamedTuple, NoReturn

import attrs
from pendulum import Date, DateTime, Time

from bdc_sessions.model.absent import ABSENT
from bdc_sessions.model.fields import MOST_DIGITS, to_decimal, to_instant, to_int, to_text
from bdc_sessions.model.path import Path
from bdc_sessions.model.shape import per_class
from bdc_sessions.texts import Bilingual, short_repr

Schema = dict[str, Any]


class Lookup(dict[Any, Any]):
    """A function whose results are kept, up to a number, and looked up as in a dict.

    >>> length = Lookup(len)
    >>> length("abc"), length["abc"]
    (3, 3)
    """

    __slots__ = ("_function", "_maximum")

    def __init__(
        self,
        function: Callable[[Any], Any],
        initial: Iterable[tuple[Any, Any]] = (),
        maximum: int = 4096,
    ) -> None:
        """Take a function, results to start with, and how many results to keep.

        4,096 is more than the days of ten years, and than the minutes of a day.
        """
        super().__init__(initial)
        self._function = function
        self._maximum = maximum

    def __call__(self, key: Any) -> Any:
        """Return the function's result, from what is kept if it is there."""
        return self[key]

    def __missing__(self, key: Any) -> Any:
        """Return the function's result, and keep it if there is room."""
        value = self._function(key)
        if len(self) < self._maximum:
            self[key] = value
        return value


class Scalar(NamedTuple):
    """How one scalar type is written, read and described.

    >>> SCALARS[Date].write(Date(2022, 9, 1)), SCALARS[Date].read("2022-09-01")
    ('2022-09-01', Date(2022, 9, 1))
    """

    tag: str
    """The type's name where no field implies it; "" if the JSON type is enough."""
    write: Callable[[Any], Any]
    """Returns the value as a JSON type."""
    read: Callable[[Any], Any]
    """Reads what ``write`` returns; raises ``TypeError`` or, if ill formed, ``ValueError``."""
    code: str
    """The code of the structural rule that an ill-formed value breaks, ``STR-004``."""
    expected: Bilingual
    """What was expected, for messages."""
    schema: Schema
    """Its JSON Schema."""


def _identity(value: Any) -> Any:
    return value


def _pattern(pattern: str, **more: Any) -> Schema:
    return {"type": "string", "pattern": f"^{pattern}$", **more}


_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME = r"([01][0-9]|2[0-3]):[0-5][0-9]"
_DECIMAL = rf"-?[0-9]{{1,{MOST_DIGITS}}}(\.[0-9]{{1,{MOST_DIGITS}}})?"
# Before 1911, Paris kept its own time: an offset of 9 minutes and 21 seconds.
_OFFSET = r"(Z|[+-][0-9]{2}:[0-9]{2}(:[0-9]{2})?)"
_INSTANT = _DATE + r"T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?" + _OFFSET

_is_date, _is_time, _is_decimal, _is_instant = (
    re.compile(pattern).fullmatch for pattern in (_DATE, _TIME, _DECIMAL, _INSTANT)
)
_is_normal_decimal = re.compile(r"-?[0-9]{1,18}\.[0-9]{2}").fullmatch


def _read_date(data: Any) -> Date:
    if not _is_date(data):  # raises TypeError for another type
        raise ValueError
    return Date(int(data[:4]), int(data[5:7]), int(data[8:]))


def _read_time(data: Any) -> Time:
    if not _is_time(data):
        raise ValueError
    return Time(int(data[:2]), int(data[3:]))


def _write_time(value: Time) -> str:
    return value.isoformat("minutes")


def _read_decimal(data: Any) -> Decimal:
    if _is_normal_decimal(data) and (value := Decimal(data)):  # fast path
        return value
    if not _is_decimal(data):
        raise ValueError
    return to_decimal(Decimal(data))


def _write_decimal(value: Decimal) -> str:
    return format(value, "f")


def _read_instant(data: Any) -> DateTime:
    if not _is_instant(data):
        raise ValueError
    return to_instant(datetime.fromisoformat(data))


def _read_path(data: Any) -> Path:
    return Path.parse(to_text(data))


def _read_bool(data: Any) -> bool:
    if not isinstance(data, bool):
        raise TypeError
    return data


SCALARS: Mapping[Any, Scalar] = {
    bool: Scalar(
        "",
        _identity,
        _read_bool,
        "STR-014",
        Bilingual("vrai ou faux", "true or false"),
        {"type": "boolean"},
    ),
    str: Scalar(
        "", _identity, to_text, "STR-014", Bilingual("un texte", "a text"), {"type": "string"}
    ),
    int: Scalar(
        "",
        _identity,
        to_int,
        "STR-014",
        Bilingual("un nombre entier", "a whole number"),
        {"type": "integer"},
    ),
    Date: Scalar(
        "date",
        Lookup(Date.isoformat),
        Lookup(_read_date),
        "STR-004",
        Bilingual("une date AAAA-MM-JJ", "a date YYYY-MM-DD"),
        _pattern(_DATE, format="date"),
    ),
    Time: Scalar(
        "time",
        Lookup(_write_time),
        Lookup(_read_time),
        "STR-005",
        Bilingual("une heure HH:MM", "a time HH:MM"),
        _pattern(_TIME),
    ),
    DateTime: Scalar(
        "instant",
        DateTime.isoformat,
        _read_instant,
        "STR-004",
        Bilingual("un instant avec son décalage", "an instant with its offset"),
        _pattern(_INSTANT, format="date-time"),
    ),
    Decimal: Scalar(
        "decimal",
        _write_decimal,
        Lookup(_read_decimal),
        "STR-006",
        Bilingual("un nombre décimal en texte, « 310.00 »", "a decimal number as text, '310.00'"),
        _pattern(_DECIMAL),
    ),
    Path: Scalar(
        "", str, _read_path, "STR-014", Bilingual("un chemin", "a path"), {"type": "string"}
    ),
}
"""Every scalar type but the enums, which ``scalar_of`` knows too."""


def scalar_of(kind: Any) -> Scalar | None:
    """Return the scalar of a type; None for a type that is not a scalar.

    >>> scalar_of(Time).expected.fr
    'une heure HH:MM'
    """
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _choice(kind)
    return SCALARS.get(kind)


@per_class
def _choice(kind: type[Any]) -> Scalar:
    by_value: dict[str, Enum] = {member.value: member for member in kind}
    values = ", ".join(by_value)
    return Scalar(
        re.sub("(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower(),
        _value_of,
        Lookup(refuse_choice, by_value.items()),
        "STR-008",
        Bilingual(f"une valeur parmi : {values}", f"one of: {values}"),
        {"enum": list(by_value)},
    )


def refuse_choice(data: Any) -> NoReturn:
    """Raise the error for data that are the name of no choice."""
    raise ValueError if isinstance(data, str) else TypeError


def _value_of(member: Enum) -> Any:
    return member.value


def to_json(value: Any) -> Any:
    """Return a value as JSON types: dates ISO, times ``10:00``, decimals as text, objects as dicts.

    >>> to_json((Decimal("310.00"), None))
    ['310.00', None]

    Raises:
        TypeError: A value of no type of the model.
    """
    cls = type(value)
    if value is None or cls is bool:
        return value
    if value is ABSENT:
        raise TypeError("ABSENT has no form of its own; leave its key out")
    scalar = scalar_of(cls)
    if scalar is not None:
        return scalar.write(value)
    if cls is tuple:
        return [to_json(item) for item in value]
    if attrs.has(cls):
        return {a.name: to_json(getattr(value, a.name)) for a in attrs.fields(cls)}
    raise TypeError(f"found {short_repr(value)} ({cls.__name__}); expected a value of the model")
