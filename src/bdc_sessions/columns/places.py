"""Rows reported as violations, or as changes: once for each place where a condition holds."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import narwhals as nw

from bdc_sessions.columns.backend import Frame, small_frame
from bdc_sessions.columns.schema import KEYS, TABLES, TYPES

KEY_TYPES = {key: TYPES["Int64" if key == "info" else "String"] for key in KEYS}
"""The columns that say where something stands, with their types."""


KEY_COLUMNS: Mapping[str, Mapping[str, nw.Expr]] = {
    table.name: {
        key: nw.col(key) if key in table.keys else nw.lit(None).cast(kind)
        for key, kind in KEY_TYPES.items()
    }
    for table in TABLES
}
"""The same columns of each table, null where it has none."""


class Place(NamedTuple):
    """A condition on rows, and the columns, or texts, by which a row that meets it is reported."""

    broken: nw.Expr
    columns: Mapping[str, nw.Expr | str]


def rows_by_place(frame: Frame, places: Sequence[Place]) -> Frame:
    """Return the rows of a frame, each once for every place whose condition it meets."""
    met = {f"_met_{number}": place.broken for number, place in enumerate(places)}
    frame = frame.with_columns(**met).filter(nw.any_horizontal(*met, ignore_nulls=True))
    by_column = {n: [place.columns[n] for place in places] for n in places[0].columns}
    texts = {n: values for n, values in by_column.items() if isinstance(values[0], str)}
    data: dict[str, Any] = {
        "_place": list(range(len(places))),
        **{f"_{n}": texts[n] for n in texts},
    }
    types = {name: nw.String() for name in data} | {"_place": nw.Int64()}
    frame = frame.join(small_frame(frame, data, types), how="cross")
    if len(places) > 1:
        frame = frame.filter(_choice([nw.col(name) for name in met]))
    return frame.select(
        **{n: nw.col(f"_{n}") if n in texts else _choice(by_column[n]) for n in by_column}
    )


def _choice(exprs: Sequence[Any]) -> nw.Expr:
    """Return for each row the expression of its place."""
    *others, last = exprs if any(expr is not exprs[0] for expr in exprs) else exprs[:1]
    choice: nw.Expr = last
    for place, expr in reversed(list(enumerate(others))):
        choice = nw.when(nw.col("_place") == place).then(expr).otherwise(choice)
    return choice
