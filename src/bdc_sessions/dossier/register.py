"""The requests of a dossier: by id, and in order."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from operator import attrgetter
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
    """Return an action as it is; ``TypeError`` for anything else."""
    return to_instance(value, Action, where)


def to_requests(values: Iterable[ChangeRequest], where: str = "") -> tuple[ChangeRequest, ...]:
    """Return requests as a tuple, in the order given; ``TypeError`` for anything else."""
    return to_tuple(values, ChangeRequest, where)


D = TypeVar("D")


class Issued(NamedTuple):
    """An issued request, linked to the one issued before it."""

    request: ChangeRequest
    issuer: Issuer
    at: DateTime
    moment: datetime
    """The instant of issue in a form that is fast to compare."""
    earlier: "Issued | None"


class Draft(NamedTuple):
    """A draft, and its position among the drafts."""

    position: int
    request: ChangeRequest


@frozen(eq=False, repr=False)
class Register:
    """Issued requests in order of issue and drafts in order of drafting, each id once.

    A step returns a new register that shares with this one all that does not change: it costs the
    same with 10 requests as with 10,000.
    """

    base: Action
    """The action before any request was issued."""
    action: Action
    """The current action."""
    newest: Issued | None
    """The last issued request, from which the earlier ones are reached."""
    count: int
    """The number of issued requests."""
    validated: SharedMap[ChangeRequest]
    """The issued requests, by id."""
    drafts: SharedMap[Draft]
    """The drafts, by id."""
    next_position: int
    """The position of the next draft."""

    @classmethod
    def of(
        cls, base: Action, requests: Iterable[ChangeRequest], action: Action | None = None
    ) -> "Register":
        """Return the register of a base action and of requests, in the order of their issue.

        ``action`` is the current action, if it is known already.

        Raises:
            RequestStateError: Two requests with one id, an instant of issue before the previous.
            StaleChangeError: Issued requests that were not made from the base.
        """
        newest: Issued | None = None
        validated: dict[str, ChangeRequest] = {}
        drafts: dict[str, Draft] = {}
        for position, request in enumerate(requests):
            if request.id in validated or request.id in drafts:
                raise RequestStateError(request, "id-taken")
            issuer, at = request.issuer, request.issued_at
            if issuer is None or at is None:
                drafts[request.id] = Draft(position, request)
            else:
                newest = Issued(request, issuer, at, _moment(newest, request, at), newest)
                validated[request.id] = request
        if action is None:
            action = fold(base, (request.changes for request in validated.values()))
        by_id = SharedMap.of(validated), SharedMap.of(drafts)
        return cls(base, action, newest, len(validated), *by_id, len(validated) + len(drafts))

    def get(self, id: str) -> ChangeRequest:
        """Return a request by its id.

        Raises:
            NotFoundError: There is none; ``known`` lists the ids there are.
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

    def issuable(self, id: str, by: Issuer, at: datetime) -> tuple[ChangeRequest, DateTime]:
        """Return the draft to issue and the instant of issue, both checked.

        Raises:
            NotFoundError: There is no such request.
            RequestStateError: It is not pending, or the instant is before the last issue.
        """
        draft, instant = self.pending(id), to_instant(at, "Dossier.issue(at=)")
        to_instance(by, Issuer, "Dossier.issue(by=)")
        _ = _moment(self.newest, draft, instant)
        return draft, instant

    def newest_first(self) -> Iterator[Issued]:
        """Yield the issued requests, the last one first."""
        issued = self.newest
        while issued is not None:
            yield issued
            issued = issued.earlier

    def in_order(self) -> tuple[ChangeRequest, ...]:
        """Return the issued requests in order of issue, then the drafts in order of drafting."""
        issued = [issued.request for issued in self.newest_first()]
        drafts = sorted(self.drafts, key=attrgetter("position"))
        return (*reversed(issued), *(draft.request for draft in drafts))

    def with_draft(self, request: ChangeRequest) -> "Register":
        """Return the register with a draft added after the others.

        Raises:
            RequestStateError: Its id is taken.
        """
        if self._find(request.id) is not None:
            raise RequestStateError(request, "id-taken")
        drafts = self.drafts.with_(request.id, Draft(self.next_position, request))
        return self._with_drafts(drafts)

    def with_redraft(self, request: ChangeRequest) -> "Register":
        """Return the register with a draft in place of the one with its id."""
        position, _ = self.drafts[request.id]
        return self._with_drafts(self.drafts.with_(request.id, Draft(position, request)))

    def without_draft(self, id: str) -> "Register":
        """Return the register without a draft."""
        return self._with_drafts(self.drafts.without(id))

    def with_issued(
        self, draft: ChangeRequest, by: Issuer, at: DateTime, action: Action
    ) -> "Register":
        """Return the register with a draft issued, and ``action`` as the current action."""
        request = draft.evolve(status=RequestStatus.VALIDATED, issuer=by, issued_at=at)
        return Register(
            self.base,
            action,
            Issued(request, by, at, moment(at), self.newest),
            self.count + 1,
            self.validated.with_(request.id, request),
            self.drafts.without(request.id),
            self.next_position,
        )

    def fill(self, dossier: D, report: Report | None = None) -> D:
        """Set the fields of a new dossier, other than the tuple of requests, built at first use."""
        state = {"base": self.base, "action": self.action, "_register": self, "_report": report}
        for name, value in state.items():
            object.__setattr__(dossier, name, value)
        return dossier

    def _with_drafts(self, drafts: SharedMap[Draft]) -> "Register":
        kept = (self.base, self.action, self.newest, self.count, self.validated)
        return Register(*kept, drafts, self.next_position + 1)

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


def _moment(last: Issued | None, request: ChangeRequest, at: DateTime) -> datetime:
    """Return the moment of an instant that is not before the last issue."""
    current = moment(at)
    if last is not None and current < last.moment:
        raise RequestStateError(request, "before-last-issue", last.at, at)
    return current
