"""The screen of changes: one of the guide's tables for each session and component."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from bdc_sessions.changes.distinct import display_distinct, is_nothing
from bdc_sessions.changes.field_change import HEAD, FieldChange
from bdc_sessions.changes.labels import labels_to
from bdc_sessions.model import Component, Path, Session
from bdc_sessions.model.path import unchecked_path
from bdc_sessions.model.shape import walk
from bdc_sessions.screen import Screen, Table

MODIFICATIONS = "MODIFICATIONS"
"""The title of the guide's table."""

NO_CHANGE = "Aucune modification."


def changes_screen(of: type[Any], changes: Iterable[FieldChange]) -> Screen:
    """Return the changes to a value of a class, one table for each session and component."""
    printed = [change for change in changes if not _is_blank(change)]
    parts: list[Any] = []
    for (top, inside), group in groupby(printed, lambda change: _owner(of, change.path)):
        rows = [
            (
                labels_to(inside, unchecked_path(change.path.steps[len(top) :])),
                *display_distinct(change.before, change.after),
            )
            for change in group
        ]
        table = Table(HEAD, rows)
        parts.append(Screen(labels_to(of, top), [table]) if top.steps else table)
    return Screen(MODIFICATIONS, parts or [NO_CHANGE])


def _is_blank(change: FieldChange) -> bool:
    """Whether the table would print "-" on both sides."""
    return is_nothing(change.before) and is_nothing(change.after)


def _owner(of: type[Any], path: Path) -> tuple[Path, type[Any]]:
    """Return the path and class of the session, or else the component, that contains a field."""
    owner: tuple[Path, type[Any]] = (Path(), of)
    for depth, stage in enumerate(walk(of, path.steps), 1):
        if stage.inside in (Component, Session):
            owner = (unchecked_path(path.steps[:depth]), stage.inside)
    return owner
