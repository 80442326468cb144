"""Values whose type depends on the case: JSON scalars as they are, others tagged with a type."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from pendulum import Date, DateTime, Time

from bdc_sessions.codec.fields import Field
from bdc_sessions.codec.place import Place
from bdc_sessions.model import EntryMode, Site, Term, VolumeUnit
from bdc_sessions.model.scalars import SCALARS, scalar_of, to_json
from bdc_sessions.texts import Bilingual

LIST: Final = "list"

_SCALARS = (Date, Time, DateTime, Decimal, EntryMode, VolumeUnit)
TAGS: Final[Mapping[type[Any], str]] = {
    **{kind: _scalar.tag for kind in _SCALARS if (_scalar := scalar_of(kind))},
    **{kind: kind.ABOUT.type_name for kind in (Site, Term)},
}
KINDS: Final[Mapping[str, type[Any]]] = {tag: kind for kind, tag in TAGS.items()}
"""The types with a tag, by their tags."""

_TAGGED = Bilingual("une valeur avec son type", "a tagged value")
_NAMES = ", ".join((*KINDS, LIST))
_ONE_OF = Bilingual(f"un type parmi : {_NAMES}", f"one of: {_NAMES}")
_KEYS = ["type", "value"]

Read = Callable[[Field, Any, Place], Any]
"""Returns the value of a field, read from data."""


def to_tagged(value: Any) -> Any:
    """Return a value as JSON types, tagged with its type if JSON has no such type.

    >>> to_tagged((Date(2022, 9, 1), "a"))
    {'type': 'list', 'value': [{'type': 'date', 'value': '2022-09-01'}, 'a']}
    """
    if isinstance(value, tuple):
        return {"type": LIST, "value": [to_tagged(item) for item in value]}
    tag = TAGS.get(type(value))
    return to_json(value) if tag is None else {"type": tag, "value": to_json(value)}


def read_tagged(data: Any, place: Place, read: Read) -> Any:
    """Return a tagged value, or a tuple of such values; None if a fault is noted."""
    if not isinstance(data, dict) or data.get("type") != LIST:
        return _read_one(data, place, read)
    place.is_object(data, _KEYS)
    items: Any = data.get("value")
    if not place.is_array(items):
        return None
    return tuple([_read_one(item, place, read) for item in items])


def _read_one(data: Any, place: Place, read: Read) -> Any:
    if data is None or isinstance(data, bool):
        return data
    if isinstance(data, str | int):
        return place.read(SCALARS[str if isinstance(data, str) else int], data)
    if not isinstance(data, dict):
        place.add("STR-003", data, _TAGGED)
        return None
    place.is_object(data, _KEYS)
    tag = data.get("type")
    if not isinstance(tag, str) or tag not in KINDS:
        place.add("STR-008", tag, _ONE_OF)
        return None
    return read(Field(kind=KINDS[tag]), data.get("value"), place)
