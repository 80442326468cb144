"""What becomes of what an embedder's function raises: it is told, and judging goes on."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from bdc_sessions.texts import LONGEST_REPR, normal_text, one_line

T = TypeVar("T")

STOPS = (KeyboardInterrupt, SystemExit, GeneratorExit)
"""What ends a program: it alone passes."""


class Crash(NamedTuple):
    """What stands for a value that could not be computed: a rule that takes it fails likewise."""

    error: BaseException


def attempt(function: Callable[..., T], *given: object) -> T | Crash:
    """Return what a function gives, or what stands for it; what ends a program alone passes.

    >>> attempt(int, "12"), attempt(int, None).error.__class__
    (12, <class 'TypeError'>)
    """
    try:
        return function(*given)
    except STOPS:
        raise
    except BaseException as error:  # noqa: BLE001 - a bug in a rule must not lose the report
        return Crash(error)


def raise_crash(value: object) -> None:
    """Raise what a value that could not be computed stands for; do nothing with any other."""
    if type(value) is Crash:
        raise value.error


def exception_text(error: BaseException) -> str:
    """Return what was raised, on one line and bounded, whatever the exception does.

    >>> exception_text(ConnectionError("down"))
    'ConnectionError: down'
    """
    name = attempt(getattr, type(error), "__name__")
    if isinstance(name, Crash):
        return "Exception"
    said = attempt(lambda: str(error)[:LONGEST_REPR])
    text = name if isinstance(said, Crash) or not said else f"{name}: {said}"
    return normal_text(one_line(text))[:LONGEST_REPR]
