"""Frames as others make them: read as they should be, or refused in words, in both languages."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd  # type: ignore[import-untyped]  # it has no types of its own
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]  # it has no types of its own
import pytest
from tests.columns.equality import dicts, expected, rows

from bdc_sessions import InvalidError, example_action
from bdc_sessions.columns import Frames, diff, faults, from_frames, to_frames
from bdc_sessions.columns import validate as validate_frames
from bdc_sessions.texts import LANGUAGES

ACTION = example_action().set("components[01].sessions[01].places", -1)
PLAIN = to_frames([ACTION, example_action().evolve(number="2", schemes=("é\n\x01", '"'))])


def with_table(name: str, edit: Callable[[Any], Any], backend: str = "polars") -> Frames:
    frames = PLAIN if backend == "polars" else to_frames(from_frames(PLAIN), backend)
    return frames._replace(**{name: edit(getattr(frames, name))})


def with_column(name: str, **columns: pl.Expr) -> Frames:
    return with_table(name, lambda table: table.with_columns(**columns))


def assert_the_same(frames: Frames) -> None:
    assert from_frames(frames) == from_frames(PLAIN)
    assert rows(validate_frames(frames).violations) == expected(from_frames(PLAIN))


def of_arrow(edit: Callable[[Any], Any]) -> Frames:
    """Return the tables of pyarrow, their types edited."""
    tables = [table.to_arrow() for table in PLAIN]
    schemas = [pa.schema([f.with_type(edit(f.type)) for f in t.schema]) for t in tables]
    return Frames(*[t.cast(schema) for t, schema in zip(tables, schemas, strict=True)])


@pytest.mark.parametrize(
    "frames",
    [
        Frames(*[nw.from_native(table) for table in PLAIN]),
        Frames(*[nw.from_native(t) for t in to_frames(from_frames(PLAIN), "pandas")]),
        PLAIN._replace(infos=PLAIN.infos.lazy()),
        of_arrow(lambda kind: pa.string_view() if pa.types.is_large_string(kind) else kind),
        of_arrow(lambda kind: pa.time32("s") if pa.types.is_time(kind) else kind),
        of_arrow(lambda kind: pa.decimal128(12, 2) if pa.types.is_decimal(kind) else kind),
        Frames(*[pa.concat_tables([t[:1].to_arrow(), t[1:].to_arrow()]) for t in PLAIN]),
        with_table("infos", lambda t: t.set_axis([7] * len(t)), "pandas"),
        with_table("infos", lambda t: t.rename_axis("places"), "pandas"),
    ],
)
def test_frames_that_hold_the_same_are_read_the_same(frames: Frames) -> None:
    assert_the_same(frames)


@pytest.mark.parametrize(
    "of_polars",
    [lambda t: t, lambda t: t.to_arrow(), lambda t: duckdb.from_arrow(t.to_arrow())],
    ids=["polars", "pyarrow", "duckdb"],
)
def test_a_list_is_the_same_with_blanks_and_without(of_polars: Callable[[Any], Any]) -> None:
    action = example_action().evolve(schemes=("é", 'a","b', "c\\"))
    frames = to_frames(action)
    text = json.dumps(action.schemes, ensure_ascii=False, separators=(",", ":"))
    compact = frames._replace(actions=frames.actions.with_columns(schemes=pl.lit(text)))
    given = Frames(*map(of_polars, compact))
    assert from_frames(given) == (action,)
    assert dicts(diff(Frames(*map(of_polars, frames)), given)) == []


HOSTILE: list[tuple[Frames, str, str]] = [
    (PLAIN._replace(infos=None), "COL-002", "found NoneType; expected a frame of polars, pandas"),
    (PLAIN._replace(actions=None), "COL-002", "actions: found NoneType"),
    (Frames(*"123456"), "COL-002", "actions: found str"),
    (PLAIN._replace(infos=PLAIN.infos["places"]), "COL-002", "infos: found Series"),
    (
        with_table("actions", lambda t: pd.concat([t, t[["year"]]], axis=1), "pandas"),
        "COL-002",
        "actions: found several columns year; expected a frame",
    ),
    (
        with_table(
            "infos", lambda t: t.append_column("x", t[0]).append_column("x", t[0]), "pyarrow"
        ),
        "COL-002",
        "infos: found several columns x",
    ),
    (
        with_table("infos", lambda t: t.with_columns(comment=pl.lit(None))),
        "COL-002",
        "infos.comment: found a type of no values, or unknown to narwhals; expected String",
    ),
    (
        with_table("infos", lambda t: t.cast({"address_city": pl.Categorical})),
        "COL-002",
        "infos.address_city: found Categorical; expected String",
    ),
    (
        with_table("sessions", lambda t: t.cast({"start": pl.Datetime("us", "UTC")})),
        "COL-002",
        "found Datetime(time_unit='us', time_zone='UTC'); expected Date",
    ),
    (
        with_table("sessions", lambda t: t.cast({"places": pl.Decimal(18, 0)})),
        "COL-002",
        "sessions.places: found Decimal(precision=18, scale=0); expected Int64",
    ),
    (
        with_table("infos", lambda t: t.set_index("session"), "pandas"),
        "COL-001",
        "infos.session: found no such column",
    ),
    (
        with_table("infos", lambda t: t.astype({"places": "Int64"}), "pandas"),
        "COL-002",
        "found Int64, a type of pandas or numpy; expected a type of Arrow: read it by",
    ),
    *[
        (
            with_column("sessions", start=pl.lit(day).cast(pl.Date)),
            "COL-006",
            "sessions.start (2 / 01 / 01): found another year; expected 0001-01-01 – 9999-12-31",
        )
        for day in (-719163, 2932897)  # the days before the first, and after the last
    ],
    *[
        (
            with_column("actions", schemes=pl.lit(text)),
            "COL-006",
            "actions.schemes (2): found another text; expected texts as json.dumps(",
        )
        for text in ('["a" ,"b"]', '[ "a"]', '["\\u00e9"]', '["\\ud800"]', '["\\r"]', '["/", 1]')
    ],
]


@pytest.mark.parametrize(("frames", "code", "text"), HOSTILE)
def test_frames_that_cannot_be_read_are_refused_in_words(
    frames: Frames, code: str, text: str
) -> None:
    found = [(v.code, v.message("en")) for v in faults(frames)]
    assert any(own == code and text in message for own, message in found), found
    for function in (validate_frames, from_frames, lambda f: diff(f, f)):
        with pytest.raises(InvalidError):
            function(frames)


def test_faults_are_told_in_french_without_english() -> None:
    for frames, _, _ in HOSTILE:
        for violation in faults(frames):
            french, english = [violation.message(lang) for lang in LANGUAGES]
            words = set(french.split()) - {"pandas", "polars,", "pandas,"}
            assert not words & {"found", "expected", "a", "of", "no", "one", "another", "each"}, (
                french,
                english,
            )


@pytest.fixture
def parquet(tmp_path: Path) -> Path:
    for name, table in PLAIN._asdict().items():
        table.write_parquet(tmp_path / name)
    return tmp_path


@pytest.fixture
def databases() -> Iterator[list[Any]]:
    opened = [duckdb.connect(), duckdb.connect()]
    yield opened
    for database in opened:
        database.close()


def read(database: Any, folder: Path) -> Frames:
    return Frames(*[database.read_parquet(str(folder / name)) for name in Frames._fields])


def test_frames_of_two_connections_are_refused_in_words(
    parquet: Path, databases: list[Any]
) -> None:
    before, after = [read(database, parquet) for database in databases]
    mixed = before._replace(infos=after.infos)
    assert [v.message() for v in faults(mixed)] == [
        "infos : trouvé un tableau d'une autre connexion ; attendu : un de la même."
    ]
    with pytest.raises(InvalidError, match="found a frame of another connection"):
        diff(before, after)


def test_a_connection_that_may_not_look_at_python_is_enough(
    parquet: Path, databases: list[Any]
) -> None:
    database = databases[0]
    for name, relation in read(database, parquet)._asdict().items():
        relation.create(name)
    for setting in ("python_enable_replacements=false", "enable_external_access=false"):
        database.execute(f"SET {setting}")
    database.execute("SET lock_configuration=true")
    assert_the_same(Frames(*[database.table(name) for name in Frames._fields]))


def test_all_that_is_wrong_is_told_at_once() -> None:
    infos = PLAIN.infos.with_columns(places=pl.lit(None, pl.Int64), session=pl.lit("x"))
    volumes = PLAIN.volumes.drop("total").cast({"mean": pl.Float64})
    frames = PLAIN._replace(
        infos=infos,
        volumes=volumes,
        sessions=PLAIN.sessions.cast({"places": pl.UInt8}, strict=False),
    )
    due = {
        "infos.places": "COL-003",
        "volumes.total": "COL-001",
        "volumes.mean": "COL-002",
        "sessions.places": "COL-002",
    }
    assert {v.label: v.code for v in faults(frames)} == due
    for function in (validate_frames, from_frames):
        with pytest.raises(InvalidError) as caught:
            function(frames)
        assert {v.label: v.code for v in caught.value.report} == due


@pytest.mark.parametrize(
    "function",
    [validate_frames, faults, from_frames, lambda f: diff(f, f), lambda f: diff(PLAIN, f)],
)
def test_what_are_no_frames_is_refused_with_what_makes_them(function: Callable[[Any], Any]) -> None:
    for wrong in ([ACTION], ACTION, (1, 2), None):
        expected = r"frames: found .*; expected Frames, which to_frames\(actions\) makes of actions"
        with pytest.raises(TypeError, match=expected):
            function(wrong)


def test_what_is_no_actions_is_refused() -> None:
    for wrong in (3, None, "ab"):
        with pytest.raises(TypeError, match=r"to_frames\(actions\): found"):
            to_frames(wrong)  # type: ignore[arg-type]  # that is what is refused
