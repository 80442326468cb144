"""What a service gives, beside what the library gives: lines of what differs, or nothing."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TypeGuard

from bdc_sessions.changes import diff
from bdc_sessions.changes.distinct import display_distinct
from bdc_sessions.dossier import Tracking
from bdc_sessions.model import Action
from bdc_sessions.texts import one_line, short_repr

MOST_LINES = 12
"""The lines of a comparison, or of what a refusal tells, beyond which the rest is only counted."""


def action_differs(library: Action, service: object) -> str:
    """Return how what ``action()`` gave differs from the library's action: "" if it does not."""
    if type(service) is not Action:
        given = f"{short_repr(service)} ({type(service).__name__})"
        return f"action() gave {given}; expected an Action"
    return _difference(
        "action()", [_line(c.path, c.before, c.after) for c in diff(library, service)]
    )


def tracking_differs(library: Sequence[Sequence[str]], service: object) -> str:
    """Return how what ``tracking()`` gave differs from the library's rows: "" if it does not."""
    if not _is_table(service):
        return f"tracking() gave {short_repr(service)}; expected rows, each a sequence of str"
    pairs = enumerate(zip_longest(library, service), 1)
    lines = [line for number, pair in pairs for line in _cells(f"row {number}", *pair)]
    return _difference("tracking()", lines)


def refusal_text(refusal: Exception) -> str:
    """Return the class of a refusal and what it says, as far as its first lines."""
    return _first_lines(f"{type(refusal).__name__}: {refusal}".split("\n"))


def _is_table(value: object) -> TypeGuard[Sequence[Sequence[str]]]:
    return _is_sequence(value) and all(
        _is_sequence(row) and all(isinstance(cell, str) for cell in row) for row in value
    )


def _is_sequence(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)


def _cells(row: str, library: Sequence[str] | None, service: Sequence[str] | None) -> Iterator[str]:
    if library is None or service is None:
        rows = ("no row" if cells is None else " | ".join(cells) for cells in (library, service))
        yield _line(row, *rows)
        return
    for head, *cells in zip_longest(Tracking.HEAD, library, service, fillvalue="no cell"):
        if cells[0] != cells[1]:
            yield _line(f"{row}, {head}", *cells)


def _line(what: object, library: object, service: object) -> str:
    """Return two values that differ as the guide prints them, told apart."""
    texts = display_distinct(library, service)
    return one_line(f"{what}: {texts[0]} in the library, {texts[1]} in the service")


def _difference(what: str, lines: Sequence[str]) -> str:
    return _first_lines([f"{what} is not the library's:", *lines]) if lines else ""


def _first_lines(lines: Sequence[str]) -> str:
    more = len(lines) - 1 - MOST_LINES
    return "\n".join([*lines[: 1 + MOST_LINES], *([f"and {more} more"] if more > 0 else [])])
