"""Values read fast from data that are as ``encode`` gives them: anything else is a miss.

A JSON text is read from the inside out: as soon as an object ends, the names of its keys choose the
function that makes its value, so that no tree of dicts is ever built. Data that are dicts already
are read by such functions from the outside in.
"""

import json
from collections.abc import Callable
from functools import lru_cache, partial
from operator import lt
from typing import Any, NamedTuple

import attrs

from bdc_sessions.changes import ChangeRequest, Changes, FieldChange
from bdc_sessions.codec.fast_changes import Read, Shared, changes_of
from bdc_sessions.codec.fields import Field, schema_fields
from bdc_sessions.codec.format import KEYS
from bdc_sessions.codec.names import MODEL
from bdc_sessions.codec.source import function_of
from bdc_sessions.dossier import Dossier
from bdc_sessions.model import ABSENT
from bdc_sessions.model.fields import to_text
from bdc_sessions.model.natural import natural_key
from bdc_sessions.model.shape import per_class, shape

MISS = (LookupError, TypeError, ValueError, RecursionError)
"""What is raised where data are not as ``encode`` gives them: the detailed reader tells why."""

_FAST = (*MODEL, ChangeRequest, FieldChange, Changes, Dossier)
_LAYOUTS = 512
"""The ways to order and leave out keys for which functions are kept: hostile texts have more."""


class Envelope(NamedTuple):
    """The envelope of a text, with the value in it already read."""

    format: Any
    type: Any
    value: Any


def read_inside_out(text: str) -> Any:
    """Return the envelope of a JSON text; an error of ``MISS`` for what ``encode`` never gives."""
    shared: Shared = {}

    def read(pairs: list[tuple[str, Any]]) -> Any:
        return _unpacker(len(pairs))(pairs, shared)

    return json.loads(text, object_pairs_hook=read)


@per_class
def fast_reader(cls: type[Any]) -> Read | None:
    """Return the function that reads values of a class from dicts; None where there is none."""
    if cls not in _FAST:
        return None

    def read(data: Any, shared: Shared) -> Any:
        if type(data) is not dict:
            raise TypeError(data)
        return _reader(cls, tuple(data), inside_out=False)(shared, *data.values())

    return read


@lru_cache(maxsize=32)
def _unpacker(count: int) -> Callable[..., Any]:
    """Return the function that takes the keys and values of an object apart, and has it read."""
    names, values, pairs = (
        "".join(form.format(n) for n in range(count))
        for form in ("k{0}, ", "v{0}, ", "(k{0}, v{0}), ")
    )
    lines = [f"[{pairs}] = pairs", f"return reader(({names}))(shared, {values})"]
    return function_of("pairs, shared", lines, {"reader": _reader_by_names})


@lru_cache(maxsize=_LAYOUTS)
def _reader_by_names(names: tuple[str, ...]) -> Callable[..., Any]:
    """Return the function for the one class that has such fields."""
    if sorted(names) == sorted(KEYS):
        return lambda _, *values: Envelope(**dict(zip(names, values, strict=True)))
    for cls in _FAST:
        if _fits(cls, names):
            return _reader(cls, names, inside_out=True)
    raise KeyError(names)


def _fits(cls: type[Any], names: tuple[str, ...]) -> bool:
    """Whether a class has fields of these names, each once, and no other that must be given."""
    given, fields = set(names), schema_fields(cls)
    known = {field.name for field in fields}
    return len(given) == len(names) and known >= given >= {f.name for f in fields if f.mandatory}


@lru_cache(maxsize=_LAYOUTS)
def _reader(cls: type[Any], names: tuple[str, ...], *, inside_out: bool) -> Callable[..., Any]:
    """Return the function that makes a value of its fields, given in an order, some left out."""
    if not _fits(cls, names):
        raise KeyError(names)
    readers = partial(_leaf_readers, inside_out=inside_out)
    known = {**_KNOWN, "_cls": cls, "_changes": partial(changes_of, readers=readers)}
    values = {}
    for field in schema_fields(cls):
        values[field.name] = field.name
        if field.name in names:
            values[field.name] = _expression(cls, field, known, inside_out=inside_out)
        else:  # a name that is no parameter is looked up in what is known
            known[field.name] = _default(cls, field.name)
    return function_of(f"_shared, {', '.join(names)}", _body(cls, values, known), known)


