"""The parts of a screen: pairs of label and value, and tables with heads."""

from collections.abc import Iterable

from attrs import field, frozen

from bdc_sessions.texts import short_repr


def to_cell(value: str) -> str:
    """Take a text."""
    if not isinstance(value, str):
        raise TypeError(f"found {short_repr(value)} ({type(value).__name__}); expected a text")
    return value


def to_row(cells: Iterable[str]) -> tuple[str, ...]:
    """Take the texts of a row."""
    if isinstance(cells, str):
        raise TypeError(f"found the text {short_repr(cells)}; expected a row, a tuple of texts")
    return tuple([to_cell(cell) for cell in cells])


def to_rows(rows: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """Take several rows."""
    return tuple([to_row(row) for row in rows])


@frozen
class Pairs:
    """Labels, each with its value, as a form shows them.

    >>> Pairs([("Année", "2023")]).pairs
    (('Année', '2023'),)

    Attributes:
        pairs: each label with its value, in the order in which they are read.

    Raises:
        TypeError: what is no text.
        ValueError: a pair that has not two texts.
    """

    pairs: tuple[tuple[str, ...], ...] = field(default=(), converter=to_rows)

    def __attrs_post_init__(self) -> None:
        """Refuse what is no pair."""
        for pair in self.pairs:
            if len(pair) != 2:  # noqa: PLR2004 - label and value
                raise ValueError(f"found {short_repr(pair)}; expected a label and its value")


@frozen
class Table:
    """Rows of texts under their heads; the last cell of a shorter row spans the columns left.

    >>> Table(["Session", "Places"], [["Session n° 01", "10"], ["-Information collective"]]).head
    ('Session', 'Places')

    Attributes:
        head: the heads of the columns.
        rows: the texts of the rows, each of one cell at least and of no more cells than heads.

    Raises:
        TypeError: what is no text.
        ValueError: a row without a cell, or with more cells than there are heads.
    """

    head: tuple[str, ...] = field(converter=to_row)
    rows: tuple[tuple[str, ...], ...] = field(default=(), converter=to_rows)

    def __attrs_post_init__(self) -> None:
        """Refuse a row that the heads do not cover."""
        for number, row in enumerate(self.rows, 1):
            if not 0 < len(row) <= len(self.head):
                raise ValueError(
                    f"row {number}: found {len(row)} cells; expected 1 to {len(self.head)}"
                )
