"""An action and the requests to change it: a fold, from which all else is read."""

from collections.abc import Container, Iterable, Mapping
from datetime import date, datetime
from functools import reduce
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import field, frozen

from bdc_sessions.changes import ChangeRequest, Changes, Side
from bdc_sessions.dossier.check import Check, Judgement, judge_request
from bdc_sessions.dossier.drafting import (
    asked_addition,
    asked_again,
    asked_change,
    renumbered,
    require_sayable,
)
from bdc_sessions.dossier.history import (
    HistoryEntry,
    action_after,
    action_as_of,
    changes_since,
    field_history,
)
from bdc_sessions.dossier.rebase import rebased
from bdc_sessions.dossier.register import Register, require_in_turn, require_pending
from bdc_sessions.dossier.tracking import Tracking
from bdc_sessions.errors import NotDeletableError, RefusedError
from bdc_sessions.model import ABSENT, Absent, Action, Issuer, Path, Session
from bdc_sessions.model.about import About
from bdc_sessions.model.fields import bind_location, label, to_instance, to_instant, to_tuple
from bdc_sessions.rules import RULES, Report, RuleSet
from bdc_sessions.rules.validate import Postal


def _action(value: Action, where: str = "") -> Action:
    return to_instance(value, Action, where)


def _requests(values: Iterable[ChangeRequest], where: str = "") -> tuple[ChangeRequest, ...]:
    return to_tuple(values, ChangeRequest, where)


