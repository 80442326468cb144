"""LHEO of 10,000 sessions, each with two informations: reading against lxml's bare parse."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from benchmarks.data import action_of
from benchmarks.test_codec import interleaved
from lxml import etree
from pytest_benchmark.fixture import BenchmarkFixture

from bdc_sessions import Action, CollectiveInfo, Session
from bdc_sessions.feeds import lheo
from bdc_sessions.feeds.lheo.example import example_offer

SESSIONS = 10_000
TARGET = 5.0


def offer(*_: object) -> lheo.Offer:
    return example_offer()


@cache
def spread(sessions: int = SESSIONS) -> Action:
    """Make an action whose informations all have an address and a comment of their own."""
    action = action_of(sessions)

    def info(number: int, one: CollectiveInfo) -> CollectiveInfo:
        comment = f"arrêt {number}, ligne de bus n° {number % 40}, tramway ligne {number % 4}"
        return one.evolve(address=one.address.evolve(number=str(number)), comment=comment)

    def session(place: int, one: Session) -> Session:
        return one.evolve(infos=[info(2 * place + n, held) for n, held in enumerate(one.infos)])

    return action.evolve(
        components=[
            component.evolve(
                sessions=[
                    session(n * sessions + place, one)
                    for place, one in enumerate(component.sessions)
                ]
            )
            for n, component in enumerate(action.components)
        ]
    )


@cache
def document(make: Callable[[int], Action], sessions: int = SESSIONS) -> bytes:
    return lheo.dumps(make(sessions), offer)


@pytest.mark.benchmark(group="lheo, by sessions")
@pytest.mark.parametrize("sessions", [2_500, 5_000, 10_000])
def test_dumps(benchmark: BenchmarkFixture, sessions: int) -> None:
    action = spread(sessions)
    assert benchmark(lambda: lheo.dumps(action, offer)).startswith(b"<?xml")


@pytest.mark.benchmark(group="lheo, by sessions")
@pytest.mark.parametrize("sessions", [2_500, 5_000, 10_000])
def test_loads(benchmark: BenchmarkFixture, sessions: int) -> None:
    data = document(spread, sessions)
    assert len(benchmark(lambda: lheo.loads(data)).sessions) == sessions


@pytest.mark.parametrize("make", [action_of, spread], ids=["addresses alike", "each its own"])
def test_reading_against_the_bare_parse(
    benchmark: BenchmarkFixture, make: Callable[[int], Action]
) -> None:
    data = document(make)
    assert len(lheo.loads(data).sessions) == SESSIONS
    calls: dict[str, Callable[[], Any]] = {
        "ours": lambda: lheo.loads(data),
        "lxml alone": lambda: etree.fromstring(data),
    }
    least = interleaved(calls, rounds=15)
    benchmark(lambda: None)
    ratio = least["ours"] / least["lxml alone"]
    print(  # noqa: T201 - shown with -s
        f"\n{ratio:.2f} x of {len(data) / 1e6:.1f} MB",
        {name: f"{seconds * 1e3:.0f} ms" for name, seconds in least.items()},
    )
    assert ratio <= TARGET
