"""Which lines of the library run while the library and the tests are imported."""

import json
import subprocess
import sys
from collections.abc import Sequence

from mutants.mutations import Mutant

_SCRIPT = """
import json, sys
import coverage, pytest
cover = coverage.Coverage(data_file=None, config_file=False, include=["src/*"])
cover.start()
ended = pytest.main(["-q", "--collect-only", "-pno:cacheprovider", *sys.argv[1:]])
cover.stop()
data = cover.get_data()
lines = {file: data.lines(file) for file in data.measured_files()}
print(json.dumps({"ended": ended, "lines": lines}))
"""


class OnImport:
    """The lines of each file that run on import."""

    def __init__(self, tests: Sequence[str]) -> None:
        """Import the library and the tests once, in a process of their own."""
        done = subprocess.run(  # noqa: S603 - our own Python and tests
            [sys.executable, "-c", _SCRIPT, *tests], capture_output=True, text=True, check=True
        )
        data = json.loads(done.stdout.splitlines()[-1])
        if data["ended"]:
            raise SystemExit(f"the tests are not collected: {done.stdout}{done.stderr}")
        self.lines = {file: frozenset(lines) for file, lines in data["lines"].items()}

    def runs(self, mutant: Mutant) -> bool:
        """Whether any of the function around a mutant runs on import."""
        return not mutant.body.isdisjoint(self.lines.get(str(mutant.path.absolute()), ()))
