"""Rows whose fields are columns: what rules are called with in place of objects."""

from decimal import Decimal
from typing import Any

import narwhals as nw
from attrs import define
from pendulum import Time

from bdc_sessions.columns.expression import Column, Guarded
from bdc_sessions.columns.schema import RECORDS, TABLE_OF, Leaf
from bdc_sessions.columns.sources import (
    Expr,
    Join,
    columns_of,
    leaf_of,
    no_column,
    path_in_table,
)
from bdc_sessions.model import Action, Site
from bdc_sessions.model.shape import shape


@define(eq=False, repr=False)
class Members(Guarded):
    """The sites of an action, as they are told apart by some of their fields.

    Attributes:
        fields: The fields; none for the sites themselves.
    """

    fields: tuple[str, ...] = ()

    def each(self, *fields: str) -> "Members":
        """Return the sites by some of their fields."""
        if not fields or not set(fields) <= set(RECORDS[Site]):
            names = ", ".join(fields) or "∅"
            self.watch.refuse(
                f"un site n'a pas tous les champs {names}", f"a site has not all of {names}"
            )
        return Members(self.watch, fields)

    def among(self, value: Any) -> Column:
        """Return whether a value is one of them."""
        columns: Any = (value,) if len(self.fields) == 1 else value
        if type(value) is Row and value.cls is Site and not self.fields:
            columns = tuple([value.attribute(name) for name in RECORDS[Site]])
        fields = self.fields or RECORDS[Site]
        if type(columns) is not tuple or [type(v) for v in columns] != [Column] * len(fields):
            self.watch.refuse(
                "elle cherche parmi les sites ce qui n'est pas une telle valeur",
                "it asks whether what is no such value is among the sites",
            )
        sources = self.watch.sources
        flag = sources.name()
        keys = {f"{flag}_{n}": column.as_text() for n, column in enumerate(columns)}
        known = {key: nw.col(f"site_{name}") for key, name in zip(keys, fields, strict=True)}
        sites = sources.tables["sites"].select("action", **known).unique()
        sites = sites.with_columns(nw.lit(1).alias(flag))
        self.watch.joins[flag] = lambda rows: rows.with_columns(**keys).join(
            sites, on=["action", *keys], how="left"
        )
        return Column(self.watch, ~nw.col(flag).is_null(), bool)


@define(eq=False, repr=False)
class Row(Guarded):
    """An object as rules read it: its fields are columns, its parts and its site rows.

    Attributes:
        cls: The class.
        prefix: What the names of its columns begin with.
        join: What puts it beside the rows that are judged; None: it is one of these.
    """

    cls: type[Any]
    prefix: str
    join: Join | None = None

    def attribute(self, name: str) -> Any:
        """Return a field, a part or the sites."""
        self.watch.asked.append(name)
        if self.cls is Action and name == "sites":
            return Members(self.watch)
        if self.join is not None:
            self.watch.joins[self.prefix] = self.join
        form = shape(self.cls)
        if name in form.parts:
            return Row(self.watch, form.parts[name], self.prefix, self.join)
        leaf = leaf_of(self.cls, name)
        if leaf is None or leaf.kind is tuple:
            path = f"{self.cls.__name__}.{name}"
            if name in form.collections:
                return self.watch.refuse(
                    f"il faut déclarer un Group ou des Twins de {path}",
                    f"{path} is members that a rule must declare a Group or Twins of",
                )
            return self.watch.refuse(*no_column(path))
        if leaf.kind is Site:
            return Row(self.watch, Site, self.prefix, self.join)
        expr = columns_of(leaf, self.prefix)[0]
        return Column(self.watch, expr, leaf.kind, nullable=leaf.nullable)

    def missing(self) -> Column:
        """Return that the object is there."""
        return Column(self.watch, nw.col("action").is_null(), bool)


def text(leaf: Leaf, prefix: str) -> Expr:
    """Return the value of a field as ``text_of`` tells it."""
    own = columns_of(leaf, prefix)
    if leaf.kind is Site:
        return nw.concat_str(own, separator=" / ")
    if leaf.kind is Decimal:
        return own[0].cast(nw.String).str.replace_all("0{1,2}$", "")
    written = own[0].cast(nw.String)
    return written.str.slice(0, 5) if leaf.kind is Time else written


def path_of(cls: type[Any], field: str, own: str | None = None) -> Expr:
    """Return the path of a field as a column; of an object of another key, where one is given."""
    *keys, last = TABLE_OF[cls].keys
    end = ".".join(filter(None, (path_in_table(cls)[:-1], field)))
    if not keys:
        return nw.lit(end)
    pieces: list[Expr] = []
    for key in (*keys[1:], last):
        column = nw.col(own if own and key == last else key).cast(nw.String)
        for mark in ("\\", "]") if key != "info" else ():
            column = column.str.replace_all(mark, f"\\{mark}", literal=True)
        pieces += [nw.lit(f"{'].' * bool(pieces)}{key}s["), column]
    return nw.concat_str([*pieces, nw.lit(f"]{'.' * bool(end)}{end}")])
