"""What is read of issued requests."""

from typing import Any

import pytest
from tests.steps import (
    BY,
    FIRST,
    HOLDER,
    LATER,
    PLACES,
    TOP,
    change,
    example,
    issued,
    request,
    session,
    three_issued,
)
from tests.values import guide_info, untyped

from bdc_sessions import (
    ABSENT,
    Dossier,
    FieldChange,
    HistoryEntry,
    NotFoundError,
    Path,
    RequestStatus,
    RuleSet,
    diff,
    example_action,
)


def test_the_action_is_told_as_it_stood() -> None:
    dossier = three_issued()
    assert dossier.as_of(FIRST.subtract(seconds=1)) == dossier.base
    assert dossier.as_of(FIRST)[PLACES] == 9
    assert dossier.as_of(FIRST.add(years=1)) == dossier.action


def test_the_history_of_a_field_is_oldest_first() -> None:
    assert three_issued().history(PLACES) == (
        HistoryEntry("r1", BY, FIRST, 10, 9),
        HistoryEntry("r3", BY, FIRST.add(days=2), 9, 8),
    )
    assert three_issued().history(Path.parse(f"{TOP}.start")) == ()
    line = str(three_issued().history(PLACES)[0])
    assert line.endswith("(r1) : 10 → 9")


def test_the_history_of_a_volume_knows_its_removal_and_its_return() -> None:
    action = example_action()
    component = action.component("01")
    first, *others = component.volumes
    without = action.set("components[01]", component.evolve(volumes=others))
    issued_as = {"status": RequestStatus.VALIDATED, "issuer": BY, "issued_at": FIRST}
    requests = [
        request("r1", *diff(action, without), **issued_as),
        request("r2", *diff(without, action), **issued_as),
    ]
    history = Dossier(action, requests=requests).history(f"components[01].volumes[{first.kind}]")
    assert [(entry.before, entry.after) for entry in history] == [(first, ABSENT), (ABSENT, first)]


def test_the_history_of_all_sessions_of_a_component_is_that_of_the_tuple() -> None:
    dossier = three_issued()
    entries = dossier.history("components[01].sessions")
    assert [entry.request for entry in entries] == ["r1", "r2", "r3"]
    assert entries[-1].after == dossier.action.component("01").sessions


def test_the_history_of_an_object_starts_where_it_was_added() -> None:
    dossier = three_issued()
    (entry,) = dossier.history("components[01].sessions[02]")
    assert (entry.request, entry.issuer, entry.before) == ("r2", HOLDER, ABSENT)
    assert entry.after == dossier.action["components[01].sessions[02]"]
    assert len(dossier.history(TOP)) == 2
    assert dossier.history(f"{TOP}.infos[1]") == ()
    assert change(dossier, "d1", places=7).history(TOP) == dossier.history(TOP)


def test_where_nothing_ever_stood_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        three_issued().history("components[01].sessions[07].places")


def test_what_stood_and_went_keeps_its_history() -> None:
    info = guide_info()
    old = session().infos
    dossier = issued(example(), "r1", infos=[*old, info])
    dossier = change(dossier, "r2", infos=old)
    dossier = dossier.issue("r2", by=BY, at=FIRST.add(days=1), rules=RuleSet())
    path = f"{TOP}.infos[2]"
    assert [(e.before, e.after) for e in dossier.history(path)] == [
        (ABSENT, info),
        (info, ABSENT),
    ]
    dossier = change(example(), "r1", infos=()).issue("r1", by=BY, at=FIRST, rules=RuleSet())
    (entry,) = dossier.history(f"{TOP}.infos[1]")
    assert (entry.before, entry.after) == (old[0], ABSENT)


def test_what_was_validated_after_an_instant_is_told_by_session() -> None:
    dossier = three_issued()
    done = {(c, s): changes for c, s, changes in dossier.since(FIRST.subtract(days=1))}
    assert list(done) == [("01", "01"), ("01", "02")]
    assert list(done["01", "01"]) == [FieldChange(PLACES, 10, 8)]
    assert [what[:2] for what in dossier.since(FIRST)] == [("01", "02"), ("01", "01")]
    assert dossier.since(FIRST.add(days=2)) == ()


