"""The functions that read values fast, generated as source for each class.

An expression for each field checks that its data are as ``encode`` gives them. The value is then
built slot by slot, without calling its class.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache, partial
from typing import Any, Literal, ParamSpec, TypeVar, cast

import attrs

from bdc_sessions.changes import Changes, FieldChange
from bdc_sessions.codec.fast_changes import ReadChange, Shared, changes_of
from bdc_sessions.codec.fields import Field, schema_fields
from bdc_sessions.codec.format import KEYS
from bdc_sessions.model import ABSENT, Path, Term
from bdc_sessions.model.scalars import Lookup
from bdc_sessions.model.shape import shape
from bdc_sessions.model.source import function_of
from bdc_sessions.texts import is_blank

P = ParamSpec("P")
T = TypeVar("T")
Names = tuple[str, ...]
Pairs = list[tuple[str, Any]]
Source = Literal["dicts", "text", "plain text"]
"""What values are read from; in a plain text, every string is in canonical form."""
Read = Callable[[Any, Shared], Any]
"""Reads a value of a class from a dict."""
ReadAny = Callable[[Pairs], Any]
ReadText = Callable[[Shared, ReadAny], ReadAny]
"""Returns, for one text, the reader of an object's pairs, given the reader of all other objects."""


_FEW = 2
"""A value of so few fields is found by them as fast as by comparing it with the one before."""


def per_layout(make: Callable[P, T]) -> Callable[P, T]:
    """Cache a function of keys in some order; only so many, as hostile texts have many orders."""
    return cast("Callable[P, T]", lru_cache(maxsize=512)(make))


def names_of(cls: type[Any]) -> Names:
    """Return the keys under which ``encode`` gives the fields of a class, in its order."""
    return tuple([field.name for field in schema_fields(cls)])


def fits(cls: type[Any], names: Names) -> bool:
    """Whether names are those of fields of a class, each once, no mandatory one missing."""
    if cls is dict:
        return sorted(names) == sorted(KEYS)
    fields = schema_fields(cls)
    known, mandatory = {f.name for f in fields}, {f.name for f in fields if f.mandatory}
    return len(set(names)) == len(names) and known >= set(names) >= mandatory


def text_reader(layouts: Iterable[tuple[type[Any], Names]], source: Source) -> ReadText:
    """Return the reader of a text's objects, given their classes and the order of their keys.

    It is one function with a branch for each number of keys, and in it one for each layout: calling
    a function of its own for each object would take a fifth of the whole time. An address or a site
    is often the same as the one before: to compare the two takes half as long as to find it by its
    fields.
    """
    namespace = dict(_NAMESPACE)
    branches: dict[int, list[str]] = {}
    last: list[str] = []
    for cls, names in layouts:
        variables = {name: f"_{index}" for index, name in enumerate(names)}
        pairs = "".join([f"(_k{variable}, {variable}), " for variable in variables.values()])
        keys = [f"_k{variable} == {name!r}" for name, variable in variables.items()]
        build = _build_lines(cls, variables, source, namespace)
        lines = branches.setdefault(len(names), [f"[{pairs}] = _pairs"])
        if len(names) > _FEW and _is_shared(cls, source):
            last += [pairs_of := f"_pairs_of_{cls.__name__}", made := f"_last_{cls.__name__}"]
            lines.insert(0, f"if _pairs == {pairs_of}: return {made}")
            build.insert(-1, f"{pairs_of}, {made} = _pairs, _made")  # before "return _made"
        lines += [f"if {' and '.join(keys)}:", *_indented(build)]
    body = [f"nonlocal {', '.join(last)}"] if last else []
    body.append("_count = len(_pairs)")
    for count, lines in branches.items():
        body += [f"if _count == {count}:", *_indented(lines)]
    read = ["def read(_pairs):", *_indented([*body, "return _read_any(_pairs)"])]
    start = [f"{name} = None" for name in last]
    return function_of("_shared, _read_any", [*start, *read, "return read"], namespace)


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"    {line}" for line in lines]


