"""The leaves in which two values differ, at a cost that grows with what changed."""

from itertools import compress
from operator import is_not
from typing import Any

from bdc_sessions.changes.changes import Changes
from bdc_sessions.changes.field_change import FieldChange
from bdc_sessions.changes.leaves import leaves
from bdc_sessions.model import ABSENT, Path
from bdc_sessions.model.natural import natural_key
from bdc_sessions.model.path import Step
from bdc_sessions.model.shape import Collection, Shape, shape
from bdc_sessions.model.tree import keys

Link = tuple[Any, str, str | None] | None
"""A way down as (way to the parent, name, key): a path is only built where something differs."""


def diff(before: Any, after: Any) -> Changes:
    """Return what differs between two values of one class, in the order of the form.

    An object that is added is its leaves, each from ABSENT. Parts that are the same object cost
    nothing. ``TypeError``: values of two classes, or of none of the model.
    """
    if type(before) is not type(after):
        raise TypeError(
            f"found {type(before).__name__} and {type(after).__name__}; "
            "expected two values of one class"
        )
    found: list[FieldChange] = []
    at = shape(type(before))
    if before is not after:
        _object(before, after, at, None, found)
    return Changes.well_formed(type(before), found)


def addition_of(value: Any, top: Path) -> list[FieldChange]:
    """Return the changes that bring a value into being at a path."""
    return [FieldChange(path, ABSENT, held) for path, held in leaves(value, top.steps)]


def _object(before: Any, after: Any, at: Shape, link: Link, found: list[FieldChange]) -> None:
    old, new = at.values(before), at.values(after)
    for place in compress(range(len(old)), map(is_not, old, new)):
        name, below = at.fields[place]
        one, other = old[place], new[place]
        if below is None:
            if one != other:
                found.append(FieldChange(_path((link, name, None)), one, other))
        elif isinstance(below, Collection):
            _collection(one, other, below, link, found)
        else:
            _object(one, other, shape(below), (link, name, None), found)


def _collection(
    before: tuple[Any, ...],
    after: tuple[Any, ...],
    collection: Collection,
    link: Link,
    found: list[FieldChange],
) -> None:
    at, name, field = shape(collection.item), collection.name, collection.key
    if len(before) == len(after):
        start = len(found)
        places = list(compress(range(len(before)), map(is_not, before, after)))
        # One edit leaves one object that is not the same; where more are not, they may be copies.
        copies = len(places) > 1
        for place in places:
            one, other = before[place], after[place]
            if copies and one == other:
                continue
            key = str(place + 1) if field is None else getattr(one, field)
            if field is not None and getattr(other, field) != key:
                # Not the same objects in the same places: all is found anew, by key.
                del found[start:]
                break
            _object(one, other, at, (link, name, key), found)
        else:
            return
    old = dict(zip(keys(before, collection), before, strict=True))
    new = dict(zip(keys(after, collection), after, strict=True))
    for key in sorted(old.keys() | new.keys(), key=natural_key):
        here: Link = (link, name, key)
        if key not in old:
            found += addition_of(new[key], _path(here))
        elif key not in new:
            found += [change.inverse() for change in addition_of(old[key], _path(here))]
        elif old[key] is not new[key]:
            _object(old[key], new[key], at, here, found)


def _path(link: Link) -> Path:
    steps: list[Step] = []
    while link is not None:
        link, name, key = link
        steps.append((name, key))
    return Path(tuple(reversed(steps)))
