"""Values as JSON types, the form that JSON Patch and the codec share."""

from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs

from bdc_sessions.model.absent import ABSENT


def to_json(value: Any) -> Any:  # noqa: PLR0911 - a line a type
    """Return a value as JSON types: dates ISO, times ``10:00``, decimals as text, objects as dicts.

    >>> to_json((Decimal("310.00"), None))
    ['310.00', None]
    """
    if value is None or type(value) in (str, int, bool, float):
        return value
    if value is ABSENT:
        raise TypeError("ABSENT has no form of its own; leave its key out")
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    if attrs.has(type(value)):
        return {a.name: to_json(getattr(value, a.name)) for a in attrs.fields(type(value))}
    raise TypeError(f"found {value!r} ({type(value).__name__}); expected a value of the model")
