"""The screen of a value for which the guide has none: its fields by their labels."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any

from bdc_sessions.screen.parts import Pairs
from bdc_sessions.screen.screen import Screen
from bdc_sessions.texts import NOTHING, Bilingual, display


def screen_of(cls: type[Any], fields: Iterable[tuple[str, object]]) -> Screen:
    """Return labels and values as a screen titled by the ``ABOUT`` of their class, or its name."""
    about = getattr(cls, "ABOUT", None)
    title = cls.__name__ if about is None else about.title
    return Screen(title, [Pairs([(name, _text(value)) for name, value in fields])])


def row_html(row: Any) -> str:
    """Return the HTML of one row, a NamedTuple, for a notebook."""
    labels = getattr(row, "LABELS", row._fields)
    return screen_of(type(row), zip(labels, row, strict=True))._repr_html_()


def _text(value: object) -> str:
    label = getattr(value, "label", None)
    match value:
        case bool():
            text = "oui" if value else "non"
        case Bilingual():
            text = value.fr
        case Enum() if callable(label):  # a method, with a parameter lang
            text = str(label())
        case Mapping():
            text = ", ".join([f"{key} : {_text(item)}" for key, item in value.items()]) or NOTHING
        case _ if callable(value):  # by name: a repr may have an address
            text = str(getattr(value, "__name__", type(value).__name__))
        case _:
            text = display(value)
    return text
