"""Actions become frames and come back; what frames can't be is told by name."""

import re
import subprocess
import sys
from datetime import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import polars as pl
import pytest
from hypothesis import given
from pendulum import Date, Time
from tests.columns.conftest import BACKENDS, QUICK
from tests.columns.equality import assert_equal, holdable, renumbered, rows
from tests.columns.test_equality import drawn

from bdc_sessions import (
    RULES,
    Action,
    InvalidError,
    Term,
    example_action,
    example_dossier,
    validate,
)
from bdc_sessions.columns import SCHEMA, Frames, faults, frame, from_frames, to_frames
from bdc_sessions.columns import validate as validate_frames
from bdc_sessions.rules import Report
from bdc_sessions.testing import Quality, actions

INFO = "components[01].sessions[01].infos[1]"
ENGLISH = re.compile(r"\b(found|expected|another|each|key|row|of|that|read|seconds|such|whole)\b")
EXTREME = (
    example_action()
    .set(INFO + ".date", Date(1, 1, 1))
    .evolve(
        end=Date(9999, 12, 31), schemes=("é\x00", "]"), programmes=("", "\U0001f600"), title="\x00"
    )
    .set(INFO + ".address.suffix", Term("", code="3"))
)


@pytest.mark.parametrize("backend", BACKENDS)
def test_actions_come_back_as_they_were(backend: str) -> None:
    kept = renumbered([EXTREME, *holdable(drawn(40))[:20]])
    assert from_frames(to_frames(kept, backend)) == tuple(kept)


@given(actions(quality=Quality.ANY))
def test_any_action_that_columns_hold_comes_back(action: Action) -> None:
    assert from_frames(to_frames(holdable([action]))) == tuple(holdable([action]))


def test_sessions_stand_in_the_order_of_their_numbers_whatever_order_rows_come_in() -> None:
    frames = to_frames(drawn(40)[:20])
    shuffled = Frames(*[table.reverse() for table in frames])
    assert set(from_frames(shuffled)) == set(drawn(40)[:20])


def test_frames_are_made_of_the_schema() -> None:
    for table, name in zip(to_frames(example_action()), Frames._fields, strict=True):
        assert table.columns == [column.name for column in SCHEMA[name]]


def test_heads_are_the_guides() -> None:
    heads = to_frames(example_action(), labels="fr").sessions.columns
    assert {"Date début", "Nb. de places", "Lieu de la session – Ville"} <= set(heads)


def test_what_no_column_can_hold_is_refused_all_at_once() -> None:
    volume = "components[01].volumes[Heure stagiaire centre]"
    action = example_action().set(volume + ".mean", Decimal("0.00001"))
    action = action.set(volume + ".total", Decimal(10) ** 14).evolve(year=2**63)
    with pytest.raises(InvalidError) as caught:
        to_frames([action, action])
    assert sorted(v.code for v in caught.value.report) == ["COL-004", *["COL-006"] * 6]
    assert "volumes.mean" in str(caught.value)


def test_what_an_object_would_read_in_another_form_is_told_by_name() -> None:
    frames = to_frames(example_action())
    infos = frames.infos.with_columns(comment=pl.lit("e\u0301" * 300))
    result = validate_frames(frames._replace(infos=infos))
    with pytest.raises(InvalidError, match="another form of a text"):
        _ = result.violations


def test_heads_are_french_or_none() -> None:
    with pytest.raises(ValueError, match="found labels='de'"):
        to_frames(example_action(), labels="de")


def test_polars_alone_is_enough(tmp_path: Path) -> None:
    script = tmp_path / "alone.py"
    script.write_text(
        """
import sys
sys.modules |= dict.fromkeys(("pyarrow", "pandas", "duckdb", "pyspark"))
from bdc_sessions import columns, example_action
frames = columns.to_frames(example_action().set("components[01].sessions[01].places", -1))
assert columns.from_frames(frames)[0].component("01").session("01").places == -1
assert columns.validate(frames).violations["code"].to_list() == ["SES-003"]
assert columns.diff(frames, frames).height == 0
""",
        encoding="utf-8",
    )
    subprocess.run([sys.executable, script], check=True)


def test_what_is_found_in_lazy_frames_is_lazy() -> None:
    frames = to_frames(example_action().set("components[01].sessions[01].places", -1))
    result = validate_frames(Frames(*[table.lazy() for table in frames]))
    assert isinstance(result.facts, pl.LazyFrame)
    assert result.violations.collect().equals(validate_frames(frames).violations)


