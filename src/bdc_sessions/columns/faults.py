"""What is wrong with frames: refused by name before anything is judged silently wrong by it."""

from collections.abc import Iterator, Mapping
from enum import Enum
from functools import partial
from typing import Any, NamedTuple

import narwhals as nw
from pendulum import Time

from bdc_sessions.columns.backend import Frame, backend_of, opened, rows
from bdc_sessions.columns.fault import KEY, MISSING, NULL, ORPHAN, TYPE, VALUE, fault, raise_faults
from bdc_sessions.columns.frames import Frames
from bdc_sessions.columns.pattern import SHOWS, portable
from bdc_sessions.columns.schema import TABLES, TYPES, SchemaColumn, Table
from bdc_sessions.columns.telling import Place, told
from bdc_sessions.model import Term
from bdc_sessions.rules import Report, Violation

Tables = Mapping[str, Frame]
"""The frames by their tables, each with the columns of its schema, in its types."""

_MOST = 20
"""The rows of one fault that are told."""


def faults(frames: Frames) -> Report:
    """Return all that is wrong with frames: with their columns first, else with their rows.

    >>> from bdc_sessions import example_action
    >>> from bdc_sessions.columns import to_frames
    >>> frames = to_frames(example_action())
    >>> print(faults(frames._replace(volumes=frames.volumes.drop("total"))).text("en"))
    error COL-001 volumes.total: volumes.total: found no such column; expected Decimal.
    """
    found, tables = opened_tables(frames)
    return Report(found or tuple(row_faults(tables)))


def checked(frames: Frames) -> Tables:
    """Return frames as they are worked on.

    Raises:
        InvalidError: All that is wrong with them.
    """
    found, tables = opened_tables(frames)
    raise_faults(found or row_faults(tables))
    return tables


def opened_tables(frames: Frames) -> tuple[tuple[Violation, ...], Tables]:
    """Return what is wrong with the columns of frames, and the frames by their tables."""
    found: list[Violation] = []
    tables: dict[str, Frame] = {}
    for table, frame in zip(TABLES, frames, strict=True):
        own = list(_column_faults(table, frame))
        found += own
        if not own:
            tables[table.name] = _in_types(table, opened(frame))
    return tuple(found), tables


def _column_faults(table: Table, frame: Any) -> Iterator[Violation]:
    schema = nw.from_native(frame).collect_schema()
    numpy = _numpy_columns(frame) if backend_of(frame) == "pandas" else frozenset()
    for column in table.columns:
        known = schema.get(column.name)
        if known is None:
            if not _may_lack(column):
                yield fault(MISSING, table.name, column.name, "no such column", column.type)
        elif column.name in numpy:
            expected = "a type of Arrow: read it by dtype_backend='pyarrow'"
            yield fault(TYPE, table.name, column.name, "a type of numpy", expected)
        elif not (
            _is_type(known, column.type, backend_of(frame)) or _is_nanoseconds(frame, column)
        ):
            yield fault(TYPE, table.name, column.name, str(known), column.type)


def _may_lack(column: SchemaColumn) -> bool:
    return column.name == "place"  # which is made of the numbers


def _numpy_columns(frame: Any) -> frozenset[str]:
    return frozenset(
        str(name) for name, dtype in frame.dtypes.items() if not hasattr(dtype, "pyarrow_dtype")
    )


def _is_type(found: Any, name: str, backend: str) -> bool:
    if name == "Decimal":
        decimal = TYPES["Decimal"]
        most = decimal.precision - decimal.scale
        return bool(found == nw.Decimal and found.scale <= decimal.scale) and (
            found.precision - found.scale <= most
        )
    if name == "Int64":
        return bool(found.is_signed_integer()) and found != nw.Int128
    if name == "Time" and backend == "pyspark":
        return bool(found == nw.String)
    return bool(found == TYPES[name])


def _is_nanoseconds(frame: Any, column: SchemaColumn) -> bool:
    """Whether a column is of the one other time of DuckDB, to which polars' times come."""
    if backend_of(frame) != "duckdb" or column.type != "Time":
        return False
    return str(dict(zip(frame.columns, frame.types, strict=True))[column.name]) == "TIME_NS"


