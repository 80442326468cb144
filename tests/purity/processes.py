"""Scripts of our own, each run in a fresh process."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def printed(*arguments: str, seed: int = 0, **environment: str) -> str:
    """Return what Python prints with these arguments, hashes salted by a seed."""
    done = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": str(seed), **environment},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