@per_layout
def reader_of_dict(cls: type[Any], names: Names) -> Read:
    """Return the function that reads a dict of these keys, in any order, and the objects in it."""
    namespace = {**_NAMESPACE, "_names": len(names), "_other": partial(_read_other, cls)}
    lines = [
        "if type(_data) is not dict or len(_data) != _names: return _other(_data, _shared)",
        *(f"{name} = _data[{name!r}]" for name in names),
    ]
    lines += _build_lines(cls, {name: name for name in names}, "dicts", namespace)
    return function_of("_data, _shared", lines, namespace)


def _read_other(cls: type[Any], data: Any, shared: Any) -> Any:
    """Return the value of a dict in which some keys are left out."""
    if type(data) is not dict:
        raise TypeError
    return reader_of_dict(cls, tuple(sorted(data)))(data, shared)


def _build_lines(
    cls: type[Any], given: Mapping[str, str], source: Source, namespace: dict[str, Any]
) -> list[str]:
    """Return the lines that build a value from variables, by field; other fields have defaults."""
    if cls is dict:  # the envelope, its value already read
        return ["return dict(_pairs)"]
    if not fits(cls, tuple(given)):
        raise KeyError(*given)
    variables, values = {}, {}
    for field in schema_fields(cls):
        name = field.name
        if name in given:
            variables[name] = given[name]
            values[name] = _expression(cls, field, given[name], namespace, source)
        else:
            variables[name] = values[name] = f"default_{cls.__name__}_{name}"
            default = getattr(attrs.fields(cls), name).default
            namespace[values[name]] = ABSENT if default is attrs.NOTHING else default
    if cls is FieldChange:  # its sides are read once the class that changes is known
        return ["return ({path}, {before}, {after})".format(**variables)]
    if cls is Changes:
        namespace |= {"_changes": changes_of, "_readers": partial(change_readers, source=source)}
        return ["return _changes({of}, {items}, _shared, _readers)".format(**values)]
    if [a.name for a in attrs.fields(cls)] != list(values):  # it computes some fields itself
        namespace[cls.__name__] = cls
        arguments = [f"{name}={value}" for name, value in values.items()]
        return [f"return {cls.__name__}({', '.join(arguments)})"]
    lines = _slot_lines(cls, values, namespace)
    if cls is Term:  # the converter of an optional term takes a blank one for None
        lines.insert(0, "if _is_blank({0}): raise ValueError({0})".format(variables["label"]))
    if _is_shared(cls, source):
        make = _indented([*lines, "_shared[_key] = _made"])
        lines = [_key_line(cls, variables), "_made = _shared.get(_key)", "if _made is None:", *make]
    return [*lines, "return _made"]


def _slot_lines(cls: type[Any], values: Mapping[str, str], namespace: dict[str, Any]) -> list[str]:
    """Return the lines that build a value slot by slot, from the expressions of its fields.

    By the slots' own descriptors: the class's __setattr__ refuses, object's takes half as long
    again, and an assignment to __class__ is an event that audits see for each object.
    """
    made = cls.__name__
    puts = {f"put_{made}_{name}": getattr(cls, name).__set__ for name in values}
    namespace |= {made: cls, **puts}
    lines = [f"_made = _new({made})"]
    lines += [f"put_{made}_{name}(_made, {value})" for name, value in values.items()]
    if hasattr(cls, "__attrs_post_init__"):
        lines.append("_made.__attrs_post_init__()")
    return lines


def _is_shared(cls: type[Any], source: Source) -> bool:
    """Whether equal values of a class are built once.

    These are sites, terms and, in texts, addresses, whose terms are built once already.
    """
    shared = {str} if source == "dicts" else {str, Term}
    return cls is not dict and {field.kind for field in schema_fields(cls)} <= shared


def _key_line(cls: type[Any], variables: Mapping[str, str]) -> str:
    """Return the line that makes the key by which equal values of a class are found."""
    kinds = {field.name: field.kind for field in schema_fields(cls)}
    parts = [var if kinds[name] is str else f"_id({var})" for name, var in variables.items()]
    return f"_key = ({cls.__name__}, {', '.join(parts)})"


