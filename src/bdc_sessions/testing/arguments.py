"""The arguments of strategies, judged where a strategy is made: a draw would fail deep inside."""

from collections.abc import Mapping
from typing import Any, Final

from bdc_sessions.model import Action, Component, Session
from bdc_sessions.model.fields import to_instance, to_int, to_text
from bdc_sessions.testing.quality import Quality

CLASSES: Final[Mapping[str, type[Any]]] = {
    "quality": Quality,
    "action": Action,
    "component": Component,
    "session": Session,
}
"""The classes of arguments, by name; those named ``min_…`` are numbers, all others texts."""


def check_arguments(drawing: str, **given: Any) -> None:
    """Refuse what a strategy cannot take; None stands for an argument that is not given.

    >>> check_arguments("sessions", component="01")
    Traceback (most recent call last):
    TypeError: sessions(component=): found '01' (str); expected a Component

    Raises:
        TypeError: An argument of another type.
        ValueError: A number below 0.
    """
    for name, value in given.items():
        where = f"{drawing}({name}=)"
        if value is None and name != "quality":
            continue
        if name in CLASSES:
            to_instance(value, CLASSES[name], where)
        elif name.startswith("min_"):
            to_count(value, where)
        else:
            to_text(value, where)


def to_count(value: int, where: str) -> int:
    """Return a whole number that is not negative."""
    if to_int(value, where) < 0:
        raise ValueError(f"{where}: found {value}; expected 0 or more")
    return value
