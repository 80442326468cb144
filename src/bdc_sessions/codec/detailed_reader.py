"""Detailed reading: data that can't be read fast, field by field, so that every fault is noted."""

from collections.abc import Mapping
from typing import Any

from bdc_sessions.changes import Changes
from bdc_sessions.codec.changes_reader import read_changes
from bdc_sessions.codec.fast_reader import MISS, fast_reader
from bdc_sessions.codec.faults import LINE
from bdc_sessions.codec.fields import Field, schema_fields
from bdc_sessions.codec.place import OBJECT, Place
from bdc_sessions.codec.tagged import read_tagged
from bdc_sessions.model.fields import to_text
from bdc_sessions.model.shape import shape
from bdc_sessions.texts import Bilingual

_ANOTHER = Bilingual("un autre numéro", "another number")


def read_object(cls: type[Any], data: Any, place: Place) -> Any:
    """Return a value of a class read from data; None if faults are noted.

    The fast reader is tried first: only the objects around a fault are read field by field.
    """
    fast = fast_reader(cls)
    if fast is not None:
        try:
            return fast(data, {})
        except MISS:
            pass
    return read_fields(cls, data, place)


def read_fields(cls: type[Any], data: Any, place: Place) -> Any:
    """Return a value of a class read field by field; None if faults are noted.

    The objects in its fields are read by ``read_object``.
    """
    if cls is Changes:
        return read_changes(data, place, read_field)
    faults_before = len(place.faults)
    fields = schema_fields(cls)
    values: dict[str, Any] = {}
    if place.is_object(data, [field.name for field in fields]):
        for field in fields:
            if field.name in data:
                values[field.name] = read_field(field, data[field.name], place.child(field))
            elif field.mandatory:
                expected = field.scalar.expected if field.scalar else OBJECT
                place.faults.missing(place.child(field).path, field.label, expected)
    if len(place.faults) > faults_before:
        return None
    try:
        return cls(**values)
    except (LookupError, TypeError, ValueError) as error:
        _culprit(error, values, place).impossible(error)
    return None


def _culprit(error: Exception, values: Mapping[str, Any], place: Place) -> Place:
    """Return the place of the request that a dossier refuses; else that of the value itself."""
    refused = getattr(error, "request", None)
    for number, request in enumerate(values.get("requests", ()), 1):
        if request is refused:
            return place._replace(trail=(place.trail, "requests", str(number)))
    return place


def read_field(field: Field, data: Any, place: Place) -> Any:
    """Return the value of a field read from data; None or () if faults are noted."""
    if data is None and field.optional:
        return None
    if not field.many:
        return _read_one(field, data, place)
    if not place.is_array(data):
        return ()
    seen: set[str] = set()
    values = []
    for index, item in enumerate(data, 1):
        number = _number(field, item)
        item_place = place.item(str(index) if number is None or len(number) > LINE else number)
        if number is not None and number in seen:
            label = shape(field.kind).labels[str(field.key)]
            item_place._replace(label=label).add("STR-009", number, _ANOTHER)
        elif number is not None:
            seen.add(number)
        values.append(_read_one(field, item, item_place))
    return tuple(values)


def _number(field: Field, data: Any) -> str | None:
    """Return the key of an item, its number or kind; None if it has none that is valid."""
    number: Any = data.get(field.key) if field.key and isinstance(data, dict) else None
    try:
        return to_text(number)
    except (TypeError, ValueError):
        return None


def _read_one(field: Field, data: Any, place: Place) -> Any:
    if field.kind is Any:
        return read_tagged(data, place, _read_one)
    scalar = field.scalar
    return read_object(field.kind, data, place) if scalar is None else place.read(scalar, data)
