"""Three-way merge of two edited copies of one value, field by field."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, Generic, TypeVar

from attrs import field, fields, frozen

from bdc_sessions.changes.conflict import Conflict, Side, conflict_of
from bdc_sessions.changes.labels import labels_to
from bdc_sessions.changes.leaves import class_of
from bdc_sessions.errors import MergeConflictError, NotFoundError
from bdc_sessions.model import ABSENT, Path
from bdc_sessions.model.about import About
from bdc_sessions.model.fields import bind_location, label, to_instance, to_tuple, wrong_type
from bdc_sessions.model.natural import natural_key
from bdc_sessions.model.path import Steps, Trail, path_of
from bdc_sessions.model.shape import Collection, shape, walk
from bdc_sessions.model.tree import index_of, keys, replace_unchecked
from bdc_sessions.model.value import Value
from bdc_sessions.screen import Screen, Table
from bdc_sessions.texts import counted, line_of, short_repr, summary

T = TypeVar("T")
Choices = Mapping[str, Side] | Mapping[Path, Side] | Mapping[str | Path, Side]
"""The side to take, by the path of each conflict."""
Items = tuple[Any, ...]
Sides = tuple[Items, Items, Items]
"""A collection in the base, in ours and in theirs."""
OnConflict = Callable[..., None]
"""Notes a conflict; its arguments are the trail, then base, ours and theirs."""


_HEAD = tuple(a.metadata["label"] for a in fields(Conflict) if a.init)


def _to_value(value: T, where: str = "") -> T:
    class_of(value, where)
    return value


def _to_conflicts(values: Iterable[Conflict], where: str = "") -> tuple[Conflict, ...]:
    return to_tuple(values, Conflict, where)


@frozen(repr=False, field_transformer=bind_location)
class Merge(Value, Generic[T]):
    """The result of a three-way merge: the merged value, and the conflicts.

    >>> from bdc_sessions import example_action
    >>> base = example_action().component("01").session("01")
    >>> merged = merge(base, base.evolve(places=8), base.evolve(places=5, offer_code="OF-1"))
    >>> merged
    <Merge of Session: 1 conflict>
    >>> merged.value.places, merged.value.offer_code
    (8, 'OF-1')
    >>> merged.resolve({"places": Side.THEIRS}).places
    5

    Attributes:
        value: The merged value, with our side of each conflict.
        conflicts: What a person must decide, in the order of the form.

    Raises:
        TypeError: A value of no model class, an item that is no ``Conflict``.
        ValueError: A conflict at a path that the class does not have.
    """

    ABOUT: ClassVar[About] = About("merge", "Fusion")

    value: T = field(converter=_to_value, metadata=label("Valeur"))
    conflicts: tuple[Conflict, ...] = field(
        default=(), converter=_to_conflicts, metadata=label("Conflits")
    )

    def __attrs_post_init__(self) -> None:
        """Refuse a conflict at a path that the value's class does not have."""
        of = type(self.value)
        for conflict in self.conflicts:
            steps = conflict.path.steps
            if not steps or len(list(walk(of, steps))) < len(steps):
                raise ValueError(
                    f"Merge.conflicts: found a conflict at {short_repr(str(conflict.path))}; "
                    f"expected the path of a field or object of {of.__name__}"
                )

    def resolve(self, choices: "Choices") -> T:
        """Return the value with every conflict decided as chosen.

        >>> from bdc_sessions import example_action
        >>> base = example_action().component("01").session("01")
        >>> merged = merge(base, base.evolve(places=8), base.evolve(places=5))
        >>> merged.resolve({conflict.path: Side.OURS for conflict in merged.conflicts}).places
        8

        Args:
            choices: The side to take, by the path of each conflict.

        Raises:
            MergeConflictError: There are conflicts without a choice; it lists them.
            NotFoundError: A choice at a path without a conflict.
            ValueError: A text that is no path, two choices at one path.
            TypeError: A choice that is no ``Side``, a side that the field cannot hold.
        """
        sides = sides_by_path(choices, {conflict.path for conflict in self.conflicts})
        left = [conflict for conflict in self.conflicts if conflict.path not in sides]
        if left:
            raise MergeConflictError(left)
        value = self.value
        for conflict in self.conflicts:
            if sides[conflict.path] is Side.THEIRS:
                value = _put(value, conflict.path.steps, conflict.theirs)
        return value

    def screen(self) -> "Screen":
        """Return a screen of the conflicts, then of the merged value.

        >>> from bdc_sessions import example_action
        >>> session = example_action().component("01").session("01")
        >>> Merge(session).screen().parts[0]
        'Aucun conflit.'
        """
        rows = [(labels_to(type(self.value), c.path), *c.cells[1:]) for c in self.conflicts]
        conflicts = Screen("Conflits", [Table(_HEAD, rows)]) if rows else "Aucun conflit."
        value: Any = self.value  # of a model class, each of which has a screen
        return Screen(self.ABOUT.title, [conflicts, value.screen()])

    def __repr__(self) -> str:
        """Return the class of the value, and the number of conflicts."""
        conflicts = counted(len(self.conflicts), "conflict", "en")
        return summary(Merge, f"of {type(self.value).__name__}: {conflicts}")


