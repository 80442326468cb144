"""Public means exported: pages, examples and embedders import from a package's ``__init__``."""

import re
from pathlib import Path

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
    ROOT / "tests/typing/embedder.py",
]
IMPORT = re.compile(
    r"^(?:>>> |\.\.\. |\s)*(?:from (bdc_sessions[\w.]*) import|import (bdc_sessions[\w.]*))",
    re.MULTILINE,
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_imports_what_is_exported(page: Path) -> None:
    modules = {a or b for a, b in IMPORT.findall(page.read_text(encoding="utf-8"))}
    assert modules - PUBLIC == set()
