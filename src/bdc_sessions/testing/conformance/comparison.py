"""What a service gives, beside what the library gives: a table of what differs, or nothing."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any, TypeGuard

from bdc_sessions.changes import diff
from bdc_sessions.changes.text_table import text_table
from bdc_sessions.dossier import TRACKING_HEAD
from bdc_sessions.model import Action
from bdc_sessions.model.display import display
from bdc_sessions.texts import short_repr

MOST_ROWS = 12
"""The rows of a table, or of what a refusal tells, beyond which the rest is only counted."""

Row = tuple[str, str, str]


def action_differs(library: Action, found: object) -> str:
    """Tell how what ``action()`` gave differs from the library's action: "" if it does not."""
    if type(found) is not Action:
        return f"action() gave {short_repr(found)} ({type(found).__name__}); expected an Action"
    rows = [(str(c.path), *_apart(c.before, c.after)) for c in diff(library, found)]
    return _table("action()", "Path", rows)


def tracking_differs(library: Sequence[Sequence[str]], found: object) -> str:
    """Tell how what ``tracking()`` gave differs from the library's rows: "" if it does not."""
    if not _is_table(found):
        return f"tracking() gave {short_repr(found)}; expected rows, each a sequence of str"
    pairs = enumerate(zip_longest(library, found), 1)
    return _table("tracking()", "Row", [row for n, pair in pairs for row in _cells(n, *pair)])


def refusal_told(refused: Exception) -> str:
    """Tell a refusal: its class, and what it says."""
    head, *rows = f"{type(refused).__name__}: {refused}".split("\n")
    return "\n".join((head, *rows[:MOST_ROWS])) + _rest(rows)


def _is_table(value: object) -> TypeGuard[Sequence[Sequence[str]]]:
    return _is_sequence(value) and all(map(_is_row, value))


def _is_row(value: object) -> bool:
    return _is_sequence(value) and all(isinstance(cell, str) for cell in value)


def _is_sequence(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)


def _cells(number: int, ours: Sequence[str] | None, theirs: Sequence[str] | None) -> Iterator[Row]:
    if ours is None or theirs is None:
        one, other = ("no row" if row is None else " | ".join(row) for row in (ours, theirs))
        yield str(number), one, other
        return
    for head, one, other in zip_longest(TRACKING_HEAD, ours, theirs, fillvalue="no cell"):
        if one != other:
            yield f"{number} / {head}", one, other


def _apart(one: Any, other: Any) -> tuple[str, str]:
    """Show two values so that they differ: as the guide prints them, or as Python does."""
    texts = display(one), display(other)
    return texts if texts[0] != texts[1] else (short_repr(one), short_repr(other))


def _table(what: str, of: str, rows: Sequence[Row]) -> str:
    if not rows:
        return ""
    table = text_table((of, "Library", "Service"), rows[:MOST_ROWS])
    return f"{what} is not the library's:\n{table}{_rest(rows)}"


def _rest(rows: Sequence[object]) -> str:
    return f"\nand {len(rows) - MOST_ROWS} more" if len(rows) > MOST_ROWS else ""
