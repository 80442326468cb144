"""The converters of fields, which refuse a wrong type, and the fields' labels.

A converter takes a value and its location (``Session.places``), returns the value in its normal
form, and raises a ``TypeError`` or ``ValueError`` that names class, field and value.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from itertools import pairwise
from types import FunctionType
from typing import Any, TypeVar, cast

import attrs
import pendulum
from pendulum import Date, DateTime, Time

from bdc_sessions.errors import DuplicateNumberError
from bdc_sessions.model.natural import free_number, in_order, natural_key
from bdc_sessions.model.path import Path
from bdc_sessions.texts import (
    DATE,
    DATETIME,
    LONGEST_REPR,
    TIME,
    is_blank,
    is_latin_1,
    normal_text,
    short_repr,
)

T = TypeVar("T")
Convert = Callable[..., Any]

PARIS = pendulum.timezone("Europe/Paris")
"""The time zone of the guide's dates and of every instant."""

MOST_DIGITS = 1000
"""The most digits of a number: no count needs more."""
_CENT = Decimal("0.01")
_LEAST_TOO_LONG = 10**MOST_DIGITS
_TOO_LONG = f"expected at most {MOST_DIGITS} digits"


def label(form: str, recap: str | None = None) -> Mapping[str, str]:
    """Return a field's metadata: its label in the guide's form, and in its recap."""
    return {"label": form, "recap": recap or form}


def bind_location(
    cls: type[Any], attributes: "list[attrs.Attribute[Any]]"
) -> "list[attrs.Attribute[Any]]":
    """Give each converter its location; the ``field_transformer`` of every model class."""
    return [
        a.evolve(converter=_bound(cast("FunctionType", a.converter), f"{cls.__name__}.{a.name}"))
        if a.converter
        else a
        for a in attributes
    ]


def _bound(convert: FunctionType, where: str) -> FunctionType:
    # A copy with another default: a wrapper would add a call to every field of a constructor.
    bound = FunctionType(
        convert.__code__, convert.__globals__, convert.__name__, (where,), convert.__closure__
    )
    bound.__annotations__ = convert.__annotations__
    return bound


def wrong_type(value: object, where: str, expected: str) -> TypeError:
    """Return the error for a value of a wrong type."""
    found = f"found {short_repr(value)} ({type(value).__name__}); expected {expected}"
    return TypeError(f"{where}: {found}" if where else found)


def to_text(value: str, where: str = "") -> str:
    r"""Return a text in its stored form: NFC, ``\n`` for CRLF and CR."""
    if type(value) is str and "\r" not in value and (value.isascii() or is_latin_1(value)):
        return value  # fast path
    if not isinstance(value, str):
        raise wrong_type(value, where, "a text (str)")
    try:
        return normal_text(value)
    except ValueError as fault:
        raise ValueError(f"{where}: {fault}") from None


def to_int(value: int, where: str = "") -> int:
    """Return an int; a bool is refused."""
    if type(value) is not int:
        raw: object = value
        if not isinstance(raw, int) or isinstance(raw, bool):
            raise wrong_type(value, where, "a whole number (int)")
        value = int(raw)
    if abs(value) >= _LEAST_TOO_LONG:
        raise ValueError(f"{where}: found a number of {value.bit_length()} bits; {_TOO_LONG}")
    return value


def to_date(value: date, where: str = "") -> Date:
    """Return a date; a ``datetime`` is refused."""
    if type(value) is Date:
        return value
    raw: object = value
    if isinstance(raw, DATE) and not isinstance(raw, DATETIME):
        return Date(raw.year, raw.month, raw.day)
    raise wrong_type(value, where, "a date (pendulum.Date or datetime.date)")


def to_time(value: time, where: str = "") -> Time:
    """Return a time of day; seconds and a zone are refused."""
    if not isinstance(value, TIME):
        raise wrong_type(value, where, "a time (pendulum.Time or datetime.time)")
    if value.tzinfo is not None:
        raise wrong_type(value, where, "a time without a zone")
    if value.second or value.microsecond:
        raise ValueError(
            f"{where}: found {value!s:.{LONGEST_REPR}}; expected hours and minutes, without seconds"
        )
    if type(value) is Time and not value.fold:
        return value
    return Time(value.hour, value.minute)


def to_instant(value: datetime, where: str = "") -> DateTime:
    """Return an instant in Europe/Paris; a ``datetime`` without a zone is refused."""
    raw: object = value
    offset = raw.utcoffset() if isinstance(raw, DATETIME) else None
    if offset is None:
        raise wrong_type(value, where, "an instant (a DateTime with a zone)")
    try:
        # Fast path; to its own zone, a time that the spring change leaves out would stay as it is.
        if type(value) is DATETIME and value.tzinfo is not PARIS:
            at = value.astimezone(PARIS)
        else:
            # From its offset, with classes of the stdlib: pendulum would read the file of a
            # ZoneInfo's zone, and lose the time of day under a fake `datetime`.
            local = DATETIME.combine(DATETIME.date(value), DATETIME.time(value), PARIS)
            at = PARIS.fromutc(local - offset)
        clock = at.hour, at.minute, at.second, at.microsecond
        return DateTime(at.year, at.month, at.day, *clock, PARIS, fold=at.fold)
    except OverflowError:
        raise ValueError(
            f"{where}: found {short_repr(value)}; expected an instant of years 1 to 9999 in Paris"
        ) from None


