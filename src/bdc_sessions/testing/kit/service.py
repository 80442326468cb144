"""The service that the conformance kit judges, and what of it is optional."""

from collections.abc import Sequence
from enum import StrEnum
from inspect import signature
from typing import Protocol

from pendulum import DateTime

from bdc_sessions.model import Action, Issuer, Session


class DossierService(Protocol):
    """One dossier in the service under test; a refusal is any exception.

    A service may refuse at ``draft`` or at ``issue`` what the library refuses at either; what it
    refuses changes nothing.

    >>> from bdc_sessions import Dossier, example_action
    >>> class Service:
    ...     def __init__(self, action):
    ...         self.dossier = Dossier(action)
    ...     def draft(self, id, component, session, *, new, seen=None):
    ...         given = {"component": component, "session": session}
    ...         if new:
    ...             self.dossier = self.dossier.draft_addition(id, **given)
    ...         else:
    ...             self.dossier = self.dossier.draft_change(id, **given, seen=seen)
    ...     def issue(self, id, by, at):
    ...         self.dossier = self.dossier.issue(id, by=by, at=at)
    ...     def discard(self, id):
    ...         self.dossier = self.dossier.discard(id)
    ...     def action(self):
    ...         return self.dossier.action
    ...     def tracking(self):
    ...         return [row.cells for row in self.dossier.tracking()]
    >>> service: DossierService = Service(example_action())
    """

    def draft(self, id: str, component: str, session: Session, *, new: bool) -> str | None:
        """Draft the addition of a session (§1.2), or a change to it of the one that is there.

        Return the id of the request, if the service makes its own. A service whose method takes
        ``seen`` as well, the session as the person saw it, is tried for ``Capability.SEEN``.
        """

    def issue(self, id: str, by: Issuer, at: DateTime) -> DateTime | None:
        """Emit a request and apply it, in one step (§1.2).

        Return the instant of the issue, if the service takes it by its own clock.
        """

    def discard(self, id: str) -> None:
        """Delete a pending request (§1.3)."""

    def action(self) -> Action:
        """Return the action as it stands."""

    def tracking(self) -> Sequence[Sequence[str]]:
        """Return the cells of "Suivi des demandes de modification", newest last (§1.2)."""


class Capability(StrEnum):
    """What a service may do without, where it says so: it is then shown as skipped.

    >>> print(Capability.DISCARD)
    discards pending requests (§1.3)
    """

    DISCARD = "discards pending requests (§1.3)"
    TRACKING = 'shows "Suivi des demandes de modification" (§1.2)'
    INFOS = "keeps the collective informations of sessions (§2)"
    SEVERAL = "keeps several dossiers open at a time, each with a state of its own"
    SEEN = "merges what two people make of the session that each saw: draft(…, seen=session)"


def takes_seen(service: DossierService) -> bool:
    """Whether a service is told what the person saw who drafts.

    >>> from bdc_sessions import example_action
    >>> from bdc_sessions.testing.kit.reference import Reference
    >>> takes_seen(Reference(example_action()))
    True
    """
    return "seen" in signature(service.draft).parameters
