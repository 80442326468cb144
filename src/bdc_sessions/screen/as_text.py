"""A screen as text, at most 100 columns wide, with the width shared out by need."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

from bdc_sessions.screen.parts import Pairs, Table
from bdc_sessions.texts import one_line

if TYPE_CHECKING:
    from bdc_sessions.screen.screen import Part, Screen

WIDTH = 100
"""The columns of a terminal that a screen fits."""

LONGEST_WORD = 24
"""The length beyond which a word may be cut."""

BAR, CROSS = " | ", "-+-"


def draw_text(screen: "Screen", depth: int = 0) -> str:
    """Return a screen as text: parts stand apart by an empty line, titles are underlined."""
    blocks = ["\n".join(_title(screen.title, depth))] if screen.title else []
    blocks += [text for part in screen.parts if (text := _part(part, depth))]
    return "\n\n".join(blocks)


def _title(title: str, depth: int) -> Iterator[str]:
    lines = _wrapped(title, WIDTH)
    yield from lines
    yield ("=" if depth == 0 else "-") * max(map(columns_of, lines))


def _part(part: "Part", depth: int) -> str:
    if isinstance(part, str):
        return "\n".join(_wrapped(part, WIDTH))
    if isinstance(part, Pairs):
        return "\n".join(_pairs(part))
    if isinstance(part, Table):
        return "\n".join(_table(part))
    return draw_text(part, depth + 1)


def _pairs(part: Pairs) -> Iterator[str]:
    widest = max((columns_of(one_line(label)) for label, _ in part.pairs), default=0)
    width = min(widest, WIDTH // 2)
    for label, value in part.pairs:
        labels, values = _wrapped(label, width), _wrapped(value, WIDTH - width - 3)
        for place, line in enumerate(zip_longest(labels, values, fillvalue="")):
            mark = " : " if place == len(labels) - 1 else "   "
            yield f"{_padded(line[0], width)}{mark}{line[1]}".rstrip()


def _table(table: Table) -> Iterator[str]:
    widths = _widths(table)
    yield from _lines(table.head, widths)
    yield CROSS.join("-" * width for width in widths)
    for row in table.rows:
        yield from _lines(row, widths)


def _widths(table: Table) -> list[int]:
    """Return the widths of the columns: what the rows need, then what the heads do.

    Where all fits, no cell is wrapped. Where it does not, heads are wrapped before rows, and the
    widest column of rows gives first.
    """
    whole = [row for row in table.rows if len(row) == len(table.head)]
    columns = [[row[place] for row in whole] for place in range(len(table.head))]
    space = max(len(columns), WIDTH - len(BAR) * (len(columns) - 1))
    heads = [_widest([head]) for head in table.head]
    words = [_longest_word([head]) for head in table.head]
    rows = [_widest(column) for column in columns]
    wanted = list(map(max, heads, rows))
    if sum(wanted) <= space:
        return _spanning(table, wanted)
    least = [
        min(LONGEST_WORD, max(word, _longest_word(column)))
        for word, column in zip(words, columns, strict=True)
    ]
    widths = _shrunk(list(map(max, words, rows)), least, space)
    return _grown(_shrunk(widths, [1] * len(widths), space), wanted, space)


def _spanning(table: Table, widths: list[int]) -> list[int]:
    """Return widths whose last is enough for the cells that span to the end, where there is room."""
    space = WIDTH - len(BAR) * (len(widths) - 1) - sum(widths)
    for row in table.rows:
        if len(row) < len(widths):
            span = sum(widths[len(row) - 1 :]) + len(BAR) * (len(widths) - len(row))
            more = min(_widest(row[-1:]) - span, space)
            if more > 0:
                widths[len(row) - 1] += more
                space -= more
    return widths


def _shrunk(widths: Sequence[int], least: Sequence[int], space: int) -> list[int]:
    """Take from the widest column that has more than its least, until all fit or none has."""
    widths = list(widths)
    while sum(widths) > space:
        spare = [width if width > low else 0 for width, low in zip(widths, least, strict=True)]
        if not any(spare):
            break
        widths[spare.index(max(spare))] -= 1
    return widths


def _grown(widths: list[int], wanted: Sequence[int], space: int) -> list[int]:
    """Give what is left to the columns that want more, to each in turn."""
    while sum(widths) < space:
        short = [want - width for width, want in zip(widths, wanted, strict=True)]
        if max(short) <= 0:
            break
        widths[short.index(max(short))] += 1
    return widths


def _lines(row: Sequence[str], widths: list[int]) -> Iterator[str]:
    last = len(row) - 1
    spans = [*widths[:last], sum(widths[last:]) + len(BAR) * (len(widths) - len(row))]
    wrapped = [_wrapped(cell, width) for cell, width in zip(row, spans, strict=True)]
    for line in zip_longest(*wrapped, fillvalue=""):
        texts = [_padded(part, width) for part, width in zip(line, spans, strict=True)]
        yield BAR.join(texts).rstrip()


def _wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text, each no wider than the width; a text's own lines stay lines."""
    lines = [one_line(line) for line in text.split("\n")]
    return [part for line in lines for part in _cut(line, width)]


def _cut(line: str, width: int) -> list[str]:
    if columns_of(line) <= width:
        return [line]
    # Characters of two columns: fewer of them fit. One column holds none of them: one stands out.
    fits = max(1, width * len(line) // columns_of(line)) if not line.isascii() else width
    return wrap(line, fits) or [""]


def _widest(cells: Iterable[str]) -> int:
    lines = (one_line(line) for cell in cells for line in cell.split("\n"))
    return max(map(columns_of, lines), default=0)


def _longest_word(cells: Iterable[str]) -> int:
    words = (one_line(word) for cell in cells for word in cell.split())
    return max(map(columns_of, words), default=1)


def columns_of(text: str) -> int:
    """Return the columns of a terminal that a text takes.

    >>> columns_of("a"), columns_of("日")
    (1, 2)
    """
    if text.isascii():
        return len(text)
    return sum(
        0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text
    )


def _padded(text: str, width: int) -> str:
    return text + " " * (width - columns_of(text))
