"""The service that the conformance kit judges, and what of it is optional."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

from pendulum import DateTime

from bdc_sessions.model import Action, Issuer, Session


class DossierService(Protocol):
    """One dossier in the service under test; a refusal is any exception.

    A service may refuse at ``draft`` or at ``issue`` what the library refuses at either; what it
    refuses changes nothing.
    """

    def draft(self, id: str, component: str, session: Session, *, new: bool) -> None:
        """Draft the addition of a session (§1.2), or a change to it of the one that is there."""

    def issue(self, id: str, by: Issuer, at: DateTime) -> None:
        """Emit a request and apply it, in one step (§1.2)."""

    def discard(self, id: str) -> None:
        """Delete a pending request (§1.3)."""

    def action(self) -> Action:
        """Return the action as it stands."""

    def tracking(self) -> Sequence[Sequence[str]]:
        """Return the cells of "Suivi des demandes de modification", newest last (§1.2)."""


class Capability(StrEnum):
    """What a service may do without, where it says so: it is then shown as skipped."""

    DISCARD = "discards pending requests (§1.3)"
    TRACKING = 'shows "Suivi des demandes de modification" (§1.2)'
    INFOS = "keeps the collective informations of sessions (§2)"
    SEVERAL = "keeps several dossiers open at a time, each with a state of its own"
