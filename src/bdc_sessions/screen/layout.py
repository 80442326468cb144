"""The widths of a table's columns as text."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bdc_sessions.screen.parts import Table
from bdc_sessions.screen.wrapping import columns_of, longest_word
from bdc_sessions.texts import one_line

WIDTH = 100
"""The most columns of a screen, in characters of a terminal."""

LONGEST_WORD = 24
"""The length beyond which a word may be cut for lack of space."""

SAMPLE = 60
"""How many rows, taken evenly from all, decide the widths."""

WRAP_COST = 2
"""The cost of wrapping a cell of the body, in lines; a head wraps for free."""

RAGGED = 3
"""The estimated free columns at the end of a wrapped line."""

BAR, NARROW_BAR = " | ", "|"
"""The separators of columns; the narrow one avoids cutting words."""


class Layout(NamedTuple):
    """The widths of a table's columns, and the separator between them."""

    bar: str
    widths: list[int]

    def span(self, start: int, stop: int) -> int:
        """Return the width of the columns from ``start`` up to ``stop``, separators included."""
        return sum(self.widths[start:stop]) + len(self.bar) * (stop - start - 1)

    def cells(self, row: Sequence[str]) -> Iterator[tuple[str, int]]:
        """Yield the texts of a row with their widths.

        A text that is too wide spreads over the empty cells after it, the last one to the end.
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
    """Return the layout of a table.

    If it is too wide, widths are chosen for the fewest lines: heads wrap before cells, one long
    cell before every cell of another column.
    """
    count = len(table.head)
    columns = [
        [
            head if _must_fit_column(table.head, place, count) else "",
            *[row[place] for row in table.rows if _must_fit_column(row, place, count)],
        ]
        for place, head in enumerate(table.head)
    ]
    needs = [[columns_of(one_line(text)) for text in column] for column in columns]
    ideal = [max(1, *column) for column in needs]
    least = [min(LONGEST_WORD, max(1, *map(longest_word, column))) for column in columns]
    bar = BAR if sum(least) <= WIDTH - len(BAR) * (count - 1) else NARROW_BAR
    space = max(count, WIDTH - len(bar) * (count - 1))
    if sum(least) > space:
        least = [1] * count
    widths = ideal if sum(ideal) <= space else _shares(needs, least, ideal, space)
    return _widen(Layout(bar, list(widths)), (table.head, *table.rows))


def _must_fit_column(row: Sequence[str], place: int, count: int) -> bool:
    """Whether a cell must fit its column, with no empty cell after it to spread over."""
    if place < len(row) - 1:
        return bool(row[place + 1])
    return place == count - 1 < len(row)


def _stop(row: Sequence[str], start: int, count: int) -> int:
    """Return the column at which the empty cells after a cell end."""
    stop = start + 1
    while stop < len(row) and not row[stop]:
        stop += 1
    return stop if stop < len(row) else count


def _shares(needs: list[list[int]], least: list[int], ideal: list[int], space: int) -> list[int]:
    """Return widths, between least and wanted, with which the cells take the fewest lines."""
    best: dict[int, tuple[int, list[int]]] = {0: (0, [])}
    for column, low, high in zip(needs, least, ideal, strict=True):
        head, *rows = column
        sample = rows[:: 1 + len(rows) // SAMPLE]
        lines = {
            width: _cost([head], width, 0) + _cost(sample, width, WRAP_COST)
            for width in range(low, min(high, space) + 1)
        }
        extended: dict[int, tuple[int, list[int]]] = {}
        for taken, (cost, widths) in best.items():
            for width, more in lines.items():
                best_so_far = extended.get(taken + width)
                if taken + width <= space and (best_so_far is None or cost + more < best_so_far[0]):
                    extended[taken + width] = (cost + more, [*widths, width])
        best = extended
    return min(best.items(), key=lambda item: (item[1][0], -item[0]))[1][1]


def _cost(needs: list[int], width: int, penalty: int) -> int:
    """Return an estimate of the lines that cells take, with a penalty for each that wraps.

    A cell that wraps does not fill its lines.
    """
    full = max(1, width - RAGGED)
    return sum(1 if need <= width else max(2, -(-need // full)) + penalty for need in needs)


def _widen(layout: Layout, rows: Sequence[Sequence[str]]) -> Layout:
    """Return the layout with the space left given to cells that spread over several columns."""
    count = len(layout.widths)
    left = WIDTH - layout.span(0, count)
    for row in rows:
        for start, text in enumerate(row):
            stop = _stop(row, start, count)
            more = max(0, min(left, columns_of(one_line(text)) - layout.span(start, stop)))
            layout.widths[stop - 1] += more
            left -= more
    return layout
