"""The names of a model class, for machines and for people."""

from collections.abc import Callable
from typing import NamedTuple


class About(NamedTuple):
    """The names of a model class in encodings, screens, rules and recaps."""

    type_name: str
    """The type in its envelope, ``collective_info``."""
    title: str
    """The name in the guide, "Information collective"."""
    subject: str = ""
    """The parameter of a rule that takes it, ``info``; "" for a class without rules."""
    heading: Callable[[str], str] | None = None
    """Makes a recap's heading of one object's number, kind or place: "Session n° 01"."""
    description: str = ""
    """The description in a schema, as ``python -OO`` strips the docstring."""
