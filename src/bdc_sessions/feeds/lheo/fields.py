"""The fields that the values of the feed are made of, each named by its French label."""

from collections.abc import Mapping
from typing import Any

from attrs import field

from bdc_sessions.model.fields import label, wrong_type
from bdc_sessions.model.shape import COLLECTION, PART, shape
from bdc_sessions.texts import display, line_of

Texts = tuple[str, ...]
"""Several texts, in an order."""
LONGEST_LINE = 200
"""The characters of an object that is displayed within a line."""


def flag_field(name: str) -> Any:
    """Return a field that holds a yes or no, or None."""
    return field(default=None, converter=_to_flag, metadata=label(name))


def _to_flag(value: bool | None, where: str = "") -> bool | None:  # noqa: FBT001 - a field's converter
    if value is None or value is True or value is False:
        return value
    raise wrong_type(value, where, "a yes or no (bool)")


def as_read(name: str) -> Any:
    """Return a field that holds what was read, whatever it is, or None."""
    return field(default=None, metadata=label(name))


def part(name: str) -> Mapping[str, Any]:
    """Return the metadata of a field that holds one object."""
    return {**label(name), PART: True}


def several(name: str) -> Mapping[str, Any]:
    """Return the metadata of a field that holds objects, each known by its place."""
    return {**label(name), COLLECTION: None}


def in_a_line(value: Any) -> str:
    """Return an object's leaves as one line, each with its label, as a change displays it."""
    form = shape(type(value))
    leaves = zip(form.leaves, form.leaf_values(value), strict=True)
    texts = [
        f"{form.labels[name]} : {display(leaf)}" for name, leaf in leaves if leaf not in (None, ())
    ]
    return line_of(", ".join(texts) or "-", LONGEST_LINE)
