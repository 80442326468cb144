"""A trial of what runs on import: the library with the mutant in it, loaded anew by the tests."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from mutants.mutations import Mutant

SOURCES = Path("src")
LONGEST = 300
"""The seconds after which a trial has run out of time, and counts as noticed."""


def fails_anew(mutant: Mutant | None, tests: Sequence[str]) -> bool:
    """Run the tests on a copy of the library, with the mutant in it; return whether one fails.

    Those of the mutant's own package come first: most mutants are noticed by these.
    """
    # Its own doctests are not asked: they lie beside the library, not beside the copy.
    names = [name for name in tests if not name.startswith(f"{SOURCES}/")]
    own = mutant and f"tests/{mutant.path.parent.name}"
    with TemporaryDirectory() as folder:
        copy = Path(folder) / SOURCES
        shutil.copytree(SOURCES, copy)
        if mutant is not None:
            (copy / mutant.path.relative_to(SOURCES)).write_text(mutant.source(), encoding="utf-8")
        stages = [[name for name in names if (name == own) is first] for first in (True, False)]
        return any(_fails(copy, stage) for stage in stages if stage)


def _fails(copy: Path, tests: Sequence[str]) -> bool:
    try:
        ended = subprocess.run(  # noqa: S603 - our own Python and tests
            [sys.executable, "-m", "pytest", "-xq", "-pno:cacheprovider", *tests],
            env={**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            timeout=LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return True
    return ended.returncode != 0
