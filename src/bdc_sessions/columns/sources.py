"""Frames in which a rule finds all that it reads: rows with what they lie in, sums, twins."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

import narwhals as nw

from bdc_sessions.columns.backend import Frame, beside, rows
from bdc_sessions.columns.expression import (
    TWIN,
    TWIN_KEY,
    Among,
    Expr,
    columns_of,
    path_in_table,
    prefix_of,
)
from bdc_sessions.columns.schema import TABLE_OF, TYPES, Leaf
from bdc_sessions.model.natural import natural_key
from bdc_sessions.model.shape import shape
from bdc_sessions.rules import Aggregate, Group, Twins

_DEFAULTS: Mapping[str, Any] = {"String": "", "Int64": 0, "Decimal": Decimal(0)}
"""What stands in a key for null, which joins to nothing; that it is null stands beside it."""


class Key:
    """The columns by which rows are told apart or joined, null like any value.

    Attributes:
        names: Their names.
    """

    def __init__(self, leaves: Iterable[Leaf], prefix: str) -> None:
        """Take the fields."""
        self._leaves = tuple(leaves)
        self._columns = [
            (expr, column)
            for leaf in self._leaves
            for expr, column in zip(columns_of(leaf, prefix), leaf.columns, strict=True)
        ]
        self._parts: list[tuple[Expr, Any]] = []
        for expr, column in self._columns:
            kind = TYPES[column.type]
            if column.nullable:
                flag = nw.when(expr.is_null()).then(nw.lit(1)).otherwise(nw.lit(0)).cast(nw.Int64)
                self._parts += [(expr.fill_null(_DEFAULTS[column.type]), kind), (flag, nw.Int64())]
            else:
                self._parts.append((expr, kind))
        self.names = [f"_key{n}" for n in range(len(self._parts))]

    def put(self, frame: Frame) -> Frame:
        """Return a frame with the columns."""
        exprs = {name: expr for name, (expr, _) in zip(self.names, self._parts, strict=True)}
        return frame.with_columns(**exprs)

    def distinct(self, frame: Frame) -> list[tuple[Any, ...]]:
        """Return all that stands in the fields of a frame, once each, as the columns have it."""
        names = {f"c{n}": expr for n, (expr, _) in enumerate(self._columns)}
        return [tuple(row.values()) for row in rows(frame.select(**names).unique())]

    def values(self, flat: Sequence[Any]) -> list[Any]:
        """Return the fields' values for what stands in their columns."""
        found, start = [], 0
        for leaf in self._leaves:
            found.append(leaf.value(*flat[start : start + len(leaf.columns)]))
            start += len(leaf.columns)
        return found

    def beside(
        self, frame: Frame, flats: Sequence[Sequence[Any]], **more: tuple[list[Any], Any]
    ) -> Frame:
        """Return a small frame of the columns, with some more, to be joined to another."""
        data: dict[str, list[Any]] = {name: [] for name in self.names}
        for flat in flats:
            parts: list[Any] = []
            for value, (_, column) in zip(flat, self._columns, strict=True):
                null = value is None
                parts += [_DEFAULTS[column.type] if null else value] + (
                    [int(null)] if column.nullable else []
                )
            for name, part in zip(self.names, parts, strict=True):
                data[name].append(part)
        types = {name: kind for name, (_, kind) in zip(self.names, self._parts, strict=True)}
        data |= {name: values for name, (values, _) in more.items()}
        return beside(frame, data, types | {name: kind for name, (_, kind) in more.items()})


