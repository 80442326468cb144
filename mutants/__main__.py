"""``python -m mutants [/n] [path[:line] ...]``: mutate the library, and tell what no test notices.

``/n`` tries one mutant of n, spread evenly: a score in minutes.
"""

import os
import signal
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutants.baseline import Baseline, watched
from mutants.late import OPTIONS, tried_anew
from mutants.mutations import Mutant, mutants_of
from mutants.on_import import OnImport
from mutants.survivors import Key, as_toml, listed
from mutants.trial import LATE, SURVIVED, Library, forked, tried

LIBRARY = Path("src/bdc_sessions")
PACKAGES = tuple(
    LIBRARY / name for name in ("model", "changes", "rules", "dossier", "codec", "screen")
)
TESTS = (
    *(
        f"tests/{name}"
        for name in (
            *("errors", "model", "changes", "rules", "dossier", "codec", "screen"),
            *("laws", "guide"),
        )
    ),
    *(f"tests/test_{name}.py" for name in ("display", "limits", "root", "texts")),
    "tests/purity/test_copies.py",
    *map(str, PACKAGES),
)
"""The tests that are asked: the core's own, and the examples of its docstrings.

Those of the feeds, of the proof kit and of the docs run everything too, but hold other things.
"""

DUE = 98
"""The least score: of a hundred mutants, those that a test notices."""

TOLD_EVERY = 500
"""After how many mutants it says how far it is."""

REMEMBERED = 8
"""How many tests that noticed a mutant of a file are asked first for the next."""


def chosen(args: list[str]) -> Iterator[Mutant]:
    """Go through the mutants of the paths given; of all packages, where none is."""
    for arg in args or map(str, PACKAGES):
        name, _, line = arg.partition(":")
        path = Path(name)
        for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
            yield from (mutant for mutant in mutants_of(file) if line in ("", str(mutant.line)))


Job = tuple[Mutant | None, Callable[..., str], list[Any]]
"""A trial to be run: its mutant, None for none; what tries it; and what that takes besides."""


