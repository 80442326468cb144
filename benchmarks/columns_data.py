"""Frames of any number of sessions, two informations each, one row in a hundred with a fault."""

from typing import Any

import polars as pl
from benchmarks.data import action_of

from bdc_sessions.columns import Frames, to_frames

EACH = 500
"""The sessions of an action."""


def frames_of(sessions: int) -> Frames:
    """Return the action of the benchmarks as often as needed, under numbers of its own."""
    one = to_frames(action_of(EACH), backend="polars")
    numbers = pl.DataFrame({"_copy": range(sessions // EACH)})
    return Frames(
        *[_many(table, numbers, name) for table, name in zip(one, Frames._fields, strict=True)]
    )


def _many(table: Any, numbers: Any, name: str) -> Any:
    many = numbers.join(table, how="cross").with_columns(
        action=pl.col("action") + "-" + pl.col("_copy").cast(pl.String)
    )
    if name == "sessions":
        fault = pl.int_range(pl.len()) % 100 == 0
        many = many.with_columns(
            places=pl.when(fault).then(-1).otherwise(pl.col("places")),
            site_city=pl.when(fault).then(pl.lit("AILLEURS")).otherwise(pl.col("site_city")),
        )
    if name == "infos":
        fault = pl.int_range(pl.len()) % 100 == 0
        many = many.with_columns(
            address_postal_code=pl.when(fault).then(pl.lit("3400")).otherwise("address_postal_code")
        )
    return many.drop("_copy")
