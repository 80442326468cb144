"""The functions by which values are read fast, made of source for each class.

Each field is read by an expression of its own: what stands under its name, held to what ``encode``
gives. A value is then made of them slot by slot, at no other cost.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache, partial
from operator import lt
from typing import Any, TypeVar, cast

import attrs

from bdc_sessions.changes import Changes, FieldChange
from bdc_sessions.codec.fast_changes import Read, Shared, changes_of
from bdc_sessions.codec.fields import Field, schema_fields
from bdc_sessions.model import ABSENT, Term
from bdc_sessions.model.fields import to_text
from bdc_sessions.model.natural import natural_key
from bdc_sessions.model.scalars import Lookup
from bdc_sessions.model.shape import shape
from bdc_sessions.model.source import function_of
from bdc_sessions.texts import is_blank

T = TypeVar("T")
Names = tuple[str, ...]
Pairs = list[tuple[str, Any]]
ReadPairs = Callable[[Pairs, Shared, Any], Any]


def per_layout(make: Callable[[type[Any], Names], T]) -> Callable[[type[Any], Names], T]:
    """Keep what a function makes of a class and keys in some order: hostile texts have many."""
    return cast("Callable[[type[Any], Names], T]", lru_cache(maxsize=512)(make))


def names_of(cls: type[Any]) -> Names:
    """Return the keys under which ``encode`` gives the fields of a class, in its order."""
    return tuple([field.name for field in schema_fields(cls)])


def fits(cls: type[Any], names: Names) -> bool:
    """Whether a class has fields of these names, each once, and no other that must be given."""
    fields = schema_fields(cls)
    known, due = {f.name for f in fields}, {f.name for f in fields if f.mandatory}
    return len(set(names)) == len(names) and known >= set(names) >= due


@per_layout
def reader_of_pairs(cls: type[Any], names: Names) -> ReadPairs:
    """Return the function that makes a value of pairs of these keys and what was read already.

    Other pairs it leaves to the reader of any.
    """
    known, values = _fields(cls, names, inside_out=True)
    known |= {"_names": names, "_count": len(names)}
    pairs, keys = ("".join(map(form.format, names)) for form in ("(k_{0}, {0}), ", "k_{0}, "))
    lines = [
        "if len(_pairs) != _count: return _read_any(_pairs, _shared, _read_any)",
        f"[{pairs}] = _pairs",
        f"if ({keys}) != _names: return _read_any(_pairs, _shared, _read_any)",
    ]
    return function_of("_pairs, _shared, _read_any", [*lines, *_made(cls, values, known)], known)


@per_layout
def reader_of_dict(cls: type[Any], names: Names) -> Read:
    """Return the function that reads a dict of these keys, in any order, and what lies in it."""
    known, values = _fields(cls, names, inside_out=False)
    known |= {"_names": len(names), "_other": partial(_read_other, cls)}
    lines = [
        "if type(_data) is not dict or len(_data) != _names: return _other(_data, _shared)",
        *(f"{name} = _data[{name!r}]" for name in names),
    ]
    return function_of("_data, _shared", [*lines, *_made(cls, values, known)], known)


def _read_other(cls: type[Any], data: Any, shared: Any) -> Any:
    """Read a dict in which some keys are left out."""
    if type(data) is not dict:
        raise TypeError(data)
    return reader_of_dict(cls, tuple(sorted(data)))(data, shared)


def _fields(
    cls: type[Any], names: Names, *, inside_out: bool
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what the source of a reader may name, and the expression of each field."""
    if not fits(cls, names):
        raise KeyError(names)
    readers = partial(leaf_readers, inside_out=inside_out)
    known = {**_KNOWN, "_cls": cls, "_changes": partial(changes_of, readers=readers)}
    values = {}
    for field in schema_fields(cls):
        values[field.name] = field.name
        if field.name in names:
            values[field.name] = _expression(cls, field, known, inside_out=inside_out)
        else:
            default = getattr(attrs.fields(cls), field.name).default
            known[field.name] = ABSENT if default is attrs.NOTHING else default
    return known, values


def _made(cls: type[Any], values: dict[str, str], known: dict[str, Any]) -> list[str]:
    """Return the lines that make a value of the expressions of its fields."""
    if cls is FieldChange:  # read once the class that it is a change of is known
        return ["return (path, before, after)"]
    if cls is Changes:
        return ["return _changes({of}, {items}, _shared)".format(**values)]
    if [a.name for a in attrs.fields(cls)] != list(values):  # it makes some of itself
        return [f"return _cls({', '.join(f'{name}={value}' for name, value in values.items())})"]
    known |= {f"put_{name}": getattr(cls, name).__set__ for name in values}
    # By the slots' own descriptors: the class's __setattr__ refuses, object's takes half as long
    # again, and an assignment to __class__ is an event that audits see for each object.
    lines = [
        "_made = _new(_cls)",
        *(f"put_{name}(_made, {value})" for name, value in values.items()),
    ]
    if hasattr(cls, "__attrs_post_init__"):
        lines.append("_made.__attrs_post_init__()")
    if {field.kind for field in schema_fields(cls)} == {str}:  # such as a site: one for all equal
        found = ["_made = _shared.get(_key)", "if _made is not None: return _made"]
        lines = [f"_key = (_cls, {', '.join(values)})", *found, *lines, "_shared[_key] = _made"]
    if cls is Term:  # blank, it is None where it is optional: its field's own converter knows
        lines.insert(0, "if _is_blank(label): raise ValueError(label)")
    return [*lines, "return _made"]


@cache
def leaf_readers(cls: type[Any], *, inside_out: bool) -> dict[str, tuple[int, Read]]:
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
        each = f"read_{name}[{{0}}]" if isinstance(scalar.read, Lookup) else f"read_{name}({{0}})"
    elif inside_out:
        known[f"cls_{name}"] = tuple if kind is FieldChange else kind
        each = f"{{0}} if type({{0}}) is cls_{name} else _wrong({{0}})"
    else:
        known[f"read_{name}"] = reader_of_dict(kind, names_of(kind))
        each = f"read_{name}({{0}}, _shared)"
    if field.many:
        items = f"tuple([{each.format('item', convert)} for item in _list_of({name})])"
        return items if field.key is None else f"_in_order({items}, {field.key!r})"
    value = f"({each.format(name, convert)})"
    return f"None if {name} is None else {value}" if field.optional and kind is not str else value


_has_digit = re.compile("[0-9]").search


def _list_of(data: Any) -> list[Any]:
    if type(data) is not list:
        raise TypeError(data)
    return data


def _wrong(data: Any) -> Any:
    raise TypeError(data)


def _in_order(items: tuple[Any, ...], key: str) -> tuple[Any, ...]:
    """Return objects that stand in the order of their numbers, as people count."""
    keys: list[Any] = [getattr(item, key) for item in items]
    digits = "".join(keys)
    alike = digits.isdecimal() and digits.isascii() and len({*map(len, keys)}) == 1
    if not alike and _has_digit(digits):
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
    "_is_blank": is_blank,
}
