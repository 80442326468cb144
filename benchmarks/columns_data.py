"""Frames of any number of sessions, two infos each; one row in a hundred is at fault."""

from pathlib import Path
from typing import Any

import polars as pl
from benchmarks.data import action_of

from bdc_sessions.columns import Frames, to_frames

EACH = 500
"""The sessions of an action."""
IN_A_FILE = 500_000
"""The sessions that a file of Parquet has."""


def frames_of(sessions: int, first: int = 0) -> Frames:
    """Return the action of the benchmarks as often as needed, under numbers from a first on."""
    frames = to_frames(action_of(EACH), backend="polars")
    copies = pl.DataFrame({"copy": range(first, first + sessions // EACH)})
    return Frames(**{name: _many(table, copies, name) for name, table in frames._asdict().items()})


def _many(table: Any, copies: Any, name: str) -> Any:
    number = pl.format("{}-{}", "action", pl.col("copy").cast(pl.String).str.zfill(6))
    many = copies.join(table, how="cross").with_columns(action=number).drop("copy")
    fault = pl.int_range(pl.len()) % 100 == 0
    if name == "sessions":
        return many.with_columns(
            places=pl.when(fault).then(-1).otherwise("places"),
            site_city=pl.when(fault).then(pl.lit("AILLEURS")).otherwise("site_city"),
        )
    if name == "infos":
        code = pl.when(fault).then(pl.lit("3400")).otherwise("address_postal_code")
        return many.with_columns(address_postal_code=code)
    return many


def write(folder: Path, sessions: int, *, times_as_texts: bool = False) -> None:
    """Write the same as Parquet files, a folder for each table, one after the other."""
    hours = pl.col("start", "end").dt.strftime("%H:%M") if times_as_texts else pl.col("start")
    for start in range(0, sessions, IN_A_FILE):
        part = frames_of(min(IN_A_FILE, sessions - start), start // EACH)
        part = part._replace(infos=part.infos.with_columns(hours))
        for name, table in part._asdict().items():
            (folder / name).mkdir(exist_ok=True)
            table.write_parquet(folder / name / f"{start:09}.parquet")


def scan(folder: Path) -> Frames:
    """Return what was written, lazily."""
    return Frames(**{name: pl.scan_parquet(folder / name / "*.parquet") for name in Frames._fields})
