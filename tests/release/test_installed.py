"""The wheel in an empty environment: without extras, with each alone, with all."""

import json
import subprocess
from pathlib import Path

import pytest
from tests.release.building import EXTRAS, built, installed
from tests.release.smoke import NEED_NONE, OF_EXTRAS

SMOKE = Path(__file__).with_name("smoke.py")
ALONE = sorted(EXTRAS.keys() - {"all"})
BESIDE = {"columns": ["polars"]}
"""What an example needs that an extra leaves to its reader: which frames they use."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("dist"))[".whl"]


def smoke(python: Path, extras: list[str], tmp_path: Path) -> dict[str, str]:
    done = subprocess.run(
        [python, "-I", "-W", "error", SMOKE, *extras],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    lines: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return lines


def test_each_extra_is_tried_and_each_tried_is_an_extra() -> None:
    assert {*ALONE} == {*OF_EXTRAS, "display"}


def test_without_extras_the_core_works_and_the_rest_says_what_it_needs(
    wheel: Path, tmp_path: Path
) -> None:
    lines = smoke(installed("none", wheel, "attrs", "pendulum"), [], tmp_path)
    for name in ("bdc_sessions", *NEED_NONE):
        assert "install the extra" not in lines.pop(name)
    for extra, text in lines.items():
        assert f"pip install 'bdc-sessions[{extra}]'" in text


@pytest.mark.parametrize("extra", ALONE)
def test_each_extra_alone_brings_what_its_first_example_needs(
    wheel: Path, tmp_path: Path, extra: str
) -> None:
    needed = ["attrs", "pendulum", *EXTRAS[extra], *BESIDE.get(extra, [])]
    lines = smoke(installed(extra, wheel, *needed), [extra], tmp_path)
    missing = {name for name, text in lines.items() if "install the extra" in text}
    assert missing == lines.keys() - {"bdc_sessions", *NEED_NONE, extra}