def to_decimal(value: Decimal | int, where: str = "") -> Decimal:
    """Return a Decimal with two places, or as many more as it needs.

    >>> to_decimal(310), to_decimal(Decimal("0.1250"))
    (Decimal('310.00'), Decimal('0.125'))
    """
    raw: object = value
    if type(raw) is Decimal and raw.same_quantum(_CENT) and raw and raw.adjusted() < MOST_DIGITS:
        return raw  # fast path: it has two places already
    if isinstance(raw, bool) or not isinstance(raw, Decimal | int):
        raise wrong_type(value, where, "a Decimal")
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(f"{where}: found {value!s:.{LONGEST_REPR}}; expected a finite number")
    if not number:
        return Decimal("0.00")
    sign, figures, exponent = number.as_tuple()
    written = "".join(map(str, figures))
    digits = written.rstrip("0")
    places = len(written) - len(digits) + int(exponent)
    if number.adjusted() >= MOST_DIGITS or -places > MOST_DIGITS:
        raise ValueError(
            f"{where}: found {short_repr(value)}; {_TOO_LONG} before and after the point"
        )
    final_exponent = min(places, -2)  # two places, as the guide prints
    digits += "0" * (places - final_exponent)
    return Decimal((sign, tuple(map(int, digits)), final_exponent))


def to_optional_text(value: str | None, where: str = "") -> str | None:
    """Return a text, or None for a blank one."""
    if value is None:
        return None
    text = to_text(value, where)
    return None if is_blank(text) else text


def optional_text(form: str, recap: str | None = None) -> Any:
    """Return a field that holds a text or None, with its labels in the form and the recap."""
    return attrs.field(default=None, converter=to_optional_text, metadata=label(form, recap))


def to_optional_int(value: int | None, where: str = "") -> int | None:
    """Return an int, or None."""
    return None if value is None else to_int(value, where)


def to_optional_decimal(value: Decimal | int | None, where: str = "") -> Decimal | None:
    """Return a Decimal, or None."""
    return None if value is None else to_decimal(value, where)


def to_optional_date(value: date | None, where: str = "") -> Date | None:
    """Return a date, or None."""
    return None if value is None else to_date(value, where)


def to_optional_instant(value: datetime | None, where: str = "") -> DateTime | None:
    """Return an instant, or None."""
    return None if value is None else to_instant(value, where)


def to_texts(values: Iterable[str], where: str = "") -> tuple[str, ...]:
    """Return texts as a tuple."""
    texts = values if type(values) is tuple else tuple(to_iterable(values, where))
    for text in texts:
        if type(text) is not str or not text.isascii() or "\r" in text:
            break
    else:  # fast path
        return texts
    return tuple([to_text(text, f"{where}[{place}]") for place, text in enumerate(texts, 1)])


def to_instance(value: object, cls: type[T], where: str = "") -> T:
    """Return the value if it is an instance of a class, whatever its ``__class__`` says."""
    if issubclass(type(value), cls):
        return cast("T", value)
    article = "an" if cls.__name__[0] in "AEIOU" else "a"
    raise wrong_type(value, where, f"{article} {cls.__name__}")


def to_tuple(values: Iterable[T], cls: type[T], where: str = "") -> tuple[T, ...]:
    """Return instances of a class as a tuple, in the order given."""
    items = values if type(values) is tuple else tuple(to_iterable(values, where))
    for value in items:
        if type(value) is not cls:
            break
    else:  # fast path
        return items
    return tuple(
        [to_instance(value, cls, f"{where}[{place}]") for place, value in enumerate(items, 1)]
    )


def to_keyed_tuple(values: Iterable[T], cls: type[T], key: str, where: str = "") -> tuple[T, ...]:
    """Return instances of a class as a tuple, in the order of their keys, each key once."""
    items = values if type(values) is tuple else tuple(to_iterable(values, where))
    if len(items) == 1 and type(items[0]) is cls:  # fast path
        return items
    keys: list[str] = []
    for value in items:
        if type(value) is not cls:
            break
        keys.append(getattr(value, key))
    else:
        if in_order(tuple(keys)):  # fast path
            return items
    ordered = sorted(to_tuple(items, cls, where), key=lambda item: natural_key(getattr(item, key)))
    for number, following in pairwise([getattr(item, key) for item in ordered]):
        if number == following:
            raise duplicate_number(ordered, key, number, where)
    return tuple(ordered)


def duplicate_number(items: Iterable[Any], key: str, number: str, where: str) -> ValueError:
    """Return the error for a number used twice in a collection, with the next free one."""
    free = free_number(getattr(item, key) for item in items) if key == "number" else None
    return DuplicateNumberError(Path().child(where.rpartition(".")[2], number), number, free)


def to_iterable(values: Iterable[T], where: str) -> Iterable[T]:
    """Return an iterable; a text, and a set, which has no order, are refused."""
    raw: object = values
    if isinstance(raw, set | frozenset):
        raise wrong_type(values, where, "several values in an order, such as a tuple")
    if isinstance(raw, str | bytes) or not isinstance(raw, Iterable):
        raise wrong_type(values, where, "several values, such as a tuple")
    return values


def shift_date(day: Date, days: int, where: str = "") -> Date:
    """Return the date some days later; ``ValueError`` outside the years 1 to 9999."""
    ordinal = day.toordinal() + to_int(days, where)
    if not Date.min.toordinal() <= ordinal <= Date.max.toordinal():
        raise ValueError(
            f"{where}: found {short_repr(days)} days from {day}; expected a date of years 1 to 9999"
        )
    return Date.fromordinal(ordinal)
