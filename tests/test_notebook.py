"""The notebook of the docs shows what its text gives."""

import runpy
from typing import Any

import nbformat
import pytest
from tests.test_docs import DOCS

SCRIPT = runpy.run_path(str(DOCS / "notebook.py"))


@pytest.fixture(scope="module")
def executed() -> Any:
    return SCRIPT["executed"]()


def cells(notebook: Any) -> list[tuple[str, str, list[Any]]]:
    return [
        (cell.cell_type, cell.source, [_shown(output) for output in cell.get("outputs", ())])
        for cell in notebook.cells
    ]


def _shown(output: Any) -> Any:
    return output["text"] if output.output_type == "stream" else output["data"]


def test_the_stored_notebook_is_its_text_executed(executed: Any) -> None:
    """When this fails, run ``docs/notebook.py``."""
    assert cells(SCRIPT["stored"]()) == cells(executed)


def test_every_cell_runs_and_shows_something_worth_a_look(executed: Any) -> None:
    shown = [outputs for kind, _, outputs in cells(executed) if kind == "code"]
    assert len(shown) > 15
    assert sum("text/html" in output for outputs in shown for output in outputs) > 12


def test_the_notebook_opens_in_jupyter(executed: Any) -> None:
    for notebook in (SCRIPT["stored"](), executed):
        nbformat.validate(notebook)
