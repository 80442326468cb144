"""The files of the tests: each found by its name, in the folder of what it tests."""

from collections import Counter
from pathlib import Path

from mutants.survivors import listed

TESTS = Path(__file__).parent
PACKAGES = TESTS.parent / "src/bdc_sessions"
BESIDE = {
    "guide": "the guide's screens and scenario",
    "laws": "the algebra",
    "payloads": "stored encodings",
    "purity": "what no layer may touch",
    "release": "what is built and installed",
    "service": "the example in a browser",
    "stability": "what embedders rely on",
    "typing": "what type checkers see",
}
"""Folders that hold what is of no package alone."""


def test_no_two_files_have_one_name() -> None:
    names = Counter(path.name for path in TESTS.rglob("*.py") if path.name != "conftest.py")
    assert [name for name, count in names.items() if count > 1] == []


def test_a_folder_of_tests_is_that_of_a_package() -> None:
    packages = {path.name for path in PACKAGES.iterdir() if path.is_dir()}
    folders = {path.parent.name for path in TESTS.glob("*/*.py")}
    assert folders - packages - BESIDE.keys() == set()
    assert {name for name in packages if (PACKAGES / name / "__init__.py").exists()} <= folders


def test_a_listed_survivor_is_of_lines_that_the_library_has() -> None:
    gone = [
        (file, function, line)
        for file, function, lines in listed()
        for line in lines
        if line.startswith("- ") and line[2:] not in _stripped_lines(PACKAGES / file)
    ]
    assert gone == []


def _stripped_lines(file: Path) -> set[str]:
    return {line.strip() for line in file.read_text(encoding="utf-8").splitlines()}
