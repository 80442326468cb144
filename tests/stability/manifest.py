"""What an embedder may rely on, as sorted lines: ``make manifest`` writes them anew.

A page of ``manifest/`` for each public module, and for what is more than names: rules, the format,
paths, forms, the facts of errors, what is installed with what.
"""

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import Any

from tests.errors.test_errors import CASES
from tests.stability.signatures import lines, type_text
from tests.test_public_imports import PUBLIC

import bdc_sessions as b
from bdc_sessions.codec.names import CLASSES

ROOT = Path(__file__).parents[2]
PAGES = Path(__file__).parent / "manifest"
MODULES = sorted(
    PUBLIC - {"bdc_sessions.feeds", "bdc_sessions.adapters"}
)  # which hold modules only


def of_module(name: str) -> list[str]:
    """Return a line for each public name of a module, and for what it has below it."""
    return lines(import_module(name))


def of_rules(rules: b.RuleSet) -> Iterator[str]:
    """Yield what each rule asks of what, what it needs for that, and what its message tells."""
    for rule in rules:
        facts = {
            name for text in rule.templates for _, name, _, _ in Formatter().parse(text) if name
        }
        parts = {
            "fields": rule.fields,
            "needs": rule.needs,
            "tells": sorted(facts),
            "source": (rule.source,),
            "mends": ("yes",) if rule.fix else (),
        }
        lines = [f"{key} {', '.join(values)}" for key, values in parts.items() if values]
        yield f"{rule.code} {rule.severity.value} {rule.subject.__name__}; {'; '.join(lines)}"


def of_catalogues() -> Iterator[str]:
    """Yield the rules of the core."""
    for name in ("RULES", "ADVICE", "STRUCTURE"):
        yield from (f"{name} {line}" for line in of_rules(getattr(b, name)))


def of_feed() -> Iterator[str]:
    """Yield the rules of the feed."""
    return of_rules(import_module("bdc_sessions.feeds.lheo").RULES)


def of_tables() -> Iterator[str]:
    """Yield the codes of what tables cannot be."""
    return iter(import_module("bdc_sessions.columns.fault").TITLES)


def of_format() -> Iterator[str]:
    """Yield what the JSON of every class is: its schema, a line for each thing that is said."""
    yield f"format {b.encode(b.Term('ter'))['format']}"
    yield from (f"type {name} = {cls.__name__}" for name, cls in CLASSES.items())
    for name, cls in CLASSES.items():
        schema = b.json_schema(cls)
        for definition, said in schema.pop("$defs", {}).items():
            yield from flat(said, definition)
        yield from flat(schema, f"envelope of {name}")


def flat(said: Any, where: str) -> Iterator[str]:
    """Yield the leaves of a schema; descriptions and examples are prose, and may change."""
    if isinstance(said, Mapping) and said:
        for key, nested in said.items():
            if key not in {"description", "examples", "$comment", "$schema", "$id"}:
                yield from flat(nested, f"{where} / {key}")
    else:
        yield f"{where} = {json.dumps(said, ensure_ascii=False)}"


def of_paths() -> Iterator[str]:
    """Yield where the guide's action has its fields, and what a recap says of each."""
    full = b.example_action()
    bare = full.evolve(components=(), year=0)
    yield from (f"path {change.path}" for change in b.diff(bare, full))
    yield from (f"recap {row.label}" for row in b.recap(bare, full))
    escaped = b.Path().child("components", r"a]b\c")
    yield f"path {escaped}"


def of_forms() -> Iterator[str]:
    """Yield the fields of the screens that people fill in."""
    for cls in (b.Session, b.CollectiveInfo, b.Address):
        for field in b.form_fields(cls):
            due = "required" if field.required else "optional"
            size = f" of at most {field.longest}" if field.longest else ""
            yield f"{cls.__name__} {field.path} «{field.label}» {due} {field.kind}{size}"


def of_errors() -> Iterator[str]:
    """Yield what each error carries, with the type of it where an example has one."""
    for error, *_ in CASES:
        for name, fact in vars(error).items():
            if fact is not None and not name.startswith("_"):
                yield f"{type(error).__name__}.{name}: {type_text(type(fact))}"


def of_install() -> Iterator[str]:
    """Yield what the library needs, and what each extra adds."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    yield f"python {project['requires-python']}"
    yield from (f"needs {named(needed)}" for needed in project["dependencies"])
    for extra, needs in project["optional-dependencies"].items():
        yield from (f"extra {extra} {named(needed)}" for needed in needs or ["nothing"])


def named(requirement: str) -> str:
    """Return what is required without its version: lows may rise."""
    return re.split("[<>=!~]", requirement)[0]


WRITERS: dict[str, Callable[[], Any]] = {
    **{name: partial(of_module, name) for name in MODULES},
    "rules": of_catalogues,
    "rules_of_the_feed": of_feed,
    "faults_of_tables": of_tables,
    "format": of_format,
    "paths": of_paths,
    "forms": of_forms,
    "errors": of_errors,
    "install": of_install,
}


def page(name: str) -> str:
    """Return one page: its lines sorted, each once."""
    return "".join(f"{line}\n" for line in sorted({*WRITERS[name]()}))


def write() -> None:
    """Write every page anew, and take away those that are no more."""
    PAGES.mkdir(exist_ok=True)
    for stored in PAGES.iterdir():
        if stored.stem not in WRITERS:
            stored.unlink()
    for name in WRITERS:
        (PAGES / f"{name}.txt").write_text(page(name), encoding="utf-8")


if __name__ == "__main__":
    write()
