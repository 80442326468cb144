"""An action and the requests to change it: a fold, from which all else is read."""

from collections.abc import Container, Iterable
from datetime import datetime
from functools import reduce
from itertools import pairwise
from typing import Any, ClassVar

from attrs import evolve, field, frozen
from pendulum import Date

from bdc_sessions.changes import (
    ChangeRequest,
    Changes,
    RequestStatus,
    diff,
)
from bdc_sessions.changes.changes import moved_under, unchecked_changes
from bdc_sessions.changes.diff import addition_of
from bdc_sessions.changes.leaves import get_or_absent
from bdc_sessions.dossier.check import Check, checked
from bdc_sessions.dossier.rebase import rebased
from bdc_sessions.dossier.rows import HistoryEntry, TrackingRow
from bdc_sessions.errors import (
    DuplicateNumberError,
    NotDeletableError,
    NotFoundError,
    RefusedError,
    RequestStateError,
)
from bdc_sessions.model import ABSENT, Action, Issuer, Path, Session
from bdc_sessions.model.about import About
from bdc_sessions.model.fields import to_instance, to_instant, to_tuple
from bdc_sessions.rules import RULES, RuleSet
from bdc_sessions.rules.report import Report
from bdc_sessions.rules.validate import Postal


def _is_pending(request: ChangeRequest) -> bool:
    return request.status is RequestStatus.PENDING


def _action(value: Action) -> Action:
    return to_instance(value, Action, "Dossier.base")


def _requests(values: Iterable[ChangeRequest]) -> tuple[ChangeRequest, ...]:
    return to_tuple(values, ChangeRequest, "Dossier.requests")