def merge(base: T, ours: T, theirs: T) -> "Merge[T]":
    """Merge two edited copies of one base; where they disagree, note a conflict.

    >>> from bdc_sessions import example_action
    >>> base = example_action()
    >>> ours, theirs = base.set("title", "Autre"), base.set("components[01].sessions[01].places", 8)
    >>> merged = merge(base, ours, theirs)
    >>> merged.value.title, merged.value["components[01].sessions[01].places"], merged.conflicts
    ('Autre', 8, ())

    Information sessions appended by both sides are all kept, ours first, equal ones once. An object
    that one side removed and the other changed is a conflict. So are all information sessions of a
    session together, if one side removed or moved some and the other changed any.

    Raises:
        TypeError: Values of different classes, or of no model class.
    """
    if not type(base) is type(ours) is type(theirs):
        classes = ", ".join(type(value).__name__ for value in (base, ours, theirs))
        raise TypeError(f"found values of classes {classes}; expected three of one class")
    conflicts: list[Conflict] = []

    def note(trail: Trail, *sides: Any) -> None:
        conflicts.append(conflict_of(of, path_of(trail), *sides))

    of = class_of(base, "merge(base=)")
    value: T = _merged(base, ours, theirs, None, note)
    return Merge(value, conflicts)


def _agreed(base: Any, ours: Any, theirs: Any) -> tuple[Any, ...]:
    """Return the agreed value in a tuple: one side changed, or both alike; () if they disagree."""
    if ours is theirs or theirs is base or theirs in (ours, base):
        return (ours,)
    return (theirs,) if ours == base else ()


def _merged(base: Any, ours: Any, theirs: Any, trail: Trail, on_conflict: OnConflict) -> Any:
    """Return the merge of an object that exists in all three."""
    agreed = _agreed(base, ours, theirs)
    if agreed:
        return agreed[0]
    fields: dict[str, Any] = {}
    for name, inside in shape(type(base)).fields:
        sides = (getattr(base, name), getattr(ours, name), getattr(theirs, name))
        agreed = _agreed(*sides)
        if agreed:
            fields[name] = agreed[0]
        elif inside is None:
            fields[name] = sides[1]
            on_conflict((trail, name, None), *sides)
        elif isinstance(inside, Collection):
            merge_items = _merged_by_position if inside.key is None else _merged_by_key
            fields[name] = merge_items(sides, inside, trail, on_conflict)
        else:
            fields[name] = _merged(*sides, (trail, name, None), on_conflict)
    return replace_unchecked(ours, **fields)


def _merged_by_key(
    all_sides: Sides, collection: Collection, trail: Trail, on_conflict: OnConflict
) -> Items:
    """Return the merge of a collection whose items have a number or kind."""
    by_key = [dict(zip(keys(side, collection), side, strict=True)) for side in all_sides]
    in_base, in_ours, in_theirs = by_key
    items: list[Any] = []
    for key in sorted(set().union(*by_key), key=natural_key):
        sides = (in_base.get(key, ABSENT), in_ours.get(key, ABSENT), in_theirs.get(key, ABSENT))
        here = (trail, collection.name, key)
        if ABSENT not in sides:
            items.append(_merged(*sides, here, on_conflict))
        elif agreed := _agreed(*sides):
            items += agreed
        else:
            items.append(sides[1])
            on_conflict(here, *sides)
    return tuple([item for item in items if item is not ABSENT])


def _merged_by_position(
    all_sides: Sides, collection: Collection, trail: Trail, on_conflict: OnConflict
) -> Items:
    """Return the merge of a collection whose items have no key; each side changed it."""
    base, ours, theirs = all_sides
    count = len(base)
    ours_moves, theirs_moves = _moves_any(base, ours), _moves_any(base, theirs)
    if (
        min(len(ours), len(theirs)) < count
        or (ours_moves and theirs[:count] != base)
        or (theirs_moves and ours[:count] != base)
    ):
        on_conflict((trail, collection.name, None), base, ours, theirs)
        return ours
    merged = [
        _merged(*sides, (trail, collection.name, str(position)), on_conflict)
        for position, sides in enumerate(zip(base, ours, theirs, strict=False), 1)
    ]
    # Appended items have no position in the base: those of both sides are kept, equal ones once.
    first, second = (theirs, ours) if theirs_moves else (ours, theirs)
    appended = list(first[count:])
    added = Counter(first) - Counter(base) if ours_moves or theirs_moves else Counter(appended)
    for item in second[count:]:
        if added[item]:
            added[item] -= 1
        else:
            appended.append(item)
    return (*merged, *appended)


def _moves_any(base: Items, side: Items) -> bool:
    """Whether a side has an item of the base at another position, and not at its own."""
    displaced = {before for before, after in zip(base, side, strict=False) if before != after}
    return any(
        item in displaced and base[index : index + 1] != (item,) for index, item in enumerate(side)
    )


def sides_by_path(choices: Choices, paths: set[Path]) -> dict[Path, Side]:
    """Return the choices by parsed path, each checked to be a side, at the path of a conflict."""
    given: object = choices
    if not isinstance(given, Mapping):
        raise wrong_type(given, "choices", "a mapping of paths to sides")
    sides: dict[Path, Side] = {}
    for key, value in choices.items():
        path, side = Path.parse(key), to_instance(value, Side, f"choices[{short_repr(str(key))}]")
        if path not in paths:
            raise NotFoundError(path, sorted(map(str, paths), key=natural_key))
        if sides.setdefault(path, side) is not side:
            raise ValueError(
                f"{line_of(path)} is decided twice, for both sides; expected one choice"
            )
    return sides


def _put(value: Any, steps: Steps, chosen: Any) -> Any:
    """Return a copy of a value with the chosen side at the path of a conflict, checked."""
    (name, key), deeper = steps[0], steps[1:]
    current = getattr(value, name)
    if key is None:
        new = _put(current, deeper, chosen) if deeper else chosen
    else:
        index = index_of(current, shape(type(value)).collections[name], key)
        if index < 0:
            new = (*current, chosen)
        else:
            item = _put(current[index], deeper, chosen) if deeper else chosen
            kept = () if item is ABSENT else (item,)
            new = (*current[:index], *kept, *current[index + 1 :])
    return value.evolve(**{name: new})
