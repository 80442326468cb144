"""What is typed, as a page shows it."""

import re

from bdc_sessions.texts import one_line

_BREAK = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def visible(text: str) -> str:
    r"""Return a text with what acts on a terminal, or turns the direction of reading, escaped.

    Whatever breaks a line is a line feed; a tab stays.

    >>> visible("a\x1b\r\nb")
    'a\\x1b\nb'
    """
    if text.isprintable():
        return text
    return "\n".join("\t".join(map(one_line, line.split("\t"))) for line in _BREAK.split(text))
