"""Events as readers see them, and actions that a calendar is made of."""

from datetime import date, datetime
from typing import Any, NamedTuple

import vobject
from hypothesis import strategies as st
from icalendar import Calendar
from pendulum import Date, Time
from pendulum import datetime as instant
from tests.values import guide_action_with, guide_info, guide_session

from bdc_sessions import Action, CollectiveInfo, Dossier, Issuer, RuleSet, Session
from bdc_sessions.feeds.ical import dumps

BY = Issuer("BL", "Administrateur")
FIRST = instant(2022, 7, 1, 9, tz="Europe/Paris")
TOP = "components[01].sessions[01]"
INFO = f"{TOP}.infos[1]"


class ReadEvent(NamedTuple):
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


def local_time(start: Any) -> Any:
    return start.replace(tzinfo=None) if isinstance(start, datetime) else start


def with_icalendar(data: bytes) -> list[ReadEvent]:
    events: list[Any] = Calendar.from_ical(data).walk("VEVENT")
    return [
        ReadEvent(
            uid=str(event["uid"]),
            title=str(event["summary"]),
            location=str(event["location"]),
            description=str(event["description"]),
            kind=[str(kind) for kind in event["categories"].cats],
            start=local_time(event["dtstart"].dt),
            end=local_time(event["dtend"].dt) if "dtend" in event else None,
            status=str(event["status"]),
            sequence=int(event["sequence"]),
            stamp=event["dtstamp"].dt,
        )
        for event in events
    ]


def with_vobject(data: bytes) -> list[ReadEvent]:
    return [
        ReadEvent(
            uid=event.uid.value,
            title=event.summary.value,
            location=event.location.value,
            description=event.description.value,
            kind=event.categories.value,
            start=local_time(event.dtstart.value),
            end=local_time(event.dtend.value) if "dtend" in event.contents else None,
            status=event.status.value,
            sequence=int(event.sequence.value),
            stamp=event.dtstamp.value,
        )
        for event in vobject.readOne(data.decode()).contents.get("vevent", [])
    ]


def read_events(value: Any, **options: Any) -> list[ReadEvent]:
    """Return the events as both readers see them, which is the same."""
    data = dumps(value, **options)
    events = with_icalendar(data)
    assert with_vobject(data) == events
    return events


def action_with(*infos: CollectiveInfo, **fields: Any) -> Action:
    return guide_action_with(guide_session().evolve(infos=infos or [guide_info()], **fields))


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


def to_calendar_text(text: str) -> str:
    """Return a text as a calendar holds it: lines, without control characters."""
    return "\n".join(text.splitlines()).translate({**CONTROLS, 0xFEFF: "\u2060"})


def publishable_info(info: CollectiveInfo) -> CollectiveInfo:
    start, end = sorted((info.start, info.end))
    if start == end or start.hour == 2:  # some nights have none
        start, end = Time(10, 0), Time(12, 0)
    return info.evolve(start=start, end=end, places=max(info.places, 0))


def publishable_session(session: Session) -> Session:
    start, end = sorted((session.start, session.end))
    infos = [publishable_info(info) for info in session.infos]
    return session.evolve(start=start, end=end, places=max(session.places, 0), infos=infos)


def publishable(action: Action) -> Action:
    components = [
        c.evolve(sessions=[publishable_session(s) for s in c.sessions]) for c in action.components
    ]
    return action.evolve(components=components)


def escaped(number: str) -> str:
    return number.replace("\\", "\\\\").replace("]", "\\]")


def issued(dossier: Dossier, id: str, new: Session, hours: int) -> Dossier:
    draft = dossier.draft_change(id, component="01", session=new)
    return draft.issue(id, by=BY, at=FIRST.add(hours=hours), rules=RuleSet([]))
