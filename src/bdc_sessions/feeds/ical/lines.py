"""The lines of an iCalendar event (RFC 5545): escaped, folded, in icalendar's order.

icalendar's own writer would take most of the time, as it folds a line character by character. This
one gives the same bytes, but never folds between a backslash and the character that it escapes:
readers that unescape before they unfold would misread it.
"""

from datetime import date, datetime, timedelta
from typing import Final

from bdc_sessions.feeds.ical.entry import Entry
from bdc_sessions.model.fields import PARIS

LONGEST: Final = 74
"""The most bytes of a line, without the space that begins a folded one."""

ESCAPE_BYTES: Final = (b"\\", b"^")
"""The escape characters; a caret is one in parameters only (RFC 6868), but is never split off."""

_CONTINUATION: Final = range(0x80, 0xC0)
"""The continuation bytes of UTF-8."""

_ESCAPES: Final = str.maketrans(
    {
        **dict.fromkeys(map(chr, (*range(9), *range(10, 32), 127)), "\ufffd"),
        **{char: "\\" + char for char in "\\;,"},
        "\ufeff": "\u2060",  # word joiner: a leading U+FEFF would be dropped as a mark
    }
)
"""Delimiters are escaped; control characters, which are not allowed, are replaced."""


def escape(text: str) -> str:
    r"""Return a text as a TEXT value: delimiters escaped, ``\n`` for the end of a line.

    >>> print(escape("Béziers, salle 2\nTram 1"))
    Béziers\, salle 2\nTram 1
    """
    return "\\n".join(line.translate(_ESCAPES) for line in text.splitlines())


def fold(line: str) -> str:
    r"""Return a line folded at 75 bytes: each piece but the first begins with a space.

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
        while data[end] in _CONTINUATION:
            end -= 1
        piece = data[start:end]
        # Keep an escape with the character that it escapes; a pair is one escaped character.
        end -= (
            len(piece) - len(piece.rstrip(piece[-1:] if piece[-1:] in ESCAPE_BYTES else b""))
        ) % 2
        pieces.append(data[start:end])
        start = end
    return b"\r\n ".join([*pieces, data[start:]]).decode()


def event(entry: Entry, uid: str, number: int, modified: datetime | None, least: datetime) -> str:
    """Return the lines of an event, each ending in CRLF.

    ``number`` is its SEQUENCE, ``modified`` its last change, ``least`` its earliest DTSTAMP.
    """
    lines = [f"SUMMARY:{escape(entry.title)}", f"DTSTART{_moment(entry.start)}"]
    if entry.end is not None:
        lines.append(f"DTEND{_moment(entry.end)}")
    lines += [
        f"DTSTAMP:{_utc(max(least, modified or least))}",
        f"UID:{uid}",
        f"SEQUENCE:{number}",
        f"CATEGORIES:{escape(entry.kind)}",
        f"DESCRIPTION:{escape(entry.description)}",
    ]
    if modified is not None:
        lines.append(f"LAST-MODIFIED:{_utc(modified)}")
    lines.append(f"LOCATION:{escape(entry.location)}")
    lines.append(f"STATUS:{'CONFIRMED' if entry.places else 'CANCELLED'}")
    if entry.all_day:
        lines.append("TRANSP:TRANSPARENT")  # lasts months, and should show nobody as busy
    return "\r\n".join(["BEGIN:VEVENT", *map(fold, lines), "END:VEVENT", ""])


def duration(length: timedelta) -> str:
    """Return a length of time as a DURATION value, to the minute.

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
