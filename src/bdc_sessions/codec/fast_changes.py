"""Changes made of data that are read fast: the class that they are of tells what each side is."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from bdc_sessions.changes import Changes
from bdc_sessions.changes.changes import unchecked_changes
from bdc_sessions.changes.field_change import unchecked_change
from bdc_sessions.codec.names import MODEL
from bdc_sessions.model import ABSENT, Path
from bdc_sessions.model.path import Step
from bdc_sessions.model.shape import form_order, walk

Shared = dict[Any, Any]
"""What stands several times in one text and is made once: terms, sites, the owners of leaves."""
Read = Callable[[Any, Shared], Any]
LeafReaders = Callable[[type[Any]], Mapping[str, tuple[int, Read]]]
"""Gives, for each leaf of a class, its place in the form and how it is read."""

_set_steps = vars(Path)["steps"].__set__


class _Owner(NamedTuple):
    """An object with leaves that change: where it stands, and how they are read."""

    steps: tuple[Step, ...]
    order: tuple[Any, ...]
    leaves: Mapping[str, tuple[int, Read]]


def changes_of(
    of: type[Any], items: Iterable[tuple[Any, Any, Any]], shared: Shared, *, readers: LeafReaders
) -> Changes:
    """Return changes of paths and sides as data have them, in the order of the form.

    A change that the one form of values makes empty is passed over: texts had more forms once.

    Raises:
        TypeError: A path that is no text, or a side that its field cannot hold.
        LookupError: A path to no field.
        ValueError: Changes out of order, of nothing, or of no class of the model.
    """
    if of not in MODEL:
        raise ValueError(of)
    changes = []
    last: tuple[Any, ...] = ()
    for path, raw_before, raw_after in items:
        owner_path, _, name = str.rpartition(path, ".")
        owner = shared.get((of, owner_path))
        if owner is None:
            owner = shared[of, owner_path] = _owner(of, owner_path, readers)
        index, read = owner.leaves[name]
        order = (*owner.order, (index, ()))
        if order <= last or path[0] == ".":
            raise ValueError(path)
        last = order
        before = raw_before if raw_before is ABSENT else read(raw_before, shared)
        after = raw_after if raw_after is ABSENT else read(raw_after, shared)
        if before != after:
            where = object.__new__(Path)
            _set_steps(where, (*owner.steps, (name, None)))
            changes.append(unchecked_change(where, before, after))
        elif raw_before == raw_after:
            raise ValueError(path)
    return unchecked_changes(of, changes)


def _owner(of: type[Any], path: str, readers: LeafReaders) -> _Owner:
    steps = Path.parse(path).steps
    stages = list(walk(of, steps))
    cls = stages[-1].inside if stages else of
    if cls is None or len(stages) < len(steps):
        raise LookupError(path)
    return _Owner(steps, form_order(of, steps), readers(cls))