def test_a_backend_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="found the backend 'excel'"):
        to_frames(example_action(), backend="excel")


def codes(frames: Frames) -> list[tuple[str, str]]:
    report = faults(frames)
    with pytest.raises(InvalidError):
        validate_frames(frames)
    with pytest.raises(InvalidError):
        from_frames(frames)
    assert [v.message() for v in report if ENGLISH.search(v.message())] == []
    return sorted({(v.code, v.label) for v in report})


def edited(name: str, edit: Any) -> Frames:
    frames = to_frames([example_action(), example_action().evolve(number="2")])
    return frames._replace(**{name: edit(getattr(frames, name))})


@pytest.mark.parametrize(
    ("name", "edit", "fault"),
    [
        ("sessions", lambda t: t.drop("places"), ("COL-001", "sessions.places")),
        ("sessions", lambda t: t.cast({"places": pl.Float64}), ("COL-002", "sessions.places")),
        ("infos", lambda t: t.cast({"start": pl.String}), ("COL-002", "infos.start")),
        ("volumes", lambda t: t.cast({"mean": pl.Float64}), ("COL-002", "volumes.mean")),
        ("actions", lambda t: t.cast({"start": pl.Datetime}), ("COL-002", "actions.start")),
        (
            "sessions",
            lambda t: t.with_columns(places=pl.lit(None, pl.Int64)),
            ("COL-003", "sessions.places"),
        ),
        (
            "infos",
            lambda t: t.with_columns(session=pl.lit(None, pl.String)),
            ("COL-003", "infos.session"),
        ),
        ("sessions", lambda t: pl.concat([t, t]), ("COL-004", "sessions")),
        ("actions", lambda t: pl.concat([t, t]), ("COL-004", "actions")),
        ("infos", lambda t: t.with_columns(session=pl.lit("x")), ("COL-005", "infos")),
        ("sites", lambda t: t.with_columns(action=pl.lit("x")), ("COL-005", "sites")),
        ("actions", lambda t: t.with_columns(entry=pl.lit("x")), ("COL-006", "actions.entry")),
        ("infos", lambda t: t.with_columns(info=0 * pl.col("info")), ("COL-006", "infos.info")),
        ("infos", lambda t: t.with_columns(info=1 + pl.col("info")), ("COL-006", "infos.info")),
        ("infos", lambda t: pl.concat([t, t]), ("COL-004", "infos")),
        (
            "infos",
            lambda t: t.with_columns(end=pl.lit(time(12, 0, 1))),
            ("COL-006", "infos.end"),
        ),
        (
            "actions",
            lambda t: t.with_columns(schemes=pl.lit("x, y")),
            ("COL-006", "actions.schemes"),
        ),
        ("sites", lambda t: pl.concat([t, t]), ("COL-004", "sites")),
        ("volumes", lambda t: pl.concat([t, t]), ("COL-004", "volumes")),
        (
            "volumes",
            lambda t: t.with_columns(unit=pl.lit(None, pl.String)),
            ("COL-003", "volumes.unit"),
        ),
    ],
)
def test_frames_that_would_be_judged_wrongly_are_refused_by_name(
    name: str, edit: Any, fault: tuple[str, str]
) -> None:
    assert fault in codes(edited(name, edit))


def test_no_row_is_lost_between_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bdc_sessions.columns.validation.MOST_SESSIONS", 1)
    null = edited("infos", lambda t: t.with_columns(action=pl.lit(None, pl.String)))
    assert ("COL-003", "infos.action") in codes(null)


def test_two_numbers_that_are_one_in_their_one_form_are_told() -> None:
    frames = to_frames(example_action())
    other = [frames.sessions.with_columns(session=pl.lit(n)) for n in ("\u00e9", "e\u0301")]
    twice = frames._replace(sessions=pl.concat(other), infos=frames.infos.clear())
    with pytest.raises(InvalidError, match="COL-006 components"):
        from_frames(twice)


def test_numpys_columns_are_refused_by_name() -> None:
    frames = to_frames(example_action(), "pandas")
    numpy = frames._replace(sessions=frames.sessions.astype({"places": "int64"}))
    assert codes(numpy) == [("COL-002", "sessions.places")]


