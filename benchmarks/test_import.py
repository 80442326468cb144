"""The import: the whole library against the two dependencies that its core has."""

import os
import subprocess
import sys

from pytest_benchmark.fixture import BenchmarkFixture

TARGET = 1.35
"""Times what attrs and pendulum take alone."""

OURS = "bdc_sessions"
THEIRS = "attrs, pendulum"
ONLY_WHERE_USED = "difflib", "cattrs", "hypothesis", "pytest", "lxml", "icalendar", "narwhals"
# Compiled files are kept, as they are wherever the library is installed.
KEPT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run(code: str) -> str:
    return subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=KEPT
    ).stdout


def milliseconds(modules: str) -> float:
    """Return the CPU time of an import in a process of its own."""
    clock = "from time import process_time as now; start = now()"
    return float(run(f"{clock}; import {modules}; print((now() - start) * 1e3)"))


def test_the_import_takes_little_more_than_that_of_its_dependencies(
    benchmark: BenchmarkFixture,
) -> None:
    milliseconds(OURS)  # compiles
    rounds = [(milliseconds(OURS), milliseconds(THEIRS)) for _ in range(15)]
    ours, theirs = map(min, zip(*rounds, strict=True))
    benchmark(lambda: None)
    print(f"\nours {ours:.1f} ms, theirs {theirs:.1f} ms: {ours / theirs:.2f} x")  # noqa: T201 - shown with -s
    assert ours <= TARGET * theirs


def test_what_the_core_does_not_use_is_not_imported(benchmark: BenchmarkFixture) -> None:
    loaded = run(f"import {OURS}, sys; print(*sys.modules)").split()
    benchmark(lambda: None)
    assert set(loaded).isdisjoint(ONLY_WHERE_USED)
