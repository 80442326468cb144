"""A component's band in a timeline: its title, then rows of bars, one bar per session."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

from pendulum import Date

from bdc_sessions.display.scale import MARGIN, Scale
from bdc_sessions.model import CollectiveInfo, Component, Session
from bdc_sessions.texts import display, one_line

HEAD, LANE, BAR, GAP = 20, 20, 15, 10
"""Heights in pixels: a band's title, a row of bars, a bar, the space between bands."""

ROWS_PER_PIECE = 50
"""The rows of bars that are drawn as one piece."""

PADDING, DIGIT = 4, 7
"""Widths in pixels: around the number of places in a bar, and of each of its digits."""

RED = "#c62828"
"""A red whose contrast is 5 on white and 3 on a notebook's dark page."""

HATCH = (
    '<defs><pattern id="bdc-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path d="M0 0v6" stroke="#888"/>'
    "</pattern></defs>"
)
"""The fill of a bar of 0 places; the timelines of a page share the first one's definition."""

_NOT_XML = re.compile("[\ufffe\uffff]")
"""Characters that XML cannot hold and ``one_line`` does not escape."""


class Piece(NamedTuple):
    """A horizontal slice of the picture, drawn from its own top (y = 0)."""

    height: int
    svg: str


class Look(NamedTuple):
    """How the picture is drawn: its scale, and whether marks are ``brief``, without times."""

    scale: Scale
    brief: bool


class _Bar(NamedTuple):
    """A session as it is now, as it was before, or both."""

    session: Session | None
    before: Session | None

    @property
    def days(self) -> tuple[int, int]:
        session = self.session or self.before
        assert session is not None  # noqa: S101 # nosec B101 # for mypy - one of the two is always given
        first, last = sorted((session.start.toordinal(), session.end.toordinal()))
        return first, last


def xml(text: str) -> str:
    """Return a text on one line, escaped for XML."""
    return escape(_NOT_XML.sub(lambda match: f"\\u{ord(match[0]):x}", one_line(text)), quote=False)


def band(
    component: Component,
    title: str,
    before: Component | None,
    errors: Mapping[str, Sequence[str]],
    look: Look,
) -> Iterator[Piece]:
    """Yield the pieces of a band: the title over the component's period, then the rows of bars.

    ``errors`` has the codes of the errors by session number, of the component itself under "".
    """
    earlier = {session.number: session for session in before.sessions} if before else {}
    now = {session.number for session in component.sessions}
    bars = [_Bar(session, earlier.get(session.number)) for session in component.sessions]
    gone = [_Bar(None, session) for number, session in earlier.items() if number not in now]
    left, width = look.scale.span(component.start, component.end)
    codes = "".join(
        f' <tspan fill="{RED}">■</tspan> erreur {xml(code)}' for code in errors.get("", ())
    )
    yield Piece(
        HEAD,
        f'<path d="M{left:g} 18h{width:g}" stroke="currentColor" stroke-width="2" opacity=".3"/>'
        f'<text x="{MARGIN}" y="14">{xml(title)}{codes}</text>',
    )
    lanes = _lanes([*bars, *gone])
    for first in range(0, len(lanes), ROWS_PER_PIECE):
        rows = lanes[first : first + ROWS_PER_PIECE]
        yield Piece(LANE * len(rows), _rows(rows, errors, look))
    yield Piece(GAP, "")


def _lanes(bars: Iterable[_Bar]) -> list[list[_Bar]]:
    """Return the bars in rows without overlaps, in the order of their starts."""
    lanes: list[list[_Bar]] = []
    ends: list[int] = []
    for bar in sorted(bars, key=lambda bar: bar.days):
        first, last = bar.days
        for row, end in enumerate(ends):
            if end < first:
                lanes[row].append(bar)
                ends[row] = last
                break
        else:
            lanes.append([bar])
            ends.append(last)
    return lanes


def _rows(lanes: Iterable[Iterable[_Bar]], errors: Mapping[str, Sequence[str]], look: Look) -> str:
    """Return the SVG of rows; groups set the look, as a style sheet would affect the whole page."""
    rects, texts, marks, ghosts = [], [], [], []
    for row, lane in enumerate(lanes):
        top = LANE * row
        for session, before in lane:
            if session is not None:
                rects.append(_rect(session, errors.get(session.number, ()), top, look))
                texts.append(_places(session, top, look))
                marks += [_mark(info, top, look) for info in session.infos]
            if before is not None and (
                session is None or (before.start, before.end) != (session.start, session.end)
            ):
                ghosts.append(_ghost(before, top, look, gone=session is None))
    groups = (
        ('fill="#2f6f9f"', rects),
        ('fill="#fff" text-anchor="middle" pointer-events="none"', texts),
        ('fill="none" stroke="currentColor" stroke-dasharray="3 2" pointer-events="all"', ghosts),
        ('fill="#d98200" stroke="currentColor" stroke-width=".5"', marks),
    )
    return "".join(f"<g {shared}>{''.join(parts)}</g>" for shared, parts in groups if any(parts))


def _rect(session: Session, codes: Sequence[str], top: int, look: Look) -> str:
    left, width = look.scale.span(session.start, session.end)
    colour = ""
    if session.places == 0:
        colour = f' fill="url(#bdc-hatch)" stroke="{RED if codes else "currentColor"}"'
    elif codes:
        colour = f' fill="{RED}"'
    errors = "".join(f" ; erreur {code}" for code in codes)
    return (
        f'<rect x="{left:g}" y="{top}" width="{width:g}" height="{BAR}"{colour}>'
        f"<title>{xml(f'{session}{errors}')}</title></rect>"
    )


def _places(session: Session, top: int, look: Look) -> str:
    left, width = look.scale.span(session.start, session.end)
    text = display(session.places)
    if width < PADDING + DIGIT * len(text):
        return ""
    dark = ' fill="currentColor"' if session.places == 0 else ""
    return f'<text x="{left + width / 2:.1f}" y="{top + 12}"{dark}>{text}</text>'


def _mark(info: CollectiveInfo, top: int, look: Look) -> str:
    hollow = ' fill="none"' if info.places == 0 else ""
    shape = f'<path d="M{look.scale.middle(info.date):g} {top + 12}l4 7h-8z"{hollow}'
    if look.brief:
        return f"{shape}/>"
    times = f"de {display(info.start)} à {display(info.end)}"
    title = f"Information collective : {display(info.date)} {times}"
    return f"{shape}><title>{title}</title></path>"


def _ghost(before: Session, top: int, look: Look, *, gone: bool) -> str:
    left, width = look.scale.span(before.start, before.end)
    title = str(before) if gone else f"{display(before.start)} – {display(before.end)}"
    return (
        f'<rect x="{left:g}" y="{top - 1}" width="{width:g}" height="{BAR + 2}">'
        f"<title>Avant : {xml(title)}</title></rect>"
    )


def days_of(component: Component) -> Iterator[Date]:
    """Yield the days that a component's band has to show."""
    yield from (component.start, component.end)
    for session in component.sessions:
        yield from (session.start, session.end)
        yield from (info.date for info in session.infos)
