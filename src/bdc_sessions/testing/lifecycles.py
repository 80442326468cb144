"""Dossiers as they come to be: requests drafted, issued, discarded, rebased, one after another."""

from collections.abc import Callable, Mapping
from typing import Any

from hypothesis import strategies as st
from pendulum import UTC, DateTime

from bdc_sessions.changes import ChangeRequest, RequestStatus
from bdc_sessions.dossier import Dossier, HistoryEntry, Tracking, TrackingRow
from bdc_sessions.errors import MergeConflictError, RefusedError
from bdc_sessions.model import Action, Issuer
from bdc_sessions.model.fields import to_instant
from bdc_sessions.testing import words
from bdc_sessions.testing.context import CONTEXT
from bdc_sessions.testing.edits import edited_sessions
from bdc_sessions.testing.valid import valid_actions, valid_issuers, valid_sessions

MOST_STEPS = 8

FIRST_INSTANTS = (
    DateTime(2022, 12, 15, 9, 0, tzinfo=UTC),
    # Half past two comes twice in this night, and not at all in the next one.
    DateTime(2022, 10, 30, 0, 30, tzinfo=UTC),
    DateTime(2023, 3, 26, 0, 30, tzinfo=UTC),
    DateTime(2024, 2, 28, 23, 0, tzinfo=UTC),
)
"""When the first step may be."""
MINUTES_BETWEEN = (0, 60, 60, 1, 24 * 60, 90 * 24 * 60)
"""How long after one step the next may be; an hour more often, for the night that has one twice."""

NOTES: Mapping[str, tuple[str, ...]] = {
    "provider": words.PROVIDERS,
    "observations": words.REMARKS,
    "amendment": words.AMENDMENTS,
}

Step = Callable[..., Dossier]
"""Takes ``draw``, a dossier with a draft, the draft and the instant; returns the dossier after."""


def instants(after: DateTime | None = None) -> st.SearchStrategy[DateTime]:
    """Draw an instant in Europe/Paris; with ``after``, that one or a later."""
    if after is None:
        return st.sampled_from(FIRST_INSTANTS).map(to_instant)
    return st.sampled_from([after.add(minutes=minutes) for minutes in MINUTES_BETWEEN])


def pending(dossier: Dossier) -> tuple[ChangeRequest, ...]:
    """Return the drafts of a dossier."""
    return tuple(r for r in dossier.requests if r.status is RequestStatus.PENDING)


@st.composite
def drafted(draw: st.DrawFn, dossier: Dossier, id: str) -> Dossier:
    """Draw a dossier with one draft more: a change of a session there is, or an addition."""
    action = dossier.action
    component = draw(st.sampled_from(action.components))
    notes: dict[str, Any] = {
        name: draw(st.none() | st.sampled_from(texts)) for name, texts in NOTES.items()
    }
    changing = draw(st.booleans())
    if changing and component.sessions:
        before = draw(st.sampled_from(component.sessions))
        session = draw(edited_sessions(before, component, action))
        return dossier.draft_change(id, component=component.number, session=session, **notes)
    session = draw(valid_sessions(component=component, action=action))
    return dossier.draft_addition(id, component=component.number, session=session, **notes)


def issued(dossier: Dossier, request: ChangeRequest, at: DateTime, by: Issuer) -> Dossier:
    """Issue a draft; where others overtook it, rebase it; where that needs a person, drop it."""
    try:
        return dossier.issue(request.id, by=by, at=at, **CONTEXT)
    except RefusedError:
        return rebased(dossier, request)


def rebased(dossier: Dossier, request: ChangeRequest) -> Dossier:
    """Rebase a draft; where that needs a person, drop it."""
    try:
        return dossier.rebase(request.id)
    except MergeConflictError:
        return dossier.discard(request.id)


def _issued(draw: st.DrawFn, dossier: Dossier, request: ChangeRequest, at: DateTime) -> Dossier:
    return issued(dossier, request, at, draw(valid_issuers))


HANDLING: tuple[Step | None, ...] = (
    *(None, None, _issued, _issued, _issued),
    lambda _, dossier, request, __: rebased(dossier, request),
    lambda _, dossier, request, __: dossier.discard(request.id),
)
"""What becomes of a draft; None for one draft more."""


@st.composite
def dossiers(draw: st.DrawFn, action: Action | None = None) -> Dossier:
    """Draw a dossier to which requests were drafted, issued, discarded and rebased in turn.

    >>> from hypothesis import given
    >>> @given(dossiers())
    ... def test_my_tables_keep_a_dossier(dossier):
    ...     assert my_tables.read(my_tables.write(dossier)) == dossier

    Each step is the dossier's own, at an instant that never precedes the last: the repeated hour
    of October is among them. Its action has no error; warnings may come of drafts that meet.
    """
    dossier = Dossier(draw(valid_actions(min_components=1)) if action is None else action)
    if not dossier.action.components:
        return dossier
    at = None
    for step in range(draw(st.integers(0, MOST_STEPS))):
        drafts = pending(dossier)
        handle = draw(st.sampled_from(HANDLING)) if drafts else None
        if handle is None:
            dossier = draw(drafted(dossier, f"r{step + 1}"))
        else:
            at = draw(instants(at))
            dossier = handle(draw, dossier, draw(st.sampled_from(drafts)), at)
    return dossier


@st.composite
def change_requests(draw: st.DrawFn) -> ChangeRequest:
    """Draw a request of a dossier: a draft, or one that is validated (§1.2).

    >>> from hypothesis import given
    >>> @given(change_requests())
    ... def test_my_queue_gives_back_what_it_took(request):
    ...     assert my_queue.get(my_queue.put(request)) == request
    """
    return draw(st.sampled_from(draw(drafted(draw(dossiers()), "r0")).requests))


@st.composite
def issued_once(draw: st.DrawFn) -> Dossier:
    """Draw a dossier whose one request is validated: it adds a session."""
    dossier = Dossier(draw(valid_actions(min_components=1)))
    component = draw(st.sampled_from(dossier.action.components))
    session = draw(valid_sessions(component=component, action=dossier.action))
    dossier = dossier.draft_addition("r1", component=component.number, session=session)
    return dossier.issue("r1", by=draw(valid_issuers), at=draw(instants()))


def trackings() -> st.SearchStrategy[Tracking]:
    """Draw "Suivi des demandes de modification" of a dossier (§1.2).

    >>> from hypothesis import given
    >>> @given(trackings())
    ... def test_my_page_has_a_row_for_each_request(tracking):
    ...     assert my_page(tracking).count("<tr>") == 1 + len(tracking)
    """
    return dossiers().map(Dossier.tracking)


@st.composite
def tracking_rows(draw: st.DrawFn) -> TrackingRow:
    """Draw a row of "Suivi des demandes de modification" (§1.2).

    >>> from hypothesis import given
    >>> @given(tracking_rows())
    ... def test_my_page_shows_every_cell(row):
    ...     assert all(cell in my_page(row) for cell in row.cells)
    """
    return draw(st.sampled_from(draw(drafted(draw(dossiers()), "r0")).tracking()))


@st.composite
def history_entries(draw: st.DrawFn) -> HistoryEntry:
    """Draw what a validated request made of a field.

    >>> from hypothesis import given
    >>> @given(history_entries())
    ... def test_my_page_names_who_changed_a_field(entry):
    ...     assert entry.issuer.name in my_page(entry)
    """
    dossier = draw(issued_once())
    change = draw(st.sampled_from(dossier.requests[0].changes))
    return dossier.history(change.path)[0]
