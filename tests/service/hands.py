"""How a person uses a page of Chromium: by mouse, or by keyboard alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from playwright.sync_api import Locator, Page, sync_playwright
from tests.needs import chromium

ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
MOST_TABS = 60


class Hands(Protocol):
    """What a person does."""

    def press(self, target: Locator) -> None:
        """Follow a link, press a button."""

    def enter(self, target: Locator, text: str) -> None:
        """Put a text in place of what a field holds."""

    def choose(self, target: Locator, option: str) -> None:
        """Choose from a list."""


class Mouse:
    """Points and clicks."""

    def press(self, target: Locator) -> None:
        target.click()

    def enter(self, target: Locator, text: str) -> None:
        target.fill(text)

    def choose(self, target: Locator, option: str) -> None:
        target.select_option(label=option)


class Keyboard:
    """Has no mouse: goes from one to the next by Tab, and sees where by the focus."""

    def press(self, target: Locator) -> None:
        self.reach(target)
        target.page.keyboard.press("Enter")
        target.page.wait_for_load_state()

    def enter(self, target: Locator, text: str) -> None:
        self.reach(target)
        target.page.keyboard.press("Control+A")
        target.page.keyboard.press("Delete")
        target.page.keyboard.type(text)

    def choose(self, target: Locator, option: str) -> None:
        self.reach(target)
        target.page.keyboard.press("Home")
        for _ in range(MOST_TABS):
            if target.evaluate("select => select.selectedOptions[0].label") == option:
                return
            target.page.keyboard.press("ArrowDown")
        raise AssertionError(f"not reached by arrows: {option}")

    def reach(self, target: Locator) -> None:
        for _ in range(MOST_TABS):
            if target.evaluate("element => element === document.activeElement"):
                assert target.evaluate("element => element.matches(':focus-visible')")
                return
            target.page.keyboard.press("Tab")
        raise AssertionError(f"not reached by Tab: {target}")


@contextmanager
def browsing(width: int) -> Iterator[Page]:
    """Open a page of Chromium, of a width in pixels, while the block runs."""
    path = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            context = browser.new_context(
                viewport={"width": width, "height": 800}, java_script_enabled=True, locale="fr-FR"
            )
            yield context.new_page()
        finally:
            browser.close()
