"""The core's tests under each Python that is here, and with the oldest dependencies.

Each in an environment of its own, with the wheel; a Python that is not here is named as untested.
``make matrix`` runs it.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.release.building import (
    BUILD,
    CONSTRAINTS,
    EXTRAS,
    PROJECT,
    ROOT,
    built,
    installed,
)

VERSIONS = ("3.11", "3.12", "3.13", "3.14")
"""The Pythons that the library is for."""

LOWEST = ROOT / "constraints-lowest.txt"
"""The oldest versions that are allowed."""

TESTS = [
    *[
        f"tests/{layer}"
        for layer in ("errors", "model", "changes", "rules", "dossier", "codec", "screen")
    ],
    *("tests/laws", "tests/guide", "tests/stability", "tests/purity/test_copies.py"),
    *("tests/test_root.py", "tests/test_texts.py", "tests/test_display.py"),
]
"""The core's. That it is pure, and as fast, is tested under one Python."""

OF_EXTRAS = [
    *[f"tests/adapters/test_{name}.py" for name in ("cattrs", "pydantic", "sqlalchemy")],
    *[f"tests/feeds/test_ical{part}.py" for part in ("", "_lines", "_revisions", "_times")],
    *[f"tests/feeds/test_lheo_{part}.py" for part in ("dumps", "loads", "aside", "make")],
]
"""What tries each library that an extra brings."""

TOOLS = ["pytest", "hypothesis", "cattrs", "lxml", "jsonschema", "jsonpatch"]
TOOLS += ["markdown-it-py", "holidays", "rich"]
"""What these tests need beside the library."""

SLOW = "tests/codec/test_faults.py::test_a_text_of_more_faults_than_memory_holds_is_refused_at_some"
LEFT_OUT = ["--ignore-glob=*notebook_page*", f"--deselect={SLOW}"]
"""What needs a browser, or long."""


class Row(NamedTuple):
    """One environment: what it is called, its Python, its versions, what is run in it."""

    name: str
    base: Path
    constraints: Path
    requirements: list[str]
    tests: list[str]


def interpreter(version: str) -> Path | None:
    """Return a Python of this version that runs: on the path, of pyenv, or of uv."""
    name = f"python{version}"
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    uv = Path.home() / ".local" / "share" / "uv" / "python"
    places = [*pyenv.glob(f"{version}.*/bin/{name}"), *uv.glob(f"cpython-{version}*/bin/{name}")]
    if on_path := shutil.which(name):
        places.insert(0, Path(on_path))
    for place in places:
        done = subprocess.run([place, "-c", "import venv"], capture_output=True, check=False)
        if done.returncode == 0:
            return place
    return None


def rows() -> Iterator[Row]:
    """Yield each environment that can be made here; all other gates run under this Python."""
    this = "{}.{}".format(*sys.version_info)
    for version in VERSIONS:
        found = interpreter(version)
        if version != this and found is not None:
            needed = [*PROJECT["project"]["dependencies"], *TOOLS]
            yield Row(f"Python {version}", found, CONSTRAINTS, needed, TESTS)
        elif version != this:
            print(f"Python {version}: UNTESTED, it is not on this machine")
    extras = [needed for name, all_ in EXTRAS.items() if name != "all" for needed in all_]
    needed = [*PROJECT["project"]["dependencies"], *extras, *TOOLS, "vobject", "ics"]
    yield Row("oldest dependencies", Path(sys.executable), LOWEST, needed, TESTS + OF_EXTRAS)


def tried(row: Row, wheel: Path) -> tuple[int, str]:
    """Run the tests of a row, and return how they ended and what they printed."""
    name = row.name.replace(" ", "-")
    python = installed(name, wheel, *row.requirements, base=row.base, constraints=row.constraints)
    options = ["-q", "--no-header", "-p", "no:cacheprovider", *LEFT_OUT]
    done = subprocess.run(
        [python, "-m", "pytest", *options, *row.tests],
        cwd=ROOT,
        env={**os.environ, "HYPOTHESIS_PROFILE": "mutants", "PYTHONPATH": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


def main() -> int:
    """Try every row, two at a time; return 1 if one failed, once all are told."""
    BUILD.mkdir(exist_ok=True)
    planned = [*rows()]
    with TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        wheel = built(Path(folder))[".whl"]
        results = [*pool.map(lambda row: tried(row, wheel), planned)]
    for row, (code, text) in zip(planned, results, strict=True):
        print(text if code else "", end="")
        print(f"{row.name}: {text.strip().splitlines()[-1]}")
    return int(any(code for code, _ in results))


if __name__ == "__main__":
    sys.exit(main())
