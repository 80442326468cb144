"""A draft edited before it is issued, and what it proposes."""

from typing import Any

import pytest
from pendulum import Date
from tests.steps import BY, FIRST, LATER, PLACES, TOP, change, example, issued, request, session
from tests.values import guide_component, guide_info, untyped

from bdc_sessions import (
    ABSENT,
    Action,
    Changes,
    Dossier,
    DuplicateNumberError,
    FieldChange,
    MergeConflictError,
    NotFoundError,
    RequestStateError,
    RuleSet,
    StaleChangeError,
    diff,
    example_action,
)


def changed_fields(dossier: Dossier, id: str) -> dict[str, tuple[Any, Any]]:
    """Return what a request changes, by the name of the field."""
    changes = dossier.request(id).changes
    return {c.path.steps[-1][0]: (c.before, c.after) for c in changes}


def added(dossier: Dossier, id: str = "r1", **fields: Any) -> Dossier:
    return dossier.draft_addition(id, component="01", session=LATER.evolve(**fields))


class TestSeen:
    def test_it_counts_where_a_draft_is_taken_to_another_component(self) -> None:
        action = example_action()
        other = action.components[0].evolve(number="02")
        dossier = Dossier(action.evolve(components=[*action.components, other]))
        dossier = dossier.draft_change("r1", component="01", session=session().evolve(places=9))
        seen = session().evolve(places=3)  # before others gave it 10 places
        edited = seen.evolve(end=Date(2022, 12, 30))
        dossier = dossier.redraft("r1", component="02", session=edited, seen=seen)
        assert changed_fields(dossier, "r1").keys() == {"end"}

    def test_what_others_issued_since_the_form_was_shown_is_kept(self) -> None:
        seen = session()
        dossier = issued(example(), "r1", places=7)
        edited = seen.evolve(end=Date(2022, 12, 30))
        dossier = dossier.draft_change("r2", component="01", session=edited, seen=seen)
        assert changed_fields(dossier, "r2") == {"end": (Date(2022, 12, 31), Date(2022, 12, 30))}

    def test_what_both_changed_conflicts_and_ours_is_what_the_form_asks(self) -> None:
        seen = session()
        dossier = issued(example(), "r1", places=7)
        with pytest.raises(MergeConflictError) as caught:
            dossier.draft_change("r2", component="01", session=seen.cancel(), seen=seen)
        (conflict,) = caught.value.conflicts
        assert str(conflict.path) == PLACES
        assert (conflict.base, conflict.ours, conflict.theirs) == (10, 0, 7)
        assert conflict.label == "Nb. de places"

    def test_what_is_appended_goes_behind_what_was_issued(self) -> None:
        seen, info = session(), guide_info()
        dossier = issued(example(), "r1", infos=[*seen.infos, info.evolve(places=1)])
        edited = seen.with_info(info.evolve(places=2))
        dossier = dossier.draft_change("r2", component="01", session=edited, seen=seen)
        assert [i.places for i in dossier.proposed("r2").infos] == [20, 1, 2]

    def test_another_session_was_not_shown(self) -> None:
        with pytest.raises(ValueError, match=r"\(seen=\): found session '02'; expected .* '01'"):
            example().draft_change("r1", component="01", session=session(), seen=LATER)
        long = session().evolve(number="9" * 1000)
        with pytest.raises(ValueError, match="found session '999") as caught:
            example().draft_change("r1", component="01", session=session(), seen=long)
        assert len(str(caught.value)) < 500

    def test_a_wrong_type_is_named(self) -> None:
        with pytest.raises(TypeError, match=r"^Dossier\.draft\(seen=\): found '01'"):
            example().draft_change("r1", component="01", session=session(), seen=untyped("01"))
        changed = example().draft_change("r1", component="01", session=session().cancel())
        for dossier in (changed, added(example())):
            with pytest.raises(TypeError, match=r"^Dossier\.draft\(session=\): found 5 "):
                dossier.redraft("r1", session=untyped(5))
            with pytest.raises(TypeError, match=r"^Dossier\.draft\(seen=\): found 5 "):
                dossier.redraft("r1", session=dossier.proposed("r1"), seen=untyped(5))


