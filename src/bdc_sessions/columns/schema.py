"""The tables: which columns they have, read off the classes of the model."""

import json
from collections.abc import Mapping
from datetime import time
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any, Final, NamedTuple, cast, get_args, get_origin

import attrs
import narwhals as nw
from pendulum import Date, Time

from bdc_sessions.model import (
    Action,
    Address,
    CollectiveInfo,
    Component,
    Session,
    Site,
    Term,
    Volume,
)
from bdc_sessions.model.scalars import to_json
from bdc_sessions.model.shape import shape

DECIMAL = nw.Decimal(18, 4)
TYPES: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "String": nw.String(),
        "Int64": nw.Int64(),
        "Date": nw.Date(),
        "Time": nw.Time(),
        "Decimal": DECIMAL,
    }
)
"""The types of columns by their names; where a backend has no time, it is a text ``HH:MM``."""

_TYPE_OF: Mapping[Any, str] = {int: "Int64", Date: "Date", Time: "Time", Decimal: "Decimal"}


class SchemaColumn(NamedTuple):
    """A column of a table.

    Attributes:
        name: Its name.
        type: The name of its type: String, Int64, Date, Time, Decimal (18 digits, 4 places).
        nullable: Whether it may be null.
        key: Whether it is of the key, of which each value stands once.
        label: What the guide calls it.
    """

    name: str
    type: str
    nullable: bool
    key: bool
    label: str


class Leaf(NamedTuple):
    """A field of an object, and the columns that hold it.

    Attributes:
        name: The field.
        kind: The type of what it holds; of several, ``tuple``.
        nullable: Whether it may hold None.
        columns: The columns: one; four for a site, two for a term.
    """

    name: str
    kind: type[Any]
    nullable: bool
    columns: tuple[SchemaColumn, ...]

    def flat(self, value: Any) -> tuple[Any, ...]:
        """Return what stands in the columns for a value."""
        if value is None:
            return (None,) * len(self.columns)
        if self.kind in RECORDS:
            return tuple([getattr(value, name) for name in RECORDS[self.kind]])
        if self.kind is tuple:
            return (json.dumps(value, ensure_ascii=False),)
        return (value.value if isinstance(value, Enum) else value,)

    def value(self, *flat: Any) -> Any:
        """Return the value for which something stands in the columns."""
        if self.kind in RECORDS:
            if flat[0] is None:
                return None
            return (
                Term(flat[0], code=flat[1])
                if self.kind is Term
                else self.kind(**dict(zip(RECORDS[self.kind], flat, strict=True)))
            )
        if flat[0] is None:
            return None
        if self.kind is tuple:
            return tuple(json.loads(flat[0]))
        if self.kind is Time and isinstance(flat[0], str):
            return time.fromisoformat(flat[0])
        return self.kind(flat[0]) if issubclass(self.kind, Enum) else flat[0]


class Table(NamedTuple):
    """A table: the objects of a class, with a part that lies in each.

    Attributes:
        name: Its name in ``Frames``.
        cls: The class.
        keys: The columns of the key: those of the objects that hold it, then its own.
        leaves: Its leaves by their field, those of a part by ``address.city``.
    """

    name: str
    cls: type[Any]
    keys: tuple[str, ...]
    leaves: Mapping[str, Leaf]

    @property
    def columns(self) -> tuple[SchemaColumn, ...]:
        """The columns, the key first."""
        known = {c.name: c for leaf in self.leaves.values() for c in leaf.columns}
        keys = [known.pop(name, _KEYS[name]) for name in self.keys]
        place = [_PLACE] if self.name in ("components", "sessions") else []
        return (*[key._replace(key=True) for key in keys], *place, *known.values())


RECORDS: Mapping[type[Any], tuple[str, ...]] = {
    Site: ("name", "place", "city", "postal_code"),
    Term: ("label", "code"),
}
"""The values that are one field, and stand in several columns."""

_KEYS = {
    name: SchemaColumn(name, kind, nullable=False, key=True, label=label)
    for name, kind, label in (
        ("action", "String", "Numéro d'action"),
        ("component", "String", "Composante n°"),
        ("session", "String", "Session n°"),
        ("volume", "String", "Type de volume"),
        ("info", "Int64", "Information collective n°"),
        ("site", "Int64", "Site n°"),
    )
}
_PLACE = SchemaColumn("place", "Int64", nullable=True, key=False, label="Rang")


def _leaf(cls: type[Any], name: str, prefix: str, own: str) -> Leaf:
    """Return a leaf of a class, with its columns in a table."""
    label, kind = shape(cls).labels[name], cast("Any", attrs.fields_dict(cls)[name].type)
    nullable = type(None) in get_args(kind)
    kind = get_args(kind)[0] if nullable else get_origin(kind) or kind
    if kind in RECORDS:
        labels = shape(Site).labels if kind is Site else {"label": "", "code": "code"}
        columns = [
            SchemaColumn(
                prefix + (name if part == "label" else f"{name}_{part}"),
                "String",
                nullable,
                key=False,
                label=f"{label} – {labels[part]}" if labels[part] else label,
            )
            for part in RECORDS[kind]
        ]
    elif name == own:
        columns = [_KEYS[cls.ABOUT.subject]]
    else:
        columns = [
            SchemaColumn(
                prefix + name, _TYPE_OF.get(kind, "String"), nullable, key=False, label=label
            )
        ]
    return Leaf(name, kind, nullable, tuple(columns))


def _leaves(cls: type[Any], prefix: str = "", own: str = "") -> dict[str, Leaf]:
    form, found = shape(cls), {}
    for name in form.order:
        if name in form.leaves and not (cls is Action and name == "sites"):
            found[name] = _leaf(cls, name, prefix, own)
        elif name in form.parts:
            below = _leaves(form.parts[name], f"{name}_")
            found |= {f"{name}.{inner}": leaf for inner, leaf in below.items()}
    return found


TABLES: Final = (
    Table("actions", Action, ("action",), _leaves(Action, own="number")),
    Table("sites", Site, ("action", "site"), _leaves(Site, "site_")),
    Table("components", Component, ("action", "component"), _leaves(Component, own="number")),
    Table("volumes", Volume, ("action", "component", "volume"), _leaves(Volume, own="kind")),
    Table("sessions", Session, ("action", "component", "session"), _leaves(Session, own="number")),
    Table(
        "infos", CollectiveInfo, ("action", "component", "session", "info"), _leaves(CollectiveInfo)
    ),
)
"""The tables, each after the one in which its rows lie."""

TABLE_OF: Final[Mapping[type[Any], Table]] = {table.cls: table for table in TABLES} | {
    Address: TABLES[-1]
}
"""The table in which the objects of a class stand."""

KEYS: Final = ("action", "component", "session", "info", "volume")
"""The columns by which a violation, or a change, says where it stands."""

SCHEMA: Final = MappingProxyType({table.name: table.columns for table in TABLES})
"""The columns of each table.

>>> [column.name for column in SCHEMA["sites"]]
['action', 'site', 'site_name', 'site_place', 'site_city', 'site_postal_code']
"""


def text_of(value: Any) -> str | None:
    """Return a value as the columns ``value``, ``before`` and ``after`` have it.

    >>> text_of(Date(2022, 9, 1)), text_of(Time(8, 0)), text_of(Decimal("0.5")), text_of(None)
    ('2022-09-01', '08:00', '0.5', None)
    """
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Site | Term):
        return value.label
    plain = to_json(value)
    return (
        plain if plain is None or isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)
    )