@frozen
class Dossier:
    """A base action and its requests: those issued in the order of issue, then the drafts.

    Immutable: every step returns another dossier. ``StaleChangeError``: issued requests that the
    base action does not bear; ``RequestStateError``: one id twice, instants that go back.
    """

    ABOUT: ClassVar[About] = About("dossier", "Dossier")

    base: Action = field(converter=_action)
    requests: tuple[ChangeRequest, ...] = field(default=(), kw_only=True, converter=_requests)
    action: Action = field(init=False, eq=False, repr=False)
    """The action as it stands."""
    _report: Report | None = field(init=False, default=None, eq=False, repr=False)
    """The last report on ``action``, so that the next check costs only what it changes."""

    def __attrs_post_init__(self) -> None:
        """Fold the issued requests over the base action."""
        issued = [request for request in self.requests if not _is_pending(request)]
        drafts = [request for request in self.requests if _is_pending(request)]
        seen: set[str] = set()
        for request in self.requests:
            if request.id in seen:
                raise RequestStateError(request, "id-taken")
            seen.add(request.id)
        for one, other in pairwise(issued):
            _refuse_before(other, other.issued_at, one)
        object.__setattr__(self, "requests", (*issued, *drafts))
        action = reduce(lambda now, request: request.changes.apply(now), issued, self.base)
        object.__setattr__(self, "action", action)

    def request(self, id: str) -> ChangeRequest:
        """Return a request by its id; ``NotFoundError`` naming those there are."""
        for request in self.requests:
            if request.id == id:
                return request
        raise NotFoundError(id, [request.id for request in self.requests])

    def draft_addition(
        self,
        id: str,
        *,
        component: str,
        session: Session,
        provider: str | None = None,
        observations: str | None = None,
        amendment: str | None = None,
    ) -> "Dossier":
        """Draft "Ajouter une nouvelle session" (§1.2).

        ``NotFoundError``: no such component; ``DuplicateNumberError``: the number is taken;
        ``RequestStateError``: the id is taken.
        """
        path = _session_path(self.action, component, session)
        return self.draft(
            ChangeRequest(
                id=id,
                component=component,
                session=session.number,
                changes=unchecked_changes(Action, addition_of(session, path)),
                provider=provider,
                observations=observations,
                amendment=amendment,
            )
        )

    def draft_change(
        self,
        id: str,
        *,
        component: str,
        session: Session,
        provider: str | None = None,
        observations: str | None = None,
        amendment: str | None = None,
    ) -> "Dossier":
        """Draft a change of a session to what is given: "Session n°01 - Du … au …" (§1.3).

        ``NotFoundError``: no such component or session; ``RequestStateError``: the id is taken.
        """
        path = _session_path(self.action, component, session)
        return self.draft(
            ChangeRequest(
                id=id,
                component=component,
                session=session.number,
                changes=moved_under(diff(self.action[path], session), Action, path),
                provider=provider,
                observations=observations,
                amendment=amendment,
            )
        )

    def draft(self, request: ChangeRequest) -> "Dossier":
        """Add a pending request made elsewhere, as it is.

        ``RequestStateError``: it is not pending, or its id is taken; ``NotFoundError``: no such
        component, or no such session and none added; ``DuplicateNumberError``: the number that it
        adds is taken. All else is judged by ``check`` and ``issue``.
        """
        to_instance(request, ChangeRequest, "Dossier.draft(request)")
        if not _is_pending(request):
            raise RequestStateError(request, "not-pending")
        self.action.component(request.component)
        there = get_or_absent(self.action, request.path) is not ABSENT
        if there and request.is_addition:
            free = self.action.component(request.component).next_number
            raise DuplicateNumberError(request.path, request.session, free)
        if not there and not request.is_addition:
            _ = self.action[request.path]
        if any(request.id == other.id for other in self.requests):
            raise RequestStateError(request, "id-taken")
        return self._with((*self.requests, request))

    def check(
        self,
        id: str,
        *,
        rules: RuleSet = RULES,
        today: Date | None = None,
        postal: Postal | None = None,
        holidays: Container[Any] | None = None,
    ) -> Check:
        """Judge what issuing a request would give, against the action as it stands (§1.2)."""
        given = {"rules": rules, "today": today, "postal": postal, "holidays": holidays}
        found = checked(self.request(id), self.action, self._report, given)
        object.__setattr__(self, "_report", found.before)
        return found

    def issue(
        self,
        id: str,
        *,
        by: Issuer,
        at: datetime,
        rules: RuleSet = RULES,
        today: Date | None = None,
        postal: Postal | None = None,
        holidays: Container[Any] | None = None,
    ) -> "Dossier":
        """Emit a request and apply it, in one step (§1.2).

        ``RefusedError``: what ``check`` finds; ``RequestStateError``: it is not pending, or ``at``
        precedes the last issue; ``TypeError``: an instant without a zone.
        """
        request = self.request(id)
        if not _is_pending(request):
            raise RequestStateError(request, "not-pending")
        when = to_instant(at, "Dossier.issue(at=)")
        to_instance(by, Issuer, "Dossier.issue(by=)")
        issued = [other for other in self.requests if not _is_pending(other)]
        drafts = [other for other in self.requests if _is_pending(other) and other is not request]
        if issued:
            _refuse_before(request, when, issued[-1])
        check = self.check(id, rules=rules, today=today, postal=postal, holidays=holidays)
        if not check.ok:
            raise RefusedError(request, check.report, check.report.errors)
        done = evolve(request, status=RequestStatus.VALIDATED, issuer=by, issued_at=when)
        action = request.changes.apply(self.action)
        return self._with((*issued, done, *drafts), action, check.after)

    def discard(self, id: str) -> "Dossier":
        """Delete a pending request (§1.3); ``NotDeletableError`` for a validated one."""
        request = self.request(id)
        if not _is_pending(request):
            raise NotDeletableError(request)
        return self._with(other for other in self.requests if other is not request)

    def rebase(self, id: str) -> "Dossier":
        """Bring a draft that others overtook onto the action as it stands.

        ``MergeConflictError``: where a person must choose; ``RequestStateError``: not pending.
        """
        request = self.request(id)
        if not _is_pending(request):
            raise RequestStateError(request, "not-pending")
        new = evolve(request, changes=rebased(request, self.action))
        return self._with(new if other is request else other for other in self.requests)

    def as_of(self, at: datetime) -> Action:
        """Return the action as it stood at an instant, what was issued at it included."""
        when = to_instant(at, "Dossier.as_of(instant)")
        action = self.base
        for request, _, _ in self._issued():
            if request.issued_at is not None and _utc(request.issued_at) <= _utc(when):
                action = request.changes.apply(action)
        return action

    def history(self, path: str | Path) -> tuple[HistoryEntry, ...]:
        """Return what became of a field or an object, oldest first.

        ``NotFoundError``: nothing ever stood there.
        """
        where = Path.parse(path)
        entries: list[HistoryEntry] = []
        ever = get_or_absent(self.base, where)
        for request, before, after in self._issued():
            old, new = get_or_absent(before, where), get_or_absent(after, where)
            ever = new if ever is ABSENT else ever
            if old != new and request.issuer is not None and request.issued_at is not None:
                entries.append(
                    HistoryEntry(request.id, request.issuer, request.issued_at, old, new)
                )
        if ever is ABSENT:
            _ = self.action[where]
        return tuple(entries)

    def tracking(self) -> tuple[TrackingRow, ...]:
        """Return the table "Suivi des demandes de modification", newest last (§1.2)."""
        return tuple(TrackingRow.of(request) for request in self.requests)

    def since(self, at: datetime) -> tuple[tuple[str, str, Changes], ...]:
        """Return what was validated after an instant, by component number and session number."""
        when = to_instant(at, "Dossier.since(instant)")
        done: dict[tuple[str, str], Changes] = {}
        for request, _, _ in self._issued():
            if request.issued_at is not None and _utc(request.issued_at) > _utc(when):
                key = (request.component, request.session)
                done[key] = done.get(key, Changes(Action)) + request.changes
        return tuple((*key, changes) for key, changes in done.items() if changes)

    def _issued(self) -> Iterable[tuple[ChangeRequest, Action, Action]]:
        """Go through the issued requests, with the action before and after each."""
        action = self.base
        for request in self.requests:
            if not _is_pending(request):
                before, action = action, request.changes.apply(action)
                yield request, before, action

    def _with(
        self,
        requests: Iterable[ChangeRequest],
        action: Action | None = None,
        report: Report | None = None,
    ) -> "Dossier":
        """Return the dossier with other requests, its state known: no fold, no check again."""
        dossier = object.__new__(Dossier)
        object.__setattr__(dossier, "base", self.base)
        object.__setattr__(dossier, "requests", tuple(requests))
        object.__setattr__(dossier, "action", self.action if action is None else action)
        object.__setattr__(dossier, "_report", self._report if action is None else report)
        return dossier


def _session_path(action: Action, component: str, session: Session) -> Path:
    to_instance(session, Session, "Dossier.draft(session=)")
    action.component(component)
    return Path((("components", component), ("sessions", session.number)))


def _refuse_before(request: ChangeRequest, at: Any, last: ChangeRequest) -> None:
    if last.issued_at is not None and _utc(at) < _utc(last.issued_at):
        raise RequestStateError(request, "before-last-issue", last.issued_at)


def _utc(at: Any) -> Any:
    """Return an instant that compares as one: in Paris, the repeated hour compares by the clock."""
    return at.in_timezone("UTC")
