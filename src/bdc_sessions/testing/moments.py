"""Numbers, days, spans of days and hours, biased to their bounds: there the faults are."""

from hypothesis import strategies as st
from pendulum import Date, Time

from bdc_sessions.model import Action, Component
from bdc_sessions.testing.context import HOLIDAYS, YEARS
from bdc_sessions.testing.quality import Quality

FIRST, LAST = Date(YEARS[0], 1, 1), Date(YEARS[-1], 12, 31)
LEAP_DAYS = tuple(Date(year, 2, 29).toordinal() for year in YEARS if year % 4 == 0)
GUIDE_SPAN = (Date(2022, 9, 1), Date(2024, 6, 30))

Span = tuple[Date, Date]

DAYS_BEFORE = 60
"""How long before its last possible day an information session is drawn."""
OPENING, CLOSING = 8 * 60, 20 * 60
"""The minutes of the day between which ``ADVICE`` wants information sessions."""
LAST_MINUTE = 24 * 60 - 1
GUIDE_HOURS = (10 * 60, 12 * 60)

MOST_EDGES = 5
WHICH: st.SearchStrategy[int] = st.integers(0, 2 * MOST_EDGES)


@st.composite
def edged(draw: st.DrawFn, low: int, high: int, *edges: int) -> int:
    """Draw a number within bounds, one of the edges about every other time.

    The same as ``sampled_from(edges) | integers(low, high)``, which costs more to make: bounds of
    parts are known only when their whole is drawn.
    """
    which = draw(WHICH)
    return edges[which % len(edges)] if which <= MOST_EDGES else draw(st.integers(low, high))


def days(first: Date = FIRST, last: Date = LAST) -> st.SearchStrategy[Date]:
    """Draw a day of a span, its bounds and leap days more often; the simplest is the first."""
    low, high = first.toordinal(), last.toordinal()
    leaps = [day for day in LEAP_DAYS if low <= day <= high]
    return edged(low, high, low, high, *leaps).map(Date.fromordinal)


@st.composite
def spans(draw: st.DrawFn, first: Date, last: Date) -> Span:
    """Draw a first and a last day within a span."""
    start = draw(days(first, last))
    return start, draw(days(start, last))


ACTION_SPANS: st.SearchStrategy[Span] = st.just(GUIDE_SPAN) | spans(FIRST, LAST)
"""The dates of an action; the simplest are the guide's."""


def spans_within(whole: Action | Component | None) -> st.SearchStrategy[Span]:
    """Draw dates within those of an action or a component; the simplest are all of them.

    One that ends before it starts has no day within: any between its dates will do.
    """
    if whole is None:
        return ACTION_SPANS
    first, last = sorted((whole.start, whole.end))
    return st.just((first, last)) | spans(first, last)


def days_up_to(last: Date, quality: Quality = Quality.VALID) -> st.SearchStrategy[Date]:
    """Draw a day for an information session, up to the last; the simplest is the nearest."""
    latest = last.toordinal()
    near = range(latest, latest - DAYS_BEFORE, -1)
    if quality is Quality.ADVISED:
        near_days = [day for day in near if is_working(day)]
    else:
        # Sundays and holidays are edges that RULES allows.
        near_days = [*near, *(day for day in near if not is_working(day))]
    return st.sampled_from(near_days).map(Date.fromordinal)


_HOLIDAYS = frozenset(day.toordinal() for day in HOLIDAYS)


def is_working(ordinal: int) -> bool:
    """Whether a day is neither a Sunday nor a public holiday."""
    return ordinal % 7 != 0 and ordinal not in _HOLIDAYS


def hours(quality: Quality = Quality.VALID) -> st.SearchStrategy[tuple[Time, Time]]:
    """Draw when an information session starts and ends; the simplest are the guide's hours."""
    daytime = quality is Quality.ADVISED
    first, last = (OPENING, CLOSING) if daytime else (0, LAST_MINUTE)
    usual = st.sampled_from([GUIDE_HOURS, (first, last)])
    return (usual | rising(first, last)).map(
        lambda bounds: (to_time(bounds[0]), to_time(bounds[1]))
    )


@st.composite
def rising(draw: st.DrawFn, first: int, last: int) -> tuple[int, int]:
    """Draw two numbers within bounds, the second greater than the first."""
    start = draw(st.integers(first, last - 1))
    return start, draw(st.integers(start + 1, last))


def to_time(minutes: int) -> Time:
    """Return the time that comes some minutes after midnight."""
    return Time(*divmod(minutes, 60))