def _body(cls: type[Any], values: dict[str, str], known: dict[str, Any]) -> list[str]:
    """Return the lines that make a value of the expressions of its fields."""
    if cls is FieldChange:  # read once the class that it is a change of is known
        return ["return (path, before, after)"]
    if cls is Changes:
        return ["return _changes({of}, {items}, _shared)".format(**values)]
    if [a.name for a in attrs.fields(cls)] != list(values):
        return [f"return _cls({', '.join(f'{name}={value}' for name, value in values.items())})"]
    known |= {f"put_{name}": getattr(cls, name).__set__ for name in values}
    fill = ["_made = _new(_cls)"]
    # By the slots' own descriptors: the class's __setattr__ refuses, object's takes half as long
    # again, and an assignment to __class__ is an event that audits see for each object.
    fill += [f"put_{name}(_made, {value})" for name, value in values.items()]
    if hasattr(cls, "__attrs_post_init__"):
        fill.append("_made.__attrs_post_init__()")
    if {field.kind for field in schema_fields(cls)} != {str}:
        return [*fill, "return _made"]
    key = f"_key = (_cls, {', '.join(values)})"
    found = ["_made = _shared.get(_key)", "if _made is not None: return _made"]
    return [key, *found, *fill, "_shared[_key] = _made", "return _made"]


def _default(cls: type[Any], name: str) -> Any:
    default = getattr(attrs.fields(cls), name).default
    return ABSENT if default is attrs.NOTHING else default


@lru_cache(maxsize=None)
def _leaf_readers(cls: type[Any], *, inside_out: bool) -> dict[str, tuple[int, Read]]:
    """Return how each leaf of a class is read, as one side of a change of it."""
    readers = {}
    for index, field in enumerate(schema_fields(cls)):
        if field.name in shape(cls).leaves:
            known = dict(_KNOWN)
            value = _expression(cls, field, known, inside_out=inside_out)
            read = function_of(f"{field.name}, _shared", [f"return {value}"], known)
            readers[field.name] = (index, read)
    return readers


# A text of ASCII without CR is in its one form, and not blank if it begins with what is printed.
_TEXT = '{0} if type({0}) is str and {0}.isascii() and "\\r" not in {0} else {1}({0})'
_OPTIONAL_TEXT = (
    "{0} if {0} is None or type({0}) is str and '!' <= {0} < '\x7f'" + _TEXT.partition("is str")[2]
)
_WHOLE = "{0} if type({0}) is int and -65536 < {0} < 65536 else {1}({0})"


def _expression(cls: type[Any], field: Field, known: dict[str, Any], *, inside_out: bool) -> str:
    """Return the expression that reads what stands under a field's name, by what is known."""
    name, kind, scalar = field.name, field.kind, field.scalar
    known[f"convert_{name}"] = getattr(attrs.fields(cls), name).converter
    convert = "_to_text" if field.many else f"convert_{name}"
    if kind is Any:
        return name
    if kind is str:
        each = _OPTIONAL_TEXT if field.optional else _TEXT
    elif kind is int:
        each = _WHOLE
    elif scalar is not None:
        known[f"read_{name}"] = scalar.read
        each = f"read_{name}({{0}})"
    elif inside_out:
        known[f"cls_{name}"] = tuple if kind is FieldChange else kind
        each = f"{{0}} if type({{0}}) is cls_{name} else _wrong({{0}})"
    else:
        known[f"read_{name}"] = fast_reader(kind)
        each = f"read_{name}({{0}}, _shared)"
    if field.many:
        items = f"tuple([{each.format('item', convert)} for item in _list_of({name})])"
        return items if field.key is None else f"_in_order({items}, {field.key!r})"
    value = f"({each.format(name, convert)})"
    if not field.optional or kind is str:
        return value
    # An optional term that is blank is None: the field's own converter knows.
    value = value if scalar else f"{convert}({value})"
    return f"None if {name} is None else {value}"


def _list_of(data: Any) -> list[Any]:
    if type(data) is not list:
        raise TypeError(data)
    return data


def _wrong(data: Any) -> Any:
    raise TypeError(data)


def _in_order(items: tuple[Any, ...], key: str) -> tuple[Any, ...]:
    if len(items) < 2:
        return items
    keys: list[Any] = [getattr(item, key) for item in items]
    digits = "".join(keys)
    if not (digits.isascii() and digits.isdigit() and len(set(map(len, keys))) == 1):
        keys = [natural_key(number) for number in keys]
    if not all(map(lt, keys, keys[1:])):
        raise ValueError(key)
    return items


_KNOWN: dict[str, Any] = {
    "_new": object.__new__,
    "_to_text": to_text,
    "_list_of": _list_of,
    "_in_order": _in_order,
    "_wrong": _wrong,
}
