"""A draft that others overtook, brought onto the action as it stands."""

from collections.abc import Callable
from typing import Any

import pytest
from pendulum import Date
from tests.steps import BY, FIRST, LATER, PLACES, TOP, change, example, issued, request, session
from tests.values import guide_info, guide_session, untyped

from bdc_sessions import (
    ABSENT,
    Dossier,
    FieldChange,
    MergeConflictError,
    NotFoundError,
    Path,
    RequestStateError,
    RuleSet,
    Side,
)

OFFER = f"{TOP}.offer_code"


def overtaken() -> Dossier:
    """Return a dossier with a draft that conflicts in two fields."""
    dossier = change(example(), "r1", places=9, offer_code="X", end=Date(2022, 12, 30))
    return issued(dossier, "r2", places=8, offer_code="Y")


@pytest.mark.parametrize("key", [str, Path.parse])
def test_each_conflict_is_decided_by_a_side(key: Callable[[str], Any]) -> None:
    dossier = overtaken()
    chosen = dossier.rebase("r1", choose={key(PLACES): Side.OURS, key(OFFER): Side.THEIRS})
    changes = {str(c.path): (c.before, c.after) for c in chosen.request("r1").changes}
    end = (Date(2022, 12, 31), Date(2022, 12, 30))
    assert changes == {PLACES: (8, 9), f"{TOP}.end": end}
    assert chosen.check("r1").ok
    assert chosen.proposed("r1") == session(dossier.action).evolve(places=9, end=end[1])


def test_what_no_choice_decides_is_left() -> None:
    with pytest.raises(MergeConflictError) as caught:
        overtaken().rebase("r1", choose={PLACES: Side.OURS})
    assert [str(conflict.path) for conflict in caught.value.conflicts] == [OFFER]
    assert "Code Offre Info" in caught.value.message()


def test_a_choice_where_no_conflict_stands_is_told() -> None:
    with pytest.raises(NotFoundError) as caught:
        overtaken().rebase("r1", choose={f"{TOP}.end": Side.OURS})
    assert set(caught.value.known) == {PLACES, OFFER}
    with pytest.raises(NotFoundError):
        change(example(), "r1", places=9).rebase("r1", choose={PLACES: Side.OURS})


def test_a_choice_is_a_side() -> None:
    with pytest.raises(TypeError, match="Side"):
        overtaken().rebase("r1", choose={PLACES: untyped("ours"), OFFER: Side.OURS})


def test_no_side_can_be_chosen_of_two_additions_of_one_number() -> None:
    dossier = example().draft_addition("r1", component="01", session=LATER)
    dossier = dossier.draft_addition("r2", component="01", session=LATER.evolve(places=9))
    dossier = dossier.issue("r2", by=BY, at=FIRST)
    for side in Side:
        with pytest.raises(MergeConflictError):
            dossier.rebase("r1", choose={"components[01].sessions[02]": side})


def test_no_side_can_be_chosen_of_what_is_not_there() -> None:
    places = f"{TOP}.infos[1].places"
    dossier = example().draft(request("r1", FieldChange(places, 20, 5)))
    dossier = change(dossier, "r2", infos=())
    dossier = dossier.issue("r2", by=BY, at=FIRST, rules=RuleSet())
    for side in Side:
        with pytest.raises(MergeConflictError) as caught:
            dossier.rebase("r1", choose={places: side})
        (conflict,) = caught.value.conflicts
        assert (conflict.base, conflict.ours, conflict.theirs) == (20, 5, ABSENT)


def test_what_still_holds_before_stays_to_do() -> None:
    dossier = issued(change(example(), "r1", places=9), "r2", offer_code="X")
    assert dossier.rebase("r1").request("r1") == dossier.request("r1")


def test_what_holds_after_is_done() -> None:
    dossier = change(example(), "r1", places=9, offer_code="X")
    dossier = issued(dossier, "r2", places=9)
    rebased = dossier.rebase("r1")
    assert [str(c.path) for c in rebased.request("r1").changes] == [f"{TOP}.offer_code"]
    assert rebased.issue("r1", by=BY, at=FIRST).action[f"{TOP}.offer_code"] == "X"


def test_anything_else_conflicts() -> None:
    dossier = issued(change(example(), "r1", places=9), "r2", places=8)
    with pytest.raises(MergeConflictError) as caught:
        dossier.rebase("r1")
    (conflict,) = caught.value.conflicts
    assert (conflict.base, conflict.ours, conflict.theirs) == (10, 9, 8)
    assert str(conflict.path) == PLACES


def test_an_appended_meeting_moves_behind_those_present() -> None:
    info = guide_info()
    one, other = info.evolve(places=1), info.evolve(places=2)
    old = session().infos
    dossier = change(example(), "r1", infos=[*old, one, other], places=9)
    dossier = issued(dossier, "r2", infos=[*old, info.evolve(places=3)])
    done = dossier.rebase("r1").issue("r1", by=BY, at=FIRST)
    assert [i.places for i in session(done.action).infos] == [20, 3, 1, 2]
    assert done.action[PLACES] == 9


