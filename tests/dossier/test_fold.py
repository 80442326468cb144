"""What changes make of an action in turn, be they of one session or of more."""

from functools import reduce
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.steps import TOP
from tests.values import guide_session

from bdc_sessions import (
    ABSENT,
    Action,
    Changes,
    FieldChange,
    StaleChangeError,
    diff,
    example_action,
)
from bdc_sessions.changes import apply as apply_module
from bdc_sessions.dossier.fold import fold
from bdc_sessions.testing import changed

EMPTY = example_action().evolve(components=[])
FULL = example_action()


def in_turn(action: Action, *changes: Changes) -> Action:
    """Return what each of the changes makes of the whole action, one after another."""
    return reduce(lambda action, each: each.apply(action), changes, action)


@given(st.data())
def test_a_fold_is_each_change_made_in_turn(data: st.DataObject) -> None:
    actions = [FULL]
    for _ in range(data.draw(st.integers(0, 4))):
        actions.append(data.draw(changed(actions[-1])))
    changes = [diff(before, after) for before, after in pairwise(actions)]
    folded = fold(FULL, changes)
    assert folded == in_turn(FULL, *changes) == actions[-1]
    assert fold(folded, [each.inverse() for each in reversed(changes)]) == FULL


def test_sessions_are_added_changed_removed_and_added_again() -> None:
    added = FULL.set("components[01]", FULL.component("01").with_session(guide_session("02")))
    moved = added.set(f"{TOP}.places", 3).set("title", "Autre")
    empty = moved.set("components[01].sessions", [])
    actions = [FULL, added, moved, EMPTY, FULL, empty, added]
    changes = [diff(before, after) for before, after in pairwise(actions)]
    assert fold(FULL, changes) == added
    assert fold(FULL, changes[:5]) == empty


@pytest.mark.parametrize(
    ("action", "last"),
    [
        (EMPTY, diff(FULL, FULL.set(f"{TOP}.places", 3))),
        (FULL, diff(FULL.set(f"{TOP}.places", 4), FULL.set(f"{TOP}.places", 3))),
        (FULL, diff(FULL.set("components[01].sessions", []), FULL)),
    ],
)
def test_what_is_not_there_is_told_as_of_the_whole_action(action: Action, last: Changes) -> None:
    with pytest.raises(StaleChangeError) as one_by_one:
        in_turn(action, last)
    with pytest.raises(StaleChangeError) as folded:
        fold(action, [last])
    assert str(folded.value) == str(one_by_one.value)
    assert folded.value.changes == one_by_one.value.changes
    assert folded.value.found == one_by_one.value.found


def test_changes_within_one_session_are_applied_to_it_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    added = FULL.set("components[01]", FULL.component("01").with_session(guide_session("02")))
    actions = [FULL, added, added.set(f"{TOP}.places", 3).set(f"{TOP}.offer_code", "X")]
    changes = [diff(before, after) for before, after in pairwise(actions)]
    monkeypatch.setattr(Changes, "apply", lambda *_: pytest.fail("applied to the whole action"))
    assert fold(FULL, changes) == actions[2]


def test_a_session_keeps_its_number() -> None:
    renumbered = Changes(Action, [FieldChange(f"{TOP}.number", "01", "02")])
    with pytest.raises(ValueError, match=r"sessions\[01\] stands under another number"):
        fold(FULL, [renumbered])


def test_a_field_alone_is_not_removed() -> None:
    removed = Changes(Action, [FieldChange(f"{TOP}.places", 10, ABSENT)])
    with pytest.raises(StaleChangeError) as caught:
        fold(FULL, [removed])
    added = diff(FULL.set("components[01].sessions", []), FULL)
    assert {c.path for c in caught.value.changes} == added.paths - removed.paths


def test_fields_that_are_edited_are_set_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    edited = FULL.set(f"{TOP}.places", 12).set(f"{TOP}.offer_code", "X")
    monkeypatch.setattr(apply_module, "_tree", lambda *_: pytest.fail("field by field"))
    assert fold(FULL, [diff(FULL, edited)]) == edited


def test_a_session_that_is_added_is_built_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = FULL.set("components[01].sessions", [])
    monkeypatch.setattr(apply_module, "_tree", lambda *_: pytest.fail("field by field"))
    assert fold(empty, [diff(empty, FULL)]) == FULL
