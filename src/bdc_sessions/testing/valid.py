"""Actions and their parts that break no rule, made from the outside in: each part fits its parents.

Where the parents themselves leave no room for a valid part, it is as good as they let it be.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from pendulum import Date

from bdc_sessions.model import (
    Action,
    CollectiveInfo,
    Component,
    EntryMode,
    Issuer,
    Session,
    Volume,
    VolumeUnit,
)
from bdc_sessions.model.natural import same_number_key
from bdc_sessions.rules.group import Twins
from bdc_sessions.rules.groups import LARGEST_HEADCOUNT, SAME_INFOS, SAME_SESSIONS
from bdc_sessions.rules.info_rules import LONGEST_COMMENT
from bdc_sessions.testing import words
from bdc_sessions.testing.locations import ALL_TOWNS, valid_addresses, valid_sites
from bdc_sessions.testing.moments import (
    ACTION_SPANS,
    Span,
    days,
    days_up_to,
    edged,
    hours,
    spans_within,
)
from bdc_sessions.testing.quality import Quality

COMMENTS: st.SearchStrategy[str | None] = st.sampled_from(
    [None, *words.COMMENTS, "é" * LONGEST_COMMENT]
)
OFFER_CODES: st.SearchStrategy[str | None] = st.sampled_from([None, *words.OFFER_CODES])
HEADCOUNTS: st.SearchStrategy[int | None] = st.sampled_from([None, 120, 0, 1]) | (
    st.integers(0, 9_999)
)
HUNDREDTHS: st.SearchStrategy[int | None] = st.sampled_from([None, 310_00, 0, 1]) | (
    st.integers(0, 9_999_00)
)
"""Hours, in hundredths."""
MOST_PLACES = 40
MOST_INFOS = 2
MOST_SESSIONS = 3
MOST_COMPONENTS = 2

valid_issuers: st.SearchStrategy[Issuer] = st.sampled_from(
    [Issuer(name, role) for name, role in words.ISSUERS]
)


def is_taken(value: Any, others: tuple[Any, ...], twins: Twins) -> bool:
    """Whether a value would be the twin of one of the others."""
    return len(others) in twins.firsts((*others, value))


def free_numbers(taken: Iterable[str]) -> list[str]:
    """Return numbers to draw from, none like one that is taken, however many are."""
    keys = {same_number_key(number) for number in taken}
    usual = (*words.NUMBERS, *(str(number) for number in range(11, 12 + len(keys))))
    return [number for number in usual if same_number_key(number) not in keys]


def hours_of(hundredths: int | None) -> Decimal | None:
    """Return hours as a volume has them."""
    return None if hundredths is None else Decimal(hundredths).scaleb(-2)


@st.composite
def valid_volumes(draw: st.DrawFn, kind: str | None = None) -> Volume:
    """Draw a volume whose bounds are in order and whose total is what it should be."""
    headcount = draw(HEADCOUNTS)
    bounds = [draw(HUNDREDTHS) for _ in ("minimum", "mean", "maximum")]
    rising = iter(sorted(bound for bound in bounds if bound is not None))
    minimum, mean, maximum = (None if bound is None else next(rising) for bound in bounds)
    total = draw(HUNDREDTHS)
    if total is not None and headcount is not None and mean is not None:
        total = headcount * mean
    return Volume(
        kind=draw(st.sampled_from(words.KINDS)) if kind is None else kind,
        unit=draw(st.sampled_from(VolumeUnit)),
        headcount=headcount,
        mean=hours_of(mean),
        minimum=hours_of(minimum),
        maximum=hours_of(maximum),
        total=hours_of(total),
    )


@st.composite
def valid_infos(
    draw: st.DrawFn,
    session: Session | None = None,
    action: Action | None = None,
    quality: Quality = Quality.VALID,
    least_places: int = 0,
) -> CollectiveInfo:
    """Draw an information session that may be appended to its session."""
    date = draw(days() if session is None else days_up_to(last_day(session, action), quality))
    start, end = draw(hours(quality))
    closed = session is not None and session.places == 0
    info = CollectiveInfo(
        date=date,
        start=start,
        end=end,
        places=0 if closed else draw(numbers_of_places(least_places, MOST_PLACES)),
        comment=draw(COMMENTS),
        address=draw(valid_addresses),
    )
    others = () if session is None else session.infos
    return info.cancel() if is_taken(info, others, SAME_INFOS) else info


def last_day(session: Session, action: Action | None) -> Date:
    """Return the last day on which an information session of a session may be."""
    permanent = action is not None and action.entry is EntryMode.PERMANENT
    return max(session.start, session.end) if permanent else session.start


def numbers_of_places(least: int, most: int) -> st.SearchStrategy[int]:
    """Draw a number of places, its bounds more often; the simplest is 10 where it may be."""
    most = max(least, most)
    return edged(least, most, max(least, min(10, most)), least, most)


def siblings(session: Session | str, component: Component) -> tuple[Session, ...]:
    """Return the other sessions of a component."""
    number = session if isinstance(session, str) else session.number
    return tuple(present for present in component.sessions if present.number != number)


def room(component: Component, others: tuple[Session, ...]) -> int:
    """Return how many places a component has left for one session more."""
    headcount: int | None = LARGEST_HEADCOUNT.value(component)
    if headcount is None:
        return MOST_PLACES
    return max(0, headcount - sum(session.places for session in others))


@st.composite
def valid_sessions(
    draw: st.DrawFn,
    number: str | None = None,
    component: Component | None = None,
    action: Action | None = None,
    quality: Quality = Quality.VALID,
    least_places: int = 0,
) -> Session:
    """Draw a session that its component may take, or that may stand for the one of its number."""
    present = () if component is None else component.sessions
    if number is None:
        number = draw(st.sampled_from(free_numbers(existing.number for existing in present)))
    others = () if component is None else siblings(number, component)
    start, end = draw(spans_within(component))
    most = MOST_PLACES if component is None else room(component, others)
    session = Session(
        number=number,
        start=start,
        end=end,
        site=draw(st.sampled_from(action.sites) if action and action.sites else valid_sites),
        places=draw(numbers_of_places(least_places, most)),
        offer_code=draw(OFFER_CODES),
    )
    if is_taken(session, others, SAME_SESSIONS):
        session = session.cancel()
    open_first = quality is Quality.ADVISED and session.places > 0
    for index in range(draw(st.integers(int(open_first), MOST_INFOS))):
        least = int(open_first and index == 0)
        session = session.with_info(draw(valid_infos(session, action, quality, least)))
    return session


@st.composite
def valid_components(
    draw: st.DrawFn,
    number: str | None = None,
    action: Action | None = None,
    quality: Quality = Quality.VALID,
    min_sessions: int = 0,
    max_sessions: int = MOST_SESSIONS,
) -> Component:
    """Draw a component that its action may take."""
    start, end = draw(spans_within(action))
    sites = () if action is None else action.sites
    towns = [(site.postal_code, site.city) for site in sites] or ALL_TOWNS
    postal_code, city = draw(st.sampled_from(towns))
    taken = () if action is None else (present.number for present in action.components)
    component = Component(
        number=draw(st.sampled_from(free_numbers(taken))) if number is None else number,
        code=draw(st.sampled_from(words.CODES)),
        title=draw(st.sampled_from(words.COMPONENT_TITLES)),
        start=start,
        end=end,
        city=city,
        postal_code=postal_code,
        volumes=draw(st.lists(valid_volumes(), unique_by=lambda volume: volume.kind, max_size=3)),
    )
    for _ in range(draw(st.integers(min_sessions, max(min_sessions, max_sessions)))):
        session = draw(valid_sessions(component=component, action=action, quality=quality))
        component = component.with_session(session)
    return component


@st.composite
def valid_actions(
    draw: st.DrawFn,
    quality: Quality = Quality.VALID,
    min_components: int = 0,
    min_sessions: int = 0,
    dates: st.SearchStrategy[Span] = ACTION_SPANS,
    min_sites: int = 0,
    max_components: int = MOST_COMPONENTS,
) -> Action:
    """Draw an action with components."""
    start, end = draw(dates)
    components = draw(st.integers(min_components, max(min_components, max_components)))
    sites = max(min_sites, min(1, components))
    number = draw(st.sampled_from(["23P0000000_TEST_1", "24P0000001_TEST_2", "A"]))
    action = Action(
        number=number,
        contract_number=number.partition("_")[0],
        title=draw(st.sampled_from(words.TITLES)),
        holder=draw(st.sampled_from(words.ORGANISMS)),
        status=draw(st.sampled_from(words.STATUSES)),
        year=draw(st.sampled_from([start.year + 1, start.year])),
        schemes=draw(st.lists(st.sampled_from(words.SCHEMES), max_size=2)),
        consultation=draw(st.sampled_from(words.SCHEMES)),
        programmes=draw(st.lists(st.sampled_from(words.PROGRAMMES), max_size=2)),
        start=start,
        end=end,
        entry=draw(st.sampled_from(EntryMode)),
        sites=draw(st.lists(valid_sites, unique=True, min_size=sites, max_size=3)),
    )
    for _ in range(components):
        component = draw(
            valid_components(action=action, quality=quality, min_sessions=min_sessions)
        )
        action = action.evolve(components=(*action.components, component))
    return action
