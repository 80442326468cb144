"""Times of a calendar: Paris, its two clock changes, the first and the last day."""

from datetime import date, datetime

import pytest
import vobject
from pendulum import Date, Time
from tests.feeds.ical_values import action_with, clock, info_at, read_events
from tests.values import guide_action_with, guide_session

from bdc_sessions.feeds.ical import dumps
from bdc_sessions.model.fields import PARIS


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
    for name, time in (("DTSTART", start), ("DTEND", end)):
        assert (
            f"\r\n{name};TZID=Europe/Paris:{day:%Y%m%d}T{time:%H%M}00\r\n".replace(
                f"{day:%Y%m%d}", f"{day.year:04}{day:%m%d}"
            )
            in data
        )
    event = read_events(info_at(day, start, end))[1]
    assert (event.start, event.end) == (datetime.combine(day, start), datetime.combine(day, end))


@pytest.mark.parametrize(
    ("start", "end"),
    [(Time(2, 0), Time(3, 0)), (Time(2, 30), Time(3, 15)), (Time(2, 59), Time(3, 59))],
)
def test_meeting_that_the_clock_leaves_no_time_for_has_no_end(start: Time, end: Time) -> None:
    event = read_events(info_at(Date(2023, 3, 26), start, end))[1]
    assert (event.start, event.end) == (datetime.combine(date(2023, 3, 26), start), None)


def test_session_of_a_day_ends_the_day_after() -> None:
    day = Date(2024, 2, 28)
    (event,) = read_events(guide_action_with(guide_session().evolve(start=day, end=day)))
    assert (event.start, event.end) == (day, date(2024, 2, 29))


def test_last_day_there_is_has_no_day_after() -> None:
    last = Date(9999, 12, 31)
    (event,) = read_events(guide_action_with(guide_session().evolve(start=last, end=last)))
    assert (event.start, event.end) == (last, None)
    (event,) = read_events(guide_action_with(guide_session().evolve(end=last)))
    assert event.end == last