class TestRedraft:
    def test_what_is_not_given_stays(self) -> None:
        dossier = example().draft_change(
            "r1", component="01", session=session().cancel(), provider="P", observations="O"
        )
        again = dossier.redraft("r1", observations=None, amendment="A")
        assert again.request("r1") == dossier.request("r1").evolve(observations=None, amendment="A")
        again = dossier.redraft("r1", session=session().evolve(offer_code="X"))
        assert changed_fields(again, "r1") == {"offer_code": (None, "X")}
        assert again.request("r1").provider == "P"
        assert dossier.redraft("r1") == dossier

    def test_notes_and_a_session_are_edited_together(self) -> None:
        dossier = change(example(), "r1", places=7)
        dossier = dossier.redraft("r1", session=session().evolve(places=6), observations="vu")
        assert dossier.request("r1").observations == "vu"
        assert changed_fields(dossier, "r1") == {"places": (10, 6)}

    def test_a_draft_keeps_its_place_among_the_drafts(self) -> None:
        dossier = change(change(example(), "r1", places=9), "r2", places=8)
        dossier = dossier.redraft("r1", session=session().evolve(places=7))
        assert [r.id for r in dossier.requests] == ["r1", "r2"]

    def test_the_notes_of_a_draft_that_was_overtaken_are_edited_too(self) -> None:
        dossier = issued(change(example(), "r1", places=9), "r2", places=8)
        again = dossier.redraft("r1", provider="P")
        assert again.request("r1").changes == dossier.request("r1").changes

    def test_a_form_that_showed_the_draft_edits_the_draft(self) -> None:
        dossier = change(example(), "r1", places=7)
        seen = dossier.proposed("r1")
        dossier = issued(dossier, "r2", end=Date(2022, 12, 30))
        again = seen.evolve(offer_code="X")
        dossier = dossier.redraft("r1", session=again, seen=seen)
        assert changed_fields(dossier, "r1") == {"places": (10, 7), "offer_code": (None, "X")}

    def test_a_form_that_showed_the_session_replaces_what_the_draft_asks(self) -> None:
        dossier = change(example(), "r1", places=7)
        dossier = issued(dossier, "r2", end=Date(2022, 12, 30))
        for seen in (session(), session(dossier.action)):
            again = seen.evolve(places=6)
            redrafted = dossier.redraft("r1", session=again, seen=seen)
            assert changed_fields(redrafted, "r1") == {"places": (10, 6)}

    def test_a_form_that_showed_the_draft_before_it_was_edited_loses_no_edit(self) -> None:
        dossier = change(example(), "r1", places=7)
        seen = dossier.proposed("r1")
        dossier = dossier.redraft("r1", session=seen.evolve(places=6), seen=seen)
        again = dossier.redraft("r1", session=seen.evolve(offer_code="X"), seen=seen)
        assert changed_fields(again, "r1") == {"places": (10, 6), "offer_code": (None, "X")}
        with pytest.raises(MergeConflictError) as caught:
            dossier.redraft("r1", session=seen.evolve(places=5), seen=seen)
        (conflict,) = caught.value.conflicts
        assert (conflict.base, conflict.ours, conflict.theirs) == (7, 5, 6)

    def test_a_draft_that_puts_back_what_was_shown_is_told_from_the_session_then(self) -> None:
        dossier = change(issued(example(), "r1", places=8), "r2", places=10)
        seen = dossier.proposed("r2")
        dossier = dossier.redraft("r2", session=seen.evolve(offer_code="X"), seen=seen)
        assert changed_fields(dossier, "r2") == {"places": (8, 10), "offer_code": (None, "X")}

    def test_what_another_issued_conflicts_with_the_draft_that_the_form_showed(self) -> None:
        dossier = change(example(), "r1", places=7)
        seen = dossier.proposed("r1")
        dossier = issued(dossier, "r2", places=8)
        with pytest.raises(MergeConflictError) as caught:
            dossier.redraft("r1", session=seen.evolve(offer_code="X"), seen=seen)
        (conflict,) = caught.value.conflicts
        assert (conflict.base, conflict.ours, conflict.theirs) == (10, 7, 8)

    def test_an_addition_keeps_its_number(self) -> None:
        again = added(example()).redraft("r1", session=LATER.evolve(number="07", places=3))
        assert again.request("r1").session == "02"
        assert again.proposed("r1") == LATER.evolve(places=3)

    def test_an_addition_whose_number_was_taken_is_edited_all_the_same(self) -> None:
        dossier = added(added(example()), "r2", places=3).issue("r1", by=BY, at=FIRST)
        dossier = dossier.redraft("r2", session=LATER.evolve(places=4))
        assert dossier.renumber("r2", "03").proposed("r2") == LATER.evolve(number="03", places=4)

    def test_two_people_who_edit_an_addition_lose_nothing(self) -> None:
        dossier = added(example()).redraft("r1", session=LATER.evolve(places=3), seen=LATER)
        other = LATER.evolve(number="9", offer_code="X")
        again = dossier.redraft("r1", session=other, seen=LATER.evolve(number="9"))
        assert again.proposed("r1") == LATER.evolve(places=3, offer_code="X")
        with pytest.raises(MergeConflictError):
            dossier.redraft("r1", session=LATER.evolve(places=4), seen=LATER)

    def test_a_draft_goes_to_another_component(self) -> None:
        other = guide_component().evolve(number="02", sessions=[LATER.evolve(number="05")])
        action = example_action()
        dossier = added(Dossier(action.evolve(components=[*action.components, other])))
        moved = dossier.redraft("r1", component="02")
        assert str(moved.request("r1").path) == "components[02].sessions[02]"
        assert moved.proposed("r1") == LATER
        with pytest.raises(NotFoundError):
            dossier.redraft("r1", component="03")
        taken = added(dossier, "r2", number="05")
        with pytest.raises(DuplicateNumberError) as caught:
            taken.redraft("r2", component="02")
        assert caught.value.free == "06"

    def test_a_change_goes_to_another_session(self) -> None:
        dossier = added(example(), "r0").issue("r0", by=BY, at=FIRST)
        dossier = change(dossier, "r1", places=7)
        other = LATER.evolve(places=3)
        again = dossier.redraft("r1", session=other, seen=LATER)
        assert str(again.request("r1").path) == "components[01].sessions[02]"
        assert changed_fields(again, "r1") == {"places": (10, 3)}
        with pytest.raises(NotFoundError):
            dossier.redraft("r1", session=LATER.evolve(number="09"))
        with pytest.raises(NotFoundError):
            dossier.redraft("r1", component="02")

    def test_what_is_validated_is_not_edited(self) -> None:
        with pytest.raises(RequestStateError) as caught:
            issued(example(), "r1", places=9).redraft("r1", provider="P")
        assert caught.value.reason == "not-pending"

    def test_an_addition_that_makes_no_session_is_given_one(self) -> None:
        number = FieldChange("components[01].sessions[02].number", ABSENT, "02")
        dossier = example().draft(request("r1", number, session="02"))
        assert dossier.redraft("r1", session=LATER).proposed("r1") == LATER
        with pytest.raises(ValueError, match="incomplete"):
            dossier.redraft("r1", component="01")


