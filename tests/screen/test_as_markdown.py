"""Screens in Markdown, in which what is typed is what is read."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.screen.readers import MARKDOWN, TEXTS, of_markdown

from bdc_sessions import Screen
from bdc_sessions.screen import Pairs, Table
from bdc_sessions.screen.as_markdown import escape_markdown
from bdc_sessions.screen.visible import visible

ROWS = st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=3)


def test_a_screen_is_heads_a_list_and_tables() -> None:
    table = Table(["Session", "Places"], [["01", "10"], ["-Information"]])
    screen = Screen(
        "Action", ["", "Texte", Pairs([("Année", "2023"), ("Lot", "1")]), Screen("Liste", [table])]
    )
    assert screen.to_markdown().splitlines() == [
        "# Action",
        "",
        "Texte",
        "",
        "- Année : 2023",
        "- Lot : 1",
        "",
        "## Liste",
        "",
        "| Session | Places |",
        "| --- | --- |",
        "| 01 | 10 |",
        "| -Information |  |",
    ]


def test_no_head_is_deeper_than_six() -> None:
    screen = Screen("x")
    for _ in range(8):
        screen = Screen("x", [screen])
    assert screen.to_markdown().splitlines()[-1] == "###### x"


@given(ROWS)
@example([("\\|", "|\\", "\\\\|")])
@example([("![x](http://e.example/t.png) *a* _b_ `c`", "~~d~~ [e](f) <g> h|i", "\\j # 1. &amp;")])
def test_a_table_reads_as_what_was_typed(rows: list[tuple[str, str, str]]) -> None:
    read = of_markdown(Screen("", [Table(["a", "b", "c"], rows)]))
    assert read.tags <= {"table", "thead", "tbody", "tr", "th", "td", "br"}
    assert read.texts == ["a", "b", "c", *[visible(cell) for row in rows for cell in row]]


@given(ROWS)
def test_a_table_has_a_line_for_each_row(rows: list[tuple[str, str, str]]) -> None:
    lines = Screen("", [Table(["a", "b", "c"], rows)]).to_markdown().splitlines()
    assert len(lines) == len(rows) + 2


@given(TEXTS.filter(bool), TEXTS.filter(bool), TEXTS.filter(bool))
@example("a", "b", "\n")
@example("1. a", "- b", "2) c")
@example("+ a", "12. b", "- c")
def test_titles_texts_and_pairs_read_as_what_was_typed(title: str, label: str, text: str) -> None:
    read = of_markdown(Screen(title, [text, Pairs([(label, text)])]))
    assert read.tags <= {"h1", "p", "ul", "li", "br"}
    assert read.texts == [visible(title), visible(text), f"{visible(label)} : {visible(text)}"]


@given(TEXTS)
def test_a_text_within_another_is_no_mark_either(text: str) -> None:
    html = MARKDOWN.render("a " + escape_markdown(text) + " b").replace("<br>", "")
    assert "<" not in html.removeprefix("<p>").removesuffix("</p>\n")


@pytest.mark.parametrize(
    ("typed", "escaped"),
    [
        ("a|b", r"a\|b"),
        ("c\\d", r"c\\d"),
        ("e\nf\r\ng", "e<br>f<br>g"),
        ("<b> a & b &lt;", "&lt;b&gt; a &amp; b &amp;lt;"),
        ("http://a www.b c@d :x: ==y==", r"http\://a www\.b c\@d \:x: \==y\=="),
        (" a ", "&#32;a&#32;"),
        ("\x1b", r"\\x1b"),
        ('"b" l\'été : 12,00 (01 - FORP) n° 1. / 2!', '"b" l\'été : 12,00 (01 - FORP) n° 1. / 2!'),
    ],
)
def test_marks_are_escaped_and_nothing_else(typed: str, escaped: str) -> None:
    assert escape_markdown(typed) == escaped
