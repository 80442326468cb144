"""Fast reading of data that are just as ``encode`` gives them; anything else is a miss.

A JSON text is read from the inside out: as soon as an object ends, its keys choose the function
that builds its value, so that no tree of dicts is ever built. Dicts are read from the outside in.
"""

from functools import cache
from json import JSONDecoder
from typing import Any

from bdc_sessions.changes import ChangeRequest, Changes, FieldChange
from bdc_sessions.codec.fast_changes import Shared
from bdc_sessions.codec.format import KEYS
from bdc_sessions.codec.names import MODEL
from bdc_sessions.codec.reader_source import (
    Names,
    Pairs,
    Read,
    ReadAny,
    ReadText,
    Source,
    fits,
    names_of,
    per_layout,
    reader_of_dict,
    text_reader,
)
from bdc_sessions.dossier import Dossier
from bdc_sessions.model import Term
from bdc_sessions.model.shape import per_class
from bdc_sessions.texts import in_parts, is_latin_1

MISS = (LookupError, TypeError, ValueError, RecursionError)
"""The errors for data that are not as ``encode`` gives them; the detailed reader notes why."""

_FAST = (*dict.fromkeys([Term, *reversed(MODEL)]), FieldChange, Changes, ChangeRequest, Dossier)
"""The classes that are read fast."""

_LAYOUTS = (
    (Term, names_of(Term)),
    (FieldChange, ("path", "after")),
    (FieldChange, ("path", "before")),
    *((cls, names_of(cls)) for cls in _FAST[1:]),
    (dict, KEYS),
)
"""The layouts of objects, the most frequent first; a change may lack a side."""


def read_inside_out(text: str) -> Any:
    """Return the envelope of a JSON text; raise one of ``MISS`` if ``encode`` never gives it."""
    source = _source_of(text)
    others = _OtherReader(source)
    read = _text_reader(source)(others.shared, others)
    try:
        return JSONDecoder(object_pairs_hook=read).decode(text)
    finally:
        others.readers.clear()  # they hold ``others``, and so all that the text shares


class _OtherReader:
    """Reads the objects of one text that have other keys than ``encode`` gives."""

    __slots__ = ("_source", "readers", "shared")

    def __init__(self, source: Source) -> None:
        """Start without readers: most texts need none."""
        self._source: Source = source
        self.shared: Shared = {}
        self.readers: dict[Names, ReadAny] = {}

    def __call__(self, pairs: Pairs) -> Any:
        """Return the value of an object."""
        names = tuple([name for name, _ in pairs])
        read = self.readers.get(names)
        if read is None:
            read = self.readers[names] = reader_by_names(names, self._source)(self.shared, self)
        return read(pairs)


def _source_of(text: str) -> Source:
    """Return "plain text" for a JSON text all strings of which are in canonical form already.

    They are if all characters are of Latin-1, and none is written as an escape, which could stand
    for any character.
    """
    for part in in_parts(text):
        if not is_latin_1(part):
            return "text"
    escaped = "\\" in text and ("\\u" in text or "\\r" in text)
    return "text" if escaped else "plain text"


@cache
def _text_reader(source: Source) -> ReadText:
    return text_reader(_LAYOUTS, source)


@per_layout
def reader_by_names(names: Names, source: Source) -> ReadText:
    """Return the reader of the class that has these keys, or of the envelope."""
    for cls in (dict, *_FAST):
        if fits(cls, names):
            return text_reader([(cls, names)], source)
    raise KeyError


@per_class
def fast_reader(cls: type[Any]) -> Read | None:
    """Return the function that reads values of a class from dicts; None if there is none."""
    return reader_of_dict(cls, names_of(cls)) if cls in _FAST else None
