"""The algebra of changes, held by whatever values and edits Hypothesis finds."""

import pickle
from itertools import pairwise
from typing import Any

import jsonpatch
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.values import actions, edited, infos, sessions

from bdc_sessions.changes import Changes, Merge, diff, merge
from bdc_sessions.errors import NotFoundError, StaleChangeError
from bdc_sessions.model import ABSENT, Action, Path, Session
from bdc_sessions.model.scalars import to_json


def held(value: Any, path: Path) -> Any:
    """Return what a value holds at a path, ABSENT for nothing."""
    try:
        return value[path]
    except NotFoundError:
        return ABSENT


def unshared(value: Action) -> Action:
    """Copy a value so that no part is the same object."""
    copy: Action = pickle.loads(pickle.dumps(value))
    return copy


@st.composite
def histories(draw: st.DrawFn, length: int = 2) -> tuple[Action, ...]:
    """Draw an action and its states after edits, each of the one before."""
    states = [draw(actions)]
    while len(states) < length:
        states.append(draw(edited(states[-1])))
    return tuple(states)


@st.composite
def forks(draw: st.DrawFn) -> tuple[Action, Action, Action]:
    """Draw a base and two edits of it."""
    base = draw(actions)
    return base, draw(edited(base)), draw(edited(base))


@given(histories())
def test_applied_changes_give_after(states: tuple[Action, Action]) -> None:
    before, after = states
    assert diff(before, after).apply(before) == after


@given(actions, actions)
def test_changes_between_unrelated_actions_apply_too(before: Action, after: Action) -> None:
    assert diff(before, after).apply(before) == after


@given(histories())
def test_the_inverse_gives_before_again(states: tuple[Action, Action]) -> None:
    before, after = states
    changes = diff(before, after)
    assert changes.inverse().apply(after) == before
    assert changes.inverse() == diff(after, before)
    assert changes.inverse().inverse() == changes


@given(histories(3))
def test_composed_changes_do_what_they_do_one_after_the_other(
    states: tuple[Action, Action, Action],
) -> None:
    first, second, third = states
    one, two = diff(first, second), diff(second, third)
    assert (one + two).apply(first) == two.apply(one.apply(first)) == third
    assert one + two == diff(first, third)


@given(histories(4))
def test_composition_is_associative(states: tuple[Action, Action, Action, Action]) -> None:
    one, two, three = (diff(a, b) for a, b in pairwise(states))
    assert (one + two) + three == one + (two + three)


@given(histories())
def test_changes_and_their_inverse_make_nothing(states: tuple[Action, Action]) -> None:
    before, after = states
    changes = diff(before, after)
    nothing = Changes(Action)
    assert changes + changes.inverse() == nothing
    assert changes + nothing == changes == nothing + changes


@given(histories())
def test_changes_do_not_chain_with_themselves(states: tuple[Action, Action]) -> None:
    changes = diff(*states)
    if changes:
        with pytest.raises(ValueError, match="do not chain"):
            changes + changes


@given(actions)
def test_equal_actions_do_not_differ(action: Action) -> None:
    assert len(diff(action, action)) == 0
    assert len(diff(action, unshared(action))) == 0


@given(histories())
def test_a_diff_holds_each_differing_field_once_and_no_other(
    states: tuple[Action, Action],
) -> None:
    before, after = states
    changes = diff(before, after)
    assert len(changes.paths) == len(changes)
    for change in changes:
        assert change.before != change.after
        assert held(before, change.path) == change.before
        assert held(after, change.path) == change.after


@given(histories())
def test_a_diff_stands_in_the_order_of_the_form(states: tuple[Action, Action]) -> None:
    changes = diff(*states)
    assert Changes(Action, reversed(changes)) == changes


@given(histories())
def test_unshared_copies_differ_as_shared_values_do(states: tuple[Action, Action]) -> None:
    before, after = states
    assert diff(unshared(before), unshared(after)) == diff(before, after)


@given(histories())
def test_changes_survive_pickling(states: tuple[Action, Action]) -> None:
    changes = diff(*states)
    copy = pickle.loads(pickle.dumps(changes))
    assert copy == changes
    assert hash(copy) == hash(changes)


@given(histories())
def test_under_holds_what_lies_at_or_under_a_path(states: tuple[Action, Action]) -> None:
    before, after = states
    changes = diff(before, after)
    assert changes.under("") == changes
    tops = {Path(change.path.steps[:1]) for change in changes}
    parts = [changes.under(top) for top in tops]
    assert sum(len(part) for part in parts) == len(changes)
    for change in changes:
        assert change in changes.under(change.path)
        assert list(changes.under(change.path)) == [change]