def test_frames_of_several_libraries_are_refused_by_name() -> None:
    frames, others = to_frames(example_action()), to_frames(example_action(), "pandas")
    assert codes(frames._replace(infos=others.infos)) == [("COL-002", "infos")]


def test_what_was_found_is_shown_in_a_line() -> None:
    assert repr(validate_frames(to_frames(example_action()), rules=RULES.only("SES-002"))) == (
        "Found(skipped=())"
    )


def test_what_is_no_frames_is_refused() -> None:
    for function in (faults, from_frames, validate_frames):
        with pytest.raises(TypeError, match="found 3"):
            function(3)  # type: ignore[arg-type]  # that is what is refused


@pytest.mark.parametrize("backend", QUICK)
def test_columns_may_stand_in_another_order_among_others(backend: str) -> None:
    frames = to_frames(example_action(), backend)
    others = {"unlike": nw.lit(1), "a.b": nw.lit(None), "_place": nw.lit("x")}
    more = [nw.from_native(table) for table in frames]
    mixed = Frames(
        *[t.select(**others, **{c: nw.col(c) for c in reversed(t.columns)}) for t in more]
    )
    mixed = Frames(*[table.to_native() for table in mixed])
    assert from_frames(mixed) == (example_action(),)
    assert rows(validate_frames(mixed).violations) == rows(validate_frames(frames).violations)


def test_what_stands_in_other_columns_of_pandas_does_not_matter() -> None:
    frames = to_frames([example_action(), example_action().evolve(number="2")], "pandas")
    other = frames.infos["date"].astype(object)
    other.iloc[0] = 1
    mixed = frames._replace(infos=frames.infos.assign(other=other))
    assert from_frames(mixed) == from_frames(frames)


def test_duckdb_takes_the_tables_of_any_name() -> None:
    action = example_action().set(INFO + ".start", Time(13, 0))
    database = duckdb.connect()
    for name in ("small", "other", "rows", "data", "frame"):
        database.execute(f"CREATE TABLE {name} AS SELECT 42 AS x")
    tables = Frames(*[database.from_arrow(table) for table in to_frames(action, "pyarrow")])
    result = validate_frames(tables)
    assert [row[0] for row in result.violations.fetchall()] == ["INF-001"]
    database.close()


def test_a_faultless_frame_has_no_faults() -> None:
    assert faults(to_frames(example_action())) == Report()


@pytest.mark.parametrize("backend", QUICK)
def test_a_blank_text_that_is_optional_is_missing(backend: str) -> None:
    frames = to_frames(example_action(), "polars")
    infos = frames.infos.with_columns(
        comment=pl.lit(" \u200b"), address_suffix=pl.lit(""), address_suffix_code=pl.lit(" ")
    )
    (action,) = from_frames(frames._replace(infos=infos))
    assert action[INFO + ".comment"] is None
    assert_equal([action], backend)
    blank = validate_frames(frames._replace(infos=infos)).violations
    assert blank.height == len(validate(action))


def test_duckdb_takes_the_times_of_polars() -> None:
    frames = to_frames(example_action().set(INFO + ".start", Time(13, 0)))
    database = duckdb.connect()
    tables = Frames(*[database.from_arrow(table.to_arrow()) for table in frames])
    assert [row[0] for row in validate_frames(tables).violations.fetchall()] == ["INF-001"]
    database.close()


def test_what_one_holds_is_a_frame_with_real_types() -> None:
    dossier = example_dossier()
    report = validate(example_action().set("components[01].sessions[01].places", -1))
    assert frame(report, "polars")["code"].to_list() == ["SES-003"]
    assert frame(dossier.tracking(), "polars").schema["issued_on"] == pl.Date
    history = dossier.history("components[01].sessions[01].places")
    assert frame(history, "polars").schema["at"] == pl.Datetime("us", "UTC")
    changes = dossier.requests[0].changes
    assert frame(changes, "polars", labels="fr").columns[1] == "Intitulé du champ"
    sessions = example_action().component("01").sessions
    assert str(frame(sessions).dtypes["start"]) == "date32[day][pyarrow]"
    assert "Nb. de places" in frame(sessions, labels="fr").columns
    for wrong in (3, "abc", [3]):
        with pytest.raises(TypeError, match="a report, changes"):
            frame(wrong)  # type: ignore[arg-type]  # that is what is refused
