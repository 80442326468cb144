"""The steps that are worth taking next, given where a dossier stands.

Each is chosen by numbers, so that it means something whatever came before it: that is what lets
hypothesis leave steps out of a run that fails.
"""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from itertools import count
from typing import Any, Final

import pendulum
from attrs import evolve
from hypothesis import strategies as st
from pendulum import DateTime

from bdc_sessions.changes import diff
from bdc_sessions.errors import NotFoundError
from bdc_sessions.model import Action, Component, Issuer, Path, Session
from bdc_sessions.testing.kit.calls import Call, Discard, Draft, Issue
from bdc_sessions.testing.kit.state import EDITS, SECOND, Choice, State, nth, nth_last
from bdc_sessions.testing.values import issuers

INSTANTS: Final = (
    pendulum.datetime(2022, 7, 1, 7),
    pendulum.datetime(2022, 7, 1, 22, 30, 15, 250_000),  # the next day in Paris
    pendulum.datetime(2022, 10, 30, 0, 30),  # in Paris 02:30 in summer time,
    pendulum.datetime(2022, 10, 30, 1, 15, 1, 1),  # and 02:15 in winter time, later
    pendulum.datetime(2022, 12, 15, 8, 0, 30, 123_456),
)
"""When requests are issued, in their order."""

UNKNOWN: Final = "unknown"
"""A number that no component and no session bears."""


def change(state: State, which: int, choice: Choice) -> Draft:
    """Draft a change of a session that there is; an addition where there is none yet."""
    if not state.sessions:
        return addition(state, which, choice)
    component, current = nth(state.sessions, which)
    return _change(state, component, current, state.edited(current, component, choice))


def rival(state: State, which: int, choice: Choice) -> Draft:
    """Draft a change of a field that a draft changes already: one of the two comes too late."""
    rivals = [
        (component, current, request)
        for request in state.pending
        for component, current in state.sessions
        if (request.component, request.session) == (component.number, current.number)
    ]
    if not rivals:  # of additions alone, the rival is another of the same number
        return (addition if state.pending else change)(state, which, choice)
    component, current, request = nth_last(rivals, which)
    changed = {Path(path.steps[2:]) for path in request.changes.paths}
    session = _meeting(state, component, current, choice, changed)
    return _change(state, component, current, session)


def of_seen(state: State, which: int, choice: Choice, ago: int) -> Draft:
    """Draft what a person makes of a session seen before others were issued."""
    if not state.sessions:
        return addition(state, which, choice)
    component, current = nth(state.sessions, which)
    seen = _as_seen(nth_last(state.library.states, ago), component, current)
    draft = _change(state, component, current, state.edited(seen, component, choice))
    return evolve(draft, seen=seen)


def rival_of_seen(state: State, which: int, choice: Choice, ago: int) -> Draft:
    """Draft a change of a field that was changed since the session was seen, if one was."""
    draft = of_seen(state, which, choice, ago)
    if draft.seen is None or draft.current is None:
        return draft
    component = state.library.action().component(draft.component)
    changed = diff(draft.seen, draft.current).paths
    session = _meeting(state, component, draft.seen, choice, changed)
    return evolve(draft, session=session)


def addition(state: State, which: int, choice: Choice) -> Draft:
    """Draft the addition of a session: all of its component's dates, then some changes."""
    action = state.library.action()
    component = nth(action.components, which)
    full = component.whole_period_session(site=action.sites[0], places=10)
    session = state.edited(full, component, choice)
    return Draft(state.of, _free(state), component.number, session, new=True)


def impossible(state: State, which: int, choice: Choice, how: int) -> Draft:
    """Draft what cannot be: a number unknown or taken, an id used twice."""
    draft = change(state, which, choice)
    wrong = [
        *([] if draft.new else [evolve(draft, new=True)]),
        evolve(draft, component=UNKNOWN),
        evolve(draft, session=draft.session.evolve(number=UNKNOWN), new=False, current=None),
        *(evolve(draft, id=taken) for taken in state.ids),
    ]
    return nth(wrong, how)


