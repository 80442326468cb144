"""A timeline of sessions as an SVG picture: a band per component, a bar per session."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import takewhile

from attrs import field, frozen
from pendulum import Date

from bdc_sessions.display.bands import HATCH, RED, Look, Piece, band, days_of, xml
from bdc_sessions.display.scale import Scale, scale_of
from bdc_sessions.model import Action, Component
from bdc_sessions.model.fields import to_instance, to_int, to_iterable, to_optional_date, to_text
from bdc_sessions.rules import Report
from bdc_sessions.texts import counted, display

AXIS, LINE = 24, 20
"""Heights in pixels: the axis above the first band, and a line of text."""

NARROWEST = 100
"""The least width of a picture, in pixels."""

LONGEST = 150_000
"""The most bytes of a picture whose marks show their times."""

LONGEST_CELL = 300_000
"""The most bytes of a notebook's cell; it leaves out the rows beyond."""

NONE = "Aucune composante."
BEYOND = "La suite est dans la propriété svg : {} en tout."


@frozen(repr=False)
class Timeline:
    """The picture of the sessions of one or several actions, which a notebook shows.

    >>> from bdc_sessions import example_action
    >>> picture = timeline(example_action())
    >>> picture.svg.startswith("<svg xmlns=")
    True

    Attributes:
        svg: The whole picture as an SVG element, the same for equal arguments.
        preview: What a notebook shows: the picture, cut to at most 300,000 bytes.
    """

    svg: str = field(converter=to_text)
    preview: str = field(converter=to_text)

    def __repr__(self) -> str:
        """Return the size of the picture."""
        return f"<Timeline: {len(self.svg)} characters of SVG>"

    def _repr_svg_(self) -> str:
        return self.preview

    def _repr_html_(self) -> str:
        # Scrolls on a phone and by keyboard; a notebook's own style would make it tiny.
        return (
            '<div role="group" tabindex="0" aria-label="Calendrier" '
            f'style="overflow-x:auto;max-width:100%">{self.preview}</div>'
        )


def timeline(
    actions: "Action | Iterable[Action]",
    *,
    report: "Report | Iterable[Report] | None" = None,
    before: "Action | Iterable[Action] | None" = None,
    today: "date | None" = None,
    width: int = 900,
) -> "Timeline":
    """Draw the sessions of an action, or of several, over time.

    >>> from bdc_sessions import example_action, validate
    >>> action = example_action()
    >>> picture = timeline(action, report=validate(action), today=action.start)
    >>> "Session n° 01 : 01/09/2022 – 31/12/2022, 10 places" in picture.svg
    True

    A bar spans a session's days, the last included, and shows its number of places; it is hatched
    at 0 places, and red where the report has an error of the session. A mark shows each information
    meeting, hollow at 0 places; a dashed bar shows where ``before`` had the session on other days,
    or a session that is gone. The line under a component's title is as long
    as the component. Each part has a tooltip, except the marks of a large picture.

    Args:
        actions: One action, or several, drawn one under the other.
        report: The action's report; for several actions, one each, in order.
        before: An earlier state of the actions, matched by number.
        today: The day to mark.
        width: The width of the picture, in pixels.

    Raises:
        TypeError: An argument of another type.
        ValueError: Not one report per action; a width under 100 pixels.
    """
    several = to_actions(actions, "timeline")
    earlier = {a.number: a for a in to_actions(before or (), "timeline(before=)")}
    reports = _to_reports(report, len(several))
    day = to_optional_date(today, "timeline(today=)")
    if to_int(width, "timeline(width=)") < NARROWEST:
        raise ValueError(f"timeline: found a width of {width}; expected {NARROWEST} pixels or more")
    pairs = [
        (action, earlier.get(action.number), report)
        for action, report in zip(several, reports, strict=True)
    ]
    days = [
        day
        for action, was, _ in pairs
        for c in (*_components(action), *_components(was))
        for day in days_of(c)
    ]
    scale = scale_of([*days, day] if day else days, width)
    names = ", ".join(action.number for action in several)
    title = f"Calendrier des sessions : {names}" if names else "Calendrier des sessions"

    def draw(*, brief: bool) -> tuple[list[Piece], str]:
        pieces = [
            piece
            for action, was, report in pairs
            for piece in _bands(action, was, report, Look(scale, brief), named=len(several) > 1)
        ] or [_line(NONE)]
        return pieces, _svg(title, pieces, day, scale)

    pieces, picture = draw(brief=False)
    if len(picture.encode()) > LONGEST:
        pieces, picture = draw(brief=True)
    if len(picture.encode()) <= LONGEST_CELL:
        return Timeline(picture, picture)
    count = sum(len(c.sessions) for action in several for c in action.components)
    rest = _line(BEYOND.format(counted(count, "session")))
    return Timeline(picture, _svg("Calendrier des sessions", [*_first(pieces), rest], day, scale))


