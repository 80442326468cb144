"""Shows examples as a reader types and sees them: a griffe extension and a hook of mkdocs.yml."""

import re
from typing import Any

from griffe import Extension, Object

EXAMPLE = re.compile(r"^( *)>>> .*(?:\n(?! *$|\1```).*)*", re.MULTILINE)
"""A prompt, and all lines up to the next empty one: what the doctest reads."""

BLANK = re.compile(r"^ *<BLANKLINE>$", re.MULTILINE)
"""How a doctest writes an empty line of its output."""


class ExamplesAsCode(Extension):
    """Fences each example, which Markdown would take for a quotation."""

    def on_object(self, *, obj: Object, **_: Any) -> None:
        """Fence the examples of one docstring."""
        if obj.docstring is not None:
            fenced = EXAMPLE.sub(r"\1```pycon\n\g<0>\n\1```", obj.docstring.value)
            obj.docstring.value = BLANK.sub("", fenced)


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Show the empty lines of a page's examples as such."""
    return BLANK.sub("", markdown)
