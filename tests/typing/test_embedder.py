"""What an embedder's type checker sees: each type as told, under mypy and pyright alike."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pendulum
import pytest
from hypothesis.strategies import SearchStrategy
from tests.typing import embedder
from tests.values import guide_action_with, guide_info, guide_session

from bdc_sessions import Action, Changes, Dossier, Report, Session

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".mypy_cache"
EXAMPLE = Path(__file__).parent / "embedder.py"
MISTAKES = Path(__file__).parent / "misuse.py"
WRONG = "complex"

CHECKERS = {
    "mypy": ["mypy", "--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(CACHE)],
    "pyright": ["pyright", "--pythonpath", sys.executable],
}


def faulty_lines(checker: str, file: Path) -> set[int]:
    """Return the lines in which a checker finds an error."""
    command = [sys.executable, "-m", *CHECKERS[checker], str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=file.parent)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return {int(line) for line in re.findall(rf"{file.name}:(\d+).*error", done.stdout)}


@pytest.mark.parametrize("checker", CHECKERS)
def test_every_type_is_as_it_is_told(checker: str) -> None:
    assert faulty_lines(checker, EXAMPLE) == set()


@pytest.mark.parametrize("checker", CHECKERS)
def test_every_mistake_is_found_and_nothing_else(checker: str) -> None:
    lines = MISTAKES.read_text(encoding="utf-8").splitlines()
    wrong = {number for number, line in enumerate(lines, 1) if line.endswith("# wrong")}
    assert faulty_lines(checker, MISTAKES) == wrong


def told_wrong(text: str) -> tuple[str, set[int]]:
    """Return the example with another type told on every line that tells one, and those lines."""
    lines, marked = text.splitlines(), set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "assert_type":
            kind = node.args[1]
            line = lines[kind.lineno - 1]
            lines[kind.lineno - 1] = line[: kind.col_offset] + WRONG + line[kind.end_col_offset :]
            marked.add(node.lineno)
    return "\n".join(lines), marked


@pytest.mark.parametrize("checker", CHECKERS)
def test_every_type_that_is_told_wrong_is_found(checker: str, tmp_path: Path) -> None:
    text, marked = told_wrong(EXAMPLE.read_text(encoding="utf-8"))
    wrong = tmp_path / "wrong.py"
    wrong.write_text(text, encoding="utf-8")
    assert len(marked) == text.count("    assert_type(") > len(CHECKERS)
    assert faulty_lines(checker, wrong) == marked


SESSION = guide_session().with_info(guide_info())
ACTION = guide_action_with(SESSION)
FAULTY = ACTION.set("components[01].sessions[01].places", -1)
AT = pendulum.datetime(2022, 12, 15, 10, tz="Europe/Paris")


@pytest.mark.parametrize(
    ("call", "given"),
    [
        (lambda: embedder.values(ACTION), Action),
        (lambda: embedder.frameworks(SESSION, embedder.Stored(dossier=Dossier(ACTION))), Session),
        (lambda: embedder.differences(ACTION, ACTION.evolve(status="CL")), Changes),
        (lambda: embedder.judgement(FAULTY, ACTION), Report),
        (lambda: embedder.requests(ACTION, SESSION.cancel(), AT), Dossier),
        (lambda: embedder.data(guide_action_with(guide_session())), Session),
        (lambda: embedder.strategies(ACTION), SearchStrategy),
    ],
)
def test_the_example_runs_too(call: Callable[[], object], given: type[object]) -> None:
    assert isinstance(call(), given)