def issue(state: State, which: int, by: Issuer, when: int) -> Issue | Draft:
    """Issue a draft in its time: at the instant of the last issue, or later."""
    if not state.pending:
        return change(state, which, Choice(when))
    return Issue(state.of, _draft(state, which), by, _in_time(state, when))


def overtaken_issue(state: State, which: int, by: Issuer, when: int) -> Issue | Draft:
    """Issue a draft overtaken by another, if there is one."""
    overtaken = [r.id for r in state.pending if state.library.is_overtaken(r.id)]
    if not overtaken:
        return issue(state, which, by, when)
    return Issue(state.of, nth_last(overtaken, which), by, _in_time(state, when))


def early_issue(state: State, which: int, by: Issuer, when: int) -> Issue | Draft:
    """Issue a draft before the last issue, if there was one."""
    last = state.library.last_issue
    if last is None:
        return issue(state, which, by, when)
    early = [last.subtract(microseconds=1), *(at for at in INSTANTS if at < last)]
    return Issue(state.of, _draft(state, which), by, nth(early, when))


def second_issue(state: State, which: int, by: Issuer, when: int) -> Issue:
    """Issue what is no draft: what was issued or discarded, or never was."""
    return Issue(state.of, _ended(state, which), by, _in_time(state, when))


def discard(state: State, which: int) -> Discard:
    """Discard a draft."""
    return Discard(state.of, _draft(state, which))


def second_discard(state: State, which: int) -> Discard:
    """Discard what is no draft."""
    return Discard(state.of, _ended(state, which))


MOST: Final = 5
_FEW = st.integers(0, MOST)
_CHOICE = st.integers(0, EDITS * SECOND - 1).map(Choice)
_SESSION = (_FEW, _CHOICE)
_ISSUE = (_FEW, issuers(), _FEW)

Step = Callable[..., Call]
STEPS: Final[tuple[tuple[Step, tuple[st.SearchStrategy[Any], ...]], ...]] = (
    *[(change, _SESSION)] * 3,
    *[(issue, _ISSUE)] * 6,
    *[(overtaken_issue, _ISSUE)] * 3,
    (addition, _SESSION),
    *[(rival, _SESSION)] * 4,
    *[(of_seen, (*_SESSION, _FEW))] * 2,
    *[(rival_of_seen, (*_SESSION, _FEW))] * 3,
    *[(impossible, (*_SESSION, _FEW))] * 2,
    (second_issue, _ISSUE),
    *[(early_issue, _ISSUE)] * 2,
    *[(discard, (_FEW,))] * 2,
    (second_discard, (_FEW,)),
)
"""Each step, as often as it is worth, and what it is chosen by."""


def _free(state: State) -> str:
    """Return an id that no request bears; that of a discarded one is free again."""
    return next(free for n in count(1) if (free := f"r{n}") not in state.ids)


def _change(state: State, component: Component, current: Session, session: Session) -> Draft:
    return Draft(state.of, _free(state), component.number, session, new=False, current=current)


def _as_seen(action: Action, component: Component, current: Session) -> Session:
    """Return a session as it stood in an earlier state, where it was there."""
    try:
        return action.component(component.number).session(current.number)
    except NotFoundError:
        return current


def _meeting(
    state: State, component: Component, session: Session, choice: Choice, paths: AbstractSet[Path]
) -> Session:
    """Return a session after an edit of one of some fields; as it is, if there is none."""
    every = [fields for kind in state.edits(session, component) for fields in kind]
    turned = (session.evolve(**nth(every, choice.number + n)) for n in range(len(every)))
    meeting = (edited for edited in turned if not paths.isdisjoint(diff(session, edited).paths))
    return next(meeting, session)


def _draft(state: State, which: int) -> str:
    return nth_last([r.id for r in state.pending] or [_free(state)], which)


def _ended(state: State, which: int) -> str:
    validated = [request.id for request in state.validated]
    return nth_last(validated, which) if validated and which < MOST else _free(state)


def _in_time(state: State, when: int) -> DateTime:
    last = state.library.last_issue
    if last is None:
        return nth(INSTANTS, when)
    return nth([last, *(at for at in INSTANTS if at > last)][:3], when)
