"""What a stranger reads: every public name has a sentence, an example, its fields described."""

import inspect
import pydoc
import re
from collections.abc import Iterator
from enum import Enum
from math import ceil
from types import ModuleType
from typing import Any

import attrs
import pytest

import bdc_sessions
from bdc_sessions import columns, display, rules, screen, testing
from bdc_sessions.adapters import cattrs, pydantic, sqlalchemy
from bdc_sessions.feeds import ical, lheo

PACKAGES = (
    bdc_sessions,
    rules,
    screen,
    columns,
    display,
    testing,
    lheo,
    ical,
    pydantic,
    sqlalchemy,
    cattrs,
)
"""The packages and modules whose ``__all__`` is public; each documents its own names."""

RULED_OUT = re.compile(
    r"^(Be |Tell whether|Tell how|Tell what|What is told|True if|Say )|\binformations\b",
    re.MULTILINE,
)
"""What style rules out: a command to be something, a plural that English does not have."""

LONGEST_SIGNATURE = 500
"""Characters of a signature: that of ``rule`` names nineteen arguments, and is the longest."""

MODULE = re.compile(r"\w+\.(?=[A-Za-z_])")
"""The path of a module, in a type that is printed with it."""

LONGEST_DEFAULT = 48
"""Characters that a default may take in a signature."""

SCREEN = (80, 40)
"""Columns and lines of a terminal, on which ``help`` is read."""

# fmt: off
DIALECT = {
    "added", "amount", "asked", "at", "below", "day", "found", "held", "hour", "judged",
    "keyed", "labelled", "link", "moved", "one", "opened", "other", "over", "placed", "plain",
    "quick", "shown", "takes", "told", "way", "well_formed", "whole",
}
# fmt: on
"""Names that mean something to insiders only, or to none: style names the field's own words."""

BY_CONTRACT = {"at", "found"}
"""``report.at``, ``messages(at=)``, an instant; ``StaleChangeError.found``."""


def public_names(package: ModuleType) -> Iterator[tuple[str, Any]]:
    """Yield what a package exports that has a docstring of its own: classes and functions."""
    for name in package.__all__:
        value = getattr(package, name)
        if inspect.isclass(value) or inspect.isfunction(value):
            yield f"{package.__name__}.{name}", value


def _is_ours(value: Any) -> bool:
    module: str = value.__module__
    return module.startswith("bdc_sessions") or module == "builtins"


def methods(name: str, cls: type[Any]) -> Iterator[tuple[str, Any]]:
    """Yield the public methods and properties of a class's own, not what a framework asks of it.

    Those of a protocol are for others to write: the class itself shows how.
    """
    if getattr(cls, "_is_protocol", False):
        return
    others = {name for base in cls.__mro__[1:] if not _is_ours(base) for name in vars(base)}
    for key, value in vars(cls).items():
        if key in others:
            continue
        inner = value.fget if isinstance(value, property) else getattr(value, "__func__", value)
        if not key.startswith("_") and inspect.isfunction(inner):
            yield f"{name}.{key}", inner


SURFACE = dict(pair for package in PACKAGES for pair in public_names(package))
CALLABLES = {
    **SURFACE,
    **{
        key: value
        for name, cls in SURFACE.items()
        if inspect.isclass(cls)
        for key, value in methods(name, cls)
    },
}
CLASSES = {name: cls for name, cls in SURFACE.items() if inspect.isclass(cls)}


def fields_of(cls: type[Any]) -> list[str]:
    """Return the public fields of a value; none for a class that is no value."""
    if attrs.has(cls):
        return [a.name for a in attrs.fields(cls) if a.init and not a.name.startswith("_")]
    return list(getattr(cls, "_fields", ()))


@pytest.mark.parametrize("name", CALLABLES)
def test_a_public_name_has_a_sentence_and_an_example(name: str) -> None:
    docstring = inspect.getdoc(CALLABLES[name]) or ""
    assert docstring.partition("\n")[0].endswith((".", ":")), docstring
    assert ">>> " in docstring, "no example"


