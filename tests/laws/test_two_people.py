"""Two people who edit what each saw: nothing that either changed is lost, and none in silence."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pendulum import DateTime
from tests.values import guide_action_with, infos, sessions, value_at

from bdc_sessions import (
    ABSENT,
    Dossier,
    Issuer,
    MergeConflictError,
    Path,
    RuleSet,
    Session,
    Side,
    diff,
)

TOP = Path.parse("components[01].sessions[01]")
BY = Issuer("BL", "Administrateur")
NOON = DateTime.create(2022, 12, 15, 12, tz="UTC")
FIELDS = ("start", "end", "site", "places", "offer_code")
seen_sessions = sessions.map(lambda session: session.evolve(number="01"))


@st.composite
def edits(draw: st.DrawFn, session: Session) -> Session:
    """Draw a session edited: some of its fields, some of its meetings, and some appended."""
    drawn = draw(seen_sessions)
    names = draw(st.sets(st.sampled_from(FIELDS)))
    meetings = [
        draw(st.sampled_from([info, info.cancel(), info.evolve(comment=draw(st.text("ab")))]))
        for info in session.infos
    ]
    appended = draw(st.lists(infos, max_size=2))
    fields = {name: getattr(drawn, name) for name in names}
    return session.evolve(**fields, infos=[*meetings, *appended])


@st.composite
def forks(draw: st.DrawFn) -> tuple[Session, ...]:
    """Draw a session, and what each of two people makes of it."""
    seen = draw(seen_sessions)
    return seen, draw(edits(seen)), draw(edits(seen))


def dossier_of(session: Session) -> Dossier:
    return Dossier(guide_action_with(session))


def drafted(dossier: Dossier, id: str, session: Session, seen: Session | None = None) -> Dossier:
    return dossier.draft_change(id, component="01", session=session, seen=seen)


def issued(dossier: Dossier, id: str, session: Session) -> Dossier:
    return drafted(dossier, id, session).issue(id, by=BY, at=NOON, rules=RuleSet())


def paths(*sides: Session) -> set[Path]:
    """Return where the fields stand in which sessions differ, but for those of what is appended."""
    first, *others = sides
    changed = {change.path for side in others for change in diff(first, side)}
    return {path for path in changed if value_at(first, path) is not ABSENT}


def disagree(seen: Session, first: Session, second: Session) -> set[Path]:
    """Return the fields that both changed, not alike."""
    return {
        path
        for path in paths(seen, first, second)
        if len({value_at(session, path) for session in (seen, first, second)}) == 3
    }


def moves(seen: Session, *sides: Session) -> bool:
    """Whether a side has a meeting that was seen in another place: then no place can be trusted."""
    return any(
        info in seen.infos and seen.infos[index : index + 1] != (info,)
        for side in sides
        for index, info in enumerate(side.infos)
    )


def holds_both(result: Session, seen: Session, draft: Session, theirs: Session) -> None:
    """Assert that a session holds what either side changed, and what both appended."""
    for path in paths(seen, draft, theirs):
        changed = draft if value_at(draft, path) != value_at(seen, path) else theirs
        assert value_at(result, path) == value_at(changed, path)
    count = len(seen.infos)
    assert result.infos[count : len(theirs.infos)] == theirs.infos[count:]
    for info in draft.infos[count:]:
        assert result.infos[count:].count(info) == max(
            draft.infos[count:].count(info), theirs.infos[count:].count(info)
        )


@given(forks())
def test_what_others_issued_since_the_form_was_shown_is_kept(sides: tuple[Session, ...]) -> None:
    seen, first, second = sides
    assume(not moves(*sides))
    dossier = issued(dossier_of(seen), "r1", first)
    conflicts = disagree(seen, first, second)
    if conflicts:
        with pytest.raises(MergeConflictError) as caught:
            drafted(dossier, "r2", second, seen)
        by_path = {conflict.path: conflict for conflict in caught.value.conflicts}
        assert set(by_path) == {TOP / path for path in conflicts}
        for path in conflicts:
            conflict = by_path[TOP / path]
            assert conflict.base == value_at(seen, path)
            assert conflict.ours == value_at(second, path)
            assert conflict.theirs == value_at(first, path)
    else:
        dossier = drafted(dossier, "r2", second, seen)
        holds_both(dossier.proposed("r2"), seen, second, first)


@given(forks())
def test_a_draft_that_waits_is_rebased_as_one_that_is_made_later(
    sides: tuple[Session, ...],
) -> None:
    seen, first, second = sides
    assume(not moves(*sides))
    dossier = issued(drafted(dossier_of(seen), "r2", second), "r1", first)
    conflicts = disagree(seen, first, second)
    if conflicts:
        with pytest.raises(MergeConflictError) as caught:
            dossier.rebase("r2")
        assert {c.path for c in caught.value.conflicts} == {TOP / path for path in conflicts}
    else:
        rebased = dossier.rebase("r2")
        later = drafted(dossier.discard("r2"), "r2", second, seen)
        assert rebased.proposed("r2") == later.proposed("r2")
        assert rebased.rebase("r2") == rebased


@given(forks(), st.data())
def test_a_conflict_is_decided_field_by_field(
    sides: tuple[Session, ...], data: st.DataObject
) -> None:
    seen, first, second = sides
    assume(not moves(*sides))
    dossier = issued(drafted(dossier_of(seen), "r2", second), "r1", first)
    choices = {
        TOP / path: data.draw(st.sampled_from(Side)) for path in disagree(seen, first, second)
    }
    result = dossier.rebase("r2", choose=choices).proposed("r2")
    for path, side in choices.items():
        session = second if side is Side.OURS else first
        inside = Path(path.steps[len(TOP) :])
        assert result[inside] == value_at(session, inside)


@given(forks())
def test_where_nothing_was_issued_what_was_seen_changes_nothing(
    sides: tuple[Session, ...],
) -> None:
    seen, first, second = sides
    assume(not moves(*sides))
    dossier = dossier_of(seen)
    assert drafted(dossier, "r1", first, seen) == drafted(dossier, "r1", first)
    drafts = drafted(dossier, "r1", first)
    again = drafts.redraft("r1", session=second)
    assert drafts.redraft("r1", session=second, seen=seen) == again
    assert drafts.redraft("r1", session=second, seen=drafts.proposed("r1")) == again
    assert again.proposed("r1") == second


@given(forks(), st.data())
def test_a_draft_that_is_edited_again_keeps_what_others_issued(
    sides: tuple[Session, ...], data: st.DataObject
) -> None:
    seen, theirs, mine = sides
    dossier = drafted(dossier_of(seen), "r2", mine)
    shown = dossier.proposed("r2")
    again = data.draw(edits(shown))
    assume(not moves(seen, theirs, again))
    dossier = issued(dossier, "r1", theirs)
    assume(shown != theirs)  # else the form showed what was issued
    conflicts = disagree(seen, theirs, again)
    if conflicts:
        with pytest.raises(MergeConflictError) as caught:
            dossier.redraft("r2", session=again, seen=shown)
        assert {c.path for c in caught.value.conflicts} == {TOP / path for path in conflicts}
    else:
        result = dossier.redraft("r2", session=again, seen=shown).proposed("r2")
        holds_both(result, seen, again, theirs)


@given(forks(), st.data())
def test_of_two_people_who_edit_one_draft_neither_loses_an_edit(
    sides: tuple[Session, ...], data: st.DataObject
) -> None:
    seen, mine, _ = sides
    dossier = drafted(dossier_of(seen), "r1", mine)
    shown = dossier.proposed("r1")
    first, second = data.draw(edits(shown)), data.draw(edits(shown))
    assume(not moves(shown, first, second))
    assume(shown != seen)  # else the form showed the session, which is not theirs alone
    dossier = dossier.redraft("r1", session=first, seen=shown)
    try:
        result = dossier.redraft("r1", session=second, seen=shown).proposed("r1")
    except MergeConflictError as conflict:
        in_conflict = {Path(c.path.steps[len(TOP) :]) for c in conflict.conflicts}
        assert all(value_at(shown, path) != value_at(second, path) for path in in_conflict)
    else:
        for path in paths(shown, first, second):
            changed = second if value_at(second, path) != value_at(shown, path) else first
            assert value_at(result, path) == value_at(changed, path)


@given(forks())
def test_two_people_who_edit_one_addition_lose_nothing_either(
    sides: tuple[Session, ...],
) -> None:
    shown, first, second = sides
    assume(not moves(*sides))
    dossier = Dossier(guide_action_with()).draft_addition("r1", component="01", session=shown)
    dossier = dossier.redraft("r1", session=first, seen=shown)
    conflicts = disagree(shown, first, second)
    if conflicts:
        with pytest.raises(MergeConflictError) as caught:
            dossier.redraft("r1", session=second, seen=shown)
        assert {c.path for c in caught.value.conflicts} == {TOP / path for path in conflicts}
    else:
        result = dossier.redraft("r1", session=second, seen=shown).proposed("r1")
        holds_both(result, shown, second, first)
