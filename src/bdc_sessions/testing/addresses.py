"""Sites, terms and addresses: towns that exist, lines that are just full."""

from hypothesis import strategies as st

from bdc_sessions.model import TERMS, Address, Site, Term
from bdc_sessions.rules.info_rules import LONGEST_LINE
from bdc_sessions.testing import words

Town = tuple[str, str]
"""A postal code and one of the towns that it names."""

ALL_TOWNS: tuple[Town, ...] = tuple(
    (code, name) for code, names in words.TOWNS.items() for name in names
)


def valid_terms() -> st.SearchStrategy[Term]:
    """Draw an extension or a type of street, with the code that the guide proves or none."""
    return _coded(words.SUFFIXES, "suffix") | _coded(words.STREET_TYPES, "street_type")


def _coded(labels: tuple[str, ...], table: str) -> st.SearchStrategy[Term]:
    return st.sampled_from([TERMS.term(table, label) for label in labels])


SUFFIXES: st.SearchStrategy[Term] = _coded(words.SUFFIXES, "suffix")
STREET_TYPES: st.SearchStrategy[Term] = _coded(words.STREET_TYPES, "street_type")


SITE_TOWNS: st.SearchStrategy[Town] = st.sampled_from(ALL_TOWNS)
NAMES: st.SearchStrategy[str] = st.sampled_from(words.ORGANISMS)
PLACES: st.SearchStrategy[str] = st.sampled_from(words.PLACES)


@st.composite
def valid_sites(draw: st.DrawFn) -> Site:
    """Draw a site in a town that exists."""
    postal_code, city = draw(SITE_TOWNS)
    return Site(name=draw(NAMES), place=draw(PLACES), city=city, postal_code=postal_code)


SITES: st.SearchStrategy[Site] = valid_sites()


def _lines(texts: tuple[str, ...]) -> st.SearchStrategy[str | None]:
    full = "".join(texts * LONGEST_LINE)[:LONGEST_LINE]
    return st.sampled_from([None, *texts, full])


WAYS: st.SearchStrategy[str | None] = st.sampled_from([None, *words.WAYS])
MAYBE_SUFFIXES: st.SearchStrategy[Term | None] = st.none() | SUFFIXES
MAYBE_STREET_TYPES: st.SearchStrategy[Term | None] = st.none() | STREET_TYPES
STREETS: st.SearchStrategy[str] = st.sampled_from([*words.STREETS, words.LONG_STREET])
BUILDINGS, SPECIALS = _lines(words.BUILDINGS), _lines(words.SPECIALS)
TOWNS: st.SearchStrategy[tuple[str, str, str | None]] = st.sampled_from(
    [
        (code, spelling, None)
        for code, name in ALL_TOWNS
        for spelling in (name, *words.SPELLINGS.get(name, ()))
    ]
) | st.sampled_from([(*town, cedex) for town in words.CEDEX_TOWNS for cedex in words.CEDEXES])


@st.composite
def valid_addresses(draw: st.DrawFn) -> Address:
    """Draw an address that breaks no rule: each field that may be None is, at times."""
    number = draw(WAYS)
    suffix = None if number is None else draw(MAYBE_SUFFIXES)
    street_type = draw(MAYBE_STREET_TYPES)
    before = [str(word) for word in (number, suffix, street_type) if word is not None]
    postal_code, city, cedex = draw(TOWNS)
    return Address(
        number=number,
        suffix=suffix,
        street_type=street_type,
        # What is too long is cut where the line is just full.
        street=draw(STREETS)[: LONGEST_LINE - len(" ".join([*before, ""]))],
        building=draw(BUILDINGS),
        special=draw(SPECIALS),
        postal_code=postal_code,
        city=city,
        cedex=cedex,
    )


ADDRESSES: st.SearchStrategy[Address] = valid_addresses()
