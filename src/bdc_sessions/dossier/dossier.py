"""``Dossier``: an action, and the requests to change it."""

from collections.abc import Container
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import field, frozen

from bdc_sessions.changes import ChangeRequest, Changes, RequestStatus
from bdc_sessions.changes.merge import Choices
from bdc_sessions.dossier import drafting, history
from bdc_sessions.dossier.check import Check, Judgement, judge_request
from bdc_sessions.dossier.history import HistoryEntry
from bdc_sessions.dossier.rebase import rebased
from bdc_sessions.dossier.register import Register, to_action, to_requests
from bdc_sessions.dossier.tracking import Tracking
from bdc_sessions.errors import NotDeletableError, RefusedError
from bdc_sessions.model import ABSENT, Absent, Action, Issuer, Path, Session
from bdc_sessions.model.about import About
from bdc_sessions.model.fields import bind_location, label, to_instance, to_instant
from bdc_sessions.model.value import Value
from bdc_sessions.rules import RULES, Report, RuleSet
from bdc_sessions.rules.towns import Postal
from bdc_sessions.screen import Screen
from bdc_sessions.texts import counted, one_line, summary


@frozen(repr=False, field_transformer=bind_location)
class Dossier(Value):
    """A base action and its requests; every step returns a new dossier.

    Methods that take the id of a request raise ``NotFoundError`` if there is no such request.

    >>> from bdc_sessions import example_action
    >>> Dossier(example_action())
    <Dossier 23P0000000_TEST_1: 0 issued, 0 drafts>

    Attributes:
        base: The action before any request was issued.
        requests: The issued requests in order of issue, then the drafts in order of drafting.
        action: The current action: the base with the issued requests applied in order.

    Raises:
        StaleChangeError: Issued requests that were not made from the base.
        RequestStateError: Two requests with one id, an instant of issue before the previous one.
    """

    ABOUT: ClassVar[About] = About(
        "dossier",
        "Dossier",
        description="A base action and its requests: those issued in the order of issue, then the "
        "drafts.",
    )
    base: Action = field(converter=to_action, metadata=label("Action de départ"))
    requests: tuple[ChangeRequest, ...] = field(
        default=(), kw_only=True, converter=to_requests, metadata=label("Demandes de modification")
    )
    action: Action = field(init=False, eq=False)
    _register: Register = field(init=False, eq=False)
    _report: Report | None = field(init=False, eq=False)  # the last one on the action, if any

    def __attrs_post_init__(self) -> None:
        """Put the requests in order, and apply those that are issued."""
        Register.of(self.base, self.requests).fill(self)
        object.__setattr__(self, "requests", self._register.in_order())

    if not TYPE_CHECKING:  # pragma: no branch - a type checker knows the field

        def __getattr__(self, name: str) -> Any:
            """Build the tuple of requests at its first use, so that no step has to."""
            if name != "requests":
                return object.__getattribute__(self, name)  # which raises the usual error
            object.__setattr__(self, name, self._register.in_order())
            return self.requests

    def request(self, id: str) -> "ChangeRequest":
        """Return a request by its id.

        >>> from bdc_sessions import example_dossier
        >>> example_dossier().request("r2").session
        '01'
        """
        return self._register.get(id)

    def draft_addition(
        self,
        id: str,
        *,
        component: str,
        session: "Session",
        provider: str | None = None,
        observations: str | None = None,
        amendment: str | None = None,
    ) -> "Dossier":
        """Draft the addition of a session, "Ajouter une nouvelle session" (§1.2).

        >>> from bdc_sessions import example_dossier
        >>> dossier = example_dossier()
        >>> new = dossier.proposed("r1").evolve(number="02")
        >>> dossier.draft_addition("r3", component="01", session=new)
        <Dossier 23P0000000_TEST_1: 2 issued, 1 draft>

        Raises:
            NotFoundError: No such component.
            DuplicateNumberError: The session's number is taken; ``free`` is the next free one.
            RequestStateError: The id is taken.
        """
        content = drafting.add_session(self.action, component, session)
        return self.draft(content.draft(id, provider, observations, amendment))

    def draft_change(
        self,
        id: str,
        *,
        component: str,
        session: "Session",
        seen: "Session | None" = None,
        provider: str | None = None,
        observations: str | None = None,
        amendment: str | None = None,
    ) -> "Dossier":
        """Draft the change of a session to the one given, "Session n°01 - Du … au …" (§1.3).

        >>> from bdc_sessions import example_dossier
        >>> dossier = example_dossier()
        >>> shown = dossier.action.component("01").session("01")
        >>> edited = shown.evolve(places=8)
        >>> dossier = dossier.draft_change("r3", component="01", session=edited, seen=shown)
        >>> print(dossier.request("r3").changes)
        components[01].sessions[01].places: 10 → 8

        ``seen`` is the session as the form showed it: what others issued since then is kept, and
        appended information sessions come after theirs. Without it, ``session`` is taken as is.

        Raises:
            NotFoundError: No such component or session.
            MergeConflictError: The form and another request changed one field; ours is the form's.
            RequestStateError: The id is taken.
        """
        content = drafting.change_session(self.action, component, session, seen)
        return self.draft(content.draft(id, provider, observations, amendment))

    def draft(self, request: "ChangeRequest") -> "Dossier":
        """Add a pending request made elsewhere, such as one decoded from a queue.

        >>> from bdc_sessions import Action, Changes, example_dossier
        >>> nothing = ChangeRequest(id="r3", component="01", session="01", changes=Changes(Action))
        >>> example_dossier().draft(nothing).request("r3") == nothing
        True

        Raises:
            NotFoundError: No such component, or no such session to change.
            DuplicateNumberError: The number of the session that it adds is taken.
            RequestStateError: It is not pending, or its id is taken.
        """
        to_instance(request, ChangeRequest, "Dossier.draft(request)")
        drafting.require_possible(self.action, request)
        return self._with(self._register.with_draft(request))

    def redraft(
        self,
        id: str,
        *,
        component: str | None = None,
        session: "Session | None" = None,
        seen: "Session | None" = None,
        provider: "str | Absent | None" = ABSENT,
        observations: "str | Absent | None" = ABSENT,
        amendment: "str | Absent | None" = ABSENT,
    ) -> "Dossier":
        """Edit a draft, which keeps its position; what is not given stays as it is.

        >>> from bdc_sessions import example_dossier
        >>> dossier = example_dossier()
        >>> edited = dossier.proposed("r2").evolve(places=8)
        >>> dossier = dossier.draft_change("r3", component="01", session=edited, provider="P")
        >>> dossier.redraft("r3", session=edited.evolve(places=9)).request("r3").provider
        'P'

        The arguments are those of ``draft_change``; the form may have shown the draft or the issued
        session. An addition keeps its number, whatever that of ``session``: see ``renumber``.

        Raises:
            NotFoundError: No such component or session.
            RequestStateError: It is not pending.
            MergeConflictError: The form and another request or redraft changed one field.
        """
        draft = self._register.pending(id)
        notes = {"provider": provider, "observations": observations, "amendment": amendment}
        given: dict[str, Any] = {name: v for name, v in notes.items() if v is not ABSENT}
        if component is not None or session is not None:
            given |= drafting.edit_draft(self._register, draft, component, session, seen)._asdict()
        return self._with(self._register.with_redraft(draft.evolve(**given)))

    def renumber(self, id: str, number: str) -> "Dossier":
        """Give an addition another number, for instance if its own was taken meanwhile.

        >>> from bdc_sessions import example_dossier
        >>> dossier = example_dossier()
        >>> new = dossier.proposed("r1").evolve(number="02")
        >>> dossier = dossier.draft_addition("r3", component="01", session=new)
        >>> dossier.renumber("r3", "03").request("r3").session
        '03'

        Raises:
            RequestStateError: It is not pending, or adds no session.
            DuplicateNumberError: That number is taken too.
        """
        draft = drafting.renumbered(self.action, self._register.pending(id), number)
        return self._with(self._register.with_redraft(draft))

    def proposed(self, id: str) -> "Session":
        """Return the session as a request leaves it, or would leave it if it were issued.

        >>> from bdc_sessions import example_dossier
        >>> str(example_dossier().proposed("r1"))
        'Session n° 01 : 01/09/2022 – 31/12/2022, 10 places, 0 information collective'

        Raises:
            NotFoundError: The request removes its session.
            StaleChangeError: What the draft changes was changed since.
        """
        return history.session_after(self._register, self._register.get(id))

    def check(
        self,
        id: str,
        *,
        rules: "RuleSet" = RULES,
        today: "date | None" = None,
        postal: "Postal | None" = None,
        holidays: "Container[date] | None" = None,
    ) -> "Check":
        """Check whether a request may be issued, given the current action (§1.2).

        >>> from bdc_sessions import example_dossier
        >>> dossier = example_dossier()
        >>> wrong = dossier.proposed("r2").evolve(places=-1)
        >>> dossier.draft_change("r3", component="01", session=wrong).check("r3").ok
        False

        Errors that it introduces or on a field it changes refuse it. Arguments as of ``validate``.
        """
        given = {"rules": rules, "today": today, "postal": postal, "holidays": holidays}
        return self._judge(self._register.get(id), given).check

    def issue(
        self,
        id: str,
        *,
        by: "Issuer",
        at: "datetime",
        rules: "RuleSet" = RULES,
        today: "date | None" = None,
        postal: "Postal | None" = None,
        holidays: "Container[date] | None" = None,
    ) -> "Dossier":
        """Issue a draft and apply it, in one step (§1.2).

        >>> from bdc_sessions import Issuer, example_dossier
        >>> from datetime import UTC, datetime
        >>> dossier, noon = example_dossier(), datetime(2022, 12, 17, 12, tzinfo=UTC)
        >>> cancelled = dossier.proposed("r2").cancel()
        >>> dossier = dossier.draft_change("r3", component="01", session=cancelled)
        >>> dossier = dossier.issue("r3", by=Issuer("BL", "Administrateur"), at=noon)
        >>> dossier.action.component("01").session("01").places
        0

        ``at`` is an instant with a time zone; the arguments after it are those of ``check``.

        Raises:
            RequestStateError: It is not pending, or ``at`` is before the last issue.
            RefusedError: Its ``check`` is not ok.
        """
        draft, instant = self._register.issuable(id, by, at)
        given = {"rules": rules, "today": today, "postal": postal, "holidays": holidays}
        judgement = self._judge(draft, given)
        if not judgement.check.ok:
            raise RefusedError(draft, judgement.check.report, judgement.check.refusing)
        register = self._register.with_issued(draft, by, instant, judgement.action)
        return register.fill(object.__new__(Dossier), judgement.after)

    def discard(self, id: str) -> "Dossier":
        """Delete a draft, without leaving a trace (§1.3).

        >>> from bdc_sessions import example_dossier
        >>> dossier = example_dossier()
        >>> drafted = dossier.draft_change("r3", component="01", session=dossier.proposed("r1"))
        >>> drafted.discard("r3") == dossier
        True

        Raises:
            NotDeletableError: It is validated: set the session's places to 0 instead.
        """
        request = self._register.get(id)
        if request.status is RequestStatus.VALIDATED:
            raise NotDeletableError(request)
        return self._with(self._register.without_draft(request.id))

    def rebase(self, id: str, *, choose: "Choices | None" = None) -> "Dossier":
        """Update a draft to the current action, after others were issued.

        >>> from bdc_sessions import example_dossier
        >>> dossier = example_dossier()
        >>> edited = dossier.proposed("r2").evolve(places=8)
        >>> dossier = dossier.draft_change("r3", component="01", session=edited)
        >>> dossier.rebase("r3") == dossier
        True

        A change is kept if the current value is its "before" and dropped if it is its "after"; an
        appended information session moves after those present. Anything else is a conflict:
        ``choose`` gives by its path the side to take, ours (the draft) or theirs (what was issued).

        Raises:
            NotFoundError: A choice at a path without a conflict.
            RequestStateError: It is not pending.
            MergeConflictError: Conflicts without a choice; always for two additions of one number.
        """
        draft = self._register.pending(id)
        draft = draft.evolve(changes=rebased(draft, self.action, choose or {}))
        return self._with(self._register.with_redraft(draft))

    def as_of(self, instant: "datetime") -> "Action":
        """Return the action as it was at an instant, with what was issued at that very instant.

        >>> from bdc_sessions import example_dossier
        >>> from datetime import UTC, datetime
        >>> example_dossier().as_of(datetime(2022, 12, 1, tzinfo=UTC)).component("01").sessions
        ()
        """
        return history.action_as_of(self._register, to_instant(instant, "Dossier.as_of(instant)"))

    def history(self, path: "str | Path") -> "tuple[HistoryEntry, ...]":
        """Return the history of a field or an object, oldest entry first.

        >>> from bdc_sessions import example_dossier
        >>> [entry.request for entry in example_dossier().history("components[01].sessions[01]")]
        ['r1', 'r2']

        Raises:
            NotFoundError: There never was anything at the path.
        """
        return history.field_history(self._register, Path.parse(path))

    def tracking(self) -> "Tracking":
        """Return the table "Suivi des demandes de modification", newest last (§1.2).

        >>> from bdc_sessions import example_dossier
        >>> [row.cells[3:5] for row in example_dossier().tracking()]
        [('15/12/2022', 'Validée'), ('16/12/2022', 'Validée')]
        """
        return Tracking.of(self.requests)

    def screen(self) -> "Screen":
        """Return the guide's screens of the current action, and of the requests (§1.2).

        >>> from bdc_sessions import example_dossier
        >>> example_dossier().screen().parts[-1].title
        'Suivi des demandes de modification'
        """
        screen = self.action.screen()
        return Screen(screen.title, [*screen.parts, self.tracking().screen()])

    def since(self, instant: "datetime") -> "tuple[tuple[str, str, Changes], ...]":
        """Return the changes validated after an instant, by component number and session number.

        >>> from bdc_sessions import example_dossier
        >>> from datetime import UTC, datetime
        >>> example_dossier().since(datetime(2022, 12, 16, tzinfo=UTC))
        (('01', '01', <Changes of Action: 14 fields>),)

        Changes undone meanwhile are left out; those outside sessions have "" for both numbers.
        """
        return history.changes_since(self._register, to_instant(instant, "Dossier.since(instant)"))

    def _judge(self, request: ChangeRequest, given: dict[str, Any]) -> Judgement:
        judgement = judge_request(request, self.action, self._report, given)
        object.__setattr__(self, "_report", judgement.before)
        return judgement

    def _with(self, register: Register) -> "Dossier":
        return register.fill(object.__new__(Dossier), self._report)

    def __getstate__(self) -> tuple[Any, ...]:
        """Return the state of a copy or pickle: the fields, and the current action."""
        return self.base, self.requests, self.action

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        """Restore the state of a copy or pickle."""
        Register.of(*state).fill(self)

    def __str__(self) -> str:
        """Return a line in French: the action's number, and the number of requests."""
        count = counted(len(self.requests), "demande")
        return one_line(f"Dossier de l'action {self.base.number} : {count} de modification")

    def __repr__(self) -> str:
        """Return the action's number, and the number of issued requests and drafts."""
        drafts = counted(len(self.requests) - self._register.count, "draft", "en")
        return summary(Dossier, f"{self.base.number}: {self._register.count} issued, {drafts}")
