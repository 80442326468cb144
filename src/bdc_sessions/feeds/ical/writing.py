"""Calendars as bytes: the entries of an action, with their revisions, in the words of RFC 5545."""

from datetime import UTC, datetime, timedelta
from typing import Final

from bdc_sessions.dossier import Dossier
from bdc_sessions.errors import InvalidError
from bdc_sessions.feeds.ical.entry import Entry, entries
from bdc_sessions.feeds.ical.revisions import Revision, revisions
from bdc_sessions.model import Action
from bdc_sessions.model.fields import PARIS, to_instant, wrong_type
from bdc_sessions.rules import RULES, Report, validate

try:
    from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard
    from icalendar.prop import vDate, vDatetime, vInline
except ModuleNotFoundError as _missing:
    raise ImportError(
        f"bdc_sessions.feeds.ical found no module {_missing.name!r}; "
        "install the extra: pip install 'bdc-sessions[ical]'",
        name=_missing.name,
    ) from _missing

SHOWN: Final = RULES.only("SES-001", "SES-003", "INF-001", "INF-002")
"""The rules of what an event tells: when it starts and ends, how many places there are."""

ALWAYS: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""Since when an event stands that no request changed: before any that one will."""

HEAD: Final = {
    "version": "2.0",
    "prodid": "-//bdc_sessions//bdc_sessions//FR",
    "calscale": "GREGORIAN",
}
"""No METHOD: PUBLISH asks for an ORGANIZER (RFC 5546, 3.2.1), and CalDAV servers refuse any."""

SEASONS: Final = (
    (TimezoneDaylight, "CEST", datetime(1970, 3, 29, 2), 1, 2),  # noqa: DTZ001 - local, by its meaning
    (TimezoneStandard, "CET", datetime(1970, 10, 25, 3), 2, 1),  # noqa: DTZ001 - local, by its meaning
)
"""Summer and winter time in Paris: name, first change, hours ahead of UTC before and after.

On the last Sundays of March and October: the rule since 1996, told from 1970 on as is the custom,
and as a rule, not as dates, which Outlook passes over.
"""

ESCAPES: Final = str.maketrans(
    {
        **dict.fromkeys(map(chr, (*range(9), *range(10, 32), 127)), "\ufffd"),
        **{char: "\\" + char for char in "\\;,"},
        "\ufeff": "\u2060",  # the joiner that stands for it: at a start it is a mark, and dropped
    }
)
"""What a text holds differently: its own marks, and control characters, which are not allowed."""


def dumps(value: Action | Dossier, *, stamp: datetime | None = None) -> bytes:
    """Return a calendar of every session (all day) and every collective information.

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
    requests that changed it, LAST-MODIFIED and DTSTAMP are the instant of the last one. ``stamp``
    is the earliest DTSTAMP: give it with an action alone, the instant since when it is so; else
    1970. Equal values give equal bytes. ``InvalidError``: an event with places that ends before it
    starts, or with fewer than 0. ``TypeError``: another class, an instant without a zone. (§2.1)
    """
    if isinstance(value, Dossier):
        action, known = value.action, revisions(value)
    elif isinstance(value, Action):
        action, known = value, {}
    else:
        raise wrong_type(value, "dumps(value)", "an Action or a Dossier")
    since = ALWAYS if stamp is None else to_instant(stamp, "dumps(stamp=)").astimezone(UTC)
    _refuse(action)
    calendar = Calendar()
    for name, text in {**HEAD, "name": action.title, "x-wr-calname": action.title}.items():
        calendar.add(name, _text(text))
    calendar.add_component(_paris())
    for entry in entries(action):
        revision = known.get(entry.path, Revision())
        calendar.add_component(_event(entry, entry.uid(action.number), revision, since))
    written: bytes = calendar.to_ical()
    return written


def _refuse(action: Action) -> None:
    """Raise for what breaks a rule, but for what is cancelled: it never takes place (§1.3)."""
    report = validate(action, rules=SHOWN)
    faults = [violation for violation in report if action[violation.path.parent].places]
    if faults:
        raise InvalidError(Report(faults, skipped=report.skipped))


def _event(entry: Entry, uid: str, revision: Revision, since: datetime) -> Event:
    event = Event()
    event.add("uid", _text(uid))
    changed = revision.at and revision.at.astimezone(UTC)
    event.add("dtstamp", vDatetime(max(since, changed or since)))
    if changed is not None:
        event.add("last-modified", vDatetime(changed))
    event.add("sequence", revision.number)
    event.add("status", _text("CONFIRMED" if entry.places else "CANCELLED"))
    if entry.all_day:
        event.add("transp", _text("TRANSPARENT"))  # months long, it makes nobody busy
    for name, at in {"dtstart": entry.start, "dtend": entry.end}.items():
        if isinstance(at, datetime):
            event.add(name, vDatetime(at))
        elif at is not None:
            event.add(name, vDate(at, {"VALUE": "DATE"}))
    event.add("summary", _text(entry.title))
    event.add("location", _text(entry.location))
    event.add("description", _text(entry.description))
    event.add("categories", _text(entry.kind))
    return event


def _paris() -> Timezone:
    zone = Timezone()
    zone.add("tzid", _text(PARIS.name))
    for part, name, first, before, after in SEASONS:
        change = part()
        change.add("tzname", _text(name))
        change.add("dtstart", vDatetime(first))
        change.add("tzoffsetfrom", timedelta(hours=before))
        change.add("tzoffsetto", timedelta(hours=after))
        change.add("rrule", {"freq": "yearly", "bymonth": first.month, "byday": "-1su"})
        zone.add_component(change)
    return zone


def _text(text: str) -> vInline:
    r"""Write a text, escaped here: icalendar would take ``\N`` for the end of a line."""
    return vInline("\\n".join(line.translate(ESCAPES) for line in text.splitlines()))
