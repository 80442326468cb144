"""Data and JSON texts read back into values: all faults at once, or the value."""

import json
import re
from collections import Counter
from typing import Any, NoReturn, TypeVar, cast

from bdc_sessions.codec.compiled import quick
from bdc_sessions.codec.encoding import FORMAT, FORMAT_NAME, FORMAT_NUMBER
from bdc_sessions.codec.faults import Faults
from bdc_sessions.codec.migrations import NONE, Migrations
from bdc_sessions.codec.names import MODEL, type_name
from bdc_sessions.codec.reading import Twice, read_object
from bdc_sessions.model import Path
from bdc_sessions.model.fields import wrong_type

T = TypeVar("T")

LONGEST_TEXT = 50_000_000
"""The characters (bytes, of bytes) beyond which ``loads`` refuses a text, unless told otherwise."""

_SPACED_KEY = re.compile(r'"[ \t\r\n]+:')

NOT_QUICK = (KeyError, TypeError, ValueError)


def decode(data: Any, cls: type[T], *, migrations: Migrations = NONE) -> T:
    """Return the value of a class that ``encode`` gave the data of.

    ``migrations`` bring older formats up to this one. ``DecodeError`` lists every fault, each with
    its path, label, what was found and what was expected; ``TypeError``: a class not encoded.
    """
    name = type_name(cls)
    if cls in MODEL and _is_ours(data, name):
        try:
            quickly: T = quick(cls)(data["value"], [0])
        except NOT_QUICK:
            pass
        else:
            return quickly
    faults = Faults()
    number = _enveloped(data, name, migrations, faults)
    decoded: T | None = None
    if number is not None:
        try:
            value = migrations.apply(name, data["value"], number)
        except Exception as failure:  # noqa: BLE001 - a step meets whatever an older text holds
            found = f"{type(failure).__name__}: {failure}"
            older = (f"une valeur de {data['format']}", f"a value of {data['format']}")
            faults.add("STR-014", Path(), name, found, older)
        else:
            decoded = read_object(cls, value, Path(), name, faults)
    faults.raise_if_any()
    return cast("T", decoded)


def loads(
    text: str | bytes,
    cls: type[T],
    *,
    migrations: Migrations = NONE,
    longest: int = LONGEST_TEXT,
) -> T:
    """Return the value of a JSON text, of at most ``longest`` characters; errors as ``decode``."""
    given: object = text
    if not isinstance(given, str | bytes):
        raise wrong_type(text, f"loads({cls.__name__})", "a text (str or bytes)")
    name = type_name(cls)
    faults = Faults()
    if len(text) > longest:
        expected = (f"au plus {longest} caractères", f"at most {longest} characters")
        faults.add("STR-012", Path(), "JSON", f"{len(text)} caractères", expected)
        raise faults.error()
    try:
        written = text.decode() if isinstance(text, bytes) else text
        data = json.loads(written, parse_constant=_refused)
        if cls in MODEL and _is_ours(data, name):
            tally = [len(data)]
            quickly: T = quick(cls)(data["value"], tally)
            # As many keys as were read: none stood twice. A key-like text within only costs time.
            if written.count('":') == tally[0] and not _SPACED_KEY.search(written):
                return quickly
    except (*NOT_QUICK, RecursionError):
        pass
    return decode(_parsed(text, faults), cls, migrations=migrations)


def _is_ours(data: Any, name: str) -> bool:
    return (
        type(data) is dict
        and len(data) == len(("format", "type", "value"))
        and data.get("format") == FORMAT
        and data.get("type") == name
        and "value" in data
    )


def _parsed(text: str | bytes, faults: Faults) -> Any:
    try:
        written = text.decode() if isinstance(text, bytes) else text
        return json.loads(written, parse_constant=_refused, object_pairs_hook=_object)
    except RecursionError:
        fault = "des objets emboîtés trop profondément"
    except ValueError as error:
        fault = str(error)
    faults.add("STR-012", Path(), "JSON", fault, ("un texte JSON", "a JSON text"))
    raise faults.error()


def _refused(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number of JSON")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    times = Counter(key for key, _ in pairs)
    return Twice(pairs, sorted(key for key, count in times.items() if count > 1))


def _enveloped(data: Any, name: str, migrations: Migrations, faults: Faults) -> int | None:
    """Return the format's number; None where the value can't be read, and why is noted."""
    if not isinstance(data, dict):
        due = ("un objet JSON", "a JSON object")
        faults.add("STR-010", Path(), "format", data, due)
        return None
    for key in getattr(data, "twice", ()):
        faults.add("STR-013", Path(), key, key, ("chaque clé une fois", "each key once"))
    for key in data:
        if key not in ("format", "type", "value"):
            faults.unknown(Path(), str(key), ("format", "type", "value"))
    if data.get("type") != name:
        faults.add("STR-010", Path(), "type", data.get("type"), (f"« {name} »", f"'{name}'"))
    number = _number(data.get("format"))
    if number is None or (number < FORMAT_NUMBER and number not in migrations.steps):
        due = (f"« {FORMAT} »", f"'{FORMAT}'")
        faults.add("STR-010", Path(), "format", data.get("format"), due)
    elif number > FORMAT_NUMBER:
        faults.add("STR-011", Path(), "format", data["format"], (FORMAT, FORMAT))
    if "value" not in data:
        faults.missing(Path(), "value")
    known = number == FORMAT_NUMBER or number in migrations.steps
    return number if known and data.get("type") == name and "value" in data else None


def _number(given: Any) -> int | None:
    name, slash, number = given.partition("/") if isinstance(given, str) else ("", "", "")
    if name != FORMAT_NAME or not slash or not (number.isascii() and number.isdecimal()):
        return None
    return int(number) if len(number) < 10 else 10**9  # noqa: PLR2004 - newer than any, and short to tell
