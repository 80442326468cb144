"""The algebra of changes, held by whatever values and edits Hypothesis finds."""

import pickle
from itertools import pairwise

import jsonpatch
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.many import copied
from tests.values import actions, edited, value_at

from bdc_sessions.changes import Changes, diff
from bdc_sessions.errors import StaleChangeError
from bdc_sessions.model import Action, Path
from bdc_sessions.model.scalars import to_json
from bdc_sessions.texts import one_line


@st.composite
def histories(draw: st.DrawFn, length: int = 2) -> tuple[Action, ...]:
    """Draw an action and its states after edits, each of the one before."""
    states = [draw(actions)]
    while len(states) < length:
        states.append(draw(edited(states[-1])))
    return tuple(states)


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
    first_change, second_change = diff(first, second), diff(second, third)
    assert (
        (first_change + second_change).apply(first)
        == second_change.apply(first_change.apply(first))
        == third
    )
    assert first_change + second_change == diff(first, third)


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
    assert len(diff(action, copied(action))) == 0


@given(histories())
def test_a_diff_holds_each_differing_field_once_and_no_other(
    states: tuple[Action, Action],
) -> None:
    before, after = states
    changes = diff(before, after)
    assert len(changes.paths) == len(changes)
    for change in changes:
        assert change.before != change.after
        assert value_at(before, change.path) == change.before
        assert value_at(after, change.path) == change.after


@given(histories())
def test_a_diff_stands_in_the_order_of_the_form(states: tuple[Action, Action]) -> None:
    changes = diff(*states)
    assert Changes(Action, reversed(changes)) == changes


@given(histories())
def test_unshared_copies_differ_as_shared_values_do(states: tuple[Action, Action]) -> None:
    before, after = states
    assert diff(copied(before), copied(after)) == diff(before, after)


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
    edited_again = data.draw(edited(before))
    stale = {
        c.path: value_at(edited_again, c.path)
        for c in changes
        if value_at(edited_again, c.path) != c.before
    }
    if stale:
        with pytest.raises(StaleChangeError) as caught:
            changes.apply(edited_again)
        found = {
            change.path: now
            for change, now in zip(caught.value.changes, caught.value.found, strict=True)
        }
        assert stale.items() <= found.items()
        assert all(one_line(str(path)) in str(caught.value) for path in stale)
