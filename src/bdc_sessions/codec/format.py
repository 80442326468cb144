"""The name of the format, and the keys of the envelope."""

import re

NAME = "bdc-sessions"
NUMBER = 1
FORMAT = f"{NAME}/{NUMBER}"
KEYS = ("format", "type", "value")

_FORMAT = re.compile(rf"{NAME}/(0|[1-9][0-9]*)", re.ASCII)
_NEWER_THAN_ANY = 10**9
"""The number that stands for a longer one."""


def format_number(name: object) -> int | None:
    """Return the number in a format's name; None if it is no such name.

    >>> format_number("bdc-sessions/1"), format_number("bdc-sessions/01")
    (1, None)
    """
    match = _FORMAT.fullmatch(name) if isinstance(name, str) else None
    if match is None:
        return None
    return min(int(match[1][:10]), _NEWER_THAN_ANY)
