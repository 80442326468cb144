"""Values as JSON types and as canonical JSON text."""

import json
from hashlib import sha256
from typing import Any

import attrs

from bdc_sessions.changes import Changes, FieldChange
from bdc_sessions.codec.compiled import writer
from bdc_sessions.codec.format import FORMAT
from bdc_sessions.codec.names import MODEL, type_name
from bdc_sessions.codec.plan import fields_of
from bdc_sessions.codec.tagged import tagged
from bdc_sessions.model import ABSENT, Path
from bdc_sessions.model.scalars import to_json


def encode(value: Any) -> dict[str, Any]:
    """Return a value as JSON types in its envelope.

    >>> from bdc_sessions.model import Term
    >>> encode(Term("ter", code="3"))
    {'format': 'bdc-sessions/1', 'type': 'term', 'value': {'label': 'ter', 'code': '3'}}

    Keys are the fields' names; dates ISO, times ``10:00``, decimals text, instants with offset.
    ``TypeError``: a value of a class that is not encoded.
    """
    return {"format": FORMAT, "type": type_name(type(value)), "value": encoded(value)}


def dumps(value: Any) -> str:
    """Return a value as JSON text, the same for equal values; errors as ``encode``."""
    name = type_name(type(value))
    if type(value) in MODEL:
        text = writer(type(value))(value)
    else:
        text = json.dumps(encoded(value), ensure_ascii=False, separators=(",", ":"))
    return f'{{"format":"{FORMAT}","type":"{name}","value":{text}}}'


def fingerprint(value: Any) -> str:
    """Return the SHA-256 of a value's canonical text, in hexadecimal; errors as ``encode``.

    The same on every machine and run: for ETags, and to prove which recap a person confirmed.
    """
    return sha256(dumps(value).encode()).hexdigest()


def encoded(value: Any) -> Any:  # noqa: PLR0911 - a line a kind
    """Return a value as JSON types, without envelope."""
    cls = type(value)
    if cls in MODEL:
        return to_json(value)
    if cls is FieldChange:
        sides = (("before", value.before), ("after", value.after))
        held = {name: to_json(side) for name, side in sides if side is not ABSENT}
        return {"path": str(value.path), **held}
    if cls is Changes:
        return {"of": type_name(value.of), "items": [encoded(change) for change in value]}
    if isinstance(value, Path):
        return str(value)
    if attrs.has(cls) or hasattr(value, "_fields"):
        return {
            field.name: (tagged if field.kind is Any else encoded)(getattr(value, field.name))
            for field in fields_of(cls)
        }
    if isinstance(value, tuple):
        return [encoded(item) for item in value]
    return to_json(value)
