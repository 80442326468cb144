"""A screen in HTML: no script, nothing fetched, readable in light and dark and on a phone."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from bdc_sessions.screen.parts import Pairs, Table
from bdc_sessions.texts import one_line

if TYPE_CHECKING:
    from bdc_sessions.screen.screen import Part, Screen

FIRST_HEAD, LAST_HEAD = 3, 6
"""The levels of heads: a page has its own above them."""

STYLE = (
    "<style>"
    ".bdc{max-width:100%;overflow-wrap:anywhere}"
    ".bdc div{overflow-x:auto;max-width:100%}"
    ".bdc table{border-collapse:collapse;margin:.5em 0}"
    ".bdc th,.bdc td,.bdc dt,.bdc dd{text-align:left!important;vertical-align:top;"
    "padding:.2em .8em .2em 0;overflow-wrap:normal;color:inherit;background:none}"
    ".bdc tr{border-bottom:1px solid #8886;background:none!important}"
    ".bdc dl{display:grid;grid-template-columns:max-content 1fr;margin:.5em 0}"
    ".bdc dt{font-weight:bold}.bdc dd{margin:0}"
    "@media(max-width:480px){.bdc dl{grid-template-columns:1fr}}"
    "</style>"
)
"""Colours are the page's own; nothing but the screen's own elements is touched."""


class _Room:
    """The characters that are left; rows that do not fit are counted."""

    __slots__ = ("left",)

    def __init__(self, longest: int | None) -> None:
        self.left = longest

    def takes(self, text: str) -> bool:
        """Whether a text fits; it is counted if so."""
        if self.left is None:
            return True
        self.left -= len(text)
        return self.left >= 0


def draw_html(screen: "Screen", *, longest: int | None = None) -> str:
    """Return a screen in HTML; of more characters than ``longest``, the rows beyond are counted."""
    room = _Room(None if longest is None else longest - len(STYLE) - 1_000)
    return f'{STYLE}<section class="bdc">{"".join(_screen(screen, FIRST_HEAD, room))}</section>'


def _screen(screen: "Screen", level: int, room: _Room) -> Iterator[str]:
    head = f"<h{level}>{_lines(screen.title)}</h{level}>" if screen.title else ""
    if screen.folded:
        head = f"<details><summary>{_lines(screen.title)}</summary>"
    room.takes(head)
    yield head
    for part in screen.parts:
        yield from _part(part, screen.title, level, room)
    if screen.folded:
        yield "</details>"


def _part(part: "Part", title: str, level: int, room: _Room) -> Iterator[str]:
    if isinstance(part, str):
        text = f"<p>{_lines(part)}</p>"
        yield text if room.takes(text) else "<p>…</p>"
    elif isinstance(part, Pairs):
        pairs = [f"<dt>{_lines(label)}</dt><dd>{_lines(value)}</dd>" for label, value in part.pairs]
        yield "<dl>"
        yield from _fitting(pairs, room, "<dt>…</dt><dd>{}</dd>")
        yield "</dl>"
    elif isinstance(part, Table):
        yield from _table(part, title, room)
    else:
        yield from _screen(part, min(level + 1, LAST_HEAD), room)


def _table(table: Table, title: str, room: _Room) -> Iterator[str]:
    columns = len(table.head)
    heads = "".join(f'<th scope="col">{_lines(head)}</th>' for head in table.head)
    name = f' aria-label="{escape(title)}"' if title else ""
    # A region that scrolls is reached by the keyboard too.
    yield f'<div role="region" tabindex="0"{name}><table>'
    yield f'<thead><tr align="left">{heads}</tr></thead><tbody>'
    rows = (_row(row, columns) for row in table.rows)
    yield from _fitting(rows, room, f'<tr><td colspan="{columns}">… {{}}</td></tr>')
    yield "</tbody></table></div>"


def _row(cells: Sequence[str], columns: int) -> str:
    *first, last = [_lines(cell) for cell in cells]
    span = columns - len(first)
    spanning = f' colspan="{span}"' if span > 1 else ""
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in first)}<td{spanning}>{last}</td></tr>"


def _fitting(rows: "Iterator[str] | list[str]", room: _Room, rest: str) -> Iterator[str]:
    """Yield the rows that fit, then how many do not."""
    beyond = 0
    for row in rows:
        if not beyond and room.takes(row):
            yield row
        else:
            beyond += 1
    if beyond:
        yield rest.format(f"et {beyond} autres lignes")


def _lines(text: str) -> str:
    return "<br>".join(escape(one_line(line)) for line in text.split("\n"))