def test_an_appended_meeting_that_is_there_is_done() -> None:
    info = guide_info()
    old = session().infos
    dossier = change(example(), "r1", infos=[*old, info, info.evolve(places=2)])
    dossier = issued(dossier, "r2", infos=[*old, info.evolve(places=2)])
    rebased = dossier.rebase("r1")
    done = rebased.issue("r1", by=BY, at=FIRST)
    assert [i.places for i in session(done.action).infos][1:] == [2, info.places]


def test_a_meeting_like_an_older_one_is_still_to_be_appended() -> None:
    old = session().infos
    dossier = change(example(), "r1", infos=[*old, *old])
    dossier = issued(dossier, "r2", infos=[*old, guide_info().evolve(places=3)])
    done = dossier.rebase("r1").issue("r1", by=BY, at=FIRST, rules=RuleSet())
    assert [i.places for i in session(done.action).infos] == [20, 3, 20]


def test_a_meeting_after_one_that_is_there_is_still_to_be_appended() -> None:
    old, info = session().infos, guide_info()
    dossier = change(example(), "r1", infos=[*old, info.evolve(places=2), info.cancel()])
    dossier = issued(dossier, "r2", infos=[*old, info.evolve(places=2)])
    done = dossier.rebase("r1").issue("r1", by=BY, at=FIRST)
    assert [i.places for i in session(done.action).infos] == [20, 2, 0]


@pytest.mark.parametrize(("since", "left"), [(1, 1), (2, 0)])
def test_each_of_two_meetings_alike_is_done_once(since: int, left: int) -> None:
    old, info = session().infos, guide_info()
    dossier = change(example(), "r1", infos=[*old, info, info])
    dossier = dossier.draft_change(
        "r2", component="01", session=session().evolve(infos=[*old, *[info] * since])
    ).issue("r2", by=BY, at=FIRST, rules=RuleSet())
    added = [
        c.path for c in dossier.rebase("r1").request("r1").changes if c.path.steps[-1][0] == "date"
    ]
    assert len(added) == left


def test_an_addition_that_is_there_is_done() -> None:
    dossier = example().draft_addition("r1", component="01", session=LATER)
    dossier = dossier.draft_addition("r2", component="01", session=LATER)
    dossier = dossier.issue("r2", by=BY, at=FIRST)
    assert not dossier.rebase("r1").request("r1").changes


def test_two_additions_of_one_number_conflict() -> None:
    dossier = example().draft_addition("r1", component="01", session=LATER)
    dossier = dossier.draft_addition("r2", component="01", session=LATER.evolve(places=9))
    dossier = dossier.issue("r2", by=BY, at=FIRST)
    with pytest.raises(MergeConflictError) as caught:
        dossier.rebase("r1")
    (conflict,) = caught.value.conflicts
    assert str(conflict.path) == "components[01].sessions[02]"
    assert conflict.base is ABSENT
    assert conflict.theirs == LATER.evolve(places=9)
    assert conflict.ours == LATER


def test_an_addition_that_makes_no_session_conflicts_with_the_one_that_does() -> None:
    path = "components[01].sessions[02].number"
    half = request("r1", FieldChange(path, ABSENT, "02"), session="02")
    dossier = example().draft(half)
    dossier = dossier.draft_addition("r2", component="01", session=guide_session("02"))
    dossier = dossier.issue("r2", by=BY, at=FIRST)
    with pytest.raises(MergeConflictError) as caught:
        dossier.rebase("r1")
    assert [conflict.ours for conflict in caught.value.conflicts] == [half.changes]


def test_an_addition_whose_number_is_free_stays() -> None:
    dossier = example().draft_addition("r1", component="01", session=LATER)
    assert dossier.rebase("r1") == dossier


def test_other_drafts_stand_as_they_are() -> None:
    dossier = change(change(example(), "r1", places=9), "r2", offer_code="X")
    assert dossier.rebase("r2") == dossier


def test_an_issued_request_is_not_rebased() -> None:
    with pytest.raises(RequestStateError) as caught:
        issued(example(), "r1", places=9).rebase("r1")
    assert caught.value.reason == "not-pending"


def test_appending_to_a_session_that_went_stays_as_it_is_asked() -> None:
    info = guide_info()
    dossier = change(example(), "r1", infos=[*session().infos, info])
    gone = dossier.action.set("components[01].sessions", ())
    overtaken = Dossier(gone, requests=dossier.requests)
    assert overtaken.rebase("r1").request("r1") == dossier.request("r1")
    assert {v.code for v in overtaken.check("r1").report} >= {"REQ-006"}
