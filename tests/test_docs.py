import runpy
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"


def test_the_catalogue_in_the_docs_shows_the_rules_as_they_are() -> None:
    written = (DOCS / "reference" / "rules.md").read_text(encoding="utf-8")
    assert written == runpy.run_path(str(DOCS / "catalogue.py"))["catalogue"]()


def test_the_page_of_the_feed_in_the_docs_shows_the_table_as_it_is() -> None:
    written = (DOCS / "reference" / "lheo_support.md").read_text(encoding="utf-8")
    assert written == runpy.run_path(str(DOCS / "lheo_support.py"))["page"]()
