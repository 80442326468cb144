"""Applying changes to a value: all of them or none."""

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bdc_sessions.changes.added import added_item
from bdc_sessions.changes.field_change import FieldChange, unchecked_change
from bdc_sessions.changes.labels import labels_to
from bdc_sessions.changes.leaves import leaves
from bdc_sessions.errors import StaleChangeError
from bdc_sessions.model import ABSENT, Path
from bdc_sessions.model.natural import natural_key
from bdc_sessions.model.path import Steps, Trail, path_of
from bdc_sessions.model.shape import Collection, Shape, shape
from bdc_sessions.model.tree import index_of, make_unchecked, replace_unchecked
from bdc_sessions.texts import joined, line_of


class _Node:
    """The changes to one object: to its leaves, its parts and the items of its collections."""

    __slots__ = ("items", "leaves", "parts")

    def __init__(self) -> None:
        self.leaves: dict[str, FieldChange] = {}
        self.parts: dict[str, _Node] = {}
        self.items: dict[str, dict[str, _Node]] = {}

    def every_change(self) -> Iterator[FieldChange]:
        yield from self.leaves.values()
        for nodes in (self.parts, *self.items.values()):
            for node in nodes.values():
                yield from node.every_change()

    def leaves_after(self) -> dict[str, Any]:
        return {name: change.after for name, change in self.leaves.items()}


class _Faults:
    """The reasons why changes cannot be applied, gathered to be raised at once."""

    __slots__ = ("incomplete", "stale")

    def __init__(self) -> None:
        self.stale: list[tuple[FieldChange, Any]] = []
        self.incomplete: list[str] = []

    def missing(self, changes: Iterable[FieldChange]) -> None:
        self.stale += [(change, ABSENT) for change in changes]

    def unseen(self, fields: Iterable[tuple[Path, Any]]) -> None:
        self.stale += [(unchecked_change(path, ABSENT, ABSENT), now) for path, now in fields]

    def raise_if_any(self, of: type[Any]) -> None:
        if self.stale:
            stale, current = zip(*self.stale, strict=True)
            raise StaleChangeError(stale, current, [labels_to(of, change.path) for change in stale])
        if self.incomplete:
            incomplete = joined(self.incomplete, "; ", "en")
            raise ValueError(
                f"the changes are incomplete: {incomplete}; an object is added or removed with "
                "all its fields, an information session at the end"
            )


def _place(trail: Trail) -> str:
    """Return the path of a trail for a message."""
    return line_of(path_of(trail))


def apply_changes(value: Any, changes: Iterable[FieldChange]) -> Any:
    """Return the value with the changes applied; the errors are those of ``Changes.apply``."""
    faults = _Faults()
    result = _object(value, type(value), _tree(changes, 0), None, faults)
    if result is ABSENT:
        faults.incomplete.append(f"the {type(value).__name__} itself is removed")
    faults.raise_if_any(type(value))
    return result


def apply_to_item(
    item: Any,
    collection: Collection,
    changes: Sequence[FieldChange],
    of: type[Any],
    top: Steps,
) -> Any:
    """Return one item of a collection with changes applied, all of which are to that item.

    The changes are in the order of the form. Their paths start at the class ``of``; ``top`` are the
    steps from there to the item. ABSENT stands for an item that does not exist, before or after.
    """
    if item is ABSENT:
        made = added_item(collection, changes, top)
    else:
        made = _edited(item, collection, changes, top)
    if made is not ABSENT:
        return made
    faults = _Faults()
    trail: Trail = None
    for step in top:
        trail = (trail, *step)
    result = _item(item, collection, _tree(changes, len(top)), trail, faults)
    faults.raise_if_any(of)
    return result


def _edited(item: Any, collection: Collection, changes: Sequence[FieldChange], top: Steps) -> Any:
    """Return an item with changes applied that only edit its own leaves; ABSENT for any others.

    Most requests do no more, and the tree of changes takes twice as long.
    """
    fields: dict[str, Any] = {}
    depth = len(top) + 1
    for change in changes:
        steps, after = change.path.steps, change.after
        name = steps[-1][0]
        if len(steps) > depth or name == collection.key:
            return ABSENT
        if after is ABSENT or getattr(item, name) != change.before:
            return ABSENT
        fields[name] = after
    return replace_unchecked(item, **fields)


def _tree(changes: Iterable[FieldChange], depth: int) -> _Node:
    """Return the changes as a tree of nodes, one per object, without the first ``depth`` steps."""
    root = node = _Node()
    outer: Steps = ()
    for change in changes:
        steps = change.path.steps
        if steps[depth:-1] != outer:  # changes to one object follow each other
            node, outer = root, steps[depth:-1]
            for name, key in outer:
                nodes = node.parts if key is None else node.items.setdefault(name, {})
                step = name if key is None else key
                inner = nodes.get(step)
                if inner is None:
                    inner = nodes[step] = _Node()
                node = inner
        node.leaves[steps[-1][0]] = change
    return root


