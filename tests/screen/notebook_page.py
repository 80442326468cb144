"""A notebook of the library's values, executed and drawn as Jupyter and nbconvert draw it."""

from typing import Any

import nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter

SETUP = """
import bdc_sessions as b
dossier = b.example_dossier()
session = dossier.proposed("r2")
wrong = session.evolve(places=-1)
drafted = dossier.draft_change("r3", component="01", session=wrong, observations="<script>")
component = dossier.action.component("01")
many = [session.evolve(number=f"{n:03}") for n in range(1, 121)]
"""

CELLS = [
    SETUP,
    "drafted",
    "drafted.check('r3')",
    "drafted.request('r3').recap(dossier.action)",
    "dossier.request('r2')",
    "session",
    "session.info(1)",
    "b.merge(session, session.evolve(places=8), session.evolve(places=5))",
    "b.RULES['SES-002']",
    "b.RULES",
    "dossier.action.evolve(components=[component.evolve(sessions=many)])",
]
"""Each cell's code; the last line of each is what a notebook shows."""


v4: Any = nbformat.v4  # without types
exporter: Any = HTMLExporter


def executed() -> nbformat.NotebookNode:
    """Return the notebook, run by a kernel."""
    notebook: nbformat.NotebookNode = v4.new_notebook(
        cells=[v4.new_markdown_cell("# Valeurs"), *map(v4.new_code_cell, CELLS)],
        metadata={"language_info": {"name": "python"}},
    )
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return notebook


def page(notebook: nbformat.NotebookNode, theme: str) -> str:
    """Return the notebook as a page of a theme, "light" or "dark"."""
    html, _ = exporter(theme=theme, embed_images=True).from_notebook_node(notebook)
    return str(html)