class TestRenumber:
    def test_an_addition_whose_number_was_taken_gets_another(self) -> None:
        dossier = added(added(example()), "r2", start=Date(2023, 1, 16), infos=[guide_info()])
        dossier = dossier.issue("r1", by=BY, at=FIRST)
        assert not dossier.check("r2").ok
        dossier = dossier.renumber("r2", "03")
        component = dossier.action.component("01")
        wanted_session = LATER.evolve(number="03", start=Date(2023, 1, 16), infos=[guide_info()])
        after = dossier.action.set("components[01]", component.with_session(wanted_session))
        assert dossier.request("r2").changes == diff(dossier.action, after)
        assert dossier.check("r2").ok

    def test_a_number_that_is_taken_is_refused_with_the_next_free_one(self) -> None:
        with pytest.raises(DuplicateNumberError) as caught:
            added(example()).renumber("r1", "01")
        assert (str(caught.value.path), caught.value.number) == (TOP, "01")
        assert caught.value.free == "02"
        assert added(example()).renumber("r1", "02") == added(example())

    def test_only_an_addition_gets_another_number(self) -> None:
        with pytest.raises(RequestStateError) as caught:
            change(example(), "r1", places=9).renumber("r1", "03")
        assert caught.value.reason == "not-an-addition"
        with pytest.raises(RequestStateError) as caught:
            issued(example(), "r1", places=9).renumber("r1", "03")
        assert caught.value.reason == "not-pending"

    def test_a_number_is_a_text(self) -> None:
        with pytest.raises(TypeError, match=r"^Dossier\.renumber\(number\): found 3"):
            added(example()).renumber("r1", untyped(3))

    def test_what_an_addition_changes_elsewhere_stays(self) -> None:
        title = FieldChange("title", example_action().title, "Autre")
        changes = [*added(example()).request("r1").changes, title]
        dossier = example().draft(request("r1", *changes, session="02")).renumber("r1", "03")
        paths = {str(path) for path in dossier.request("r1").changes.paths}
        assert "title" in paths
        assert not any("[02]" in path for path in paths)


class TestProposed:
    def test_a_draft_proposes_what_issuing_would_leave(self) -> None:
        dossier = change(added(example()), "r2", places=9)
        assert dossier.proposed("r1") == LATER
        assert dossier.proposed("r2") == session().evolve(places=9)

    def test_a_validated_request_proposes_what_it_left(self) -> None:
        dossier = issued(issued(example(), "r1", places=9), "r2", places=8)
        assert [dossier.proposed(id).places for id in ("r1", "r2")] == [9, 8]

    def test_a_draft_that_was_overtaken_proposes_nothing(self) -> None:
        dossier = issued(change(example(), "r1", places=9), "r2", places=8)
        with pytest.raises(StaleChangeError):
            dossier.proposed("r1")

    def test_a_session_that_is_removed_is_not_found(self) -> None:
        gone = diff(example_action(), example_action().set("components[01].sessions", ()))
        dossier = example().draft(request("r1", *Changes(Action, gone)))
        with pytest.raises(NotFoundError):
            dossier.proposed("r1")
        dossier = dossier.issue("r1", by=BY, at=FIRST, rules=RuleSet())
        with pytest.raises(NotFoundError):
            dossier.proposed("r1")
