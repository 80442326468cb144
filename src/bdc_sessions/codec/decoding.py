"""Data and JSON texts read back into values: all faults at once, or the value."""

import json
import re
from collections import Counter
from typing import Any, TypeVar, cast

from bdc_sessions.codec.compiled import quick
from bdc_sessions.codec.envelope import CLOSED, is_ours, opened
from bdc_sessions.codec.faults import Both, Faults
from bdc_sessions.codec.labels import TITLES
from bdc_sessions.codec.migrations import NONE, Migrations
from bdc_sessions.codec.names import MODEL, type_name
from bdc_sessions.codec.reading import Twice, read_object
from bdc_sessions.model import Path
from bdc_sessions.model.fields import wrong_type
from bdc_sessions.texts import short_repr

T = TypeVar("T")

LONGEST_TEXT = 100_000_000
"""The characters (bytes, of bytes) beyond which ``loads`` refuses a text, unless told otherwise."""

_SPACED_KEY = re.compile(r'"[ \t\r\n]+:')

NOT_QUICK = (KeyError, TypeError, ValueError)


def decode(data: Any, cls: type[T], *, migrations: Migrations = NONE) -> T:
    """Return the value of a class that ``encode`` gave the data of.

    ``migrations`` bring older formats up to this one. ``DecodeError`` lists every fault, each with
    its path, label, what was found and what was expected; ``TypeError``: a class not encoded.
    """
    name = type_name(cls)
    if cls in MODEL and is_ours(data, name):
        try:
            quickly: T = quick(cls)(data["value"], [0])
        except NOT_QUICK:
            pass
        else:
            return quickly
    return _detailed(data, cls, migrations)


def loads(
    text: str | bytes,
    cls: type[T],
    *,
    migrations: Migrations = NONE,
    longest: int = LONGEST_TEXT,
) -> T:
    """Return the value of a JSON text, of at most ``longest`` characters; errors as ``decode``."""
    name = type_name(cls)
    given: object = text
    if not isinstance(given, str | bytes):
        raise wrong_type(text, f"loads({cls.__name__})", "a text (str or bytes)")
    if len(text) > longest:
        found = (f"{len(text)} caractères", f"{len(text)} characters")
        raise _unread(
            found, (f"au plus {longest} (voir longest=)", f"at most {longest} (see longest=)")
        )
    try:
        written = text.decode() if isinstance(text, bytes) else text
        data = json.loads(written)
        if cls in MODEL and is_ours(data, name):
            tally = [len(data)]
            quickly: T = quick(cls)(data["value"], tally)
            # As many keys as were read: none stood twice. A key-like text within only costs time.
            if written.count('":') == tally[0] and not _SPACED_KEY.search(written):
                return quickly
    except (*NOT_QUICK, RecursionError):
        pass
    return _detailed(_parsed(text), cls, migrations)


def _detailed(data: Any, cls: type[T], migrations: Migrations) -> T:
    """Read data field by field, so that every fault is told."""
    faults = Faults()
    value = opened(data, type_name(cls), migrations, faults)
    decoded: T | None = None
    if value is not CLOSED:
        decoded = read_object(cls, value, Path(), TITLES[cls], faults)
    faults.raise_if_any()
    return cast("T", decoded)


def _parsed(text: str | bytes) -> Any:
    """Return the data of a JSON text, the keys that stand twice noted; NaN is read, as no field's.

    ``DecodeError``: a text that is none of JSON's.
    """
    try:
        written = text.decode() if isinstance(text, bytes) else text
        return json.loads(written, object_pairs_hook=_object)
    except RecursionError:
        found = ("des objets emboîtés trop profondément", "objects nested too deeply")
    except UnicodeDecodeError as fault:
        found = (f"un octet qui n'est pas d'UTF-8, en {fault.start}", f"no UTF-8, at {fault.start}")
    except json.JSONDecodeError as fault:
        line, column = fault.lineno, fault.colno
        seen = short_repr(fault.doc[fault.pos : fault.pos + 20])
        found = (
            f"{seen} ligne {line}, colonne {column}",
            f"{seen} at line {line}, column {column}",
        )
    except ValueError:
        found = ("un nombre de trop de chiffres", "a number of too many digits")
    raise _unread(found, ("un texte JSON", "a JSON text"))


def _unread(found: Both, expected: Both) -> Exception:
    faults = Faults()
    faults.add("STR-012", Path(), "JSON", found[0], expected, found)
    return faults.error()


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    times = Counter(key for key, _ in pairs)
    return Twice(pairs, sorted(key for key, count in times.items() if count > 1))
