"""The fields that the values of the feed are made of."""

from typing import Any

from attrs import field

from bdc_sessions.model.fields import label, to_optional_text, wrong_type


def text_field(name: str) -> Any:
    """Return a field that holds a text or None, named by its French label."""
    return field(default=None, converter=to_optional_text, metadata=label(name))


def to_optional_flag(value: bool | None, where: str = "") -> bool | None:  # noqa: FBT001 - a field's converter
    """Take a yes or no, or None."""
    if value is None or value is True or value is False:
        return value
    raise wrong_type(value, where, "a yes or no (bool)")


def flag_field(name: str) -> Any:
    """Return a field that holds a yes or no, or None, named by its French label."""
    return field(default=None, converter=to_optional_flag, metadata=label(name))
