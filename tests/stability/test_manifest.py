"""The public surface is what it was, or a decision was taken."""

import re
from pathlib import Path

import pytest
from tests.purity.processes import printed
from tests.stability.manifest import MODULES, PAGES, WRITERS, page

OF_EXTRAS = {
    "rules_of_the_feed": "bdc_sessions.feeds.lheo",
    "faults_of_tables": "bdc_sessions.columns",
}
"""Pages that need an extra, and its module."""

RETIRED = {"STR-007", "LHE-008", "LHE-045"}
"""Codes that were used once: a code that is taken away comes here, for ever."""

CODES = ("rules", "rules_of_the_feed", "faults_of_tables")
"""Pages with codes."""

WHAT_TO_DO = """
Is it meant? Then run `make manifest`, commit what it writes, and give CHANGELOG.md a line.
What is new may come with any minor version. What is gone or changed breaks embedders: keep the
old beside the new for as long as docs/reference/stability.md promises, or wait for 2.0."""


def difference(stored: str, now: str) -> str:
    """Return what an embedder would meet, by what it means for them; "" where nothing differs."""
    before, after = set(stored.splitlines()), set(now.splitlines())
    lines = [f"  gone or changed: {line}" for line in sorted(before - after)]
    lines += [f"  new: {line}" for line in sorted(after - before)]
    return "\n".join(lines) + WHAT_TO_DO if lines else ""


@pytest.mark.parametrize("name", WRITERS)
def test_the_public_surface_is_the_one_that_is_stored(name: str) -> None:
    if name in MODULES:
        pytest.importorskip(name)  # under another Python the extras may not be there
    if name in OF_EXTRAS:
        pytest.importorskip(OF_EXTRAS[name])
    stored = PAGES / f"{name}.txt"
    before = stored.read_text(encoding="utf-8") if stored.exists() else ""
    if lines := difference(before, page(name)):
        pytest.fail(f"{name}\n{lines}", pytrace=False)


@pytest.mark.parametrize("name", CODES)
def test_a_retired_code_is_not_used_again(name: str) -> None:
    used = re.findall(r"\b[A-Z]{3}-[0-9]{3}\b", (PAGES / f"{name}.txt").read_text(encoding="utf-8"))
    assert used
    assert RETIRED.isdisjoint(used)


def test_no_page_is_stored_of_what_is_no_more() -> None:
    assert {path.stem for path in PAGES.iterdir()} == WRITERS.keys()


def test_a_name_that_is_gone_is_told_from_one_that_is_new() -> None:
    lines = difference("a(x: int)\nb: class\n", "a(x: int, y: int = 0)\nb: class\n")
    assert "gone or changed: a(x: int)\n" in lines
    assert "new: a(x: int, y: int = 0)" in lines
    assert "make manifest" in lines
    assert difference("a\n", "a\n") == ""


@pytest.mark.parametrize("seed", [1, 4242])
def test_the_manifest_is_the_same_under_any_hash_seed(seed: int, tmp_path: Path) -> None:
    script = (
        "from pathlib import Path; from tests.stability.manifest import WRITERS, page; "
        f"[Path({str(tmp_path)!r}, name).write_text(page(name)) for name in {NAMES}]"
    )
    printed("-c", script, seed=seed)
    assert {name: (tmp_path / name).read_text() for name in NAMES} == {n: page(n) for n in NAMES}


NAMES = ("bdc_sessions", "rules", "format", "errors")
"""Pages that any Python can write, without extras."""
