"""Screens read back as a person's program reads them: cells and texts of HTML, and of Markdown."""

from html.parser import HTMLParser

from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bdc_sessions import Screen

MARKDOWN = MarkdownIt("commonmark").enable("table").enable("strikethrough")

PIECES = [
    *("*", "**", "_", "__", "`", "``", "~~", "[", "](http://e.example)", "![", "<b>", "</td>"),
    *("<http://e.example>", "http://e.example", "www.e.example", "a@e.example", "&lt;", "&#42;"),
    *("&amp", "|", "\\", "\\|", "\\\\|", "# ", "1. ", "- ", "+ ", "> ", "---", "===", "```", "$x$"),
    *("[^1]", "[ ] ", "==x==", "^a^", "{.a}", ":tada:", "a", "é", " ", "  ", "\t", "<br>"),
    *(
        "<!-- -->",
        "</table>",
        "</section>",
        "<script>",
        "\n",
        "\r\n",
        "\r",
        "\x0b",
        "\x85",
        "\u2028",
    ),
    *("37 200,00 hc", "n° 01", "日本", "\u202e", "\x1b[2J", "\u0301", "1) ", "    x"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=12
)
"""What a person might type, and what someone who means harm would."""

BLOCKS = ("td", "th", "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "summary")


class Texts(HTMLParser):
    """The texts of the blocks of a page, in order, and the tags and attributes that it has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.texts: list[str] = []
        self._open = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        alone = tag == "br" and not self._open  # Markdown gives a lone break no paragraph
        if tag in BLOCKS or alone:
            self.texts.append("")
            self._open = not alone
        if tag == "br":
            self.texts[-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[-1] += data


def of_html(screen: Screen) -> Texts:
    """Return what a screen's HTML says."""
    return Texts(screen.to_html())


def of_markdown(screen: Screen) -> Texts:
    """Return what a screen's Markdown says, once a site has made HTML of it."""
    return Texts(MARKDOWN.render(screen.to_markdown()))
