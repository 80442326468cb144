"""What is read of issued requests."""

import pytest
from tests.dossier.steps import (
    BY,
    FIRST,
    HOLDER,
    LATER,
    PLACES,
    TOP,
    change,
    example,
    issued,
    session,
    three_issued,
)
from tests.values import guide_info

from bdc_sessions import (
    ABSENT,
    Dossier,
    FieldChange,
    HistoryEntry,
    NotFoundError,
    Path,
    RuleSet,
)


def dossier() -> Dossier:
    dossier = issued(example(), "r1", places=9)
    dossier = dossier.draft_addition("r2", component="01", session=LATER, provider="P")
    dossier = dossier.issue("r2", by=HOLDER, at=FIRST.add(days=1))
    return issued(dossier, "r3", FIRST.add(days=2), places=8)


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


def test_the_history_of_an_object_starts_where_it_was_added() -> None:
    dossier = three_issued()
    (entry,) = dossier.history("components[01].sessions[02]")
    assert (entry.request, entry.issuer, entry.before) == ("r2", HOLDER, ABSENT)
    assert entry.after == dossier.action["components[01].sessions[02]"]
    assert len(dossier.history(TOP)) == 2
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
