"""How columns grow from 10,000 to 10,000,000 sessions of two infos: part of ``make limits``.

Each size and library is measured in a process of its own, from Parquet files to violations without
messages: seconds of the processor, of all threads, and the most memory that the process ever had.
Spark does its work in a process of Java, which counts.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from os import sysconf
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from benchmarks.columns_data import scan, write
from benchmarks.data import TODAY, postal
from benchmarks.plot import Line, plot

from bdc_sessions.columns import Frames, validate

SIZES: dict[str, tuple[int, ...]] = {
    "polars": (10_000, 100_000, 1_000_000, 10_000_000),
    "duckdb": (10_000, 100_000, 1_000_000),
    "pyarrow": (10_000, 100_000, 1_000_000),
    "pandas": (10_000, 100_000, 1_000_000),
    "pyspark": (100_000, 1_000_000),
}
MOST_MEMORY = 3_000_000_000
"""The bytes that the largest size may take, on polars."""
MOST = 2.0
"""How much more a session may cost than in frames of a tenth of the size, as in ``limits``."""
PICTURE = Path(__file__).parents[1] / "docs" / "explanation" / "columns.svg"


class Cost(NamedTuple):
    """What a validation took: seconds, and bytes of the process at its peak."""

    seconds: float
    peak: int


def _polars(folder: Path) -> tuple[Frames, Callable[[Any], int]]:
    return scan(folder), lambda facts: facts.collect().height


def _duckdb(folder: Path) -> tuple[Frames, Callable[[Any], int]]:
    import duckdb  # noqa: PLC0415 - a library's memory counts where it is measured

    tables = [duckdb.read_parquet(str(folder / name / "*.parquet")) for name in Frames._fields]
    return Frames(*tables), lambda facts: facts.to_arrow_table().num_rows


def _pyarrow(folder: Path) -> tuple[Frames, Callable[[Any], int]]:
    from pyarrow.parquet import read_table  # type: ignore[import-untyped]  # it has no types  # noqa: PLC0415 - as above

    return Frames(*[read_table(folder / name) for name in Frames._fields]), lambda f: f.num_rows


def _pandas(folder: Path) -> tuple[Frames, Callable[[Any], int]]:
    import pandas as pd  # type: ignore[import-untyped]  # it has no types  # noqa: PLC0415 - as above

    tables = [pd.read_parquet(folder / n, dtype_backend="pyarrow") for n in Frames._fields]
    return Frames(*tables), len


def _pyspark(folder: Path) -> tuple[Frames, Callable[[Any], int]]:
    from pyspark.sql import SparkSession  # noqa: PLC0415 - as above

    builder = SparkSession.builder.master("local[2]").config("spark.driver.memory", "8g")
    for name in ("spark.driver.bindAddress", "spark.driver.host"):
        builder = builder.config(name, "127.0.0.1")
    spark = builder.config("spark.ui.enabled", "false").getOrCreate()
    tables = [spark.read.parquet(str(folder / name)) for name in Frames._fields]
    return Frames(*tables), lambda facts: facts.toArrow().num_rows


READERS = {
    "polars": _polars,
    "duckdb": _duckdb,
    "pyarrow": _pyarrow,
    "pandas": _pandas,
    "pyspark": _pyspark,
}


def measured(library: str, folder: Path, sessions: int) -> Cost:
    """Measure the least of several rounds; of a million or more, and on Spark, the only one."""
    seconds = []
    for _ in range(3 if sessions < 1_000_000 and library != "pyspark" else 1):
        before = _seconds()
        frames, count = READERS[library](folder)
        assert count(validate(frames, today=TODAY, postal=postal).facts) == sessions * 4 // 100
        seconds.append(_seconds() - before)
    return Cost(min(seconds), _peak())


def _processes() -> Iterator[Path]:
    """Yield what is known of this process, and of those that it started."""
    yield Path("/proc/self")
    for children in Path("/proc/self/task").glob("*/children"):
        yield from [Path("/proc", number) for number in children.read_text().split()]


def _seconds() -> float:
    """Return the seconds of the processor that the processes took."""
    stats = [path.joinpath("stat").read_text().rpartition(") ")[2] for path in _processes()]
    ticks = [int(number) for stat in stats for number in stat.split()[11:13]]
    return sum(ticks) / sysconf("SC_CLK_TCK")


def _peak() -> int:
    """Return the most memory that they had; ``getrusage`` would add what started this one."""
    lines = [
        line for path in _processes() for line in path.joinpath("status").read_text().splitlines()
    ]
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def alone(library: str, folder: Path, sessions: int) -> Cost:
    """Measure in a process of its own."""
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "benchmarks.columns_limits", library, folder, str(sessions)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return Cost(*json.loads(done.stdout.splitlines()[-1]))


def faults(costs: dict[str, dict[int, Cost]]) -> Iterator[str]:
    """Yield where a session costs more as there are more, or where memory is short."""
    for library, by_size in costs.items():
        for size, cost in by_size.items():
            small = by_size.get(size // 10)
            if small and cost.seconds > 10 * MOST * small.seconds:
                yield f"{library}: {cost.seconds:.2f} s for {size:,}, {small.seconds:.2f} s before"
    largest = costs["polars"][max(costs["polars"])]
    if largest.peak > MOST_MEMORY:
        yield f"polars: {largest.peak / 1e9:.2f} GB"


def table(costs: dict[str, dict[int, Cost]]) -> str:
    """Return the figures in Markdown: seconds and gigabytes by size."""
    sizes = sorted({size for by_size in costs.values() for size in by_size})
    lines = [["s; GB", *(f"{size:,}" for size in sizes)], ["---"] * (len(sizes) + 1)]
    for library, by_size in costs.items():
        cells = [by_size.get(size) for size in sizes]
        lines.append(
            [
                library,
                *(
                    f"{c.seconds:.{0 if c.seconds >= 10 else 1}f}; {c.peak / 1e9:.1f}" if c else "–"
                    for c in cells
                ),
            ]
        )
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> list[str]:
    """Measure all, print the table, draw the plot, and return what grows too fast."""
    costs: dict[str, dict[int, Cost]] = {}
    for library, sizes in SIZES.items():
        for size in sizes:
            with TemporaryDirectory() as folder:
                write(Path(folder), size, times_as_texts=library == "pyspark")
                costs.setdefault(library, {})[size] = alone(library, Path(folder), size)
    print(f"\ncolumns\n\n{table(costs)}", flush=True)  # noqa: T201 - the figures
    lines = [
        Line(library, {size: cost.seconds * 1e3 for size, cost in by_size.items()})
        for library, by_size in costs.items()
    ]
    PICTURE.write_text(plot({"a region, from Parquet files": lines}))
    return [*faults(costs)]


if __name__ == "__main__":
    if sys.argv[1:]:
        _library, _folder, _sessions = sys.argv[1:]
        print(json.dumps(measured(_library, Path(_folder), int(_sessions))))  # noqa: T201 - read by `alone`
    else:
        sys.exit("\n".join(main()) or None)