@cache
def change_readers(cls: type[Any], source: Source) -> dict[str, ReadChange]:
    """Return the functions that read the changes of a class's leaves."""
    leaves = [field for field in schema_fields(cls) if field.name in shape(cls).leaves]
    return {field.name: _change_reader(cls, field, source) for field in leaves}


def _change_reader(cls: type[Any], field: Field, source: Source) -> ReadChange:
    namespace = {**_NAMESPACE, "_absent": ABSENT}
    read = {name: _expression(cls, field, name, namespace, source) for name in ("before", "after")}
    lines = [f"_{name} = {name} if {name} is _absent else {read[name]}" for name in read]
    lines += [
        "if (_before is _absent) is (_after is _absent) and _before == _after:",
        "    if before == after: raise ValueError(_steps)",
        "    return None",
        *_slot_lines(Path, {"steps": "_steps"}, namespace),
        "_path = _made",
        *_slot_lines(FieldChange, {n: f"_{n}" for n in ("path", "before", "after")}, namespace),
    ]
    return function_of("_steps, before, after, _shared", [*lines, "return _made"], namespace)


# A string of ASCII without CR is in canonical form, and not blank if it starts with a visible one.
_TEXT = '{0} if type({0}) is str and {0}.isascii() and "\\r" not in {0} else {1}({0})'
_OPTIONAL_TEXT = (
    "{0} if {0} is None or type({0}) is str and '!' <= {0} < '\x7f'" + _TEXT.partition("is str")[2]
)
# In a plain text, each string is in canonical form; comparing anything else with one raises.
_PLAIN_TEXT = "{0} if type({0}) is str else {1}({0})"
_OPTIONAL_PLAIN_TEXT = "{0} if {0} is None or '!' <= {0} < '\x7f' else {1}({0})"
_WHOLE = "{0} if type({0}) is int and -65536 < {0} < 65536 else {1}({0})"


def _expression(
    cls: type[Any], field: Field, name: str, namespace: dict[str, Any], source: Source
) -> str:
    """Return the expression that reads a field from a variable; add the names that it uses."""
    kind, scalar = field.kind, field.scalar
    own = f"{cls.__name__}_{field.name}"
    if kind is Any:
        return name
    convert = f"convert_{own}"
    namespace[convert] = getattr(attrs.fields(cls), field.name).converter
    if kind is FieldChange:
        namespace[convert] = tuple  # of paths and raw sides, for changes_of
    if field.many:
        items = name
        if scalar is None and source == "dicts":
            item = _object_expression(own, kind, "item", namespace, source)
            items = f"[{item} for item in {name}]"
        return f"{convert}(tuple({items})) if type({name}) is list else _wrong({name})"
    if kind is str and source == "plain text":
        return (_OPTIONAL_PLAIN_TEXT if field.optional else _PLAIN_TEXT).format(name, convert)
    if kind is str:
        return (_OPTIONAL_TEXT if field.optional else _TEXT).format(name, convert)
    if kind is int:
        value = _WHOLE.format(name, convert)
    elif scalar is None:
        value = _object_expression(own, kind, name, namespace, source)
    else:
        namespace[f"read_{own}"] = scalar.read
        value = f"read_{own}[{name}]" if isinstance(scalar.read, Lookup) else f"read_{own}({name})"
    return f"None if {name} is None else {value}" if field.optional else value


def _object_expression(
    own: str, kind: type[Any], name: str, namespace: dict[str, Any], source: Source
) -> str:
    """Return the expression that reads an object; those of a text are built already."""
    if source == "dicts":
        namespace[f"read_{own}"] = reader_of_dict(kind, names_of(kind))
        return f"read_{own}({name}, _shared)"
    namespace[f"cls_{own}"] = kind
    return f"{name} if type({name}) is cls_{own} else _wrong({name})"


def _wrong(_: object) -> Any:
    raise TypeError


_NAMESPACE: dict[str, Any] = {
    "_new": object.__new__,
    "_id": id,
    "_wrong": _wrong,
    "_is_blank": is_blank,
}
