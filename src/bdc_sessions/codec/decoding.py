"""Decoding data and JSON texts: the value, or all faults at once."""

from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

from bdc_sessions.changes import Changes
from bdc_sessions.codec.changes_reader import read_changes
from bdc_sessions.codec.detailed_reader import read_field, read_fields, read_object
from bdc_sessions.codec.envelope import UNREADABLE, open_envelope
from bdc_sessions.codec.fast_reader import MISS, read_inside_out
from bdc_sessions.codec.faults import Faults
from bdc_sessions.codec.fields import about
from bdc_sessions.codec.format import FORMAT
from bdc_sessions.codec.json_text import decoded, invalid_json, parse_json
from bdc_sessions.codec.migrations import NONE, Migrations
from bdc_sessions.codec.names import MODEL, type_name
from bdc_sessions.codec.place import Place
from bdc_sessions.model.fields import to_instance, to_int, wrong_type
from bdc_sessions.texts import Bilingual

T = TypeVar("T")
Read = Callable[[type[Any], Any, Place], Any]

LONGEST_TEXT: Final = 100_000_000
"""The longest text that ``loads`` takes by default, in characters or bytes."""


def decode(
    data: Any, cls: type[T], *, migrations: "Migrations" = NONE, of: "type[Any] | None" = None
) -> T:
    """Return the value of which ``encode`` gave the data.

    >>> from bdc_sessions import Term, encode
    >>> decode(encode(Term("ter", code="3")), Term)
    Term(label='ter', code='3')

    Args:
        data: An envelope of JSON types, as ``json.loads`` gives it.
        cls: The expected class: a model class, ``Changes``, ``Report``, ``Dossier``, …
        migrations: The functions that convert older formats to the current one.
        of: The class that ``Changes`` are of, if it is no model class: a feed's ``Offer``.

    Raises:
        DecodeError: Its report lists every fault: path, label, what was found and expected.
        TypeError: A class that is not encoded.
    """
    type_name(cls)
    to_instance(migrations, Migrations, "decode(migrations=)")
    return _decoded(data, cls, migrations, read_object if of is None else _changes_of(cls, of))


def decode_value(data: Any, cls: type[T]) -> T:
    """Return a value from data without an envelope, such as a part of another document.

    >>> from bdc_sessions import Term
    >>> decode_value({"label": "ter"}, Term)
    Term(label='ter', code=None)

    Raises:
        DecodeError: As ``decode`` raises it.
    """
    faults = Faults(of=cls if cls in MODEL else None, about=about(cls))
    value = read_object(cls, data, Place(faults, about(cls).title))
    faults.raise_if_any()
    return cast("T", value)


def loads(
    text: str | bytes,
    cls: type[T],
    *,
    migrations: "Migrations" = NONE,
    longest: int = LONGEST_TEXT,
    of: "type[Any] | None" = None,
) -> T:
    """Return the value of which ``dumps`` gave the JSON text.

    >>> from bdc_sessions import Term
    >>> loads('{"format":"bdc-sessions/1","type":"term","value":{"label":"ter"}}', Term)
    Term(label='ter', code=None)

    Args:
        text: The text, or its bytes in UTF-8, with a byte-order mark or without.
        cls: The expected class, as of ``decode``.
        migrations: The functions that convert older formats to the current one.
        longest: The length in characters, or bytes, beyond which a text is refused unread.
        of: The class that ``Changes`` are of, as of ``decode``.

    Raises:
        DecodeError: Its report lists every fault, invalid JSON and duplicate keys included.
        TypeError: A class that is not encoded, or an argument that is no text.
    """
    name = type_name(cls)
    raw: object = text
    if not isinstance(raw, str | bytes):
        raise wrong_type(text, f"loads({cls.__name__})", "a text (str or bytes)")
    to_instance(migrations, Migrations, "loads(migrations=)")
    if len(text) > to_int(longest, "loads(longest=)"):
        found = Bilingual(f"{len(text)} caractères", f"{len(text)} characters")
        expected = Bilingual(
            f"au plus {longest} (voir longest=)", f"at most {longest} (see longest=)"
        )
        raise invalid_json(found, expected)
    try:
        envelope = read_inside_out(decoded(text))
    except MISS:
        envelope = None
    if type(envelope) is dict and (envelope["format"], envelope["type"]) == (FORMAT, name):
        read = envelope["value"]
        if type(read) is cls:
            return read
    return _decoded(
        parse_json(text), cls, migrations, read_fields if of is None else _changes_of(cls, of)
    )


def _changes_of(cls: type[Any], of: type[Any]) -> Read:
    """Return the function that reads changes of a class that is no model class."""
    type_name(of)
    if cls is not Changes:
        raise wrong_type(
            of, "decode(of=)", f"none, as only Changes are of a class, no {cls.__name__}"
        )
    return lambda _, data, place: read_changes(data, place, read_field, [of])


def _decoded(data: Any, cls: type[T], migrations: Migrations, read: Read) -> T:
    faults = Faults(of=cls if cls in MODEL else None, about=about(cls))
    value = open_envelope(data, cls, migrations, faults)
    if value is not UNREADABLE:
        value = read(cls, value, Place(faults, about(cls).title))
    faults.raise_if_any()
    return cast("T", value)
