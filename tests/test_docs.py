import re
import runpy
from pathlib import Path
from types import SimpleNamespace

import griffe
import pytest

import bdc_sessions
from bdc_sessions import RULES, columns, display, rules, screen, testing
from bdc_sessions.adapters import cattrs, pydantic, sqlalchemy
from bdc_sessions.feeds import ical, lheo

DOCS = Path(__file__).parent.parent / "docs"


def test_the_catalogue_in_the_docs_shows_the_rules_as_they_are() -> None:
    written = (DOCS / "reference" / "rules.md").read_text(encoding="utf-8")
    assert written == runpy.run_path(str(DOCS / "catalogue.py"))["catalogue"]()


def test_the_page_of_the_feed_in_the_docs_shows_the_table_as_it_is() -> None:
    written = (DOCS / "reference" / "lheo_support.md").read_text(encoding="utf-8")
    assert written == runpy.run_path(str(DOCS / "lheo_support.py"))["page"]()


def test_the_page_of_the_tables_shows_the_schema_as_it_is() -> None:
    written = (DOCS / "reference" / "frames.md").read_text(encoding="utf-8")
    assert written == runpy.run_path(str(DOCS / "frames.py"))["page"]()


def test_every_name_that_is_exported_has_a_place_in_the_api() -> None:
    pages = sorted((DOCS / "reference/api").glob("*.md"))
    api = "".join(page.read_text(encoding="utf-8") for page in pages)
    found = re.findall(r"^::: (\S+)$|`([\w.]+)(?:\[\w+\])?`", api, re.MULTILINE)
    shown = {name for pair in found for name in pair}
    adapters = (cattrs, pydantic, sqlalchemy)
    packages = (rules, screen, columns, display, testing, ical, lheo)
    for package in (bdc_sessions, *packages, *adapters):
        root = () if package is bdc_sessions else bdc_sessions.__all__
        for name in set(package.__all__).difference(root):
            full = f"{package.__name__}.{name}"
            constant = {name, f"lheo.{name}"} if name.isupper() else set()
            home = f"{getattr(getattr(package, name), '__module__', '')}.{name}"
            assert {full, home, *constant} & shown, full


def test_no_name_in_the_api_is_a_module_for_the_docs() -> None:
    """A function in a module of its own name is shown by the path in that module."""
    package = griffe.load("bdc_sessions", search_paths=[DOCS.parent / "src"])
    for page in sorted((DOCS / "reference/api").glob("*.md")):
        for name in re.findall(
            r"^::: bdc_sessions\.(\S+)$", page.read_text(encoding="utf-8"), re.MULTILINE
        ):
            assert not package[name].is_module, name


def test_the_page_of_names_has_every_name_of_the_root() -> None:
    names = re.findall(r"`(\w+)`", (DOCS / "reference" / "names.md").read_text(encoding="utf-8"))
    assert [name for name in bdc_sessions.__all__ if names.count(name) != 1] == []


def test_the_rules_that_the_french_page_shows_are_the_rules() -> None:
    text = (DOCS / "en_bref.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+-\d+) \| (.*) \| (\w+) \| (.*) \|$", text, re.MULTILINE)
    catalogued = [RULES[code] for code, *_ in rows]
    assert len(rows) == 5
    assert rows == [(r.code, r.title(), r.severity.label(), r.source) for r in catalogued]


def test_the_glossary_has_every_name_of_the_root() -> None:
    text = (DOCS / "explanation" / "glossary.md").read_text(encoding="utf-8")
    assert [name for name in bdc_sessions.__all__ if name not in re.findall(r"\w+", text)] == []


@pytest.mark.parametrize(
    ("name", "french"),
    [("en_bref.md", True), ("notebooks/premiers_pas.md", True), ("tutorial.md", False)],
)
def test_a_page_in_french_says_so(*, name: str, french: bool) -> None:
    page = SimpleNamespace(file=SimpleNamespace(src_uri=name))
    html = runpy.run_path(str(DOCS / "language.py"))["on_page_content"]("<p>a</p>", page=page)
    assert ('lang="fr"' in html) is french
    assert "<p>a</p>" in html


def test_a_how_to_is_read_in_one_go() -> None:
    names = (
        "embed_in_a_service",
        "forms_and_errors",
        "two_people_at_once",
        "your_own_rules",
        "postal_table_and_holidays",
        "a_json_api",
        "check_a_whole_region",
        "check_a_region_on_spark",
    )
    for name in names:
        text = (DOCS / "how-to" / f"{name}.md").read_text(encoding="utf-8")
        assert len(text.splitlines()) < 120, name
