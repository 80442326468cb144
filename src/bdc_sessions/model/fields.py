"""What a field may hold: converters that refuse a wrong type, and the labels that name it.

A converter takes the value and where it stands (``Session.places``), gives back the value's one
form, and raises ``TypeError`` or ``ValueError`` that name class, field and value.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import Any, TypeVar, cast

import attrs
import pendulum
from pendulum import Date, DateTime, Time

from bdc_sessions.errors import DuplicateNumberError
from bdc_sessions.model.natural import natural_key
from bdc_sessions.model.path import Path
from bdc_sessions.texts import short_repr

T = TypeVar("T")
Convert = Callable[..., Any]

PARIS = pendulum.timezone("Europe/Paris")
"""Where the guide's dates are read, and in which instants are kept."""

MOST_DIGITS = 1000
"""The digits of a number beyond which it is refused: nothing that is counted needs more."""
MOST_BITS = 3321
_TOO_LONG = f"expected at most {MOST_DIGITS} digits"


def label(form: str, recap: str | None = None) -> Mapping[str, str]:
    """Name a field as the guide's form does, and as its recap does where that differs."""
    return {"label": form, "recap": recap or form}


def bind_location(
    cls: type[Any], attributes: "list[attrs.Attribute[Any]]"
) -> "list[attrs.Attribute[Any]]":
    """Tell each converter where it stands; the ``field_transformer`` of every model class."""
    return [
        a.evolve(converter=partial(cast("Convert", a.converter), where=f"{cls.__name__}.{a.name}"))
        if a.converter
        else a
        for a in attributes
    ]


def wrong_type(value: object, where: str, expected: str) -> TypeError:
    """Make the error for a value of a wrong type."""
    return TypeError(
        f"{where}: found {short_repr(value)} ({type(value).__name__}); expected {expected}"
    )


def to_text(value: str, where: str = "") -> str:
    """Take a text that UTF-8 can hold."""
    if not isinstance(value, str):
        raise wrong_type(value, where, "a text (str)")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise ValueError(
                f"{where}: found {value!r}, which UTF-8 cannot hold; expected a text "
                "without lone surrogates"
            ) from None
    return value if type(value) is str else str.__str__(value)


def to_int(value: int, where: str = "") -> int:
    """Take a whole number, not a bool."""
    found: object = value
    if not isinstance(found, int) or isinstance(found, bool):
        raise wrong_type(value, where, "a whole number (int)")
    if found.bit_length() > MOST_BITS:
        raise ValueError(f"{where}: found a number of {found.bit_length()} bits; {_TOO_LONG}")
    return found if type(found) is int else int(found)


def to_date(value: date, where: str = "") -> Date:
    """Take a date without a time of day."""
    if type(value) is Date:
        return value
    found: object = value
    if isinstance(found, date) and not isinstance(found, datetime):
        return Date(found.year, found.month, found.day)
    raise wrong_type(value, where, "a date (pendulum.Date or datetime.date)")


def to_time(value: time, where: str = "") -> Time:
    """Take a time of day, to the minute and without a zone."""
    if not isinstance(value, time):
        raise wrong_type(value, where, "a time (pendulum.Time or datetime.time)")
    if value.tzinfo is not None:
        raise wrong_type(value, where, "a time without a zone")
    if value.second or value.microsecond:
        raise ValueError(f"{where}: found {value}; expected hours and minutes, without seconds")
    if type(value) is Time and not value.fold:
        return value
    return Time(value.hour, value.minute)


def to_instant(value: datetime, where: str = "") -> DateTime:
    """Take an instant (a date and time with a zone), kept in Europe/Paris."""
    found: object = value
    if not isinstance(found, datetime) or found.utcoffset() is None:
        raise wrong_type(value, where, "an instant (a DateTime with a zone)")
    try:
        # By its offset alone: pendulum would read the file of the zone that a ZoneInfo names.
        return pendulum.instance(found.astimezone(UTC)).in_timezone(PARIS)
    except OverflowError:
        raise ValueError(
            f"{where}: found {short_repr(value)}; expected an instant of years 1 to 9999 in Paris"
        ) from None


def to_decimal(value: Decimal | int, where: str = "") -> Decimal:
    """Take a decimal number, kept with two places, or as many more as it needs."""
    found: object = value
    if isinstance(found, bool) or not isinstance(found, Decimal | int):
        raise wrong_type(value, where, "a Decimal")
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(f"{where}: found {value}; expected a finite number")
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
    kept = min(places, -2)  # two places, as the guide prints
    digits += "0" * (places - kept)
    return Decimal((sign, tuple(map(int, digits)), kept))


def to_optional_text(value: str | None, where: str = "") -> str | None:
    """Take a text, or None."""
    return None if value is None else to_text(value, where)


def to_optional_int(value: int | None, where: str = "") -> int | None:
    """Take a whole number, or None."""
    return None if value is None else to_int(value, where)


def to_optional_decimal(value: Decimal | int | None, where: str = "") -> Decimal | None:
    """Take a decimal number, or None."""
    return None if value is None else to_decimal(value, where)


def to_optional_date(value: date | None, where: str = "") -> Date | None:
    """Take a date, or None."""
    return None if value is None else to_date(value, where)


def to_optional_instant(value: datetime | None, where: str = "") -> DateTime | None:
    """Take an instant, or None."""
    return None if value is None else to_instant(value, where)


def to_texts(values: Iterable[str], where: str = "") -> tuple[str, ...]:
    """Take several texts."""
    return tuple([to_text(v, f"{where}[{n}]") for n, v in enumerate(to_iterable(values, where), 1)])


def to_instance(value: object, cls: type[T], where: str = "") -> T:
    """Take a value of one class."""
    if isinstance(value, cls):
        return value
    article = "an" if cls.__name__[0] in "AEIOU" else "a"
    raise wrong_type(value, where, f"{article} {cls.__name__}")


def to_tuple(values: Iterable[T], cls: type[T], where: str = "") -> tuple[T, ...]:
    """Take several values of one class, in the order given."""
    taken = tuple(to_iterable(values, where))
    for place, value in enumerate(taken, 1):
        if not isinstance(value, cls):
            to_instance(value, cls, f"{where}[{place}]")
    return taken


def to_keyed_tuple(values: Iterable[T], cls: type[T], key: str, where: str = "") -> tuple[T, ...]:
    """Take objects of one class, each with a key of its own, and put them in the order of keys."""
    pairs = [(natural_key(getattr(v, key)), v) for v in to_tuple(values, cls, where)]
    pairs.sort(key=_first)
    for (one, _), (other, second) in pairwise(pairs):
        if one == other:
            number = getattr(second, key)
            raise DuplicateNumberError(Path().child(where.rpartition(".")[2], number), number)
    return tuple([value for _, value in pairs])


def to_iterable(values: Iterable[T], where: str) -> Iterable[T]:
    """Take an iterable that is no text."""
    found: object = values
    if isinstance(found, str | bytes) or not isinstance(found, Iterable):
        raise wrong_type(values, where, "several values, such as a tuple")
    return values


def _first(pair: tuple[Any, Any]) -> Any:
    return pair[0]
