"""A timeline of sessions, as an SVG picture: a band a component, a bar a session."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from html import escape
from typing import NamedTuple

from attrs import frozen
from pendulum import Date

from bdc_sessions.model import Action, Component, Session
from bdc_sessions.model.display import display
from bdc_sessions.model.fields import to_instance, to_optional_date
from bdc_sessions.rules import Report

LABELS, RIGHT, TOP = 10, 10, 24
"""Pixels that stand free: before the first day, behind the last, above the first band."""

HEAD, LANE, BAR, GAP = 20, 20, 15, 10
"""Pixels: a band's title, a row of bars, the height of a bar, the space between bands."""

NARROWEST_TEXT = 18
"""The width of a bar, in pixels, from which its places are written in it."""

MOST_TICKS = 14
"""The marks of the axis: years or months, fewer where there are more."""

STYLE = (
    "text{font:11px sans-serif;fill:currentColor}"
    ".b rect{fill:#2f6f9f}.b .e{fill:#b3261e}.b .z{fill:url(#bdc-hatch);stroke:currentColor}"
    ".b .e.z{stroke:#b3261e}.b text{fill:#fff;text-anchor:middle}.b .o{fill:currentColor}"
    ".g{fill:none;stroke:currentColor;stroke-dasharray:3 2;opacity:.7}"
    ".i{fill:#d98200;stroke:currentColor;stroke-width:.5}"
    ".a{stroke:currentColor;opacity:.25}.t{stroke:#b3261e;stroke-width:1.5}"
)
HATCH = (
    '<defs><pattern id="bdc-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path d="M0 0v6" stroke="currentColor" opacity=".6"/>'
    "</pattern></defs>"
)


@frozen(repr=False)
class Timeline:
    """The picture of some actions' sessions.

    >>> from bdc_sessions import example_action
    >>> timeline(example_action()).svg.startswith("<svg ")
    True

    Attributes:
        svg: the picture as an SVG element, the same for equal arguments.
    """

    svg: str

    def __repr__(self) -> str:
        """Return the size of the picture, in brackets."""
        return f"<Timeline: {len(self.svg)} characters of SVG>"

    def _repr_svg_(self) -> str:
        return self.svg

    def _repr_html_(self) -> str:
        return f'<div style="overflow-x:auto;max-width:100%">{self.svg}</div>'


class _Scale(NamedTuple):
    """Days as pixels: a day begins at its pixel, and ends where the next begins."""

    first: int
    last: int
    width: int

    def x(self, ordinal: int) -> float:
        days = self.last + 1 - self.first
        return round(LABELS + (ordinal - self.first) * (self.width - LABELS - RIGHT) / days, 2)


def timeline(
    actions: Action | Iterable[Action],
    *,
    report: Report | Mapping[str, Report] | None = None,
    before: Action | Iterable[Action] | None = None,
    today: date | None = None,
    width: int = 900,
) -> Timeline:
    """Draw the sessions of an action, or of several, over time.

    >>> from bdc_sessions import example_action, validate
    >>> action = example_action()
    >>> picture = timeline(action, report=validate(action), today=action.start)

    A bar reaches from a session's first day to its last, which it includes; it is hatched at 0
    places, red where the report has an error of it. A mark stands at each information meeting, a
    dashed bar where ``before`` had the session elsewhere.

    Args:
        actions: one, or several one under the other.
        report: what ``validate`` found of the action; of several, the reports by action number.
        before: the earlier state of the same actions.
        today: a day to be marked.
        width: of the picture, in pixels.

    Raises:
        TypeError: what is no action, report or date.
    """
    shown = _actions(actions)
    old = {action.number: action for action in _actions(() if before is None else before)}
    reports = _reports(shown, report)
    day = to_optional_date(today, "timeline(today=)")
    scale = _scale([*shown, *old.values()], day, width)
    body: list[str] = []
    top = TOP
    for action in shown:
        for component in action.components:
            earlier = _sessions(old.get(action.number), component.number)
            faulty = _faulty(reports.get(action.number), component)
            title = component.label if len(shown) == 1 else f"{action.number} : {component.label}"
            body.append(f'<text x="{LABELS}" y="{top + 14}">{escape(title)}</text>')
            lanes = list(_lanes(component.sessions))
            for place, lane in enumerate(lanes):
                body.append(f'<g transform="translate(0 {top + HEAD + place * LANE})">')
                for session in lane:
                    body += _bar(
                        session, earlier.get(session.number), session.number in faulty, scale
                    )
                body.append("</g>")
            top += HEAD + LANE * len(lanes) + GAP
    axis = "".join(_axis(scale, day, top))
    names = ", ".join(action.number for action in shown)
    return Timeline(
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width}" height="{top}" '
        f'viewBox="0 0 {width} {top}" aria-label="{escape(f"Calendrier des sessions : {names}")}">'
        f"<style>{STYLE}</style>{HATCH}{axis}{''.join(body)}</svg>"
    )


