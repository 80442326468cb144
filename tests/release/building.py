"""What is released, built and installed as an embedder would, in folders of its own."""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build"
CONSTRAINTS = ROOT / "constraints.txt"
LEFT_OUT = shutil.ignore_patterns(".venv*", ".git", "build", "site", "__pycache__", ".*_cache")

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
VERSION: str = PROJECT["project"]["version"]
EXTRAS: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]


def run(
    *arguments: str | Path, cwd: Path = ROOT, environment: Mapping[str, str] | None = None
) -> str:
    """Run a Python of ours, and return what it prints; what it says when it fails is the error."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def built(
    target: Path, environment: Mapping[str, str] | None = None, *, source: Path = ROOT
) -> dict[str, Path]:
    """Build the sdist, and of that the wheel; return both by how their names end."""
    arguments = ("-m", "build", "--no-isolation", "--outdir", target)
    run(*arguments, cwd=source, environment=environment)
    return {path.suffix: path for path in target.iterdir()}


def installed(
    name: str,
    wheel: Path,
    *requirements: str,
    base: str | Path = sys.executable,
    constraints: Path = CONSTRAINTS,
) -> Path:
    """Return the Python of an environment of its own with requirements, and the wheel as it is now.

    The environment is kept, and made anew when what it holds is to change.
    """
    folder = BUILD / "environments" / name
    facts = (str(base), sys.version, *requirements, constraints.read_text(encoding="utf-8"))
    stamp = folder / "holds.txt"
    python = folder / "bin" / "python"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != "\n".join(facts):
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([base, "-m", "venv", "--without-pip", folder], check=True)
        install(python, "-c", constraints, *requirements)
        stamp.write_text("\n".join(facts), encoding="utf-8")
    install(python, "--no-deps", "--force-reinstall", wheel)
    return python


def install(python: Path, *arguments: str | Path) -> None:
    """Install by names alone, with the pip that runs this."""
    pip = ("-m", "pip", "--python", python, "install", "-qq", "--disable-pip-version-check")
    run(*pip, *arguments)
