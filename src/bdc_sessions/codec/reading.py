"""Reading data field by field, with every fault told where it stands."""

from typing import Any

from bdc_sessions.changes import Changes, FieldChange
from bdc_sessions.codec.faults import Faults
from bdc_sessions.codec.names import CLASSES, MODEL
from bdc_sessions.codec.plan import Field, fields_of
from bdc_sessions.codec.readers import READERS, Reader
from bdc_sessions.codec.tagged import KINDS, LIST
from bdc_sessions.errors import DuplicateNumberError
from bdc_sessions.model import ABSENT, Path
from bdc_sessions.model.shape import shape

OBJECT = ("un objet JSON", "a JSON object")
ARRAY = ("une liste JSON", "a JSON array")


class Twice(dict[str, Any]):
    """A JSON object in which keys stood twice."""

    def __init__(self, pairs: list[tuple[str, Any]], twice: list[str]) -> None:
        """Keep the last of each key, and the keys that stood twice."""
        super().__init__(pairs)
        self.twice = twice


def read_object(cls: type[Any], data: Any, path: Path, label: str, faults: Faults) -> Any:
    """Return the value of a class that data hold; None where faults were noted."""
    before = len(faults.found)
    if not _is_object(data, path, label, faults):
        return None
    if cls is Changes:
        return _changes(data, path, faults)
    fields = fields_of(cls)
    _unknown(data, [field.name for field in fields], path, faults)
    given: dict[str, Any] = {}
    for field in fields:
        if field.name in data:
            given[field.name] = _field(field, data[field.name], path.child(field.name), faults)
        elif field.mandatory:
            faults.missing(path.child(field.name), field.label)
    if len(faults.found) > before:
        return None
    try:
        return cls(**given)
    except DuplicateNumberError as fault:
        collection = shape(cls).collections[fault.path.steps[0][0]]
        known_by = shape(collection.item).labels[str(collection.key)]
        other = ("un autre numéro", "another number")
        faults.add("STR-009", path / fault.path, known_by, fault.number, other)
    except (ValueError, TypeError) as fault:
        faults.add("STR-014", path, label, str(fault), ("une valeur possible", "a possible value"))
    return None


def _is_object(data: Any, path: Path, label: str, faults: Faults) -> bool:
    if not isinstance(data, dict):
        faults.add("STR-003", path, label, data, OBJECT)
        return False
    for key in getattr(data, "twice", ()):
        faults.add("STR-013", path, key, key, ("chaque clé une fois", "each key once"))
    return True


def _unknown(data: dict[Any, Any], known: list[str], path: Path, faults: Faults) -> None:
    for key in data:
        if key not in known:
            faults.unknown(path, str(key), known)


def _field(field: Field, data: Any, path: Path, faults: Faults) -> Any:
    if data is None and field.optional:
        return None
    if not field.many:
        return _one(field, data, path, faults)
    if not isinstance(data, list):
        faults.add("STR-003", path, field.label, data, ARRAY)
        return ()
    items = []
    for place, item in enumerate(data, 1):
        number = item.get(field.key) if field.key and isinstance(item, dict) else None
        key = number if isinstance(number, str) and _is_text(number) else str(place)
        items.append(_one(field, item, path.parent.child(field.name, key), faults))
    return tuple(items)


def _is_text(number: str) -> bool:
    return number.isascii() or number.encode(errors="ignore").decode() == number


def _one(field: Field, data: Any, path: Path, faults: Faults) -> Any:
    if field.kind is Any:
        return _tagged(data, path, field.label, faults)
    reader = field.reader
    if reader is None:
        return read_object(field.kind, data, path, field.label, faults)
    return _single(reader, data, path, field.label, faults)


def _single(reader: Reader, data: Any, path: Path, label: str, faults: Faults) -> Any:
    try:
        return reader.read(data)
    except TypeError:
        faults.add("STR-003", path, label, data, reader.expected)
    except ValueError:
        faults.add(reader.code, path, label, data, reader.expected)
    return None


def _tagged(data: Any, path: Path, label: str, faults: Faults) -> Any:
    if not isinstance(data, dict):
        if isinstance(data, list | float):
            faults.add("STR-003", path, label, data, ("une valeur avec son type", "a tagged value"))
            return None
        return data
    kind, value = data.get("type"), data.get("value")
    if kind == LIST and isinstance(value, list):
        return tuple(_tagged(item, path, label, faults) for item in value)
    if not isinstance(kind, str) or kind not in KINDS:
        names = ", ".join((*KINDS, LIST))
        faults.add("STR-008", path, label, kind, (f"un type parmi : {names}", f"one of: {names}"))
        return None
    cls = KINDS[kind]
    field = Field("value", label, cls, many=False, optional=False, mandatory=True, key=None)
    return _one(field, value, path, faults)


def _changes(data: dict[str, Any], path: Path, faults: Faults) -> Any:
    before = len(faults.found)
    _unknown(data, ["of", "items"], path, faults)
    for name in ("of", "items"):
        if name not in data:
            faults.missing(path.child(name), name)
    of, items = data.get("of"), data.get("items")
    cls = CLASSES.get(of) if isinstance(of, str) else None
    if "of" in data and cls not in MODEL:
        names = ", ".join(MODEL.values())
        faults.add("STR-008", path.child("of"), "of", of, (f"parmi : {names}", f"one of: {names}"))
    if "items" in data and not isinstance(items, list):
        faults.add("STR-003", path.child("items"), "items", items, ARRAY)
    if len(faults.found) > before or cls is None or items is None:
        return None
    changes = [
        _change(cls, item, path.child("items", str(place)), faults)
        for place, item in enumerate(items, 1)
    ]
    if len(faults.found) > before:
        return None
    try:
        return Changes(cls, changes)
    except (ValueError, TypeError) as fault:
        possible = ("des modifications possibles", "changes that can be")
        faults.add("STR-014", path.child("items"), "items", str(fault), possible)
    return None


def _change(of: type[Any], data: Any, path: Path, faults: Faults) -> Any:
    if not _is_object(data, path, "items", faults):
        return None
    _unknown(data, ["path", "before", "after"], path, faults)
    if "path" not in data:
        faults.missing(path.child("path"), "path")
        return None
    where = _single(READERS[Path], data["path"], path.child("path"), "path", faults)
    if where is None:
        return None
    field = _leaf(of, where)
    if field is None:
        expected = (f"un champ de {of.__name__}", f"a field of {of.__name__}")
        faults.add("STR-014", path.child("path"), "path", data["path"], expected)
        return None
    before, after = (
        _field(field, data[side], path.child(side), faults) if side in data else ABSENT
        for side in ("before", "after")
    )
    return FieldChange(where, before, after)


def _leaf(of: type[Any], path: Path) -> Field | None:
    current: type[Any] | None = of
    field = None
    for name, _ in path.steps:
        field = next((f for f in fields_of(current) if f.name == name), None) if current else None
        if field is None or current is None:
            return None
        at = shape(current)
        collection = at.collections.get(name)
        current = collection.item if collection else at.parts.get(name)
    return field if current is None else None
