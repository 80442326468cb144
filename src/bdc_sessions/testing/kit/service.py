"""The service that the conformance kit judges, and what of it is optional."""

from collections.abc import Sequence
from enum import StrEnum
from inspect import Parameter, signature
from typing import Protocol

from pendulum import DateTime

from bdc_sessions.model import Action, Issuer, Session
from bdc_sessions.model.value import enum_repr


class DossierService(Protocol):
    """One dossier in the service under test; a refusal is any exception.

    A service may refuse at ``draft`` or at ``issue`` what the library refuses at either; what it
    refuses changes nothing.

    >>> class MyService:
    ...     def __init__(self, action): ...
    ...     def draft(self, id, component, session, *, new): ...
    ...     def issue(self, id, by, at): ...
    ...     def discard(self, id): ...
    ...     def action(self): ...
    ...     def tracking(self): ...
    """

    def draft(self, id: str, component: str, session: "Session", *, new: bool) -> str | None:
        """Draft the addition of a session (§1.2), or a change to it of the one that is there.

        Return the id of the request, if the service makes its own. A service whose method takes
        ``seen=`` as well, the session as the person saw it, is tried for ``Capability.SEEN``.
        """

    def issue(self, id: str, by: "Issuer", at: "DateTime") -> "DateTime | None":
        """Emit a request and apply it, in one step (§1.2).

        Return the instant of the issue, if the service takes it by its own clock.
        """

    def discard(self, id: str) -> None:
        """Delete a pending request (§1.3)."""

    def action(self) -> "Action":
        """Return the action as it stands."""

    def tracking(self) -> "Sequence[Sequence[str]]":
        """Return the cells of "Suivi des demandes de modification", newest last (§1.2)."""


class Capability(StrEnum):
    """What a service may do without, where it says so: it is then shown as skipped.

    >>> print(Capability.DISCARD)
    discards pending requests (§1.3)
    """

    DISCARD = "discards pending requests (§1.3)"
    TRACKING = 'shows "Suivi des demandes de modification" (§1.2)'
    INFOS = "keeps the information sessions of sessions (§2)"
    SEVERAL = "keeps several dossiers open at a time, each with a state of its own"
    SEEN = "merges what two people make of the session that each saw: draft(…, seen=session)"

    __repr__ = enum_repr


def takes_seen(service: DossierService) -> bool:
    """Whether a service can be told what the person saw who drafts."""
    parameters = signature(service.draft).parameters.values()
    return any(p.name == "seen" or p.kind is Parameter.VAR_KEYWORD for p in parameters)
