"""The steps that are worth taking next, given where a dossier stands.

Each is chosen by numbers, so that it means something whatever came before it: that is what lets
hypothesis leave steps out of a run that fails.
"""

from collections.abc import Callable
from itertools import count
from typing import Any, Final

import pendulum
from attrs import evolve
from hypothesis import strategies as st
from pendulum import DateTime

from bdc_sessions.changes import ChangeRequest, RequestStatus, diff
from bdc_sessions.changes.changes import moved_under
from bdc_sessions.dossier.check import applies
from bdc_sessions.model import Action, Component, Issuer, Session
from bdc_sessions.testing.conformance.calls import Call, Discard, Draft, Issue
from bdc_sessions.testing.conformance.standing import EDITS, SECOND, Choice, Standing, nth, nth_last
from bdc_sessions.testing.strategies import issuers

INSTANTS: Final = (
    pendulum.datetime(2022, 7, 1, 7),
    pendulum.datetime(2022, 7, 1, 22, 30),  # the next day in Paris
    pendulum.datetime(2022, 10, 30, 0, 30),  # in Paris 02:30 in summer time,
    pendulum.datetime(2022, 10, 30, 1, 15),  # and 02:15 in winter time, later
    pendulum.datetime(2022, 12, 15, 8, 0, 30, 123_456),
)
"""When requests are issued, in their order."""

UNKNOWN: Final = "unknown"
"""A number that no component and no session bears."""

PENDING, VALIDATED = RequestStatus.PENDING, RequestStatus.VALIDATED


def change(now: Standing, which: int, choice: Choice) -> Draft:
    """Draft a change of a session that there is; an addition where there is none yet."""
    there = now.there
    if not there:
        return addition(now, which, choice)
    component, seen = nth(there, which)
    return _change(now, component, seen, now.edited(seen, component, choice))


def rival(now: Standing, which: int, choice: Choice) -> Draft:
    """Draft a change of a field that a draft changes already: one of the two comes too late."""
    there = now.there
    rivals = [
        (component, seen, request)
        for request in now.pending
        for component, seen in there
        if (request.component, request.session) == (component.number, seen.number)
    ]
    if not rivals:
        return change(now, which, choice)
    component, seen, request = nth_last(rivals, which)
    every = [fields for kind in now.edits(seen, component) for fields in kind]
    turned = (seen.evolve(**nth(every, choice.number + n)) for n in range(len(every)))
    session = next((one for one in turned if _meets(one, seen, request)), seen)
    return _change(now, component, seen, session)


def addition(now: Standing, which: int, choice: Choice) -> Draft:
    """Draft the addition of a session: all of its component's dates, then some changes."""
    action = now.library.action()
    component = nth(action.components, which)
    whole = component.whole_period_session(site=action.sites[0], places=10)
    session = now.edited(whole, component, choice)
    return Draft(now.of, _free(now), component.number, session, new=True)


def impossible(now: Standing, which: int, choice: Choice, how: int) -> Draft:
    """Draft what cannot be: a number unknown or taken, an id used twice."""
    draft = change(now, which, choice)
    wrong = [
        *([] if draft.new else [evolve(draft, new=True)]),
        evolve(draft, component=UNKNOWN),
        evolve(draft, session=draft.session.evolve(number=UNKNOWN), new=False, seen=None),
        *(evolve(draft, id=taken) for taken in now.library.ids(PENDING, VALIDATED)),
    ]
    return nth(wrong, how)


def issue(now: Standing, which: int, by: Issuer, when: int) -> Issue | Draft:
    """Issue a draft in its time: at the instant of the last issue, or later."""
    if not now.library.ids(PENDING):
        return change(now, which, Choice(when))
    return Issue(now.of, _draft(now, which), by, _in_time(now, when))


def overtaken_issue(now: Standing, which: int, by: Issuer, when: int) -> Issue | Draft:
    """Issue a draft overtaken by another, if there is one."""
    overtaken = [r.id for r in now.pending if not applies(r, now.library.action())]
    if not overtaken:
        return issue(now, which, by, when)
    return Issue(now.of, nth_last(overtaken, which), by, _in_time(now, when))


def early_issue(now: Standing, which: int, by: Issuer, when: int) -> Issue | Draft:
    """Issue a draft before the last issue, if there was one."""
    last = now.library.last_issue
    if last is None:
        return issue(now, which, by, when)
    early = [last.subtract(microseconds=1), *(at for at in INSTANTS if at < last)]
    return Issue(now.of, _draft(now, which), by, nth(early, when))


def second_issue(now: Standing, which: int, by: Issuer, when: int) -> Issue:
    """Issue what is no draft: what was issued or discarded, or never was."""
    return Issue(now.of, _ended(now, which), by, _in_time(now, when))


def discard(now: Standing, which: int) -> Discard:
    """Discard a draft."""
    return Discard(now.of, _draft(now, which))


def second_discard(now: Standing, which: int) -> Discard:
    """Discard what is no draft."""
    return Discard(now.of, _ended(now, which))


MOST: Final = 5
_FEW = st.integers(0, MOST)
_CHOICE = st.integers(0, EDITS * SECOND - 1).map(Choice)
_SESSION = (_FEW, _CHOICE)
_ISSUE = (_FEW, issuers(), _FEW)

STEPS: Final[tuple[tuple[Callable[..., Call], tuple[st.SearchStrategy[Any], ...]], ...]] = (
    *[(change, _SESSION)] * 3,
    *[(issue, _ISSUE)] * 6,
    *[(overtaken_issue, _ISSUE)] * 3,
    (addition, _SESSION),
    *[(rival, _SESSION)] * 4,
    *[(impossible, (*_SESSION, _FEW))] * 2,
    (second_issue, _ISSUE),
    *[(early_issue, _ISSUE)] * 2,
    *[(discard, (_FEW,))] * 2,
    (second_discard, (_FEW,)),
)
"""Each step, as often as it is worth, and what it is chosen by."""


def _free(now: Standing) -> str:
    """Return an id that no request bears; that of a discarded one is free again."""
    taken = now.library.ids(PENDING, VALIDATED)
    return next(free for n in count(1) if (free := f"r{n}") not in taken)


def _change(now: Standing, component: Component, seen: Session, session: Session) -> Draft:
    return Draft(now.of, _free(now), component.number, session, new=False, seen=seen)


def _meets(session: Session, seen: Session, request: ChangeRequest) -> bool:
    """Tell whether a session differs from what was seen where a request changes it."""
    changes = moved_under(diff(seen, session), Action, request.path)
    return not changes.paths.isdisjoint(request.changes.paths)


def _draft(now: Standing, which: int) -> str:
    return nth_last(now.library.ids(PENDING) or [_free(now)], which)


def _ended(now: Standing, which: int) -> str:
    validated = now.library.ids(VALIDATED)
    return nth_last(validated, which) if validated and which < MOST else _free(now)


def _in_time(now: Standing, when: int) -> DateTime:
    last = now.library.last_issue
    if last is None:
        return nth(INSTANTS, when)
    return nth([last, *(at for at in INSTANTS if at > last)][:3], when)
