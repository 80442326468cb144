"""Fast reading of changes: the class that changes gives the type of each side."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from bdc_sessions.changes import Changes
from bdc_sessions.changes.changes import unchecked_changes
from bdc_sessions.changes.field_change import unchecked_change
from bdc_sessions.codec.names import MODEL
from bdc_sessions.model import ABSENT, Path
from bdc_sessions.model.natural import natural_key
from bdc_sessions.model.path import Step, unchecked_path
from bdc_sessions.model.shape import stage_at

Shared = dict[Any, Any]
"""Objects that recur in one text and are built once: terms, sites, the owners of leaves."""
Read = Callable[[Any, Shared], Any]


class Leaf(NamedTuple):
    """A leaf of a class: its order in the form, its step, and the function that reads it."""

    order: int
    step: Step
    read: Read


LeafReaders = Callable[[type[Any]], Mapping[str, Leaf]]
"""Gives the leaves of a class by name."""


class _Owner(NamedTuple):
    """An object whose leaves change: its steps, its order in the form, its leaves by name."""

    cls: type[Any]
    steps: tuple[Step, ...]
    order: tuple[Any, ...]
    leaves: Mapping[str, Leaf]

    def order_of(self, order: int) -> tuple[Any, ...]:
        """Return the sort key of a leaf in the order of the form."""
        return (*self.order, (order, ()))


def changes_of(
    of: type[Any], items: Iterable[tuple[Any, Any, Any]], shared: Shared, *, readers: LeafReaders
) -> Changes:
    """Return the changes of raw paths and sides, given in the order of the form.

    A change is skipped if its sides are equal in canonical form: older texts may have such changes.

    Raises:
        TypeError: A path that is no text, or a side that its field cannot have.
        LookupError: A path to no field.
        ValueError: Changes out of order, of equal raw sides, or of no model class.
    """
    if of not in MODEL:
        raise ValueError(of)
    changes = []
    owner: _Owner = shared.get((of, "")) or _owner(of, "", shared, readers)
    last_top, last = "", -1
    for path, raw_before, raw_after in items:
        end = str.rfind(path, ".") + 1
        top, name = path[:end], path[end:]
        if top != last_top:
            previous, last_top = owner.order_of(last), top
            owner = shared.get((of, top)) or _owner(of, top, shared, readers)
            leaf = owner.leaves[name]
            in_order = previous < owner.order_of(leaf.order)
        else:
            leaf = owner.leaves[name]
            in_order = last < leaf.order
        if not in_order:
            raise ValueError(path)
        last, step, read = leaf
        before = raw_before if raw_before is ABSENT else read(raw_before, shared)
        after = raw_after if raw_after is ABSENT else read(raw_after, shared)
        if (before is ABSENT) is not (after is ABSENT) or before != after:
            changes.append(unchecked_change(unchecked_path((*owner.steps, step)), before, after))
        elif raw_before == raw_after:
            raise ValueError(path)
    return unchecked_changes(of, changes)


def _owner(of: type[Any], path: str, shared: Shared, readers: LeafReaders) -> _Owner:
    """Return the owner at a path, which is empty or ends with a dot, and keep it in ``shared``."""
    if not path:
        owner = _Owner(of, (), (), readers(of))
    else:
        outer, step = _split(path)
        parent = shared.get((of, outer)) or _owner(of, outer, shared, readers)
        ((name, key),) = Path.parse(step).steps
        stage = stage_at(parent.cls, (name, key))
        if stage is None or stage.inside is None:
            raise LookupError(path)
        order = (stage.shape.order[name], () if key is None else natural_key(key))
        owner = _Owner(
            stage.inside,
            (*parent.steps, (name, key)),
            (*parent.order, order),
            readers(stage.inside),
        )
    shared[of, path] = owner
    return owner


def _split(path: str) -> tuple[str, str]:
    """Return what comes before the last step, and that step; a number may contain dots itself."""
    start = path.rfind(".", 0, path.rfind("[") if path.endswith("].") else -1) + 1
    return path[:start], path[start:-1]
