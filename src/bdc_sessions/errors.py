"""Every failure of the library: one base class, one class per failure.

Each error carries its facts as attributes; its text says what was found, what was expected and
what to do. A wrong type is a plain ``TypeError``.
"""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

MOST_TOLD = 100
"""The names or the lines of a report that a message tells; its error holds them all."""


class BdcSessionsError(Exception):
    """The base of every error that the library raises by design.

    >>> issubclass(NotFoundError, BdcSessionsError), issubclass(NotFoundError, LookupError)
    (True, True)
    """

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by attributes, so that an error crosses processes with its facts."""
        return _rebuild, (type(self), str(self), vars(self).copy())


def _rebuild(cls: type[BdcSessionsError], text: str, facts: dict[str, Any]) -> BdcSessionsError:
    error = cls.__new__(cls, text)
    error.args = (text,)
    vars(error).update(facts)
    return error


def _named(known: Sequence[str]) -> str:
    there = ", ".join(known[:MOST_TOLD]) or "nothing"
    return there if len(known) <= MOST_TOLD else f"{there}, … ({len(known)} in all)"


def _told(report: Iterable[Any]) -> str:
    violations = iter(report)
    lines = [str(violation) for violation in islice(violations, MOST_TOLD)]
    more = sum(1 for _ in violations)
    return "\n".join([*lines, f"… and {more} more, in .report"] if more else lines)


class DuplicateNumberError(BdcSessionsError, ValueError):
    """Two sessions or components with one number (or two volumes of one kind).

    Attributes: ``path`` of the second one, ``number`` that both bear.
    """

    def __init__(self, path: Any, number: str) -> None:
        """Say which number stands twice, and where."""
        self.path = path
        self.number = number
        super().__init__(
            f"{path}: the number {number!r} is already taken; expected each number once: "
            "give another number, or change the one that bears it"
        )


class NotFoundError(BdcSessionsError, LookupError):
    """A number, a path, a request or a rule that does not exist.

    Attributes: ``path`` (or key) that was asked for, ``known``: what exists in its place.
    """

    def __init__(self, path: Any, known: Sequence[str] = ()) -> None:
        """Say what was asked for, and what there is."""
        self.path = path
        self.known: tuple[str, ...] = tuple(known)
        super().__init__(f"{path} does not exist; there is: {_named(self.known)}")


class StaleChangeError(BdcSessionsError, ValueError):
    """Changes applied to a value that they were not made from.

    Attributes: ``changes`` that do not fit, ``found``: what the value holds in their place.
    """

    def __init__(self, changes: Sequence[Any], found: Sequence[Any]) -> None:
        """List every stale field: what was expected there, what was found."""
        self.changes: tuple[Any, ...] = tuple(changes)
        self.found: tuple[Any, ...] = tuple(found)
        rows = "; ".join(
            f"{change.path}: expected {change.before!r}, found {now!r}"
            for change, now in zip(self.changes, self.found, strict=True)
        )
        super().__init__(f"the value is not what these changes were made from: {rows}; rebase them")


class DecodeError(BdcSessionsError, ValueError):
    """Data that do not decode.

    Attributes: ``report``, with every fault.
    """

    def __init__(self, report: Any) -> None:
        """Tell every fault of the report."""
        self.report = report
        super().__init__(f"the data cannot be read:\n{_told(report)}")


class InvalidError(BdcSessionsError, ValueError):
    """A value that breaks rules, where a valid one is due.

    Attributes: ``report``, with every violation.
    """

    def __init__(self, report: Any) -> None:
        """Tell every violation of the report."""
        self.report = report
        super().__init__(f"the value breaks rules:\n{_told(report)}")


class RefusedError(BdcSessionsError, ValueError):
    """A request that may not be issued.

    Attributes: ``request``, ``report`` on the state that issuing it would give.
    """

    def __init__(self, request: Any, report: Any) -> None:
        """Name the request and tell what is wrong with it."""
        self.request = request
        self.report = report
        super().__init__(f"request {request.id!r} may not be issued:\n{_told(report)}")


class NotDeletableError(BdcSessionsError, ValueError):
    """The discarding of a validated request (§1.3).

    Attributes: ``request``.
    """

    def __init__(self, request: Any) -> None:
        """Say what to do instead: bring the places to 0."""
        self.request = request
        super().__init__(
            f"request {request.id!r} is {request.status.value!r} and cannot be deleted: "
            "draft a change that sets the places to 0 instead (§1.3)"
        )


class MergeConflictError(BdcSessionsError, ValueError):
    """A rebase that needs a person.

    Attributes: ``conflicts``.
    """

    def __init__(self, conflicts: Sequence[Any]) -> None:
        """List every field on which the two sides disagree."""
        self.conflicts: tuple[Any, ...] = tuple(conflicts)
        rows = "; ".join(
            f"{c.path}: {c.base!r} became {c.ours!r} and {c.theirs!r}" for c in self.conflicts
        )
        super().__init__(f"both sides changed the same fields, choose by hand: {rows}")


class RequestStateError(BdcSessionsError, ValueError):
    """A request used against its life cycle: one id twice, issued twice, an instant gone back.

    Attributes: ``request``.
    """

    def __init__(self, request: Any, reason: str) -> None:
        """Name the request and say why it can't be used so."""
        self.request = request
        super().__init__(f"request {request.id!r}: {reason}")
