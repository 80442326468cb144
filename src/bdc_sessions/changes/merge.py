"""Two sets of edits to one value, brought together field by field."""

from typing import Any, Generic, TypeVar

from attrs import field, frozen

from bdc_sessions.model import ABSENT, Path
from bdc_sessions.model.natural import natural_key
from bdc_sessions.model.path import Step
from bdc_sessions.model.shape import Collection, shape
from bdc_sessions.model.tree import keys, replaced

T = TypeVar("T")


@frozen
class Conflict:
    """A field or an object that two sides changed in different ways; ABSENT where one removed it."""

    path: Path = field(converter=Path.parse)
    base: Any
    ours: Any
    theirs: Any


@frozen
class Merge(Generic[T]):
    """The merged value, with ours wherever a conflict stands."""

    value: T
    conflicts: tuple[Conflict, ...] = ()


def merge(base: T, ours: T, theirs: T) -> Merge[T]:
    """Bring together what two sides made of one base; nothing is lost or invented in silence.

    Informations that both append all stay, ours first, the same one once. ``TypeError``: values
    of different classes.
    """
    if not type(base) is type(ours) is type(theirs):
        classes = ", ".join(type(value).__name__ for value in (base, ours, theirs))
        raise TypeError(f"found values of classes {classes}; expected three of one class")
    conflicts: list[Conflict] = []
    value: T = _merged(base, ours, theirs, (), conflicts)
    return Merge(value, tuple(conflicts))


def _either(base: Any, ours: Any, theirs: Any) -> Any:
    """Return the side that alone changed, or both made alike; None where they disagree."""
    if ours is theirs or theirs is base or ours == theirs or theirs == base:
        return (ours,)
    if ours == base:
        return (theirs,)
    return None


def _merged(
    base: Any, ours: Any, theirs: Any, way: tuple[Step, ...], conflicts: list[Conflict]
) -> Any:
    """Merge an object that all three have."""
    agreed = _either(base, ours, theirs)
    if agreed:
        return agreed[0]
    at = shape(type(base))
    fields: dict[str, Any] = {}
    for name in (*at.leaves, *at.parts, *at.collections):
        sides = [getattr(value, name) for value in (base, ours, theirs)]
        here = (*way, (name, None))
        agreed = _either(*sides)
        if agreed:
            fields[name] = agreed[0]
        elif name in at.parts:
            fields[name] = _merged(*sides, here, conflicts)
        elif name in at.collections:
            fields[name] = _collection(*sides, at.collections[name], way, conflicts)
        else:
            fields[name] = sides[1]
            conflicts.append(Conflict(Path(here), *sides))
    return replaced(ours, **fields)


def _collection(
    base: tuple[Any, ...],
    ours: tuple[Any, ...],
    theirs: tuple[Any, ...],
    collection: Collection,
    way: tuple[Step, ...],
    conflicts: list[Conflict],
) -> tuple[Any, ...]:
    tail: list[Any] = []
    if collection.key is None and min(len(ours), len(theirs)) >= len(base):
        # What is appended has no number of its own yet: both sides' stays, the same one once.
        tail = list(ours[len(base) :])
        unmatched = list(tail)
        for item in theirs[len(base) :]:
            if item in unmatched:
                unmatched.remove(item)
            else:
                tail.append(item)
        ours, theirs = ours[: len(base)], theirs[: len(base)]
    by_key = [dict(zip(keys(side, collection), side, strict=True)) for side in (base, ours, theirs)]
    items: list[Any] = []
    for key in sorted(set().union(*by_key), key=natural_key):
        sides = [side.get(key, ABSENT) for side in by_key]
        step = (*way, (collection.name, key))
        agreed = _either(*sides)
        if agreed:
            items.append(agreed[0])
        elif ABSENT in sides:
            items.append(sides[1])
            conflicts.append(Conflict(Path(step), *sides))
        else:
            items.append(_merged(*sides, step, conflicts))
    return (*(item for item in items if item is not ABSENT), *tail)
