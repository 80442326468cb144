"""How time and memory grow up to 100,000 sessions: ``make limits``, half an hour.

Each size is measured in a process of its own. Prints the table of the docs, draws their plot, and
fails where a session costs more than twice what it costs in an action of a tenth of the size. The
share of Python's garbage collector is measured and shown, but does not count in that: its passes
over all objects start only where there are many, and then take the greater part of some steps.
"""

import gc
import json
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

from benchmarks import columns_limits
from benchmarks.plot import Line, plot
from tests.many import action_of, copied

from bdc_sessions import (
    Action,
    Changes,
    Dossier,
    diff,
    dumps,
    encode,
    fingerprint,
    loads,
    merge,
    validate,
)
from bdc_sessions.rules.example import example_context

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
SPREADS = {"one": "all in one component", "spread": "50 in each component"}
MOST = 2.0
"""How much more a session may cost in an action of ten times the size: tables grow by doubling."""
ROUNDS = {1_000: 7, 3_000: 5, 10_000: 3}
PICTURE = Path(__file__).parents[1] / "docs" / "explanation" / "limits.svg"

Steps = Iterator[tuple[str, Callable[[], Any]]]


class Cost(NamedTuple):
    """What a step took: seconds of the processor, bytes at its peak above those before."""

    seconds: float
    collector: float
    """Those of the seconds that Python's garbage collector took."""
    peak: int

    @property
    def own(self) -> float:
        """The seconds of the step itself."""
        return self.seconds - self.collector


def steps(count: int, spread: str) -> Steps:
    """Yield what is measured, by name; what a step needs is made before it, unmeasured."""
    yield "build", lambda: action_of(count, spread)
    action, given = action_of(count, spread), example_context()
    component = action.components[-1]
    session = component.sessions[len(component.sessions) // 2]
    where = f"components[{component.number}].sessions[{session.number}]"
    after = action.set(f"{where}.places", 2)
    yield "diff, one edit", lambda: diff(action, after)
    copy = copied(after)
    yield "diff, deep copy", lambda: diff(action, copy)
    changes = diff(action, copy)
    assert len(changes) == 1
    yield "apply", lambda: changes.apply(action)
    changed = copied(action).set(f"{where}.offer_code", "X")
    yield "merge, deep copies", lambda: merge(action, copy, changed)
    yield "validate", lambda: validate(action, **given)
    report = validate(action, **given)
    assert len(report) == 0
    yield "validate, since", lambda: validate(after, since=report, **given)
    dossier = Dossier(action).draft_change("r", component=component.number, session=after[where])
    dossier.check("r", **given)
    yield "check", lambda: dossier.check("r", **given)
    yield "encode", lambda: encode(action)
    yield "dumps", lambda: dumps(action)
    text = dumps(action)
    yield "loads", lambda: loads(text, Action)
    assert loads(text, Action) == action
    yield "fingerprint", lambda: fingerprint(action)


def many_steps(count: int, spread: str) -> Steps:
    """Yield steps whose changes grow with the action: a change of every field there is."""
    full = action_of(count, spread)
    empty = full.evolve(components=[])
    yield "diff, all added", lambda: diff(empty, full)
    added = diff(empty, full)
    yield "apply, all added", lambda: added.apply(empty)
    yield "patch, all added", lambda: added.to_json_patch(empty)
    half = full.evolve(components=[c.evolve(sessions=c.sessions[::2]) for c in full.components])
    first, second = diff(empty, half), diff(half, full)
    yield "compose, halves", lambda: first + second
    assert first + second == added
    removed = added.inverse()
    yield "compose, removed and added", lambda: removed + first
    faulty = full.evolve(
        components=[
            c.evolve(sessions=[s.evolve(places=-1) for s in c.sessions]) for c in full.components
        ]
    )
    yield "validate, all faulty", lambda: validate(faulty, **example_context())
    data = encode(Changes(Action, first))
    yield "decode changes", lambda: loads(json.dumps(data), Changes)


KINDS: dict[str, tuple[Callable[[int, str], Steps], tuple[int, ...]]] = {
    "steps": (steps, SIZES),
    "many": (many_steps, SIZES[:3]),
}


def measured(kind: str, count: int, spread: str) -> dict[str, Cost]:
    """Measure every step, in time first and then, as that slows all down, in memory."""
    found: dict[str, tuple[float, float]] = {}
    for name, call in KINDS[kind][0](count, spread):
        found[name] = min(_seconds(call) for _ in range(ROUNDS.get(count, 2)))
    costs = {}
    tracemalloc.start()
    for name, call in KINDS[kind][0](count, spread):
        gc.collect()
        tracemalloc.reset_peak()
        before, _ = tracemalloc.get_traced_memory()
        result = call()
        _, peak = tracemalloc.get_traced_memory()
        del result
        costs[name] = Cost(*found[name], peak - before)
    return costs


def _seconds(call: Callable[[], Any]) -> tuple[float, float]:
    """Return the seconds of a call, and those of them that the garbage collector took."""
    times: list[float] = []
    gc.collect()
    gc.callbacks.append(lambda *_: times.append(process_time()))
    start = process_time()
    result = call()
    taken = process_time() - start
    gc.callbacks.pop()
    del result
    return taken, sum(times[1::2]) - sum(times[::2])


def alone(kind: str, count: int, spread: str) -> dict[str, Cost]:
    """Measure in a process of its own."""
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "benchmarks.limits", kind, str(count), spread],
        capture_output=True,
        text=True,
        check=True,
    )
    return {name: Cost(*cost) for name, cost in json.loads(done.stdout).items()}


