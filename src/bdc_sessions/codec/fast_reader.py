"""Values read fast from data that are as ``encode`` gives them: anything else is a miss.

A JSON text is read from the inside out: as soon as an object ends, the names of its keys choose the
function that makes its value, so that no tree of dicts is ever built. Data that are dicts already
are read by such functions from the outside in.
"""

import json
from functools import cache, lru_cache
from typing import Any, NamedTuple

from bdc_sessions.changes import ChangeRequest, Changes, FieldChange
from bdc_sessions.codec.fast_changes import Read, Shared
from bdc_sessions.codec.format import KEYS
from bdc_sessions.codec.names import MODEL
from bdc_sessions.codec.reader_source import (
    Names,
    Pairs,
    ReadPairs,
    fits,
    names_of,
    reader_of_dict,
    reader_of_pairs,
)
from bdc_sessions.dossier import Dossier
from bdc_sessions.model.shape import per_class

MISS = (LookupError, TypeError, ValueError, RecursionError)
"""What is raised where data are not as ``encode`` gives them: the detailed reader tells why."""

_FAST = (*MODEL, ChangeRequest, FieldChange, Changes, Dossier)


class Envelope(NamedTuple):
    """The envelope of a text, with the value in it already read."""

    format: Any
    type: Any
    value: Any


def read_inside_out(text: str) -> Any:
    """Return the envelope of a JSON text; an error of ``MISS`` for what ``encode`` never gives."""
    # The last key tells which reader to try: that of the keys as encode gives them, or else of the
    # last object that had others.
    readers = _readers().copy()
    shared: Shared = {}

    def read(pairs: Pairs) -> Any:
        return readers.get(pairs[-1][0], read_any)(pairs, shared, read_any)

    def read_any(pairs: Pairs, shared: Shared, _: Any) -> Any:
        names = tuple([name for name, _ in pairs])
        readers[names[-1]] = reader = _reader_by_names(names)
        return reader(pairs, shared, read_any)

    return json.loads(text, object_pairs_hook=read)


@cache
def _readers() -> dict[str, ReadPairs]:
    """Return the readers of the classes by their last key, which is that of no other."""
    names = {cls: names_of(cls) for cls in _FAST}
    return {names[cls][-1]: reader_of_pairs(cls, names[cls]) for cls in _FAST}


@lru_cache(maxsize=512)
def _reader_by_names(names: Names) -> ReadPairs:
    """Return the reader for the one class that has such fields, or of the envelope."""
    if sorted(names) == sorted(KEYS):
        return _read_envelope
    for cls in _FAST:
        if fits(cls, names):
            return reader_of_pairs(cls, names)
    raise KeyError(names)


def _read_envelope(pairs: Pairs, *_: Any) -> Envelope:
    if len(pairs) != len(KEYS):
        raise ValueError(pairs)
    return Envelope(**dict(pairs))


@per_class
def fast_reader(cls: type[Any]) -> Read | None:
    """Return the function that reads values of a class from dicts; None where there is none."""
    return reader_of_dict(cls, names_of(cls)) if cls in _FAST else None
