"""What a calendar shows: an entry for each session and each of its information sessions."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple

from bdc_sessions.changes.labels import label_at
from bdc_sessions.model import Action, CollectiveInfo, Component, Path, Session
from bdc_sessions.model.fields import PARIS
from bdc_sessions.model.shape import shape
from bdc_sessions.texts import display

CANCELLED = "Annulée : "
"""What a title begins with at 0 places: many calendars show a cancelled event as any other."""


class Entry(NamedTuple):
    """A session or an information as a calendar shows it; equal when nothing of it changed."""

    path: Path
    source: Any
    """The fields that it shows: a change of one is a change of the event, seen or not."""
    kind: str
    title: str
    location: str
    description: str
    start: date
    """A day, or the date and time of day in Europe/Paris."""
    end: date | None
    """The same, not included; None where the calendar has no end after the start."""
    places: int

    @property
    def all_day(self) -> bool:
        """Whether it lasts whole days."""
        return not isinstance(self.start, datetime)

    def uid(self, action: str, source: str = "") -> str:
        """Return what the event is known by for ever: a digest of the numbers, and of a place.

        Of two sources, which may have the same numbers, each says its own name.
        """
        path = Path().child("actions", action) / self.path
        told = f"{source}\n{path}" if source else str(path)
        return sha256(told.encode()).hexdigest()


def entries(action: Action) -> Iterator[Entry]:
    """Go through the entries of an action: each session, then its information sessions."""
    for component in action.components:
        for session in component.sessions:
            yield from session_entries(component, session)


def session_entries(component: Component, session: Session) -> Iterator[Entry]:
    """Go through the entries of one session: its own, then those of its information sessions."""
    top = Path((("components", component.number), ("sessions", session.number)))
    yield _session_entry(top, component, session)
    for place, info in enumerate(session.infos, 1):
        yield _info_entry(top.child("infos", str(place)), component, session, info)


def _session_entry(path: Path, component: Component, session: Session) -> Entry:
    labels = shape(Session).labels
    return Entry(
        path=path,
        source=shape(Session).leaf_values(session),
        kind="Session",
        title=_title(path, component, session.places),
        location=session.site.label,
        description=_lines(
            _line(labels["places"], session.places),
            _line(labels["offer_code"], session.offer_code),
            component.label,
        ),
        start=session.start,
        end=_day_after(session.start, session.end),
        places=session.places,
    )


def _info_entry(path: Path, component: Component, session: Session, info: CollectiveInfo) -> Entry:
    address = info.address
    start, end = (datetime.combine(info.date, at, PARIS) for at in (info.start, info.end))
    return Entry(
        path=path,
        source=info,
        kind=CollectiveInfo.ABOUT.title,
        title=_title(path, component, info.places),
        location=", ".join(
            line
            for line in (address.line, address.building, address.special, address.postal_line)
            if line
        ),
        description=_lines(
            info.comment,
            _line(shape(CollectiveInfo).labels["places"], info.places),
            component.label,
            f"{label_at(Action, path.parent)} - Du {display(session.start)} "
            f"au {display(session.end)}",
            _line(shape(Session).labels["site"], session.site),
        ),
        start=start,
        end=_later(start, end),
        places=info.places,
    )


def _title(path: Path, component: Component, places: int) -> str:
    return f"{'' if places else CANCELLED}{label_at(Action, path)} - {component.title}"


def _line(name: str, value: Any) -> str | None:
    return None if value is None else f"{name} : {display(value)}"


def _lines(*lines: str | None) -> str:
    return "\n".join(line for line in lines if line)


def _day_after(start: date, end: date) -> date | None:
    """Return the day after the last one; the last day that a date can be has none after it."""
    after = date.fromordinal(min(end.toordinal() + 1, date.max.toordinal()))
    return after if after > start else None


def _later(start: datetime, end: datetime) -> datetime | None:
    """Return the end, if it comes after the start.

    In the hour that is skipped in March it may not: a time that does not exist is one hour later
    (RFC 5545, 3.3.5), so that 02:30 to 03:15 would last from 03:30 to 03:15.
    """
    return end if end - start > _offset(end) - _offset(start) else None


def _offset(at: datetime) -> timedelta:
    return at.utcoffset() or timedelta()
