"""The steps that are worth taking next, given where a dossier stands.

Each is chosen by numbers, so that it means something whatever came before it: that is what lets
hypothesis leave steps out of a run that fails.
"""

from collections.abc import Callable, Sequence
from itertools import count
from typing import Any, Final, NamedTuple, TypeVar

import pendulum
from attrs import evolve
from hypothesis import strategies as st
from pendulum import DateTime

from bdc_sessions.changes import RequestStatus
from bdc_sessions.model import CollectiveInfo, Component, Issuer, Session
from bdc_sessions.testing.conformance.calls import Call, Discard, Draft, Issue
from bdc_sessions.testing.conformance.edits import edits
from bdc_sessions.testing.conformance.reference import Reference
from bdc_sessions.testing.strategies import issuers

T = TypeVar("T")

INSTANTS: Final = (
    pendulum.datetime(2022, 7, 1, 7),
    pendulum.datetime(2022, 7, 1, 22, 30),  # the next day in Paris
    pendulum.datetime(2022, 10, 30, 0, 30),  # in Paris 02:30 in summer time,
    pendulum.datetime(2022, 10, 30, 1, 15),  # and 02:15 in winter time, later
    pendulum.datetime(2022, 12, 15, 8),
)
"""When requests are issued, in their order."""

UNKNOWN: Final = "unknown"
"""A number that no component and no session bears."""

PENDING, VALIDATED = RequestStatus.PENDING, RequestStatus.VALIDATED

KINDS: Final = 8
"""The kinds of edits that are told apart,"""
EDITS: Final = 12 * KINDS
"""edits of all kinds,"""
SECOND: Final = 3 * KINDS
"""and second ones: in one draft of three, two things are changed."""


class Standing(NamedTuple):
    """Where a dossier stands, and what may be appended to its sessions."""

    of: str
    library: Reference
    infos: tuple[CollectiveInfo, ...]

    def edited(self, session: Session, component: Component, changes: int) -> Session:
        """Change one thing of a session, or two."""
        second, first = divmod(changes, EDITS)
        for kind in (first % KINDS, second)[: 2 if second < KINDS else 1]:
            sites = self.library.action().sites
            fields = _nth(edits(session, component, sites, self.infos), kind)
            session = session.evolve(**_nth(fields, first // KINDS))
        return session


def change(now: Standing, which: int, changes: int) -> Draft:
    """Draft a change of a session that there is; an addition where there is none yet."""
    there = [(c, session) for c in now.library.action().components for session in c.sessions]
    if not there:
        return addition(now, which, changes)
    component, seen = _nth(there, which)
    session = now.edited(seen, component, changes)
    return Draft(now.of, _free(now), component.number, session, new=False, seen=seen)


def addition(now: Standing, which: int, changes: int) -> Draft:
    """Draft the addition of a session: all of its component's dates, then some changes."""
    action = now.library.action()
    component = _nth(action.components, which)
    whole = component.whole_period_session(site=action.sites[0], places=10)
    session = now.edited(whole, component, changes)
    return Draft(now.of, _free(now), component.number, session, new=True)


def impossible(now: Standing, which: int, changes: int, how: int) -> Draft:
    """Draft what cannot be: a number unknown or taken, an id used twice."""
    draft = change(now, which, changes)
    wrong = [
        *([] if draft.new else [evolve(draft, new=True)]),
        evolve(draft, component=UNKNOWN),
        evolve(draft, session=draft.session.evolve(number=UNKNOWN), new=False, seen=None),
        *(evolve(draft, id=taken) for taken in now.library.ids(PENDING, VALIDATED)),
    ]
    return _nth(wrong, how)


def issue(now: Standing, which: int, by: Issuer, when: int) -> Issue | Draft:
    """Issue a draft in its time: at the instant of the last issue, or later."""
    if not now.library.ids(PENDING):
        return change(now, which, when)
    return Issue(now.of, _draft(now, which), by, _in_time(now, when))


def early_issue(now: Standing, which: int, by: Issuer, when: int) -> Issue | Draft:
    """Issue a draft before the last issue, if there was one."""
    last = now.library.last_issue
    if last is None:
        return issue(now, which, by, when)
    early = [last.subtract(seconds=1), *(at for at in INSTANTS if at < last)]
    return Issue(now.of, _draft(now, which), by, _nth(early, when))


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
_SESSION = (_FEW, st.integers(0, EDITS * SECOND - 1))
_ISSUE = (_FEW, issuers(), _FEW)

STEPS: Final[tuple[tuple[Callable[..., Call], tuple[st.SearchStrategy[Any], ...]], ...]] = (
    *[(change, _SESSION)] * 3,
    *[(issue, _ISSUE)] * 5,
    *[(addition, _SESSION)] * 2,
    *[(impossible, (*_SESSION, _FEW))] * 2,
    *[(second_issue, _ISSUE)] * 2,
    *[(early_issue, _ISSUE)] * 2,
    (discard, (_FEW,)),
    (second_discard, (_FEW,)),
)
"""Each step, as often as it is worth, and what it is chosen by."""


def _nth(items: Sequence[T], nth: int) -> T:
    return items[nth % len(items)]


def _nth_last(items: Sequence[T], nth: int) -> T:
    """Count from the last: what came before may be left out, and the same is meant."""
    return items[-1 - min(nth, len(items) - 1)]


def _free(now: Standing) -> str:
    """Return an id that no request bears; that of a discarded one is free again."""
    taken = now.library.ids(PENDING, VALIDATED)
    return next(free for n in count(1) if (free := f"r{n}") not in taken)


def _draft(now: Standing, which: int) -> str:
    return _nth_last(now.library.ids(PENDING) or [_free(now)], which)


def _ended(now: Standing, which: int) -> str:
    validated = now.library.ids(VALIDATED)
    return _nth_last(validated, which) if validated and which < MOST else _free(now)


def _in_time(now: Standing, when: int) -> DateTime:
    last = now.library.last_issue
    if last is None:
        return _nth(INSTANTS, when)
    return _nth([last, *(at for at in INSTANTS if at > last)][:3], when)
