"""The page of an executed notebook, in a real browser: light and dark, wide and on a phone."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, sync_playwright
from tests.screen.notebook_page import executed, page

ROOT = Path(__file__).parent.parent.parent
AXE = ROOT / "build" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium")
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDTHS = (1000, 360)
"""A window, and a phone."""


def unless_ci(reason: str) -> None:
    """Skip visibly where a tool is missing; fail where it must be there."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def axe() -> Path:
    """Return the script that judges accessibility; npm brings it once."""
    if not AXE.exists():
        npm = shutil.which("npm")
        if npm is None:
            unless_ci("npm is missing, which brings axe-core")
        command = [str(npm), "install", "--silent", "--prefix", str(ROOT / "build"), "axe-core"]
        if subprocess.run(command, check=False).returncode:
            unless_ci("npm could not bring axe-core")
    return AXE


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """Return Chromium with nothing in it, which asks no network."""
    if CHROMIUM is None:
        unless_ci("chromium is missing")
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("chromium"), executable_path=CHROMIUM, args=OPTIONS
        )
        context.route("http*://**/*", lambda route: route.abort())
        yield context
        context.close()


@pytest.fixture(scope="module")
def pages(browser: BrowserContext) -> dict[tuple[str, int], Page]:
    """Return the notebook's page by theme and width."""
    notebook = executed()
    by_page = {}
    for theme, width in product(("light", "dark"), WIDTHS):
        tab = browser.new_page()
        tab.set_viewport_size({"width": width, "height": 900})
        tab.set_content(page(notebook, theme), wait_until="domcontentloaded")
        by_page[theme, width] = tab
    return by_page


SEEN = pytest.mark.parametrize("seen", list(product(("light", "dark"), WIDTHS)), ids=str)


@SEEN
def test_the_page_does_not_scroll_sideways(
    pages: dict[tuple[str, int], Page], seen: tuple[str, int]
) -> None:
    assert pages[seen].evaluate("document.documentElement.scrollWidth") <= seen[1]
    assert pages[seen].locator(".bdc").count() == 10


@SEEN
def test_cells_are_to_the_left_and_bear_no_colour_of_ours(
    pages: dict[tuple[str, int], Page], seen: tuple[str, int]
) -> None:
    cells: Any = pages[seen].evaluate(
        "[...document.querySelectorAll('.bdc th, .bdc td')].map(cell => ["
        "getComputedStyle(cell).textAlign, getComputedStyle(cell).backgroundColor])"
    )
    assert {tuple(cell) for cell in cells} == {("left", "rgba(0, 0, 0, 0)")}


@SEEN
def test_axe_finds_nothing(
    pages: dict[tuple[str, int], Page], seen: tuple[str, int], axe: Path
) -> None:
    pages[seen].add_script_tag(path=axe)
    found = pages[seen].evaluate("axe.run('.bdc')")
    assert [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []
    assert "color-contrast" in [rule["id"] for rule in found["passes"]]


@SEEN
def test_nothing_typed_runs_and_many_sessions_are_folded(
    pages: dict[tuple[str, int], Page], seen: tuple[str, int]
) -> None:
    assert pages[seen].locator(".bdc script").count() == 0
    assert pages[seen].get_by_text("<script>", exact=True).count() >= 1
    folded = pages[seen].locator(".bdc details")
    assert folded.count() == 1
    assert folded.locator("tr").nth(5).is_visible() is False
    folded.locator("summary").click()
    assert folded.locator("tr").nth(5).is_visible() is True


@SEEN
def test_the_page_reads_where_styles_are_stripped(
    pages: dict[tuple[str, int], Page], seen: tuple[str, int]
) -> None:
    """Take away what the sites of repositories, and some editors, take away."""
    tab = pages[seen]
    tab.evaluate(
        "document.querySelectorAll('.bdc style').forEach(style => style.remove());"
        "document.querySelectorAll('.bdc').forEach(screen => {"
        " screen.removeAttribute('class');"
        " screen.querySelectorAll('[style]').forEach(part => part.removeAttribute('style'));"
        "})"
    )
    text = tab.locator("section").first.inner_text()
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert "Intitulé de l'action LOT TEST FORFAIT PARCOURS 2023" in lines
    assert any("Session n° 01 10" in line for line in lines)
