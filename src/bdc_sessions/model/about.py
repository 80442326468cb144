"""What a class says of itself, in one place: its names, for machines and for people."""

from collections.abc import Callable
from typing import NamedTuple


class About(NamedTuple):
    """How a class is called by the codec, the reader, the rules and the recap."""

    type_name: str
    """The name that its encoding bears, ``collective_info``."""
    title: str
    """The guide's name of it, "Information collective"."""
    subject: str = ""
    """The name by which a rule takes it, ``info``; "" for a class that rules do not judge."""
    heading: Callable[[str], str] | None = None
    """What a recap writes of one object by its number, kind or place, "Session n° 01"."""
    description: str = ""
    """What a schema says of it: ``python -OO`` strips the docstring."""
