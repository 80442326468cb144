import re
import runpy
from pathlib import Path

import bdc_sessions
from bdc_sessions import columns, display, testing
from bdc_sessions.adapters import cattrs, pydantic, sqlalchemy
from bdc_sessions.feeds import ical, lheo

DOCS = Path(__file__).parent.parent / "docs"


def test_the_catalogue_in_the_docs_shows_the_rules_as_they_are() -> None:
    written = (DOCS / "reference" / "rules.md").read_text(encoding="utf-8")
    assert written == runpy.run_path(str(DOCS / "catalogue.py"))["catalogue"]()


def test_the_page_of_the_feed_in_the_docs_shows_the_table_as_it_is() -> None:
    written = (DOCS / "reference" / "lheo_support.md").read_text(encoding="utf-8")
    assert written == runpy.run_path(str(DOCS / "lheo_support.py"))["page"]()


def test_the_page_of_names_has_all_that_is_exported() -> None:
    page = set(re.findall(r"\w+", (DOCS / "reference" / "names.md").read_text(encoding="utf-8")))
    adapters = (cattrs, pydantic, sqlalchemy)
    for package in (bdc_sessions, columns, display, testing, ical, lheo, *adapters):
        assert [name for name in package.__all__ if name not in page] == []


def test_the_glossary_has_every_name_of_the_root() -> None:
    text = (DOCS / "explanation" / "glossary.md").read_text(encoding="utf-8")
    assert [name for name in bdc_sessions.__all__ if name not in re.findall(r"\w+", text)] == []


def test_a_how_to_is_read_in_one_go() -> None:
    names = (
        "embed_in_a_service",
        "forms_and_errors",
        "two_people_at_once",
        "your_own_rules",
        "postal_table_and_holidays",
        "a_json_api",
    )
    for name in names:
        text = (DOCS / "how-to" / f"{name}.md").read_text(encoding="utf-8")
        assert len(text.splitlines()) < 120, name
