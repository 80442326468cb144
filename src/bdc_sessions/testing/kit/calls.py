"""The calls of the protocol as values, each of which reads as one would write it."""

from datetime import datetime
from typing import Any

from attrs import evolve, frozen
from pendulum import DateTime

from bdc_sessions.model import Issuer, Session
from bdc_sessions.testing.kit.service import DossierService
from bdc_sessions.testing.kit.written import changed, written
from bdc_sessions.texts import short_repr


@frozen(repr=False)
class Draft:
    """Draft an addition, or a change of a session."""

    of: str
    """Which dossier is called: ``service``, or the one that is open beside it."""
    id: str
    component: str
    session: Session
    new: bool
    current: Session | None = None
    """The session as it stands, of which a change is written."""
    seen: Session | None = None
    """The session as the person saw it, if the service is told."""

    def __call__(self, service: DossierService) -> object:
        """Make the call."""
        given: dict[str, Any] = {"new": self.new}
        if self.seen is not None:
            given["seen"] = self.seen
        return service.draft(self.id, self.component, self.session, **given)

    def taken(self, answer: object) -> "Draft":
        """Return the call as the service took it: under the id that it gave, if it gave one."""
        if answer is None:
            return self
        if not isinstance(answer, str):
            raise AssertionError(f"draft() gave {_typed(answer)}; expected the request's id, or None")
        return evolve(self, id=answer)

    def __repr__(self) -> str:
        if self.current is None:
            session, more = written(self.session), ""
        elif self.seen is None:
            session, more = changed(self.session, self.current), ""
        else:
            seen = changed(self.seen, self.current)
            session, more = changed(self.session, self.seen, "seen"), f", seen={seen}"
        return f"{self.of}.draft({self.id!r}, {self.component!r}, {session}, new={self.new}{more})"


@frozen(repr=False)
class Issue:
    """Emit a request and apply it."""

    of: str
    id: str
    by: Issuer
    at: DateTime

    def __call__(self, service: DossierService) -> object:
        """Make the call."""
        return service.issue(self.id, by=self.by, at=self.at)

    def taken(self, answer: object) -> "Issue":
        """Return the call as the service took it: at the instant of its own clock, if it has one."""
        if answer is None:
            return self
        if not isinstance(answer, datetime) or answer.tzinfo is None:
            raise AssertionError(f"issue() gave {_typed(answer)}; expected its instant, or None")
        return evolve(self, at=answer)

    def __repr__(self) -> str:
        return f"{self.of}.issue({self.id!r}, by={written(self.by)}, at={written(self.at)})"


@frozen(repr=False)
class Discard:
    """Delete a pending request."""

    of: str
    id: str

    def __call__(self, service: DossierService) -> object:
        """Make the call."""
        return service.discard(self.id)

    def taken(self, _: object) -> "Discard":
        """Return the call as the service took it."""
        return self

    def __repr__(self) -> str:
        return f"{self.of}.discard({self.id!r})"


Call = Draft | Issue | Discard


def _typed(value: object) -> str:
    return f"{short_repr(value)} ({type(value).__name__})"


def outcome(call: Call, service: DossierService) -> object:
    """Make a call, and return what it gives, or what it raises: a refusal is any exception."""
    try:
        return call(service)
    except Exception as raised:  # noqa: BLE001 - a refusal is any exception
        return raised
