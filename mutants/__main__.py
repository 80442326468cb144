"""``python -m mutants [/n] [path[:line] ...]``: mutate the library, and tell what no test notices.

``/n`` tries one mutant of n, spread evenly: a score in minutes.
"""

import os
import signal
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from multiprocessing.pool import ThreadPool
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutants.baseline import Baseline, watched
from mutants.late import fails_anew
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
        for name in ("model", "changes", "rules", "dossier", "codec", "screen", "laws", "guide")
    ),
    *(f"tests/test_{name}.py" for name in ("display", "errors", "limits", "root", "texts")),
    "tests/purity/test_copies.py",
    *map(str, PACKAGES),
)
"""The tests that are asked: the core's own, and the examples of its docstrings.

Those of the feeds, of the proof kit and of the docs run everything too, but hold other things.
"""

OPTIONS = ("-qs", "-pno:cacheprovider", "-pno:benchmark", "--tb=no", "--assert=plain")
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


class Trials:
    """A plugin of pytest: instead of the tests, trials are run."""

    def __init__(self, mutants: list[Mutant]) -> None:
        """Take the mutants to be tried."""
        self.mutants = mutants
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)
        self.unlisted: list[Key] = []
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
        killers: dict[Path, list[str]] = defaultdict(list)
        running: dict[int, tuple[int, Mutant]] = {}
        for mutant in [*self.mutants, *[None] * (os.cpu_count() or 1)]:
            if mutant is not None:
                tests = baseline.tests_for(mutant, killers[mutant.path])
                if not tests:
                    self.late.append(mutant)
                    continue
                seconds = 5 + 2 * sum(baseline.seconds[name] for name in tests)
                pid, end = forked(tried, mutant, library, [items[n] for n in tests], seconds)
                running[pid] = (end, mutant)
            if running and (mutant is None or len(running) == (os.cpu_count() or 1)):
                pid, status = os.wait()
                end, done = running.pop(pid)
                killer = _word(end)
                survived = killer == SURVIVED and not self.listed[_key(done)]
                if killer == LATE or (survived and on_import.runs(done)):
                    self.late.append(done)
                else:
                    self.add(done, _outcome(killer, status))
                if killer in items:
                    known = dict.fromkeys([killer, *killers[done.path]])
                    killers[done.path] = list(known)[:REMEMBERED]
        print(f"{len(self.late)} to be tried on a copy loaded anew", flush=True)
        if self.late and fails_anew(None, TESTS):
            raise SystemExit("a test fails without a mutant, on a copy of the library")
        with ThreadPool(os.cpu_count()) as pool:
            for mutant, noticed in pool.imap_unordered(_noticed_anew, self.late):
                self.add(mutant, "killed on import" if noticed else "survived")
        return True

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


def _noticed_anew(mutant: Mutant) -> tuple[Mutant, bool]:
    return mutant, fails_anew(mutant, TESTS)


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
