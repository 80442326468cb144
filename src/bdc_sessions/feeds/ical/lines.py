"""Events as the lines of a calendar (RFC 5545): escaped, folded, in icalendar's order.

icalendar's own writer takes most of a calendar's time, a fold above all: it goes through a line
character by character. This one does the same, byte for byte, but for a fold between a backslash
and the one that it escapes, which readers that unfold after they read would break.
"""

from datetime import date, datetime, timedelta
from typing import Final

from bdc_sessions.feeds.ical.entry import Entry
from bdc_sessions.model.fields import PARIS

LONGEST: Final = 74
"""The bytes of a line, without the blank that a folded one begins with."""

MARKS: Final = (b"\\", b"^")
"""What escapes what follows it: a caret in parameters (RFC 6868), but no fold parts it at all."""

_WITHIN: Final = range(0x80, 0xC0)
"""The bytes of a character in UTF-8 but the first."""

_ESCAPES: Final = str.maketrans(
    {
        **dict.fromkeys(map(chr, (*range(9), *range(10, 32), 127)), "\ufffd"),
        **{char: "\\" + char for char in "\\;,"},
        "\ufeff": "\u2060",  # the joiner that stands for it: at a start it is a mark, and dropped
    }
)
"""What a text holds differently: its own marks, and control characters, which are not allowed."""


def escape(text: str) -> str:
    r"""Return a text as a calendar holds it: ``\n`` for the end of a line, marks escaped.

    >>> print(escape("Béziers, salle 2\nTram 1"))
    Béziers\, salle 2\nTram 1
    """
    return "\\n".join(line.translate(_ESCAPES) for line in text.splitlines())


def fold(line: str) -> str:
    r"""Return a line in pieces of at most 75 bytes, each but the first after a blank.

    >>> [len(piece) for piece in fold("x" * 100).split("\r\n ")]
    [74, 26]
    """
    if len(line) <= LONGEST and (line.isascii() or len(line.encode()) <= LONGEST):
        return line
    pieces = []
    data = line.encode()
    start = 0
    while len(data) - start > LONGEST:
        end = start + LONGEST
        while data[end] in _WITHIN:
            end -= 1
        piece = data[start:end]
        # What a mark escapes stands with it; two marks are one that is escaped.
        end -= (len(piece) - len(piece.rstrip(piece[-1:] if piece[-1:] in MARKS else b""))) % 2
        pieces.append(data[start:end])
        start = end
    return b"\r\n ".join([*pieces, data[start:]]).decode()


def event(entry: Entry, uid: str, number: int, changed: datetime | None, since: datetime) -> str:
    """Return the lines of an event, each with its end.

    ``number`` is how often it was changed, ``changed`` when last, ``since`` its earliest stamp.
    """
    lines = [f"SUMMARY:{escape(entry.title)}", f"DTSTART{_moment(entry.start)}"]
    if entry.end is not None:
        lines.append(f"DTEND{_moment(entry.end)}")
    lines += [
        f"DTSTAMP:{_utc(max(since, changed or since))}",
        f"UID:{uid}",
        f"SEQUENCE:{number}",
        f"CATEGORIES:{escape(entry.kind)}",
        f"DESCRIPTION:{escape(entry.description)}",
    ]
    if changed is not None:
        lines.append(f"LAST-MODIFIED:{_utc(changed)}")
    lines.append(f"LOCATION:{escape(entry.location)}")
    lines.append(f"STATUS:{'CONFIRMED' if entry.places else 'CANCELLED'}")
    if entry.all_day:
        lines.append("TRANSP:TRANSPARENT")  # months long, it makes nobody busy
    return "\r\n".join(["BEGIN:VEVENT", *map(fold, lines), "END:VEVENT", ""])


def duration(length: timedelta) -> str:
    """Return a length of time, to the minute.

    >>> duration(timedelta(days=1)), duration(timedelta(hours=6)), duration(timedelta(minutes=90))
    ('P1D', 'PT6H', 'PT90M')
    """
    minutes = int(length.total_seconds()) // 60
    if minutes % 1440 == 0:
        return f"P{minutes // 1440}D"
    return f"PT{minutes // 60}H" if minutes % 60 == 0 else f"PT{minutes}M"


def _moment(value: date) -> str:
    day = f"{value.year:04}{value.month:02}{value.day:02}"
    if isinstance(value, datetime):
        return f";TZID={PARIS.name}:{day}T{value.hour:02}{value.minute:02}00"
    return f";VALUE=DATE:{day}"


def _utc(value: datetime) -> str:
    return f"{value.year:04}{value:%m%dT%H%M%S}Z"
