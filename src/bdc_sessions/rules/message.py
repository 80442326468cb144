"""Texts with values in them, shown as the guide shows values."""

from string import Formatter
from typing import Any

from bdc_sessions.model.display import display

LANGUAGES = ("fr", "en")
"""The languages of messages, the default first."""


class _Shown(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        return format(value, format_spec) if format_spec else display(value)


_FORMATTER = _Shown()


def rendered(template: str, values: dict[str, Any]) -> str:
    """Fill a template's ``{session.start}`` and the like with values."""
    return _FORMATTER.vformat(template, (), values)


def names(template: str) -> set[str]:
    """Return the first names that a template's fields start with."""
    fields = [field for _, field, _, _ in _FORMATTER.parse(template) if field is not None]
    return {field.split(".")[0].split("[")[0] for field in fields}