def _in_types(table: Table, frame: Frame) -> Frame:
    """Return a frame with the columns of a table alone, in its types, blank texts as null."""
    schema = frame.collect_schema()
    wanted: dict[str, nw.Expr] = {}
    for column in table.columns:
        if column.name in schema:
            given, kind = schema[column.name], TYPES[column.type]
            kept = given == kind and str(frame.implementation) == "polars"
            expr = nw.col(column.name)
            wanted[column.name] = (
                expr if kept else expr.cast(nw.String() if given == nw.String else kind)
            )
    for leaf in table.leaves.values():
        if leaf.nullable and leaf.columns[0].type == "String":
            shown = [wanted[column.name].str.contains(SHOWS) for column in leaf.columns]
            some = nw.any_horizontal(*shown, ignore_nulls=True)
            names = [column.name for column in leaf.columns]
            if leaf.kind is Term:
                wanted[names[0]] = nw.when(some).then(wanted[names[0]])
            wanted[names[-1]] = nw.when(shown[-1]).then(wanted[names[-1]])
    return frame.select(**wanted)


class _Check(NamedTuple):
    """What may be wrong with rows of a table: of a frame with its key, where something is true."""

    code: str
    table: Table
    column: str
    found: str
    expected: str
    frame: Frame
    keys: tuple[str, ...]
    broken: nw.Expr


def row_faults(tables: Tables) -> Iterator[Violation]:
    """Yield what is wrong with the rows of tables: null, twice there, orphans, values."""
    checks = [check for table in TABLES for check in _checks(table, tables)]
    by_frame: dict[int, list[int]] = {}
    for number, check in enumerate(checks):
        by_frame.setdefault(id(check.frame), []).append(number)
    broken = [
        told(checks[those[0]].frame, [_place(n, checks[n]) for n in those])
        for those in by_frame.values()
    ]
    for number in sorted({row["n"] for row in rows(nw.concat(broken).select("n").unique())}):
        check = checks[number]
        some = check.frame.filter(check.broken).select(*check.keys).head(_MOST)
        for row in rows(some):
            key = list(row.values())
            yield fault(
                check.code, check.table.name, check.column, check.found, check.expected, key
            )


def _place(number: int, check: _Check) -> Place:
    return Place(check.broken, {"n": nw.lit(number), "action": nw.col("action")})


def _checks(table: Table, tables: Tables) -> Iterator[_Check]:
    frame, keys, always = tables[table.name], table.keys, ~nw.col("action").is_null()
    *holder, own = keys
    check = partial(_Check, table=table, frame=frame, keys=keys)
    for column in table.columns:
        null = nw.col(column.name).is_null()
        if not column.nullable:
            yield check(NULL, column=column.name, found="null", expected=column.type, broken=null)
    for leaf in table.leaves.values():
        name, known, expected = leaf.columns[0].name, None, "a time HH:MM"
        if issubclass(leaf.kind, Enum):
            expected = f"one of {', '.join([member.value for member in leaf.kind])}"
            known = nw.col(name).is_in([member.value for member in leaf.kind])
        elif leaf.kind is Time and backend_of(frame) == "pyspark":
            known = nw.col(name).str.contains(portable("([01][0-9]|2[0-3]):[0-5][0-9]"))
        if known is not None:
            found = {"found": "another text", "expected": expected}
            yield check(VALUE, column=name, **found, broken=~known)
    if table.own is None:
        places = {"least": nw.col(own).min(), "most": nw.col(own).max(), "rows": nw.len()}
        frame = frame.group_by(*holder).agg(**places, distinct=nw.col(own).n_unique())
        check = partial(_Check, table=table, frame=frame, keys=tuple(holder))
        amiss = (nw.col("least") < 1) | (nw.col("most") > nw.col("distinct"))
        found = {"found": "other places", "expected": "1, 2, …"}
        yield check(VALUE, column=own, **found, broken=amiss)
        twice = nw.col("distinct") < nw.col("rows")
    else:
        grouped = frame.group_by(*keys).agg(rows=nw.len())
        check, twice = partial(check, frame=grouped), nw.col("rows") > 1
    found = {"found": "a key that stands more than once", "expected": "each once"}
    yield check(KEY, column="", **found, broken=twice)
    for above in TABLES:
        if above.keys == tuple(holder):
            known = tables[above.name].select(*holder)
            lost = frame.join(known, on=holder, how="anti")
            found = {"found": f"no row of {above.name} that it lies in", "expected": "one"}
            yield check(ORPHAN, column="", **found, frame=lost, broken=always)
