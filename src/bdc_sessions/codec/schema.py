"""The JSON Schema (2020-12) of what ``encode`` gives."""

from copy import deepcopy
from typing import Any

from bdc_sessions.changes import Changes, FieldChange
from bdc_sessions.codec.fields import Field, about, schema_fields
from bdc_sessions.codec.format import FORMAT, KEYS
from bdc_sessions.codec.names import MODEL_CLASS, type_name
from bdc_sessions.codec.tagged import KINDS, LIST
from bdc_sessions.model.fields import wrong_type
from bdc_sessions.model.scalars import Schema
from bdc_sessions.texts import short_repr

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(cls: "type[Any]", *, refs: str = "#/$defs/{name}") -> "Schema":
    """Return the schema of a class's encoding: titles are the guide's labels.

    >>> from bdc_sessions import Term
    >>> terms = json_schema(Term)["$defs"]["Term"]
    >>> terms["properties"]["label"]
    {'type': 'string', 'title': 'Libellé'}

    What it refuses, ``decode`` refuses too.

    Args:
        cls: A class that is encoded.
        refs: The form of references, ``"#/components/schemas/{name}"`` in an OpenAPI document; the
            definitions are under ``$defs`` all the same, for the caller to move.

    Raises:
        TypeError: A class that is not encoded, or ``refs`` that are no text.
        ValueError: ``refs`` without ``{name}``.
    """
    name = type_name(cls)
    if not isinstance(refs, str):
        raise wrong_type(refs, "json_schema(refs=)", "a text (str)")
    if "{name}" not in refs:
        raise ValueError(
            f"json_schema(refs=): found {short_repr(refs)}; expected a text with {{name}}"
        )
    definitions = _Definitions(refs)
    value = definitions.reference(cls)
    return {
        "$schema": DIALECT,
        "title": about(cls).title,
        "type": "object",
        "properties": {"format": {"const": FORMAT}, "type": {"const": name}, "value": value},
        "required": list(KEYS),
        "additionalProperties": False,
        "$defs": definitions.schemas,
    }


class _Definitions:
    """The schemas of the classes that a schema refers to, by their names."""

    def __init__(self, refs: str) -> None:
        self.refs = refs
        self.schemas: dict[str, Schema] = {}

    def reference(self, cls: type[Any]) -> Schema:
        """Return a reference to a class's schema, which is built at its first reference."""
        name = cls.__name__
        if name not in self.schemas:
            self.schemas[name] = {}  # before its fields, which may refer to it
            fields = schema_fields(cls)
            self.schemas[name] = {
                "type": "object",
                "properties": {field.name: self._field(cls, field) for field in fields},
                "required": [field.name for field in fields if field.mandatory],
                "additionalProperties": False,
                "title": about(cls).title,
                "description": about(cls).description,
            }
        return self._to(name)

    def _to(self, name: str) -> Schema:
        return {"$ref": self.refs.replace("{name}", name)}

    def _field(self, cls: type[Any], field: Field) -> Schema:
        schema = self._value(cls, field)
        if field.many:
            schema = {"type": "array", "items": schema}
        elif field.optional:
            schema = {"anyOf": [schema, {"type": "null"}]}
        return {**schema, "title": field.label}

    def _value(self, cls: type[Any], field: Field) -> Schema:
        if cls is Changes and field.kind is type:
            return deepcopy(MODEL_CLASS.schema)
        if cls is FieldChange and field.kind is Any:
            return {}  # its type depends on the class that changes
        if field.kind is Any:
            return self._tagged()
        return deepcopy(field.scalar.schema) if field.scalar else self.reference(field.kind)

    def _tagged(self) -> Schema:
        """Return a reference to the schema of a single value of any type."""
        plain = {"type": ["string", "integer", "boolean", "null"]}
        fields = {tag: Field(kind=kind) for tag, kind in KINDS.items()}
        scalars = [
            plain,
            *(_typed(tag, self._value(type(None), field)) for tag, field in fields.items()),
        ]
        several = _typed(LIST, {"type": "array", "items": {"anyOf": scalars}})
        self.schemas["Value"] = {"title": "Valeur", "anyOf": [*scalars, several]}
        return self._to("Value")


def _typed(tag: str, value: Schema) -> Schema:
    return {
        "type": "object",
        "properties": {"type": {"const": tag}, "value": value},
        "required": ["type", "value"],
        "additionalProperties": False,
    }
