"""Reading data field by field, with every fault told where it stands."""

from collections.abc import Mapping
from typing import Any

from bdc_sessions.changes import Changes, FieldChange
from bdc_sessions.codec.faults import LINE, ONCE, Faults
from bdc_sessions.codec.labels import LABELS
from bdc_sessions.codec.names import CLASSES, MODEL
from bdc_sessions.codec.plan import Field, fields_of, value_of
from bdc_sessions.codec.readers import READERS, Reader
from bdc_sessions.codec.tagged import KINDS, LIST
from bdc_sessions.model import ABSENT, Path
from bdc_sessions.model.natural import natural_key
from bdc_sessions.model.shape import shape

OBJECT = ("un objet JSON", "a JSON object")
ARRAY = ("une liste JSON", "a JSON array")
TAGGED = ("une valeur avec son type", "a tagged value")


class Twice(dict[str, Any]):
    """A JSON object in which keys stood twice."""

    def __init__(self, pairs: list[tuple[str, Any]], twice: list[str]) -> None:
        """Keep the last of each key, and the keys that stood twice."""
        super().__init__(pairs)
        self.twice = twice


def twice_within(data: Any) -> list[str]:
    """Return the keys that stood twice in an object, in data of no known form."""
    found: list[str] = []
    left, met = [data], set()
    while left:
        held = left.pop()
        if isinstance(held, dict | list) and id(held) not in met:
            met.add(id(held))
            found += getattr(held, "twice", ())
            left += held.values() if isinstance(held, dict) else held
    return found


def read_object(cls: type[Any], data: Any, path: Path, label: str, faults: Faults) -> Any:
    """Return the value of a class that data hold; None where faults were noted."""
    if cls is Changes:
        return _changes(data, path, label, faults)
    before = len(faults.found)
    fields = fields_of(cls)
    given: dict[str, Any] = {}
    if _is_object(data, [field.name for field in fields], path, label, faults):
        for field in fields:
            if field.name in data:
                given[field.name] = _field(field, data[field.name], path.child(field.name), faults)
            elif field.mandatory:
                due = field.reader.expected if field.reader else OBJECT
                faults.missing(path.child(field.name), field.label, due)
    if len(faults.found) > before:
        return None
    try:
        return cls(**given)
    except (ValueError, TypeError) as fault:
        _impossible(fault, _culprit(fault, given, path), label, faults)
    return None


def _is_object(data: Any, known: list[str], path: Path, label: str, faults: Faults) -> bool:
    """Tell whether data are an object; what it should not hold is noted."""
    if not isinstance(data, dict):
        faults.add("STR-003", path, label, data, OBJECT)
        return False
    _note_keys(data, known, path, faults)
    return True


def _note_keys(data: dict[str, Any], known: list[str], path: Path, faults: Faults) -> None:
    faults.twice(path, getattr(data, "twice", ()))
    for key in data:
        if key not in known:
            faults.unknown(path, key, known)


def _impossible(fault: Exception, path: Path, label: str, faults: Faults) -> None:
    """Note a value that its class refuses, with the reason that it gives."""
    reason = str(fault)
    due = ("une valeur possible", "a possible value")
    faults.add("STR-014", path, label, reason, due, (reason, reason))


def _culprit(fault: Exception, given: Mapping[str, Any], path: Path) -> Path:
    """Return where the request stands that a dossier refuses; else the value itself."""
    refused = getattr(fault, "request", None)
    for place, request in enumerate(given.get("requests", ()), 1):
        if request is refused:
            return path.child("requests", str(place))
    return path


def _field(field: Field, data: Any, path: Path, faults: Faults) -> Any:
    if data is None and field.optional:
        return None
    if not field.many:
        return _one(field, data, path, faults)
    if not isinstance(data, list):
        faults.add("STR-003", path, field.label, data, ARRAY)
        return ()
    items = [(_number(field, item), str(place), item) for place, item in enumerate(data, 1)]
    if field.key is not None:
        items.sort(key=_natural)
    seen: set[str] = set()
    read = []
    for number, place, item in items:
        here = path.parent.child(path.steps[-1][0], _known_by(number, place))
        if number is not None and field.key is not None:
            if number in seen:
                label = shape(field.kind).labels[field.key]
                faults.add("STR-009", here, label, number, ("un autre numéro", "another number"))
            seen.add(number)
        read.append(_one(field, item, here, faults))
    return tuple(read)


