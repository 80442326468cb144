"""Values as dicts of JSON types and as JSON, and back."""

import json
import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from enum import Enum
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin

import attrs
from pendulum import Date, Time

from bdc_sessions.changes.plain import plain
from bdc_sessions.codec.faults import Faults
from bdc_sessions.errors import DuplicateNumberError
from bdc_sessions.model import (
    Action,
    Address,
    CollectiveInfo,
    Component,
    Path,
    Session,
    Site,
    Term,
    Volume,
)
from bdc_sessions.model.fields import text
from bdc_sessions.model.shape import shape

T = TypeVar("T")

FORMAT = "bdc-sessions/1"
TYPES: dict[type[Any], str] = {
    Action: "action",
    Component: "component",
    Volume: "volume",
    Session: "session",
    CollectiveInfo: "collective_info",
    Address: "address",
    Site: "site",
    Term: "term",
}
"""How the envelope names the classes that are encoded."""


def encode(value: Any) -> dict[str, Any]:
    """Return a value as JSON types in its envelope; ``TypeError`` for what is none of the model's.

    >>> encode(Term("ter", code="3"))
    {'format': 'bdc-sessions/1', 'type': 'term', 'value': {'label': 'ter', 'code': '3'}}
    """
    return {"format": FORMAT, "type": _type(type(value)), "value": plain(value)}


def decode(data: Any, cls: type[T]) -> T:
    """Return the value that ``encode`` gave; ``DecodeError`` lists every fault of the data."""
    faults = Faults()
    name = _type(cls)
    if not isinstance(data, dict):
        faults.add("STR-005", Path(), "format", data, "un objet JSON", "a JSON object")
        faults.raise_if_any()
    for key, due in (("format", FORMAT), ("type", name)):
        if data.get(key) != due:
            faults.add("STR-005", Path(), key, data.get(key), f"« {due} »", f"'{due}'")
    if "value" not in data:
        faults.missing(Path(), "value")
    faults.raise_if_any()
    value = _object(cls, data["value"], Path(), faults)
    faults.raise_if_any()
    decoded: T = value
    return decoded


def dumps(value: Any) -> str:
    """Return a value as JSON text, the same for equal values."""
    return json.dumps(encode(value), ensure_ascii=False, separators=(",", ":"))


def loads(text: str | bytes, cls: type[T]) -> T:
    """Return the value of a JSON text; ``DecodeError`` lists every fault."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as fault:
        faults = Faults()
        faults.add("STR-005", Path(), "JSON", str(fault), "un texte JSON", "a JSON text")
        faults.raise_if_any()
    return decode(data, cls)


def _type(cls: type[Any]) -> str:
    if cls not in TYPES:
        raise TypeError(
            f"found the class {cls.__name__}; expected one of {', '.join(TYPES.values())}"
        )
    return TYPES[cls]


def _object(cls: type[Any], data: Any, path: Path, faults: Faults) -> Any:
    if not isinstance(data, dict):
        label = path.steps[-1][0] if path.steps else cls.__name__
        faults.add("STR-003", path, label, data, "un objet JSON", "a JSON object")
        return None
    at = shape(cls)
    before = len(faults.found)
    for key in data:
        if key not in at.order:
            faults.unknown(path, str(key), list(at.order))
    fields: dict[str, Any] = {}
    for name, label in at.labels.items():
        if name in data:
            annotation = getattr(attrs.fields(cls), name).type
            fields[name] = _value(annotation, data[name], path.child(name), label, faults)
        elif name in at.mandatory:
            faults.missing(path.child(name), label)
    if len(faults.found) > before:
        return None
    try:
        return cls(**fields)
    except DuplicateNumberError as fault:
        faults.add("STR-004", path / fault.path, "Numéro", fault.number, "un autre", "another one")
    return None


def _value(annotation: Any, data: Any, path: Path, label: str, faults: Faults) -> Any:
    inner = [kind for kind in get_args(annotation) if kind not in (NoneType, Ellipsis)]
    if get_origin(annotation) is tuple:
        return _members(inner[0], data, path, label, faults)
    if inner:
        return None if data is None else _value(inner[0], data, path, label, faults)
    if attrs.has(annotation):
        return _object(annotation, data, path, faults)
    read, expected, expected_en = _READERS.get(annotation) or _choice(annotation)
    try:
        return read(data)
    except (ValueError, TypeError):
        faults.add("STR-003", path, label, data, expected, expected_en)
        return None


def _members(kind: Any, data: Any, path: Path, label: str, faults: Faults) -> tuple[Any, ...]:
    if not isinstance(data, list):
        faults.add("STR-003", path, label, data, "une liste JSON", "a JSON array")
        return ()
    name = path.steps[-1][0]
    key = {"components": "number", "sessions": "number", "volumes": "kind"}.get(name)
    items = []
    for place, item in enumerate(data, 1):
        number = item.get(key) if key and isinstance(item, dict) else None
        step = number if isinstance(number, str) else str(place)
        items.append(_value(kind, item, path.parent.child(name, step), label, faults))
    return tuple(items)


def _whole(data: Any) -> int:
    if not isinstance(data, int) or isinstance(data, bool):
        raise TypeError
    return data


def _shaped(pattern: str, read: Callable[[str], T]) -> Callable[[Any], T]:
    shaped = re.compile(pattern, re.ASCII)

    def converted(data: Any) -> T:
        if not shaped.fullmatch(text(data)):
            raise ValueError
        return read(data)

    return converted


def _date(data: str) -> Date:
    found = date.fromisoformat(data)
    return Date(found.year, found.month, found.day)


def _time(data: str) -> Time:
    found = time.fromisoformat(data)
    return Time(found.hour, found.minute)


_READERS: dict[Any, tuple[Callable[[Any], Any], str, str]] = {
    str: (text, "un texte", "a text"),
    int: (_whole, "un nombre entier", "a whole number"),
    Date: (_shaped(r"\d{4}-\d\d-\d\d", _date), "une date AAAA-MM-JJ", "a date YYYY-MM-DD"),
    Time: (_shaped(r"\d\d:\d\d", _time), "une heure HH:MM", "a time HH:MM"),
    Decimal: (
        _shaped(r"-?\d{1,999}(\.\d{1,999})?", Decimal),
        "un nombre décimal en texte",
        "a decimal number as text",
    ),
}


def _choice(kind: type[Enum]) -> tuple[Callable[[Any], Any], str, str]:
    values = ", ".join(str(member.value) for member in kind)
    return lambda data: kind(text(data)), f"une valeur parmi {values}", f"one of {values}"
