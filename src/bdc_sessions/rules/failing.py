"""Exceptions of an embedder's functions: they are reported, and judging goes on."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from bdc_sessions.model.shape import shape
from bdc_sessions.texts import LONGEST_REPR, normal_text, one_line

T = TypeVar("T")

STOPS = (KeyboardInterrupt, SystemExit, GeneratorExit)
"""The exceptions that end a program; only these are not caught."""


class Crash(NamedTuple):
    """The stand-in for a value that could not be computed: a rule that takes it fails too."""

    error: BaseException


def attempt(function: Callable[..., T], *given: object) -> T | Crash:
    """Return the result of a function, or a ``Crash`` with what it raised.

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
    """Raise the exception of a ``Crash``; do nothing for any other value."""
    if type(value) is Crash:
        raise value.error


def exception_text(error: BaseException) -> str:
    """Return an exception as one short line, even if it fails to print itself.

    >>> exception_text(ConnectionError("down"))
    'ConnectionError: down'
    """
    hidden = attempt(_hidden, error)
    if not isinstance(hidden, Crash):
        return hidden
    name = attempt(getattr, type(error), "__name__")
    if isinstance(name, Crash):
        return "Exception"
    message = attempt(lambda: str(error)[:LONGEST_REPR])
    text = name if isinstance(message, Crash) or not message else f"{name}: {message}"
    return normal_text(one_line(text))[:LONGEST_REPR]


def _hidden(error: BaseException) -> str:
    """Return the text of an exception about a collection that an object was given without.

    Raises:
        Exception: It is an exception of another kind.
    """
    if not isinstance(error, AttributeError):
        raise TypeError
    collection = shape(type(error.obj)).collections[str(error.name)]
    return (
        f"AttributeError: this {type(error.obj).__name__} has no {collection.name!r}: a rule takes "
        "its parents without their collections; read a field such as 'number', or declare a Group "
        "or Twins"
    )
