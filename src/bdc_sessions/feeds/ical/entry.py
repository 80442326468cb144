"""The entries of a calendar: one for each session and for each information session."""

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
"""The prefix of a title at 0 places: many agendas show a cancelled event like any other."""


class Entry(NamedTuple):
    """A session or an information session as a calendar shows it; equal if nothing changed."""

    path: Path
    source: Any
    """The fields behind the entry: a change of any changes the event, visibly or not."""
    kind: str
    title: str
    location: str
    description: str
    start: date
    """A date for an all-day entry, else a date and time in Europe/Paris."""
    end: date | None
    """The exclusive end, of the same type; None if it is not after the start."""
    places: int

    @property
    def all_day(self) -> bool:
        """Whether it lasts whole days."""
        return not isinstance(self.start, datetime)

    def uid(self, action: str, source: str = "") -> str:
        """Return the event's permanent identifier: a digest of the action's number and the path.

        ``source`` keeps apart two sources that may use the same numbers.
        """
        path = Path().child("actions", action) / self.path
        text = f"{source}\n{path}" if source else str(path)
        return sha256(text.encode()).hexdigest()


def entries(action: Action) -> Iterator[Entry]:
    """Yield the entries of an action: each session, then its information sessions."""
    for component in action.components:
        for session in component.sessions:
            yield from session_entries(component, session)


def session_entries(component: Component, session: Session) -> Iterator[Entry]:
    """Yield the entries of a session: its own, then those of its information sessions."""
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
    start, end = (datetime.combine(info.date, time, PARIS) for time in (info.start, info.end))
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
        end=_end_after(start, end),
        places=info.places,
    )


def _title(path: Path, component: Component, places: int) -> str:
    return f"{'' if places else CANCELLED}{label_at(Action, path)} - {component.title}"


def _line(name: str, value: Any) -> str | None:
    return None if value is None else f"{name} : {display(value)}"


def _lines(*lines: str | None) -> str:
    return "\n".join(line for line in lines if line)


def _day_after(start: date, end: date) -> date | None:
    """Return the day after the end (at most 31/12/9999), None if it is not after the start."""
    after = date.fromordinal(min(end.toordinal() + 1, date.max.toordinal()))
    return after if after > start else None


def _end_after(start: datetime, end: datetime) -> datetime | None:
    """Return the end, None if it is not after the start.

    In the hour skipped in March it may not be: a time that does not exist is read as one hour later
    (RFC 5545, 3.3.5), so that 02:30 to 03:15 would be 03:30 to 03:15.
    """
    return end if end - start > _offset(end) - _offset(start) else None


def _offset(at: datetime) -> timedelta:
    return at.utcoffset() or timedelta()
