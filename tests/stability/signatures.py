"""The public names of a module as lines of text, the same under every Python and hash seed."""

import inspect
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from types import FunctionType, MethodType, ModuleType, NoneType, UnionType
from typing import Annotated, Any, ForwardRef, Literal, Union, get_args, get_origin, get_type_hints

import attrs

import bdc_sessions

OPERATORS = frozenset(
    f"__{name}__"
    for name in (
        *("add", "bool", "call", "contains", "getitem", "iter", "len", "or", "reversed"),
        *("truediv", "eq", "hash", "lt", "le", "gt", "ge", "str", "class_getitem"),
    )
)
"""The special methods that an embedder meets: each is what Python means by it."""


CAUGHT_AS = (bdc_sessions.BdcSessionsError, ValueError, LookupError, str, tuple)
"""What else a class of ours may be, and be taken for."""


def type_text(hint: Any) -> str:  # noqa: PLR0911 - a line a kind of type
    """Return a type as it is written: names without their modules, a union's parts in order.

    >>> type_text(dict[str, int | None]), type_text("Session"), type_text(Literal["a", 1])
    ('dict[str, int | None]', 'Session', "Literal['a', 1]")
    """
    if isinstance(hint, ForwardRef):
        return hint.__forward_arg__
    if isinstance(hint, str):
        return hint.replace("'", "").replace('"', "")
    if isinstance(hint, list):
        return f"[{', '.join(map(type_text, hint))}]"
    if hint is NoneType or hint is None or hint is ...:
        return "..." if hint is ... else "None"
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return " | ".join(
            sorted(map(type_text, arguments), key=lambda text: (text == "None", text))
        )
    if origin is Literal:
        return f"Literal[{', '.join(map(repr, arguments))}]"
    if origin is Annotated:
        return type_text(arguments[0])
    if origin is not None:
        return f"{type_text(origin)}[{', '.join(map(type_text, arguments))}]"
    return getattr(hint, "__qualname__", None) or getattr(hint, "__name__", None) or str(hint)


def default_text(value: Any) -> str:
    """Return a default as it is written, " = …", or nothing where a value is due."""
    if value is attrs.NOTHING or value is inspect.Parameter.empty:
        return ""
    if isinstance(value, attrs.Factory):  # type: ignore[arg-type]  # it is a class at run time
        return f" = {getattr(value.factory, '__name__', value.factory)}()"
    if isinstance(value, FunctionType | type):
        return f" = {value.__name__}"
    exported = ((name, getattr(bdc_sessions, name)) for name in bdc_sessions.__all__)
    named = [name for name, constant in exported if constant is value]
    if isinstance(value, Enum):
        named = [f"{type(value).__name__}.{value.name}"]
    text = repr(value)
    if text.startswith("<"):  # it may count things
        text = f"<{type(value).__name__}>"
    return f" = {[*named, text][0]}"


def resolved(function: Any) -> inspect.Signature:
    """Return a signature with its types, also where they are written as texts to print short."""
    if attrs.has(function):  # whose constructor has the types
        function = MethodType(function.__init__, function)
    try:
        return inspect.signature(function, eval_str=True)
    except NameError:  # a name that only type checkers import
        return inspect.signature(function)


def signature_text(function: Any) -> str:
    """Return what a function takes and gives.

    >>> signature_text(type_text)
    '(hint: Any) -> str'
    """
    signature = resolved(function)
    plain = inspect.Signature(
        [p.replace(annotation=inspect.Parameter.empty) for p in signature.parameters.values()]
    )
    kinds = [str(p.replace(default=inspect.Parameter.empty)) for p in plain.parameters.values()]
    parts: list[str] = []
    starred = False
    for parameter, name in zip(signature.parameters.values(), kinds, strict=True):
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY and not starred:
            parts.append("*")
        starred |= parameter.kind in (
            inspect.Parameter.KEYWORD_ONLY,
            inspect.Parameter.VAR_POSITIONAL,
        )
        if parameter.annotation is not inspect.Parameter.empty:
            name += f": {type_text(parameter.annotation)}"  # noqa: PLW2901 - grown part by part
        parts.append(name + default_text(parameter.default))
    given = signature.return_annotation
    arrow = "" if given is inspect.Signature.empty else f" -> {type_text(given)}"
    return f"({', '.join(parts)}){arrow}"


