"""A screen as Markdown, with every mark in its texts escaped."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bdc_sessions.screen.parts import Pairs, Table
from bdc_sessions.screen.visible import escape_html, visible

if TYPE_CHECKING:
    from bdc_sessions.screen.screen import Part, Screen

DEEPEST = 6
"""The deepest level of headings in Markdown."""

_MARK = (
    r"(?P<break>\n)"
    r"|(?P<entity>[&<>])"
    r"|(?P<edge>\A\s|\s\Z)"
    r"|[\\`*_\[\]|~$#@^{}]|:(?=//|[^\W\d])|=(?==)|(?<=\b[Ww]{3})\."
)
"""What Markdown, or an extension of it, would read as a mark, a link or the end of a cell."""

_LIST = r"^(\d*)([-+.)])"
"""The start of a line that Markdown would read as a list or a rule."""


def draw_markdown(screen: "Screen", depth: int = 1) -> str:
    """Return a screen as Markdown: headings, lists of pairs, tables."""
    title = escape_markdown(screen.title)
    blocks = [f"{'#' * min(depth, DEEPEST)} {title}"] if title else []
    blocks += [text for part in screen.parts if (text := _part(part, depth))]
    return "\n\n".join(blocks)


def _part(part: "Part", depth: int) -> str:
    if isinstance(part, str):
        return _line(part)
    if isinstance(part, Pairs):
        pairs = [(_line(label), escape_markdown(value)) for label, value in part.pairs]
        return "\n".join(f"- {label} : {value}" for label, value in pairs)
    if isinstance(part, Table):
        return "\n".join(_table(part))
    return draw_markdown(part, depth + 1)


def _table(table: Table) -> Iterator[str]:
    columns = len(table.head)
    yield _row(table.head, columns)
    yield f"| {' | '.join(['---'] * columns)} |"
    for row in table.rows:
        yield _row(row, columns)


def _row(cells: Sequence[str], columns: int) -> str:
    texts = [*map(escape_markdown, cells), *[""] * (columns - len(cells))]
    return f"| {' | '.join(texts)} |"


def _line(text: str) -> str:
    return re.sub(_LIST, r"\1\\\2", escape_markdown(text))


def escape_markdown(text: str) -> str:
    r"""Return a text for one line of Markdown: every mark escaped, line breaks as ``<br>``.

    >>> print(escape_markdown("*a* | <b> & 10:00"))
    \*a\* \| &lt;b&gt; &amp; 10:00
    """
    return re.sub(_MARK, _escaped, visible(text))


def _escaped(match: re.Match[str]) -> str:
    mark = match[0]
    if match["break"]:
        return "<br>"
    if match["entity"]:
        return escape_html(mark)
    return f"&#{ord(mark)};" if match["edge"] else f"\\{mark}"
