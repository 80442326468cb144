"""Fast writing: functions generated for each class write its values as JSON types or JSON text."""

from collections.abc import Callable, Iterator, Mapping
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
    values = _values(cls, namespace, _data, "[{} for _item in {}]", "None")
    items = ", ".join([f"{name!r}: {value}" for name, value in values])
    return function_of("_value", [f"return {{{items}}}"], namespace)


@per_class
def json_writer(cls: type[Any]) -> Callable[[Any], str]:
    """Return the function that writes values of a class as canonical JSON text."""
    if cls is FieldChange:
        return lambda change: _json_text(_encode_change(change))
    namespace: Namespace = {
        "_quoted": encode_basestring,
        "_int_text": int_text,
        "_tagged": lambda value: _json_text(to_tagged(value)),
    }
    values = dict(
        _values(cls, namespace, _text, "'[' + ','.join([{} for _item in {}]) + ']'", "'null'")
    )
    lines = [f"{name} = {value}" for name, value in values.items()]
    members = ",".join([f'"{name}":{{{name}}}' for name in values])
    return function_of("_value", [*lines, f"return f'{{{{{members}}}}}'"], namespace)


def _values(
    cls: type[Any],
    namespace: Namespace,
    write: Callable[[Field, Namespace], str],
    many: str,
    none: str,
) -> Iterator[tuple[str, str]]:
    """Yield the name of each field of a class, and the expression that writes its value."""
    for field in schema_fields(cls):
        form, value = write(field, namespace), f"_value.{field.name}"
        if field.many:
            value = many.format(form.format("_item"), value)
        elif field.optional and form != "{0}":
            value = f"{none} if (_item := {value}) is None else {form.format('_item')}"
        else:
            value = form.format(value)
        yield field.name, value


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
    }
)
"""The expressions that write values as JSON text, by the class of the value."""


def _text(field: Field, namespace: Namespace) -> str:
    """Return the expression that writes a value as JSON text; add the names that it uses."""
    if field.kind in _TEXTS:
        return _TEXTS[field.kind]
    write, scalar = f"write_{field.name}", field.scalar
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
