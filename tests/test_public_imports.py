"""Public means exported: pages, examples and embedders import from a package's ``__init__``."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
PUBLIC = {
    "bdc_sessions",
    "bdc_sessions.testing",
    "bdc_sessions.feeds",
    "bdc_sessions.feeds.lheo",
    "bdc_sessions.feeds.ical",
    "bdc_sessions.columns",
    "bdc_sessions.rules",
    "bdc_sessions.display",
    "bdc_sessions.screen",
    "bdc_sessions.adapters",
    "bdc_sessions.adapters.pydantic",
    "bdc_sessions.adapters.sqlalchemy",
    "bdc_sessions.adapters.cattrs",
}
PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "examples").rglob("*.py")),
    *sorted((ROOT / "tests/guide").rglob("*.py")),
    *sorted((ROOT / "tests/service").rglob("*.py")),
    ROOT / "tests/typing/embedder.py",
    ROOT / "tests/typing/misuse.py",
]
PROMPT = re.compile(r"^\s*(?:>>> |\.\.\. )", re.MULTILINE)
IMPORT = re.compile(
    r"^ *(?:from bdc_sessions[\w.]* import (?:\([^)]*\)|[^\n(#]+)|import bdc_sessions[^\n#]*)",
    re.MULTILINE,
)


def imported(text: str) -> Iterator[tuple[str, str]]:
    """Yield each name that a text imports of the library, with its module; "" for the module."""
    for statement in IMPORT.findall(PROMPT.sub("", text)):
        (node,) = ast.parse(statement.strip()).body
        if isinstance(node, ast.ImportFrom):
            yield from ((str(node.module), alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)


def is_exported(module: str, name: str) -> bool:
    """Whether a name is exported by a public module, or is such a module itself."""
    exported = module in PUBLIC and name in ("", *getattr(import_module(module), "__all__", ()))
    return exported or f"{module}.{name}" in PUBLIC


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_imports_what_is_exported(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [pair for pair in imported(text) if not is_exported(*pair)] == []


def docstrings(module: ModuleType) -> Iterator[str]:
    """Yield the docstrings of a module, of the names that it exports, and of their methods."""
    exported = [getattr(module, name) for name in getattr(module, "__all__", ())]
    classes = [value for value in exported if isinstance(value, type)]
    members = [member for cls in classes for member in vars(cls).values()]
    yield from (str(value.__doc__) for value in (module, *exported, *members))


@pytest.mark.parametrize("module", sorted(PUBLIC))
def test_a_docstring_imports_what_is_exported(module: str) -> None:
    found = {pair for text in docstrings(import_module(module)) for pair in imported(text)}
    assert [pair for pair in sorted(found) if not is_exported(*pair)] == []


def test_what_is_not_exported_is_seen() -> None:
    page = (
        ">>> from bdc_sessions import (\n...     Path,\n...     nothing,\n... )\n"
        ">>> import bdc_sessions.model\n>>> from bdc_sessions.rules import example\n"
    )
    assert [pair for pair in imported(page) if not is_exported(*pair)] == [
        ("bdc_sessions", "nothing"),
        ("bdc_sessions.model", ""),
        ("bdc_sessions.rules", "example"),
    ]
