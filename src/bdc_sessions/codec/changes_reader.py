"""Detailed reading of changes: the class that changes gives the type of each side."""

from collections.abc import Callable, Iterable
from typing import Any

import attrs

from bdc_sessions.changes import Changes, FieldChange
from bdc_sessions.changes.leaves import leaf_at
from bdc_sessions.codec.faults import ONCE
from bdc_sessions.codec.fields import Field, schema_fields
from bdc_sessions.codec.names import MODEL, by_name
from bdc_sessions.codec.place import Place
from bdc_sessions.model import ABSENT, Path
from bdc_sessions.model.scalars import SCALARS
from bdc_sessions.texts import Bilingual

ReadField = Callable[[Field, Any, Place], Any]
Convert = Callable[[Any], Any]

_OF, _ITEMS = schema_fields(Changes)
_PATH, _BEFORE, _AFTER = schema_fields(FieldChange)
_SAME = Bilingual("la même valeur avant et après", "the same value before and after")
_DIFFERENT = Bilingual("deux valeurs qui diffèrent", "two values that differ")


def read_changes(
    data: Any, place: Place, read_field: ReadField, more: Iterable[type[Any]] = ()
) -> Changes | None:
    """Return changes read from data, of a model class or one of ``more``; None if faults are noted.

    A change is skipped if its sides are equal in canonical form: older texts may have such changes.
    """
    faults_before = len(place.faults)
    if not place.is_object(data, [_OF.name, _ITEMS.name]):
        return None
    known = by_name((*MODEL, *more))
    of = place.child(_OF).given(data, known.expected, lambda of, of_place: of_place.read(known, of))
    items_place, items = place.child(_ITEMS), data.get(_ITEMS.name, [])
    if not items_place.is_array(items) or of is None:
        return None
    changes: dict[Path, FieldChange | None] = {}
    for number, item in enumerate(items, 1):
        item_place = items_place.item(str(number))
        path, change = _read_change(of, item, item_place, read_field)
        if path is not None and path in changes:
            item_place.child(_PATH).add("STR-013", str(path), ONCE)
        elif path is not None:
            changes[path] = change
    if len(place.faults) > faults_before:
        return None
    return Changes(of, [change for change in changes.values() if change is not None])


def _read_change(
    of: type[Any], data: Any, place: Place, read_field: ReadField
) -> tuple[Path | None, FieldChange | None]:
    """Return the path of a change, and the change; None for one without effect."""
    faults_before = len(place.faults)
    if not place.is_object(data, [_PATH.name, _BEFORE.name, _AFTER.name]):
        return None, None
    scalar = SCALARS[Path]
    path = place.child(_PATH).given(
        data, scalar.expected, lambda path, path_place: path_place.read(scalar, path)
    )
    if path is None:
        return None, None
    field, convert = _leaf(of, path)
    if field is None:
        expected = Bilingual(f"un champ de {of.__name__}", f"a field of {of.__name__}")
        place.child(_PATH).add("STR-014", data[_PATH.name], expected)
        return None, None
    sides = {
        side.name: read_field(field, data[side.name], place.child(side))
        for side in (_BEFORE, _AFTER)
        if side.name in data
    }
    if len(place.faults) > faults_before:
        return path, None
    before, after = (
        convert(sides[side.name]) if side.name in sides else ABSENT for side in (_BEFORE, _AFTER)
    )
    if before != after:
        return path, FieldChange(path, before, after)
    if data.get(_BEFORE.name) == data.get(_AFTER.name):
        place.add("STR-014", None, _DIFFERENT, _SAME)
    return path, None


def _leaf(of: type[Any], path: Path) -> tuple[Field | None, Convert]:
    """Return the field at a path, and its converter."""
    leaf = leaf_at(of, path)
    if leaf is None:
        return None, str
    cls, name = leaf.shape.cls, leaf.name
    field = schema_fields(cls)[leaf.shape.order[name]]
    return field, getattr(attrs.fields(cls), name).converter
