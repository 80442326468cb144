"""Calendars: read back by two readers, over a dossier's life, at the edges of time and text."""

import importlib
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event
from icalendar.prop import vDate, vDatetime, vInline
from pendulum import Date, Time
from pendulum import datetime as instant
from tests.purity.processes import printed
from tests.values import actions, guide_action, guide_action_with, guide_info, untyped
from tests.values import guide_session as session

from bdc_sessions import (
    Action,
    ChangeRequest,
    Changes,
    CollectiveInfo,
    Dossier,
    DuplicateNumberError,
    InvalidError,
    Issuer,
    RequestStatus,
    RuleSet,
    Session,
    Term,
    diff,
    testing,
)
from bdc_sessions.feeds.ical import dumps
from bdc_sessions.feeds.ical.dumps import DEFAULT_NAME
from bdc_sessions.feeds.ical.entry import entries
from bdc_sessions.feeds.ical.lines import escape, fold
from bdc_sessions.model.fields import PARIS
from bdc_sessions.testing import Quality
from bdc_sessions.texts import normal_text

BY = Issuer("BL", "Administrateur")
FIRST = instant(2022, 7, 1, 9, tz="Europe/Paris")
TOP = "components[01].sessions[01]"
INFO = f"{TOP}.infos[1]"


class Seen(NamedTuple):
    """An event as a reader sees it, its times as a clock in Paris shows them."""

    uid: str
    title: str
    location: str
    description: str
    kind: list[str]
    start: date
    end: date | None
    status: str
    sequence: int
    stamp: datetime


def clock(day: date, hour: int) -> datetime:
    return datetime.combine(day, Time(hour, 0))


def told(at: Any) -> Any:
    return at.replace(tzinfo=None) if isinstance(at, datetime) else at


def with_icalendar(data: bytes) -> list[Seen]:
    events: list[Any] = Calendar.from_ical(data).walk("VEVENT")
    return [
        Seen(
            uid=str(event["uid"]),
            title=str(event["summary"]),
            location=str(event["location"]),
            description=str(event["description"]),
            kind=[str(kind) for kind in event["categories"].cats],
            start=told(event["dtstart"].dt),
            end=told(event["dtend"].dt) if "dtend" in event else None,
            status=str(event["status"]),
            sequence=int(event["sequence"]),
            stamp=event["dtstamp"].dt,
        )
        for event in events
    ]


def with_vobject(data: bytes) -> list[Seen]:
    return [
        Seen(
            uid=event.uid.value,
            title=event.summary.value,
            location=event.location.value,
            description=event.description.value,
            kind=event.categories.value,
            start=told(event.dtstart.value),
            end=told(event.dtend.value) if "dtend" in event.contents else None,
            status=event.status.value,
            sequence=int(event.sequence.value),
            stamp=event.dtstamp.value,
        )
        for event in vobject.readOne(data.decode()).contents.get("vevent", [])
    ]


def seen(value: Any, **options: Any) -> list[Seen]:
    """Return what both readers see, which is the same."""
    data = dumps(value, **options)
    events = with_icalendar(data)
    assert with_vobject(data) == events
    return events


def action_with(*infos: CollectiveInfo, **fields: Any) -> Action:
    return guide_action_with(session().evolve(infos=infos or [guide_info()], **fields))


def info_at(day: Date, start: Time, end: Time) -> Action:
    return action_with(guide_info().evolve(date=day, start=start, end=end))


# Texts of every kind, and such as lie across a fold: 75 octets of one, two, three and four each.
any_texts = st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(
    [
        "C:\\Nouveau\\nom\\N",
        "a;b,c:d\"e'%2C\\;\\,^n",
        "one\r\ntwo\rthree\nfour\x0bfive\x85six\u2028seven\n",
        "=\nEND:VEVENT\nBEGIN:VEVENT",
        *(
            char * count
            for char in ("a", "é", "…", "🙂", " ", "\\", ",", "^")
            for count in (74, 200)
        ),
    ]
)


CONTROLS = dict.fromkeys((*range(9), *range(14, 28), 31, 127), "\ufffd")


def held(text: str) -> str:
    """Return a text as a calendar holds it: lines, without control characters."""
    return "\n".join(text.splitlines()).translate({**CONTROLS, 0xFEFF: "\u2060"})


