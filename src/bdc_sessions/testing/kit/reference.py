"""The library as a service: what the service under test is compared with."""

from typing import Any

from pendulum import DateTime

from bdc_sessions.changes import ChangeRequest, Changes, RequestStatus
from bdc_sessions.dossier import Dossier
from bdc_sessions.model import Action, Issuer, Session


class Reference:
    """A dossier of the library, drafted and issued as a ``DossierService`` is."""

    def __init__(self, action: Action, **given: Any) -> None:
        """Open a dossier, to be judged with what ``Dossier.issue`` takes."""
        self.dossier: Dossier = Dossier(action)
        self.states: list[Action] = [action]
        """The action as each person may have seen it, oldest first."""
        self._given = given
        self._refusals: dict[str, Exception] = {}

    def draft(
        self, id: str, component: str, session: Session, *, new: bool, seen: Session | None = None
    ) -> None:
        """Draft an addition or a change."""
        if new:
            self.dossier = self.dossier.draft_addition(id, component=component, session=session)
        else:
            self.dossier = self.dossier.draft_change(
                id, component=component, session=session, seen=seen
            )

    def issue(self, id: str, by: Issuer, at: DateTime) -> None:
        """Emit a request and apply it."""
        if id in self._refusals:
            raise self._refusals[id]
        self.dossier = self.dossier.issue(id, by=by, at=at, **self._given)
        self.states.append(self.dossier.action)

    def discard(self, id: str) -> None:
        """Delete a pending request."""
        self.dossier = self.dossier.discard(id)
        self._refusals.pop(id, None)

    def action(self) -> Action:
        """Return the action as it stands."""
        return self.dossier.action

    def tracking(self) -> tuple[tuple[str, ...], ...]:
        """Return the cells of the tracking table."""
        return tuple(row.cells for row in self.dossier.tracking())

    def may_issue(self, id: str) -> bool:
        """Whether a draft could be issued as things stand."""
        return self.dossier.check(id, **self._given).ok

    def is_overtaken(self, id: str) -> bool:
        """Whether a draft can't be applied any more, for what was issued meanwhile."""
        codes = {violation.code for violation in self.dossier.check(id, **self._given).report}
        return id in self._refusals or not codes.isdisjoint(("REQ-002", "REQ-006"))

    def hold(self, id: str, component: str, session: str, refusal: Exception) -> None:
        """Keep a draft that says what cannot be, as a service may: its issue is refused."""
        request = ChangeRequest(
            id=id, component=component, session=session, changes=Changes(Action)
        )
        # Not by draft(), which refuses it too.
        self.dossier = self.dossier.evolve(requests=(*self.dossier.requests, request))
        self._refusals[id] = refusal

    def requests(self, status: RequestStatus) -> list[ChangeRequest]:
        """Return the requests of a status, in their order."""
        return [r for r in self.dossier.requests if r.status is status]

    @property
    def last_issue(self) -> DateTime | None:
        """The instant of the last issue, if there was one."""
        validated = self.requests(RequestStatus.VALIDATED)
        return validated[-1].issued_at if validated else None