def faults(costs: dict[int, dict[str, Cost]]) -> Iterator[str]:
    """Yield every step whose cost of a session grows, from a tenth of the largest size on."""
    largest = max(costs)
    for name, cost in costs[largest].items():
        small = costs[largest // 10][name]
        for what, now, then in (
            ("seconds", cost.own, small.own),
            ("bytes", cost.peak, small.peak),
        ):
            # Under a thousandth of a second, and a hundred kilobytes, the clock is what is told.
            if now > (0.001 if what == "seconds" else 100_000) and now > 10 * MOST * then:
                yield f"{name}: {now:.4g} {what} for {largest}, {then:.4g} for {largest // 10}"


def table(costs: dict[int, dict[str, Cost]]) -> str:
    """Return the figures in Markdown: milliseconds by size, growth, bytes a session."""
    sizes = sorted(costs)
    head = ["ms", *(f"{size:,}" for size in sizes)]
    head += ["collector's share", "growth of a session", "bytes a session"]
    lines = [head, ["---"] * len(head)]
    for name, largest in costs[sizes[-1]].items():
        cells = [_milliseconds(costs[size][name].seconds) for size in sizes]
        cells.append(f"{largest.collector / largest.seconds:.0%}")
        small = costs[sizes[-1] // 10][name].own
        growth = f"{largest.own / 10 / small:.2f} ×" if largest.own > 0.001 else "–"
        lines.append([name, *cells, growth, f"{largest.peak / sizes[-1]:,.0f}"])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _milliseconds(seconds: float) -> str:
    milliseconds = seconds * 1e3
    return f"{milliseconds:,.0f}" if milliseconds >= 100 else f"{milliseconds:.2g}"


def main() -> int:
    found: list[str] = []
    panels: dict[str, list[Line]] = {}
    for kind, (_, sizes) in KINDS.items():
        for spread, text in SPREADS.items():
            costs = {count: alone(kind, count, spread) for count in sizes}
            print(f"\n{kind}, {text}\n\n{table(costs)}", flush=True)  # noqa: T201 - the figures
            found += [f"{text}, {fault}" for fault in faults(costs)]
            if kind == "steps":
                panels[text] = [
                    Line(name, {size: costs[size][name].seconds * 1e3 for size in sizes})
                    for name in costs[sizes[0]]
                ]
    PICTURE.write_text(plot(panels))
    found += columns_limits.main()
    print("\n".join(found) or "linear")  # noqa: T201 - the verdict
    return bool(found)


if __name__ == "__main__":
    if sys.argv[1:]:
        kind, count, spread = sys.argv[1:]
        print(json.dumps(measured(kind, int(count), spread)))  # noqa: T201 - read by `alone`
    else:
        sys.exit(main())
