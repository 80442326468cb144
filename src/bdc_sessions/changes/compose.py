"""Two sequences of changes as one: what the first does, then the second."""

from collections.abc import Iterable, Mapping

from bdc_sessions.changes.field_change import FieldChange
from bdc_sessions.model import Path
from bdc_sessions.model.path import Step

Object = tuple[Step, ...]
ByPath = Mapping[Path, FieldChange]


def compose_changes(first: ByPath, later: ByPath) -> list[FieldChange]:
    """Return the changes that do both; ``ValueError`` where the later does not start at the first.

    An object that is added or removed is mentioned with all its leaves: under it, what the one side
    does not mention is not there between the two.
    """
    for path, change in later.items():
        before = first.get(path)
        if before is not None and before.after != change.before:
            raise ValueError(
                f"the changes do not chain: {path} becomes {before.after!r}, "
                f"but the later change expects {change.before!r}"
            )
    _refuse_unseen(first, later)
    both = {
        path: FieldChange(
            path,
            first[path].before if path in first else later[path].before,
            later[path].after if path in later else first[path].after,
        )
        for path in (*first, *(path for path in later if path not in first))
    }
    return [change for change in both.values() if change.before != change.after]


def _refuse_unseen(first: ByPath, later: ByPath) -> None:
    come, gone = _added(first.values()), _removed(first.values())
    back, lost = _added(later.values()), _removed(later.values())
    mentioned, not_back = come | gone, gone - back
    for path, change in later.items():
        above = _above(path)
        if path not in first and (
            (above & mentioned and not change.is_addition) or above & not_back
        ):
            raise ValueError(f"the changes do not chain: {path} is not there after the first")
    mentioned, not_gone = back | lost, back - gone
    for path, change in first.items():
        above = _above(path)
        if path not in later and (
            (above & mentioned and not change.is_removal) or above & not_gone
        ):
            raise ValueError(f"the changes do not chain: the later ones do not know {path}")


def _added(changes: Iterable[FieldChange]) -> set[Object]:
    return {change.path.steps[:-1] for change in changes if change.is_addition}


def _removed(changes: Iterable[FieldChange]) -> set[Object]:
    return {change.path.steps[:-1] for change in changes if change.is_removal}


def _above(path: Path) -> set[Object]:
    return {path.steps[:depth] for depth in range(1, len(path.steps))}
