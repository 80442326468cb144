"""Changes made of data that are read fast: the class that they are of tells what each side is."""

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
"""What stands several times in one text and is made once: terms, sites, the owners of leaves."""
Read = Callable[[Any, Shared], Any]


class Leaf(NamedTuple):
    """A leaf of a class: its place in the form, the step that leads to it, how it is read."""

    place: int
    step: Step
    read: Read


LeafReaders = Callable[[type[Any]], Mapping[str, Leaf]]
"""Gives the leaves of a class by name."""


class _Owner(NamedTuple):
    """An object with leaves that change: where it stands, and how they are read."""

    cls: type[Any]
    steps: tuple[Step, ...]
    order: tuple[Any, ...]
    leaves: Mapping[str, Leaf]

    def place(self, index: int) -> tuple[Any, ...]:
        """Return the place of a leaf in the order of the form."""
        return (*self.order, (index, ()))


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
    owner: _Owner = shared.get((of, "")) or _owner(of, "", shared, readers)
    last_top, last = "", -1
    for path, raw_before, raw_after in items:
        end = str.rfind(path, ".") + 1
        top, name = path[:end], path[end:]
        if top != last_top:
            before_it, last_top = owner.place(last), top
            owner = shared.get((of, top)) or _owner(of, top, shared, readers)
            leaf = owner.leaves[name]
            in_order = before_it < owner.place(leaf.place)
        else:
            leaf = owner.leaves[name]
            in_order = last < leaf.place
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
    """Return the object at a path that ends with a dot, as those above it were found."""
    if not path:
        owner = _Owner(of, (), (), readers(of))
    else:
        above, step = _split(path)
        parent = shared.get((of, above)) or _owner(of, above, shared, readers)
        ((name, key),) = Path.parse(step).steps
        stage = stage_at(parent.cls, (name, key))
        if stage is None or stage.inside is None:
            raise LookupError(path)
        place = (stage.shape.order[name], () if key is None else natural_key(key))
        owner = _Owner(
            stage.inside,
            (*parent.steps, (name, key)),
            (*parent.order, place),
            readers(stage.inside),
        )
    shared[of, path] = owner
    return owner


def _split(path: str) -> tuple[str, str]:
    """Return what stands above the last step, and the step; a number may hold dots itself."""
    start = path.rfind(".", 0, path.rfind("[") if path.endswith("].") else -1) + 1
    return path[:start], path[start:-1]
