"""What differs between the libraries of frames: how one is made, opened, and joined to another."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import narwhals as nw

from bdc_sessions.texts import Bilingual, short_repr

Columns = Mapping[str, Sequence[Any]]
Types = Mapping[str, Any]
Frame = Any
"""A frame of narwhals, lazy where the backend is."""

BACKENDS: Final = ("polars", "pandas", "pyarrow", "duckdb", "pyspark")
"""The names of the libraries."""


_SQL: Final = {
    "String": "VARCHAR",
    "Int64": "BIGINT",
    "Date": "DATE",
    "Time": "TIME",
    "Decimal(precision=18, scale=4)": "DECIMAL(18, 4)",
}
"""The types of DuckDB's by those of narwhals."""
_CONNECTION = (
    Bilingual("un tableau d'une autre connexion", "a frame of another connection"),
    Bilingual("un de la même", "one of the same"),
)


def native(data: Columns, types: Types, like: Any) -> Any:
    """Return a frame of a library, by its name or by another frame of it: lazy as that is.

    Raises:
        ValueError: The library is not known.
    """
    return to_native(small_frame(like, data, types), like)


def to_native(frame: Frame, like: Any) -> Any:
    """Return a frame as one of the library that another, or a name, is of: lazy as that is."""
    backend = backend_of(like)
    lazy = not isinstance(like, str) and isinstance(nw.from_native(like), nw.LazyFrame)
    if backend == "polars" and not lazy:
        frame = frame.collect()
    made = frame.to_native()
    if backend == "pandas":
        import pandas as pd  # type: ignore[import-untyped]  # it has no types of its own  # noqa: PLC0415 - loaded only where it is needed

        return made.to_pandas(types_mapper=pd.ArrowDtype)
    return made


def small_frame(like: Any, data: Columns, types: Types) -> Frame:
    """Return a small frame of a library, by its name or a frame, to which it can be joined."""
    backend = backend_of(like)
    if backend == "polars":  # which needs no pyarrow
        return nw.from_dict(data, types, backend="polars").lazy()
    _bdc_sessions_rows = _arrow(data, types, times_as_texts=backend == "pyspark")
    inside: Any = None if isinstance(like, str) else nw.from_native(like).to_native()
    if backend == "pyspark":
        from pyspark.sql import SparkSession  # noqa: PLC0415 - loaded only where it is needed

        session = SparkSession.builder.getOrCreate() if inside is None else inside.sparkSession
        return nw.from_native(session.createDataFrame(_bdc_sessions_rows))
    if backend == "duckdb":
        import duckdb  # noqa: PLC0415 - loaded only where it is needed

        # By their local name, which no table of the caller has: in the frame's own connection.
        view = "_bdc_sessions_view", "SELECT * FROM _bdc_sessions_rows"
        try:
            made = duckdb.from_arrow(_bdc_sessions_rows) if inside is None else inside.query(*view)
        except duckdb.CatalogException:  # it may not look at Python's names: slower, value by value
            made = _values(inside, data, types)
        return nw.from_native(made)
    return nw.from_native(_bdc_sessions_rows)


def _values(inside: Any, data: Columns, types: Types) -> Any:
    """Return columns as a relation of DuckDB's that has its values in its text."""
    from duckdb import ConstantExpression, FunctionExpression  # noqa: PLC0415 - as above

    lists = {n: ConstantExpression(list(data[n])).cast(f"{_SQL[str(types[n])]}[]") for n in data}
    one = inside.query("_bdc_sessions_one", "SELECT 1")
    return one.select(*[FunctionExpression("unnest", lists[n]).alias(n) for n in data])


def _arrow(data: Columns, types: Types, *, times_as_texts: bool) -> Any:
    """Return a table of pyarrow, its times in microseconds: DuckDB compares no others."""
    import pyarrow as pa  # type: ignore[import-untyped]  # it has no types of its own  # noqa: PLC0415 - loaded only where it is needed

    if times_as_texts:
        times = {name for name, kind in types.items() if kind == nw.Time}
        data = {
            **data,
            **{n: [None if v is None else f"{v:%H:%M}" for v in data[n]] for n in times},
        }
        types = {**types, **dict.fromkeys(times, nw.String())}
    table = nw.from_dict(data, types, backend="pyarrow").to_native()
    fields = [f.with_type(pa.time64("us")) if pa.types.is_time(f.type) else f for f in table.schema]
    return table.cast(pa.schema(fields))


def backend_of(like: Any) -> str:
    """Return the name of a library, given it or a frame of the library.

    Raises:
        ValueError: The library is not known.
    """
    try:
        backend = like if isinstance(like, str) else str(nw.from_native(like).implementation)
    except TypeError:
        backend = type(like).__qualname__
    if backend not in BACKENDS:
        expected = ", ".join(BACKENDS)
        raise ValueError(f"found the backend {short_repr(backend)}; expected one of {expected}")
    return backend


def reason_not_joined(frame: Any, beside: Any) -> tuple[Bilingual | str, Bilingual | str] | None:
    """Return what is found, and expected, of a frame that can't be joined to another, if so."""
    backend = backend_of(frame)
    if backend != backend_of(beside):
        return Bilingual(f"un tableau de {backend}", f"a frame of {backend}"), backend_of(beside)
    if backend == "duckdb":
        import duckdb  # noqa: PLC0415 - loaded only where it is needed

        try:
            nw.to_native(nw.concat([nw.from_native(f).select(n=nw.len()) for f in (frame, beside)]))
        except duckdb.InvalidInputException:
            return _CONNECTION
    return None


def open_frame(frame: Any, names: Sequence[str]) -> Frame:
    """Return such columns of a frame as it has: polars lazily, pandas as pyarrow."""
    table = nw.from_native(frame)
    schema = table.collect_schema()
    table = table.select(*[name for name in names if name in schema])
    if isinstance(table, nw.DataFrame) and backend_of(frame) == "polars":
        return table.lazy()
    return nw.from_native(table.to_arrow()) if backend_of(frame) == "pandas" else table


def date_literal(day: date, beside: Frame) -> nw.Expr:
    """Return a date as an expression: of a text on Spark, which reads no year before 1000."""
    plain = date(day.year, day.month, day.day)
    if backend_of(beside) == "pyspark":
        return nw.lit(f"{plain}").cast(nw.Date())
    return nw.lit(plain)


def rows(frame: Frame) -> list[dict[str, Any]]:
    """Return the rows of a frame as dicts of plain values, null as None."""
    if backend_of(frame) == "polars":  # which needs no pyarrow
        return list(frame.collect().rows(named=True))
    eager = frame.collect("pyarrow") if isinstance(frame, nw.LazyFrame) else frame
    return list(eager.to_arrow().to_pylist())  # pandas would turn null into NaN


def computed_once(frame: Frame) -> Frame:
    """Return a frame that others are made of, computed once where that is cheap: by polars."""
    return frame.collect().lazy() if backend_of(frame) == "polars" else frame


def single_pass(frame: Frame) -> bool:
    """Whether one pass over a table costs less than a filter a rule: it shares no common part."""
    return backend_of(frame) in ("duckdb", "pyspark")