def mended_info(info: CollectiveInfo) -> CollectiveInfo:
    start, end = sorted((info.start, info.end))
    if start == end or start.hour == 2:  # some nights have none
        start, end = Time(10, 0), Time(12, 0)
    return info.evolve(start=start, end=end, places=max(info.places, 0))


def mended(one: Session) -> Session:
    start, end = sorted((one.start, one.end))
    infos = [mended_info(info) for info in one.infos]
    return one.evolve(start=start, end=end, places=max(one.places, 0), infos=infos)


def all_mended(action: Action) -> Action:
    components = [c.evolve(sessions=[mended(s) for s in c.sessions]) for c in action.components]
    return action.evolve(components=components)


def status(places: int) -> str:
    return "CONFIRMED" if places else "CANCELLED"


@given(actions.map(all_mended), st.data())
def test_both_readers_see_what_the_action_holds(action: Action, data: st.DataObject) -> None:
    expected: list[tuple[Any, ...]] = []
    for component in action.components:
        title = data.draw(any_texts)
        action = action.set(f"components[{escaped(component.number)}].title", title)
        for one in component.sessions:
            whole = (one.start, one.end.add(days=1))
            expected.append((*whole, one.site.label, title, status(one.places)))
            for info in one.infos:
                hours = [datetime.combine(info.date, at) for at in (info.start, info.end)]
                where = info.address.postal_line
                expected.append((*hours, where, title, status(info.places)))
    events = seen(action)
    assert len(events) == len(expected)
    for event, (start, end, location, title, state) in zip(events, expected, strict=True):
        assert (event.start, event.end, event.status) == (start, end, state)
        assert event.location.endswith(held(location))
        assert event.title.endswith(held(f" - {title}"))
        assert held(title) in event.description
        assert event.title.startswith("Annulée : ") is (state == "CANCELLED")
    assert len({event.uid for event in events}) == len(events)


def escaped(number: str) -> str:
    return number.replace("\\", "\\\\").replace("]", "\\]")


@given(any_texts, any_texts)
def test_comment_and_address_come_back_as_they_were(comment: str, building: str) -> None:
    info = guide_info()
    address = info.address.evolve(building=building)
    event = seen(action_with(info.evolve(comment=comment, address=address)))[1]
    rest = seen(action_with(info.evolve(comment=None)))[1].description
    kept = info.evolve(comment=comment).comment  # None where it is blank
    assert event.description == held(rest if kept is None else f"{kept}\n{rest}")
    parts = ["12 ter allée de la madeleine", address.building, "34000 MONTPELLIER"]
    assert event.location == held(", ".join(part for part in parts if part))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b\x1f\x7fc\t", "a\ufffdb\ufffd\ufffdc\t"),
        ("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\n", "a\nb\nc\nd\ne\nf\ng"),
        ("\ufeffa\ufeff", "\u2060a\u2060"),
        ("C:\\Nouveau\\nom; a, b", "C:\\Nouveau\\nom; a, b"),
    ],
)
def test_what_no_calendar_may_hold_is_shown_all_the_same(text: str, shown: str) -> None:
    action = guide_action_with(session().evolve(site=session().site.evolve(postal_code=text)))
    assert seen(action)[0].location.endswith(f" / {shown}")


