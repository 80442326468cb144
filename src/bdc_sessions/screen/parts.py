"""The parts of a screen: pairs of label and value, and tables with heads."""

from collections.abc import Iterable

from attrs import field, frozen

from bdc_sessions.texts import short_repr


def to_cell(value: str) -> str:
    """Return the text of a cell."""
    if not isinstance(value, str):
        raise TypeError(f"found {short_repr(value)} ({type(value).__name__}); expected a text")
    return value


def to_row(cells: "Iterable[str]") -> tuple[str, ...]:
    """Return the texts of a row as a tuple."""
    if isinstance(cells, str):
        raise TypeError(f"found the text {short_repr(cells)}; expected a row, a tuple of texts")
    return tuple([to_cell(cell) for cell in cells])


def to_rows(rows: "Iterable[Iterable[str]]") -> tuple[tuple[str, ...], ...]:
    """Return rows as a tuple of tuples."""
    return tuple([to_row(row) for row in rows])


@frozen
class Pairs:
    """Labels, each with its value, as a form shows them.

    >>> Pairs([("Année", "2023")]).pairs
    (('Année', '2023'),)

    Attributes:
        pairs: Each label with its value, in reading order.

    Raises:
        TypeError: A label or value that is not a text.
        ValueError: A pair of other than two texts.
    """

    pairs: tuple[tuple[str, ...], ...] = field(default=(), converter=to_rows)

    def __attrs_post_init__(self) -> None:
        """Check that each pair has two texts."""
        for pair in self.pairs:
            if len(pair) != 2:  # noqa: PLR2004 - label and value
                raise ValueError(f"found {short_repr(pair)}; expected a label and its value")


@frozen
class Table:
    """Rows of texts under their heads; the last cell of a shorter row spans the columns left.

    >>> Table(["Session", "Places"], [["Session n° 01", "10"], ["-Information collective"]]).head
    ('Session', 'Places')

    Attributes:
        head: The heads of the columns.
        rows: The rows, each of at least one cell and at most as many as there are heads.

    Raises:
        TypeError: A cell that is not a text.
        ValueError: A row without a cell, or with more cells than there are heads.
    """

    head: tuple[str, ...] = field(converter=to_row)
    rows: tuple[tuple[str, ...], ...] = field(default=(), converter=to_rows)

    def __attrs_post_init__(self) -> None:
        """Check the number of cells in each row."""
        for number, row in enumerate(self.rows, 1):
            if not 0 < len(row) <= len(self.head):
                raise ValueError(
                    f"row {number}: found {len(row)} cells; expected 1 to {len(self.head)}"
                )
