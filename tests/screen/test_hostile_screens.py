"""Whatever a value holds, its screens are drawn, and say it as it was typed: nothing acts."""

import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.screen.readers import TEXTS, Texts
from tests.screen.test_as_html import ATTRIBUTES, TAGS

from bdc_sessions import (
    ADVICE,
    RULES,
    Action,
    BdcSessionsError,
    Dossier,
    Screen,
    diff,
    example_action,
    merge,
    recap,
    testing,
    validate,
)
from bdc_sessions.display import results, timeline
from bdc_sessions.screen import Pairs, Table
from bdc_sessions.screen.visible import visible
from bdc_sessions.screen.wrapping import columns_of
from bdc_sessions.testing import CONTEXT, Quality

SESSION = "components[01].sessions[01]"
INFO = f"{SESSION}.infos[1]"
TYPED = [
    *("number", "title", "holder", "status", "schemes", "consultation", "programmes"),
    *(f"components[01].{name}" for name in ("code", "title", "city", "postal_code")),
    *(f"{SESSION}.{name}" for name in ("site.name", "site.place", "site.city", "offer_code")),
    *(f"{INFO}.{name}" for name in ("comment", "address.street", "address.building")),
    *(f"{INFO}.address.{name}" for name in ("city", "postal_code", "suffix", "number", "special")),
]
"""Where people type: every field of the screens that takes a text."""

ACTING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029, 0x200E, 0x200F}
"""What turns the direction of reading, or breaks a line."""

ANY = Quality.ANY
DRAWN: st.SearchStrategy[Any] = st.one_of(
    testing.actions(quality=ANY),
    testing.components(quality=ANY),
    testing.sessions(quality=ANY),
    testing.collective_infos(quality=ANY),
    testing.addresses(quality=ANY),
    testing.dossiers(),
    testing.change_requests(),
    testing.trackings(),
    testing.changes(),
    testing.recaps(),
    testing.reports(),
    testing.report_deltas(),
    testing.checks(),
    testing.merges(),
    testing.rules(),
    testing.rule_sets(),
)
"""A value of every class that has a screen of its own."""


class Nesting(HTMLParser):
    """Whether each element is closed where it was opened."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def texts_of(screen: Screen) -> Iterator[str]:
    """Yield every text of a screen, in the order of reading."""
    yield screen.title
    for part in screen.parts:
        if isinstance(part, Screen):
            yield from texts_of(part)
        elif isinstance(part, Pairs):
            yield from (text for pair in part.pairs for text in pair)
        elif isinstance(part, Table):
            yield from part.head
            yield from (cell for row in part.rows for cell in row)
        else:
            yield part


def assert_nothing_acts(text: str) -> None:
    assert [
        character
        for character in text
        if ord(character) in ACTING
        or (unicodedata.category(character) == "Cc" and character not in "\n\t")
    ] == []


def assert_is_safe(screen: Screen) -> None:
    """Draw a screen in each form, and read what was drawn."""
    html = screen.to_html()
    for drawn in (str(screen), screen.to_markdown(), html, screen._repr_html_()):
        assert_nothing_acts(drawn)
    assert all(columns_of(line) <= 100 for line in str(screen).split("\n"))
    for page in (html, screen._repr_html_()):
        Nesting(page)
        assert Texts(page).tags <= TAGS
        assert Texts(page).attributes <= ATTRIBUTES
    if "<details>" not in html:  # which adds texts of its own
        shown = [text for text in Texts(html).texts if text]
        assert shown == [visible(text) for text in texts_of(screen) if text]


def typed_into(action: Action, entries: list[tuple[str, str]]) -> Action:
    """Return an action with texts in some of its fields, where it takes them."""
    for path, text in entries:
        try:
            action = action.set(path, (text,) if path in ("schemes", "programmes") else text)
        except (BdcSessionsError, TypeError, ValueError):
            continue
    return action


@given(DRAWN)
def test_the_screen_of_any_value_is_drawn_and_nothing_in_it_acts(value: Any) -> None:
    assert_is_safe(value.screen())
    assert_nothing_acts(str(value))


@given(st.lists(st.tuples(st.sampled_from(TYPED), TEXTS), max_size=6), TEXTS)
def test_whatever_is_typed_every_screen_that_shows_it_is_safe(
    entries: list[tuple[str, str]], text: str
) -> None:
    before = example_action()
    after = typed_into(before, entries)
    report = validate(after, rules=RULES | ADVICE, **CONTEXT)
    dossier = Dossier(after).draft_change(
        "r1",
        component="01",
        session=after.component("01").session("01").cancel(),
        provider=text,
        observations=text,
        amendment=text,
    )
    merged = merge(before, after, before.set(f"{SESSION}.places", 3))
    shown = (after, recap(before, after), diff(before, after), report, dossier, merged)
    more = (dossier.tracking(), dossier.check("r1", **CONTEXT), dossier.requests[0])
    for value in (*shown, report.compare(validate(before)), *more):
        assert_is_safe(value.screen())
    assert_is_safe(results([after, before]))
    picture = timeline(after, report=report, before=before, today=before.start)
    assert_nothing_acts(picture.svg)
    Nesting(picture.svg)
    assert "script" not in Texts(picture._repr_html_()).tags


@given(TEXTS, st.lists(st.lists(TEXTS, min_size=1, max_size=3), max_size=3))
def test_a_screen_of_any_texts_is_safe_at_any_depth(title: str, rows: list[list[str]]) -> None:
    inner = Screen(title, [title, Table([title, "b", "c"], rows)])
    assert_is_safe(Screen(title, [Pairs([(title, title)]), Screen(title, [inner]), inner]))
