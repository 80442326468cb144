"""A screen as data: a title over lines of text, pairs, tables and inner screens."""

from collections.abc import Iterable
from typing import TypeAlias

from attrs import field, frozen

from bdc_sessions.screen.as_html import draw_html
from bdc_sessions.screen.as_markdown import draw_markdown
from bdc_sessions.screen.as_text import draw_text
from bdc_sessions.screen.parts import Pairs, Table, to_cell
from bdc_sessions.texts import counted, short_repr

LONGEST_HTML = 300_000
"""The most bytes of a notebook's cell; rows beyond are counted, not shown."""

Part: TypeAlias = "str | Pairs | Table | Screen"
"""A line of text, pairs, a table, or a screen within the screen."""


def _to_parts(parts: "Iterable[str | Pairs | Table | Screen]") -> tuple[Part, ...]:
    if isinstance(parts, str):
        raise TypeError(f"found the text {short_repr(parts)}; expected several parts")
    items = tuple(parts)
    for part in items:
        raw: object = part
        if not isinstance(raw, str | Pairs | Table | Screen):
            raise TypeError(
                f"found {short_repr(raw)} ({type(raw).__name__}); expected a text, Pairs, "
                "a Table or a Screen"
            )
    return items


@frozen(repr=False)
class Screen:
    r"""A title and parts under it; print it, or draw it as Markdown or HTML.

    >>> print(Screen("Action", ["Trouvée.", Pairs([("Année", "2023"), ("Statut", "EC")])]))
    Action
    ======
    <BLANKLINE>
    Trouvée.
    <BLANKLINE>
    Année  : 2023
    Statut : EC

    As text it is at most 100 columns wide. A notebook shows it by ``_repr_html_``, of at most
    300,000 bytes, in which long tables are folded.

    Attributes:
        title: The heading; "" for none.
        parts: Texts, pairs, tables and screens, in reading order.

    Raises:
        TypeError: A part of another type.
    """

    title: str = field(converter=to_cell)
    parts: tuple[Part, ...] = field(default=(), converter=_to_parts)

    def __str__(self) -> str:
        """Return the screen as text, at most 100 columns wide."""
        return draw_text(self)

    def __repr__(self) -> str:
        """Return the title and the number of parts."""
        return f"<Screen {short_repr(self.title, 60)}: {counted(len(self.parts), 'part', 'en')}>"

    def to_markdown(self) -> str:
        r"""Return the screen as Markdown, with every mark in its texts escaped.

        >>> print(Screen("", [Table(["Session"], [["*01*"]])]).to_markdown())
        | Session |
        | --- |
        | \*01\* |
        """
        return draw_markdown(self)

    def to_html(self) -> str:
        """Return the whole screen as HTML: no script, nothing fetched, every text escaped.

        >>> "&lt;b&gt;" in Screen("<b>").to_html()
        True
        """
        return draw_html(self)

    def _repr_html_(self) -> str:
        return draw_html(self, longest=LONGEST_HTML)