def test_what_was_undone_is_not_told() -> None:
    dossier = issued(issued(example(), "r1", places=9), "r2", places=10)
    assert dossier.since(FIRST.subtract(days=1)) == ()


def unruled(dossier: Dossier, id: str, *changes: FieldChange, **fields: Any) -> Dossier:
    """Issue a request that no rule would let pass."""
    drafted = dossier.draft(request(id, *changes, **fields))
    return drafted.issue(id, by=BY, at=FIRST, rules=RuleSet())


def test_changes_compose_in_the_order_of_issue_whatever_sessions_asked_them() -> None:
    dossier = Dossier(example_action().set("components[01].sessions", [session(), LATER]))
    places = "components[01].sessions[02].places"
    dossier = unruled(dossier, "r1", FieldChange(places, 10, 6))
    dossier = unruled(dossier, "r2", FieldChange(places, 6, 7), session="02")
    dossier = unruled(dossier, "r3", FieldChange(places, 7, 8), FieldChange(PLACES, 10, 9))
    since = dossier.since(FIRST.subtract(days=1))
    assert [(c, s, list(changes)) for c, s, changes in since] == [
        ("01", "02", [FieldChange(places, 10, 8)]),
        ("01", "01", [FieldChange(PLACES, 10, 9)]),
    ]


def test_what_lies_in_no_session_is_told_under_no_number() -> None:
    title = FieldChange("title", example_action().title, "Autre")
    city = FieldChange("components[01].city", "BEZIERS", "SETE")
    dossier = unruled(example(), "r1", title, FieldChange(PLACES, 10, 9), city)
    since = dossier.since(FIRST.subtract(days=1))
    assert {(c, s): list(changes) for c, s, changes in since} == {
        ("", ""): [title, city],
        ("01", "01"): [FieldChange(PLACES, 10, 9)],
    }


def test_a_component_that_comes_and_goes_has_its_history() -> None:
    base = example_action()
    other = base.component("01").evolve(number="02")
    both = base.evolve(components=[base.component("01"), other])
    dossier = unruled(example(), "r1", *diff(base, both))
    dossier = unruled(dossier, "r2", FieldChange("components[02].sessions[01].places", 10, 9))
    dossier = unruled(dossier, "r3", *diff(dossier.action, base))
    dossier = unruled(dossier, "r4", *diff(base, both))
    session_path = "components[02].sessions[01]"
    nine = session().evolve(places=9)
    assert [(e.request, e.before, e.after) for e in dossier.history(session_path)] == [
        ("r1", ABSENT, session()),
        ("r2", session(), nine),
        ("r3", nine, ABSENT),
        ("r4", ABSENT, session()),
    ]
    places = dossier.history(f"{session_path}.places")
    assert [(e.before, e.after) for e in places] == [
        (ABSENT, 10),
        (10, 9),
        (9, ABSENT),
        (ABSENT, 10),
    ]
    assert [e.request for e in dossier.history("components")] == ["r1", "r2", "r3", "r4"]
    assert [e.request for e in dossier.history("components[02].title")] == ["r1", "r3", "r4"]
    assert dossier.history("components[01]") == ()


def test_an_entry_of_history_is_held_to_its_types() -> None:
    with pytest.raises(TypeError, match=r"^HistoryEntry\.issuer: found 'BL'"):
        HistoryEntry("r1", untyped("BL"), FIRST, 10, 9)
    with pytest.raises(TypeError, match=r"^HistoryEntry\.request: found 1"):
        HistoryEntry(untyped(1), BY, FIRST, 10, 9)
    for wrong in (1.5, {}, object(), [1.5]):
        with pytest.raises(TypeError, match=r"HistoryEntry\.before"):
            HistoryEntry("r1", BY, FIRST, wrong, 9)
        with pytest.raises(TypeError, match=r"HistoryEntry\.after"):
            HistoryEntry("r1", BY, FIRST, 10, wrong)
    listed = HistoryEntry("r1", BY, FIRST, ["a"], example_action())
    assert listed == HistoryEntry("r1", BY, FIRST, ("a",), example_action())
    assert hash(listed) == hash(HistoryEntry("r1", BY, FIRST, ("a",), example_action()))
