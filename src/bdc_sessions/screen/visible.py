"""Texts made safe to show: control characters and the marks of HTML escaped."""

import re

from bdc_sessions.texts import one_line

_BREAK = "\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]"


def escape_html(text: str) -> str:
    """Return a text with the marks of HTML escaped, as ``html.escape`` does.

    Importing ``html`` loads a table of all entities, a millisecond at every start.

    >>> escape_html("<b>")
    '&lt;b&gt;'
    """
    for mark, entity in _ENTITIES:
        text = text.replace(mark, entity)
    return text


_ENTITIES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#x27;"))


def visible(text: str) -> str:
    r"""Return a text with characters escaped that act on a terminal or change text direction.

    Every line break becomes a line feed; tabs are kept.

    >>> visible("a\x1b\r\nb")
    'a\\x1b\nb'
    """
    if text.isprintable():
        return text
    return "\n".join("\t".join(map(one_line, line.split("\t"))) for line in re.split(_BREAK, text))
