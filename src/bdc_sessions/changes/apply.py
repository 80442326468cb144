"""Making changes to a value: all of them or none."""

from bisect import bisect
from collections.abc import Iterable, Iterator
from typing import Any

from bdc_sessions.changes.field_change import FieldChange
from bdc_sessions.changes.leaves import leaves
from bdc_sessions.errors import StaleChangeError
from bdc_sessions.model import ABSENT, Path
from bdc_sessions.model.natural import natural_key
from bdc_sessions.model.path import Step
from bdc_sessions.model.shape import Collection, Shape, shape
from bdc_sessions.model.tree import index_of, replace_unchecked


class _Node:
    """The changes to one object: to its own leaves, and below it by the step that leads there."""

    __slots__ = ("below", "leaves")

    def __init__(self) -> None:
        self.leaves: dict[str, FieldChange] = {}
        self.below: dict[Step, _Node] = {}

    def all(self) -> Iterator[FieldChange]:
        yield from self.leaves.values()
        for node in self.below.values():
            yield from node.all()


class _Faults:
    """What keeps the changes from being made: found all before any is raised."""

    __slots__ = ("incomplete", "stale")

    def __init__(self) -> None:
        self.stale: list[tuple[FieldChange, Any]] = []
        self.incomplete: list[str] = []


def apply_changes(value: Any, changes: Iterable[FieldChange]) -> Any:
    """Return the value with the changes made; the errors are those of ``Changes.apply``."""
    root = _Node()
    for change in changes:
        node = root
        for step in change.path.steps[:-1]:
            node = node.below.setdefault(step, _Node())
        node.leaves[change.path.steps[-1][0]] = change
    faults = _Faults()
    result = _object(value, type(value), root, (), faults)
    if faults.stale:
        raise StaleChangeError(*zip(*faults.stale, strict=True))
    if faults.incomplete:
        raise ValueError(
            "the changes are incomplete: " + "; ".join(faults.incomplete) + "; an object is added "
            "or removed with all its fields, informations at the end"
        )
    return result


def _object(value: Any, cls: type[Any], node: _Node, way: tuple[Step, ...], faults: _Faults) -> Any:
    at = shape(cls)
    if value is ABSENT and not any(change.is_addition for change in node.leaves.values()):
        # What should hold these fields is itself not there: not the value that was seen.
        faults.stale += [(change, ABSENT) for change in node.all()]
        return ABSENT
    if value is not ABSENT and any(change.is_removal for change in node.leaves.values()):
        _removal(value, node, way, faults)
        return ABSENT
    for name, change in node.leaves.items():
        now = ABSENT if value is ABSENT else getattr(value, name)
        if now != change.before:
            faults.stale.append((change, now))
    if value is ABSENT:
        return _addition(at, node, way, faults)
    fields = {name: change.after for name, change in node.leaves.items()}
    return replace_unchecked(value, **fields, **_below(value, at, node, way, faults))


def _removal(value: Any, node: _Node, way: tuple[Step, ...], faults: _Faults) -> None:
    seen = {change.path: change for change in node.all()}
    for path, now in leaves(value, way):
        change = seen.pop(path, None)
        if change is None:
            faults.stale.append((FieldChange(path, ABSENT, ABSENT), now))
        elif now != change.before:
            faults.stale.append((change, now))
        elif not change.is_removal:
            faults.incomplete.append(f"{Path(way)} is removed, yet {path} stays")
    faults.stale += [(change, ABSENT) for change in seen.values()]


def _addition(at: Shape, node: _Node, way: tuple[Step, ...], faults: _Faults) -> Any:
    fields = {name: change.after for name, change in node.leaves.items()}
    missing = [name for name in at.leaves if fields.get(name, ABSENT) is ABSENT]
    missing += [name for name in at.parts if (name, None) not in node.below]
    if missing:
        faults.incomplete.append(f"{Path(way)} is added without {', '.join(missing)}")
        return ABSENT
    fields |= _below(ABSENT, at, node, way, faults)
    if faults.stale or faults.incomplete:
        return ABSENT
    return at.cls(**fields)


def _below(
    value: Any, at: Shape, node: _Node, way: tuple[Step, ...], faults: _Faults
) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, cls in at.parts.items():
        inner = node.below.get((name, None))
        if inner is not None:
            part = ABSENT if value is ABSENT else getattr(value, name)
            fields[name] = _object(part, cls, inner, (*way, (name, None)), faults)
    for name, collection in at.collections.items():
        inners = {k: inner for (n, k), inner in node.below.items() if n == name and k is not None}
        if inners:
            items = () if value is ABSENT else getattr(value, name)
            fields[name] = _collection(items, collection, inners, way, faults)
    return fields


def _collection(
    items: tuple[Any, ...],
    collection: Collection,
    inners: dict[str, _Node],
    way: tuple[Step, ...],
    faults: _Faults,
) -> tuple[Any, ...]:
    result, new = list(items), []
    field = collection.key
    for key in sorted(inners, key=natural_key):
        at = index_of(items, collection, key)
        old = ABSENT if at < 0 else items[at]
        step = (collection.name, key)
        item = _object(old, collection.item, inners[key], (*way, step), faults)
        if at >= 0:
            result[at] = item
        elif item is not ABSENT:
            new.append((key, item))
        if field is not None and item is not ABSENT and getattr(item, field) != key:
            faults.incomplete.append(f"{Path((*way, step))} stands under another number")
    kept = [item for item in result if item is not ABSENT] if ABSENT in result else result
    if field is None:
        if kept != result[: len(kept)]:
            faults.incomplete.append(f"{Path(way) / collection.name} loses one before its last")
        for place, (key, item) in enumerate(new, len(kept) + 1):
            kept.append(item)
            if key != str(place):
                faults.stale += [(change, ABSENT) for change in inners[key].all()]
        return tuple(kept)
    return _with_added(kept, new, field)


def _with_added(kept: list[Any], new: list[tuple[str, Any]], field: str) -> tuple[Any, ...]:
    """Put new objects among those kept, both in the order of their keys."""
    found: list[Any] = []
    at = 0
    for key, item in new:
        spot = bisect(kept, natural_key(key), at, key=lambda one: natural_key(getattr(one, field)))
        found += [*kept[at:spot], item]
        at = spot
    return (*found, *kept[at:])
