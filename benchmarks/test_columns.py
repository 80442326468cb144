"""Columns against polars by hand, against the objects' engine, and DuckDB against polars."""

from time import perf_counter
from typing import Any

import duckdb
import pytest
from benchmarks.by_hand import check
from benchmarks.columns_data import frames_of
from benchmarks.data import TODAY, action_of, least, postal
from pytest_benchmark.fixture import BenchmarkFixture

from bdc_sessions import validate
from bdc_sessions.columns import Frames, diff
from bdc_sessions.columns import validate as validate_frames

GIVEN: dict[str, Any] = {"today": TODAY, "postal": postal}
SIZE = 200_000


def facts(frames: Frames) -> Any:
    return validate_frames(frames, **GIVEN).facts


def seconds(call: Any, rounds: int = 3) -> float:
    found = []
    for _ in range(rounds):
        start = perf_counter()
        call()
        found.append(perf_counter() - start)
    return min(found)


def test_by_hand_finds_the_same() -> None:
    frames = frames_of(10_000)
    names = ["code", "path"]
    ours, theirs = facts(frames).select(names), check(frames).collect().select(names)
    assert ours.sort(names).equals(theirs.sort(names))
    assert ours.height == 400


@pytest.mark.benchmark(group="a region, on polars")
@pytest.mark.parametrize("size", [10_000, 100_000])
def test_polars(benchmark: BenchmarkFixture, size: int) -> None:
    frames = frames_of(size)
    assert benchmark.pedantic(facts, (frames,), rounds=3).height == size * 4 // 100


def test_targets(benchmark: BenchmarkFixture) -> None:
    frames = frames_of(SIZE)
    ours, theirs = seconds(lambda: facts(frames)), seconds(lambda: check(frames).collect())
    objects = least({"objects": lambda: validate(action_of(), **GIVEN)}, 10)["objects"] / 500
    on_duckdb = Frames(*[duckdb.from_arrow(frame.to_arrow()) for frame in frames])
    duck = seconds(lambda: facts(on_duckdb).fetchall(), 1)
    later = frames._replace(
        sessions=frames.sessions.with_columns(places=frames.sessions["places"] + 1)
    )
    snapshots = seconds(lambda: diff(frames, later), 1)
    benchmark.extra_info.update(
        by_hand=ours / theirs, objects=objects * SIZE / ours, duckdb=duck / ours
    )
    benchmark(lambda: None)
    print(  # noqa: T201 - shown with -s
        f"\npolars {ours:.2f} s, by hand {theirs:.2f}, {ours / theirs:.2f} x; objects "
        f"{objects * SIZE / ours:.1f} x; duckdb {duck:.2f} s, {duck / ours:.1f} x; "
        f"diff {snapshots:.2f} s"
    )
    assert ours <= 1.75 * theirs
    assert objects * SIZE >= 10 * ours
    assert duck <= 4 * ours
    assert snapshots <= 2 * ours
