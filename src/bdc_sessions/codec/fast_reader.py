"""Values read fast from data that are as ``encode`` gives them: anything else is a miss.

A JSON text is read from the inside out: as soon as an object ends, the names of its keys choose the
function that makes its value, so that no tree of dicts is ever built. Data that are dicts already
are read by such functions from the outside in.
"""

import json
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, NamedTuple

from bdc_sessions.changes import ChangeRequest, Changes, FieldChange
from bdc_sessions.codec.fast_changes import Read
from bdc_sessions.codec.fields import schema_fields
from bdc_sessions.codec.format import KEYS
from bdc_sessions.codec.names import MODEL
from bdc_sessions.codec.reader_source import fits, reader_of_dict, reader_of_parts
from bdc_sessions.dossier import Dossier
from bdc_sessions.model.shape import per_class
from bdc_sessions.model.source import function_of

MISS = (LookupError, TypeError, ValueError, RecursionError)
"""What is raised where data are not as ``encode`` gives them: the detailed reader tells why."""

_FAST = (*MODEL, ChangeRequest, FieldChange, Changes, Dossier)


class Envelope(NamedTuple):
    """The envelope of a text, with the value in it already read."""

    format: Any
    type: Any
    value: Any


class _Readers(dict[tuple[str, ...], Callable[..., Any]]):
    """The readers that one text needs, by the names of keys as it has them."""

    def __missing__(self, names: tuple[str, ...]) -> Callable[..., Any]:
        self[names] = reader = _reader_by_names(names)
        return reader


def read_inside_out(text: str) -> Any:
    """Return the envelope of a JSON text; an error of ``MISS`` for what ``encode`` never gives."""
    unpackers, readers, shared = _unpackers(), _Readers(), dict[Any, Any]()

    def read(pairs: list[tuple[str, Any]]) -> Any:
        return unpackers[len(pairs)](pairs, readers, shared)

    return json.loads(text, object_pairs_hook=read)


@per_class
def fast_reader(cls: type[Any]) -> Read | None:
    """Return the function that reads values of a class from dicts; None where there is none."""
    names = tuple([field.name for field in schema_fields(cls)])
    return reader_of_dict(cls, names) if cls in _FAST else None


@cache
def _unpackers() -> tuple[Callable[..., Any], ...]:
    """Return, by how many keys an object has, what takes it apart and has it read."""
    return tuple([_unpacker(n) for n in range(max(len(schema_fields(cls)) for cls in _FAST) + 1)])


def _unpacker(count: int) -> Callable[..., Any]:
    keys, values = ([f"{letter}{n}" for n in range(count)] for letter in "kv")
    pairs = ", ".join(map("({}, {})".format, keys, values))
    lines = [
        f"[{pairs}] = pairs",
        f"return readers[({''.join(f'{key}, ' for key in keys)})](shared, {', '.join(values)})",
    ]
    return function_of("pairs, readers, shared", lines, {})


@lru_cache(maxsize=512)
def _reader_by_names(names: tuple[str, ...]) -> Callable[..., Any]:
    """Return the function for the one class that has such fields."""
    if sorted(names) == sorted(KEYS):
        return lambda _, *values: Envelope(**dict(zip(names, values, strict=True)))
    for cls in _FAST:
        if fits(cls, names):
            return reader_of_parts(cls, names)
    raise KeyError(names)
