"""What tests need beyond Python, found by path; where it is missing they say what to install."""

import os
import shutil
import subprocess
import warnings
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import pytest

BUILD = Path(__file__).parent.parent / "build"

_SPARK = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    # Few rows: what is quick to plan, and compiled no further, is quick.
    "spark.default.parallelism": "1",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
}


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
def spark() -> Any:
    """Return a Spark that runs on this machine and listens to it alone: one for all tests."""
    java()
    with warnings.catch_warnings():
        message = "PySpark does not yet fully support pandas"  # of which nothing is asked
        warnings.filterwarnings("ignore", message, FutureWarning)
        from pyspark.sql import SparkSession  # noqa: PLC0415 - it takes seconds

        builder = SparkSession.builder.master("local[1]")
        for name, value in _SPARK.items():
            builder = builder.config(name, value)
        return builder.getOrCreate()


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
    message = f"{what} is not there: install {package}"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)
