"""The guide's table of modifications: field, before, after (§1.2)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, NamedTuple, Self, TypeVar, overload

from attrs import field, frozen

from bdc_sessions.changes.changes import Changes
from bdc_sessions.changes.diff import diff
from bdc_sessions.changes.distinct import display_distinct, is_nothing
from bdc_sessions.changes.field_change import HEAD, FieldChange
from bdc_sessions.changes.labels import heading_of, label_at
from bdc_sessions.changes.leaves import get_or_absent
from bdc_sessions.changes.screen import MODIFICATIONS
from bdc_sessions.final import final
from bdc_sessions.model import Component, Path, Session
from bdc_sessions.model.about import About
from bdc_sessions.model.fields import bind_location, label, to_iterable, to_text, wrong_type
from bdc_sessions.model.path import Steps, unchecked_path
from bdc_sessions.model.shape import walk
from bdc_sessions.model.value import Value
from bdc_sessions.screen import Screen, Table
from bdc_sessions.screen.of_fields import row_html
from bdc_sessions.texts import NOTHING, counted, display, one_line, summary

T = TypeVar("T")
ByPath = dict[Path, FieldChange]


class _Row(NamedTuple):
    label: str
    before: str
    after: str


@final
class RecapRow(_Row):
    """One field as the guide prints it, before and after.

    >>> RecapRow("Nb. de places", "10", "0").cells
    ('Nb. de places', '10', '0')

    Attributes:
        label: The guide's name of the field, after those of the objects that contain it.
        before: Its value before, "-" for none.
        after: Its value after, "-" for none.

    Raises:
        TypeError: A cell that is no text.
    """

    __slots__ = ()
    ABOUT: ClassVar[About] = About(
        "recap_row", "Ligne", description="One field as the guide prints it, before and after."
    )
    LABELS: ClassVar[tuple[str, ...]] = HEAD

    def __new__(cls, label: str, before: str, after: str) -> Self:
        """Check that each cell is a text."""
        cells = {"label": label, "before": before, "after": after}
        return super().__new__(cls, *(to_text(cells[n], f"RecapRow.{n}") for n in cells))

    @property
    def cells(self) -> tuple[str, str, str]:
        """The row's texts, in the order of the table's head.

        >>> RecapRow("Ville", "BEZIERS", "SETE").cells[0]
        'Ville'
        """
        return (self.label, self.before, self.after)

    def __str__(self) -> str:
        """Return the row as a line."""
        return one_line(f"{self.label} : {self.before} → {self.after}")

    def _repr_html_(self) -> str:
        return row_html(self)


def _to_rows(rows: Iterable[tuple[str, str, str]], where: str = "") -> tuple[RecapRow, ...]:
    return tuple(
        [_to_row(row, f"{where}[{place}]") for place, row in enumerate(to_iterable(rows, where), 1)]
    )


def _to_row(row: object, where: str) -> RecapRow:
    if isinstance(row, RecapRow):
        return row
    if isinstance(row, tuple | list) and len(row) == len(HEAD):
        return RecapRow(*row)
    raise wrong_type(row, where, "a row of three texts")


@frozen(repr=False, field_transformer=bind_location)
class Recap(Value, Sequence[RecapRow]):
    """The rows of a recap, printed as text, Markdown or HTML.

    >>> table = Recap([("Nb. de places", "10", "0")])
    >>> table
    <Recap of 1 row>
    >>> print(table)
    Intitulé du champ | Champ avant modification | Champ après modification
    ------------------+--------------------------+-------------------------
    Nb. de places     | 10                       | 0

    Attributes:
        rows: A row for each field that changes, in the order of the form.

    Raises:
        TypeError: A row that is not three texts.
    """

    ABOUT: ClassVar[About] = About(
        "recap", "Récapitulatif", description="The guide's table of modifications (§1.2)."
    )

    rows: tuple[RecapRow, ...] = field(default=(), converter=_to_rows, metadata=label("Lignes"))

    @property
    def table(self) -> Table:
        """The rows under the guide's column heads, as a part of a screen.

        >>> Recap([("Nb. de places", "10", "0")]).table.head[0]
        'Intitulé du champ'
        """
        return Table(HEAD, self.rows)

    def screen(self) -> "Screen":
        """Return the guide's screen MODIFICATIONS (§1.2).

        >>> Recap([("Nb. de places", "10", "0")]).screen()
        <Screen 'MODIFICATIONS': 1 part>
        """
        return Screen(MODIFICATIONS, [self.table])

    def to_markdown(self) -> str:
        r"""Return the table in Markdown, with its special characters escaped.

        >>> print(Recap([("Nb. de places", "10", "*0*")]).to_markdown().splitlines()[2])
        | Nb. de places | 10 | \*0\* |
        """
        return Screen("", [self.table]).to_markdown()

    def to_html(self) -> str:
        """Return the screen in HTML, in full, every text escaped.

        >>> "<td>&lt;b&gt;</td>" in Recap([("Ville", "SETE", "<b>")]).to_html()
        True
        """
        return self.screen().to_html()

    def __str__(self) -> str:
        """Return a text table, at most 100 characters wide."""
        return str(Screen("", [self.table]))

    def __repr__(self) -> str:
        """Return the number of rows."""
        return summary(Recap, f"of {counted(len(self.rows), 'row', 'en')}")

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def __iter__(self) -> Iterator[RecapRow]:
        """Yield the rows in the order of the form."""
        return iter(self.rows)

    @overload
    def __getitem__(self, index: int) -> RecapRow: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[RecapRow, ...]: ...
    def __getitem__(self, index: int | slice) -> RecapRow | tuple[RecapRow, ...]:
        """Return a row by its index, or a tuple of some."""
        return self.rows[index]


def recap(before: T, after: T, *, codes: bool = True) -> "Recap":
    """Return the guide's table of the differences between two values of one class (§1.2).

    >>> from bdc_sessions import example_action
    >>> session = example_action().component("01").session("01")
    >>> list(recap(session, session.cancel()))
    [RecapRow(label='Session n° 01 / Nb. de places', before='10', after='0')]

    A row with "-" on both sides is left out. Values that differ, but would print the same, are
    printed in full.

    Args:
        before: The value before the changes.
        after: The value after.
        codes: Whether coded terms print their code, as the guide does, or their label.

    Raises:
        TypeError: Values of two classes, or of no model class.
    """
    return recap_of(diff(before, after), before, codes=codes)


def recap_of(changes: Changes, before: Any, *, codes: bool = True) -> Recap:
    """Return the table of changes to a value, given as it was before them or is after."""
    by_path = {change.path: change for change in changes}
    rows, headings_of = [], dict[Steps, list[str]]()
    for path, change in by_path.items():
        sides, owner = (change.before, change.after), path.steps[:-1]
        if all(map(is_nothing, sides)):
            continue
        if owner not in headings_of:
            headings_of[owner] = _headings(changes.of, by_path, before, owner)
        names = [*headings_of[owner], label_at(changes.of, path)]
        rows.append(RecapRow(" / ".join(names), *display_distinct(*sides, codes=codes)))
    return Recap(rows)


def _headings(of: type[Any], by_path: ByPath, before: Any, steps: Steps) -> list[str]:
    """Return the guide's headings of the objects that contain a field, from the outermost."""
    stages = enumerate(walk(of, steps), 1)
    inner = [(stage.inside, unchecked_path(steps[:n])) for n, stage in stages if stage.inside]
    objects = [(of, Path()), *inner]
    return [text for cls, top in objects if (text := _heading(cls, top, by_path, before))]


def _heading(cls: type[Any], top: Path, by_path: ByPath, before: Any) -> str:
    if cls is Component:
        names = ("number", "code", "title")
        return " - ".join(_text_before(top.child(name), by_path, before) for name in names)
    number = by_path.get(top.child("number"))
    if cls is Session and number is not None and number.is_addition:
        return heading_of(Session, NOTHING)
    if top.steps:
        return heading_of(cls, str(top.steps[-1][1]))
    return heading_of(cls, getattr(before, "number", getattr(before, "kind", "1")))


def _text_before(path: Path, by_path: ByPath, before: Any) -> str:
    """Return a field's text before the changes, or after them if they add it."""
    change = by_path.get(path)
    if change is None:
        return display(get_or_absent(before, path))
    return display(change.after if change.is_addition else change.before)
