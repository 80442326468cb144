"""A trial of what runs on import: the library and the tests are loaded anew, the mutant in it."""

import sys
from collections.abc import Sequence
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType

import pytest

from mutants.mutations import Mutant
from mutants.trial import SURVIVED, bounded

OPTIONS = (
    "-qs",
    "-pno:cacheprovider",
    "-pno:benchmark",
    "--tb=no",
    "--assert=plain",
    "--ignore=tests/screen/test_notebook_page.py",  # a browser needs more than a trial may take
)
OURS = {"src", "tests", "examples", "docs"}
SECONDS = 300
"""After so much computing a trial has run out of time, and counts as noticed."""


def tried_anew(mutant: Mutant | None, tests: Sequence[str]) -> str:
    """Load the library and the tests anew, the mutant in it, and return what fails of the tests.

    SURVIVED where nothing does. The tests of the mutant's own package come first: most mutants are
    noticed by these. What is not of this folder, pytest and Hypothesis among it, stays loaded: to
    load it takes longer than most trials.
    """
    bounded(SECONDS)
    for name in [name for name, module in sys.modules.items() if _is_ours(module)]:
        del sys.modules[name]
    if mutant is not None:
        _put_in(mutant)
    own = mutant and f"tests/{mutant.path.parent.name}"
    for stage in ([name for name in tests if (name == own) is first] for first in (True, False)):
        if stage and pytest.main([*OPTIONS, "-x", *stage]):
            return " ".join(stage)
    return SURVIVED


def _is_ours(module: object) -> bool:
    file = Path(getattr(module, "__file__", None) or "/")
    return file.is_relative_to(Path.cwd()) and file.relative_to(Path.cwd()).parts[0] in OURS


def _put_in(mutant: Mutant) -> None:
    """Let Python compile the mutant wherever it loads the mutant's file."""
    path, source = str(mutant.path.absolute()), mutant.source()
    code_of = SourceFileLoader.get_code

    def get_code(loader: SourceFileLoader, name: str) -> CodeType | None:
        if loader.path == path:
            return compile(source, path, "exec")
        return code_of(loader, name)

    setattr(SourceFileLoader, "get_code", get_code)  # noqa: B010 - mypy wants no method assigned
