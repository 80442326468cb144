"""Objects that changes add, built from them in one go."""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from bdc_sessions.changes.field_change import FieldChange
from bdc_sessions.model import ABSENT
from bdc_sessions.model.path import Steps
from bdc_sessions.model.shape import Collection, per_class, shape
from bdc_sessions.model.tree import make_unchecked


def added_item(collection: Collection, changes: Sequence[FieldChange], steps: Steps) -> Any:
    """Return the item that changes add to a collection; ABSENT if they do anything else.

    The changes are in the order of the form, and ``steps`` lead to the item. What else they do is
    for ``apply_to_item`` to tell.
    """
    if [change for change in changes if change.before is not ABSENT]:
        return ABSENT
    try:
        item, end = _item(collection, changes, 0, steps)
    except LookupError:
        return ABSENT
    return item if end == len(changes) else ABSENT


def _item(
    collection: Collection, changes: Sequence[FieldChange], start: int, steps: Steps
) -> tuple[Any, int]:
    """Return the item that changes from ``start`` on add, and where the next changes start."""
    item, end = _object(collection.item, changes, start, steps)
    if collection.key is not None and getattr(item, collection.key) != steps[-1][1]:
        raise LookupError
    return item, end


def _object(
    cls: type[Any], changes: Sequence[FieldChange], start: int, steps: Steps
) -> tuple[Any, int]:
    values: list[Any] = []
    for holder, first, last, count in _runs(cls):
        if holder is None:
            # Changes are in order, each path once: if these two are as they should, so are all.
            ends = changes[start].path.steps, changes[start + count - 1].path.steps
            if ends != (steps + first, steps + last):
                raise LookupError
            values += [change.after for change in changes[start : start + count]]
            start += count
        elif isinstance(holder, Collection):
            items, start = _items(holder, changes, start, steps)
            values.append(items)
        else:
            part, start = _object(holder, changes, start, steps + first)
            values.append(part)
    return make_unchecked(cls, *values), start


def _items(
    collection: Collection, changes: Sequence[FieldChange], start: int, steps: Steps
) -> tuple[tuple[Any, ...], int]:
    items: list[Any] = []
    depth = len(steps)
    while start < len(changes):
        step = changes[start].path.steps[depth]
        if step[0] != collection.name:
            break
        if collection.key is None and step[1] != str(len(items) + 1):
            raise LookupError
        item, start = _item(collection, changes, start, (*steps, step))
        items.append(item)
    return tuple(items), start


@per_class
def _runs(cls: type[Any]) -> tuple[tuple[type[Any] | Collection | None, Steps, Steps, int], ...]:
    """Return a class's parts and collections, and None for the leaves between two of them.

    With each stand the first step, the last step and the number of steps.
    """
    runs = [(holder, list(run)) for holder, run in groupby(shape(cls).fields, itemgetter(1))]
    return tuple(
        [(holder, ((run[0][0], None),), ((run[-1][0], None),), len(run)) for holder, run in runs]
    )
