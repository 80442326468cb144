"""A table as plain text, its cells wrapped to fit a terminal."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from textwrap import wrap

from bdc_sessions.texts import one_line

WIDTH = 100
"""The columns of a terminal that a table fits."""

LONGEST_WORD = 24
"""The length beyond which a word may be cut."""


def text_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows of texts under their heads, columns aligned, at most 100 characters wide.

    What would break a line or act on a terminal is escaped: a cell cannot fake a row.

    >>> print(text_table(["Champ", "Après"], [["Places", "0"]]))
    Champ  | Après
    -------+------
    Places | 0
    """
    table = [list(map(one_line, cells)) for cells in (head, *rows)]
    columns = list(zip(*table, strict=True))
    wanted = [max(map(len, cells)) for cells in columns]
    words = [max(len(word) for cell in cells for word in cell.split() or [""]) for cells in columns]
    widths = _fitted(wanted, [min(word, LONGEST_WORD) for word in words])
    texts = [_row(cells, widths) for cells in table]
    texts.insert(1, "-+-".join("-" * width for width in widths))
    return "\n".join(texts)


def _fitted(wanted: list[int], words: list[int]) -> list[int]:
    """Return widths that fit together, taken from the widest, at first where no word is cut."""
    widths = list(wanted)
    for least in (words, [1] * len(words)):
        while sum(widths) + 3 * (len(widths) - 1) > WIDTH:
            spare = [width if width > low else 0 for width, low in zip(widths, least, strict=True)]
            if not any(spare):
                break
            widths[spare.index(max(spare))] -= 1
    return widths


def _row(cells: Sequence[str], widths: list[int]) -> str:
    wrapped = [wrap(cell, width) or [""] for cell, width in zip(cells, widths, strict=True)]
    return "\n".join(
        " | ".join(part.ljust(width) for part, width in zip(line, widths, strict=True)).rstrip()
        for line in zip_longest(*wrapped, fillvalue="")
    )
