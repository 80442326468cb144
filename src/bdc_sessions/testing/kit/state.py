"""Where a dossier stands, and what a number means there."""

from collections.abc import Sequence
from typing import Final, NamedTuple, TypeVar

from bdc_sessions.changes import ChangeRequest, RequestStatus
from bdc_sessions.model import CollectiveInfo, Component, Session
from bdc_sessions.testing.kit.edits import Fields, edits
from bdc_sessions.testing.kit.reference import Reference

T = TypeVar("T")

KINDS: Final = 11
"""The kinds of edits that are told apart,"""
EDITS: Final = 11 * KINDS
"""edits of all kinds,"""
SECOND: Final = 2 * KINDS
"""and second kinds: of the larger numbers, that are drawn less, two things are changed."""


class Choice(NamedTuple):
    """Which edits are made: one number, for each that is drawn costs time to make small."""

    number: int

    @property
    def kinds(self) -> tuple[int, ...]:
        """The kind of edit, or the two."""
        kind, second = self.number % KINDS, self.number // EDITS
        return (kind,) if second < KINDS else (kind, second - KINDS)

    @property
    def value(self) -> int:
        """Which edit of its kind."""
        return self.number % EDITS // KINDS + self.number // EDITS


class State(NamedTuple):
    """Where a dossier stands, and what may be appended to its sessions."""

    of: str
    library: Reference
    infos: tuple[CollectiveInfo, ...]

    @property
    def sessions(self) -> list[tuple[Component, Session]]:
        """The sessions that there are, each with its component."""
        return [(c, session) for c in self.library.action().components for session in c.sessions]

    @property
    def pending(self) -> list[ChangeRequest]:
        """The drafts."""
        return self.library.requests(RequestStatus.PENDING)

    @property
    def validated(self) -> list[ChangeRequest]:
        """The requests that were issued, oldest first."""
        return self.library.requests(RequestStatus.VALIDATED)

    @property
    def ids(self) -> list[str]:
        """The ids that are taken."""
        return [request.id for request in (*self.pending, *self.validated)]

    def edits(self, session: Session, component: Component) -> list[list[Fields]]:
        """Return what to change of a session, kind by kind."""
        return edits(session, component, self.library.action().sites, self.infos)

    def edited(self, session: Session, component: Component, choice: Choice) -> Session:
        """Change one thing of a session, or two."""
        for kind in choice.kinds:
            fields = nth(self.edits(session, component), kind)
            session = session.evolve(**nth(fields, choice.value))
        return session


def nth(items: Sequence[T], nth: int) -> T:
    """Return one of several, whatever the number."""
    return items[nth % len(items)]


def nth_last(items: Sequence[T], nth: int) -> T:
    """Count from the last: what came before may be left out, and the same is meant."""
    return items[-1 - min(nth, len(items) - 1)]
