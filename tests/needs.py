"""What tests need beyond Python, found by path; where it is missing they say what to install."""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import NoReturn

import pytest

BUILD = Path(__file__).parent.parent / "build"


def chromium() -> str:
    """Return the path of Debian's Chromium."""
    return shutil.which("chromium") or missing("Chromium", "the Debian package chromium")


def java() -> str:
    """Return the path of Java, on which PySpark runs."""
    return shutil.which("java") or missing("Java", "the Debian package default-jre-headless")


@cache
def postgresql() -> Path:
    """Return the folder of PostgreSQL's programs, of the newest version that there is."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    programs = sorted(found, key=lambda path: int(path.parts[-3]))
    return programs[-1].parent if programs else missing("PostgreSQL", "the package postgresql")


@cache
def npm_package(name: str) -> Path:
    """Return the folder of a package of npm, brought into ``build`` where it is not there."""
    npm = shutil.which("npm") or missing("npm", "the Debian packages nodejs and npm")
    folder = BUILD / "npm" / "node_modules" / name
    if not folder.exists():
        (BUILD / "npm").mkdir(parents=True, exist_ok=True)
        options = ["--prefix", str(BUILD / "npm"), "--no-save", "--no-audit", "--no-fund"]
        done = subprocess.run([npm, "install", *options, name], capture_output=True, check=False)
        if done.returncode:
            missing(f"the npm package {name}", f"{name}: npm install --prefix build/npm {name}")
    return folder


def missing(what: str, package: str) -> NoReturn:
    """Skip a test for what is not there; where ``CI`` is set, fail."""
    told = f"{what} is not there: install {package}"
    if os.environ.get("CI"):
        pytest.fail(told)
    pytest.skip(told)
