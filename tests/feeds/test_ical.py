"""Calendars: what stands in them, read back by two readers, and what is refused."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from pendulum import Date, Time
from tests.feeds.ical_values import (
    TOP,
    ReadEvent,
    action_with,
    any_texts,
    clock,
    escaped,
    publishable,
    read_events,
    to_calendar_text,
)
from tests.values import (
    actions,
    guide_action,
    guide_action_with,
    guide_info,
    guide_session,
    untyped,
)

from bdc_sessions import Action, Dossier, DuplicateNumberError, InvalidError
from bdc_sessions.feeds.ical import dumps
from bdc_sessions.feeds.ical.dumps import DEFAULT_NAME
from bdc_sessions.texts import normal_text


def status(places: int) -> str:
    return "CONFIRMED" if places else "CANCELLED"


@given(actions.map(publishable), st.data())
def test_both_readers_see_what_the_action_holds(action: Action, data: st.DataObject) -> None:
    expected: list[tuple[Any, ...]] = []
    for component in action.components:
        title = data.draw(any_texts)
        action = action.set(f"components[{escaped(component.number)}].title", title)
        for session in component.sessions:
            days = (session.start, session.end.add(days=1))
            expected.append((*days, session.site.label, title, status(session.places)))
            for info in session.infos:
                hours = [datetime.combine(info.date, time) for time in (info.start, info.end)]
                where = info.address.postal_line
                expected.append((*hours, where, title, status(info.places)))
    events = read_events(action)
    assert len(events) == len(expected)
    for event, (start, end, location, title, state) in zip(events, expected, strict=True):
        assert (event.start, event.end, event.status) == (start, end, state)
        assert event.location.endswith(to_calendar_text(location))
        assert event.title.endswith(to_calendar_text(f" - {title}"))
        assert to_calendar_text(title) in event.description
        assert event.title.startswith("Annulée : ") is (state == "CANCELLED")
    assert len({event.uid for event in events}) == len(events)


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
    session_, info = read_events(action_with())
    assert session_ == ReadEvent(
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
    assert info == ReadEvent(
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


def test_offer_code_is_in_the_description_where_it_is_given() -> None:
    (event,) = read_events(guide_action_with(guide_session().evolve(offer_code="OF-1")))
    assert "\nCode Offre Info : OF-1\n" in event.description


def test_action_without_sessions_is_a_calendar_all_the_same() -> None:
    assert read_events(guide_action()) == []
    assert Calendar.from_ical(dumps(guide_action()))["x-wr-calname"] == guide_action().title


numbers = st.tuples(
    *[st.sampled_from(["1", "01", "", "1]", "1.sessions[2", "\\", "\u00e9", "e\u0301"])] * 3
)


@given(numbers, numbers)
def test_uids_are_the_same_for_the_same_numbers_only(left: Any, right: Any) -> None:
    first, second = (
        [event.uid for event in read_events(numbered(*each))] for each in (left, right)
    )
    same = [*map(normal_text, left)] == [*map(normal_text, right)]  # "é" has one form
    assert (first == second) is same
    assert bool(set(first) & set(second)) is same


def numbered(action: str, component: str, number: str) -> Action:
    made = action_with(guide_info(), guide_info(), number=number).evolve(number=action)
    return made.evolve(components=[made.components[0].evolve(number=component)])


def faulty() -> Action:
    infos = [
        guide_info().evolve(start=Time(12, 0)),
        guide_info().evolve(start=Time(22, 0), end=Time(0, 0)),
        guide_info().evolve(places=-1),
        guide_info().evolve(comment="x" * 501),
    ]
    return action_with(*infos, end=Date(2022, 8, 31), places=-2)


def test_every_event_that_cannot_be_written_is_reported_at_once() -> None:
    with pytest.raises(InvalidError) as caught:
        dumps(Dossier(faulty()))
    assert [(v.code, str(v.path)) for v in caught.value.report] == [
        ("SES-001", f"{TOP}.start"),
        ("SES-003", f"{TOP}.places"),
        ("INF-001", f"{TOP}.infos[1].start"),
        ("INF-001", f"{TOP}.infos[2].start"),
        ("INF-002", f"{TOP}.infos[3].places"),
    ]


def test_faulty_session_that_is_cancelled_is_written_as_cancelled() -> None:
    action = faulty().set(f"{TOP}.places", 0)
    for place in (1, 2, 3):
        action = action.set(f"{TOP}.infos[{place}].places", 0)
    events = read_events(action)
    assert [event.status for event in events] == ["CANCELLED"] * 4 + ["CONFIRMED"]
    assert [event.end for event in events[:3]] == [None] * 3


def test_only_actions_and_dossiers_have_a_calendar() -> None:
    for value in (guide_session(), None, [guide_session()], "01", 3):
        with pytest.raises(TypeError, match=r"dumps\(value\): found .*; expected an Action or a D"):
            dumps(untyped(value))
    with pytest.raises(TypeError, match=r"dumps\(stamp=\): found .*; expected an instant"):
        dumps(guide_action(), stamp=datetime(2022, 7, 1))  # noqa: DTZ001 - is refused


def test_several_actions_stand_in_one_calendar() -> None:
    second = action_with().evolve(number="2")
    both = read_events([action_with(), Dossier(second)])
    assert both == [*read_events(action_with()), *read_events(second)]
    assert Calendar.from_ical(dumps([second, action_with()]))["x-wr-calname"] == DEFAULT_NAME
    assert read_events([]) == []
    with pytest.raises(DuplicateNumberError, match="actions"):
        dumps([action_with(), Dossier(action_with())])
    faulty = action_with(end=Date(2022, 8, 31)).evolve(number="2")
    with pytest.raises(InvalidError) as caught:
        dumps([action_with(), faulty])
    assert [str(v.path) for v in caught.value.report] == [f"actions[2].{TOP}.start"]


def test_uids_of_two_sources_are_kept_apart() -> None:
    first, second, unnamed = (
        {event.uid for event in read_events(action_with(), uid=uid)} for uid in ("a", "b", "")
    )
    assert not first & second
    assert not unnamed & first
    assert {event.uid for event in read_events(action_with())} == unnamed
    with pytest.raises(TypeError, match=r"dumps\(uid=\)"):
        dumps(action_with(), uid=untyped(3))


@pytest.mark.parametrize("place", range(40, 75))
def test_a_calendar_s_name_is_not_folded_within_an_escape(place: int) -> None:
    data = dumps(action_with(), name="t" * place + "\\;é" + "t" * 90)
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        assert (len(line) - len(line.rstrip(b"\\"))) % 2 == 0
        line.decode()
    assert f"\r\nNAME:{'t' * place}".encode() in data.replace(b"\r\n ", b"")


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
