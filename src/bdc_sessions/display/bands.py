"""A component as a band of a timeline: its title, and rows of bars, one a session."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

from pendulum import Date

from bdc_sessions.display.scale import MARGIN, Scale
from bdc_sessions.model import CollectiveInfo, Component, Session
from bdc_sessions.texts import display, one_line

HEAD, LANE, BAR, GAP = 20, 20, 15, 10
"""Pixels: a band's title, a row of bars, the height of a bar, the space between bands."""

TOGETHER = 50
"""The rows that are one piece of the picture."""

PADDING, DIGIT = 4, 7
"""Pixels that a bar's places need: around them, and each digit."""

RED = "#c62828"
"""Five times as dark as white, and three times as light as a notebook's dark page."""

HATCH = (
    '<defs><pattern id="bdc-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path d="M0 0v6" stroke="#888"/>'
    "</pattern></defs>"
)
"""What fills a bar of 0 places; all timelines of a page take the first one's."""

_NO_XML = re.compile("[\ufffe\uffff]")
"""What UTF-8 holds, and XML does not; ``one_line`` escapes the others."""


class Piece(NamedTuple):
    """A part of the picture that is drawn from its own top down."""

    height: int
    svg: str


class Look(NamedTuple):
    """How the picture is drawn: on what scale, and whether its marks tell their hours."""

    scale: Scale
    brief: bool


class _Bar(NamedTuple):
    """What a row holds: a session, where it was before, or both."""

    session: Session | None
    before: Session | None

    @property
    def days(self) -> tuple[int, int]:
        shown = self.session or self.before
        assert shown is not None  # noqa: S101 # nosec B101 # a bar is made of one
        first, last = sorted((shown.start.toordinal(), shown.end.toordinal()))
        return first, last


def xml(text: str) -> str:
    """Return a text for XML: on one line, its marks escaped, without what XML cannot hold."""
    return escape(_NO_XML.sub(lambda found: f"\\u{ord(found[0]):x}", one_line(text)), quote=False)


def band(
    component: Component,
    title: str,
    before: Component | None,
    errors: Mapping[str, Sequence[str]],
    look: Look,
) -> Iterator[Piece]:
    """Yield a band: the title over the component's own dates, then the rows of bars.

    ``errors`` are the codes of the errors by session, those of the component itself under "".
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
    for first in range(0, len(lanes), TOGETHER):
        some = lanes[first : first + TOGETHER]
        yield Piece(LANE * len(some), _rows(some, errors, look))
    yield Piece(GAP, "")


def _lanes(bars: Iterable[_Bar]) -> list[list[_Bar]]:
    """Share bars out among rows, so that none covers another; in the order of their starts."""
    lanes: list[list[_Bar]] = []
    ends: list[int] = []
    for bar in sorted(bars, key=lambda bar: bar.days):
        first, last = bar.days
        for place, end in enumerate(ends):
            if end < first:
                lanes[place].append(bar)
                ends[place] = last
                break
        else:
            lanes.append([bar])
            ends.append(last)
    return lanes


def _rows(lanes: Iterable[Iterable[_Bar]], errors: Mapping[str, Sequence[str]], look: Look) -> str:
    """Draw some rows. What parts share stands on their group: no style of a page is touched."""
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
    """Yield every day that a band shows the place of."""
    yield from (component.start, component.end)
    for session in component.sessions:
        yield from (session.start, session.end)
        yield from (info.date for info in session.infos)
