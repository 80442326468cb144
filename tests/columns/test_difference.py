"""Two snapshots differ as each of their actions does."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.columns.conftest import BACKENDS, QUICK
from tests.columns.equality import dicts, holdable, renumbered

from bdc_sessions import ABSENT, Action, InvalidError, diff, example_action
from bdc_sessions.changes.diff import addition_of, removal_of
from bdc_sessions.changes.labels import label_at
from bdc_sessions.columns import diff as diff_frames
from bdc_sessions.columns import to_frames
from bdc_sessions.columns.schema import text_of
from bdc_sessions.model import Path
from bdc_sessions.testing import Quality, actions, changed


def text(value: Any) -> str | None:
    return None if value is ABSENT else text_of(value)


def expected(before: list[Action], after: list[Action]) -> Counter[tuple[Any, ...]]:
    old, new = ({action.number: action for action in side} for side in (before, after))
    rows: Counter[tuple[Any, ...]] = Counter()
    for number in old.keys() | new.keys():
        changes: Any
        if number not in old:
            changes = addition_of(new[number], Path())
        elif number not in new:
            changes = removal_of(old[number], Path())
        else:
            changes = diff(old[number], new[number])
        for change in changes:
            kind = (
                "added"
                if change.before is ABSENT
                else "removed"
                if change.after is ABSENT
                else "changed"
            )
            label = label_at(Action, change.path)
            rows[
                kind, number, str(change.path), label, text(change.before), text(change.after)
            ] += 1
    return rows


def assert_differ_alike(before: list[Action], after: list[Action], backend: str) -> None:
    changes = dicts(diff_frames(to_frames(before, backend), to_frames(after, backend)))
    names = ("change", "action", "path", "label", "before", "after")
    actual = Counter(tuple(row[name] for name in names) for row in changes)
    due = expected(before, after)
    assert actual == due, (actual - due, due - actual)


def snapshots() -> tuple[list[Action], list[Action]]:
    """Return two snapshots: an action gone, one added, one changed in every way."""
    action = example_action()
    session = action.component("01").session("01")
    later = action.set("components[01].sessions[01]", session.cancel().evolve(infos=()))
    later = later.set(
        "components[01]", later.component("01").with_session(session.evolve(number="a]b"))
    )
    later = later.evolve(
        sites=(), programmes=("P",), components=[later.component("01").evolve(volumes=())]
    )
    return [action, action.evolve(number="gone")], [later, action.evolve(number="new", sites=())]


@pytest.mark.parametrize("backend", BACKENDS)
def test_snapshots_differ_as_their_actions_do(backend: str) -> None:
    assert_differ_alike(*snapshots(), backend)


@pytest.mark.parametrize("backend", QUICK)
def test_what_is_the_same_does_not_differ(backend: str) -> None:
    assert_differ_alike([example_action()], [example_action()], backend)
    assert_differ_alike([], [], backend)


def test_snapshots_of_two_libraries_are_refused_by_name() -> None:
    before, after = [to_frames(example_action(), backend) for backend in ("polars", "pyarrow")]
    with pytest.raises(InvalidError, match="actions: found a frame of pyarrow; expected polars"):
        diff_frames(before, after)


@given(st.data())
def test_drawn_snapshots_differ_as_their_actions_do(data: st.DataObject) -> None:
    before = holdable(renumbered(data.draw(st.lists(actions(quality=Quality.ANY), max_size=2))))
    after = holdable([data.draw(st.one_of(st.just(a), changed(a))) for a in before][:1])
    after = [a.evolve(number=b.number) for a, b in zip(after, before, strict=False)]
    assert_differ_alike(before, after, "polars")
