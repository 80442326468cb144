"""Comparison of two states, one session edited, against peers given dicts shared alike."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import dictdiffer
import jsonpatch
import pytest
from benchmarks.data import action_of, best, copied, edited
from deepdiff import DeepDiff
from pytest_benchmark.fixture import BenchmarkFixture

from bdc_sessions import diff
from bdc_sessions.model.scalars import to_json

Compare = Callable[[Any, Any], Any]
PEERS: dict[str, Compare] = {
    "deepdiff": DeepDiff,
    "jsonpatch": jsonpatch.make_patch,
    "dictdiffer": lambda before, after: list(dictdiffer.diff(before, after)),
}


def shared_dicts() -> tuple[Any, Any]:
    """Return the two states as dicts; what the edit left is the same dict in both."""
    before = to_json(action_of())
    after = {**before, "components": list(before["components"])}
    component = {**before["components"][4]}
    component["sessions"] = list(component["sessions"])
    component["sessions"][24] = {**component["sessions"][24], "places": 2}
    after["components"][4] = component
    assert after == to_json(edited(action_of()))
    return before, after


def unshared_dicts() -> tuple[Any, Any]:
    before, after = shared_dicts()
    return before, json.loads(json.dumps(after))


@pytest.mark.benchmark(group="diff, shared parts")
def test_diff_shared(benchmark: BenchmarkFixture) -> None:
    action, after = action_of(), edited(action_of())
    assert len(benchmark(diff, action, after)) == 1


@pytest.mark.benchmark(group="diff, shared parts")
@pytest.mark.parametrize("peer", PEERS)
def test_peer_shared(benchmark: BenchmarkFixture, peer: str) -> None:
    benchmark.pedantic(PEERS[peer], args=shared_dicts(), rounds=5)


@pytest.mark.benchmark(group="diff, deep copy")
def test_diff_unshared(benchmark: BenchmarkFixture) -> None:
    assert len(benchmark(diff, action_of(), copied(edited(action_of())))) == 1


@pytest.mark.benchmark(group="diff, deep copy")
@pytest.mark.parametrize("peer", PEERS)
def test_peer_unshared(benchmark: BenchmarkFixture, peer: str) -> None:
    benchmark.pedantic(PEERS[peer], args=unshared_dicts(), rounds=1 if peer == "deepdiff" else 5)


@pytest.mark.parametrize(("sharing", "target"), [("shared", 200), ("deep copy", 20)])
def test_targets(benchmark: BenchmarkFixture, sharing: str, target: int) -> None:
    action, after = action_of(), edited(action_of())
    dicts = shared_dicts() if sharing == "shared" else unshared_dicts()
    compared = after if sharing == "shared" else copied(after)
    ours = best(lambda: diff(action, compared), 20, 100 if sharing == "shared" else 1)
    theirs = {
        name: best(partial(call, *dicts), 1 if name == "deepdiff" and target == 20 else 5)
        for name, call in PEERS.items()
    }
    benchmark(lambda: None)
    print(  # noqa: T201 - shown with -s
        f"\n{sharing}: ours {ours * 1e3:.4f} ms",
        {n: f"{t * 1e3:.2f} ms, {t / ours:.1f} x" for n, t in theirs.items()},
    )
    assert min(theirs.values()) >= target * ours
