"""A table as plain text, its cells wrapped to fit a terminal."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from textwrap import wrap

WIDTH = 100
"""The columns of a terminal that a table fits."""

LONGEST_WORD = 24
"""The length beyond which a word may be cut."""


def text_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows of texts under their heads, columns aligned, at most 100 characters wide.

    >>> print(text_table(["Champ", "Après"], [["Places", "0"]]))
    Champ  | Après
    -------+------
    Places | 0
    """
    table = [list(head), *(list(row) for row in rows)]
    columns = [
        [line for cell in cells for line in _lines(cell)] for cells in zip(*table, strict=True)
    ]
    wanted = [max(map(len, lines)) for lines in columns]
    words = [max(len(word) for line in lines for word in line.split() or [""]) for lines in columns]
    widths = _fitted(wanted, [min(word, LONGEST_WORD) for word in words])
    texts = [_row(row, widths) for row in table]
    texts.insert(1, "-+-".join("-" * width for width in widths))
    return "\n".join(texts)


def _fitted(wanted: list[int], words: list[int]) -> list[int]:
    """Take width from the widest columns until all fit, at first where no word is cut."""
    widths = list(wanted)
    for least in (words, [1] * len(words)):
        while sum(widths) + 3 * (len(widths) - 1) > WIDTH:
            spare = [width if width > low else 0 for width, low in zip(widths, least, strict=True)]
            if not any(spare):
                break
            widths[spare.index(max(spare))] -= 1
    return widths


def _row(cells: Sequence[str], widths: list[int]) -> str:
    wrapped = [
        [part for line in _lines(cell) for part in wrap(line, width) or [""]]
        for cell, width in zip(cells, widths, strict=True)
    ]
    return "\n".join(
        " | ".join(part.ljust(width) for part, width in zip(line, widths, strict=True)).rstrip()
        for line in zip_longest(*wrapped, fillvalue="")
    )


def _lines(cell: str) -> list[str]:
    return cell.splitlines() or [""]
