"""Actions as a LHEO document, every fault told before a byte is made."""

from collections.abc import Iterable
from typing import Final

from bdc_sessions.feeds.lheo.composing import Lines
from bdc_sessions.feeds.lheo.publishing import Offers, document, several
from bdc_sessions.feeds.lheo.schema import complaints
from bdc_sessions.model import Action

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>'


def dumps(
    actions: Action | Iterable[Action], offers: Offers, *, schema: bytes | None = None
) -> bytes:
    """Return the LHEO 2.3 document of an action, or of several.

    ``offers``: a mapping by component number, or a function of action and component. Each component
    with sessions is a formation. ``InvalidError``, before a byte is made, with all of: what breaks
    ``RULES``; what the format cannot say truly (an end before its start, negative places); what XML
    cannot hold; with ``schema`` (an XSD, as bytes), what it refuses. Paths are ``components[01]…``
    and ``offers[01]…``, below ``actions[number]`` for several actions. ``losses`` tells what of an
    action the format cannot hold.
    """
    return written(document(several(actions), offers), schema)


def written(lines: Lines, schema: bytes | None = None) -> bytes:
    """Return lines as a document; ``InvalidError`` with what a schema refuses."""
    data = "\n".join((DECLARATION, *lines.texts, "")).encode()
    if schema is not None:
        complaints(data, lines, schema).raise_if_errors()
    return data
