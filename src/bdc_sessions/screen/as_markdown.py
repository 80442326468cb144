"""A screen in Markdown, in which what is typed is what is read."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bdc_sessions.screen.parts import Pairs, Table
from bdc_sessions.texts import one_line

if TYPE_CHECKING:
    from bdc_sessions.screen.screen import Part, Screen

DEEPEST = 6
"""The levels of heads that Markdown has."""

_MARKS = re.compile(r"[\\`*_{}\[\]<>&~|$#@!^=]|:(?=[^\s\d])|(?<=[Ww])\.")
"""Characters that act within a line: a backslash before one makes it plain."""
_STARTS = re.compile(r"^(\s*)([-+]|\d+(?=[.)]))")
"""What makes a list of a line that begins with it."""


def draw_markdown(screen: "Screen", depth: int = 1) -> str:
    """Return a screen in Markdown: heads, a list of pairs, tables."""
    blocks = (
        [f"{'#' * min(depth, DEEPEST)} {escape_markdown(screen.title)}"] if screen.title else []
    )
    blocks += [text for part in screen.parts if (text := _part(part, depth))]
    return "\n\n".join(blocks)


def _part(part: "Part", depth: int) -> str:
    if isinstance(part, str):
        return _STARTS.sub(_start, escape_markdown(part))
    if isinstance(part, Pairs):
        return "\n".join(
            f"- {escape_markdown(label)} : {escape_markdown(value)}" for label, value in part.pairs
        )
    if isinstance(part, Table):
        return "\n".join(_table(part))
    return draw_markdown(part, depth + 1)


def _table(table: Table) -> Iterator[str]:
    yield _row(table.head, len(table.head))
    yield _row_of(["---"] * len(table.head))
    for row in table.rows:
        yield _row(row, len(table.head))


def _row(cells: Sequence[str], columns: int) -> str:
    filled = [*cells, *[""] * (columns - len(cells))]
    return _row_of([escape_markdown(cell) for cell in filled])


def _row_of(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def escape_markdown(text: str) -> str:
    r"""Return a text as Markdown shows it: each mark behind a backslash, each line break kept.

    >>> print(escape_markdown("*a* [b](c) 10:00"))
    \*a\* \[b\](c) 10:00
    """
    return "<br>".join(_MARKS.sub(r"\\\g<0>", one_line(line)) for line in text.split("\n"))


def _start(found: re.Match[str]) -> str:
    space, mark = found.groups()
    return f"{space}\\{mark}" if mark in "-+" else f"{space}{mark}\\"
