"""The tables: which columns they have, read off the classes of the model."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import time
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any, Final, NamedTuple, get_args, get_origin

import attrs
import narwhals as nw
from pendulum import Date, Time

from bdc_sessions.changes.labels import heading_of
from bdc_sessions.final import final
from bdc_sessions.model import Action, Address, Site, Term
from bdc_sessions.model.fields import to_date, to_decimal, to_texts, to_time
from bdc_sessions.model.scalars import to_json
from bdc_sessions.model.shape import shape
from bdc_sessions.texts import normal_text

DECIMAL: Final = nw.Decimal(18, 4)
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

RECORDS: Mapping[type[Any], tuple[str, ...]] = {cls: shape(cls).leaves for cls in (Site, Term)}
"""The values that are one field, and stand in several columns."""

_VALUE_OF: Mapping[type[Any], Callable[[Any], Any]] = {
    Date: to_date,
    Time: lambda value: to_time(time.fromisoformat(value) if isinstance(value, str) else value),
    Decimal: to_decimal,
    str: normal_text,
}
"""What makes of a value of a library what an object would hold: the class itself, of the others."""


@final
class SchemaColumn(NamedTuple):
    """A column of a table.

    >>> from bdc_sessions.columns import SCHEMA
    >>> SCHEMA["volumes"][4]
    SchemaColumn(name='headcount', type='Int64', nullable=True, key=False, label='Effectif')

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
    """A field of an object, and the columns that hold it: four for a site, two for a term."""

    kind: type[Any]
    """The type of what it holds; of several, ``tuple``."""
    columns: tuple[SchemaColumn, ...]

    @property
    def nullable(self) -> bool:
        """Whether it may hold None."""
        return self.columns[0].nullable

    def flat(self, value: Any) -> tuple[Any, ...]:
        """Return what stands in the columns for a value."""
        if value is None:
            return (None,) * len(self.columns)
        if self.kind in RECORDS:
            return shape(self.kind).leaf_values(value)
        if self.kind is tuple:
            return (json.dumps(value, ensure_ascii=False),)
        return (value.value if isinstance(value, Enum) else value,)

    def value(self, row: Mapping[str, Any]) -> Any:
        """Return the value for which something stands in the columns of a row."""
        flat = [row[column.name] for column in self.columns]
        if flat[0] is None:
            return None
        if self.kind in RECORDS:
            return self.kind(**dict(zip(RECORDS[self.kind], flat, strict=True)))
        if self.kind is tuple:
            return to_texts(json.loads(flat[0]))
        return _VALUE_OF.get(self.kind, self.kind)(flat[0])


class Table(NamedTuple):
    """A table: the objects of a class, with a part that lies in each."""

    name: str
    """Its name in ``Frames``, and that of the field in which its objects lie."""
    cls: type[Any]
    """The class."""
    own: str | None
    """The field by which its objects are known; None: their place, 1, 2, …"""
    key: tuple[SchemaColumn, ...]
    """The key: that of the objects that hold them, then their own."""
    leaves: Mapping[str, Leaf]
    """Its leaves by their field, those of a part by ``address.city``."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of the key's columns."""
        return tuple([column.name for column in self.key])

    @property
    def has_place(self) -> bool:
        """Whether its rows have a place in the order of their numbers."""
        return self.own == "number" and len(self.key) > 1

    @property
    def columns(self) -> tuple[SchemaColumn, ...]:
        """The columns, the key first."""
        place = SchemaColumn("place", "Int64", nullable=True, key=False, label="Rang")
        own = [column for leaf in self.leaves.values() for column in leaf.columns]
        return (*self.key, *[place] * self.has_place, *[c for c in own if not c.key])


def _leaf(cls: type[Any], name: str, prefix: str, key: SchemaColumn | None) -> Leaf:
    """Return a leaf of a class, with its columns in a table."""
    label = shape(cls).labels[name]
    kind: Any = attrs.fields_dict(cls)[name].type
    nullable = type(None) in get_args(kind)
    cls_of = get_args(kind)[0] if nullable else get_origin(kind) or kind
    if key is not None:
        return Leaf(cls_of, (key,))
    parts = {"": label}
    if cls_of in RECORDS:
        labels = shape(cls_of).labels
        parts = {f"_{part}": f"{label} – {labels[part]}" for part in RECORDS[cls_of]}
    if cls_of is Term:
        parts = {"": label, "_code": f"{label} – code"}
    columns = [
        SchemaColumn(
            f"{prefix}{name}{part}", _TYPE_OF.get(cls_of, "String"), nullable, key=False, label=text
        )
        for part, text in parts.items()
    ]
    return Leaf(cls_of, tuple(columns))


def _leaves(cls: type[Any], prefix: str, own: str | None, key: SchemaColumn) -> Iterator[Any]:
    form = shape(cls)
    for name in form.order:
        if name in form.leaves and (cls, name) != (Action, "sites"):
            yield name, _leaf(cls, name, prefix, key if name == own else None)
        elif name in form.parts:
            for inner, leaf in _leaves(form.parts[name], f"{name}_", None, key):
                yield f"{name}.{inner}", leaf


def _tables(
    name: str, cls: type[Any], own: str | None, above: tuple[SchemaColumn, ...]
) -> Iterator[Table]:
    """Yield the table of a class, then those of what lies in its objects."""
    label = heading_of(cls, "").strip() or shape(cls).labels.get(own or "", cls.ABOUT.title)
    kind = "String" if own else "Int64"
    key = SchemaColumn(cls.ABOUT.subject or "site", kind, nullable=False, key=True, label=label)
    keys = (*above, key)
    yield Table(name, cls, own, keys, dict(_leaves(cls, "site_" * (cls is Site), own, key)))
    if cls is Action:
        yield from _tables("sites", Site, None, keys)
    for collection in shape(cls).collections.values():
        yield from _tables(collection.name, collection.item, collection.key, keys)


TABLES: Final = tuple(_tables("actions", Action, "number", ()))
"""The tables, each after the one in which its rows lie."""

TABLE_OF: Final[Mapping[type[Any], Table]] = {table.cls: table for table in TABLES} | {
    Address: TABLES[-1]
}
"""The table in which the objects of a class stand."""

CHILDREN: Final[Mapping[str, tuple[Table, ...]]] = {
    holder.name: tuple([table for table in TABLES if table.key[:-1] == holder.key])
    for holder in TABLES
}
"""The tables of what lies in the objects of each."""

KEYS: Final = ("action", "component", "session", "info", "volume")
"""The columns by which a violation, or a change, says where it stands."""

SCHEMA: Final[Mapping[str, tuple[SchemaColumn, ...]]] = MappingProxyType(
    {table.name: table.columns for table in TABLES}
)
"""The columns of each table.

>>> [column.name for column in SCHEMA["sites"]]
['action', 'site', 'site_name', 'site_place', 'site_city', 'site_postal_code']
"""


def text_of(value: Any) -> str | None:
    """Return a value as the columns ``value``, ``before`` and ``after`` have it.

    >>> text_of(Date(2022, 9, 1)), text_of(Time(8, 0)), text_of(Decimal("0.5")), text_of(None)
    ('2022-09-01', '08:00', '0.5', None)
    """
    data = value.label if isinstance(value, Site | Term) else to_json(value)
    if data is None or isinstance(data, str):
        return data
    return json.dumps(data, ensure_ascii=False)
