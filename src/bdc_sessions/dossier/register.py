"""The requests of a dossier: by id, and in order."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple, TypeVar

from attrs import frozen
from pendulum import DateTime

from bdc_sessions.changes import ChangeRequest, RequestStatus
from bdc_sessions.dossier.fold import fold
from bdc_sessions.dossier.instants import moment
from bdc_sessions.dossier.shared_map import SharedMap
from bdc_sessions.errors import NotFoundError, RequestStateError
from bdc_sessions.model import Action, Issuer
from bdc_sessions.model.fields import to_instance, to_instant, to_text, to_tuple
from bdc_sessions.rules import Report


def to_action(value: Action, where: str = "") -> Action:
    """Take an action."""
    return to_instance(value, Action, where)


def to_requests(values: Iterable[ChangeRequest], where: str = "") -> tuple[ChangeRequest, ...]:
    """Take several requests, in the order given."""
    return to_tuple(values, ChangeRequest, where)


D = TypeVar("D")


class Issued(NamedTuple):
    """An issued request, and what was issued before it."""

    request: ChangeRequest
    issuer: Issuer
    at: DateTime
    earlier: "Issued | None"


class Draft(NamedTuple):
    """A draft, and its place among the drafts."""

    place: int
    request: ChangeRequest


@frozen(eq=False, repr=False)
class Register:
    """Issued requests in order of issue and drafts in order of drafting, each id once.

    A step makes another register, which shares with this one all that the step leaves as it is: it
    costs the same among 10 requests and among 10,000.
    """

    base: Action
    """The action before any request was issued."""
    action: Action
    """The action as it stands."""
    newest: Issued | None
    """The last issued request; each knows what was issued before it."""
    count: int
    """How many requests are issued."""
    validated: SharedMap[ChangeRequest]
    """The issued requests, by id."""
    drafts: SharedMap[Draft]
    """The drafts, by id."""
    next_place: int
    """The place of the next draft."""

    @classmethod
    def of(
        cls, base: Action, requests: Iterable[ChangeRequest], action: Action | None = None
    ) -> "Register":
        """Return the register of requests, those issued applied to a base in turn.

        With ``action``, what they make of the base is known.

        Raises:
            RequestStateError: One id twice, an instant of issue that precedes the last.
            StaleChangeError: Issued requests that were not made from the base.
        """
        newest: Issued | None = None
        validated: dict[str, ChangeRequest] = {}
        drafts: dict[str, Draft] = {}
        for place, request in enumerate(requests):
            if request.id in validated or request.id in drafts:
                raise RequestStateError(request, "id-taken")
            issuer, at = request.issuer, request.issued_at
            if issuer is None or at is None:
                drafts[request.id] = Draft(place, request)
            else:
                _refuse_before(newest, request, at)
                newest = Issued(request, issuer, at, newest)
                validated[request.id] = request
        if action is None:
            action = fold(base, (request.changes for request in validated.values()))
        by_id = SharedMap.of(validated), SharedMap.of(drafts)
        return cls(base, action, newest, len(validated), *by_id, len(validated) + len(drafts))

    def get(self, id: str) -> ChangeRequest:
        """Return a request by its id.

        Raises:
            NotFoundError: There is none; ``known`` are those there are.
        """
        key = to_text(id, "Dossier.request(id)")
        request = self._find(key)
        if request is None:
            raise NotFoundError(key, [request.id for request in self.in_order()])
        return request

    def pending(self, id: str) -> ChangeRequest:
        """Return a draft by its id.

        Raises:
            NotFoundError: There is no such request.
            RequestStateError: It is not pending.
        """
        return require_pending(self.get(id))

    def in_turn(self, id: str, by: Issuer, at: datetime) -> tuple[ChangeRequest, DateTime]:
        """Return the draft that someone issues, and the instant.

        Raises:
            NotFoundError: There is no such request.
            RequestStateError: It is not pending, or the instant precedes the last issue.
        """
        draft, instant = self.pending(id), to_instant(at, "Dossier.issue(at=)")
        to_instance(by, Issuer, "Dossier.issue(by=)")
        _refuse_before(self.newest, draft, instant)
        return draft, instant

    def newest_first(self) -> Iterator[Issued]:
        """Go through the issued requests, from the last back to the first."""
        issued = self.newest
        while issued is not None:
            yield issued
            issued = issued.earlier

    def in_order(self) -> tuple[ChangeRequest, ...]:
        """Return the issued requests in order of issue, then the drafts in order of drafting."""
        issued = [issued.request for issued in self.newest_first()]
        drafts = sorted(self.drafts, key=_place)
        return (*reversed(issued), *(draft.request for draft in drafts))

    def with_draft(self, request: ChangeRequest) -> "Register":
        """Return the register with one draft more, the last.

        Raises:
            RequestStateError: Its id is taken.
        """
        if self._find(request.id) is not None:
            raise RequestStateError(request, "id-taken")
        drafts = self.drafts.with_(request.id, Draft(self.next_place, request))
        return self._with_drafts(drafts)

    def with_redraft(self, request: ChangeRequest) -> "Register":
        """Return the register with a draft in the place of the one of its id."""
        place, _ = self.drafts[request.id]
        return self._with_drafts(self.drafts.with_(request.id, Draft(place, request)))

    def without_draft(self, id: str) -> "Register":
        """Return the register without a draft."""
        return self._with_drafts(self.drafts.without(id))

    def with_issued(
        self, draft: ChangeRequest, by: Issuer, at: DateTime, action: Action
    ) -> "Register":
        """Return the register with a draft validated, and what it makes of the action."""
        request = draft.evolve(status=RequestStatus.VALIDATED, issuer=by, issued_at=at)
        return Register(
            self.base,
            action,
            Issued(request, by, at, self.newest),
            self.count + 1,
            self.validated.with_(request.id, request),
            self.drafts.without(request.id),
            self.next_place,
        )

    def fill(self, dossier: D, report: Report | None = None) -> D:
        """Give a dossier in the making its state; its tuple of requests is made when asked for."""
        state = {"base": self.base, "action": self.action, "_register": self, "_report": report}
        for name, value in state.items():
            object.__setattr__(dossier, name, value)
        return dossier

    def _with_drafts(self, drafts: SharedMap[Draft]) -> "Register":
        kept = (self.base, self.action, self.newest, self.count, self.validated)
        return Register(*kept, drafts, self.next_place + 1)

    def _find(self, id: str) -> ChangeRequest | None:
        draft = self.drafts.get(id)
        return self.validated.get(id) if draft is None else draft.request


def require_pending(request: ChangeRequest) -> ChangeRequest:
    """Return a request that is pending.

    Raises:
        RequestStateError: It is validated.
    """
    if request.status is not RequestStatus.PENDING:
        raise RequestStateError(request, "not-pending")
    return request


def _refuse_before(last: Issued | None, request: ChangeRequest, at: DateTime) -> None:
    if last is not None and moment(at) < moment(last.at):
        raise RequestStateError(request, "before-last-issue", last.at)


def _place(draft: Draft) -> int:
    return draft.place
