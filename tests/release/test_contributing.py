"""The checklists of CONTRIBUTING.md, replayed step by step on a scratch copy."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.release.building import LEFT_OUT, ROOT

PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CHECKLISTS = dict(re.findall(r"^## How to add (.+)\n((?:(?!^## ).*\n)*)", PAGE, re.MULTILINE))
"""Each checklist, by what it adds."""

EDIT = re.compile(
    r"^\d+\. In (?:`(?P<file>[^`]+)`|the same file), (?P<where>above|below|instead of) "
    r"`(?P<anchor>[^`]+)`:.*\n\n   ```\w+\n(?P<text>(?:.*\n)*?)   ```$",
    re.MULTILINE,
)
TESTS = re.compile(r"^\d+\. Test by `([^`]+)`, then by `make core`\.$", re.MULTILINE)
MADE = {
    "make catalogue": ("docs/catalogue.py", "docs/lheo_support.py"),
    "make manifest": ("-m tests.stability.manifest",),
}
TOUCHED = {
    "a rule": {"src/bdc_sessions/rules/session_rules.py"},
    "a field": {"src/bdc_sessions/model/session.py"},
    "an element of the feed": {
        "src/bdc_sessions/feeds/lheo/table.py",
        "src/bdc_sessions/feeds/lheo/offer.py",
    },
}
"""The files of ``src`` that each checklist touches, and no others."""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    scratch = tmp_path / "scratch"
    shutil.copytree(ROOT, scratch, ignore=LEFT_OUT)
    return scratch


def python(copy: Path, *arguments: str) -> None:
    """Run a Python whose library is the copy."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join((str(copy / "src"), str(copy))),
            "HYPOTHESIS_PROFILE": "mutants",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-5000:]


def edit(copy: Path, checklist: str) -> set[str]:
    """Do what the steps of a checklist say, and return the files that they touch."""
    touched: list[str] = []
    for step in EDIT.finditer(checklist):
        touched.append(step["file"] or touched[-1])
        path = copy / touched[-1]
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines(keepends=True)
        (line,) = [line for line in lines if line.startswith(step["anchor"])]
        added = re.sub("^   ", "", step["text"], flags=re.MULTILINE)
        new = {"above": added + line, "below": line + added, "instead of": added}[step["where"]]
        path.write_text(text.replace(line, new), encoding="utf-8")
    return {*touched}


def test_each_checklist_is_replayed() -> None:
    assert CHECKLISTS.keys() == TOUCHED.keys()
    for name, checklist in CHECKLISTS.items():
        steps = re.findall(r"^\d+\. In ", checklist, re.MULTILINE)
        assert len(EDIT.findall(checklist)) == len(steps) > 0, name


@pytest.mark.parametrize("name", CHECKLISTS)
def test_a_checklist_leads_to_what_it_says(copy: Path, name: str) -> None:
    checklist = CHECKLISTS[name]
    touched = {file for file in edit(copy, checklist) if file.startswith("src/")}
    assert touched == TOUCHED[name]
    for command, scripts in MADE.items():
        if command in checklist:
            for script in scripts:
                python(copy, *script.split())
    python(copy, "-m", "ruff", "check", "-q", *touched)
    python(copy, "-m", "ruff", "format", "-q", "--check", *touched)
    (tests,) = TESTS.findall(checklist)
    python(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests.split())