@frozen(field_transformer=bind_location)
class Dossier:
    """A base action and its requests: what the action is now follows from them.

    Immutable: every step returns another dossier.

    >>> from bdc_sessions import Issuer, example_action
    >>> from datetime import UTC, datetime
    >>> dossier = Dossier(example_action())
    >>> session = dossier.action.component("01").session("01")
    >>> dossier = dossier.draft_change("r1", component="01", session=session.cancel())
    >>> dossier.check("r1").ok
    True
    >>> noon = datetime(2022, 12, 15, 12, tzinfo=UTC)
    >>> dossier = dossier.issue("r1", by=Issuer("BL", "Administrateur"), at=noon)
    >>> dossier.action["components[01].sessions[01].places"]
    0

    Raises:
        TypeError: a base that is no action, requests that are none.
        StaleChangeError: issued requests that were not made from the base action.
        RequestStateError: one id twice, an instant of issue that precedes the last.
    """

    ABOUT: ClassVar[About] = About("dossier", "Dossier")

    base: Action = field(converter=_action, metadata=label("Action de départ"))
    """The action before any request was issued."""
    requests: tuple[ChangeRequest, ...] = field(
        default=(),
        kw_only=True,
        converter=_requests,
        metadata=label("Demandes de modification"),
    )
    """All requests: those issued in order of issue, then the drafts in order of drafting."""
    action: Action = field(init=False, eq=False)
    """The action as it stands: the base, and every issued request applied to it in turn."""
    _register: Register = field(init=False, eq=False)
    _report: Report | None = field(init=False, default=None, eq=False)
    # The last report on the action, so that the next check costs what a draft changes only.

    def __attrs_post_init__(self) -> None:
        """Put the requests in order, and apply those that are issued."""
        register = Register.of(self.requests)
        object.__setattr__(self, "_register", register)
        object.__setattr__(self, "requests", register.in_order())
        issued = (request.changes for request in self.requests[: register.count])
        action = reduce(lambda action, changes: changes.apply(action), issued, self.base)
        object.__setattr__(self, "action", action)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Put the requests into one tuple when they are first asked for.

            No step of a dossier pays for that tuple, however many requests there are.
            """
            if name != "requests":
                cls = type(self).__name__
                raise AttributeError(f"{cls!r} object has no attribute {name!r}", name=name, obj=self)
            requests = self._register.in_order()
            object.__setattr__(self, "requests", requests)
            return requests

    def request(self, id: str) -> ChangeRequest:
        """Return a request by its id.

        >>> from bdc_sessions import example_dossier
        >>> example_dossier().request("r2").session
        '01'

        Raises:
            NotFoundError: there is none; ``known`` are those there are.
        """
        return self._register.get(id)

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

        >>> from bdc_sessions import example_dossier
        >>> dossier = example_dossier()
        >>> component = dossier.action.component("01")
        >>> new = component.whole_period_session(site=dossier.action.sites[0], places=8)
        >>> dossier.draft_addition("r3", component="01", session=new).request("r3").session
        '02'

        Raises:
            NotFoundError: no such component.
            DuplicateNumberError: the session's number is taken; ``free`` is the next that is not.
            RequestStateError: the id is taken.
        """
        asked = asked_addition(self.action, component, session)
        return self.draft(
            ChangeRequest(
                id=id,
                component=asked.component,
                session=asked.session,
                changes=asked.changes,
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
        seen: Session | None = None,
        provider: str | None = None,
        observations: str | None = None,
        amendment: str | None = None,
    ) -> "Dossier":
        """Draft a change of a session to the one given: "Session n°01 - Du … au …" (§1.3).

        >>> from bdc_sessions import example_dossier
        >>> dossier = example_dossier()
        >>> opened = dossier.action.component("01").session("01")
        >>> edited = opened.evolve(places=8)
        >>> dossier = dossier.draft_change("r3", component="01", session=edited, seen=opened)
        >>> print(dossier.request("r3").changes)
        components[01].sessions[01].places: 10 → 8

        Args:
            id: the request's own.
            component: the component's number.
            session: the session as it is to be.
            seen: the session as the form showed it. What others issued since then is kept, and what
                is appended stands behind theirs; without it, ``session`` is taken word for word.
            provider: "Prestataire".
            observations: "Observations".
            amendment: "Avenant".

        Raises:
            NotFoundError: no such component or session.
            MergeConflictError: the form changed what another issued; ours is what the form asks.
            RequestStateError: the id is taken.
        """
        asked = asked_change(self.action, component, session, seen)
        return self.draft(
            ChangeRequest(
                id=id,
                component=asked.component,
                session=asked.session,
                changes=asked.changes,
                provider=provider,
                observations=observations,
                amendment=amendment,
            )
        )

    def draft(self, request: ChangeRequest) -> "Dossier":
        """Add a pending request made elsewhere (decoded, from a queue), as it is.

        >>> from bdc_sessions import Dossier, example_dossier
        >>> dossier = example_dossier()
        >>> session = dossier.action.component("01").session("01").cancel()
        >>> sent = dossier.draft_change("r3", component="01", session=session).request("r3")
        >>> dossier.draft(sent).request("r3") == sent
        True

        All that is not listed here is judged by ``check`` and ``issue``.

        Raises:
            RequestStateError: it is not pending, or its id is taken.
            NotFoundError: no such component, or no such session and none added.
            DuplicateNumberError: the number of the session that it adds is taken.
        """
        to_instance(request, ChangeRequest, "Dossier.draft(request)")
        require_pending(request)
        require_sayable(self.action, request)
        return self._with(self._register.with_draft(request))

    def redraft(
        self,
        id: str,
        *,
        component: str | None = None,
        session: Session | None = None,
        seen: Session | None = None,
        provider: str | Absent | None = ABSENT,
        observations: str | Absent | None = ABSENT,
        amendment: str | Absent | None = ABSENT,
    ) -> "Dossier":
        """Edit a draft, in its place among the drafts; what is not given stays as it is.

        >>> from bdc_sessions import example_dossier
        >>> dossier = example_dossier()
        >>> session = dossier.action.component("01").session("01")
        >>> dossier = dossier.draft_change("r3", component="01", session=session.evolve(places=8))
        >>> opened = dossier.proposed("r3")
        >>> again = opened.evolve(offer_code="OI1")
        >>> dossier = dossier.redraft("r3", session=again, seen=opened, provider="P")
        >>> print(dossier.request("r3").changes)
        components[01].sessions[01].places: 10 → 8
        components[01].sessions[01].offer_code: - → OI1

        The arguments are those of drafting. An addition keeps its number, whatever the session's:
        ``renumber`` gives it another. ``seen`` is what the form showed: the draft, or the session.

        Raises:
            NotFoundError: no such request, component or session.
            RequestStateError: it is not pending.
            MergeConflictError: the form changed what another issued, or edited of the draft.
            StaleChangeError: only the component is given, of a draft that was overtaken.
            DuplicateNumberError: an addition to another component, where its number is taken.
        """
        draft = self._register.pending(id)
        notes = {"provider": provider, "observations": observations, "amendment": amendment}
        given: dict[str, Any] = {name: v for name, v in notes.items() if v is not ABSENT}
        if component is not None or session is not None:
            asked = asked_again(self.action, draft, component or draft.component, session, seen)
            given.update(asked._asdict())
        return self._with(self._register.with_redraft(draft.evolve(**given)))

    def renumber(self, id: str, number: str) -> "Dossier":
        """Give an addition another number, where its own was taken meanwhile.

        >>> from bdc_sessions import example_dossier
        >>> dossier = example_dossier()
        >>> new = dossier.action.component("01").session("01").evolve(number="02")
        >>> dossier = dossier.draft_addition("r3", component="01", session=new)
        >>> dossier.renumber("r3", "03").request("r3").session
        '03'

        Raises:
            NotFoundError: no such request or component.
            RequestStateError: it is not pending, or adds no session.
            DuplicateNumberError: that number is taken too.
        """
        draft = self._register.pending(id)
        return self._with(self._register.with_redraft(renumbered(self.action, draft, number)))

    def proposed(self, id: str) -> Session:
        """Return the session as issuing a request would leave it, or left it once validated.

        >>> from bdc_sessions import example_dossier
        >>> dossier = example_dossier()
        >>> session = dossier.action.component("01").session("01")
        >>> dossier = dossier.draft_change("r3", component="01", session=session.cancel())
        >>> dossier.proposed("r3").places, len(dossier.proposed("r1").infos)
        (0, 0)

        Raises:
            NotFoundError: no such request; or it removes the session, which no rule allows (§1.3).
            StaleChangeError: a draft that was overtaken; ``rebase`` it.
        """
        request = self._register.get(id)
        if request.issued_at is None:
            action = request.changes.apply(self.action)
        else:
            action = action_after(self.action, self._register, request)
        session: Session = action[request.path]
        return session

    def check(
        self,
        id: str,
        *,
        rules: RuleSet = RULES,
        today: date | None = None,
        postal: Postal | None = None,
        holidays: Container[Any] | None = None,
    ) -> Check:
        """Judge what issuing a request would give, by the action as it stands (§1.2).

        >>> from bdc_sessions import example_dossier
        >>> dossier = example_dossier()
        >>> session = dossier.action.component("01").session("01")
        >>> dossier = dossier.draft_change("r3", component="01", session=session.evolve(places=-1))
        >>> dossier.check("r3").ok
        False

        Only errors that the request introduces refuse it, or that stand on a field it changes. One
        that was overtaken is judged by the rules of requests alone. The arguments are those of
        ``validate``.

        Raises:
            NotFoundError: no such request.
        """
        given = {"rules": rules, "today": today, "postal": postal, "holidays": holidays}
        return self._judged(self._register.get(id), given).check

    def issue(
        self,
        id: str,
        *,
        by: Issuer,
        at: datetime,
        rules: RuleSet = RULES,
        today: date | None = None,
        postal: Postal | None = None,
        holidays: Container[Any] | None = None,
    ) -> "Dossier":
        """Emit a draft and apply it, in one step (§1.2).

        >>> from bdc_sessions import Issuer, example_dossier
        >>> from datetime import UTC, datetime
        >>> dossier = example_dossier()
        >>> session = dossier.action.component("01").session("01")
        >>> dossier = dossier.draft_change("r3", component="01", session=session.cancel())
        >>> noon = datetime(2022, 12, 17, 12, tzinfo=UTC)
        >>> dossier = dossier.issue("r3", by=Issuer("BL", "Administrateur"), at=noon)
        >>> dossier.action.component("01").session("01").places
        0

        Args:
            id: the draft's.
            by: who issues it.
            at: when, an instant with its zone; not before the last issue.
            rules: as in ``validate``, and the three that follow.
            today: the date for the rules that need one.
            postal: the cities of a postal code.
            holidays: the days on which no one works.

        Raises:
            NotFoundError: no such request.
            RequestStateError: it is not pending, or ``at`` precedes the last issue.
            RefusedError: what ``check`` finds does not allow it.
            TypeError: an instant without a zone, an issuer that is none.
        """
        draft = self._register.pending(id)
        instant = to_instant(at, "Dossier.issue(at=)")
        to_instance(by, Issuer, "Dossier.issue(by=)")
        require_in_turn(draft, instant, self._register.newest)
        given = {"rules": rules, "today": today, "postal": postal, "holidays": holidays}
        judged = self._judged(draft, given)
        if not judged.check.ok:
            raise RefusedError(draft, judged.check.report, judged.check.refusing)
        register = self._register.with_issued(draft, by, instant)
        return self._with(register, judged.action, judged.after)

    def discard(self, id: str) -> "Dossier":
        """Delete a draft, which leaves no trace (§1.3).

        >>> from bdc_sessions import example_dossier
        >>> dossier = example_dossier()
        >>> session = dossier.action.component("01").session("01")
        >>> drafted = dossier.draft_change("r3", component="01", session=session.cancel())
        >>> drafted.discard("r3") == dossier
        True

        Raises:
            NotFoundError: no such request.
            NotDeletableError: it is validated: set the session's places to 0 instead.
        """
        request = self._register.get(id)
        if request.issued_at is not None:
            raise NotDeletableError(request)
        return self._with(self._register.without_draft(request.id))

    def rebase(
        self, id: str, *, choose: Mapping[str | Path, Side] | None = None
    ) -> "Dossier":
        """Bring a draft that others overtook onto the action as it stands.

        >>> from bdc_sessions import Issuer, Side, example_dossier
        >>> from datetime import UTC, datetime
        >>> dossier = example_dossier()
        >>> session = dossier.action.component("01").session("01")
        >>> for id, places in ("r3", 8), ("r4", 5):
        ...     edited = session.evolve(places=places)
        ...     dossier = dossier.draft_change(id, component="01", session=edited)
        >>> noon = datetime(2022, 12, 17, 12, tzinfo=UTC)
        >>> dossier = dossier.issue("r4", by=Issuer("BL", "Administrateur"), at=noon)
        >>> places = "components[01].sessions[01].places"
        >>> print(dossier.rebase("r3", choose={places: Side.OURS}).request("r3").changes)
        components[01].sessions[01].places: 5 → 8

        What still holds "before" stays to do, what holds "after" is done, an appended information
        session moves behind those present, all else conflicts.

        Args:
            id: the draft's.
            choose: by the path of a conflict, the side to take: ours is what the draft asks, theirs
                what was issued meanwhile.

        Raises:
            NotFoundError: no such request, or a choice where no conflict stands.
            RequestStateError: it is not pending.
            MergeConflictError: with what no choice decides. Of two additions of one number none
                can: ``renumber`` the draft.
        """
        draft = self._register.pending(id)
        changes = rebased(draft, self.action, choose or {})
        return self._with(self._register.with_redraft(draft.evolve(changes=changes)))

    def as_of(self, instant: datetime) -> Action:
        """Return the action as it stood at an instant, what was issued at it included.

        >>> from bdc_sessions import example_dossier
        >>> from datetime import UTC, datetime
        >>> action = example_dossier().as_of(datetime(2022, 12, 15, 12, tzinfo=UTC))
        >>> action.component("01").session("01").infos
        ()

        Raises:
            TypeError: an instant without a zone.
        """
        when = to_instant(instant, "Dossier.as_of(instant)")
        return action_as_of(self.base, self.action, self._register, when)

    def history(self, path: str | Path) -> tuple[HistoryEntry, ...]:
        """Return what became of a field or an object, oldest first.

        >>> from bdc_sessions import example_dossier
        >>> [entry.request for entry in example_dossier().history("components[01].sessions[01]")]
        ['r1', 'r2']

        Raises:
            NotFoundError: nothing ever stood there.
            ValueError: a text that is no path.
        """
        return field_history(self.base, self.action, self._register, Path.parse(path))

    def tracking(self) -> Tracking:
        """Return the table "Suivi des demandes de modification", newest last (§1.2).

        >>> from bdc_sessions import example_dossier
        >>> [row.cells[3:5] for row in example_dossier().tracking()]
        [('15/12/2022', 'Validée'), ('16/12/2022', 'Validée')]
        """
        return Tracking.of(self.requests)

    def since(self, instant: datetime) -> tuple[tuple[str, str, Changes], ...]:
        """Return what was validated after an instant: by component, session, what changed there.

        >>> from bdc_sessions import example_dossier
        >>> from datetime import UTC, datetime
        >>> [(component, session, changes)] = example_dossier().since(
        ...     datetime(2022, 12, 15, 12, tzinfo=UTC)
        ... )
        >>> component, session, len(changes)
        ('01', '01', 11)

        The changes of several requests are one: what was undone is not told. What lies in no
        session stands under "" and "".

        Raises:
            TypeError: an instant without a zone.
        """
        return changes_since(self._register, to_instant(instant, "Dossier.since(instant)"))

    def _judged(self, request: ChangeRequest, given: dict[str, Any]) -> Judgement:
        judged = judge_request(request, self.action, self._report, given)
        object.__setattr__(self, "_report", judged.before)
        return judged

    def _with(
        self, register: Register, action: Action | None = None, report: Report | None = None
    ) -> "Dossier":
        """Return the dossier with other requests, its state known: no fold, no check again."""
        if action is None:
            action, report = self.action, self._report
        return _fill(object.__new__(Dossier), self.base, action, register, report)

    def __getstate__(self) -> tuple[Any, ...]:
        """Return what copies and pickles hold: the value, and the action that follows from it."""
        return self.base, self.requests, self.action

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        """Take what copies and pickles hold; the next check runs in full."""
        base, requests, action = state
        _fill(self, base, action, Register.of(requests), None)


def _fill(
    dossier: Dossier, base: Action, action: Action, register: Register, report: Report | None
) -> Dossier:
    """Give a dossier that is being made its state, known to be right."""
    state = {"base": base, "action": action, "_register": register, "_report": report}
    for name, value in state.items():
        object.__setattr__(dossier, name, value)
    return dossier
