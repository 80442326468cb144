"""The envelope of an encoding: what it holds, by which format and type."""

from typing import Any, Final

from bdc_sessions.codec.faults import Faults
from bdc_sessions.codec.format import FORMAT, KEYS, NUMBER, format_number
from bdc_sessions.codec.labels import TITLES
from bdc_sessions.codec.migrations import Migrations
from bdc_sessions.codec.names import CLASSES
from bdc_sessions.codec.reading import OBJECT, twice_within
from bdc_sessions.model import Path

CLOSED: Final = object()
"""What stands for the value of an envelope that can't be opened."""


def is_ours(data: Any, name: str) -> bool:
    """Tell whether data are an envelope just as ``encode`` makes it for a type."""
    return (
        type(data) is dict
        and len(data) == len(KEYS)
        and data.get("format") == FORMAT
        and data.get("type") == name
        and "value" in data
    )


def opened(data: Any, name: str, migrations: Migrations, faults: Faults) -> Any:
    """Return the value in an envelope, brought up to this format; CLOSED where it can't be read.

    Every fault of the envelope is noted, those of a value that is not read too.
    """
    if not isinstance(data, dict):
        faults.add("STR-010", Path(), "format", data, OBJECT)
        return CLOSED
    faults.twice(Path(), getattr(data, "twice", ()))
    for key in data:
        if key not in KEYS:
            faults.unknown(Path(), key, KEYS)
    named = data.get("type") == name
    if not named:
        faults.add("STR-010", Path(), "type", data.get("type"), (f"« {name} »", f"'{name}'"))
    number = format_number(data.get("format"))
    if number is not None and number > NUMBER:
        faults.add("STR-011", Path(), "format", data["format"], (FORMAT, FORMAT))
    elif number != NUMBER and number not in migrations.steps:
        due = (f"« {FORMAT} »", f"'{FORMAT}'")
        faults.add("STR-010", Path(), "format", data.get("format"), due)
        number = None
    if "value" not in data:
        faults.missing(Path(), "value", OBJECT)
        return CLOSED
    if not named or number is None or number > NUMBER:
        return CLOSED
    return data["value"] if number == NUMBER else _migrated(data, name, number, migrations, faults)


def _migrated(
    data: dict[str, Any], name: str, number: int, migrations: Migrations, faults: Faults
) -> Any:
    keys = twice_within(data["value"])
    faults.twice(Path(), keys)
    if keys:
        return CLOSED  # a step would take one of the two
    try:
        return migrations.apply(name, data["value"], number)
    except Exception as failure:  # noqa: BLE001 - a step meets whatever an older text holds
        reason = f"{type(failure).__name__}: {failure}"
        due = (f"une valeur de {data['format']}", f"a value of {data['format']}")
        faults.add("STR-014", Path(), TITLES[CLASSES[name]], reason, due, (reason, reason))
    return CLOSED
