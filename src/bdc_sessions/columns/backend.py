"""What differs between the libraries of frames: how one is made, opened, and set beside another."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import narwhals as nw

from bdc_sessions.texts import short_repr

Columns = Mapping[str, Sequence[Any]]
Types = Mapping[str, Any]
Frame = Any
"""A frame of narwhals, lazy where the backend is."""

BACKENDS: Final = ("polars", "pandas", "pyarrow", "duckdb", "pyspark")
"""The names of the libraries."""


def native(data: Columns, types: Types, like: Any) -> Any:
    """Return a frame of a library, by its name or by another frame of it: lazy as that is.

    Raises:
        ValueError: The library is not known.
    """
    backend = backend_of(like)
    if backend == "duckdb" and not isinstance(like, str):
        return beside(nw.from_native(like), data, types).to_native()
    if backend == "pyspark":
        from pyspark.sql import SparkSession  # noqa: PLC0415 - loaded only where it is needed

        return _spark(SparkSession.builder.getOrCreate(), data, types)
    made = (
        nw.from_dict(data, types, backend="polars") if backend == "polars" else _arrow(data, types)
    )
    if backend == "duckdb":
        import duckdb  # noqa: PLC0415 - loaded only where it is needed

        return duckdb.from_arrow(made.to_native())
    return given_back(made, backend if isinstance(like, str) else like)


def given_back(frame: Frame, like: Any) -> Any:
    """Return a frame as one of the library that another, or a name, is of: lazy as that is."""
    lazy = not isinstance(like, str) and isinstance(nw.from_native(like), nw.LazyFrame)
    backend = backend_of(like)
    if backend == "polars" and lazy is not isinstance(frame, nw.LazyFrame):
        frame = frame.lazy() if lazy else frame.collect()
    found = frame.to_native()
    if backend == "pandas":
        import pandas as pd  # type: ignore[import-untyped]  # it has no types of its own  # noqa: PLC0415 - loaded only where it is needed

        return found.to_pandas(types_mapper=pd.ArrowDtype)
    return found


def _spark(session: Any, data: Columns, types: Types) -> Any:
    texts = {name for name, kind in types.items() if kind == nw.Time}  # as it has no time
    data = {
        name: [None if v is None else f"{v:%H:%M}" for v in values] if name in texts else values
        for name, values in data.items()
    }
    types = {name: nw.String() if name in texts else kind for name, kind in types.items()}
    return session.createDataFrame(_arrow(data, types).to_native())


def _arrow(data: Columns, types: Types) -> Frame:
    """Return a table of pyarrow, its times in microseconds: DuckDB compares no others."""
    import pyarrow as pa  # type: ignore[import-untyped]  # it has no types of its own  # noqa: PLC0415 - loaded only where it is needed

    table = nw.from_dict(data, types, backend="pyarrow").to_native()
    for index, field in enumerate(table.schema):
        if pa.types.is_time(field.type):
            table = table.set_column(index, field.name, table[index].cast(pa.time64("us")))
    return nw.from_native(table)


def backend_of(like: Any) -> str:
    """Return the name of a library, given it or a frame of the library.

    Raises:
        ValueError: The library is not known.
    """
    backend = like if isinstance(like, str) else str(nw.from_native(like).implementation)
    if backend not in BACKENDS:
        expected = ", ".join(BACKENDS)
        raise ValueError(f"found the backend {short_repr(backend)}; expected one of {expected}")
    return backend


def opened(frame: Any, names: Sequence[str]) -> Frame:
    """Return some columns of a frame as it is worked on: polars lazily, pandas as pyarrow."""
    found = nw.from_native(frame).select(*names)
    if isinstance(found, nw.DataFrame) and backend_of(frame) == "polars":
        return found.lazy()
    return nw.from_native(found.to_arrow()) if backend_of(frame) == "pandas" else found


def beside(frame: Frame, data: Columns, types: Types) -> Frame:
    """Return a small frame that can be joined to another: of its library, its connection."""
    inside = nw.to_native(frame)
    kind: Any = str(frame.implementation)
    if kind == "pyspark":
        return nw.from_native(_spark(inside.sparkSession, data, types))
    if kind == "duckdb":
        _bdc_sessions_rows = _arrow(data, types).to_native()  # DuckDB reads it by its name
        sql = "SELECT * FROM _bdc_sessions_rows"  # which no table of the caller has
        return nw.from_native(inside.query("_bdc_sessions_view", sql))
    made = nw.from_dict(data, types, backend=kind)
    return made.lazy() if isinstance(frame, nw.LazyFrame) else made


def rows(frame: Frame) -> list[dict[str, Any]]:
    """Return the rows of a frame as dicts of plain values, null as None."""
    if str(frame.implementation) == "polars":  # which needs no pyarrow
        return list(frame.collect().rows(named=True))
    eager = frame.collect("pyarrow") if isinstance(frame, nw.LazyFrame) else frame
    return list(eager.to_arrow().to_pylist())  # pandas would turn null into NaN


def settled(frame: Frame) -> Frame:
    """Return a frame that others are made of, computed once where that is cheap: by polars."""
    return frame.collect().lazy() if str(frame.implementation) == "polars" else frame


def single_pass(frame: Frame) -> bool:
    """Whether one pass over a table costs less than a filter a rule: it shares no common part."""
    return str(frame.implementation) in ("duckdb", "pyspark")
