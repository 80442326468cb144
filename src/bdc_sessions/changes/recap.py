"""The guide's table of modifications: field, before, after (§1.2)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from typing import Any, ClassVar, NamedTuple, overload

from attrs import field, frozen

from bdc_sessions.changes.changes import Changes
from bdc_sessions.changes.diff import diff
from bdc_sessions.changes.field_change import HEAD as HEAD  # noqa: PLC0414 - imported from here
from bdc_sessions.changes.field_change import FieldChange
from bdc_sessions.changes.labels import label_at as label_at  # noqa: PLC0414 - imported from here
from bdc_sessions.changes.leaves import get_or_absent
from bdc_sessions.changes.text_table import text_table
from bdc_sessions.model import CollectiveInfo, Component, Path, Session, Volume
from bdc_sessions.model.about import About
from bdc_sessions.model.display import NOTHING, display
from bdc_sessions.model.path import Step
from bdc_sessions.model.shape import shape


class RecapRow(NamedTuple):
    """One field as the guide prints it, before and after."""

    label: str
    before: str
    after: str

    @property
    def cells(self) -> tuple[str, str, str]:
        """The row's texts, in the order of the table's head."""
        return (self.label, self.before, self.after)


def _rows(rows: Iterable[tuple[str, str, str]]) -> tuple[RecapRow, ...]:
    return tuple(RecapRow(*row) for row in rows)


@frozen
class Recap(Sequence[RecapRow]):
    """The rows of a recap, printed as text, Markdown or HTML."""

    ABOUT: ClassVar[About] = About("recap", "Récapitulatif")

    rows: tuple[RecapRow, ...] = field(default=(), converter=_rows)

    def __str__(self) -> str:
        """Be a text table, at most 100 characters wide."""
        return text_table(HEAD, [row.cells for row in self.rows])

    def to_markdown(self) -> str:
        r"""Return the table in Markdown, ``|``, ``\``, ``&`` and ``<`` of cells escaped."""
        lines = [HEAD, ("---",) * len(HEAD), *(row.cells for row in self.rows)]
        return "\n".join("| " + " | ".join(map(_markdown, line)) + " |" for line in lines)

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(cell)}</th>" for cell in HEAD)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row.cells) + "</tr>"
            for row in self.rows
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.rows)

    def __iter__(self) -> Iterator[RecapRow]:
        """Go through the rows in the order of the form."""
        return iter(self.rows)

    @overload
    def __getitem__(self, at: int) -> RecapRow: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[RecapRow, ...]: ...
    def __getitem__(self, at: int | slice) -> RecapRow | tuple[RecapRow, ...]:
        """Return a row by its place, or a tuple of some."""
        return self.rows[at]


def _markdown(cell: str) -> str:
    escaped = escape(cell, quote=False).replace("\\", "\\\\").replace("|", "\\|")
    return "<br>".join(escaped.splitlines())


def recap(before: Any, after: Any, *, codes: bool = True) -> Recap:
    """Return the guide's table of what differs between two values of one class (§1.2).

    Coded terms print their code, as the guide does, or their label with ``codes=False``. Rows that
    would say "-" on both sides are left out. ``TypeError``: values of two classes.
    """
    return recap_of(diff(before, after), before, codes=codes)


def recap_of(changes: Changes, before: Any, *, codes: bool = True) -> Recap:
    """Return the table of changes that are, or were, made to a value."""
    by_path = {change.path: change for change in changes}
    rows = [
        RecapRow(
            " / ".join([*_headings(changes.of, by_path, before, path), label_at(changes.of, path)]),
            display(change.before, codes=codes),
            display(change.after, codes=codes),
        )
        for path, change in by_path.items()
    ]
    return Recap([row for row in rows if (row.before, row.after) != (NOTHING, NOTHING)])


def _component(number: str) -> str:
    return f"Composante n° {number}"


def _session(number: str) -> str:
    return f"Session n° {number}"


def _info(place: str) -> str:
    return "Information collective" + ("" if place == "1" else f" n° {place}")


HEADINGS: dict[type[Any], Callable[[str], str]] = {
    Component: _component,
    Session: _session,
    CollectiveInfo: _info,
    Volume: str,
}
"""How the guide calls an object by its number, kind or place."""

ByPath = dict[Path, FieldChange]


def _headings(of: type[Any], by_path: ByPath, before: Any, path: Path) -> list[str]:
    """Return what the guide writes before a field's label: the objects that hold it."""
    tops: list[tuple[type[Any], tuple[Step, ...]]] = [(of, ())]
    for depth, (name, key) in enumerate(path.steps, 1):
        if key is not None:
            tops.append((shape(tops[-1][0]).collections[name].item, path.steps[:depth]))
    return [text for cls, way in tops if (text := _heading(cls, Path(way), by_path, before))]


def _heading(cls: type[Any], way: Path, by_path: ByPath, before: Any) -> str:
    if cls not in HEADINGS:
        return ""
    if cls is Component:
        return " - ".join(
            _seen(way / name, by_path, before) for name in ("number", "code", "title")
        )
    number = by_path.get(way / "number")
    if cls is Session and number is not None and number.is_addition:
        return HEADINGS[Session](NOTHING)
    if way.steps:
        return HEADINGS[cls](str(way.steps[-1][1]))
    keys = {Session: "number", Volume: "kind"}
    return HEADINGS[cls](getattr(before, keys[cls]) if cls in keys else "1")


def _seen(path: Path, by_path: ByPath, before: Any) -> str:
    """Return a text as it was before the changes, or as it comes to be where it was not."""
    change = by_path.get(path)
    if change is None:
        return display(get_or_absent(before, path))
    return display(change.after if change.is_addition else change.before)
