"""Tables in Markdown and HTML, in which what was typed is what is read."""

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bdc_sessions.changes.markup import escape_markdown, html_table, markdown_table

BREAKS = ["\n", "\r\n", *"\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"]
PIECES = [
    *("*", "**", "_", "__", "`", "``", "~~", "[", "](http://e.example)", "![", "<b>", "</td>"),
    *("<http://e.example>", "http://e.example", "www.e.example", "a@e.example", "&lt;", "&#42;"),
    *("&amp", "|", "\\", "\\|", "\\\\|", "# ", "1. ", "- ", "+ ", "> ", "---", "===", "```", "$x$"),
    *(
        "[^1]",
        "[ ] ",
        "==x==",
        "^a^",
        "{.a}",
        ":tada:",
        "a",
        "é",
        " ",
        "  ",
        "\t",
        "<br>",
        "<!-- -->",
    ),
    *BREAKS,
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\x1f"), max_size=12
)
ROWS = st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=3)
HEAD = ("Champ", "Avant", "Après")
MARKDOWN = MarkdownIt("commonmark").enable("table").enable("strikethrough")


class Cells(HTMLParser):
    """The texts of a table's cells, and every tag that it has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.cells: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert attrs == []
        self.tags.add(tag)
        if tag in ("td", "th"):
            self.cells.append("")
        if tag == "br":
            self.cells[-1] += "\n"

    def handle_data(self, data: str) -> None:
        if (self.cells and not data.isspace()) or (self.cells and data != "\n"):
            self.cells[-1] += data


TABLE = {"table", "thead", "tbody", "tr", "th", "td"}


def in_lines(text: str) -> str:
    for mark in BREAKS[1:]:
        text = text.replace(mark, "\n")
    return text


@given(ROWS)
@example([("\\|", "|\\", "\\\\|")])
@example([("![x](http://e.example/t.png) *a* _b_ `c`", "~~d~~ [e](f) <g> h|i", "\\j # 1. &amp;")])
def test_markdown_reads_as_what_was_typed(rows: list[tuple[str, str, str]]) -> None:
    found = Cells(MARKDOWN.render(markdown_table(HEAD, rows)))
    assert found.tags <= {*TABLE, "br"}
    typed = [in_lines(cell) for row in rows for cell in row]
    assert found.cells == [*HEAD, *typed]


@given(ROWS)
def test_markdown_has_a_line_for_each_row(rows: list[tuple[str, str, str]]) -> None:
    assert len(markdown_table(HEAD, rows).splitlines()) == len(rows) + 2


@given(ROWS)
def test_html_holds_every_cell_as_its_text_and_no_tag_but_the_tables(
    rows: list[tuple[str, str, str]],
) -> None:
    html = html_table(HEAD, rows)
    assert Cells(html).tags <= TABLE


@given(TEXTS)
def test_a_text_alone_is_no_mark_either(text: str) -> None:
    html = MARKDOWN.render("a " + escape_markdown(text) + " b").replace("<br>", "")
    assert "<" not in html.removeprefix("<p>").removesuffix("</p>\n")


@pytest.mark.parametrize(
    ("typed", "escaped"),
    [
        ("a|b", r"a\|b"),
        ("c\\d", r"c\\d"),
        ("e\nf\r\ng", "e<br>f<br>g"),
        ("<b> a & b &lt;", "&lt;b&gt; a &amp; b &amp;lt;"),
        ("http://a www.b c@d", r"http\://a www\.b c\@d"),
        (" a ", "&#32;a&#32;"),
        ('"b" l\'été : 12,00 (01 - FORP) n° 1. / 2!', '"b" l\'été : 12,00 (01 - FORP) n° 1. / 2!'),
    ],
)
def test_marks_are_escaped_and_nothing_else(typed: str, escaped: str) -> None:
    assert escape_markdown(typed) == escaped


def test_cells_are_escaped_in_html() -> None:
    assert html_table(["Champ", "Après"], [["<b>", "&"], ['"', "a"]]) == (
        "<table><thead><tr><th>Champ</th><th>Après</th></tr></thead><tbody>"
        "<tr><td>&lt;b&gt;</td><td>&amp;</td></tr><tr><td>&quot;</td><td>a</td></tr>"
        "</tbody></table>"
    )
