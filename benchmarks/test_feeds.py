"""The feeds: LHEO of 10,000 sessions against lxml's bare parse, calendars against icalendar."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache, partial
from time import process_time
from typing import Any

import pytest
from benchmarks.data import action_of, least
from icalendar import Event
from icalendar.prop import vDate, vDatetime, vInline
from lxml import etree
from pytest_benchmark.fixture import BenchmarkFixture

from bdc_sessions import Action, CollectiveInfo, Session
from bdc_sessions.feeds import ical, lheo
from bdc_sessions.feeds.ical.entry import entries
from bdc_sessions.feeds.ical.lines import escape

SESSIONS = 10_000
READING = 3.0
"""How many times lxml's bare parse reading may take."""
WRITING = 1.0
"""How many times reading, writing may take."""
GROWTH = 1.5
"""How much more a session may cost to write among four times as many."""
CALENDAR = 0.5
"""How much of what icalendar needs for the same events, a calendar may take."""


def offer(*_: object) -> lheo.Offer:
    return lheo.example_offer()


@cache
def spread(sessions: int = SESSIONS) -> Action:
    """Make an action whose information sessions all have an address and comment of their own."""
    action = action_of(sessions)

    def info(number: int, given: CollectiveInfo) -> CollectiveInfo:
        comment = f"arrêt {number}, ligne de bus n° {number % 40}, tramway ligne {number % 4}"
        return given.evolve(address=given.address.evolve(number=str(number)), comment=comment)

    def session(place: int, given: Session) -> Session:
        infos = [info(2 * place + n, info_before) for n, info_before in enumerate(given.infos)]
        return given.evolve(infos=infos)

    return action.evolve(
        components=[
            component.evolve(
                sessions=[
                    session(n * sessions + place, given)
                    for place, given in enumerate(component.sessions)
                ]
            )
            for n, component in enumerate(action.components)
        ]
    )


@cache
def document(make: Callable[[int], Action], sessions: int = SESSIONS) -> bytes:
    return lheo.dumps(make(sessions), offer)


MAKERS = pytest.mark.parametrize("make", [action_of, spread], ids=["alike", "each its own"])


@MAKERS
def test_reading_and_writing_against_the_bare_parse(
    benchmark: BenchmarkFixture, make: Callable[[int], Action]
) -> None:
    data, action = document(make), make(SESSIONS)
    assert len(lheo.loads(data).sessions) == SESSIONS
    calls: dict[str, Callable[[], Any]] = {
        "loads": lambda: lheo.loads(data),
        "dumps": lambda: lheo.dumps(action, offer),
        "lxml alone": lambda: etree.fromstring(data),
    }
    found = least(calls, rounds=7)
    benchmark(lambda: None)
    reading = found["loads"] / found["lxml alone"]
    writing = found["dumps"] / found["loads"]
    print(  # noqa: T201 - shown with -s
        f"\nloads {reading:.2f} x lxml, dumps {writing:.2f} x loads, of {len(data) / 1e6:.1f} MB",
        {name: f"{seconds * 1e3:.0f} ms" for name, seconds in found.items()},
    )
    assert reading <= READING
    assert writing <= WRITING


def test_writing_is_linear(benchmark: BenchmarkFixture) -> None:
    small, large = SESSIONS // 4, SESSIONS
    calls: dict[str, Callable[[], Any]] = {
        str(sessions): partial(lheo.dumps, spread(sessions), offer) for sessions in (small, large)
    }
    for call in calls.values():
        call()
    found = least(calls, rounds=5)
    benchmark(lambda: None)
    assert found[str(large)] / large <= GROWTH * found[str(small)] / small


def by_icalendar(action: Action) -> int:
    """Write the events of an action by icalendar, and return how many bytes that takes."""
    written = 0
    stamp = datetime(1970, 1, 1, tzinfo=UTC)
    for entry in entries(action):
        event = Event()
        event.add("uid", vInline(entry.uid(action.number)))
        event.add("dtstamp", vDatetime(stamp))
        event.add("sequence", 0)
        event.add("status", vInline("CONFIRMED"))
        for name, at in {"dtstart": entry.start, "dtend": entry.end}.items():
            if isinstance(at, datetime):
                event.add(name, vDatetime(at))
            elif at is not None:
                event.add(name, vDate(at, {"VALUE": "DATE"}))
        texts = {
            "summary": entry.title,
            "location": entry.location,
            "description": entry.description,
            "categories": entry.kind,
        }
        for name, text in texts.items():
            event.add(name, vInline(escape(text)))
        written += len(event.to_ical())
    return written


def test_a_calendar_against_icalendars_own_writer(benchmark: BenchmarkFixture) -> None:
    action = spread()
    start = process_time()
    by_icalendar(action)
    theirs = process_time() - start
    start = process_time()
    data = ical.dumps(action)
    ours = process_time() - start
    benchmark(lambda: None)
    print(f"\n{ours:.2f} s, {ours / theirs:.2f} x icalendar, {len(data) / 1e6:.1f} MB")  # noqa: T201 - shown with -s
    assert ours <= CALENDAR * theirs