def _object(value: Any, cls: type[Any], node: _Node, trail: Trail, faults: _Faults) -> Any:
    """Return an object with its changes applied; ABSENT if it is removed or cannot be built."""
    if value is ABSENT:
        return _new_object(shape(cls), node, trail, faults)
    fields = node.leaves_after()
    if ABSENT in fields.values():
        _remove(value, node, trail, faults)
        return ABSENT
    for name, change in node.leaves.items():
        now = getattr(value, name)
        if now != change.before:
            faults.stale.append((change, now))
    if node.parts or node.items:
        fields |= _nested_fields(value, shape(cls), node, trail, faults)
    return replace_unchecked(value, **fields)


def _item(value: Any, collection: Collection, node: _Node, trail: Trail, faults: _Faults) -> Any:
    """Return an item of a collection with its changes applied; its key may not change."""
    item = _object(value, collection.item, node, trail, faults)
    key = trail[2] if trail else None
    if collection.key is not None and item is not ABSENT and getattr(item, collection.key) != key:
        faults.incomplete.append(f"{_place(trail)} stands under another number")
    return item


def _remove(value: Any, node: _Node, trail: Trail, faults: _Faults) -> None:
    unseen = {change.path: change for change in node.every_change()}
    top = path_of(trail)
    for path, now in leaves(value, top.steps):
        change = unseen.pop(path, None)
        if change is None:
            faults.unseen([(path, now)])
        elif now != change.before:
            faults.stale.append((change, now))
        elif not change.is_removal:
            faults.incomplete.append(f"{line_of(top)} is removed, yet {line_of(path)} stays")
    faults.missing(unseen.values())


def _new_object(cls_shape: Shape, node: _Node, trail: Trail, faults: _Faults) -> Any:
    stale = [(change, ABSENT) for change in node.leaves.values() if change.before is not ABSENT]
    if len(stale) == len(node.leaves):  # the object that should have these fields does not exist
        faults.missing(node.every_change())
        return ABSENT
    faults.stale += stale
    fields = node.leaves_after()
    missing = [name for name in cls_shape.leaves if fields.get(name, ABSENT) is ABSENT]
    missing += [name for name in cls_shape.parts if name not in node.parts]
    if missing:
        faults.incomplete.append(f"{_place(trail)} is added without {', '.join(missing)}")
        return ABSENT
    fields |= _nested_fields(ABSENT, cls_shape, node, trail, faults)
    return make_unchecked(cls_shape.cls, *[fields.get(name, ()) for name in cls_shape.order])


def _nested_fields(
    value: Any, cls_shape: Shape, node: _Node, trail: Trail, faults: _Faults
) -> dict[str, Any]:
    """Return the parts and collections of an object that change, as they are after."""
    fields: dict[str, Any] = {}
    for name, inner in node.parts.items():
        part = ABSENT if value is ABSENT else getattr(value, name)
        there = (trail, name, None)
        fields[name] = _object(part, cls_shape.parts[name], inner, there, faults)
        if part is not ABSENT and fields[name] is ABSENT:
            faults.incomplete.append(f"{_place(there)} is removed without what it is part of")
    for name, nodes in node.items.items():
        items = () if value is ABSENT else getattr(value, name)
        fields[name] = _collection(items, cls_shape.collections[name], nodes, trail, faults)
    return fields


def _collection(
    items: tuple[Any, ...],
    collection: Collection,
    nodes: dict[str, _Node],
    trail: Trail,
    faults: _Faults,
) -> tuple[Any, ...]:
    result, new, removed = list(items), [], False
    for key, node in nodes.items():
        index = index_of(items, collection, key)
        old = ABSENT if index < 0 else items[index]
        item = _item(old, collection, node, (trail, collection.name, key), faults)
        if index >= 0:
            result[index] = item
            removed = removed or item is ABSENT
        elif item is not ABSENT:
            new.append((key, item))
    kept = [item for item in result if item is not ABSENT] if removed else result
    if collection.key is not None:
        return _with_added(kept, new, collection.key) if new else tuple(kept)
    if removed and ABSENT in result[: len(kept)]:
        whole: Trail = (trail, collection.name, None)
        faults.incomplete.append(f"{_place(whole)} loses one before its last")
        first = result.index(ABSENT)
        for place, item in enumerate(result[first:], first + 1):
            # One that stays after one that is removed, and that the changes do not know.
            if str(place) not in nodes:
                faults.unseen(leaves(item, path_of((trail, collection.name, str(place))).steps))
    for place, (key, item) in enumerate(new, len(kept) + 1):
        kept.append(item)
        if key != str(place):
            faults.missing(nodes[key].every_change())
    return tuple(kept)


def _with_added(kept: list[Any], new: list[tuple[str, Any]], field: str) -> tuple[Any, ...]:
    """Return the kept items with the new ones inserted, in the order of their keys."""
    merged: list[Any] = []
    start = 0
    for key, item in new:
        index = bisect(
            kept, natural_key(key), start, key=lambda old: natural_key(getattr(old, field))
        )
        merged += [*kept[start:index], item]
        start = index
    return (*merged, *kept[start:])
