"""A screen as text, at most 100 columns wide, with control characters escaped."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from bdc_sessions.screen.layout import WIDTH, Layout, layout_of
from bdc_sessions.screen.parts import Pairs, Table
from bdc_sessions.screen.wrapping import columns_of, padded, wrapped
from bdc_sessions.texts import one_line

if TYPE_CHECKING:
    from bdc_sessions.screen.screen import Part, Screen

RULES = "=-~"
"""The characters that underline titles, by the depth of their screen."""


def draw_text(screen: "Screen", depth: int = 0) -> str:
    """Return a screen as text: parts separated by empty lines, titles underlined."""
    blocks = ["\n".join(_title(screen.title, depth))] if screen.title else []
    blocks += [text for part in screen.parts if (text := _part(part, depth))]
    return "\n\n".join(blocks)


def _title(title: str, depth: int) -> Iterator[str]:
    lines = wrapped(title, WIDTH)
    yield from lines
    yield RULES[min(depth, len(RULES) - 1)] * max(map(columns_of, lines))


def _part(part: "Part", depth: int) -> str:
    if isinstance(part, str):
        return "\n".join(wrapped(part, WIDTH))
    if isinstance(part, Pairs):
        return "\n".join(_pairs(part))
    if isinstance(part, Table):
        return "\n".join(_table(part))
    return draw_text(part, depth + 1)


def _pairs(part: Pairs) -> Iterator[str]:
    widest = max([0, *[columns_of(one_line(label)) for label, _ in part.pairs]])
    width = min(widest, WIDTH // 2)
    for label, value in part.pairs:
        labels, values = wrapped(label, width), wrapped(value, WIDTH - width - 3)
        for index, (left, right) in enumerate(zip_longest(labels, values, fillvalue="")):
            mark = " : " if index == len(labels) - 1 else "   "
            yield f"{padded(left, width)}{mark}{right}".rstrip()


def _table(table: Table) -> Iterator[str]:
    layout = layout_of(table)
    cross = layout.bar.replace(" ", "-").replace("|", "+")
    yield from _row(table.head, layout)
    yield cross.join("-" * width for width in layout.widths)
    for row in table.rows:
        yield from _row(row, layout)


def _row(row: Sequence[str], layout: Layout) -> Iterator[str]:
    cells = [(wrapped(text, width), width) for text, width in layout.cells(row)]
    for line in zip_longest(*[lines for lines, _ in cells], fillvalue=""):
        parts = [padded(text, width) for text, (_, width) in zip(line, cells, strict=True)]
        yield layout.bar.join(parts).rstrip()
