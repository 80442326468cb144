"""Objects that changes add, built from them in one go."""

from collections.abc import Sequence
from typing import Any

from bdc_sessions.changes.field_change import FieldChange
from bdc_sessions.model import ABSENT
from bdc_sessions.model.path import Step
from bdc_sessions.model.shape import Collection, shape
from bdc_sessions.model.tree import make_unchecked


def added_item(
    collection: Collection, changes: Sequence[FieldChange], steps: tuple[Step, ...]
) -> Any:
    """Return the item that changes add to a collection; ABSENT if they do anything else.

    The changes are those of all its fields, in the order of the form; ``steps`` lead to the item.
    Why changes do anything else, ``apply_to_item`` can tell.
    """
    try:
        item, position = _item(collection, changes, 0, steps)
    except LookupError:
        return ABSENT
    return item if position == len(changes) else ABSENT


def _item(
    collection: Collection, changes: Sequence[FieldChange], start: int, steps: tuple[Step, ...]
) -> tuple[Any, int]:
    item, end = _object(collection.item, changes, start, steps)
    if collection.key is not None and getattr(item, collection.key) != steps[-1][1]:
        raise LookupError(steps)
    return item, end


def _object(
    cls: type[Any], changes: Sequence[FieldChange], start: int, steps: tuple[Step, ...]
) -> tuple[Any, int]:
    """Return an object, and the position after its last change; ``LookupError`` if one differs."""
    values: list[Any] = []
    for name, inside in shape(cls).fields:
        value: Any
        if inside is None:
            change = changes[start]
            path = change.path.steps
            if change.before is not ABSENT or path[-1][0] != name or path[:-1] != steps:
                raise LookupError(path)
            value, start = change.after, start + 1
        elif isinstance(inside, Collection):
            value, start = _items(inside, changes, start, steps)
        else:
            value, start = _object(inside, changes, start, (*steps, (name, None)))
        values.append(value)
    return make_unchecked(cls, *values), start


def _items(
    collection: Collection, changes: Sequence[FieldChange], start: int, steps: tuple[Step, ...]
) -> tuple[tuple[Any, ...], int]:
    items: list[Any] = []
    depth = len(steps)
    while start < len(changes):
        step = changes[start].path.steps[depth]
        if step[0] != collection.name:
            break
        if collection.key is None and step[1] != str(len(items) + 1):
            raise LookupError(step)
        item, start = _item(collection, changes, start, (*steps, step))
        items.append(item)
    return tuple(items), start
