"""Comparing two values leaf by leaf, at a cost that grows with what changed."""

from itertools import compress
from operator import is_not
from typing import Any, TypeVar

from bdc_sessions.changes.changes import Changes, unchecked_changes
from bdc_sessions.changes.field_change import FieldChange, unchecked_change
from bdc_sessions.changes.leaves import class_of, leaves
from bdc_sessions.model import ABSENT, Path
from bdc_sessions.model.natural import natural_key
from bdc_sessions.model.path import Trail, path_of
from bdc_sessions.model.shape import Collection, Shape, shape
from bdc_sessions.model.tree import keys

T = TypeVar("T")


def diff(before: T, after: T) -> "Changes":
    """Return what differs between two values of one class, in the order of the form.

    >>> from bdc_sessions import example_action
    >>> action = example_action()
    >>> print(diff(action, action.set("components[01].sessions[01].places", 0)))
    components[01].sessions[01].places: 10 → 0

    An added object gives a change of each of its leaves, from ABSENT. Parts that are the same
    Python object are not compared.

    Raises:
        TypeError: Values of two classes, or of no model class.
    """
    if type(before) is not type(after):
        raise TypeError(
            f"found {type(before).__name__} and {type(after).__name__}; "
            "expected two values of one class"
        )
    of = class_of(before, "diff(before=)")
    changes: list[FieldChange] = []
    if before is not after:
        _diff_objects(before, after, shape(of), None, changes)
    return unchecked_changes(of, changes)


def addition_of(value: Any, top: Path) -> list[FieldChange]:
    """Return the changes that add a value at a path."""
    return [unchecked_change(path, ABSENT, leaf) for path, leaf in leaves(value, top.steps)]


def removal_of(value: Any, top: Path) -> list[FieldChange]:
    """Return the changes that remove a value from a path."""
    return [unchecked_change(path, leaf, ABSENT) for path, leaf in leaves(value, top.steps)]


def _diff_objects(
    before: Any, after: Any, cls_shape: Shape, trail: Trail, changes: list[FieldChange]
) -> None:
    befores, afters = cls_shape.values(before), cls_shape.values(after)
    for index in compress(range(len(befores)), map(is_not, befores, afters)):
        name, inside = cls_shape.fields[index]
        old, new = befores[index], afters[index]
        if inside is None:
            if old != new:
                changes.append(unchecked_change(path_of((trail, name, None)), old, new))
        elif isinstance(inside, Collection):
            _diff_collections(old, new, inside, trail, changes)
        else:
            _diff_objects(old, new, shape(inside), (trail, name, None), changes)


def _diff_collections(
    before: tuple[Any, ...],
    after: tuple[Any, ...],
    collection: Collection,
    trail: Trail,
    changes: list[FieldChange],
) -> None:
    cls_shape, name, field = shape(collection.item), collection.name, collection.key
    if len(before) == len(after):
        start = len(changes)
        indices = list(compress(range(len(before)), map(is_not, before, after)))
        # One edit replaces one object; if several are not identical, they may be equal copies.
        copies = len(indices) > 1
        for index in indices:
            old, new = before[index], after[index]
            if copies and old == new:
                continue
            key = str(index + 1) if field is None else getattr(old, field)
            if field is not None and getattr(new, field) != key:
                # The positions do not match: start over, and match the items by key.
                del changes[start:]
                break
            _diff_objects(old, new, cls_shape, (trail, name, key), changes)
        else:
            return
    old_by_key = dict(zip(keys(before, collection), before, strict=True))
    new_by_key = dict(zip(keys(after, collection), after, strict=True))
    for key in sorted(old_by_key.keys() | new_by_key.keys(), key=natural_key):
        here: Trail = (trail, name, key)
        if key not in old_by_key:
            changes += addition_of(new_by_key[key], path_of(here))
        elif key not in new_by_key:
            changes += removal_of(old_by_key[key], path_of(here))
        elif old_by_key[key] is not new_by_key[key]:
            _diff_objects(old_by_key[key], new_by_key[key], cls_shape, here, changes)