@pytest.mark.parametrize("name", CALLABLES)
def test_a_docstring_has_none_of_the_words_that_are_ruled_out(name: str) -> None:
    assert RULED_OUT.findall(inspect.getdoc(CALLABLES[name]) or "") == []


@pytest.mark.parametrize("name", CLASSES)
def test_each_field_of_a_value_is_described(name: str) -> None:
    docstring = inspect.getdoc(CLASSES[name]) or ""
    described = set(re.findall(r"^ +`?(\w+)`?(?: \([^)]*\))?: \S", docstring, re.MULTILINE))
    assert [field for field in fields_of(CLASSES[name]) if field not in described] == []


@pytest.mark.parametrize("name", CALLABLES)
def test_a_signature_prints_short(name: str) -> None:
    value = CALLABLES[name]
    if inspect.isclass(value) and issubclass(value, Enum):
        return
    parameters = inspect.signature(value).parameters.values()
    defaults = [repr(p.default) for p in parameters if p.default is not inspect.Parameter.empty]
    assert all(len(default) <= LONGEST_DEFAULT and " at 0x" not in default for default in defaults)
    if value is not lheo.Offer:  # its 44 fields have long names
        assert len(str(inspect.signature(value))) <= LONGEST_SIGNATURE


def signatures() -> Iterator[tuple[str, Any]]:
    """Yield each class and function that is exported, and each method, those inherited of ours."""
    for package in PACKAGES:
        for name in package.__all__:
            value = getattr(package, name)
            if callable(value):
                yield f"{package.__name__}.{name}", value
            for key in dir(value) if inspect.isclass(value) else ():
                method = getattr(value, key)
                function = getattr(method, "__func__", method)
                if not key.startswith("_") and inspect.isfunction(function) and _is_ours(function):
                    yield f"{package.__name__}.{name}.{key}", method


def types_with_modules(value: Any) -> list[str]:
    """Return the types of a signature that ``help`` prints with the paths of their modules."""
    signature = inspect.signature(value)
    types = [*[p.annotation for p in signature.parameters.values()], signature.return_annotation]
    texts = [inspect.formatannotation(a) for a in types if a is not inspect.Parameter.empty]
    return [text for text in texts if MODULE.search(text)]


def test_types_are_printed_without_their_modules() -> None:
    found = {name: types for name, value in signatures() if (types := types_with_modules(value))}
    assert found == {}, "write these types as texts, in quotes"


def test_a_type_that_is_printed_with_its_module_is_found() -> None:
    def places(session: bdc_sessions.Session) -> Iterator[int]:
        yield session.places

    assert types_with_modules(places) == [
        "bdc_sessions.model.session.Session",
        "collections.abc.Iterator[int]",
    ]
    names = dict(signatures()).keys()
    assert names >= {"bdc_sessions.Session.evolve", "bdc_sessions.testing.actions"}


@pytest.mark.parametrize("name", CLASSES)
def test_a_member_of_an_enum_is_written_as_python_gives_it(name: str) -> None:
    cls = CLASSES[name]
    for member in cls if issubclass(cls, Enum) else ():
        assert repr(member) == f"{cls.__name__}.{member.name}"


@pytest.mark.parametrize("name", CALLABLES)
def test_a_name_is_a_word_of_the_field(name: str) -> None:
    value = CALLABLES[name]
    names = {name.rpartition(".")[2], *(fields_of(value) if inspect.isclass(value) else ())}
    if not (inspect.isclass(value) and issubclass(value, Enum)):
        names |= inspect.signature(value).parameters.keys()
    assert names & (DIALECT - BY_CONTRACT) == set()


@pytest.mark.parametrize(
    "value", [bdc_sessions.Session, bdc_sessions.validate, bdc_sessions.Dossier.issue]
)
def test_what_a_newcomer_asks_first_is_read_on_one_screen(value: Any) -> None:
    printed = pydoc.plain(pydoc.render_doc(value))
    _, _, described = printed.partition("\n\n")  # below the title
    described, _, _ = described.partition("Method resolution order")
    columns, lines = SCREEN
    rows = [max(1, ceil(len(line) / columns)) for line in described.splitlines()]
    assert ">>> " in described
    assert sum(rows) <= lines