def _actions(actions: Action | Iterable[Action]) -> tuple[Action, ...]:
    several = (actions,) if isinstance(actions, Action) else tuple(actions)
    return tuple([to_instance(action, Action, "timeline") for action in several])


def _reports(
    actions: Sequence[Action], report: Report | Mapping[str, Report] | None
) -> Mapping[str, Report]:
    if report is None:
        return {}
    if isinstance(report, Mapping):
        return report
    to_instance(report, Report, "timeline(report=)")
    return {action.number: report for action in actions[:1]}


def _sessions(action: Action | None, component: str) -> Mapping[str, Session]:
    found = () if action is None else action.components
    return {s.number: s for c in found if c.number == component for s in c.sessions}


def _faulty(report: Report | None, component: Component) -> set[str]:
    """Return the numbers of the sessions in which a report has an error."""
    found = set()
    for violation in () if report is None else report.errors:
        for path in (violation.path, *violation.related):
            steps = path.steps[:2]
            if len(steps) > 1 and steps[0] == ("components", component.number):
                found.add(str(steps[1][1]) if steps[1][0] == "sessions" else "")
    return found


def _days(actions: Iterable[Action]) -> Iterator[Date]:
    for action in actions:
        for component in action.components:
            yield from (component.start, component.end)
            for session in component.sessions:
                yield from (session.start, session.end)
                yield from (info.date for info in session.infos)


def _scale(actions: Sequence[Action], today: Date | None, width: int) -> _Scale:
    days = [day.toordinal() for day in _days(actions)]
    days += [] if today is None else [today.toordinal()]
    return _Scale(min(days, default=1), max(days, default=1), width)


def _lanes(sessions: Iterable[Session]) -> list[list[Session]]:
    """Share sessions out among rows, so that none covers another; in the order of their starts."""
    lanes: list[list[Session]] = []
    ends: list[int] = []
    for session in sorted(sessions, key=lambda session: session.start.toordinal()):
        first, last = sorted((session.start.toordinal(), session.end.toordinal()))
        for place, end in enumerate(ends):
            if end < first:
                lanes[place].append(session)
                ends[place] = last
                break
        else:
            lanes.append([session])
            ends.append(last)
    return lanes


def _span(session: Session, scale: _Scale) -> tuple[float, float]:
    first, last = sorted((session.start.toordinal(), session.end.toordinal()))
    left = scale.x(first)
    return left, round(scale.x(last + 1) - left, 2)


def _bar(session: Session, before: Session | None, faulty: bool, scale: _Scale) -> Iterator[str]:  # noqa: FBT001 - private, one caller
    left, width = _span(session, scale)
    if before is not None and _span(before, scale) != (left, width):
        was, span = _span(before, scale)
        title = f"Avant : {display(before.start)} – {display(before.end)}"
        yield (
            f'<rect class="g" x="{was}" y="-1" width="{span}" height="{BAR + 2}">'
            f"<title>{escape(title)}</title></rect>"
        )
    kinds = [name for name, holds in (("e", faulty), ("z", session.places == 0)) if holds]
    kind = f' class="{" ".join(kinds)}"' if kinds else ""
    yield (
        f'<g class="b"><rect{kind} x="{left}" width="{width}" height="{BAR}">'
        f"<title>{escape(str(session))}</title></rect>"
    )
    if width >= NARROWEST_TEXT:
        dark = ' class="o"' if session.places == 0 else ""
        yield f'<text{dark} x="{round(left + width / 2, 1)}" y="12">{session.places}</text>'
    yield "</g>"
    for info in session.infos:
        x = round((scale.x(info.date.toordinal()) + scale.x(info.date.toordinal() + 1)) / 2, 2)
        title = f"{display(info.date)} {display(info.start)}"
        yield f'<path class="i" d="M{x} 3l4 5-4 5-4-5z"><title>{title}</title></path>'


def _axis(scale: _Scale, today: Date | None, height: int) -> Iterator[str]:
    for day, text in _ticks(scale):
        x = scale.x(day.toordinal())
        yield f'<path class="a" d="M{x} {TOP - 6}V{height}"/><text x="{x + 2}" y="12">{text}</text>'
    if today is not None:
        x = scale.x(today.toordinal())
        yield f'<path class="t" d="M{x} 0V{height}"><title>{display(today)}</title></path>'


def _ticks(scale: _Scale) -> list[tuple[Date, str]]:
    """Return the first days of months, or of quarters or years where there would be too many."""
    first, last = Date.fromordinal(scale.first), Date.fromordinal(scale.last)
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    step = next(
        s for s in (1, 3, 6, 12, 60, 120, 1200, 12000, 120000) if len(months) / s <= MOST_TICKS
    )
    days = [Date(month // 12, month % 12 + 1, 1) for month in months if month % step == 0]
    return [
        (day, f"{day.year}" if step >= 12 else f"{day.month:02}/{day.year}")  # noqa: PLR2004 - months of a year
        for day in days
        if day.toordinal() >= scale.first
    ]
