"""Single values whose type no field tells: scalars of JSON as they are, all else with its type."""

from decimal import Decimal
from typing import Any

from pendulum import Date, DateTime, Time

from bdc_sessions.model import EntryMode, Site, Term, VolumeUnit
from bdc_sessions.model.scalars import to_json

TAGS: dict[type[Any], str] = {
    Date: "date",
    Time: "time",
    DateTime: "instant",
    Decimal: "decimal",
    EntryMode: "entry_mode",
    VolumeUnit: "volume_unit",
    Site: "site",
    Term: "term",
}
KINDS: dict[str, type[Any]] = {tag: kind for kind, tag in TAGS.items()}
LIST = "list"


def tagged(value: Any) -> Any:
    """Return a value as JSON types, with its type where JSON has none for it."""
    if isinstance(value, tuple):
        return {"type": LIST, "value": [_scalar(item) for item in value]}
    return _scalar(value)


def _scalar(value: Any) -> Any:
    if type(value) in TAGS:
        return {"type": TAGS[type(value)], "value": to_json(value)}
    return to_json(value)
