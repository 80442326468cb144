"""How wide the columns of a table are as text: all that they need, or shares of what there is."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bdc_sessions.screen.parts import Table
from bdc_sessions.screen.wrapping import columns_of, longest_word
from bdc_sessions.texts import one_line

WIDTH = 100
"""The columns of a terminal that a screen fits."""

LONGEST_WORD = 24
"""The length beyond which a word may be cut where there is no room."""

SAMPLE = 60
"""The rows by which the width is shared out, taken evenly from all."""

BROKEN = 2
"""The lines for which a cell is not broken, one of a head is."""

RAGGED = 3
"""The columns at the end of a line into which the next word does not fit."""

BARS = (" | ", "|")
"""What stands between columns: the narrow one where words would be cut."""


class Layout(NamedTuple):
    """The widths of the columns of a table, and what stands between them."""

    bar: str
    widths: list[int]

    def span(self, start: int, stop: int) -> int:
        """Return the width from one column up to another, with the bars between them."""
        return sum(self.widths[start:stop]) + len(self.bar) * (stop - start - 1)

    def cells(self, row: Sequence[str]) -> Iterator[tuple[str, int]]:
        """Yield the texts of a row with their widths.

        One that is too wide takes the empty cells behind it; the last takes what is left.
        """
        start = 0
        while start < len(row):
            stop = start + 1
            if columns_of(one_line(row[start])) > self.widths[start]:
                stop = _stop(row, start, len(self.widths))
            elif stop == len(row):
                stop = len(self.widths)
            yield row[start], self.span(start, stop)
            start = stop


def layout_of(table: Table) -> Layout:
    """Return how wide the columns of a table are.

    Where not all of it fits, it takes the fewest lines: heads are wrapped before cells, a long
    value of one row before the labels of all.
    """
    count, rows = len(table.head), (table.head, *table.rows)
    columns = [
        [row[place] for row in rows if _stands_alone(row, place, count)] for place in range(count)
    ]
    needs = [[columns_of(one_line(text)) for text in column] for column in columns]
    wanted = [max(1, *column) for column in needs]
    least = [min(LONGEST_WORD, max(1, *map(longest_word, column))) for column in columns]
    bar = next((bar for bar in BARS if sum(least) <= WIDTH - len(bar) * (count - 1)), BARS[-1])
    space = max(count, WIDTH - len(bar) * (count - 1))
    if sum(least) > space:
        least = [1] * count
    widths = wanted if sum(wanted) <= space else _shares(needs, least, wanted, space)
    return _widened(Layout(bar, list(widths)), rows)


def _stands_alone(row: Sequence[str], place: int, count: int) -> bool:
    """Whether a cell needs its column's width: it cannot spread over empty ones behind it."""
    if place < len(row) - 1:
        return bool(row[place + 1])
    return place == count - 1 < len(row)


def _stop(row: Sequence[str], start: int, count: int) -> int:
    """Return where the empty cells behind a cell end."""
    stop = start + 1
    while stop < len(row) and not row[stop]:
        stop += 1
    return stop if stop < len(row) else count


def _shares(needs: list[list[int]], least: list[int], wanted: list[int], space: int) -> list[int]:
    """Return the widths, from the least to the wanted, with which the cells take fewest lines."""
    best: dict[int, tuple[int, list[int]]] = {0: (0, [])}
    for column, low, high in zip(needs, least, wanted, strict=True):
        head, *rows = column
        sample = rows[:: -(-len(column) // SAMPLE)]
        lines = {
            width: _cost([head], width, 0) + _cost(sample, width, BROKEN)
            for width in range(low, min(high, space) + 1)
        }
        grown: dict[int, tuple[int, list[int]]] = {}
        for taken, (cost, widths) in best.items():
            for width, more in lines.items():
                known = grown.get(taken + width)
                if taken + width <= space and (known is None or cost + more < known[0]):
                    grown[taken + width] = (cost + more, [*widths, width])
        best = grown
    return min(best.items(), key=lambda item: (item[1][0], -item[0]))[1][1]


def _cost(needs: list[int], width: int, broken: int) -> int:
    """Return about how many lines cells take, those that are broken some more.

    A cell that is wrapped does not fill its lines.
    """
    full = max(1, width - RAGGED)
    return sum(1 if need <= width else max(2, -(-need // full)) + broken for need in needs)


def _widened(layout: Layout, rows: Sequence[Sequence[str]]) -> Layout:
    """Give what is left to the cells that spread over several columns."""
    count = len(layout.widths)
    left = WIDTH - layout.span(0, count)
    for row in rows:
        for start, text in enumerate(row):
            stop = _stop(row, start, count)
            more = min(left, columns_of(one_line(text)) - layout.span(start, stop))
            if more > 0:
                layout.widths[stop - 1] += more
                left -= more
    return layout
