"""Writing of an iCalendar file (RFC 5545) from actions and dossiers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple, cast

from bdc_sessions.dossier import Dossier
from bdc_sessions.errors import DuplicateNumberError, InvalidError
from bdc_sessions.extras import missing_extra
from bdc_sessions.feeds.ical.entry import entries
from bdc_sessions.feeds.ical.lines import duration, escape, event, fold
from bdc_sessions.feeds.ical.revisions import Revision, revisions
from bdc_sessions.model import Action, Path
from bdc_sessions.model.fields import PARIS, to_instance, to_instant, to_text, wrong_type
from bdc_sessions.rules import RULES, Report, Violation, validate

try:
    from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard
    from icalendar.prop import vDatetime, vInline
except ModuleNotFoundError as _missing:
    raise missing_extra("bdc_sessions.feeds.ical", "ical", _missing) from _missing

EVENT_RULES: Final = RULES.only("SES-001", "SES-003", "INF-001", "INF-002")
"""The rules on what an event shows: its start, its end, its number of places."""

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""The DTSTAMP of an event that no request changed, if the caller gives none."""

DEFAULT_NAME: Final = "Sessions de formation"
"""The name of a calendar of several actions, if the caller gives none."""

DAY: Final = timedelta(days=1)
"""How often agendas fetch a calendar again, if the caller does not say."""

SEASONS: Final = (
    (TimezoneDaylight, "CEST", datetime(1970, 3, 29, 2), 1, 2),  # noqa: DTZ001 - local, by its meaning
    (TimezoneStandard, "CET", datetime(1970, 10, 25, 3), 2, 1),  # noqa: DTZ001 - local, by its meaning
)
"""Summer and winter time in Paris: name, first change, hours ahead of UTC before and after it.

On the last Sundays of March and October: the rule since 1996, written from 1970 on as is customary,
and as a recurrence rule, since Outlook ignores lists of dates.
"""


class Source(NamedTuple):
    """An action, with the revisions of its events."""

    action: Action
    revisions: dict[Path, Revision]


def dumps(
    value: Action | Dossier | Iterable[Action | Dossier],
    *,
    stamp: datetime | None = None,
    uid: str = "",
    name: str | None = None,
    refresh: timedelta = DAY,
) -> bytes:
    """Return a calendar of every session (all day) and every information session.

    >>> from bdc_sessions import example_action
    >>> for line in dumps(example_action()).decode().splitlines():
    ...     if line.startswith(("SUMMARY", "DTSTART;", "STATUS")):
    ...         print(line)
    SUMMARY:Session n° 01 - Formation Projet Pro
    DTSTART;VALUE=DATE:20220901
    STATUS:CONFIRMED
    SUMMARY:Information collective - Formation Projet Pro
    DTSTART;TZID=Europe/Paris:20220831T100000
    STATUS:CONFIRMED

    An event keeps its UID through every change. For a dossier, SEQUENCE counts the issued requests
    that changed the event; LAST-MODIFIED and DTSTAMP are the instant of the last one. Equal values
    give equal bytes (§2.1).

    Args:
        value: An action, a dossier, or several of them, each number once.
        stamp: The earliest DTSTAMP; for an action without its dossier, the instant of its last
            change. 1970 if not given.
        uid: The name of the source, such as a domain, so that two sources have different UIDs.
        name: The calendar's name; by default the action's title, or "Sessions de formation".
        refresh: How often agendas fetch it again, to the minute.

    Raises:
        InvalidError: An event, not a cancelled one, that ends before it starts or has fewer than
            0 places.
        DuplicateNumberError: Two actions with one number.
        TypeError: A value of another class; an instant without a zone.
        ValueError: A ``refresh`` of less than a minute.
    """
    sources = list(_sources(value))
    since = EPOCH if stamp is None else to_instant(stamp, "dumps(stamp=)").astimezone(UTC)
    to_text(uid, "dumps(uid=)")
    if to_instance(refresh, timedelta, "dumps(refresh=)") < timedelta(minutes=1):
        raise ValueError(f"dumps(refresh=): found {refresh}; expected a minute at least")
    _check(sources)
    title = sources[0].action.title if len(sources) == 1 else DEFAULT_NAME
    head, end = _head_and_end(title if name is None else to_text(name, "dumps(name=)"), refresh)
    events = [
        event(
            entry,
            entry.uid(source.action.number, uid),
            revision.number,
            revision.at and revision.at.astimezone(UTC),
            since,
        )
        for source in sources
        for entry in entries(source.action)
        for revision in (source.revisions.get(entry.path, Revision()),)
    ]
    return head + "".join(events).encode() + end


def _sources(value: Action | Dossier | Iterable[Action | Dossier]) -> Iterator[Source]:
    """Yield the actions of a calendar; ``DuplicateNumberError`` for a number given twice."""
    given: object = value
    alone = isinstance(given, Action | Dossier | str) or not isinstance(given, Iterable)
    several: Iterable[object] = (given,) if alone else cast("Iterable[object]", given)
    seen: set[str] = set()
    for item in several:
        if isinstance(item, Dossier):
            source = Source(item.action, revisions(item))
        elif isinstance(item, Action):
            source = Source(item, {})
        else:
            raise wrong_type(item, "dumps(value)", "an Action or a Dossier, or several")
        number = source.action.number
        if number in seen:
            raise DuplicateNumberError(Path().child("actions", number), number)
        seen.add(number)
        yield source


def _check(sources: list[Source]) -> None:
    """Raise ``InvalidError`` for events that break a rule, unless cancelled (§1.3)."""
    faults: list[Violation] = []
    for action, _ in sources:
        top = Path() if len(sources) == 1 else Path().child("actions", action.number)
        faults += [
            violation.evolve(path=top / violation.path)
            for violation in validate(action, rules=EVENT_RULES)
            if action[violation.path.parent].places
        ]
    if faults:
        raise InvalidError(Report(faults))


def _head_and_end(name: str, refresh: timedelta) -> tuple[bytes, bytes]:
    """Return the bytes before and after the events.

    No METHOD: PUBLISH needs an ORGANIZER (RFC 5546, 3.2.1), and CalDAV servers refuse any METHOD.
    """
    calendar = Calendar()
    interval = duration(refresh)
    for key, text in {
        "version": "2.0",
        "prodid": "-//bdc_sessions//bdc_sessions//FR",
        "calscale": "GREGORIAN",
        "name": escape(name),
        "x-wr-calname": escape(name),
        "x-published-ttl": interval,
    }.items():
        calendar.add(key, vInline(text))
    calendar.add("refresh-interval", vInline(interval, params={"VALUE": "DURATION"}))
    zone = Timezone()
    zone.add("tzid", vInline(PARIS.name))
    for part, season, first, before, after in SEASONS:
        change = part()
        change.add("tzname", vInline(season))
        change.add("dtstart", vDatetime(first))
        change.add("tzoffsetfrom", timedelta(hours=before))
        change.add("tzoffsetto", timedelta(hours=after))
        change.add("rrule", {"freq": "yearly", "bymonth": first.month, "byday": "-1su"})
        zone.add_component(change)
    calendar.add_component(zone)
    end = b"END:VCALENDAR\r\n"
    written: bytes = calendar.to_ical()
    # icalendar may fold the name within an escape.
    lines = written.removesuffix(end).decode().replace("\r\n ", "").split("\r\n")
    return "\r\n".join(map(fold, lines)).encode(), end
