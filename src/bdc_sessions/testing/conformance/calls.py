"""The calls of the protocol as values, each of which reads as one would write it."""

from attrs import frozen
from pendulum import DateTime

from bdc_sessions.model import Issuer, Session
from bdc_sessions.testing.conformance.service import DossierService
from bdc_sessions.testing.conformance.written import changed, written


@frozen(repr=False)
class Draft:
    """Draft an addition, or a change of a session as it was seen."""

    of: str
    """Which dossier is called: ``service``, or the one that is open beside it."""
    id: str
    component: str
    session: Session
    new: bool
    seen: Session | None = None

    def __call__(self, service: DossierService) -> None:
        """Make the call."""
        service.draft(self.id, self.component, self.session, new=self.new)

    def __repr__(self) -> str:
        """Be the call as one would write it."""
        session = changed(self.session, self.seen) if self.seen else written(self.session)
        return f"{self.of}.draft({self.id!r}, {self.component!r}, {session}, new={self.new})"


@frozen(repr=False)
class Issue:
    """Emit a request and apply it."""

    of: str
    id: str
    by: Issuer
    at: DateTime

    def __call__(self, service: DossierService) -> None:
        """Make the call."""
        service.issue(self.id, by=self.by, at=self.at)

    def __repr__(self) -> str:
        """Be the call as one would write it."""
        return f"{self.of}.issue({self.id!r}, by={written(self.by)}, at={written(self.at)})"


@frozen(repr=False)
class Discard:
    """Delete a pending request."""

    of: str
    id: str

    def __call__(self, service: DossierService) -> None:
        """Make the call."""
        service.discard(self.id)

    def __repr__(self) -> str:
        """Be the call as one would write it."""
        return f"{self.of}.discard({self.id!r})"


Call = Draft | Issue | Discard


def refusal(call: Call, service: DossierService) -> Exception | None:
    """Make a call, and return what it raises: a refusal is any exception."""
    try:
        call(service)
    except Exception as raised:  # noqa: BLE001 - a refusal is any exception
        return raised
    return None
