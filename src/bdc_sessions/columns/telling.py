"""Rows told as violations, or as changes: each at the places where something is true of it."""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

import narwhals as nw

from bdc_sessions.columns.backend import Frame, beside
from bdc_sessions.columns.schema import KEYS, TYPES, Table

KEY_TYPES = {key: TYPES["Int64" if key == "info" else "String"] for key in KEYS}
"""The columns that say where something stands, with their types."""


class Place(NamedTuple):
    """Where rows may be told: if something is true of them, and by which columns."""

    broken: nw.Expr
    columns: Mapping[str, nw.Expr]


def keys_of(table: Table) -> dict[str, nw.Expr]:
    """Return the columns that say where rows of a table stand."""
    null = nw.lit(None)
    return {
        key: nw.col(key) if key in table.keys else null.cast(kind)
        for key, kind in KEY_TYPES.items()
    }


def told(frame: Frame, places: Sequence[Place]) -> Frame:
    """Return the rows of a frame, each once a place at which it is to be told."""
    frame = frame.filter(reduce(or_, [place.broken for place in places]))
    if len(places) > 1:
        numbers = {"_place": list(range(len(places)))}
        frame = frame.join(beside(frame, numbers, {"_place": nw.Int64()}), how="cross")
        frame = frame.filter(_choice([p.broken for p in places]))
    return frame.select(
        **{name: _choice([p.columns[name] for p in places]) for name in places[0].columns}
    )


def _choice(exprs: Sequence[nw.Expr]) -> nw.Expr:
    """Return for each row what is so at its place."""
    *others, last = exprs
    pairs = reversed(list(enumerate(others)))
    return reduce(
        lambda rest, pair: nw.when(nw.col("_place") == pair[0]).then(pair[1]).otherwise(rest),
        pairs,
        last,
    )