@given(histories())
def test_a_json_patch_turns_one_encoding_into_the_other(states: tuple[Action, Action]) -> None:
    before, after = states
    patch = diff(before, after).to_json_patch(before)
    assert jsonpatch.apply_patch({"value": to_json(before)}, patch) == {"value": to_json(after)}


@given(histories(), st.data())
def test_stale_changes_list_every_stale_field(
    states: tuple[Action, Action], data: st.DataObject
) -> None:
    before, after = states
    changes = diff(before, after)
    other = data.draw(edited(before))
    stale = {c.path: held(other, c.path) for c in changes if held(other, c.path) != c.before}
    if stale:
        with pytest.raises(StaleChangeError) as caught:
            changes.apply(other)
        found = {
            change.path: now
            for change, now in zip(caught.value.changes, caught.value.found, strict=True)
        }
        assert stale.items() <= found.items()
        assert all(str(path) in str(caught.value) for path in stale)


@given(forks())
def test_a_side_that_changed_nothing_takes_the_other(
    sides: tuple[Action, Action, Action],
) -> None:
    base, ours, theirs = sides
    assert merge(base, ours, base) == Merge(ours)
    assert merge(base, base, theirs) == Merge(theirs)
    assert merge(base, unshared(base), theirs) == Merge(theirs)


@given(forks())
def test_two_sides_alike_merge_into_either(sides: tuple[Action, Action, Action]) -> None:
    base, ours, _ = sides
    assert merge(base, ours, ours) == Merge(ours)
    assert merge(base, ours, unshared(ours)) == Merge(ours)


def _untouched_infos(path: Path) -> bool:
    return not any(name == "infos" for name, _ in path.steps)


@given(forks())
def test_a_merge_holds_what_either_side_changed_or_reports_it(
    sides: tuple[Action, Action, Action],
) -> None:
    base, ours, theirs = sides
    merged = merge(base, ours, theirs)
    told = [conflict.path for conflict in merged.conflicts]
    for side in (ours, theirs):
        for change in diff(base, side):
            if _untouched_infos(change.path) and not any(
                change.path.is_under(path) for path in told
            ):
                assert held(merged.value, change.path) == change.after


@given(forks())
def test_a_merge_invents_nothing(sides: tuple[Action, Action, Action]) -> None:
    base, ours, theirs = sides
    merged = merge(base, ours, theirs).value
    changed = diff(base, ours).paths | diff(base, theirs).paths
    for change in diff(base, merged):
        if _untouched_infos(change.path):
            assert change.path in changed
            assert change.after in (held(ours, change.path), held(theirs, change.path))


@given(forks())
def test_a_conflict_says_what_each_side_made_and_keeps_ours(
    sides: tuple[Action, Action, Action],
) -> None:
    base, ours, theirs = sides
    merged = merge(base, ours, theirs)
    for conflict in merged.conflicts:
        assert conflict.base == held(base, conflict.path)
        assert conflict.ours == held(ours, conflict.path)
        assert conflict.theirs == held(theirs, conflict.path)
        assert conflict.ours != conflict.theirs
        if _untouched_infos(conflict.path):
            assert held(merged.value, conflict.path) == conflict.ours


@given(forks())
def test_the_sides_of_a_merge_conflict_in_the_same_places_when_swapped(
    sides: tuple[Action, Action, Action],
) -> None:
    base, ours, theirs = sides
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert [c.path for c in one.conflicts] == [c.path for c in other.conflicts]
    assert [(c.ours, c.theirs) for c in one.conflicts] == [
        (c.theirs, c.ours) for c in other.conflicts
    ]


@given(sessions, st.lists(infos, max_size=3), st.lists(infos, max_size=3))
def test_informations_that_both_append_stay_ours_first_the_same_one_once(
    base: Session, our_own: list[Any], their_own: list[Any]
) -> None:
    ours = base.evolve(infos=[*base.infos, *our_own])
    theirs = base.evolve(infos=[*base.infos, *their_own])
    merged = merge(base, ours, theirs)
    assert not merged.conflicts
    infos_after = merged.value.infos
    assert infos_after[: len(ours.infos)] == ours.infos
    for info in [*our_own, *their_own]:
        appended = infos_after[len(base.infos) :]
        assert appended.count(info) == max(our_own.count(info), their_own.count(info))
