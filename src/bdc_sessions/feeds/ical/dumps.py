"""Calendars as bytes: the events of actions, with their revisions, in the words of RFC 5545."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple, cast

from bdc_sessions.dossier import Dossier
from bdc_sessions.errors import DuplicateNumberError, InvalidError
from bdc_sessions.extras import missing_extra
from bdc_sessions.feeds.ical.entry import entries
from bdc_sessions.feeds.ical.lines import duration, escape, event
from bdc_sessions.feeds.ical.revisions import Revision, revisions
from bdc_sessions.model import Action, Path
from bdc_sessions.model.fields import PARIS, to_instance, to_instant, to_text, wrong_type
from bdc_sessions.rules import RULES, Report, Violation, validate

try:
    from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard
    from icalendar.prop import vDatetime, vInline
except ModuleNotFoundError as _missing:
    raise missing_extra("bdc_sessions.feeds.ical", "ical", _missing) from _missing

SHOWN: Final = RULES.only("SES-001", "SES-003", "INF-001", "INF-002")
"""The rules of what an event tells: when it starts and ends, how many places there are."""

ALWAYS: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""Since when an event stands that no request changed: before any that one will."""

SEVERAL: Final = "Sessions de formation"
"""What a calendar of several actions is called, unless its caller names it."""

DAY: Final = timedelta(days=1)
"""How often an agenda asks for a calendar again, unless its caller says otherwise."""

SEASONS: Final = (
    (TimezoneDaylight, "CEST", datetime(1970, 3, 29, 2), 1, 2),  # noqa: DTZ001 - local, by its meaning
    (TimezoneStandard, "CET", datetime(1970, 10, 25, 3), 2, 1),  # noqa: DTZ001 - local, by its meaning
)
"""Summer and winter time in Paris: name, first change, hours ahead of UTC before and after.

On the last Sundays of March and October: the rule since 1996, told from 1970 on as is the custom,
and as a rule, not as dates, which Outlook passes over.
"""


class Source(NamedTuple):
    """An action of a calendar, with how often its events were changed."""

    action: Action
    known: dict[Path, Revision]


def dumps(
    value: Action | Dossier | Iterable[Action | Dossier],
    *,
    stamp: datetime | None = None,
    uid: str = "",
    name: str | None = None,
    refresh: timedelta = DAY,
) -> bytes:
    """Return a calendar of every session (all day) and every information session.

    >>> from bdc_sessions.rules.example import example_action
    >>> for line in dumps(example_action()).decode().splitlines():
    ...     if line.startswith(("SUMMARY", "DTSTART;", "STATUS")):
    ...         print(line)
    SUMMARY:Session n° 01 - Formation Projet Pro
    DTSTART;VALUE=DATE:20220901
    STATUS:CONFIRMED
    SUMMARY:Information collective - Formation Projet Pro
    DTSTART;TZID=Europe/Paris:20220831T100000
    STATUS:CONFIRMED

    An event keeps its UID whatever is changed; of a dossier, its SEQUENCE counts the issued
    requests that changed it, LAST-MODIFIED and DTSTAMP are the instant of the last one. Equal
    values give equal bytes. (§2.1)

    Args:
        value: An action, a dossier, or several of them, each number once.
        stamp: The earliest DTSTAMP: give it with an action alone, the instant since when it is so;
            else 1970.
        uid: What keeps the UIDs of two sources apart, such as a domain.
        name: What the calendar is called; the title of the action, or "Sessions de formation".
        refresh: How often agendas ask for it again, to the minute.

    Raises:
        InvalidError: An event with places that ends before it starts, or with fewer than 0.
        DuplicateNumberError: Two actions of one number.
        TypeError: Another class, an instant without a zone.
        ValueError: A length of time of less than a minute.
    """
    sources = list(_sources(value))
    since = ALWAYS if stamp is None else to_instant(stamp, "dumps(stamp=)").astimezone(UTC)
    to_text(uid, "dumps(uid=)")
    if to_instance(refresh, timedelta, "dumps(refresh=)") < timedelta(minutes=1):
        raise ValueError(f"dumps(refresh=): found {refresh}; expected a minute at least")
    _refuse(sources)
    title = sources[0].action.title if len(sources) == 1 else SEVERAL
    head, end = _frame(title if name is None else to_text(name, "dumps(name=)"), refresh)
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
        for revision in (source.known.get(entry.path, Revision()),)
    ]
    return head + "".join(events).encode() + end


def _sources(value: Action | Dossier | Iterable[Action | Dossier]) -> Iterator[Source]:
    """Yield the actions of a calendar, each number once."""
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


def _refuse(sources: list[Source]) -> None:
    """Raise for what breaks a rule, but for what is cancelled: it never takes place (§1.3)."""
    faults: list[Violation] = []
    for action, _ in sources:
        top = Path() if len(sources) == 1 else Path().child("actions", action.number)
        faults += [
            violation.evolve(path=top / violation.path)
            for violation in validate(action, rules=SHOWN)
            if action[violation.path.parent].places
        ]
    if faults:
        raise InvalidError(Report(faults))


def _frame(name: str, refresh: timedelta) -> tuple[bytes, bytes]:
    """Return what stands before and after the events.

    No METHOD: PUBLISH asks for an ORGANIZER (RFC 5546, 3.2.1), and CalDAV servers refuse any.
    """
    calendar = Calendar()
    often = duration(refresh)
    for key, text in {
        "version": "2.0",
        "prodid": "-//bdc_sessions//bdc_sessions//FR",
        "calscale": "GREGORIAN",
        "name": escape(name),
        "x-wr-calname": escape(name),
        "x-published-ttl": often,
    }.items():
        calendar.add(key, vInline(text))
    calendar.add("refresh-interval", vInline(often, params={"VALUE": "DURATION"}))
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
    return written.removesuffix(end), end
