"""Two sequences of changes as one: what the first does, then the second."""

from collections.abc import Iterable, Mapping

from bdc_sessions.changes.field_change import FieldChange, unchecked_change
from bdc_sessions.model import Path
from bdc_sessions.model.path import Step
from bdc_sessions.texts import short_repr

Object = tuple[Step, ...]
"""The steps to an object whose fields change."""
ByPath = Mapping[Path, FieldChange]


def compose_changes(first: ByPath, later: ByPath) -> list[FieldChange]:
    """Return the changes that do both; ``ValueError`` where the later does not start at the first.

    An object that is added or removed is mentioned with all its leaves: under it, what the one side
    does not mention is not there between the two.
    """
    for path, change in later.items():
        earlier = first.get(path)
        if earlier is not None and earlier.after != change.before:
            raise ValueError(
                f"the changes do not chain: {path} becomes {short_repr(earlier.after)}, "
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
    added, removed = _added(first.values()), _removed(first.values())
    added_later, removed_later = _added(later.values()), _removed(later.values())
    mentioned, gone_between = added | removed, removed - added_later
    for path, change in later.items():
        above = _above(path)
        if path not in first and (
            (above & mentioned and not change.is_addition) or above & gone_between
        ):
            raise ValueError(f"the changes do not chain: {path} is not there after the first")
    mentioned, gone_between = added_later | removed_later, added_later - removed
    for path, change in first.items():
        above = _above(path)
        if path not in later and (
            (above & mentioned and not change.is_removal) or above & gone_between
        ):
            raise ValueError(f"the changes do not chain: the later ones do not know {path}")


def _added(changes: Iterable[FieldChange]) -> set[Object]:
    return {change.path.steps[:-1] for change in changes if change.is_addition}


def _removed(changes: Iterable[FieldChange]) -> set[Object]:
    return {change.path.steps[:-1] for change in changes if change.is_removal}


def _above(path: Path) -> set[Object]:
    return {path.steps[:depth] for depth in range(1, len(path.steps))}
