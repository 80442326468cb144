"""Shows the examples of docstrings as code: a griffe extension, loaded by mkdocs.yml."""

import re
from typing import Any

from griffe import Extension, Object

EXAMPLE = re.compile(r"^( *)>>> .*(?:\n(?! *$|\1```).*)*", re.MULTILINE)
"""A prompt, and all lines up to the next empty one: what the doctest reads."""


class ExamplesAsCode(Extension):
    """Fences each example, which Markdown would take for a quotation."""

    def on_object(self, *, obj: Object, **_: Any) -> None:
        """Fence the examples of one docstring."""
        if obj.docstring is not None:
            obj.docstring.value = EXAMPLE.sub(r"\1```pycon\n\g<0>\n\1```", obj.docstring.value)
