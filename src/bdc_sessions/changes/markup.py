"""A table of texts in Markdown and in HTML, in which what was typed is what is read."""

import re
from collections.abc import Iterable, Sequence
from html import escape

_MARK = re.compile(
    r"(?P<break>\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])"
    r"|(?P<entity>[&<>])"
    r"|(?P<edge>\A[^\S\x1f]|[^\S\x1f]\Z)"
    r"|[\\`*_\[\]|~$#@^{}]|:(?=//)|(?<=\bwww)\."
)
"""What Markdown, or what sites add to it, would take for a mark, a link or an end of the cell."""


def escape_markdown(text: str) -> str:
    r"""Return a text for the cell of a Markdown table, every mark escaped.

    >>> print(escape_markdown("*a* | <b> & c"))
    \*a\* \| &lt;b&gt; &amp; c
    """
    return _MARK.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    mark = found[0]
    if found["break"]:
        return "<br>"
    if found["entity"]:
        return escape(mark)
    return f"&#{ord(mark)};" if found["edge"] else f"\\{mark}"


def markdown_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Return a table in Markdown, as GitHub and most others read it.

    >>> print(markdown_table(["Champ", "Après"], [["Nb. de places", "0"]]))
    | Champ | Après |
    | --- | --- |
    | Nb. de places | 0 |
    """
    lines = [list(map(escape_markdown, cells)) for cells in (head, *rows)]
    lines.insert(1, ["---"] * len(head))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def html_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in HTML, every text escaped.

    >>> html_table(["Champ"], [["<b>"]])
    '<table><thead><tr><th>Champ</th></tr></thead><tbody><tr><td>&lt;b&gt;</td></tr></tbody></table>'
    """
    body = "".join(_html_row("td", cells) for cells in rows)
    return f"<table><thead>{_html_row('th', head)}</thead><tbody>{body}</tbody></table>"


def _html_row(tag: str, cells: Iterable[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"