@given(any_texts)
def test_no_line_is_longer_than_75_octets_nor_cut_within_a_character(text: str) -> None:
    data = dumps(action_with(guide_info().evolve(comment=text)).set("title", text))
    assert data.endswith(b"END:VCALENDAR\r\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        assert not {chr(byte) for byte in line} & set(map(chr, (*range(9), *range(10, 32), 127)))
        line.decode()


ZONE = """
BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


def test_calendar_of_the_guide() -> None:
    data = dumps(action_with()).decode()
    assert data.startswith(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bdc_sessions//bdc_sessions//FR\r\n"
        "CALSCALE:GREGORIAN\r\nNAME:LOT TEST FORFAIT PARCOURS 2023\r\n"
    )
    assert "\r\nDTSTART;VALUE=DATE:20220901\r\nDTEND;VALUE=DATE:20230101\r\n" in data
    assert "\r\nDTSTART;TZID=Europe/Paris:20220831T100000\r\n" in data
    assert data.count("TRANSP:TRANSPARENT") == 1
    assert "METHOD" not in data
    assert "\r\n".join(ZONE.split()) in data
    session_, info = seen(action_with())
    assert session_ == Seen(
        uid="0af8f1a28742fea465b82eeb132920aed9c024e8fffb571458ba7caeb56eb285",
        title="Session n° 01 - Formation Projet Pro",
        location="ORGANISME TEST PRF 23 / CAP 2000 TEST / BEZIERS / 34500",
        description="Nb. de places : 10\n01 - FORP - Formation Projet Pro",
        kind=["Session"],
        start=date(2022, 9, 1),
        end=date(2023, 1, 1),
        status="CONFIRMED",
        sequence=0,
        stamp=datetime(1970, 1, 1, tzinfo=UTC),
    )
    assert info == Seen(
        uid="e8b4a64cd2c137ee3aa46ffb8c2604621eef2c6a15d6428515de20444e9b0ddb",
        title="Information collective - Formation Projet Pro",
        location="12 ter allée de la madeleine, 34000 MONTPELLIER",
        description=f"{guide_info().comment}\n"
        "Nb. de places : 20\n"
        "01 - FORP - Formation Projet Pro\n"
        "Session n° 01 - Du 01/09/2022 au 31/12/2022\n"
        "Lieu de la session : ORGANISME TEST PRF 23 / CAP 2000 TEST / BEZIERS / 34500",
        kind=["Information collective"],
        start=clock(date(2022, 8, 31), 10),
        end=clock(date(2022, 8, 31), 12),
        status="CONFIRMED",
        sequence=0,
        stamp=datetime(1970, 1, 1, tzinfo=UTC),
    )


def test_offer_code_is_told_where_there_is_one() -> None:
    (event,) = seen(guide_action_with(session().evolve(offer_code="OF-1")))
    assert "\nCode Offre Info : OF-1\n" in event.description


def test_action_without_sessions_is_a_calendar_all_the_same() -> None:
    assert seen(guide_action()) == []
    assert Calendar.from_ical(dumps(guide_action()))["x-wr-calname"] == guide_action().title


numbers = st.tuples(
    *[st.sampled_from(["1", "01", "", "1]", "1.sessions[2", "\\", "\u00e9", "e\u0301"])] * 3
)


@given(numbers, numbers)
def test_uids_are_the_same_for_the_same_numbers_only(one: Any, other: Any) -> None:
    first, second = ([event.uid for event in seen(numbered(*each))] for each in (one, other))
    same = [*map(normal_text, one)] == [*map(normal_text, other)]  # "é" has one form
    assert (first == second) is same
    assert bool(set(first) & set(second)) is same


def numbered(action: str, component: str, number: str) -> Action:
    made = action_with(guide_info(), guide_info(), number=number).evolve(number=action)
    return made.evolve(components=[made.components[0].evolve(number=component)])


# Over a dossier's life


def issued(dossier: Dossier, id: str, new: Session, hours: int) -> Dossier:
    draft = dossier.draft_change(id, component="01", session=new)
    return draft.issue(id, by=BY, at=FIRST.add(hours=hours), rules=RuleSet([]))


def test_sequence_grows_with_each_validated_change_of_what_an_event_shows() -> None:
    dossier = Dossier(action_with())
    uids = [event.uid for event in seen(dossier)]

    def life(dossier: Dossier) -> list[tuple[int, str, datetime]]:
        events = seen(dossier)
        assert [event.uid for event in events[:2]] == uids
        return [(event.sequence, event.status, event.stamp) for event in events]

    def at(hours: int) -> datetime:
        return FIRST.add(hours=hours)

    always = datetime(1970, 1, 1, tzinfo=UTC)
    assert life(dossier) == [(0, "CONFIRMED", always)] * 2
    # The session moves: its information tells the dates, and changes with it.
    one = dossier.action[TOP]
    dossier = issued(dossier, "r1", one.evolve(end=Date(2023, 1, 31)), 1)
    assert life(dossier) == [(1, "CONFIRMED", at(1))] * 2
    # Its places are its own.
    dossier = issued(dossier, "r2", dossier.action[TOP].evolve(places=8), 2)
    assert life(dossier) == [(2, "CONFIRMED", at(2)), (1, "CONFIRMED", at(1))]
    # The information moves.
    moved = dossier.action[TOP].set("infos[1].date", Date(2022, 8, 30))
    dossier = issued(dossier, "r3", moved, 3)
    assert life(dossier) == [(2, "CONFIRMED", at(2)), (2, "CONFIRMED", at(3))]
    # A second one is added, and changes neither.
    dossier = issued(dossier, "r4", dossier.action[TOP].with_info(guide_info()), 4)
    before = [(2, "CONFIRMED", at(2)), (2, "CONFIRMED", at(3))]
    assert life(dossier) == [*before, (0, "CONFIRMED", at(4))]
    # A new session begins at 0; drafts change nothing.
    dossier = dossier.draft_addition("r5", component="01", session=session("02"))
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
    assert [event.sequence for event in seen(dossier.action)] == [0, 0, 0, 0]


@given(st.data())
def test_events_that_change_come_after_those_that_readers_know(data: st.DataObject) -> None:
    base = action = action_with()
    requests: list[ChangeRequest] = []
    known = {event.uid: event for event in seen(action)}
    for step in range(1, data.draw(st.integers(1, 4)) + 1):
        before = {event.uid: event for event in seen(Dossier(base, requests=requests))}
        # Any edit, beyond its session and against the rules: what was taken off may come again.
        after = all_mended(data.draw(testing.changed(action, quality=Quality.ANY)))
        requests.append(validated(f"r{step}", diff(action, after), step))
        for event in seen(Dossier(base, requests=requests)):
            old, earlier = before.get(event.uid), known.get(event.uid)
            assert earlier is None or event.sequence >= earlier.sequence
            if old is not None:
                changed = event._replace(sequence=0, stamp=old.stamp) != old._replace(sequence=0)
                assert event.sequence in (old.sequence, old.sequence + 1)
                assert not changed or event.sequence == old.sequence + 1
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
    events = seen(dossier)
    first = [event.uid for event in seen(dossier.base)]
    assert set(first) <= {event.uid for event in events}
    # In UTC: an instant of the repeated hour is equal to none of another zone.
    instants = [r.issued_at.in_timezone("UTC") for r in dossier.requests if r.issued_at is not None]
    for event in events:
        assert event.sequence <= len(instants)
        assert event.uid not in first or (event.sequence > 0) is (event.stamp in instants)


def test_field_that_changes_changes_its_event_though_it_reads_the_same() -> None:
    dossier = Dossier(action_with())
    one = dossier.action[TOP]
    term = Term(one["infos[1].address.suffix"].label, code="9")
    coded = issued(dossier, "r1", one.set("infos[1].address.suffix", term), 1)
    assert [event.sequence for event in seen(coded)] == [0, 1]
    site = one.site.evolve(name="ORGANISME TEST", place="PRF 23 / CAP 2000 TEST")
    named = one.site.evolve(name="ORGANISME TEST / PRF 23", place="CAP 2000 TEST")
    dossier = issued(Dossier(action_with(site=site)), "r1", one.evolve(site=named), 1)
    assert [event.sequence for event in seen(dossier)] == [1, 0]


def test_request_that_reaches_beyond_its_session_changes_all_that_shows_it() -> None:
    action = guide_action_with(session("01"), session("02"))
    changes = diff(action, action.set("components[01].title", "Formation Projet"))
    request = ChangeRequest(id="r1", component="01", session="01", changes=changes)
    dossier = Dossier(action).draft(request).issue("r1", by=BY, at=FIRST, rules=RuleSet([]))
    assert [event.sequence for event in seen(dossier)] == [1, 1]


def test_session_that_a_request_removes_is_gone_and_does_not_start_again() -> None:
    action = action_with()
    gone, back = guide_action(), action.set(f"{TOP}.places", 8)
    dossier = Dossier(action)
    for id_, (old, new) in {"r1": (action, gone), "r2": (gone, back)}.items():
        changes = diff(old, new)
        request = ChangeRequest(id=id_, component="01", session="01", changes=changes)
        dossier = dossier.draft(request).issue(id_, by=BY, at=FIRST, rules=RuleSet([]))
        expected = [] if new is gone else [1, 0]
        assert [event.sequence for event in seen(dossier)] == expected


def test_last_modified_is_told_of_what_was_modified() -> None:
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
        assert [event.stamp for event in seen(dossier, stamp=stamp)] == expected
    assert seen(dossier.action, stamp=FIRST)[0].stamp == FIRST


def test_instants_of_the_repeated_hour_are_kept_apart() -> None:
    summer, winter = (
        datetime(2022, 10, 30, hour, minute, tzinfo=UTC) for hour, minute in ((0, 30), (1, 15))
    )
    dossier = Dossier(action_with())
    dossier = dossier.draft_change("r1", component="01", session=session().evolve(places=8))
    dossier = dossier.issue("r1", by=BY, at=winter, rules=RuleSet([]))
    assert seen(dossier)[0].stamp == winter
    assert seen(dossier, stamp=summer)[0].stamp == winter


# Time


def test_zone_is_that_of_paris() -> None:
    event = vobject.readOne(dumps(action_with()).decode()).vevent_list[1]
    zone = event.dtstart.value.tzinfo  # made of the VTIMEZONE alone
    for year in range(1996, 2060):
        sundays = [
            max(d for d in (date(year, month, n) for n in range(25, 32)) if d.weekday() == 6)
            for month in (3, 10)
        ]
        for day in (*sundays, *(date(year, month, 15) for month in range(1, 13))):
            for hour in (0, 1, 2, 3, 4, 12):
                if (day, hour) == (sundays[0], 2):
                    continue  # there is no such hour
                for at in (clock(day, hour), clock(day, hour).replace(fold=1)):
                    assert zone.utcoffset(at) == at.replace(tzinfo=PARIS).utcoffset(), at


@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        (Date(2023, 3, 25), Time(23, 0), Time(23, 59)),
        (Date(2023, 3, 26), Time(0, 0), Time(1, 59)),
        (Date(2023, 3, 26), Time(1, 30), Time(3, 0)),
        (Date(2023, 3, 26), Time(2, 15), Time(2, 45)),  # both are skipped: an hour later
        (Date(2023, 3, 26), Time(2, 30), Time(4, 0)),
        (Date(2023, 3, 26), Time(10, 0), Time(12, 0)),
        (Date(2023, 10, 29), Time(1, 30), Time(2, 30)),  # the first 02:30
        (Date(2023, 10, 29), Time(2, 30), Time(2, 45)),
        (Date(2023, 10, 29), Time(2, 30), Time(3, 0)),
        (Date(2023, 10, 29), Time(10, 0), Time(12, 0)),
        (Date(2023, 12, 31), Time(0, 0), Time(23, 59)),
        (Date(1, 1, 1), Time(0, 0), Time(0, 1)),
        (Date(9999, 12, 31), Time(23, 58), Time(23, 59)),
    ],
)
def test_times_are_those_of_a_clock_in_paris(day: Date, start: Time, end: Time) -> None:
    data = dumps(info_at(day, start, end)).decode()
    for name, at in (("DTSTART", start), ("DTEND", end)):
        assert (
            f"\r\n{name};TZID=Europe/Paris:{day:%Y%m%d}T{at:%H%M}00\r\n".replace(
                f"{day:%Y%m%d}", f"{day.year:04}{day:%m%d}"
            )
            in data
        )
    event = seen(info_at(day, start, end))[1]
    assert (event.start, event.end) == (datetime.combine(day, start), datetime.combine(day, end))


@pytest.mark.parametrize(
    ("start", "end"),
    [(Time(2, 0), Time(3, 0)), (Time(2, 30), Time(3, 15)), (Time(2, 59), Time(3, 59))],
)
def test_meeting_that_the_clock_leaves_no_time_for_has_no_end(start: Time, end: Time) -> None:
    event = seen(info_at(Date(2023, 3, 26), start, end))[1]
    assert (event.start, event.end) == (datetime.combine(date(2023, 3, 26), start), None)


def test_session_of_a_day_ends_the_day_after() -> None:
    day = Date(2024, 2, 28)
    (event,) = seen(guide_action_with(session().evolve(start=day, end=day)))
    assert (event.start, event.end) == (day, date(2024, 2, 29))


def test_last_day_there_is_has_no_day_after() -> None:
    last = Date(9999, 12, 31)
    (event,) = seen(guide_action_with(session().evolve(start=last, end=last)))
    assert (event.start, event.end) == (last, None)
    (event,) = seen(guide_action_with(session().evolve(end=last)))
    assert event.end == last


# What is refused


def faulty() -> Action:
    infos = [
        guide_info().evolve(start=Time(12, 0)),
        guide_info().evolve(start=Time(22, 0), end=Time(0, 0)),
        guide_info().evolve(places=-1),
        guide_info().evolve(comment="x" * 501),
    ]
    return action_with(*infos, end=Date(2022, 8, 31), places=-2)


def test_every_event_that_cannot_be_shown_is_told_at_once() -> None:
    with pytest.raises(InvalidError) as caught:
        dumps(Dossier(faulty()))
    assert [(v.code, str(v.path)) for v in caught.value.report] == [
        ("SES-001", f"{TOP}.start"),
        ("SES-003", f"{TOP}.places"),
        ("INF-001", f"{TOP}.infos[1].start"),
        ("INF-001", f"{TOP}.infos[2].start"),
        ("INF-002", f"{TOP}.infos[3].places"),
    ]


def test_faulty_session_that_is_cancelled_is_told_as_cancelled() -> None:
    action = faulty().set(f"{TOP}.places", 0)
    for place in (1, 2, 3):
        action = action.set(f"{TOP}.infos[{place}].places", 0)
    events = seen(action)
    assert [event.status for event in events] == ["CANCELLED"] * 4 + ["CONFIRMED"]
    assert [event.end for event in events[:3]] == [None] * 3


def test_only_actions_and_dossiers_have_a_calendar() -> None:
    for value in (session(), None, [session()], "01", 3):
        with pytest.raises(TypeError, match=r"dumps\(value\): found .*; expected an Action or a D"):
            dumps(untyped(value))
    with pytest.raises(TypeError, match=r"dumps\(stamp=\): found .*; expected an instant"):
        dumps(guide_action(), stamp=datetime(2022, 7, 1))  # noqa: DTZ001 - is refused


# What varies with nothing but the value


WATCHED = """
import encodings.utf_8_sig  # Python's own, which icalendar decodes by
import hashlib, sys
from tests.purity.watch import Watch, watched
from bdc_sessions import Dossier
from bdc_sessions.feeds.ical import dumps
from bdc_sessions.feeds.ical.dumps import DEFAULT_NAME
from bdc_sessions.feeds.ical.entry import entries
from bdc_sessions.feeds.ical.lines import escape, fold
from bdc_sessions.rules.example import example_action
dossier, watch, written = Dossier(example_action()), Watch(), []
sys.addaudithook(watch.audit)
seen = watched(watch, lambda: written.append(dumps(dossier)))
print(hashlib.sha256(written[0]).hexdigest(), seen)
"""


def test_bytes_are_the_same_in_every_run_and_need_no_file_network_or_clock() -> None:
    told = {printed("-c", WATCHED, seed=seed) for seed in (0, 1)}
    assert len(told) == 1
    assert told.pop().endswith(" []\n")


@given(actions.map(all_mended))
def test_equal_values_give_equal_bytes(action: Action) -> None:
    again = action.evolve(components=[component.evolve() for component in action.components])
    assert dumps(action) == dumps(again) == dumps(Dossier(again))


def test_missing_extra_is_told_with_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("bdc_sessions.feeds.ical")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(ImportError, match=r"pip install 'bdc-sessions\[ical\]'") as caught:
        importlib.import_module("bdc_sessions.feeds.ical")
    assert caught.value.name == "icalendar"


# Several actions, and what a calendar says of itself


def test_several_actions_stand_in_one_calendar() -> None:
    other = action_with().evolve(number="2")
    both = seen([action_with(), Dossier(other)])
    assert both == [*seen(action_with()), *seen(other)]
    assert Calendar.from_ical(dumps([other, action_with()]))["x-wr-calname"] == DEFAULT_NAME
    assert seen([]) == []
    with pytest.raises(DuplicateNumberError, match="actions"):
        dumps([action_with(), Dossier(action_with())])
    faulty = action_with(end=Date(2022, 8, 31)).evolve(number="2")
    with pytest.raises(InvalidError) as caught:
        dumps([action_with(), faulty])
    assert [str(v.path) for v in caught.value.report] == [f"actions[2].{TOP}.start"]


def test_uids_of_two_sources_are_kept_apart() -> None:
    one, two, plain = (
        {event.uid for event in seen(action_with(), uid=uid)} for uid in ("a", "b", "")
    )
    assert not one & two
    assert not plain & one
    assert {event.uid for event in seen(action_with())} == plain
    with pytest.raises(TypeError, match=r"dumps\(uid=\)"):
        dumps(action_with(), uid=untyped(3))


def test_a_calendar_has_a_name_and_says_how_often_to_ask_again() -> None:
    data = dumps(action_with())
    title = guide_action().title
    for line in (f"NAME:{title}", f"X-WR-CALNAME:{title}", "X-PUBLISHED-TTL:P1D",
                 "REFRESH-INTERVAL;VALUE=DURATION:P1D"):  # fmt: skip
        assert f"\r\n{line}\r\n".encode() in data
    named = dumps(action_with(), name="Été, \\ 2", refresh=timedelta(hours=6))
    assert "\r\nNAME:Été\\, \\\\ 2\r\n".encode() in named
    assert b"X-PUBLISHED-TTL:PT6H" in named
    assert b"X-PUBLISHED-TTL:PT90M" in dumps(action_with(), refresh=timedelta(minutes=90))
    for wrong in (timedelta(seconds=59), timedelta(days=-1)):
        with pytest.raises(ValueError, match="a minute at least"):
            dumps(action_with(), refresh=wrong)
    with pytest.raises(TypeError, match="a timedelta"):
        dumps(action_with(), refresh=untyped(3))


# What is written, beside what icalendar writes of the same


def by_icalendar(action: Action) -> bytes:
    """Return the events of an action as icalendar writes them."""
    written = []
    for entry in entries(action):
        event = Event()
        event.add("uid", vInline(entry.uid(action.number)))
        event.add("dtstamp", vDatetime(datetime(1970, 1, 1, tzinfo=UTC)))
        event.add("sequence", 0)
        event.add("status", vInline("CONFIRMED" if entry.places else "CANCELLED"))
        if entry.all_day:
            event.add("transp", vInline("TRANSPARENT"))
        for name, at in {"dtstart": entry.start, "dtend": entry.end}.items():
            if isinstance(at, datetime):
                event.add(name, vDatetime(at))
            elif at is not None:
                event.add(name, vDate(at, {"VALUE": "DATE"}))
        for name, text in {
            "summary": entry.title,
            "location": entry.location,
            "description": entry.description,
            "categories": entry.kind,
        }.items():
            event.add(name, vInline(escape(text)))  # fmt: skip
        written.append(event.to_ical())
    return b"".join(written)


def events_of(data: bytes) -> bytes:
    start = data.find(b"BEGIN:VEVENT")
    return b"" if start < 0 else data[start:].removesuffix(b"END:VCALENDAR\r\n")


@given(actions.map(all_mended), any_texts)
def test_events_are_byte_for_byte_what_icalendar_writes(action: Action, title: str) -> None:
    for component in action.components:
        action = action.set(f"components[{escaped(component.number)}].title", title)
    ours, theirs = events_of(dumps(action)), by_icalendar(action)
    # icalendar folds between two backslashes, of which one escapes the other, and behind a caret.
    unfolded = theirs.replace(b"\r\n ", b"")
    assert ours == theirs or b"\\\\" in unfolded or b"^" in unfolded
    assert ours.replace(b"\r\n ", b"") == unfolded


@given(any_texts | st.text("\\^é;,a🙂", max_size=200))
def test_a_fold_never_parts_what_is_escaped_from_its_mark(text: str) -> None:
    line = f"SUMMARY:{escape(text)}"
    pieces = fold(line).split("\r\n ")
    assert "".join(pieces) == line
    assert all(len(piece.encode()) <= 74 for piece in pieces)
    for piece in pieces[:-1]:
        for mark in "\\^":
            assert (len(piece) - len(piece.rstrip(mark))) % 2 == 0
