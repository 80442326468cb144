"""The import against that of the two dependencies of the core; what each name adds is told."""

import os
import subprocess
import sys

from pytest_benchmark.fixture import BenchmarkFixture

TARGET = 1.35
"""Times what attrs and pendulum take alone."""

OURS = "bdc_sessions"
THEIRS = "attrs, pendulum"
ALL = "bdc_sessions; from bdc_sessions import *"
"""Every name, and so every package of the core; told, without a target."""
ONLY_WHERE_USED = "cattrs", "hypothesis", "pytest", "lxml", "icalendar", "narwhals"
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
    milliseconds(ALL)  # compiles
    rounds = [tuple(map(milliseconds, (OURS, THEIRS, ALL))) for _ in range(15)]
    ours, theirs, every = map(min, zip(*rounds, strict=True))
    benchmark(lambda: None)
    print(f"\nours {ours:.1f} ms, theirs {theirs:.1f} ms: {ours / theirs:.2f} x")  # noqa: T201 - shown with -s
    print(f"with every name {every:.1f} ms: {every / theirs:.2f} x")  # noqa: T201 - shown with -s
    assert ours <= TARGET * theirs


def test_what_the_core_does_not_use_is_not_imported(benchmark: BenchmarkFixture) -> None:
    loaded = run(f"import sys; from {OURS} import *; print(*sys.modules)").split()
    alone = run(f"import {OURS}, sys; print(*sys.modules)").split()
    benchmark(lambda: None)
    assert set(loaded).isdisjoint(ONLY_WHERE_USED)
    assert set(alone).isdisjoint(("difflib", *ONLY_WHERE_USED))
