"""Encoding values as JSON types and as canonical JSON text."""

from hashlib import sha256
from typing import Any

from bdc_sessions.codec.fast_writer import encoder, json_writer
from bdc_sessions.codec.format import FORMAT
from bdc_sessions.codec.names import type_name
from bdc_sessions.texts import in_parts


def encode(value: Any) -> "dict[str, Any]":
    """Return a value as JSON types in its envelope.

    >>> from bdc_sessions import Term
    >>> encode(Term("ter", code="3"))
    {'format': 'bdc-sessions/1', 'type': 'term', 'value': {'label': 'ter', 'code': '3'}}

    Keys are the names of fields; dates are in ISO form, times as ``10:00``, decimals as text,
    instants with their UTC offset.

    Raises:
        TypeError: A value of a class that is not encoded.
    """
    cls = type(value)
    return {"format": FORMAT, "type": type_name(cls), "value": encoder(cls)(value)}


def dumps(value: Any) -> str:
    """Return a value as canonical JSON text, the same for equal values.

    >>> from bdc_sessions import Term
    >>> dumps(Term("ter", code="3"))
    '{"format":"bdc-sessions/1","type":"term","value":{"label":"ter","code":"3"}}'

    Raises:
        TypeError: A value of a class that is not encoded.
    """
    return "".join(_texts(value))


def fingerprint(value: Any) -> str:
    """Return the SHA-256 of a value's canonical text, in hexadecimal.

    The same on every machine and run: for ETags, and to prove which recap a person confirmed.

    >>> from bdc_sessions import Term
    >>> fingerprint(Term("ter", code="3"))[:16]
    '...'

    Raises:
        TypeError: A value of a class that is not encoded.
    """
    digest = sha256()
    for text in _texts(value):
        for part in in_parts(text):
            digest.update(part.encode())
    return digest.hexdigest()


def _texts(value: Any) -> tuple[str, str, str]:
    """Return a value as JSON text: the start of its envelope, the value itself, the end."""
    cls = type(value)
    start = f'{{"format":"{FORMAT}","type":"{type_name(cls)}","value":'
    return start, json_writer(cls)(value), "}"
