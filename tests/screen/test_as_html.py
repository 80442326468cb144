"""Screens in HTML: no script, nothing fetched, texts as typed, bounded in a notebook."""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.many import action_of
from tests.screen.readers import TEXTS, Texts, of_html

from bdc_sessions import Screen
from bdc_sessions.screen import Pairs, Table
from bdc_sessions.screen.as_html import MOST_ROWS, MOST_SCREENS, STYLE, draw_html
from bdc_sessions.screen.visible import visible

ROWS = st.lists(st.tuples(TEXTS, TEXTS), max_size=3)
TAGS = {
    *("section", "style", "h2", "h3", "h4", "h5", "h6", "p", "div", "details", "summary"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"class", "role", "tabindex", "aria-label", "scope", "colspan", "align"}

TABLE_HEAD = (
    '<div role="group" tabindex="0" aria-label="a"><table><thead><tr align="left">'
    '<th scope="col">b</th></tr></thead><tbody>'
)
TABLE_FOOT = "</tbody></table></div>"


def body(html: str) -> str:
    return re.sub("<style>.*?</style>", "", html)


def test_a_screen_is_titles_texts_and_tables_with_scope() -> None:
    table = Table(["Session", "Places", "Site"], [["01", "10", "A"], ["02", "-Information"]])
    screen = Screen("Action", ["Texte", Pairs([("Année", "2023")]), Screen("Liste", [table])])
    assert body(screen.to_html()) == (
        '<section class="bdc"><h2>Action</h2><p>Texte</p><table><tbody>'
        '<tr><th scope="row" align="left">Année</th><td>2023</td></tr></tbody></table>'
        '<h3>Liste</h3><div role="group" tabindex="0" aria-label="Liste"><table>'
        '<thead><tr align="left"><th scope="col">Session</th><th scope="col">Places</th>'
        '<th scope="col">Site</th></tr></thead><tbody>'
        "<tr><td>01</td><td>10</td><td>A</td></tr>"
        '<tr><td>02</td><td colspan="2">-Information</td></tr></tbody></table></div></section>'
    )


def test_it_is_the_same_each_time_and_touches_nothing_but_itself() -> None:
    html = Screen("a", [Table(["b"], [["c"]])]).to_html()
    assert html == Screen("a", [Table(["b"], [["c"]])]).to_html()
    (style,) = re.findall("<style>(.*?)</style>", html)
    assert all(rule.startswith(".bdc") for rule in re.findall(r"([^{}]+)\{", style))
    assert not re.search(r"url\(|@import|https?:|<script|\bid=|on\w+=", html)


@given(TEXTS.filter(bool), ROWS)
def test_html_reads_as_what_was_typed(title: str, rows: list[tuple[str, str]]) -> None:
    found = of_html(Screen(title, [title, Pairs(rows), Table([title, "b"], rows)]))
    assert found.tags <= TAGS
    assert found.attributes <= ATTRIBUTES
    cells = [visible(cell) for row in rows for cell in row]
    shown = visible(title)
    assert found.texts == [shown, shown, *cells, shown, "b", *cells]


def test_a_long_table_is_folded() -> None:
    rows = [[str(number)] for number in range(MOST_ROWS + 1)]
    assert "<details>" not in Screen("a", [Table(["n"], rows[1:])]).to_html()
    folded = Screen("a", [Table(["n"], rows)]).to_html()
    assert f"<details><summary>{MOST_ROWS + 1} lignes</summary>" in folded
    assert folded.endswith("</table></div></details></section>")


def test_many_screens_are_folded_each_under_its_title() -> None:
    screens = [Screen(f"s{number}", ["x"]) for number in range(MOST_SCREENS + 1)]
    assert "<details>" not in Screen("a", screens[1:]).to_html()
    assert Screen("a", screens).to_html().count("<details><summary>s") == MOST_SCREENS + 1


def test_a_thousand_sessions_are_folded_small_and_fast() -> None:
    action = action_of(1000, "one")
    start = time.perf_counter()
    html = action._repr_html_()
    assert time.perf_counter() - start < 0.5  # 0.1 s where nothing else runs
    assert len(html.encode()) < 300_000
    assert "<details>" in html
    assert html.count("Session n° ") == 1000


def long_screens() -> Iterator[Screen]:
    """Yield screens of more than a notebook takes, in each part of one."""
    text = "é" * 400_000
    yield Screen("table", [Table(["n"], [[text[:1000]]] * 1000), "after"])
    yield Screen("pairs", [Pairs([("n", text[:1000])] * 1000), Table(["n"], [["x"]])])
    yield Screen("text", [text, Screen("after")])
    yield Screen(text)
    yield Screen("head", [Table([text], [["x"]])])
    yield Screen("inner", [Screen(str(n), [Table(["n"], [["x"]])]) for n in range(10_000)])


def test_a_notebook_is_given_a_bounded_part_and_told_how_much_is_left() -> None:
    for screen in long_screens():
        html = screen._repr_html_()
        assert len(html.encode()) <= 300_000
        assert "…" in html
        assert Texts(html).tags <= TAGS
        assert len(screen.to_html()) > len(html) or len(screen.to_html().encode()) > 300_000
        for tag in ("section", "table", "div", "details"):
            assert len(re.findall(rf"<{tag}\b", html)) == html.count(f"</{tag}>")


def test_the_rows_left_out_are_counted() -> None:
    html = Screen("a", [Table(["n"], [["x" * 1000]] * 400)])._repr_html_()
    shown = html.count("x" * 1000)
    assert f"… et {400 - shown} lignes de plus : to_html() les donne toutes." in html


def test_it_reads_without_its_style() -> None:
    table = Table(["Session", "Places"], [["01", "10"]])
    html = body(Screen("Action", [Pairs([("Année", "2023")]), table]).to_html())
    assert "style" not in html
    assert Texts(html).texts == ["Action", "Année", "2023", "Session", "Places", "01", "10"]


def drawn(screen: Screen, room: int) -> str:
    """Return what is drawn of a screen where its own texts may take so many bytes."""
    return body(draw_html(screen, longest=2 * len(STYLE) + room))


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (["b", "é"], "<h2>a</h2><p>b</p><p>é</p>"),
        ([Screen("b")], "<h2>a</h2><h3>b</h3>"),
        ([Table(["b"], [])], f"<h2>a</h2>{TABLE_HEAD}{TABLE_FOOT}"),
        ([Table(["b"], [["c"]])], f"<h2>a</h2>{TABLE_HEAD}<tr><td>c</td></tr>{TABLE_FOOT}"),
    ],
)
def test_what_fits_to_the_last_byte_is_drawn_and_else_a_sign_that_more_is_left(
    parts: list[Any], text: str
) -> None:
    screen, room = Screen("a", parts), len(text.encode())
    assert drawn(screen, room) == f'<section class="bdc">{text}</section>'
    assert "…" not in drawn(screen, room)
    assert "…" in drawn(screen, room - 1)


