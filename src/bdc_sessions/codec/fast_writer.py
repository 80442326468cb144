"""Values written by a function made for each class: as JSON types, or as JSON text at once."""

from collections.abc import Callable
from json.encoder import encode_basestring
from typing import Any

from bdc_sessions.changes import FieldChange
from bdc_sessions.codec.fields import Field, schema_fields
from bdc_sessions.codec.tagged import to_tagged
from bdc_sessions.model import ABSENT
from bdc_sessions.model.scalars import Lookup, to_json
from bdc_sessions.model.shape import per_class
from bdc_sessions.model.source import function_of
from bdc_sessions.texts import int_text


@per_class
def encoder(cls: type[Any]) -> Callable[[Any], Any]:
    """Return the function that gives values of a class as JSON types."""
    if cls is FieldChange:
        return _encode_change
    known: dict[str, Any] = {"_tagged": to_tagged}
    items = []
    for field in schema_fields(cls):
        each = "{0}"
        if field.kind is Any:
            each = "_tagged({0})"
        elif field.kind not in (str, int):
            write = field.scalar.write if field.scalar else encoder(field.kind)
            known[f"encode_{field.name}"] = write
            each = f"encode_{field.name}" + ("[{0}]" if isinstance(write, Lookup) else "({0})")
        value = f"_value.{field.name}"
        if field.many:
            value = f"[{each.format('_item')} for _item in {value}]"
        elif field.optional and each != "{0}":
            value = f"None if (_item := {value}) is None else {each.format('_item')}"
        else:
            value = each.format(value)
        items.append(f"{field.name!r}: {value}")
    return function_of("_value", [f"return {{{', '.join(items)}}}"], known)


def _encode_change(change: FieldChange) -> dict[str, Any]:
    sides = {"before": change.before, "after": change.after}
    given = {name: to_json(side) for name, side in sides.items() if side is not ABSENT}
    return {"path": str(change.path), **given}


@per_class
def json_writer(cls: type[Any]) -> Callable[[Any], str]:
    """Return the function that gives values of a class as JSON text, the same for equal values."""
    if cls is FieldChange:
        return _write_change
    known: dict[str, Any] = {
        "_quoted": encode_basestring,
        "_int_text": int_text,
        "_tagged": _write_tagged,
    }
    lines, members = [], []
    for field in schema_fields(cls):
        each = _text_expression(field, known)
        value = f"_value.{field.name}"
        if field.many:
            value = f"'[' + ','.join([{each.format('_item')} for _item in {value}]) + ']'"
        elif field.optional:
            value = f"'null' if (_item := {value}) is None else {each.format('_item')}"
        else:
            value = each.format(value)
        lines.append(f"{field.name} = {value}")
        members.append(f'"{field.name}":{{{field.name}}}')
    return function_of("_value", [*lines, f"return f'{{{{{','.join(members)}}}}}'"], known)


def _text_expression(field: Field, known: dict[str, Any]) -> str:
    """Return the expression that writes one value of a field; it names what is known."""
    write, scalar = f"write_{field.name}", field.scalar
    if field.kind is Any:
        return "_tagged({0})"
    if field.kind is str:
        return "_quoted({0})"
    if field.kind is int:
        return "(repr({0}) if -65536 < {0} < 65536 else _int_text({0}))"
    known[write] = scalar.write if scalar else json_writer(field.kind)
    if scalar is None:
        return write + "({0})"
    if isinstance(scalar.write, Lookup):
        known[write] = Lookup(lambda value: encode_basestring(scalar.write(value)))
        return write + "[{0}]"
    return f"_quoted({write}({{0}}))"


def _write_change(change: FieldChange) -> str:
    return _json_text(_encode_change(change))


def _write_tagged(value: Any) -> str:
    return _json_text(to_tagged(value))


def _json_text(data: Any) -> str:
    if isinstance(data, str):
        return encode_basestring(data)
    if isinstance(data, dict):
        return "{" + ",".join([f'"{key}":{_json_text(item)}' for key, item in data.items()]) + "}"
    if isinstance(data, list):
        return "[" + ",".join(map(_json_text, data)) + "]"
    if data is None:
        return "null"
    return str(data).lower() if isinstance(data, bool) else int_text(data)
