"""What is wrong with frames: refused by name before anything is judged silently wrong by it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import partial
from typing import Any, NamedTuple

import narwhals as nw
from narwhals.exceptions import DuplicateError
from pendulum import Time

from bdc_sessions.columns.backend import (
    BACKENDS,
    Frame,
    backend_of,
    computed_once,
    date_literal,
    open_frame,
    reason_not_joined,
    rows,
)
from bdc_sessions.columns.fault import (
    FORMS,
    KEY,
    MISSING,
    NULL,
    ORPHAN,
    REPEATED,
    TYPE,
    VALUE,
    fault,
    raise_faults,
)
from bdc_sessions.columns.frames import Frames
from bdc_sessions.columns.pattern import MAY_CHANGE, SHOWS, portable
from bdc_sessions.columns.places import Place, rows_by_place
from bdc_sessions.columns.schema import DECIMAL, TABLES, TYPES, Leaf, SchemaColumn, Table
from bdc_sessions.model import Term
from bdc_sessions.model.fields import wrong_type
from bdc_sessions.rules import Report, Violation
from bdc_sessions.texts import Bilingual, normal_text

Tables = Mapping[str, Frame]
"""The frames by their tables, each with the columns of its schema, in its types."""

_TIME = "([01][0-9]|2[0-3]):[0-5][0-9]"
_TEXT = r'"([^"\\\x00-\x1f]|\\["\\bfnt]|\\u00(0[0-7be-f]|1[0-9a-f]))*"'
_TEXTS = rf"\[({_TEXT}(, {_TEXT})*)?\]"

_ARROW = "pyarrow_dtype"
"""What a type of pandas has that is one of Arrow."""

_FRAME = Bilingual(
    f"un tableau de {', '.join(BACKENDS)}, aux colonnes de noms distincts",
    f"a frame of {', '.join(BACKENDS)} whose columns have different names",
)
_NO_COLUMN = Bilingual("aucune colonne de ce nom", "no such column")
_UNKNOWN = Bilingual(
    "un type sans valeurs, ou inconnu de narwhals", "a type of no values, or unknown to narwhals"
)
_ARROW_TYPE = Bilingual(
    "un type d'Arrow : lisez-la avec dtype_backend='pyarrow'",
    "a type of Arrow: read it by dtype_backend='pyarrow'",
)
_OTHER_TEXT = Bilingual("un autre texte", "another text")
_LIST = Bilingual(
    "des textes tels que json.dumps(…, ensure_ascii=False) les écrit",
    "texts as json.dumps(…, ensure_ascii=False) writes them",
)
_HOUR = Bilingual("une heure HH:MM", "a time HH:MM")
_SECONDS = (
    Bilingual("des secondes", "seconds"),
    Bilingual("une heure en minutes entières", "a time of whole minutes"),
)
_PLACES = Bilingual("d'autres places", "other places"), "1, 2, …"
_YEARS = Bilingual("une autre année", "another year"), "0001-01-01 – 9999-12-31"

_MOST = 20
"""The rows of one fault that are told."""


def faults(frames: "Frames") -> "Report":
    """Return all that is wrong with frames: with columns, and with the rows of all other tables.

    It alone looks for texts that objects hold in another form, which is NFC, with line feeds only:
    ``validate`` and ``diff`` take them as they are, ``from_frames`` gives them that form.

    >>> from bdc_sessions import example_action
    >>> from bdc_sessions.columns import to_frames
    >>> frames = to_frames(example_action())
    >>> print(faults(frames._replace(volumes=frames.volumes.drop("total"))).text("en"))
    error COL-001 volumes.total: volumes.total: found no such column; expected Decimal.
    """
    violations, tables = open_tables(frames)
    return Report((*violations, *row_faults(tables), *_form_faults(tables)))


def checked(frames: Frames, beside: Any = None) -> Tables:
    """Return frames as they are worked on; ``beside``: a frame with which they are to be joined.

    Raises:
        InvalidError: All that is wrong with them.
        TypeError: What is no ``Frames``.
    """
    violations, tables = open_tables(frames, beside)
    raise_faults((*violations, *row_faults(tables)))
    return tables


def open_tables(frames: Frames, beside: Any = None) -> tuple[tuple[Violation, ...], Tables]:
    """Return what is wrong with the columns of frames, and the frames by their tables.

    Raises:
        TypeError: What is no ``Frames``.
    """
    if not isinstance(frames, Frames):
        raise wrong_type(frames, "frames", "Frames, which to_frames(actions) makes of actions")
    violations: list[Violation] = []
    tables: dict[str, Frame] = {}
    for table, given in zip(TABLES, frames, strict=True):
        frame = nw.to_native(given, pass_through=True)
        if unreadable := _unreadable(frame):
            violations.append(fault(TYPE, table.name, "", unreadable, _FRAME))
            continue
        beside = frame if beside is None else beside
        own = list(_column_faults(table, frame, beside))
        violations += own
        if not own:
            tables[table.name] = _in_types(table, frame)
    return tuple(violations), tables


def _unreadable(frame: Any) -> Bilingual | str | None:
    """Return what is found in place of a frame, if it is none that can be read."""
    try:
        backend_of(frame)
    except DuplicateError:
        names = Counter(getattr(frame, "column_names", frame.columns))
        twice = ", ".join(sorted({str(name) for name, count in names.items() if count > 1}))
        return Bilingual(f"plusieurs colonnes {twice}", f"several columns {twice}")
    except ValueError:
        return type(frame).__qualname__
    return None


def _column_faults(table: Table, frame: Any, beside: Any) -> Iterator[Violation]:
    backend, schema = backend_of(frame), nw.from_native(frame).collect_schema()
    if reason := reason_not_joined(frame, beside):
        yield fault(TYPE, table.name, "", *reason)
        return
    for column in table.columns:
        known = schema.get(column.name)
        if known is None and column.name == "place":  # which is made of the numbers
            continue
        if known is None:
            yield fault(MISSING, table.name, column.name, _NO_COLUMN, column.type)
        elif backend == "pandas" and not hasattr(dtype := frame.dtypes[column.name], _ARROW):
            kind = Bilingual(
                f"{dtype}, un type de pandas ou de numpy", f"{dtype}, a type of pandas or numpy"
            )
            yield fault(TYPE, table.name, column.name, kind, _ARROW_TYPE)
        elif not _is_type(known, column, frame):
            kind = _UNKNOWN if known == nw.Unknown else Bilingual(str(known), str(known))
            yield fault(TYPE, table.name, column.name, kind, column.type)


def _is_type(actual: Any, column: SchemaColumn, frame: Any) -> bool:
    if column.type == "Decimal":
        most = DECIMAL.precision - DECIMAL.scale
        return bool(actual == nw.Decimal and actual.scale <= DECIMAL.scale) and (
            actual.precision - actual.scale <= most
        )
    if column.type == "Int64":
        return bool(actual.is_signed_integer()) and actual != nw.Int128
    if column.type == "Time" and backend_of(frame) == "pyspark":
        return bool(actual == nw.String)
    if column.type == "Time" and backend_of(frame) == "duckdb" and actual == nw.Unknown:
        native = dict(zip(frame.columns, frame.types, strict=True))[column.name]
        return str(native) == "TIME_NS"  # to which polars' times come
    return bool(actual == TYPES[column.type])


def _in_types(table: Table, given: Any) -> Frame:
    """Return a frame with the columns of a table alone, in its types, blank texts as null."""
    frame = open_frame(given, [column.name for column in table.columns])
    schema = frame.collect_schema()
    exprs: dict[str, nw.Expr] = {}
    for column in table.columns:
        if column.name in schema:
            dtype, expr = schema[column.name], nw.col(column.name)
            kind = nw.String() if dtype == nw.String else TYPES[column.type]
            unchanged = dtype == kind and backend_of(frame) == "polars"
            exprs[column.name] = expr if unchanged else expr.cast(kind)
    for leaf in table.leaves.values():
        if leaf.kind is tuple:  # a compact list is written as any other
            name = leaf.columns[0].name
            exprs[name] = exprs[name].str.replace_all('","', '", "', literal=True)
        if leaf.nullable and leaf.columns[0].type == "String":
            visible = [exprs[column.name].str.contains(SHOWS) for column in leaf.columns]
            some = nw.any_horizontal(*visible, ignore_nulls=True)
            names = [column.name for column in leaf.columns]
            if leaf.kind is Term:
                exprs[names[0]] = nw.when(some).then(exprs[names[0]])
            exprs[names[-1]] = nw.when(visible[-1]).then(exprs[names[-1]])
    return frame.select(**exprs)


class _Check(NamedTuple):
    """What may be wrong with rows: of a frame with their key, where something is true."""

    fault: Callable[[Sequence[Any]], Violation]
    broken: nw.Expr
    frame: Frame
    keys: Sequence[str]


def row_faults(tables: Tables) -> Iterator[Violation]:
    """Yield what is wrong with the rows of tables: null, twice there, orphans, values."""
    readable = [table for table in TABLES if table.name in tables]
    checks = [check for table in readable for check in _checks(table, tables)]
    if not checks:
        return
    places: dict[int, list[Place]] = {}
    for n, check in enumerate(checks):
        places.setdefault(id(check.frame), []).append(Place(check.broken, {"n": str(n)}))
    frames = {id(check.frame): check.frame for check in checks}
    broken = nw.concat([rows_by_place(frames[number], those) for number, those in places.items()])
    for n in sorted({int(row["n"]) for row in rows(broken.unique())}):
        fault_of, where, frame, keys = checks[n]
        for row in rows(frame.filter(where).select(*keys).head(_MOST)):
            yield fault_of(list(row.values()))


def _checks(table: Table, tables: Tables) -> Iterator[_Check]:
    frame, name, keys = tables[table.name], table.name, table.keys
    for column in table.columns:
        null = partial(fault, NULL, name, column.name, "null", column.type)
        if column.type == "Date":  # of a library, which may be years before and after
            first, last = date_literal(date.min, frame), date_literal(date.max, frame)
            year = partial(fault, VALUE, name, column.name, *_YEARS)
            yield _Check(year, ~nw.col(column.name).is_between(first, last), frame, keys)
        if not column.nullable:
            yield _Check(null, nw.col(column.name).is_null(), frame, keys)
    for leaf in table.leaves.values():
        yield from _checks_of_texts(table, leaf, frame)
    *holder, own = keys
    if table.own is None:
        place, keys = nw.col(own), tuple(holder)
        facts = {"least": place.min(), "most": place.max(), "distinct": place.n_unique()}
        grouped = frame = computed_once(frame.group_by(*keys).agg(**facts, rows=nw.len()))
        gaps = (nw.col("least") < 1) | (nw.col("most") > nw.col("distinct"))
        gap = partial(fault, VALUE, name, own, *_PLACES)
        yield _Check(gap, gaps, frame, keys)
    else:
        grouped = frame.group_by(*keys).agg(rows=nw.len()).with_columns(distinct=nw.lit(1))
    twice = partial(fault, KEY, name, "", *REPEATED)
    yield _Check(twice, nw.col("distinct") < nw.col("rows"), grouped, keys)
    for above in TABLES:
        if above.keys == tuple(holder) and above.name in tables:
            lost = frame.join(tables[above.name].select(*holder), on=holder, how="anti")
            none = (
                f"aucune ligne de {above.name} dont elle relève",
                f"no row of {above.name} that it belongs to",
            )
            orphan = partial(
                fault, ORPHAN, name, "", Bilingual(*none), Bilingual("une ligne", "one")
            )
            yield _Check(orphan, ~nw.col("action").is_null(), lost, keys)


def _checks_of_texts(table: Table, leaf: Leaf, frame: Frame) -> Iterator[_Check]:
    """Yield what may be wrong with the texts of a column that holds certain texts only."""
    name, keys = leaf.columns[0].name, table.keys
    column, found = nw.col(name), _OTHER_TEXT
    expected: Bilingual
    if issubclass(leaf.kind, Enum):
        texts = [member.value for member in leaf.kind]
        listed = ", ".join(texts)
        known, expected = column.is_in(texts), Bilingual(f"l'un de {listed}", f"one of {listed}")
    elif leaf.kind is tuple:
        known, expected = column.str.contains(portable(_TEXTS)), _LIST
    elif leaf.kind is not Time:
        return
    elif frame.collect_schema()[name] == nw.String:
        known, expected = column.str.contains(portable(_TIME)), _HOUR
    else:  # of which there are few
        frame, keys = frame.group_by(name).agg(action=nw.col("action").min()), ("action",)
        known = column.cast(nw.String).str.contains(portable(f"{_TIME}(:00([.]0+)?)?"))
        found, expected = _SECONDS
    yield _Check(partial(fault, VALUE, table.name, name, found, expected), ~known, frame, keys)


def _form_faults(tables: Tables) -> Iterator[Violation]:
    """Yield the texts of tables that are not in their stored form, which an object gives them."""
    for table in [table for table in TABLES if table.name in tables]:
        *holder, own = table.keys
        texts = [c.name for c in table.columns if c.type == "String" and c.name not in holder]
        suspect = [nw.col(name).str.contains(MAY_CHANGE) for name in texts]
        frame = tables[table.name].filter(nw.any_horizontal(*suspect, ignore_nulls=True))
        told: Counter[str] = Counter()
        for row in rows(frame.select(*dict.fromkeys((*holder, own, *texts)))):
            for name in texts:
                text = row[name]
                if told[name] < _MOST and text is not None and normal_text(text) != text:
                    told[name] += 1
                    key = [row[k] for k in table.keys]
                    yield fault(VALUE, table.name, name, *FORMS, key)
