"""Making changes to a value: all of them or none."""

from bisect import bisect
from collections.abc import Iterable, Iterator
from typing import Any

from bdc_sessions.changes.field_change import FieldChange, unchecked_change
from bdc_sessions.changes.labels import labels_to
from bdc_sessions.changes.leaves import leaves
from bdc_sessions.errors import StaleChangeError
from bdc_sessions.model import ABSENT
from bdc_sessions.model.natural import natural_key
from bdc_sessions.model.path import Step, Trail, path_of
from bdc_sessions.model.shape import Collection, Shape, shape
from bdc_sessions.model.tree import index_of, replace_unchecked


class _Node:
    """The changes to one object: to its own leaves, and within it by the step that leads there."""

    __slots__ = ("inside", "leaves")

    def __init__(self) -> None:
        self.leaves: dict[str, FieldChange] = {}
        self.inside: dict[Step, _Node] = {}

    def every_change(self) -> Iterator[FieldChange]:
        yield from self.leaves.values()
        for node in self.inside.values():
            yield from node.every_change()

    def added_leaves(self) -> dict[str, Any]:
        return {name: change.after for name, change in self.leaves.items()}


class _Faults:
    """What keeps the changes from being made: found all before any is raised."""

    __slots__ = ("incomplete", "stale")

    def __init__(self) -> None:
        self.stale: list[tuple[FieldChange, Any]] = []
        self.incomplete: list[str] = []

    def missing(self, changes: Iterable[FieldChange]) -> None:
        self.stale += [(change, ABSENT) for change in changes]


def apply_changes(value: Any, changes: Iterable[FieldChange]) -> Any:
    """Return the value with the changes made; the errors are those of ``Changes.apply``."""
    root = _Node()
    for change in changes:
        node, steps = root, change.path.steps
        for step in steps[:-1]:
            inner = node.inside.get(step)
            if inner is None:
                inner = node.inside[step] = _Node()
            node = inner
        node.leaves[steps[-1][0]] = change
    faults = _Faults()
    result = _object(value, type(value), root, None, faults)
    if faults.stale:
        stale, found = zip(*faults.stale, strict=True)
        labels = [labels_to(type(value), change.path) for change in stale]
        raise StaleChangeError(stale, found, labels)
    if faults.incomplete:
        raise ValueError(
            "the changes are incomplete: " + "; ".join(faults.incomplete) + "; an object is added "
            "or removed with all its fields, an information session at the end"
        )
    return result


def _object(value: Any, cls: type[Any], node: _Node, trail: Trail, faults: _Faults) -> Any:
    """Return an object with its changes made, ABSENT where it is removed or never comes to be."""
    if value is ABSENT and not any(change.is_addition for change in node.leaves.values()):
        # What should hold these fields is itself not there: not the value that was seen.
        faults.missing(node.every_change())
        return ABSENT
    if value is not ABSENT and any(change.is_removal for change in node.leaves.values()):
        _remove(value, node, trail, faults)
        return ABSENT
    for name, change in node.leaves.items():
        now = ABSENT if value is ABSENT else getattr(value, name)
        if now != change.before:
            faults.stale.append((change, now))
    cls_shape = shape(cls)
    if value is ABSENT:
        return _added(cls_shape, node, trail, faults)
    return replace_unchecked(
        value, **node.added_leaves(), **_inside(value, cls_shape, node, trail, faults)
    )


def _remove(value: Any, node: _Node, trail: Trail, faults: _Faults) -> None:
    unseen = {change.path: change for change in node.every_change()}
    top = path_of(trail)
    for path, now in leaves(value, top.steps):
        change = unseen.pop(path, None)
        if change is None:
            faults.stale.append((unchecked_change(path, ABSENT, ABSENT), now))
        elif now != change.before:
            faults.stale.append((change, now))
        elif not change.is_removal:
            faults.incomplete.append(f"{top} is removed, yet {path} stays")
    faults.missing(unseen.values())


def _added(cls_shape: Shape, node: _Node, trail: Trail, faults: _Faults) -> Any:
    fields = node.added_leaves()
    missing = [name for name in cls_shape.leaves if fields.get(name, ABSENT) is ABSENT]
    missing += [name for name in cls_shape.parts if (name, None) not in node.inside]
    if missing:
        faults.incomplete.append(f"{path_of(trail)} is added without {', '.join(missing)}")
        return ABSENT
    fields |= _inside(ABSENT, cls_shape, node, trail, faults)
    if faults.stale or faults.incomplete:
        return ABSENT
    return cls_shape.cls(**fields)


def _inside(
    value: Any, cls_shape: Shape, node: _Node, trail: Trail, faults: _Faults
) -> dict[str, Any]:
    """Return the parts and collections of an object in which anything changes, changed."""
    fields: dict[str, Any] = {}
    for name, cls in cls_shape.parts.items():
        inner = node.inside.get((name, None))
        if inner is not None:
            part = ABSENT if value is ABSENT else getattr(value, name)
            fields[name] = _object(part, cls, inner, (trail, name, None), faults)
    for name, collection in cls_shape.collections.items():
        nodes = {k: inner for (n, k), inner in node.inside.items() if n == name and k is not None}
        if nodes:
            items = () if value is ABSENT else getattr(value, name)
            fields[name] = _collection(items, collection, nodes, trail, faults)
    return fields


def _collection(
    items: tuple[Any, ...],
    collection: Collection,
    nodes: dict[str, _Node],
    trail: Trail,
    faults: _Faults,
) -> tuple[Any, ...]:
    result, new = list(items), []
    field = collection.key
    for key in sorted(nodes, key=natural_key):
        index = index_of(items, collection, key)
        old = ABSENT if index < 0 else items[index]
        here: Trail = (trail, collection.name, key)
        item = _object(old, collection.item, nodes[key], here, faults)
        if index >= 0:
            result[index] = item
        elif item is not ABSENT:
            new.append((key, item))
        if field is not None and item is not ABSENT and getattr(item, field) != key:
            faults.incomplete.append(f"{path_of(here)} stands under another number")
    kept = [item for item in result if item is not ABSENT] if ABSENT in result else result
    if field is not None:
        return _with_added(kept, new, field)
    if kept != result[: len(kept)]:
        whole = path_of((trail, collection.name, None))
        faults.incomplete.append(f"{whole} loses one before its last")
    for place, (key, item) in enumerate(new, len(kept) + 1):
        kept.append(item)
        if key != str(place):
            faults.missing(nodes[key].every_change())
    return tuple(kept)


def _with_added(kept: list[Any], new: list[tuple[str, Any]], field: str) -> tuple[Any, ...]:
    """Return new objects among those kept, both in the order of their keys."""
    merged: list[Any] = []
    start = 0
    for key, item in new:
        index = bisect(
            kept, natural_key(key), start, key=lambda other: natural_key(getattr(other, field))
        )
        merged += [*kept[start:index], item]
        start = index
    return (*merged, *kept[start:])
