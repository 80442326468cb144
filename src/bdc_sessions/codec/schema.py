"""The JSON Schema (2020-12) of what ``encode`` gives."""

from copy import deepcopy
from inspect import cleandoc
from typing import Any

from bdc_sessions.changes import Changes, FieldChange
from bdc_sessions.codec.format import FORMAT, KEYS
from bdc_sessions.codec.labels import LABELS, TITLES
from bdc_sessions.codec.names import MODEL, type_name
from bdc_sessions.codec.plan import Field, fields_of, value_of
from bdc_sessions.codec.tagged import KINDS, LIST

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(cls: type[Any]) -> Schema:
    """Return the schema of a class's encoding: titles are the guide's labels.

    >>> from bdc_sessions.model import Term
    >>> terms = json_schema(Term)["$defs"].pop("Term")
    >>> terms["properties"].pop("label")
    {'type': 'string', 'title': 'Libellé'}

    What it refuses, ``decode`` refuses too; ``TypeError``: a class that is not encoded.
    """
    name = type_name(cls)
    defs: dict[str, Schema] = {}
    return {
        "$schema": DIALECT,
        "title": TITLES[cls],
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "type": {"const": name},
            "value": _reference(cls, defs),
        },
        "required": list(KEYS),
        "additionalProperties": False,
        "$defs": defs,
    }


def _reference(cls: type[Any], defs: dict[str, Schema]) -> Schema:
    name = cls.__name__
    if name not in defs:
        defs[name] = {}  # before its fields, which may refer to it
        defs[name] = _changes() if cls is Changes else _object(cls, defs)
        defs[name]["title"] = TITLES[cls]
        defs[name]["description"] = cleandoc(cls.__doc__ or "").split("\n")[0]
    return {"$ref": f"#/$defs/{name}"}


def _object(cls: type[Any], defs: dict[str, Schema]) -> Schema:
    fields = fields_of(cls)
    return {
        "type": "object",
        "properties": {field.name: _field(field, defs) for field in fields},
        "required": [field.name for field in fields if field.mandatory],
        "additionalProperties": False,
    }


def _field(field: Field, defs: dict[str, Schema]) -> Schema:
    one = _single(field, defs)
    if field.many:
        return {"type": "array", "items": one, "title": field.label}
    if field.optional:
        return {"anyOf": [one, {"type": "null"}], "title": field.label}
    return {**one, "title": field.label}


def _single(field: Field, defs: dict[str, Schema]) -> Schema:
    if field.kind is Any:
        return _tagged(defs)
    return deepcopy(field.reader.schema) if field.reader else _reference(field.kind, defs)


def _tagged(defs: dict[str, Schema]) -> Schema:
    """Return the schema of a single value of any type."""
    reference = {"$ref": "#/$defs/Value"}
    plain = {"type": ["string", "integer", "boolean", "null"]}
    scalars = [plain, *(_typed(tag, _single(value_of(kind), defs)) for tag, kind in KINDS.items())]
    several = _typed(LIST, {"type": "array", "items": {"anyOf": scalars}})
    defs["Value"] = {"title": "Valeur", "anyOf": [*scalars, several]}
    return reference


def _typed(tag: str, value: Schema) -> Schema:
    return {
        "type": "object",
        "properties": {"type": {"const": tag}, "value": value},
        "required": ["type", "value"],
        "additionalProperties": False,
    }


def _changes() -> Schema:
    """Return the schema of changes; what the sides may be, the class that they are of tells."""
    labels, of_items = LABELS[FieldChange], LABELS[Changes]
    return {
        "type": "object",
        "properties": {
            "of": {"enum": list(MODEL.values()), "title": of_items["of"]},
            "items": {
                "type": "array",
                "title": of_items["items"],
                "items": {
                    "type": "object",
                    "properties": {
                        "path": {"type": "string", "title": labels["path"]},
                        "before": {"title": labels["before"]},
                        "after": {"title": labels["after"]},
                    },
                    "required": ["path"],
                    "additionalProperties": False,
                },
            },
        },
        "required": ["of", "items"],
        "additionalProperties": False,
    }
