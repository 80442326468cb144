import runpy
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"


def test_the_catalogue_in_the_docs_shows_the_rules_as_they_are() -> None:
    written = (DOCS / "reference" / "rules.md").read_text(encoding="utf-8")
    assert written == runpy.run_path(str(DOCS / "catalogue.py"))["catalogue"]()
