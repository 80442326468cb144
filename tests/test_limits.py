"""An action of many sessions is like any other; ``make limits`` measures up to 100,000."""

from functools import cache

from tests.many import action_of, copied

from bdc_sessions import (
    Action,
    Changes,
    Dossier,
    diff,
    dumps,
    fingerprint,
    loads,
    merge,
    validate,
)
from bdc_sessions.codec.decoding import LONGEST_TEXT
from bdc_sessions.rules.example import example_context

SESSIONS = 20_000
WHERE = "components[00001].sessions[010000]"


@cache
def action() -> Action:
    return action_of(SESSIONS, "one")


def test_one_edit_among_many_sessions_is_found_made_merged_and_judged() -> None:
    before = action()
    after = before.set(WHERE + ".places", 2)
    changes = diff(before, copied(after))
    assert [str(change.path) for change in changes] == [WHERE + ".places"]
    assert changes.apply(before) == after
    assert changes.inverse().apply(after) == before
    changed = before.set(WHERE + ".offer_code", "X")
    merged = merge(before, after, changed)
    assert merged.value == after.set(WHERE + ".offer_code", "X")
    assert not merged.conflicts
    report = validate(before, **example_context())
    assert len(report) == 0
    assert validate(after, since=report, **example_context()) == report
    session = after.component("00001").session("010000")
    dossier = Dossier(before).draft_change("r", component="00001", session=session)
    assert dossier.check("r", **example_context()).ok


def test_many_sessions_are_encoded_and_read_again() -> None:
    text = dumps(action())
    assert 100_000 / SESSIONS * len(text) < LONGEST_TEXT
    again = loads(text, Action)
    assert again == action()
    assert hash(again) == hash(action())
    assert fingerprint(again) == fingerprint(action())


def test_many_sessions_are_added_and_removed_as_changes() -> None:
    full = action().set("components[00001].sessions", action().component("00001").sessions[:1000])
    half = full.set("components[00001].sessions", full.component("00001").sessions[::2])
    empty = full.evolve(components=[])
    first, second = diff(empty, half), diff(half, full)
    assert (first + second).apply(empty) == full
    assert first.inverse() + first == Changes(Action)
    assert second.apply(half) == full
