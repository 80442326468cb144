"""Realistic actions, as many as a load test takes; and their pictures."""

from benchmarks.data import best
from pytest_benchmark.fixture import BenchmarkFixture

from bdc_sessions.display import timeline
from bdc_sessions.testing import sample

SAMPLE_TARGET = 5
PICTURE_TARGET = 0.1
"""Seconds."""


def test_a_thousand_actions_of_twenty_sessions(benchmark: BenchmarkFixture) -> None:
    benchmark(lambda: None)
    assert len(sample(1000)) == 1000
    assert best(lambda: sample(1000), rounds=2) < SAMPLE_TARGET


def test_a_timeline_of_500_sessions(benchmark: BenchmarkFixture) -> None:
    (action,) = sample(1, sessions=500)
    benchmark(timeline, action)
    assert best(lambda: timeline(action), rounds=5) < PICTURE_TARGET
