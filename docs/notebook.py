"""The notebook: written as text, kept executed beside it, shown in the docs as it was executed.

Run it after the text or what it shows has changed. The docs' build takes it as a hook.
"""

from base64 import b64encode
from pathlib import Path
from typing import Any

import jupytext  # type: ignore[import-untyped] # it has no types
from nbclient import NotebookClient
from nbconvert import MarkdownExporter

TEXT = Path(__file__).parent / "notebooks" / "premiers_pas.md"
NOTEBOOK = TEXT.with_suffix(".ipynb")
PAGE = "notebooks/premiers_pas.md"
EXPORTER: Any = MarkdownExporter()  # type: ignore[no-untyped-call] # it has no types
LINK = "\n\n[Ce carnet, à ouvrir dans Jupyter](premiers_pas.ipynb)\n"


def executed() -> Any:
    """Return the notebook of the text, executed; nothing in it is of the machine or the moment."""
    notebook = jupytext.read(TEXT)
    for number, cell in enumerate(notebook.cells, 1):
        cell["id"] = f"cell-{number:02}"
    NotebookClient(
        notebook,
        timeout=120,
        record_timing=False,
        resources={"metadata": {"path": str(TEXT.parents[2])}},
    ).execute()
    notebook.metadata.pop("jupytext", None)
    notebook.metadata["language_info"] = {"name": "python"}
    return notebook


def stored() -> Any:
    """Return the notebook as it is kept."""
    return jupytext.read(NOTEBOOK)


def on_page_markdown(markdown: str, *, page: Any, **_: Any) -> str:
    """Put what the notebook shows into its page of the docs."""
    if page.file.src_uri != PAGE:
        return markdown
    body, resources = EXPORTER.from_notebook_node(stored())
    for name, picture in resources["outputs"].items():
        data = b64encode(picture).decode()
        body = body.replace(f"![png]({name})", f"![graphique](data:image/png;base64,{data})")
    # The theme scrolls a table only where it has no class.
    return str(body).replace('<table border="1" class="dataframe">', "<table>") + LINK


if __name__ == "__main__":
    NOTEBOOK.write_text(jupytext.writes(executed(), "ipynb"), encoding="utf-8")
