"""Values that are well formed and no more: what a constructor takes, valid or not.

Drawn from short lists where more would only cost time, and so that two draws meet.
"""

from decimal import Decimal

from hypothesis import strategies as st
from pendulum import Date, Time

from bdc_sessions.model import (
    Action,
    Address,
    CollectiveInfo,
    Component,
    EntryMode,
    Issuer,
    Session,
    Site,
    Term,
    Volume,
    VolumeUnit,
)
from bdc_sessions.testing.moments import LAST_MINUTE, time_of

TEXTS = ("A", "", "é", "12", "Béziers", "a|b", "x\\]y", "-", "🙂 ~/", "two\nlines", "3")
NUMBERS = ("01", "02", "1", "2", "10", "B2", "B", "", "a]b", "c\\d", "e.f[0]")
DECIMALS = (Decimal("1E+3"), Decimal("0.125"), Decimal("-0"), Decimal("310.000"))

texts: st.SearchStrategy[str] = st.sampled_from(TEXTS)
free_texts: st.SearchStrategy[str] = st.text(st.characters(codec="utf-8"), max_size=8)
maybe_texts: st.SearchStrategy[str | None] = st.sampled_from([None, *TEXTS])
numbers: st.SearchStrategy[str] = st.sampled_from(NUMBERS)
days: st.SearchStrategy[Date] = st.integers(0, 1000).map(
    lambda after: Date(2022, 1, 1).add(days=after)
)
hours: st.SearchStrategy[Time] = st.integers(0, LAST_MINUTE).map(time_of)
places: st.SearchStrategy[int] = st.integers(-1, 30)
amounts: st.SearchStrategy[Decimal] = st.integers(-10_000, 10_000_000).map(
    lambda cents: Decimal(cents).scaleb(-2)
) | st.sampled_from(DECIMALS)
maybe_amounts: st.SearchStrategy[Decimal | None] = st.none() | amounts
years: st.SearchStrategy[int] = st.integers(2020, 2030)

terms: st.SearchStrategy[Term] = st.builds(Term, texts, code=maybe_texts)
maybe_terms: st.SearchStrategy[Term | None] = st.none() | terms
issuers: st.SearchStrategy[Issuer] = st.builds(Issuer, texts, texts)
sites: st.SearchStrategy[Site] = st.builds(
    Site, name=texts, place=texts, city=texts, postal_code=texts
)
few_sites: st.SearchStrategy[Site] = st.sampled_from(
    [
        Site(name="A", place="B", city="BEZIERS", postal_code="34500"),
        Site(name="A", place="B", city="SETE", postal_code="34200"),
        Site(name="", place="é", city="-", postal_code="~/"),
    ]
)
addresses: st.SearchStrategy[Address] = st.builds(
    Address,
    number=maybe_texts,
    suffix=maybe_terms | st.sampled_from(["ter", "bis"]),
    street_type=maybe_terms | st.sampled_from(["allée", "rue"]),
    street=texts,
    building=maybe_texts,
    special=maybe_texts,
    postal_code=texts,
    city=texts,
    cedex=maybe_texts,
)
infos: st.SearchStrategy[CollectiveInfo] = st.builds(
    CollectiveInfo,
    date=days,
    start=hours,
    end=hours,
    places=places,
    comment=maybe_texts,
    address=addresses,
)


def sessions(number: str | None = None) -> st.SearchStrategy[Session]:
    """Draw a session, of a number where one is given."""
    return st.builds(
        Session,
        number=numbers if number is None else st.just(number),
        start=days,
        end=days,
        site=few_sites,
        places=places,
        offer_code=maybe_texts,
        infos=st.lists(infos, max_size=2),
    )


def volumes(kind: str | None = None) -> st.SearchStrategy[Volume]:
    """Draw a volume, of a kind where one is given."""
    return st.builds(
        Volume,
        kind=numbers if kind is None else st.just(kind),
        unit=st.sampled_from(VolumeUnit),
        headcount=st.none() | places,
        mean=maybe_amounts,
        minimum=maybe_amounts,
        maximum=maybe_amounts,
        total=maybe_amounts,
    )


@st.composite
def components(draw: st.DrawFn, number: str | None = None, min_sessions: int = 0) -> Component:
    """Draw a component, of a number where one is given."""
    kinds = draw(st.lists(numbers, max_size=2, unique=True))
    held = draw(
        st.lists(numbers, min_size=min_sessions, max_size=max(3, min_sessions), unique=True)
    )
    return Component(
        number=draw(numbers) if number is None else number,
        code=draw(texts),
        title=draw(texts),
        start=draw(days),
        end=draw(days),
        city=draw(texts),
        postal_code=draw(texts),
        volumes=[draw(volumes(kind)) for kind in kinds],
        sessions=[draw(sessions(one)) for one in held],
    )


@st.composite
def actions(draw: st.DrawFn, min_components: int = 0, min_sessions: int = 0) -> Action:
    """Draw an action."""
    held = draw(
        st.lists(numbers, min_size=min_components, max_size=max(2, min_components), unique=True)
    )
    return Action(
        number=draw(texts),
        contract_number=draw(texts),
        title=draw(free_texts),
        holder=draw(texts),
        status=draw(texts),
        year=draw(years),
        schemes=draw(st.lists(texts, max_size=2)),
        consultation=draw(texts),
        programmes=draw(st.lists(texts, max_size=2)),
        start=draw(days),
        end=draw(days),
        entry=draw(st.sampled_from(EntryMode)),
        sites=draw(st.lists(few_sites, max_size=2)),
        components=[draw(components(one, min_sessions)) for one in held],
    )
