"""What differs between two values, as a value: applied, inverted, composed, and read off."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, ClassVar, TypeVar, overload

import attrs
from attrs import field, frozen

from bdc_sessions.changes.apply import apply_changes
from bdc_sessions.changes.compose import compose_changes
from bdc_sessions.changes.field_change import FieldChange
from bdc_sessions.changes.leaves import to_model_class
from bdc_sessions.changes.patch import json_patch
from bdc_sessions.model import ABSENT, Path
from bdc_sessions.model.about import About
from bdc_sessions.model.shape import form_order, shape

T = TypeVar("T")


def _changes(items: Iterable[FieldChange]) -> tuple[FieldChange, ...]:
    return tuple(items)


@frozen
class Changes(Sequence[FieldChange]):
    """An ordered, immutable sequence of field changes to values of one class.

    >>> from bdc_sessions.model import Site
    >>> changes = Changes(Site, [FieldChange("city", "BEZIERS", "SETE")])
    >>> site = Site(name="A", place="B", city="BEZIERS", postal_code="34500")
    >>> changes.apply(site).city, changes.inverse()[0].after
    ('SETE', 'BEZIERS')

    Order is that of the form. ``ValueError``: a path that is no leaf of the class, one that stands
    twice, a change of nothing; ``TypeError``: a value that its field cannot hold.
    """

    ABOUT: ClassVar[About] = About("changes", "Modifications")

    of: type[Any] = field(converter=to_model_class)
    items: tuple[FieldChange, ...] = field(default=(), converter=_changes)

    def __attrs_post_init__(self) -> None:
        """Check each change against the class, and put them in the order of the form."""
        checked = [_checked(self.of, change) for change in self.items]
        checked.sort(key=lambda change: form_order(self.of, change.path.steps))
        for one, other in pairwise(checked):
            if one.path == other.path:
                raise ValueError(f"{one.path} is changed twice; expected each field once")
        object.__setattr__(self, "items", tuple(checked))

    @classmethod
    def well_formed(cls, of: type[Any], items: Iterable[FieldChange]) -> "Changes":
        """Make changes of items known to be checked and in order, at no other cost."""
        changes = object.__new__(cls)
        object.__setattr__(changes, "of", of)
        object.__setattr__(changes, "items", tuple(items))
        return changes

    def apply(self, value: T) -> T:
        """Return the value with every change made.

        ``StaleChangeError`` lists every field that does not hold its "before"; ``ValueError``:
        changes that add or remove only some fields of an object; ``TypeError``: another class.
        """
        if type(value) is not self.of:
            raise TypeError(
                f"found a value of class {type(value).__name__}; "
                f"these changes are of {self.of.__name__}"
            )
        result: T = apply_changes(value, self.items)
        return result

    def inverse(self) -> "Changes":
        """Return the changes that undo these."""
        return Changes.well_formed(self.of, [change.inverse() for change in self.items])

    def __add__(self, later: "Changes") -> "Changes":
        """Return the changes that do these, then the later ones; ValueError if they don't chain."""
        if not isinstance(later, Changes):
            return NotImplemented
        if later.of is not self.of:
            raise ValueError(
                f"changes of {self.of.__name__} do not chain with changes of {later.of.__name__}"
            )
        differing = compose_changes(
            {c.path: c for c in self.items}, {c.path: c for c in later.items}
        )
        differing.sort(key=lambda change: form_order(self.of, change.path.steps))
        return Changes.well_formed(self.of, differing)

    def under(self, path: str | Path) -> "Changes":
        """Return what lies at or under a path, with the same paths."""
        top = Path.parse(path)
        return Changes.well_formed(self.of, [c for c in self.items if c.path.is_under(top)])

    def to_json_patch(self, before: Any) -> list[dict[str, Any]]:
        """Return the RFC 6902 patch that turns ``encode(before)`` into ``encode(after)``."""
        return json_patch(before, self.apply(before))

    def moved(self, of: type[Any], top: Path) -> "Changes":
        """Return the same changes as changes of a class that holds their values at a path."""
        return Changes.well_formed(
            of, [FieldChange(top / c.path, c.before, c.after) for c in self.items]
        )

    @property
    def paths(self) -> frozenset[Path]:
        """The paths that change."""
        return frozenset(change.path for change in self.items)

    def __len__(self) -> int:
        """Count the fields that change."""
        return len(self.items)

    def __iter__(self) -> Iterator[FieldChange]:
        """Go through the changes in the order of the form."""
        return iter(self.items)

    @overload
    def __getitem__(self, at: int) -> FieldChange: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[FieldChange, ...]: ...
    def __getitem__(self, at: int | slice) -> FieldChange | tuple[FieldChange, ...]:
        """Return a change by its place, or a tuple of some."""
        return self.items[at]

    def __str__(self) -> str:
        """Be a line for each change."""
        return "\n".join(map(str, self.items))


def _checked(of: type[Any], change: object) -> FieldChange:
    if not isinstance(change, FieldChange):
        raise TypeError(f"found {change!r} ({type(change).__name__}); expected a FieldChange")
    convert = _leaf_converter(of, change.path)
    before, after = (
        side if side is ABSENT else convert(side) for side in (change.before, change.after)
    )
    if before == after:
        raise ValueError(f"{change.path}: before and after are both {before!r}")
    return FieldChange(change.path, before, after)


def _leaf_converter(of: type[Any], path: Path) -> Callable[[Any], Any]:
    current = of
    for depth, (name, key) in enumerate(path.steps, 1):
        at = shape(current)
        if depth == len(path.steps) and name in at.leaves and key is None:
            convert: Callable[[Any], Any] = getattr(attrs.fields(current), name).converter
            return convert
        if key is None and name in at.parts:
            current = at.parts[name]
        elif key is not None and name in at.collections and at.collections[name].may_hold(key):
            current = at.collections[name].item
        else:
            break
    raise ValueError(f"{path} is no field of {of.__name__}; expected the path of a single field")
