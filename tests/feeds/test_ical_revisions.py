"""Events over a dossier's life: SEQUENCE, LAST-MODIFIED and DTSTAMP."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from pendulum import Date
from tests.feeds.ical_values import BY, FIRST, TOP, action_with, issued, publishable, read_events
from tests.values import guide_action, guide_action_with, guide_info, guide_session

from bdc_sessions import (
    ChangeRequest,
    Changes,
    Dossier,
    RequestStatus,
    RuleSet,
    Term,
    diff,
    testing,
)
from bdc_sessions.feeds.ical import dumps
from bdc_sessions.testing import Quality


def test_sequence_grows_with_each_validated_change_of_what_an_event_shows() -> None:
    dossier = Dossier(action_with())
    uids = [event.uid for event in read_events(dossier)]

    def life(dossier: Dossier) -> list[tuple[int, str, datetime]]:
        events = read_events(dossier)
        assert [event.uid for event in events[:2]] == uids
        return [(event.sequence, event.status, event.stamp) for event in events]

    def at(hours: int) -> datetime:
        return FIRST.add(hours=hours)

    always = datetime(1970, 1, 1, tzinfo=UTC)
    assert life(dossier) == [(0, "CONFIRMED", always)] * 2
    # The session moves: its information session gives its dates, and changes with it.
    first = dossier.action[TOP]
    dossier = issued(dossier, "r1", first.evolve(end=Date(2023, 1, 31)), 1)
    assert life(dossier) == [(1, "CONFIRMED", at(1))] * 2
    # Its places are its own.
    dossier = issued(dossier, "r2", dossier.action[TOP].evolve(places=8), 2)
    assert life(dossier) == [(2, "CONFIRMED", at(2)), (1, "CONFIRMED", at(1))]
    # The information session moves.
    later = dossier.action[TOP].set("infos[1].date", Date(2022, 8, 30))
    dossier = issued(dossier, "r3", later, 3)
    assert life(dossier) == [(2, "CONFIRMED", at(2)), (2, "CONFIRMED", at(3))]
    # A second one is added, and changes neither.
    dossier = issued(dossier, "r4", dossier.action[TOP].with_info(guide_info()), 4)
    before = [(2, "CONFIRMED", at(2)), (2, "CONFIRMED", at(3))]
    assert life(dossier) == [*before, (0, "CONFIRMED", at(4))]
    # A new session begins at 0; drafts change nothing.
    dossier = dossier.draft_addition("r5", component="01", session=guide_session("02"))
    dossier = dossier.draft_change("r0", component="01", session=dossier.action[TOP].cancel())
    assert life(dossier) == [*before, (0, "CONFIRMED", at(4))]
    dossier = dossier.issue("r5", by=BY, at=at(5))
    assert life(dossier) == [*before, (0, "CONFIRMED", at(4)), (0, "CONFIRMED", at(5))]
    # Cancelled.
    dossier = issued(dossier, "r6", dossier.action[TOP].set("infos[1].places", 0), 6)
    assert life(dossier)[1] == (3, "CANCELLED", at(6))
    # Changed back, and it is one change more.
    dossier = issued(dossier, "r7", dossier.action[TOP].set("infos[1].places", 20), 7)
    assert life(dossier)[1] == (4, "CONFIRMED", at(7))
    assert [event.sequence for event in read_events(dossier.action)] == [0, 0, 0, 0]


@given(st.data())
def test_events_that_change_come_after_those_that_readers_know(data: st.DataObject) -> None:
    base = action = action_with()
    requests: list[ChangeRequest] = []
    known = {event.uid: event for event in read_events(action)}
    for step in range(1, data.draw(st.integers(1, 4)) + 1):
        before = {event.uid: event for event in read_events(Dossier(base, requests=requests))}
        # Any edit, beyond its session and against the rules: what was taken off may come again.
        after = publishable(data.draw(testing.changed(action, quality=Quality.ANY)))
        requests.append(validated(f"r{step}", diff(action, after), step))
        for event in read_events(Dossier(base, requests=requests)):
            old, earlier = before.get(event.uid), known.get(event.uid)
            assert earlier is None or event.sequence >= earlier.sequence
            if old is not None:
                differs = event._replace(sequence=0, stamp=old.stamp) != old._replace(sequence=0)
                assert event.sequence in (old.sequence, old.sequence + 1)
                assert not differs or event.sequence == old.sequence + 1
                assert after != action or event == old
                assert (event.stamp > old.stamp) is (event.sequence > old.sequence)
            known[event.uid] = event
        action = after


def validated(id: str, changes: Changes, hours: int) -> ChangeRequest:
    return ChangeRequest(
        id=id,
        component="01",
        session="01",
        changes=changes,
        status=RequestStatus.VALIDATED,
        issuer=BY,
        issued_at=FIRST.add(hours=hours),
    )


@given(testing.dossiers())
def test_every_dossier_that_keeps_the_rules_has_a_calendar_that_loses_no_event(
    dossier: Dossier,
) -> None:
    events = read_events(dossier)
    first = [event.uid for event in read_events(dossier.base)]
    assert set(first) <= {event.uid for event in events}
    # In UTC: an instant of the repeated hour is equal to none of another zone.
    instants = [r.issued_at.in_timezone("UTC") for r in dossier.requests if r.issued_at is not None]
    for event in events:
        assert event.sequence <= len(instants)
        assert event.uid not in first or (event.sequence > 0) is (event.stamp in instants)


def test_field_that_changes_changes_its_event_though_it_reads_the_same() -> None:
    dossier = Dossier(action_with())
    before = dossier.action[TOP]
    term = Term(before["infos[1].address.suffix"].label, code="9")
    coded = issued(dossier, "r1", before.set("infos[1].address.suffix", term), 1)
    assert [event.sequence for event in read_events(coded)] == [0, 1]
    site = before.site.evolve(name="ORGANISME TEST", place="PRF 23 / CAP 2000 TEST")
    named = before.site.evolve(name="ORGANISME TEST / PRF 23", place="CAP 2000 TEST")
    dossier = issued(Dossier(action_with(site=site)), "r1", before.evolve(site=named), 1)
    assert [event.sequence for event in read_events(dossier)] == [1, 0]


def test_request_that_reaches_beyond_its_session_changes_every_event_of_it() -> None:
    action = guide_action_with(guide_session("01"), guide_session("02"))
    changes = diff(action, action.set("components[01].title", "Formation Projet"))
    request = ChangeRequest(id="r1", component="01", session="01", changes=changes)
    dossier = Dossier(action).draft(request).issue("r1", by=BY, at=FIRST, rules=RuleSet([]))
    assert [event.sequence for event in read_events(dossier)] == [1, 1]


def test_session_that_a_request_removes_is_gone_and_does_not_start_again() -> None:
    action = action_with()
    gone, back = guide_action(), action.set(f"{TOP}.places", 8)
    dossier = Dossier(action)
    for id_, (old, new) in {"r1": (action, gone), "r2": (gone, back)}.items():
        changes = diff(old, new)
        request = ChangeRequest(id=id_, component="01", session="01", changes=changes)
        dossier = dossier.draft(request).issue(id_, by=BY, at=FIRST, rules=RuleSet([]))
        expected = [] if new is gone else [1, 0]
        assert [event.sequence for event in read_events(dossier)] == expected


def test_last_modified_is_written_for_what_was_modified() -> None:
    dossier = Dossier(action_with())
    assert b"LAST-MODIFIED" not in dumps(dossier)
    data = dumps(issued(dossier, "r1", dossier.action[TOP].evolve(places=8), 0))
    assert data.count(b"LAST-MODIFIED:20220701T070000Z\r\n") == 1


def test_stamp_is_the_earliest_that_an_event_has() -> None:
    dossier = Dossier(action_with())
    dossier = issued(dossier, "r1", dossier.action[TOP].evolve(places=8), 0)
    for stamp, expected in (
        (FIRST.add(hours=-1), [FIRST, FIRST.add(hours=-1)]),
        (FIRST.add(hours=1), [FIRST.add(hours=1)] * 2),
    ):
        assert [event.stamp for event in read_events(dossier, stamp=stamp)] == expected
    assert read_events(dossier.action, stamp=FIRST)[0].stamp == FIRST


def test_instants_of_the_repeated_hour_are_kept_apart() -> None:
    summer, winter = (
        datetime(2022, 10, 30, hour, minute, tzinfo=UTC) for hour, minute in ((0, 30), (1, 15))
    )
    dossier = Dossier(action_with())
    dossier = dossier.draft_change("r1", component="01", session=guide_session().evolve(places=8))
    dossier = dossier.issue("r1", by=BY, at=winter, rules=RuleSet([]))
    assert read_events(dossier)[0].stamp == winter
    assert read_events(dossier, stamp=summer)[0].stamp == winter