def test_what_does_not_fit_is_replaced_by_its_number() -> None:
    start, end = '<section class="bdc"><h2>a</h2>', "</section>"
    assert drawn(Screen("a", ["b"]), 9) == f'<section class="bdc"><p>…</p>{end}'
    assert drawn(Screen("a", ["b", "c", "d"]), 18) == f"{start}<p>b</p><p>…</p>{end}"
    assert drawn(Screen("a", [Table(["b"], [])]), 30) == f"{start}<p>…</p>{end}"
    pair = '<tr><th scope="row" align="left">b</th><td>c</td></tr>'
    assert drawn(Screen("a", [Pairs([("b", "c")] * 3)]), 10 + len(pair)) == (
        f'{start}<table><tbody>{pair}<tr><th scope="row">…</th>'
        f"<td>… et 2 lignes de plus : to_html() les donne toutes.</td></tr></tbody></table>{end}"
    )


def test_a_screen_without_a_title_has_no_head_and_its_tables_no_name() -> None:
    assert body(Screen("", ["b", Table(["b"], [])]).to_html()) == (
        '<section class="bdc"><p>b</p><div role="group" tabindex="0"><table><thead>'
        '<tr align="left"><th scope="col">b</th></tr></thead><tbody>'
        "</tbody></table></div></section>"
    )


def test_a_folded_screen_is_its_title_and_its_parts() -> None:
    screens = [Screen(f"s{number}", ["x"]) for number in range(MOST_SCREENS + 1)]
    folded = [f"<details><summary>s{n}</summary><p>x</p></details>" for n in range(len(screens))]
    html = body(Screen("a", screens).to_html())
    assert html == f'<section class="bdc"><h2>a</h2>{"".join(folded)}</section>'