def to_actions(actions: Action | Iterable[Action], where: str) -> tuple[Action, ...]:
    """Return one action, or several, as a tuple."""
    several = (actions,) if isinstance(actions, Action) else to_iterable(actions, where)
    return tuple([to_instance(action, Action, where) for action in several])


def _to_reports(report: Report | Iterable[Report] | None, count: int) -> Sequence[Report]:
    where = "timeline(report=)"
    if report is None:
        return [Report()] * count
    several = (report,) if isinstance(report, Report) else to_iterable(report, where)
    reports = [to_instance(report, Report, where) for report in several]
    if len(reports) != count:
        raise ValueError(
            f"{where}: found {counted(len(reports), 'report', 'en')} of "
            f"{counted(count, 'action', 'en')}; expected one each"
        )
    return reports


def _components(action: Action | None) -> Sequence[Component]:
    return () if action is None else action.components


def _bands(
    action: Action, before: Action | None, report: Report, look: Look, *, named: bool
) -> Iterator[Piece]:
    """Yield the bands of an action's components, and of those that it had before."""
    earlier = {component.number: component for component in _components(before)}
    now = {component.number: component for component in action.components}
    errors = _errors(report)
    for number, component in {**earlier, **now}.items():
        title = f"{action.number} : {component.label}" if named else component.label
        shown = component if number in now else component.evolve(sessions=())
        yield from band(shown, title, earlier.get(number), errors.get(number, {}), look)


def _errors(report: Report) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Return the codes of the errors by component and session; "" for the component itself."""
    by_component: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for violation in report.errors:
        keys = dict(violation.path.steps[:2])
        component, session = keys.get("components"), keys.get("sessions", "")
        if component is not None and violation.code not in (
            codes := by_component[str(component)][str(session)]
        ):
            codes.append(violation.code)
    return by_component


def _line(text: str) -> Piece:
    return Piece(LINE, f'<text x="10" y="14">{text}</text>')


def _first(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces that fit into a notebook's cell."""
    left = LONGEST_CELL - 20_000  # for the axis and the tags around pieces

    def fits(piece: Piece) -> bool:
        nonlocal left
        left -= len(piece.svg.encode()) + 50
        return left > 0

    return takewhile(fits, pieces)


def _svg(title: str, pieces: Iterable[Piece], today: Date | None, scale: Scale) -> str:
    body, height = [], AXIS
    for piece in pieces:
        if piece.svg:
            body.append(f'<g transform="translate(0 {height})">{piece.svg}</g>')
        height += piece.height
    width = scale.width
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11" '
        f'fill="currentColor" style="max-width:none"><title>{xml(title)}</title>{HATCH}'
        f"{''.join(_axis(scale, today, height)) if scale.last > 1 else ''}{''.join(body)}</svg>"
    )


def _axis(scale: Scale, today: Date | None, height: int) -> Iterator[str]:
    for x, text in scale.marks():
        side = (
            f'x="{x + 2:g}"' if x < scale.width - LINE * 3 else f'x="{x - 2:g}" text-anchor="end"'
        )
        yield (
            f'<path d="M{x:g} 4V{height}" stroke="currentColor" opacity=".25"/>'
            f'<text {side} y="12">{text}</text>'
        )
    if today is not None:
        yield (
            f'<path d="M{scale.middle(today):g} 0V{height}" stroke="{RED}" stroke-width="1.5">'
            f"<title>Aujourd'hui : {display(today)}</title></path>"
        )
