"""What a service gives, beside what the library gives: a table of what differs, or nothing."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any, TypeGuard

from bdc_sessions.changes import diff
from bdc_sessions.changes.text_table import text_table
from bdc_sessions.dossier import Tracking
from bdc_sessions.model import Action
from bdc_sessions.texts import display, short_repr

MOST_ROWS = 12
"""The rows of a table, or of what a refusal tells, beyond which the rest is only counted."""

Row = tuple[str, str, str]


def action_differs(library: Action, service: object) -> str:
    """Return how what ``action()`` gave differs from the library's action: "" if it does not."""
    if type(service) is not Action:
        found = f"{short_repr(service)} ({type(service).__name__})"
        return f"action() gave {found}; expected an Action"
    changes = diff(library, service)
    return _table("action()", "Path", [(str(c.path), *_apart(c.before, c.after)) for c in changes])


def tracking_differs(library: Sequence[Sequence[str]], service: object) -> str:
    """Return how what ``tracking()`` gave differs from the library's rows: "" if it does not."""
    if not _is_table(service):
        return f"tracking() gave {short_repr(service)}; expected rows, each a sequence of str"
    pairs = enumerate(zip_longest(library, service), 1)
    return _table("tracking()", "Row", [row for n, pair in pairs for row in _cells(n, *pair)])


def refusal_text(refusal: Exception) -> str:
    """Return the class of a refusal and what it says, as far as its first lines."""
    head, *rows = f"{type(refusal).__name__}: {refusal}".split("\n")
    return "\n".join((head, *rows[:MOST_ROWS])) + _rest(rows)


def _is_table(value: object) -> TypeGuard[Sequence[Sequence[str]]]:
    return _is_sequence(value) and all(
        _is_sequence(row) and all(isinstance(cell, str) for cell in row) for row in value
    )


def _is_sequence(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)


def _cells(
    number: int, library: Sequence[str] | None, service: Sequence[str] | None
) -> Iterator[Row]:
    if library is None or service is None:
        rows = ("no row" if row is None else " | ".join(row) for row in (library, service))
        yield (str(number), *rows)
        return
    for head, *cells in zip_longest(Tracking.HEAD, library, service, fillvalue="no cell"):
        if cells[0] != cells[1]:
            yield (f"{number} / {head}", *cells)


def _apart(library: Any, service: Any) -> tuple[str, str]:
    """Return two values so that they differ: as the guide prints them, or as Python does."""
    texts = display(library), display(service)
    return texts if texts[0] != texts[1] else (short_repr(library), short_repr(service))


def _table(what: str, of: str, rows: Sequence[Row]) -> str:
    if not rows:
        return ""
    table = text_table((of, "Library", "Service"), rows[:MOST_ROWS])
    return f"{what} is not the library's:\n{table}{_rest(rows)}"


def _rest(rows: Sequence[object]) -> str:
    return f"\nand {len(rows) - MOST_ROWS} more" if len(rows) > MOST_ROWS else ""
