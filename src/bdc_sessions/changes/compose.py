"""Composing two sequences of changes into one."""

from collections.abc import Mapping

from bdc_sessions.changes.field_change import FieldChange, unchecked_change
from bdc_sessions.model import Path
from bdc_sessions.model.path import Step
from bdc_sessions.texts import line_of, short_repr

Object = tuple[Step, ...]
"""The steps to an object whose fields change."""
ByPath = Mapping[Path, FieldChange]


def compose_changes(first: ByPath, later: ByPath) -> list[FieldChange]:
    """Return the changes with the effect of both; ``ValueError`` if they do not chain.

    Whichever adds or removes an object lists all its leaves: a leaf of that object that it does not
    list does not exist between the two.
    """
    for path, change in later.items():
        earlier = first.get(path)
        if earlier is not None and earlier.after != change.before:
            raise ValueError(
                f"the changes do not chain: {line_of(path)} becomes {short_repr(earlier.after)}, "
                f"but the later change expects {short_repr(change.before)}"
            )
    _refuse_unseen(first, later)
    both = [
        unchecked_change(
            path,
            first[path].before if path in first else later[path].before,
            later[path].after if path in later else first[path].after,
        )
        for path in (*first, *(path for path in later if path not in first))
    ]
    return [change for change in both if change.before != change.after]


def _refuse_unseen(first: ByPath, later: ByPath) -> None:
    added, removed = _added_objects(first), _removed_objects(first)
    added_later, removed_later = _added_objects(later), _removed_objects(later)
    listed, gone_between = added | removed, removed - added_later
    for path, change in later.items():
        owners = _owners(path)
        if path not in first and (
            (owners & listed and not change.is_addition) or owners & gone_between
        ):
            raise ValueError(
                f"the changes do not chain: {line_of(path)} is not there after the first"
            )
    listed, gone_between = added_later | removed_later, added_later - removed
    for path, change in first.items():
        owners = _owners(path)
        if path not in later and (
            (owners & listed and not change.is_removal) or owners & gone_between
        ):
            raise ValueError(
                f"the changes do not chain: the later ones do not know {line_of(path)}"
            )


def _added_objects(changes: ByPath) -> set[Object]:
    return {path.steps[:-1] for path, change in changes.items() if change.is_addition}


def _removed_objects(changes: ByPath) -> set[Object]:
    return {path.steps[:-1] for path, change in changes.items() if change.is_removal}


def _owners(path: Path) -> set[Object]:
    """Return the objects that contain what is at a path."""
    return {path.steps[:depth] for depth in range(1, len(path.steps))}
