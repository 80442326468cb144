"""Dossiers are played by their own steps, one after another in time."""

from itertools import pairwise

import pendulum
import pytest
from hypothesis import find, given
from hypothesis import strategies as st
from tests.testing.profiles import HEALTHY, SEARCH
from tests.values import guide_action, guide_action_with, guide_info, guide_session

from bdc_sessions import (
    ChangeRequest,
    Dossier,
    Issuer,
    NotFoundError,
    RequestStatus,
    Tracking,
    validate,
)
from bdc_sessions import testing as t
from bdc_sessions.testing import CONTEXT
from bdc_sessions.testing.lifecycles import issued

BY = Issuer("BL", "Administrateur")
AT = pendulum.datetime(2022, 12, 15, 10, tz="Europe/Paris")


def validated(dossier: Dossier) -> list[ChangeRequest]:
    return [r for r in dossier.requests if r.status is RequestStatus.VALIDATED]


@HEALTHY
@given(t.dossiers())
def test_the_action_of_a_dossier_has_no_error(dossier: Dossier) -> None:
    for action in (dossier.base, dossier.action):
        assert validate(action, **CONTEXT).ok


@HEALTHY
@given(t.dossiers())
def test_instants_never_go_back_and_stand_in_paris(dossier: Dossier) -> None:
    instants = [r.issued_at for r in validated(dossier) if r.issued_at is not None]
    for earlier, later in pairwise(instants):
        assert earlier.in_timezone("UTC") <= later.in_timezone("UTC")
    assert all(at.timezone_name == "Europe/Paris" for at in instants)


@HEALTHY
@given(st.data())
def test_a_dossier_starts_from_the_action_that_it_is_given(data: st.DataObject) -> None:
    action = guide_action()
    assert data.draw(t.dossiers(action)).base is action
    empty = action.evolve(components=())
    assert data.draw(t.dossiers(empty)) == Dossier(empty)


@HEALTHY
@given(t.trackings())
def test_a_tracking_has_its_rows(tracking: Tracking) -> None:
    assert all(len(row.cells) == len(Tracking.HEAD) for row in tracking)


def test_a_tracking_has_drafts_behind_what_was_issued() -> None:
    def mixed(tracking: Tracking) -> bool:
        return [row.issued_on is None for row in tracking] == [False, True]

    assert mixed(find(t.trackings(), mixed, settings=SEARCH))


@pytest.mark.parametrize("status", RequestStatus)
def test_requests_are_drafts_or_validated(status: RequestStatus) -> None:
    request = find(t.change_requests(), lambda request: request.status is status, settings=SEARCH)
    assert request.status is status


HALF_PAST_TWO = ["2022-10-30T02:30:00+02:00", "2022-10-30T02:30:00+01:00"]


def test_both_half_past_two_of_the_night_that_has_two_are_drawn() -> None:
    def instants(dossier: Dossier) -> list[str]:
        return [r.issued_at.isoformat() for r in validated(dossier) if r.issued_at]

    dossier = find(
        t.dossiers(guide_action()),
        lambda dossier: set(instants(dossier)) >= set(HALF_PAST_TWO),
        settings=SEARCH,
    )
    assert list(dict.fromkeys(instants(dossier)))[:2] == HALF_PAST_TWO


@pytest.mark.parametrize("addition", [True, False])
def test_a_change_of_a_session_there_is_and_an_addition_are_drawn(*, addition: bool) -> None:
    request = find(
        t.change_requests(),
        lambda request: request.is_addition is addition and len(request.changes) > 0,
        settings=SEARCH,
    )
    assert request.is_addition is addition


@pytest.mark.parametrize("name", ["provider", "observations", "amendment"])
def test_notes_are_given_and_left_out(name: str) -> None:
    noted = find(
        t.change_requests(), lambda request: getattr(request, name) is not None, settings=SEARCH
    )
    assert isinstance(getattr(noted, name), str)
    bare = find(
        t.change_requests(), lambda request: getattr(request, name) is None, settings=SEARCH
    )
    assert getattr(bare, name) is None


SESSION = guide_session().evolve(infos=[guide_info()])


def overtaken(first: int, second: int) -> Dossier:
    """Make a dossier with a draft that another, issued meanwhile, overtook."""
    return (
        Dossier(guide_action_with(SESSION))
        .draft_change("r1", component="01", session=SESSION.evolve(places=first))
        .draft_change("r2", component="01", session=SESSION.evolve(places=second))
        .issue("r1", by=BY, at=AT)
    )


def test_a_draft_that_was_overtaken_is_rebased() -> None:
    dossier = overtaken(8, 8)
    after = issued(dossier, dossier.request("r2"), AT, BY)
    assert len(after.request("r2").changes) == 0
    assert after.request("r2").status is RequestStatus.PENDING


def test_a_draft_that_contradicts_what_overtook_it_is_dropped() -> None:
    dossier = overtaken(8, 9)
    after = issued(dossier, dossier.request("r2"), AT, BY)
    with pytest.raises(NotFoundError):
        after.request("r2")
