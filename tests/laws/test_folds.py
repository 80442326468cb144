"""A dossier is a fold: what is read of it agrees with its requests applied in order."""

import pickle
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.values import value_at

from bdc_sessions import ABSENT, Action, Changes, Dossier, NotFoundError, Path, RequestStatus, diff
from bdc_sessions.testing import dossiers


def states(dossier: Dossier) -> list[Action]:
    """Return the action at first, and as each issued request left it."""
    issued = [request for request in dossier.requests if request.issued_at is not None]
    return [*accumulate(issued, lambda action, r: r.changes.apply(action), initial=dossier.base)]


@given(dossiers())
def test_a_dossier_is_the_base_and_its_requests(dossier: Dossier) -> None:
    again = Dossier(dossier.base, requests=dossier.requests)
    assert again == dossier
    assert hash(again) == hash(dossier)
    assert again.action == dossier.action == states(dossier)[-1]
    assert pickle.loads(pickle.dumps(dossier)) == dossier
    for request in dossier.requests:
        assert dossier.request(request.id) == request


@given(dossiers())
def test_the_action_stood_at_each_instant_as_the_requests_until_then_left_it(
    dossier: Dossier,
) -> None:
    after = states(dossier)
    # In UTC: an hour comes twice in autumn, and its two are equal by the clocks of Paris.
    issued = [r.issued_at.in_timezone("UTC") for r in dossier.requests if r.issued_at]
    for count, instant in enumerate(issued, 1):
        later = sum(1 for at in issued[count:] if at == instant)
        assert dossier.as_of(instant) == after[count + later]
        assert dossier.as_of(instant.subtract(microseconds=1)) == after[issued.index(instant)]


@given(dossiers())
def test_what_is_new_since_an_instant_leads_from_the_action_then_to_the_action_now(
    dossier: Dossier,
) -> None:
    for request in dossier.requests:
        if request.issued_at is not None:
            by_session = dossier.since(request.issued_at)
            changes = [change for _, _, part in by_session for change in part]
            then = dossier.as_of(request.issued_at)
            assert Changes(Action, changes) == diff(then, dossier.action)
            for component, session, part in by_session:
                top = Path((("components", component), ("sessions", session)))
                assert part == part.under(top)


@given(dossiers(), st.data())
def test_the_history_of_a_path_is_what_stood_there_from_request_to_request(
    dossier: Dossier, data: st.DataObject
) -> None:
    changed = sorted({str(c.path) for request in dossier.requests for c in request.changes})
    if not changed:
        return
    path = Path.parse(data.draw(st.sampled_from(changed)))
    depth = data.draw(st.integers(0, len(path)))
    path = Path(path.steps[:depth])
    if depth and data.draw(st.booleans()):
        path = path.parent.child(path.steps[-1][0])  # of all that a collection holds
    stood = [value_at(action, path) for action in states(dossier)]
    ids = [request.id for request in dossier.requests if request.issued_at is not None]
    expected = [
        (id, before, after)
        for id, (before, after) in zip(ids, pairwise(stood), strict=True)
        if before != after
    ]
    if expected or stood[0] is not ABSENT:
        assert [(e.request, e.before, e.after) for e in dossier.history(path)] == expected
    else:
        with pytest.raises(NotFoundError):
            dossier.history(path)


@given(dossiers())
def test_what_a_request_proposes_is_what_it_leaves(dossier: Dossier) -> None:
    after = states(dossier)
    for count, request in enumerate(dossier.requests, 1):
        if request.status is RequestStatus.VALIDATED:
            assert dossier.proposed(request.id) == after[count][request.path]