def lines(module: ModuleType) -> list[str]:
    """Return a line for every public name of a module, and for what it has below it."""
    listed: list[str] = []
    for name in module.__all__:
        value = inspect.unwrap(getattr(module, name))
        if inspect.isclass(value) and value.__module__.startswith("bdc_sessions"):
            listed += of_class(name, value)
        elif isinstance(value, FunctionType):
            listed.append(f"{name}{signature_text(value)}")
        else:
            listed.append(f"{name}: {type(value).__name__}")
            listed += of_mapping(name, value) if isinstance(value, Mapping) else []
    return sorted(listed)


def of_mapping(name: str, mapping: Mapping[Any, Any]) -> Iterator[str]:
    """Yield what a table holds: each of several things by itself, else of which type it is.

    >>> list(of_mapping("SCHEMA", {"sites": ("name", "city")}))
    ["SCHEMA[sites] 'name'", "SCHEMA[sites] 'city'"]
    """
    for key, member in mapping.items():
        several = [repr(item) for item in member] if isinstance(member, tuple) else []
        yield from (f"{name}[{key}] {kind}" for kind in several or [type(member).__name__])


def of_class(name: str, cls: type[Any]) -> Iterator[str]:
    """Yield what stands of a class: what it is, its fields or members, its methods, operators."""
    bases = [base.__name__ for base in cls.__mro__[1:] if base in CAUGHT_AS]
    yield f"{name}: class {' '.join(bases)}".rstrip()
    if issubclass(cls, Enum):
        yield from (f"{name}.{member.name} = {member.value!r}" for member in cls)
    else:
        yield f"{name}{signature_text(cls)}"
    if attrs.has(cls):
        types = get_type_hints(cls)
        public = [a.evolve(type=types[a.name]) for a in attrs.fields(cls) if a.name[0] != "_"]
        yield from (f"{name}.{a.name}{_field(a)}" for a in public)
    members = {key: value for base in reversed(cls.__mro__) for key, value in _own(base)}
    passed_over = {"ABOUT", *_field_names(cls)}
    for key, value in members.items():
        if key not in passed_over and not key.startswith("_") and not isinstance(value, Enum):
            yield f"{name}.{key}{_member(value)}"
    if operators := sorted(key for key in OPERATORS & members.keys() if members[key] is not None):
        yield f"{name} has {' '.join(operators)}"


def _field_names(cls: type[Any]) -> Iterable[str]:
    return [a.name for a in attrs.fields(cls)] if attrs.has(cls) else getattr(cls, "_fields", ())


def _own(base: type[Any]) -> list[tuple[str, Any]]:
    """Return what a class brings: one of ours, or what makes a sequence or a mapping of it."""
    brings = base.__module__.startswith(("bdc_sessions", "collections.abc"))
    return list(vars(base).items()) if brings else []


def _field(attribute: "attrs.Attribute[Any]") -> str:
    labels = dict.fromkeys(attribute.metadata.get(key) for key in ("label", "recap"))
    words = [f" «{text}»" for text in labels if text]
    marks = [
        mark
        for mark, holds in (
            (" (derived)", not attribute.init),
            (" (not compared)", not attribute.eq),
        )
        if holds
    ]
    return "".join(
        (f": {type_text(attribute.type)}", default_text(attribute.default), *words, *marks)
    )


def _member(member: Any) -> str:
    getter = member.fget if isinstance(member, property) else getattr(member, "func", None)
    if getter is not None:
        return f" -> {type_text(resolved(getter).return_annotation)}"
    function = getattr(member, "__func__", member)
    if isinstance(function, FunctionType):
        return signature_text(function)
    return f": {type_text(type(member))}"
