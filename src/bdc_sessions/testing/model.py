"""Actions and their parts that break no rule, made from the outside in: each part fits its parents.

Where the parents themselves leave no room for a valid part, it is as good as they let it be.
"""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from hypothesis import strategies as st
from pendulum import Date

from bdc_sessions.model import Action, CollectiveInfo, Component, EntryMode, Issuer, Session
from bdc_sessions.rules.group import Twins
from bdc_sessions.rules.groups import LARGEST_HEADCOUNT, SAME_INFOS, SAME_SESSIONS
from bdc_sessions.rules.info_rules import LONGEST_COMMENT
from bdc_sessions.testing import words
from bdc_sessions.testing.addresses import ADDRESSES, ALL_TOWNS, SITES
from bdc_sessions.testing.edges import edged
from bdc_sessions.testing.moments import ACTION_SPANS, Span, days, days_up_to, hours, spans
from bdc_sessions.testing.quality import Quality
from bdc_sessions.testing.volumes import valid_volumes

COMMENTS: st.SearchStrategy[str | None] = st.sampled_from(
    [None, *words.COMMENTS, "é" * LONGEST_COMMENT]
)
OFFER_CODES: st.SearchStrategy[str | None] = st.sampled_from([None, *words.OFFER_CODES])
MOST_PLACES = 40
MOST_INFOS = 2
MOST_SESSIONS = 3
MOST_COMPONENTS = 2

valid_issuers: st.SearchStrategy[Issuer] = st.sampled_from(
    [Issuer(name, role) for name, role in words.ISSUERS]
)


def is_taken(value: Any, others: tuple[Any, ...], twins: Twins) -> bool:
    """Tell whether a value would be the twin of one of the others."""
    alike = attrgetter(*twins.alike)
    return any(twins.where(other) and alike(other) == alike(value) for other in others)


@st.composite
def valid_infos(
    draw: st.DrawFn,
    session: Session | None = None,
    action: Action | None = None,
    quality: Quality = Quality.VALID,
    least_places: int = 0,
) -> CollectiveInfo:
    """Draw an information that may be appended to its session."""
    date = draw(days() if session is None else days_up_to(last_day(session, action), quality))
    start, end = draw(hours(quality))
    closed = session is not None and session.places == 0
    info = CollectiveInfo(
        date=date,
        start=start,
        end=end,
        places=0 if closed else draw(numbers_of_places(least_places, MOST_PLACES)),
        comment=draw(COMMENTS),
        address=draw(ADDRESSES),
    )
    others = () if session is None else session.infos
    return info.cancel() if is_taken(info, others, SAME_INFOS) else info


def last_day(session: Session, action: Action | None) -> Date:
    """Return the last day on which an information of a session may be."""
    permanent = action is not None and action.entry is EntryMode.PERMANENT
    return max(session.start, session.end) if permanent else session.start


def numbers_of_places(least: int, most: int) -> st.SearchStrategy[int]:
    """Draw a number of places, its bounds more often; the simplest is 10 where it may be."""
    most = max(least, most)
    return edged(least, most, max(least, min(10, most)), least, most)


def room(component: Component, others: tuple[Session, ...]) -> int:
    """Return how many places a component has left for one session more."""
    headcount: int | None = LARGEST_HEADCOUNT.value(component)
    if headcount is None:
        return MOST_PLACES
    return max(0, headcount - sum(other.places for other in others))


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
    siblings = () if component is None else component.sessions
    if number is None:
        number = draw(st.sampled_from(free_numbers([one.number for one in siblings])))
    others = tuple(sibling for sibling in siblings if sibling.number != number)
    start, end = draw(_session_spans(component))
    most = MOST_PLACES if component is None else room(component, others)
    session = Session(
        number=number,
        start=start,
        end=end,
        site=draw(st.sampled_from(action.sites) if action and action.sites else SITES),
        places=draw(numbers_of_places(least_places, most)),
        offer_code=draw(OFFER_CODES),
    )
    if is_taken(session, others, SAME_SESSIONS):
        session = session.cancel()
    open_first = quality is Quality.ADVISED and session.places > 0
    for place in range(draw(st.integers(1 if open_first else 0, MOST_INFOS))):
        least = 1 if open_first and place == 0 else 0
        session = session.with_info(draw(valid_infos(session, action, quality, least)))
    return session


def _session_spans(component: Component | None) -> st.SearchStrategy[Span]:
    if component is None:
        return ACTION_SPANS
    # A component that ends before it starts has no day within: any between its dates will do.
    first, last = sorted((component.start, component.end))
    return st.just((first, last)) | spans(first, last)


def free_numbers(taken: Sequence[str]) -> list[str]:
    """Return numbers to draw from, however many are taken."""
    counted = (f"{number:03}" for number in range(len(taken)))
    return [number for number in (*words.NUMBERS, *counted) if number not in taken]


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
    start, end = draw(_component_spans(action))
    sites = () if action is None else action.sites
    towns = [(site.postal_code, site.city) for site in sites] or ALL_TOWNS
    postal_code, city = draw(st.sampled_from(towns))
    kinds = draw(st.lists(st.sampled_from(words.KINDS), unique=True, max_size=3))
    taken = () if action is None else [other.number for other in action.components]
    component = Component(
        number=draw(st.sampled_from(free_numbers(taken))) if number is None else number,
        code=draw(st.sampled_from(words.CODES)),
        title=draw(st.sampled_from(words.COMPONENT_TITLES)),
        start=start,
        end=end,
        city=city,
        postal_code=postal_code,
        volumes=[draw(valid_volumes(kind)) for kind in kinds],
    )
    for _ in range(draw(st.integers(min_sessions, max(min_sessions, max_sessions)))):
        component = component.with_session(
            draw(valid_sessions(component=component, action=action, quality=quality))
        )
    return component


def _component_spans(action: Action | None) -> st.SearchStrategy[Span]:
    if action is None:
        return ACTION_SPANS
    first, last = sorted((action.start, action.end))
    return st.just((first, last)) | spans(first, last)


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
        sites=draw(st.lists(SITES, unique=True, min_size=sites, max_size=3)),
    )
    for _ in range(components):
        component = draw(
            valid_components(action=action, quality=quality, min_sessions=min_sessions)
        )
        action = action.evolve(components=(*action.components, component))
    return action
