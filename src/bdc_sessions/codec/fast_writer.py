"""Fast writing: functions generated for each class write its values as JSON types or JSON text."""

from collections.abc import Callable, Mapping
from json.encoder import encode_basestring
from types import MappingProxyType
from typing import Any, Final

from bdc_sessions.changes import FieldChange
from bdc_sessions.codec.fields import Field, schema_fields
from bdc_sessions.codec.tagged import to_tagged
from bdc_sessions.model import ABSENT
from bdc_sessions.model.scalars import Lookup, to_json
from bdc_sessions.model.shape import per_class
from bdc_sessions.model.source import function_of
from bdc_sessions.texts import int_text

Namespace = dict[str, Any]
"""The names that a generated function uses."""


@per_class
def encoder(cls: type[Any]) -> Callable[[Any], Any]:
    """Return the function that writes values of a class as JSON types."""
    if cls is FieldChange:
        return _encode_change
    namespace: Namespace = {"_tagged": to_tagged}
    items = []
    for field in schema_fields(cls):
        form = _data(field, namespace)
        value = _expression(field, form, f"_value.{field.name}", "[{} for _item in {}]", "None")
        items.append(f"{field.name!r}: {value}")
    return function_of("_value", [f"return {{{', '.join(items)}}}"], namespace)


@per_class
def json_writer(cls: type[Any]) -> Callable[[Any], str]:
    """Return the function that writes values of a class as canonical JSON text."""
    namespace: Namespace = {
        "_quoted": encode_basestring,
        "_int_text": int_text,
        "_tagged": lambda value: _json_text(to_tagged(value)),
        "_change": lambda change: _json_text(_encode_change(change)),
    }
    lines, expression = _members(cls, "_value", namespace)
    return function_of("_value", [*lines, f"return {expression}"], namespace)


def _members(cls: type[Any], value: str, namespace: Namespace) -> tuple[list[str], str]:
    """Return lines that write each field of an object to a variable, and the expression of all.

    The object is in the variable ``value``. An object in it is written by lines of its own: a call
    would take a quarter of their time.
    """
    lines: list[str] = []
    members: list[str] = []
    many = "'[' + ','.join([{} for _item in {}]) + ']'"
    for number, field in enumerate(schema_fields(cls)):
        name = f"{value}_{number}"
        members.append(f'"{field.name}":{{{name}}}')
        if field.scalar or field.many or field.kind in _TEXTS:
            form = _text(field, name, namespace)
            written = _expression(field, form, f"{value}.{field.name}", many, "'null'")
            lines.append(f"{name} = {written}")
            continue
        inner, expression = _members(field.kind, name, namespace)
        inner.append(f"{name} = {expression}")
        if field.optional:
            inner = [f"if {name} is None: {name} = 'null'", "else:", *[f"    {i}" for i in inner]]
        lines += [f"{name} = {value}.{field.name}", *inner]
    return lines, f"f'{{{{{','.join(members)}}}}}'"


def _expression(field: Field, form: str, value: str, many: str, none: str) -> str:
    """Return the expression that writes a field's value, or each of its values, in a form."""
    if field.many:
        return many.format(form.format("_item"), value)
    if field.optional and form != "{0}":
        return f"{none} if (_item := {value}) is None else {form.format('_item')}"
    return form.format(value)


def _data(field: Field, namespace: Namespace) -> str:
    """Return the expression that writes a value as JSON types; add the names that it uses."""
    if field.kind is Any:
        return "_tagged({0})"
    if field.kind in (str, int):
        return "{0}"
    write = field.scalar.write if field.scalar else encoder(field.kind)
    namespace[f"write_{field.name}"] = write
    return f"write_{field.name}" + ("[{0}]" if isinstance(write, Lookup) else "({0})")


_TEXTS: Final[Mapping[Any, str]] = MappingProxyType(
    {
        Any: "_tagged({0})",
        str: "_quoted({0})",
        int: "(repr({0}) if -65536 < {0} < 65536 else _int_text({0}))",
        bool: '("true" if {0} else "false")',
        FieldChange: "_change({0})",
    }
)
"""The expressions that write values as JSON text, by the class of the value."""


def _text(field: Field, variable: str, namespace: Namespace) -> str:
    """Return the expression that writes a value as JSON text; add the name that it uses."""
    if field.kind in _TEXTS:
        return _TEXTS[field.kind]
    write, scalar = f"write{variable}", field.scalar
    namespace[write] = scalar.write if scalar else json_writer(field.kind)
    if scalar is None:
        return write + "({0})"
    if isinstance(scalar.write, Lookup):
        namespace[write] = Lookup(lambda value: encode_basestring(scalar.write(value)))
        return write + "[{0}]"
    return f"_quoted({write}({{0}}))"


def _encode_change(change: FieldChange) -> dict[str, Any]:
    sides = {"before": change.before, "after": change.after}
    given = {name: to_json(side) for name, side in sides.items() if side is not ABSENT}
    return {"path": str(change.path), **given}


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
