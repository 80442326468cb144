"""Two sets of edits to one value, brought together field by field."""

from collections import Counter
from typing import Any, Generic, NamedTuple, TypeVar

from bdc_sessions.model import ABSENT, Path
from bdc_sessions.model.natural import natural_key
from bdc_sessions.model.path import Step
from bdc_sessions.model.shape import Collection, shape
from bdc_sessions.model.tree import keys, replace_unchecked

T = TypeVar("T")


class Conflict(NamedTuple):
    """A field or an object that two sides changed differently; ABSENT where one removed it."""

    path: Path
    base: Any
    ours: Any
    theirs: Any


class Merge(NamedTuple, Generic[T]):
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
    if ours is theirs or theirs is base or theirs in (ours, base):
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
        one, two, three = (getattr(value, name) for value in (base, ours, theirs))
        here = (*way, (name, None))
        agreed = _either(one, two, three)
        if agreed:
            fields[name] = agreed[0]
        elif name in at.parts:
            fields[name] = _merged(one, two, three, here, conflicts)
        elif name in at.collections:
            fields[name] = _collection(one, two, three, at.collections[name], way, conflicts)
        else:
            fields[name] = two
            conflicts.append(Conflict(Path(here), one, two, three))
    return replace_unchecked(ours, **fields)


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
        unmatched = Counter(tail)
        for item in theirs[len(base) :]:
            if unmatched[item]:
                unmatched[item] -= 1
            else:
                tail.append(item)
        ours, theirs = ours[: len(base)], theirs[: len(base)]
    by_key = [dict(zip(keys(side, collection), side, strict=True)) for side in (base, ours, theirs)]
    # Where one side removes the last and the other appends, a place would change its meaning.
    shifted = collection.key is None and max(len(ours), len(theirs)) > len(base)
    items: list[Any] = []
    for key in sorted(set().union(*by_key), key=natural_key):
        one, two, three = (side.get(key, ABSENT) for side in by_key)
        step = (*way, (collection.name, key))
        agreed = _either(one, two, three)
        gone = ABSENT in (one, two, three)
        if agreed and not (gone and shifted and two != three):
            items.append(agreed[0])
        elif gone:
            items.append(two)
            conflicts.append(Conflict(Path(step), one, two, three))
        else:
            items.append(_merged(one, two, three, step, conflicts))
    return (*(item for item in items if item is not ABSENT), *tail)
