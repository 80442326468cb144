"""``FieldChange``: one field, before and after."""

from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from typing import Any, ClassVar

import attrs
from attrs import field, frozen

from bdc_sessions.changes.distinct import display_distinct
from bdc_sessions.model import ABSENT, Path
from bdc_sessions.model.about import About
from bdc_sessions.model.fields import (
    bind_location,
    label,
    to_date,
    to_decimal,
    to_instant,
    to_int,
    to_text,
    to_time,
    wrong_type,
)
from bdc_sessions.model.path import to_path
from bdc_sessions.model.value import Value, setters_of
from bdc_sessions.texts import DATE, DATETIME, TIME, one_line

_SCALARS: tuple[tuple[type[Any], Callable[[Any, str], Any]], ...] = (
    (str, to_text),
    (int, to_int),
    (DATETIME, to_instant),
    (DATE, to_date),
    (TIME, to_time),
    (Decimal, to_decimal),
)
"""The converter of each type to its canonical form, subclasses first."""


def to_value(value: Any, where: str = "") -> Any:
    """Return a value that a field may have in canonical form; objects and ABSENT as they are."""
    if value is None or isinstance(value, bool | Enum) or attrs.has(type(value)):
        return value
    if isinstance(value, tuple | list):
        return tuple([to_value(item, f"{where}[{place}]") for place, item in enumerate(value, 1)])
    for cls, convert in _SCALARS:
        if isinstance(value, cls):
            return convert(value, where)
    raise wrong_type(value, where, "what a field may hold: a text, a number, a date…")


@frozen(repr=False, field_transformer=bind_location)
class FieldChange(Value):
    """A change of one field, as a row of an audit log (§1.2).

    >>> change = FieldChange("places", 10, 0)
    >>> str(change), str(change.inverse())
    ('places: 10 → 0', 'places: 0 → 10')

    Attributes:
        path: Path of the field, from the value that changes; a text is parsed.
        before: Its value before, ``ABSENT`` if its object did not exist.
        after: Its value after, ``ABSENT`` if its object no longer exists.

    Raises:
        TypeError: A value that no field can have, such as a float or a dict.
        ValueError: A text that is no path, a value without a canonical form.
    """

    ABOUT: ClassVar[About] = About(
        "field_change",
        "Modification",
        "change",
        description="A field that differs; a side is left out where there is nothing.",
    )

    path: Path = field(converter=to_path, metadata=label("Intitulé du champ"))
    before: Any = field(converter=to_value, metadata=label("Champ avant modification"))
    after: Any = field(converter=to_value, metadata=label("Champ après modification"))

    def inverse(self) -> "FieldChange":
        """Return the change that undoes this one: before and after swapped.

        >>> FieldChange("offer_code", None, "X").inverse()
        FieldChange(path=Path.parse('offer_code'), before='X', after=None)
        """
        return unchecked_change(self.path, self.after, self.before)

    @property
    def is_addition(self) -> bool:
        """Whether the field is added, with its object.

        >>> FieldChange("number", ABSENT, "02").is_addition
        True
        """
        return self.before is ABSENT

    @property
    def is_removal(self) -> bool:
        """Whether the field is removed, with its object.

        >>> FieldChange("number", "02", ABSENT).is_removal
        True
        """
        return self.after is ABSENT

    def __str__(self) -> str:
        """Return the change as a line of a log."""
        before, after = display_distinct(self.before, self.after)
        return one_line(f"{self.path}: {before} → {after}")


HEAD: tuple[str, ...] = tuple(a.metadata["label"] for a in attrs.fields(FieldChange))
"""The column heads of the guide's table of modifications (§1.2)."""

_SET_PATH, _SET_BEFORE, _SET_AFTER = setters_of(FieldChange, ("path", "before", "after")).values()


def unchecked_change(path: Path, before: Any, after: Any) -> FieldChange:
    """Return a change of values known to be in canonical form, without checking them."""
    change = object.__new__(FieldChange)
    _SET_PATH(change, path)
    _SET_BEFORE(change, before)
    _SET_AFTER(change, after)
    return change
