"""The import: our own modules against the three dependencies."""

import os
import subprocess
import sys
from statistics import median

from pytest_benchmark.fixture import BenchmarkFixture

TOUCH = "import bdc_sessions as b; b.Action, b.validate, b.Dossier, b.decode"
DEPENDENCIES = "import attrs, cattrs, pendulum"
# Compiled files are kept, as they are wherever the library is installed.
KEPT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def times(code: str) -> list[tuple[str, int]]:
    """Return each imported module with its own microseconds."""
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-X", "importtime", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=KEPT,
    )
    rows = [line.removeprefix("import time:").split("|") for line in done.stderr.splitlines()]
    return [(name.strip(), int(own)) for own, _, name in rows if own.strip().isdigit()]


def own() -> int:
    return sum(own for name, own in times(TOUCH) if name.startswith("bdc_sessions"))


def dependencies() -> int:
    base = {name for name, _ in times("pass")}
    return sum(own for name, own in times(DEPENDENCIES) if name not in base)


def test_targets(benchmark: BenchmarkFixture) -> None:
    own()  # compiles
    ours, theirs = zip(*((own(), dependencies()) for _ in range(9)), strict=True)
    benchmark(lambda: None)
    share = median(ours) / median(theirs)
    print(  # noqa: T201 - shown with -s
        f"\nown {median(ours) / 1e3:.1f} ms, "
        f"dependencies {median(theirs) / 1e3:.1f} ms: {share:.0%}"
    )
    assert share <= 0.6
