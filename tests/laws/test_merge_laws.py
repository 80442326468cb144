"""The algebra of merges: nothing is lost or invented in silence, whatever two sides do."""

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.many import copied
from tests.values import actions, edited, guide_info, guide_session, infos, sessions, value_at

from bdc_sessions.changes import Merge, Side, diff, merge
from bdc_sessions.model import Action, Path, Session


@st.composite
def forks(draw: st.DrawFn) -> tuple[Action, Action, Action]:
    """Draw a base and two edits of it."""
    base = draw(actions)
    return base, draw(edited(base)), draw(edited(base))


@given(forks())
def test_a_side_that_changed_nothing_takes_the_other(
    sides: tuple[Action, Action, Action],
) -> None:
    base, ours, theirs = sides
    assert merge(base, ours, base) == Merge(ours)
    assert merge(base, base, theirs) == Merge(theirs)
    assert merge(base, copied(base), theirs) == Merge(theirs)


@given(forks())
def test_two_sides_alike_merge_into_either(sides: tuple[Action, Action, Action]) -> None:
    base, ours, _ = sides
    assert merge(base, ours, ours) == Merge(ours)
    assert merge(base, ours, copied(ours)) == Merge(ours)


def _untouched_infos(path: Path) -> bool:
    return not any(name == "infos" for name, _ in path.steps)


@given(forks())
def test_a_merge_holds_what_either_side_changed_or_reports_it(
    sides: tuple[Action, Action, Action],
) -> None:
    base, ours, theirs = sides
    merged = merge(base, ours, theirs)
    in_conflict = [conflict.path for conflict in merged.conflicts]
    for side in (ours, theirs):
        for change in diff(base, side):
            if _untouched_infos(change.path) and not any(
                change.path.is_under(path) for path in in_conflict
            ):
                assert value_at(merged.value, change.path) == change.after


@given(forks())
def test_a_merge_invents_nothing(sides: tuple[Action, Action, Action]) -> None:
    base, ours, theirs = sides
    merged = merge(base, ours, theirs).value
    changed = diff(base, ours).paths | diff(base, theirs).paths
    for change in diff(base, merged):
        if _untouched_infos(change.path):
            assert change.path in changed
            assert change.after in (
                value_at(ours, change.path),
                value_at(theirs, change.path),
            )


@given(forks())
def test_a_conflict_says_what_each_side_made_and_keeps_ours(
    sides: tuple[Action, Action, Action],
) -> None:
    base, ours, theirs = sides
    merged = merge(base, ours, theirs)
    for conflict in merged.conflicts:
        assert conflict.base == value_at(base, conflict.path)
        assert conflict.ours == value_at(ours, conflict.path)
        assert conflict.theirs == value_at(theirs, conflict.path)
        assert conflict.ours != conflict.theirs
        if _untouched_infos(conflict.path):
            assert value_at(merged.value, conflict.path) == conflict.ours


@given(forks())
def test_the_sides_of_a_merge_conflict_in_the_same_places_when_swapped(
    sides: tuple[Action, Action, Action],
) -> None:
    base, ours, theirs = sides
    merged, swapped = merge(base, ours, theirs), merge(base, theirs, ours)
    assert [c.path for c in merged.conflicts] == [c.path for c in swapped.conflicts]
    assert [(c.ours, c.theirs) for c in merged.conflicts] == [
        (c.theirs, c.ours) for c in swapped.conflicts
    ]


@given(sessions, st.lists(infos, max_size=3), st.lists(infos, max_size=3))
def test_information_sessions_that_both_append_stay_ours_first_the_same_one_once(
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


FEW = st.lists(st.integers(1, 4), max_size=4, unique=True)
"""Information sessions by their places: no two alike, so that each can be followed."""


def session_of(places: list[int]) -> Session:
    return guide_session().evolve(infos=[guide_info().evolve(places=n) for n in places])


@given(FEW, FEW, FEW)
def test_information_sessions_are_neither_lost_nor_invented(
    before: list[int], our_own: list[int], their_own: list[int]
) -> None:
    base, ours, theirs = map(session_of, (before, our_own, their_own))
    merged = merge(base, ours, theirs)
    if not merged.conflicts:
        places = {info.places for info in merged.value.infos}
        given_places = {*our_own, *their_own}
        assert given_places - {*before} <= places <= given_places
        assert not any(n in places for n in before if n not in our_own or n not in their_own)
    elif [str(conflict.path) for conflict in merged.conflicts] == ["infos"]:
        assert merged.value == ours
        assert merged.resolve({"infos": Side.THEIRS}) == theirs


@given(forks())
def test_a_merge_is_resolved_for_either_side(sides: tuple[Action, Action, Action]) -> None:
    base, ours, theirs = sides
    merged, swapped = merge(base, ours, theirs), merge(base, theirs, ours)
    for side, expected in ((Side.OURS, merged.value), (Side.THEIRS, swapped.value)):
        choices = {conflict.path: side for conflict in merged.conflicts}
        assert contents(merged.resolve(choices)) == contents(expected)
    assert merged.resolve({c.path: Side.OURS for c in merged.conflicts}) == merged.value


def contents(action: Action) -> tuple[Any, ...]:
    """Return what an action holds, the information sessions of each session in any order."""
    infos_of = [Counter(session.infos) for _, session in _sessions(action)]
    bare = [session.evolve(infos=()) for _, session in _sessions(action)]
    components = [component.evolve(sessions=()) for component in action.components]
    return (action.evolve(components=components), bare, infos_of)


def _sessions(action: Action) -> list[tuple[str, Session]]:
    return [(c.number, session) for c in action.components for session in c.sessions]


@given(forks(), st.data())
def test_every_choice_of_sides_gives_what_was_chosen(
    sides: tuple[Action, Action, Action], data: st.DataObject
) -> None:
    merged = merge(*sides)
    choices = {
        conflict.path: data.draw(st.sampled_from([Side.OURS, Side.THEIRS]))
        for conflict in merged.conflicts
    }
    value = merged.resolve(choices)
    for conflict in merged.conflicts:
        chosen = conflict.ours if choices[conflict.path] is Side.OURS else conflict.theirs
        assert value_at(value, conflict.path) == chosen
    assert diff(sides[0], value).apply(sides[0]) == value
    assert merge(sides[0], value, sides[0]) == Merge(value)


@given(forks())
def test_a_merge_is_well_formed(sides: tuple[Action, Action, Action]) -> None:
    base, ours, theirs = sides
    merged = merge(base, ours, theirs).value
    assert diff(base, merged).apply(base) == merged
    assert merged == merged.evolve(components=list(reversed(merged.components)))


@given(forks())
def test_no_information_of_either_side_is_lost_without_a_conflict(
    sides: tuple[Action, Action, Action],
) -> None:
    base, ours, theirs = sides
    merged = merge(base, ours, theirs)
    in_conflict = [conflict.path for conflict in merged.conflicts]
    for side in (ours, theirs):
        for component in side.components:
            for session in component.sessions:
                path = Path((("components", component.number), ("sessions", session.number)))
                before = value_at(base, path)
                if any(c.is_under(path) or path.is_under(c) for c in in_conflict):
                    continue
                known = before.infos if isinstance(before, Session) else ()
                after = value_at(merged.value, path)
                for info in session.infos[len(known) :]:
                    assert info in after.infos
