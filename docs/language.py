"""Says which pages are in French, so that browsers read them out so: a hook of mkdocs.yml."""

from typing import Any

FRENCH = ("en_bref.md", "notebooks/")
"""The pages in French, or the folders of such pages."""


def on_page_content(html: str, *, page: Any, **_: Any) -> str:
    """Mark a page in French as such."""
    french = page.file.src_uri.startswith(FRENCH)
    return f'<div lang="fr">\n{html}\n</div>' if french else html
