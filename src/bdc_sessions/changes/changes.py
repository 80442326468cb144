"""``Changes``: the differences between two values, to apply, invert, compose and print."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, ClassVar, TypeVar, overload

import attrs
from attrs import field, frozen

from bdc_sessions.changes.apply import apply_changes
from bdc_sessions.changes.compose import compose_changes
from bdc_sessions.changes.field_change import FieldChange, unchecked_change
from bdc_sessions.changes.leaves import leaf_at, to_model_class
from bdc_sessions.changes.patch import json_patch
from bdc_sessions.changes.screen import changes_screen
from bdc_sessions.model import ABSENT, Path
from bdc_sessions.model.about import About
from bdc_sessions.model.fields import bind_location, label, to_tuple
from bdc_sessions.model.path import unchecked_path
from bdc_sessions.model.shape import form_order
from bdc_sessions.model.tree import make_unchecked
from bdc_sessions.model.value import Value
from bdc_sessions.screen import Screen
from bdc_sessions.texts import counted, line_of, short_repr, summary

T = TypeVar("T")


def _to_items(values: Iterable[FieldChange], where: str = "") -> tuple[FieldChange, ...]:
    return to_tuple(values, FieldChange, where)


@frozen(repr=False, field_transformer=bind_location)
class Changes(Value, Sequence[FieldChange]):
    """An ordered, immutable sequence of field changes to values of one class.

    >>> from bdc_sessions import Session, example_action
    >>> changes = Changes(Session, [FieldChange("places", 10, 0)])
    >>> changes.apply(example_action().component("01").session("01")).places
    0
    >>> changes
    <Changes of Session: 1 field>
    >>> print(changes)
    places: 10 → 0

    Attributes:
        of: The model class whose values they change.
        items: The changes, sorted in the order of the form.

    Raises:
        TypeError: ``of`` is no model class, an item is no change, a value has not its field's type.
        ValueError: A path to no single field of the class, a path given twice, equal sides.
    """

    ABOUT: ClassVar[About] = About(
        "changes",
        "Modifications",
        description=(
            "The fields that differ between two values of one class, in the order of the form."
        ),
    )

    of: type[Any] = field(converter=to_model_class, metadata=label("Objet"))
    items: tuple[FieldChange, ...] = field(
        default=(), converter=_to_items, metadata=label("Modifications")
    )

    def __attrs_post_init__(self) -> None:
        """Check each change against the class, and sort them in the order of the form."""
        items = sorted([_checked(self.of, change) for change in self.items], key=self._order)
        for change, following in pairwise(items):
            if change.path == following.path:
                raise ValueError(
                    f"{line_of(change.path)} is changed twice; expected each field once"
                )
        object.__setattr__(self, "items", tuple(items))

    def apply(self, value: T) -> T:
        """Return the value with every change applied.

        >>> from bdc_sessions import Action, example_action
        >>> changes = Changes(Action, [FieldChange("components[01].sessions[01].places", 10, 0)])
        >>> changes.apply(example_action())["components[01].sessions[01].places"]
        0

        Raises:
            StaleChangeError: Fields of the value differ from ``before``; it lists them all.
            ValueError: The changes add or remove only some fields of an object.
            TypeError: A value of another class.
        """
        if type(value) is not self.of:
            raise TypeError(
                f"found a value of class {type(value).__name__}; "
                f"these changes are of {self.of.__name__}"
            )
        result: T = apply_changes(value, self.items)
        return result

    def inverse(self) -> "Changes":
        """Return the changes that undo these.

        >>> from bdc_sessions import Session
        >>> print(Changes(Session, [FieldChange("places", 10, 0)]).inverse())
        places: 0 → 10
        """
        return unchecked_changes(self.of, [change.inverse() for change in self.items])

    def __add__(self, later: "Changes") -> "Changes":
        """Return one sequence with the effect of these changes and then the later ones.

        >>> from bdc_sessions import Session
        >>> first = Changes(Session, [FieldChange("places", 10, 8)])
        >>> print(first + Changes(Session, [FieldChange("places", 8, 0)]))
        places: 10 → 0

        Raises:
            ValueError: The later changes do not start from the result of these.
        """
        if not isinstance(later, Changes):
            return NotImplemented
        if later.of is not self.of:
            raise ValueError(
                f"changes of {self.of.__name__} do not chain with changes of {later.of.__name__}"
            )
        composed = compose_changes(
            {change.path: change for change in self.items},
            {change.path: change for change in later.items},
        )
        return unchecked_changes(self.of, sorted(composed, key=self._order))

    def under(self, path: "str | Path") -> "Changes":
        """Return the changes at or under a path; their own paths stay whole.

        >>> from bdc_sessions import Action
        >>> places = FieldChange("components[01].sessions[01].places", 10, 0)
        >>> print(Changes(Action, [FieldChange("title", "A", "B"), places]).under("components[01]"))
        components[01].sessions[01].places: 10 → 0
        """
        top = Path.parse(path)
        return unchecked_changes(self.of, [c for c in self.items if c.path.is_under(top)])

    def to_json_patch(self, before: Any) -> "list[dict[str, Any]]":
        """Return the RFC 6902 patch that turns ``encode(before)`` into ``encode(after)``.

        >>> from bdc_sessions import Session, example_action
        >>> changes = Changes(Session, [FieldChange("places", 10, 0)])
        >>> changes.to_json_patch(example_action().component("01").session("01"))
        [{'op': 'replace', 'path': '/value/places', 'value': 0}]

        Pointers start at ``/value``, inside the envelope.

        Raises:
            StaleChangeError: As ``apply`` raises it.
        """
        return json_patch(before, self.apply(before))

    @property
    def paths(self) -> frozenset[Path]:
        """The paths that change.

        >>> from bdc_sessions import Session
        >>> Path.parse("places") in Changes(Session, [FieldChange("places", 10, 0)]).paths
        True
        """
        return frozenset(change.path for change in self.items)

    def __len__(self) -> int:
        """Return the number of fields that change."""
        return len(self.items)

    def __iter__(self) -> Iterator[FieldChange]:
        """Yield the changes in the order of the form."""
        return iter(self.items)

    @overload
    def __getitem__(self, index: int) -> FieldChange: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[FieldChange, ...]: ...
    def __getitem__(self, index: int | slice) -> FieldChange | tuple[FieldChange, ...]:
        """Return a change by its index, or a tuple of some."""
        return self.items[index]

    def screen(self) -> "Screen":
        """Return the guide's table, MODIFICATIONS: a heading for each session (§1.2).

        >>> from bdc_sessions import Action
        >>> places = FieldChange("components[01].sessions[01].places", 10, 0)
        >>> Changes(Action, [places]).screen().parts[0].title
        'Composante n° 01 / Session n° 01'
        """
        return changes_screen(self.of, self.items)

    def __str__(self) -> str:
        """Return a line for each change."""
        return "\n".join(map(str, self.items))

    def __repr__(self) -> str:
        """Return the class and the number of fields that change."""
        fields = counted(len(self.items), "field", "en")
        return summary(Changes, f"of {self.of.__name__}: {fields}")

    def _order(self, change: FieldChange) -> tuple[Any, ...]:
        return form_order(self.of, change.path.steps)


def unchecked_changes(of: type[Any], items: Iterable[FieldChange]) -> Changes:
    """Return changes of items known to be valid and in order, without checking them."""
    return make_unchecked(Changes, of, tuple(items))


def prefixed(changes: Changes, of: type[Any], top: Path) -> Changes:
    """Return the same changes as changes of an outer class, with ``top`` before each path."""
    steps = top.steps
    return unchecked_changes(
        of,
        [
            unchecked_change(unchecked_path(steps + c.path.steps), c.before, c.after)
            for c in changes
        ],
    )


def _checked(of: type[Any], change: FieldChange) -> FieldChange:
    convert = _leaf_converter(of, change.path)
    before, after = (
        side if side is ABSENT else convert(side) for side in (change.before, change.after)
    )
    if before == after:
        raise ValueError(f"{line_of(change.path)}: before and after are both {short_repr(before)}")
    return unchecked_change(change.path, before, after)


def _leaf_converter(of: type[Any], path: Path) -> Callable[[Any], Any]:
    """Return the converter of the field at a path; ``ValueError`` if there is no single field."""
    leaf = leaf_at(of, path)
    if leaf is None:
        fault = f"{line_of(path) or 'the empty path'} is no field of {of.__name__}"
        raise ValueError(f"{fault}; expected the path of a single field")
    convert: Callable[[Any], Any] = getattr(attrs.fields(leaf.shape.cls), leaf.name).converter
    return convert
