"""Every public value is worth reading: printed, in a prompt, in a notebook."""

import inspect
import io
import runpy
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from tests.screen.readers import Texts

import bdc_sessions as b
from bdc_sessions.model.value import Value

DOCS = Path(__file__).parent.parent.parent / "docs"
PAGE = runpy.run_path(str(DOCS / "screens.py"))
VALUES = {type(value).__name__: value for value in PAGE["values"]()}
SHOWN = {name: value for name, value in VALUES.items() if not isinstance(value, Enum)}

ONE_LINE = {
    *("Action", "Component", "Volume", "Site", "Session", "CollectiveInfo", "Address", "Term"),
    *("Issuer", "FieldChange", "Conflict", "Violation", "Dossier", "ChangeRequest", "RecapRow"),
    *("TrackingRow", "HistoryEntry", "Skipped", "Waived"),
}
SUMMARISED = {
    *("Action", "Component", "Dossier", "ChangeRequest", "Changes", "Recap", "Tracking", "Merge"),
    *("Check", "Report", "ReportDelta", "Violation", "RuleSet", "Rule", "Screen", "TermTable"),
}
SCREENS = {
    *("Action", "Component", "Session", "CollectiveInfo", "Address", "Dossier", "ChangeRequest"),
    *("Tracking", "Changes", "Recap", "Report", "ReportDelta", "Check", "Merge", "Rule", "RuleSet"),
}


def test_the_page_in_the_docs_shows_the_values_as_they_are() -> None:
    written = (DOCS / "reference" / "screens.md").read_text(encoding="utf-8")
    assert written == PAGE["page"]()


def test_every_public_class_is_there() -> None:
    assert {cls.__name__ for cls in PAGE["classes"]()} == VALUES.keys()


@pytest.mark.parametrize("name", VALUES)
def test_a_value_prints_without_an_address_of_memory(name: str) -> None:
    value = VALUES[name]
    assert str(value).strip()
    if name not in ("Group", "Twins"):  # which hold functions
        assert " at 0x" not in f"{value} {value!r}"


@pytest.mark.parametrize("name", sorted(ONE_LINE))
def test_what_is_read_within_a_line_is_one(name: str) -> None:
    assert len(str(VALUES[name]).splitlines()) == 1


@pytest.mark.parametrize("name", sorted(SUMMARISED))
def test_what_holds_many_is_summarised_in_a_prompt(name: str) -> None:
    text = repr(VALUES[name])
    assert len(text) <= 120
    assert text.startswith(f"<{name} ")


@pytest.mark.parametrize("name", SHOWN)
def test_a_notebook_is_given_a_page_of_at_most_ten_kilobytes(name: str) -> None:
    html = SHOWN[name]._repr_html_()
    assert len(html.encode()) <= 10_000
    assert Texts(html).texts
    assert "script" not in Texts(html).tags


@pytest.mark.parametrize("name", sorted(SCREENS))
def test_a_screen_is_text_of_a_hundred_columns_markdown_and_html(name: str) -> None:
    screen = VALUES[name].screen()
    assert isinstance(screen, b.Screen)
    assert max(map(len, str(screen).splitlines())) <= 100
    assert screen.to_markdown().startswith("# ")
    assert Texts(screen.to_html()).texts[0] == screen.title


def test_the_method_is_documented_by_each_class_that_has_a_screen_of_its_own() -> None:
    own = [VALUES[name] for name in SCREENS]
    assert all(inspect.getdoc(type(value).screen) for value in own)


@pytest.mark.parametrize("name", SHOWN)
def test_rich_prints_a_value_by_its_fields(name: str) -> None:
    value: Any = SHOWN[name]
    file = io.StringIO()
    Console(width=100, file=file).print(value)
    assert file.getvalue().strip()
    if isinstance(value, Value):
        assert file.getvalue().startswith((f"{name}(", f"<{name}"))


def test_rich_leaves_out_what_is_as_by_default() -> None:
    fields = list(b.Address(street="x", postal_code="34000", city="SETE").__rich_repr__())
    assert ("cedex", None, None) in fields
    assert fields[3][:2] == ("street", "x")