class Trials:
    """A plugin of pytest: instead of the tests, trials are run."""

    def __init__(self, mutants: list[Mutant]) -> None:
        """Take the mutants to be tried."""
        self.mutants = mutants
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)
        self.unlisted: list[Key] = []
        self.killers: dict[Path, list[str]] = defaultdict(list)
        self.late: list[Mutant] = []
        self.listed = listed()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try the mutants, as many at a time as there are processors."""
        items = {item.nodeid: item for item in session.items}
        library = Library({mutant.path for mutant in self.mutants})
        pid, end = forked(watched, library, session.items)
        baseline = Baseline.read(_word(end))
        os.waitpid(pid, 0)
        on_import = OnImport(TESTS)
        _warm()
        for mutant, word, status in side_by_side(self.on_the_loaded(library, items, baseline)):
            survived = word == SURVIVED and not self.listed[_key(mutant)]
            if word == LATE or (survived and on_import.runs(mutant)):
                self.late.append(mutant)
            else:
                self.add(mutant, _outcome(word, status))
            if word in items:
                known = dict.fromkeys([word, *self.killers[mutant.path]])
                self.killers[mutant.path] = list(known)[:REMEMBERED]
        print(f"{len(self.late)} to be tried where all is loaded anew", flush=True)
        if self.late and [word for _, word, _ in side_by_side([_anew(None)])] != [SURVIVED]:
            raise SystemExit("a test fails without a mutant, where all is loaded anew")
        for mutant, word, status in side_by_side(map(_anew, self.late)):
            outcome = _outcome(word, status)
            self.add(mutant, "killed on import" if outcome == "killed" else outcome)
        return True

    def on_the_loaded(
        self, library: Library, items: dict[str, pytest.Item], baseline: Baseline
    ) -> Iterator[Job]:
        """Go through the trials of what is loaded; a mutant that no test runs is left for late."""
        for mutant in self.mutants:
            tests = baseline.tests_for(mutant, self.killers[mutant.path])
            if tests:
                seconds = 5 + 2 * sum(baseline.seconds[name] for name in tests)
                yield mutant, tried, [library, [items[name] for name in tests], seconds]
            else:
                self.late.append(mutant)

    def add(self, mutant: Mutant, outcome: str) -> None:
        """Count what became of a mutant, and show it where it is news."""
        if outcome == "survived":
            key = _key(mutant)
            if self.listed[key]:
                self.listed[key] -= 1
                outcome = "equivalent"
            else:
                self.unlisted.append(key)
                print(f"survived: {mutant.path}:{mutant.line}", as_toml(key), sep="\n", flush=True)
        self.counts[mutant.path.parent.name][outcome] += 1
        done = sum(counts.total() for counts in self.counts.values())
        if done % TOLD_EVERY == 0:
            print(f"{done} of {len(self.mutants)} tried", flush=True)

    def killed_though_listed(self) -> list[Key]:
        """Return what the list has of the files tried, and a test noticed."""
        tried_in_full = {str(mutant.path.relative_to(LIBRARY)) for mutant in self.mutants}
        return [key for key in self.listed.elements() if key[0] in tried_in_full]


def side_by_side(jobs: Iterable[Job]) -> Iterator[tuple[Any, str, int]]:
    """Run trials, as many at a time as there are processors; give each mutant, word and status."""
    running: dict[int, tuple[int, Mutant | None]] = {}
    at_a_time = os.cpu_count() or 1
    for job in chain(jobs, repeat(None, at_a_time)):
        if job is not None:
            mutant, work, args = job
            pid, end = forked(work, mutant, *args)
            running[pid] = end, mutant
        if running and (job is None or len(running) == at_a_time):
            pid, status = os.wait()
            end, mutant = running.pop(pid)
            yield mutant, _word(end), status


def _anew(mutant: Mutant | None) -> Job:
    return mutant, tried_anew, [TESTS]


@given(st.text() | st.lists(st.dates()) | st.decimals())
def _warm(_: object) -> None:
    """Let Hypothesis load what it loads on first use, before the trials part from one another."""


def _key(mutant: Mutant) -> Key:
    return str(mutant.path.relative_to(LIBRARY)), mutant.function, mutant.difference()


def _outcome(killer: str, status: int) -> str:
    if os.WIFSIGNALED(status):
        return "ran out of time" if os.WTERMSIG(status) == signal.SIGPROF else "killed"
    if os.WEXITSTATUS(status):  # not even pytest could go on
        return "ran out of memory"
    return "survived" if killer == SURVIVED else "killed"


def _word(end: int) -> str:
    with os.fdopen(end) as stream:
        return stream.read()


def score(counts: Counter[str]) -> float:
    """Return how many of a hundred mutants were noticed, those listed counted as not."""
    total = counts.total()
    return 100 * (total - counts["survived"] - counts["equivalent"]) / total if total else 100.0


def main(args: list[str]) -> int:
    """Try every mutant chosen, print what became of them, and return 0 if all is well."""
    os.environ["HYPOTHESIS_PROFILE"] = "mutants"
    step = int(args.pop(0).removeprefix("/")) if args and args[0].startswith("/") else 1
    trials = Trials(list(chosen(args))[::step])
    print(f"{len(trials.mutants)} mutants", flush=True)
    ended = pytest.main([*OPTIONS, *TESTS], [trials])
    if ended not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        return 1
    total = sum(trials.counts.values(), Counter())
    for name, counts in [*trials.counts.items(), ("all", total)]:
        outcomes = ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items()))
        print(f"{name}: {outcomes}; score {score(counts):.1f} %")
    stale = [] if step > 1 or any(":" in arg for arg in args) else trials.killed_though_listed()
    for key in stale:
        print("a test notices this one now: take it off the list", as_toml(key), sep="\n")
    return 0 if score(total) >= DUE and not trials.unlisted and not stale else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
