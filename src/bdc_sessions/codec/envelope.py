"""The envelope of an encoding: its format, its type and its value."""

from typing import Any, Final

from bdc_sessions.codec.faults import Faults
from bdc_sessions.codec.format import FORMAT, KEYS, NUMBER, format_number
from bdc_sessions.codec.json_text import duplicates_within
from bdc_sessions.codec.migrations import Migrations
from bdc_sessions.codec.place import OBJECT
from bdc_sessions.model import Path
from bdc_sessions.texts import Bilingual, line_of

UNREADABLE: Final = object()
"""The sentinel for the value of an envelope that can't be opened."""

_NO_ENVELOPE = Bilingual("une valeur sans son enveloppe", "a value without its envelope")


def open_envelope(data: Any, cls: type[Any], migrations: Migrations, faults: Faults) -> Any:
    """Return the value in an envelope, converted to the current format; or ``UNREADABLE``.

    Every fault of the envelope, and of the conversion, is noted.
    """
    name = cls.ABOUT.type_name
    if not isinstance(data, dict) or not data.keys() & {"format", "value"}:
        whole = f'{{"format": "{FORMAT}", "type": "{name}", "value": …}}'
        value, found = (None, _NO_ENVELOPE) if isinstance(data, dict) else (data, None)
        faults.add("STR-010", Path(), "format", value, Bilingual(whole, whole), found)
        return UNREADABLE
    faults.keys(Path(), data, KEYS)
    named = data.get("type") == name
    if not named:
        expected = Bilingual(f"« {name} »", f"'{name}'")
        faults.add("STR-010", Path(), "type", data.get("type"), expected)
    number = format_number(data.get("format"))
    if number is not None and number > NUMBER:
        faults.add("STR-011", Path(), "format", data["format"], Bilingual(FORMAT, FORMAT))
    elif number != NUMBER and number not in migrations.steps:
        expected = Bilingual(f"« {FORMAT} »", f"'{FORMAT}'")
        faults.add("STR-010", Path(), "format", data.get("format"), expected)
        number = None
    if "value" not in data:
        faults.missing(Path(), "value", OBJECT)
        return UNREADABLE
    if not named or number is None or number > NUMBER:
        return UNREADABLE
    return data["value"] if number == NUMBER else _migrated(data, cls, number, migrations, faults)


def _migrated(
    data: dict[str, Any], cls: type[Any], number: int, migrations: Migrations, faults: Faults
) -> Any:
    duplicates = duplicates_within(data["value"])
    faults.duplicates(Path(), duplicates)
    if duplicates:
        return UNREADABLE  # a migration would take the last of each
    try:
        return migrations.apply(cls.ABOUT.type_name, data["value"], number)
    except Exception as error:  # noqa: BLE001 - a migration may fail on any older text
        parts = filter(None, (type(error).__name__, _text_of(error)))
        reason = line_of(": ".join(parts))
        expected = Bilingual(f"une valeur de {data['format']}", f"a value of {data['format']}")
        faults.add("STR-014", Path(), cls.ABOUT.title, None, expected, Bilingual(reason, reason))
    return UNREADABLE


def _text_of(error: Exception) -> str:
    try:
        return str(error)
    except Exception:  # noqa: BLE001 - an embedder's error must not lose the report
        return ""
