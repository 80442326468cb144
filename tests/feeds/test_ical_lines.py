"""Lines of a calendar: any text in them, folded, as icalendar writes them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Event
from icalendar.prop import vDate, vDatetime, vInline
from tests.feeds.ical_values import (
    action_with,
    any_texts,
    escaped,
    publishable,
    read_events,
    to_calendar_text,
)
from tests.values import actions, guide_action_with, guide_info, guide_session

from bdc_sessions import Action
from bdc_sessions.feeds.ical import dumps
from bdc_sessions.feeds.ical.entry import entries
from bdc_sessions.feeds.ical.lines import escape, fold


@given(any_texts, any_texts)
def test_comment_and_address_come_back_as_they_were(comment: str, building: str) -> None:
    info = guide_info()
    address = info.address.evolve(building=building)
    event = read_events(action_with(info.evolve(comment=comment, address=address)))[1]
    rest = read_events(action_with(info.evolve(comment=None)))[1].description
    kept = info.evolve(comment=comment).comment  # None where it is blank
    assert event.description == to_calendar_text(rest if kept is None else f"{kept}\n{rest}")
    parts = ["12 ter allée de la madeleine", address.building, "34000 MONTPELLIER"]
    assert event.location == to_calendar_text(", ".join(part for part in parts if part))


@pytest.mark.parametrize(
    ("text", "displayed"),
    [
        ("a\x00b\x1f\x7fc\t", "a\ufffdb\ufffd\ufffdc\t"),
        ("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\n", "a\nb\nc\nd\ne\nf\ng"),
        ("\ufeffa\ufeff", "\u2060a\u2060"),
        ("C:\\Nouveau\\nom; a, b", "C:\\Nouveau\\nom; a, b"),
    ],
)
def test_what_no_calendar_may_hold_is_replaced(text: str, displayed: str) -> None:
    action = guide_action_with(
        guide_session().evolve(site=guide_session().site.evolve(postal_code=text))
    )
    assert read_events(action)[0].location.endswith(f" / {displayed}")


@given(any_texts)
def test_no_line_is_longer_than_75_octets_nor_cut_within_a_character(text: str) -> None:
    data = dumps(action_with(guide_info().evolve(comment=text)).set("title", text))
    assert data.endswith(b"END:VCALENDAR\r\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        assert not {chr(byte) for byte in line} & set(map(chr, (*range(9), *range(10, 32), 127)))
        line.decode()


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
        for name, time in {"dtstart": entry.start, "dtend": entry.end}.items():
            if isinstance(time, datetime):
                event.add(name, vDatetime(time))
            elif time is not None:
                event.add(name, vDate(time, {"VALUE": "DATE"}))
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


@given(actions.map(publishable), any_texts)
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
