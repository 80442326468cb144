"""Parsing JSON texts: invalid JSON is an error, duplicate keys are kept for the report."""

import json
from collections import Counter
from decimal import Decimal
from typing import Any, Final

from bdc_sessions.codec.faults import Faults
from bdc_sessions.model import Path
from bdc_sessions.texts import Bilingual, short_repr

BOM: Final = "\ufeff"
"""The byte-order mark that some editors put before a text."""
MOST_DIGITS: Final = 4300
"""The most digits of a number: Python's own default, whatever its setting."""
_ALWAYS_PARSED: Final = 600
"""Shorter numbers are parsed under any limit that ``sys.set_int_max_str_digits`` accepts."""

_JSON = Bilingual("un texte JSON", "a JSON text")
_UTF_8 = Bilingual("un texte JSON en UTF-8", "a JSON text in UTF-8")


class DuplicateKeys(dict[str, Any]):
    """A JSON object with duplicate keys: the last value of each, and the names of those keys."""

    duplicate_keys: tuple[str, ...] = ()


def parse_json(text: str | bytes) -> Any:
    """Return the data of a JSON text, with ``DuplicateKeys`` for objects that have such.

    NaN and infinity are parsed too: no field accepts them.

    Raises:
        DecodeError: A text that is no valid JSON.
    """
    expected = _JSON
    try:
        return json.loads(decoded(text), object_pairs_hook=_to_dict, parse_int=_to_int)
    except RecursionError:
        found = Bilingual("des objets emboîtés trop profondément", "objects nested too deeply")
    except UnicodeDecodeError as error:
        encoding = json.detect_encoding(error.object).upper()
        found, expected = Bilingual(*(f"un texte en {encoding}", f"a text in {encoding}")), _UTF_8
        if encoding.startswith("UTF-8"):
            start = error.start
            found = Bilingual(
                f"un octet qui n'est pas d'UTF-8, en {start}", f"no UTF-8, at {start}"
            )
    except json.JSONDecodeError as error:
        line, column = error.lineno, error.colno
        excerpt = short_repr(error.doc[error.pos : error.pos + 20])
        found = Bilingual(
            f"{excerpt} ligne {line}, colonne {column}",
            f"{excerpt} at line {line}, column {column}",
        )
    except ValueError:
        found = Bilingual("un nombre de trop de chiffres", "a number of too many digits")
    raise invalid_json(found, expected)


def decoded(text: str | bytes) -> str:
    """Return a text without its byte-order mark; ``UnicodeDecodeError`` if it is not in UTF-8."""
    if isinstance(text, bytes):
        if b"\0" in text[:4]:  # UTF-16 or UTF-32, of which every byte may be one of UTF-8
            raise UnicodeDecodeError("utf-8", text, 0, 1, "not UTF-8")
        text = text.decode()
    return text.removeprefix(BOM)


def invalid_json(found: Bilingual, expected: Bilingual) -> Exception:
    """Return the error for a text that can't be parsed."""
    faults = Faults()
    faults.add("STR-012", Path(), "JSON", None, expected, found)
    return faults.error()


def _to_int(digits: str) -> int:
    if len(digits) < _ALWAYS_PARSED:
        return int(digits)
    if len(digits.lstrip("-")) > MOST_DIGITS:
        raise ValueError
    return int(Decimal(digits))  # the limit of int() itself can be set


def _to_dict(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) == len(pairs):
        return data
    duplicates = DuplicateKeys(data)
    counts = Counter(key for key, _ in pairs)
    duplicates.duplicate_keys = tuple(sorted(key for key, count in counts.items() if count > 1))
    return duplicates


def duplicates_within(data: Any) -> list[str]:
    """Return the duplicate keys of all objects in data of any structure."""
    duplicates: list[str] = []
    pending, visited = [data], set()
    while pending:
        inner = pending.pop()
        if isinstance(inner, dict | list) and id(inner) not in visited:
            visited.add(id(inner))
            duplicates += getattr(inner, "duplicate_keys", ())
            pending += inner.values() if isinstance(inner, dict) else inner
    return duplicates
