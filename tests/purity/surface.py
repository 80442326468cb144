"""Every public name of the library, used; what each use gives, as text that tells all of it."""

import copy
import pickle
import re
from collections.abc import Iterator
from types import FunctionType
from typing import Any

import attrs
from tests.purity.refusals import refusals
from tests.purity.uses import uses

import bdc_sessions
from bdc_sessions import changes, codec, dossier, model, rules, screen

PACKAGES = (bdc_sessions, model, screen, changes, rules, dossier, codec)
HOME = bdc_sessions.__path__[0]
# What stands in a set, or in memory, has an order of its own, or none.
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")
_MIXED_IN = ("__contains__", "__reversed__", "index", "count")


def public() -> dict[str, FunctionType]:
    """Return every function, method and property of the public classes, by name."""
    functions: dict[str, FunctionType] = {}
    for package in PACKAGES:
        for name in package.__all__:
            exported = getattr(package, name)
            for member, function in _functions(exported):
                functions[f"{exported.__name__}{member}"] = function
    return functions


def _functions(exported: Any) -> Iterator[tuple[str, FunctionType]]:
    if isinstance(exported, FunctionType):
        yield "", exported
    elif isinstance(exported, type):
        for cls in reversed(exported.__mro__):  # the first in the order stands last
            for name, member in vars(cls).items():
                function = member.fget if isinstance(member, property) else member
                function = getattr(function, "__func__", function)
                if isinstance(function, FunctionType) and _is_ours(function, name):
                    yield f".{name}", function


def _is_ours(function: FunctionType, name: str) -> bool:
    if name.startswith("_") and not name.endswith("_"):  # private
        return False
    made_in = function.__code__.co_filename
    if "collections_abc" in made_in:
        return name in _MIXED_IN
    return made_in.startswith((HOME, "<attrs generated"))


def text_of(value: Any) -> str:
    """Return a text that two values share if they are alike in every process."""
    parts: list[Any] = []
    if isinstance(value, set | frozenset):
        return f"{{{', '.join(sorted(map(text_of, value)))}}}"
    if isinstance(value, tuple | list):
        parts = [*value]
    elif attrs.has(type(value)):  # its own texts may leave something out
        parts = [getattr(value, a.name) for a in attrs.fields(type(value)) if a.eq]
    return _ADDRESS.sub("", f"{', '.join(map(text_of, parts))}: {value!r} {value}")


def values() -> Iterator[Any]:
    """Use every public function, and yield what each use gave."""
    yield from uses()
    yield from refusals()


def surface() -> Iterator[str]:
    """Use every public name, special methods too, and yield the texts of what each use gave."""
    for value in values():
        yield text_of(value)
        yield from _special(value)
        yield from _shown(value)


def _shown(value: Any) -> Iterator[str]:
    """Show a value as a notebook does, and as its screen."""
    if isinstance(value, type):
        return
    for name in ("_repr_html_", "__rich_repr__", "screen"):
        if hasattr(value, name):
            shown = getattr(value, name)()
            yield text_of([*shown] if name == "__rich_repr__" else shown)
            if isinstance(shown, screen.Screen):
                yield from (shown.to_markdown(), shown.to_html(), shown._repr_html_())
                yield from _special(shown)


def is_hashed(value: Any) -> bool:
    """Whether a value is one that has a hash: no dict or list, nor a tuple that holds one."""
    if isinstance(value, tuple):
        return all(map(is_hashed, value))
    return not isinstance(value, dict | list)


def _special(value: Any) -> Iterator[str]:
    """Do with a value what Python does without being asked for it by name."""
    pickled = pickle.loads(pickle.dumps(value))
    for made in (copy.copy(value), copy.deepcopy(value), pickled):
        same = isinstance(value, Exception) or made == value
        yield f"{same} {bool(value)} {text_of(made) == text_of(value)}"
    if is_hashed(value):
        yield f"{hash(value) == hash(copy.copy(value)) or isinstance(value, Exception)}"
    if isinstance(value, changes.Changes | rules.Report | changes.Recap | dossier.Tracking):
        functions = [value.index(item) + value.count(item) for item in value if item in value]
        yield f"{functions} {text_of(list(reversed(value)))}"
