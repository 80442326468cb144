"""Columns against polars by hand, the objects' engine and one another: seconds of the processor.

They are those of all threads, so that other work on the machine disturbs them little.
"""

from collections.abc import Callable
from functools import cache
from time import process_time
from typing import Any

import duckdb
import pytest
from attrs import evolve
from benchmarks.by_hand import check
from benchmarks.columns_data import EACH, frames_of
from benchmarks.data import TODAY, action_of, least, postal
from pytest_benchmark.fixture import BenchmarkFixture

from bdc_sessions import RULES, Action, Component, RuleSet, Session, Volume, validate
from bdc_sessions.columns import Frames, diff, from_frames, to_frames
from bdc_sessions.columns import validate as validate_frames
from bdc_sessions.rules.example import example_action

GIVEN: dict[str, Any] = {"today": TODAY, "postal": postal}
SIZE, MILLION = 200_000, 1_000_000

BY_HAND = 1.75
"""How many times what expressions by hand take, with paths and values."""
OBJECTS = 10
"""How many times faster than objects a session is judged."""
DUCKDB = 4
"""How many times what polars takes, of a million."""
DIFF = 2
"""How many times what a validation takes the comparison of two snapshots takes, of a million."""
WORDS = 1.03
"""How many times what they take in plain Python objects' rules take: the clock's error."""


def facts(frames: Frames) -> Any:
    return validate_frames(frames, **GIVEN).facts


def ratio(
    ours: Callable[[], Any], theirs: Callable[[], Any], rounds: int, *, per: float = 1
) -> float:
    """Return how many times what the other takes ours takes."""
    found = least({"ours": ours, "theirs": theirs}, rounds, clock=process_time)
    times = found["ours"] / found["theirs"] * per
    print(f"\n{times:.2f} x, {found['ours']:.3f} s of {found['theirs']:.3f} s")  # noqa: T201 - shown with -s
    return times


@cache
def million() -> Frames:
    return frames_of(MILLION)


def test_by_hand_finds_the_same(benchmark: BenchmarkFixture) -> None:
    made = [(rule.code, rule.fails(example_action())) for rule in RULES if rule.fails is not None]
    faulty = [action.evolve(number=code) for code, action in made if isinstance(action, Action)]
    frames = to_frames([*faulty, *from_frames(frames_of(5 * EACH))], backend="polars")
    by_hand = benchmark.pedantic(lambda: check(frames).collect(), rounds=1)
    ours = facts(frames).select(by_hand.columns)
    assert ours.sort(by_hand.columns).equals(by_hand.sort(by_hand.columns))
    assert ours["code"].n_unique() == len(faulty) > 25


@pytest.mark.benchmark(group="a region, on polars")
@pytest.mark.parametrize("size", [10_000, 100_000])
def test_polars(benchmark: BenchmarkFixture, size: int) -> None:
    frames = frames_of(size)
    assert benchmark.pedantic(facts, (frames,), rounds=3).height == size * 4 // 100


def test_columns_cost_hardly_more_than_expressions_by_hand(benchmark: BenchmarkFixture) -> None:
    frames = frames_of(SIZE)
    assert benchmark.pedantic(facts, (frames,), rounds=1).height == SIZE * 4 // 100
    assert ratio(lambda: facts(frames), lambda: check(frames).collect(), 5) <= BY_HAND


def test_a_session_costs_a_fraction_of_what_it_costs_in_objects(
    benchmark: BenchmarkFixture,
) -> None:
    few, many = from_frames(frames_of(20 * EACH)), frames_of(SIZE)
    assert benchmark.pedantic(facts, (many,), rounds=1).height == SIZE * 4 // 100
    slower = ratio(
        lambda: [validate(action, **GIVEN) for action in few],
        lambda: facts(many),
        5,
        per=SIZE / (20 * EACH),
    )
    assert slower >= OBJECTS


def test_duckdb_judges_a_million(benchmark: BenchmarkFixture) -> None:
    frames = million()
    tables = Frames(*[duckdb.from_arrow(table.to_arrow()) for table in frames])
    assert len(benchmark.pedantic(facts(tables).fetchall, rounds=1)) == MILLION * 4 // 100
    assert ratio(lambda: facts(tables).fetchall(), lambda: facts(frames), 2) <= DUCKDB


def test_two_snapshots_of_a_million_are_compared(benchmark: BenchmarkFixture) -> None:
    before = million()
    later = before.sessions.with_columns(places=before.sessions["places"] + 1)
    after = before._replace(sessions=later)
    assert benchmark.pedantic(diff, (before, after), rounds=1).height == MILLION
    assert ratio(lambda: diff(before, after), lambda: facts(before), 2) <= DIFF


def test_rules_that_columns_can_say_cost_objects_nothing(benchmark: BenchmarkFixture) -> None:
    plain = RULES.without(*PLAIN).with_(
        *[evolve(RULES[code], predicate=function) for code, function in PLAIN.items()]
    )
    assert len(plain) == len(RULES) == len(RuleSet(plain))
    action: Action = action_of()
    assert len(benchmark.pedantic(lambda: validate(action, rules=plain), rounds=1)) == 0
    words = ratio(lambda: validate(action), lambda: validate(action, rules=plain), 200)
    assert words <= WORDS


def at_a_town_of_a_site(component: Component, action: Action) -> Any:
    town = (component.city, component.postal_code)
    return town in [(site.city, site.postal_code) for site in action.sites]


def in_order(volume: Volume) -> Any:
    low, mean, high = volume.minimum, volume.mean, volume.maximum
    known = [value for value in (low, mean, high) if value is not None]
    return known == sorted(known)


def within_headcount(session: Session, largest_headcount: int | None) -> Any:
    return largest_headcount is None or session.places <= largest_headcount


def at_a_site(session: Session, action: Action) -> Any:
    return session.site in action.sites


PLAIN: dict[str, Callable[..., Any]] = {
    "ACT-002": at_a_town_of_a_site,
    "CMP-003": in_order,
    "SES-004": within_headcount,
    "SES-005": at_a_site,
}
"""The predicates of rules without the words that columns need, as plain Python."""
