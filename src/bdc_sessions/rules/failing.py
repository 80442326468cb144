"""What becomes of what an embedder's function raises: it is told, and judging goes on."""

from typing import NamedTuple

from bdc_sessions.texts import LONGEST_REPR, normal_text, one_line

_STOPS = (KeyboardInterrupt, SystemExit, GeneratorExit)
"""What ends a program: it alone passes."""


def pass_on_stops(error: BaseException) -> None:
    """Raise an exception again that ends a program; do nothing with any other.

    >>> pass_on_stops(ValueError())
    """
    if isinstance(error, _STOPS):
        raise error


class Crash(NamedTuple):
    """What stands for a value that could not be computed: a rule that takes it fails likewise."""

    error: BaseException


def raise_crash(value: object) -> None:
    """Raise what a value that could not be computed stands for; do nothing with any other."""
    if type(value) is Crash:
        raise value.error


def exception_text(error: BaseException) -> str:
    """Return what was raised, on one line and bounded, whatever the exception does.

    >>> exception_text(ConnectionError("down"))
    'ConnectionError: down'
    """
    text = "Exception"
    try:
        text = type(error).__name__
        text += f": {said[:LONGEST_REPR]}" if (said := str(error)) else ""
    except BaseException as fault:  # noqa: BLE001 - it is told by its class
        pass_on_stops(fault)
    return normal_text(one_line(text))[:LONGEST_REPR]
