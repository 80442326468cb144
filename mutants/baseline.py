"""The tests without a mutant: what each runs, how long it takes."""

import json
from collections.abc import Sequence
from time import process_time
from typing import Any, NamedTuple

import coverage
import pytest
from _pytest.runner import runtestprotocol

from mutants.mutations import Mutant
from mutants.trial import Library, bounded


def watched(library: Library, items: Sequence[pytest.Item]) -> str:
    """Run the tests, and return as JSON which failed, what each took, which ran each line."""
    bounded()
    cover = coverage.Coverage(data_file=None, config_file=False, include=["src/*"])
    seconds: dict[str, float] = {}
    failed: list[str] = []
    cover.start()
    for item in items:
        cover.switch_context(item.nodeid)
        library.forget()
        begun = process_time()
        if any(report.failed for report in runtestprotocol(item, log=False, nextitem=None)):
            failed.append(item.nodeid)
        seconds[item.nodeid] = process_time() - begun
    cover.stop()
    data = cover.get_data()
    ran = {file: data.contexts_by_lineno(file) for file in data.measured_files()}
    return json.dumps({"failed": failed, "seconds": seconds, "ran": ran})


class Baseline(NamedTuple):
    """What the tests did without a mutant."""

    seconds: dict[str, float]
    ran: dict[str, dict[str, list[str]]]

    @classmethod
    def read(cls, text: str) -> "Baseline":
        """Read what ``watched`` returned; where a test fails, there is nothing to try."""
        data: dict[str, Any] = json.loads(text)
        if data["failed"]:
            raise SystemExit("fails without a mutant: " + ", ".join(data["failed"]))
        return cls(data["seconds"], data["ran"])

    def tests_for(self, mutant: Mutant, killers: Sequence[str] = ()) -> list[str]:
        """Return the tests that run the function around a mutant: no other can notice it.

        First those that noticed another one of the file, then those of its package, the fastest
        first.
        """
        ran = self.ran.get(str(mutant.path.absolute()), {})
        names = {name for line in mutant.body for name in ran.get(str(line), ()) if name}
        own = f"tests/{mutant.path.parent.name}/"
        rank = {name: place for place, name in enumerate(killers)}
        return sorted(
            names, key=lambda n: (rank.get(n, len(rank)), not n.startswith(own), self.seconds[n])
        )
