"""A screen as HTML: no script, nothing fetched, readable in light and dark and on a phone."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from bdc_sessions.screen.parts import Pairs, Table
from bdc_sessions.screen.visible import escape_html, visible
from bdc_sessions.texts import counted

if TYPE_CHECKING:
    from bdc_sessions.screen.screen import Part, Screen

FIRST_HEAD, LAST_HEAD = 2, 6
"""The levels of headings: ``h1`` is the page's own, and no level is skipped."""

MOST_ROWS, MOST_SCREENS = 100, 20
"""Longer tables are folded into ``<details>``, and so are inner screens if there are more."""

STYLE = (
    "<style>"
    ".bdc{max-width:100%;overflow-wrap:anywhere}"
    ".bdc h2,.bdc h3,.bdc h4,.bdc h5,.bdc h6{font-size:1.1em;font-weight:bold;margin:1em 0 .4em}"
    ".bdc h2{font-size:1.3em}"
    ".bdc div{overflow-x:auto;max-width:100%}"
    ".bdc table{border-collapse:collapse;margin:.5em 0;table-layout:auto}"
    ".bdc th,.bdc td{text-align:left!important;vertical-align:top;padding:.2em .8em .2em 0;"
    "white-space:pre-wrap;max-width:32em;color:inherit;background:none}"
    ".bdc th,.bdc div td{overflow-wrap:break-word;min-width:3em}"
    ".bdc tr{border-bottom:1px solid #8886;background:none!important}"
    ".bdc summary{cursor:pointer}"
    "</style>"
)
"""Colours are inherited from the page; only the screen's own elements are styled."""

BEYOND = "… et {} de plus : to_html() les donne toutes."


class _Budget:
    """How many bytes may still be written; None for any number."""

    __slots__ = ("left",)

    def __init__(self, longest: int | None) -> None:
        self.left = longest

    def spend(self, text: str) -> bool:
        """Spend the bytes of a text; whether it fits, and nothing fits after one that did not."""
        if self.left is None:
            return True
        self.left -= len(text.encode())
        return self.left >= 0

    @property
    def exceeded(self) -> bool:
        """Whether a text did not fit."""
        return self.left is not None and self.left < 0


def draw_html(screen: "Screen", *, longest: int | None = None) -> str:
    """Return a screen as HTML; rows beyond ``longest`` bytes are replaced by their number."""
    budget = _Budget(None if longest is None else longest - 2 * len(STYLE))
    body = "".join(_screen(screen, FIRST_HEAD, budget, folded=False))
    return f'<section class="bdc">{STYLE}{body}</section>'


def _screen(screen: "Screen", level: int, budget: _Budget, *, folded: bool) -> Iterator[str]:
    title = _text(screen.title)
    if folded:
        head, foot = f"<details><summary>{title}</summary>", "</details>"
    else:
        head, foot = f"<h{level}>{title}</h{level}>" if title else "", ""
    if not budget.spend(head + foot):
        yield "<p>…</p>"
        return
    yield head
    inner = [part for part in screen.parts if not isinstance(part, str | Pairs | Table)]
    for part in screen.parts:
        yield from _part(part, title, level, budget, folded=len(inner) > MOST_SCREENS)
        if budget.exceeded:
            break
    yield foot


def _part(part: "Part", title: str, level: int, budget: _Budget, *, folded: bool) -> Iterator[str]:
    if isinstance(part, str):
        text = f"<p>{_text(part)}</p>"
        yield text if budget.spend(text) else "<p>…</p>"
    elif isinstance(part, Pairs):
        yield "<table><tbody>"
        yield from _fitting(part.pairs, _pair, budget, '<tr><th scope="row">…</th><td>{}</td></tr>')
        yield "</tbody></table>"
    elif isinstance(part, Table):
        yield from _table(part, title, budget)
    else:
        yield from _screen(part, min(level + 1, LAST_HEAD), budget, folded=folded)


def _table(table: Table, title: str, budget: _Budget) -> Iterator[str]:
    columns = len(table.head)
    heads = "".join(f'<th scope="col">{_text(head)}</th>' for head in table.head)
    name = f' aria-label="{title}"' if title else ""
    folds = len(table.rows) > MOST_ROWS
    fold = f"<details><summary>{counted(len(table.rows), 'ligne')}</summary>" if folds else ""
    # An area that scrolls must be reachable by keyboard.
    group = f'<div role="group" tabindex="0"{name}>'
    head = f'{fold}{group}<table><thead><tr align="left">{heads}</tr></thead><tbody>'
    foot = f"</tbody></table></div>{'</details>' if folds else ''}"
    if not budget.spend(head + foot):
        yield "<p>…</p>"
        return
    yield head
    rest = f'<tr><td colspan="{columns}">{{}}</td></tr>'
    yield from _fitting(table.rows, lambda row: _row(row, columns), budget, rest)
    yield foot


def _row(cells: Sequence[str], columns: int) -> str:
    *first, last = map(_text, cells)
    span = columns - len(first)
    spanning = f' colspan="{span}"' if span > 1 else ""
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in first)}<td{spanning}>{last}</td></tr>"


def _pair(pair: Sequence[str]) -> str:
    label, value = map(_text, pair)
    return f'<tr><th scope="row" align="left">{label}</th><td>{value}</td></tr>'


def _fitting(
    rows: Sequence[Any], draw: Callable[[Any], str], budget: _Budget, rest: str
) -> Iterator[str]:
    """Yield the rows that fit, then how many do not."""
    for index, row in enumerate(rows):
        text = draw(row)
        if not budget.spend(text):
            yield rest.format(BEYOND.format(counted(len(rows) - index, "ligne")))
            return
        yield text


def _text(text: str) -> str:
    return escape_html(visible(text))