class Sources:
    """The frames of a validation, each made once."""

    def __init__(self, tables: Mapping[str, Frame]) -> None:
        """Take the tables."""
        self._tables = tables
        self._groups: dict[Group, tuple[str, Frame]] = {}
        self.own: Callable[..., Frame] = cache(self._own)
        self.of: Callable[..., Frame] = cache(self._of)

    def _own(self, cls: type[Any]) -> Frame:
        """Return the rows of a class, their columns named so that they may stand beside others."""
        table, prefix = TABLE_OF[cls], prefix_of(cls)
        known = [c.name for leaf in table.leaves.values() for c in leaf.columns if not c.key]
        return self._tables[table.name].select(
            *table.keys, **{prefix + n: nw.col(n) for n in known}
        )

    def _of(
        self,
        cls: type[Any],
        holders: frozenset[type[Any]],
        groups: frozenset[Group],
        among: tuple[Among, ...],
    ) -> Frame:
        """Return the rows of a class with what they lie in, group values, and whether at sites."""
        return self.widened(self.own(cls), cls, holders, groups, among)

    def widened(
        self,
        frame: Frame,
        cls: type[Any],
        holders: Iterable[type[Any]],
        groups: Iterable[Group],
        among: Iterable[Among],
    ) -> Frame:
        """Return some rows of a class with the same."""
        for holder in holders:
            if TABLE_OF[holder] is not TABLE_OF[cls]:
                frame = frame.join(self.own(holder), on=list(TABLE_OF[holder].keys), how="left")
        for group in groups:
            frame = frame.join(self._groups[group][1], on=list(TABLE_OF[group.of].keys), how="left")
        for one in among:
            name = one.name
            keys = {f"_asked{n}": expr for n, expr in enumerate(one.asked)}
            known = {key: nw.col(column) for key, column in zip(keys, one.columns, strict=True)}
            sites = self._tables["sites"].select("action", **known).unique()
            flagged = sites.with_columns(nw.lit(True).alias(name))  # noqa: FBT003 - a value
            frame = frame.with_columns(**keys).join(flagged, on=["action", *keys], how="left")
            frame = frame.with_columns(nw.col(name).fill_null(False).cast(nw.Boolean)).drop(*keys)  # noqa: FBT003 - a value
        return frame

    def group(self, group: Group, where: Callable[[Group], Expr | None]) -> Expr:
        """Return a group value as a column, which ``of`` and ``widened`` put beside the rows."""
        if group not in self._groups:
            item = shape(group.of).collections[group.members].item
            leaf = TABLE_OF[item].leaves[group.field]
            value = columns_of(leaf, prefix_of(item))[0]
            if group.how is Aggregate.SUM and leaf.kind is int:
                value = value.cast(nw.Decimal(38, 0))  # which does not overflow
            kept = where(group)
            frame = self.own(item) if kept is None else self.own(item).filter(kept)
            column = nw.col("_value")
            made = {
                Aggregate.COUNT: column.count(),
                Aggregate.SUM: column.sum(),
                Aggregate.MAX: column.max(),
            }[group.how]
            name, keys = f"_group{len(self._groups)}", TABLE_OF[group.of].keys
            grouped = frame.with_columns(_value=value).group_by(*keys).agg(made.alias(name))
            if group.how is Aggregate.COUNT:
                grouped = grouped.with_columns(nw.col(name).cast(nw.Int64))
            self._groups[group] = (name, grouped)
        column = nw.col(self._groups[group][0])
        return column if group.how is Aggregate.MAX else column.fill_null(0)

    def twins(self, twins: Twins, where: Expr, *, read: bool) -> Frame:
        """Return the later twins, each with the key of the first, and with its columns if read."""
        cls = shape(twins.of).collections[twins.members].item
        table, prefix = TABLE_OF[cls], prefix_of(cls)
        *owner, own = table.keys
        frame = self.own(cls).filter(where)
        leaves = [leaf for name in twins.alike for leaf in _alike(cls, name)]
        key = Key(leaves, prefix)
        frame, alike = key.put(frame), key.names
        if twins.key is not None:
            flats = key.distinct(frame)
            known: dict[Any, int] = {}
            numbers = [known.setdefault(twins.key(*key.values(flat)), len(known)) for flat in flats]
            same = key.beside(frame, flats, _same=(numbers, nw.Int64()))
            frame, alike = frame.join(same, on=key.names, how="left"), ["_same"]
        order = nw.col(own)
        if own != "info":
            found = [row[own] for row in rows(frame.select(own).unique())]
            ordered = sorted(found, key=natural_key)
            ranks = {own: ordered, "_rank": list(range(len(ordered)))}
            types = {own: nw.String(), "_rank": nw.Int64()}
            frame, order = (
                frame.join(beside(frame, ranks, types), on=own, how="left"),
                nw.col("_rank"),
            )
        frame = frame.with_columns(_order=order, _first=order.min().over(*owner, *alike))
        frame = frame.filter(nw.col("_order") != nw.col("_first"))
        if own == "info":
            frame = frame.with_columns(nw.col("_first").alias(TWIN_KEY))
        else:
            firsts = {TWIN_KEY: ordered, "_first": ranks["_rank"]}
            types = {TWIN_KEY: nw.String(), "_first": nw.Int64()}
            frame = frame.join(beside(frame, firsts, types), on="_first", how="left")
        if read:
            names = [c.name for leaf in table.leaves.values() for c in leaf.columns if not c.key]
            copy = {TWIN + name: nw.col(prefix + name) for name in names}
            others = self.own(cls).select(*owner, nw.col(own).alias(TWIN_KEY), **copy)
            frame = frame.join(others, on=[*owner, TWIN_KEY], how="left")
        return frame


def _alike(cls: type[Any], name: str) -> list[Leaf]:
    """Return the leaves of a field, or of a part."""
    leaves, path = TABLE_OF[cls].leaves, path_in_table(cls) + name
    return [leaf for at, leaf in leaves.items() if at == path or at.startswith(f"{path}.")]
