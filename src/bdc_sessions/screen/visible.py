"""What is typed, as a page shows it."""

import re

from bdc_sessions.texts import one_line

_BREAK = "\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]"


def escape_html(text: str) -> str:
    """Return a text with the marks of HTML escaped, as ``html.escape`` does.

    That one's module loads all the entities that there are, a millisecond for whoever draws none.

    >>> escape_html("<b>")
    '&lt;b&gt;'
    """
    for mark, entity in _ENTITIES:
        text = text.replace(mark, entity)
    return text


_ENTITIES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#x27;"))


def visible(text: str) -> str:
    r"""Return a text with what acts on a terminal, or turns the direction of reading, escaped.

    Whatever breaks a line is a line feed; a tab stays.

    >>> visible("a\x1b\r\nb")
    'a\\x1b\nb'
    """
    if text.isprintable():
        return text
    return "\n".join("\t".join(map(one_line, line.split("\t"))) for line in re.split(_BREAK, text))