def _number(field: Field, item: Any) -> str | None:
    """Return the number or kind that an object bears, if it is a text."""
    number = item.get(field.key) if field.key and isinstance(item, dict) else None
    if isinstance(number, str) and number.encode(errors="ignore").decode() == number:
        return number
    return None


def _known_by(number: str | None, place: str) -> str:
    """Return what a path knows an object by: its place, where a line can't tell its number."""
    return place if number is None or len(number) > LINE else number


def _natural(item: tuple[str | None, str, Any]) -> Any:
    number, place, _ = item
    return natural_key(_known_by(number, place))


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
    """Read a value that tells its own type, or a list of such."""
    if isinstance(data, dict) and data.get("type") == LIST:
        items = _held(data, path, faults)
        if isinstance(items, list):
            return tuple([_scalar(item, path, label, faults) for item in items])
        faults.add("STR-003", path, label, items, ARRAY)
        return None
    return _scalar(data, path, label, faults)


def _scalar(data: Any, path: Path, label: str, faults: Faults) -> Any:
    if data is None or isinstance(data, bool):
        return data
    if isinstance(data, str | int):
        reader = READERS[str if isinstance(data, str) else int]
        return _single(reader, data, path, label, faults)
    if not isinstance(data, dict):
        faults.add("STR-003", path, label, data, TAGGED)
        return None
    kind = data.get("type")
    value = _held(data, path, faults)
    if not isinstance(kind, str) or kind not in KINDS:
        names = ", ".join((*KINDS, LIST))
        faults.add("STR-008", path, label, kind, (f"un type parmi : {names}", f"one of: {names}"))
        return None
    return _one(value_of(KINDS[kind], label), value, path, faults)


def _held(data: dict[str, Any], path: Path, faults: Faults) -> Any:
    _note_keys(data, ["type", "value"], path, faults)
    return data.get("value")


def _changes(data: Any, path: Path, label: str, faults: Faults) -> Any:
    before = len(faults.found)
    labels = LABELS[Changes]
    if not _is_object(data, list(labels), path, label, faults):
        return None
    names = ", ".join(MODEL.values())
    due = {"of": (f"parmi : {names}", f"one of: {names}"), "items": ARRAY}
    for name, expected in due.items():
        if name not in data:
            faults.missing(path.child(name), labels[name], expected)
    of, items = data.get("of"), data.get("items")
    cls = CLASSES.get(of) if isinstance(of, str) else None
    if "of" in data and cls not in MODEL:
        faults.add("STR-008", path.child("of"), labels["of"], of, due["of"])
    if "items" in data and not isinstance(items, list):
        faults.add("STR-003", path.child("items"), labels["items"], items, ARRAY)
    if cls is None or cls not in MODEL or not isinstance(items, list):
        return None
    changes: dict[Path, FieldChange] = {}
    for place, item in enumerate(items, 1):
        here = path.child("items", str(place))
        change = _change(cls, item, here, faults)
        if change is not None and change.path in changes:
            shown = str(change.path)
            faults.add("STR-013", here.child("path"), LABELS[FieldChange]["path"], shown, ONCE)
        elif change is not None:
            changes[change.path] = change
    return Changes(cls, changes.values()) if len(faults.found) == before else None


def _change(of: type[Any], data: Any, path: Path, faults: Faults) -> FieldChange | None:
    before = len(faults.found)
    labels = LABELS[FieldChange]
    if not _is_object(data, list(labels), path, LABELS[Changes]["items"], faults):
        return None
    found = _where(of, data, path.child("path"), faults)
    if found is None:
        return None
    where, field = found
    sides = [
        _field(field, data[side], path.child(side), faults) if side in data else ABSENT
        for side in ("before", "after")
    ]
    if len(faults.found) > before:
        return None
    try:
        return Changes(of, [FieldChange(where, *sides)])[0]
    except (ValueError, TypeError) as fault:
        _impossible(fault, path, labels["path"], faults)
    return None


def _where(
    of: type[Any], data: dict[str, Any], path: Path, faults: Faults
) -> tuple[Path, Field] | None:
    """Return the path of a change, and the field that stands at it."""
    label, reader = LABELS[FieldChange]["path"], READERS[Path]
    if "path" not in data:
        faults.missing(path, label, reader.expected)
        return None
    where = _single(reader, data["path"], path, label, faults)
    field = None if where is None else _leaf(of, where)
    if where is not None and field is None:
        expected = (f"un champ de {of.__name__}", f"a field of {of.__name__}")
        faults.add("STR-014", path, label, data["path"], expected)
    return None if field is None else (where, field)


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
