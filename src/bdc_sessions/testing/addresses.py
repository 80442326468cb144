"""Sites, terms and addresses: towns that exist, lines that are just full."""

from collections.abc import Mapping

from hypothesis import strategies as st

from bdc_sessions.model import STREET_TYPE_CODES, SUFFIX_CODES, Address, Site, Term
from bdc_sessions.rules.info_rules import LONGEST_LINE
from bdc_sessions.testing import words

Town = tuple[str, str]
"""A postal code and one of the towns that it names."""

ALL_TOWNS: tuple[Town, ...] = tuple(
    (code, name) for code, names in words.TOWNS.items() for name in names
)


def valid_terms() -> st.SearchStrategy[Term]:
    """Draw an extension or a type of street, with the code that the guide proves or none."""
    return _coded(words.SUFFIXES, SUFFIX_CODES) | _coded(words.STREET_TYPES, STREET_TYPE_CODES)


def _coded(labels: tuple[str, ...], codes: Mapping[str, str]) -> st.SearchStrategy[Term]:
    return st.sampled_from([Term.coded(label, codes) for label in labels])


SUFFIXES = _coded(words.SUFFIXES, SUFFIX_CODES)
STREET_TYPES = _coded(words.STREET_TYPES, STREET_TYPE_CODES)


@st.composite
def valid_sites(draw: st.DrawFn) -> Site:
    """Draw a site in a town that exists."""
    postal_code, city = draw(st.sampled_from(ALL_TOWNS))
    return Site(
        name=draw(st.sampled_from(words.ORGANISMS)),
        place=draw(st.sampled_from(words.PLACES)),
        city=city,
        postal_code=postal_code,
    )


@st.composite
def valid_addresses(draw: st.DrawFn) -> Address:
    """Draw an address that breaks no rule: each field that may be None is, at times."""
    number = draw(st.none() | st.sampled_from(words.WAYS))
    suffix = None if number is None else draw(st.none() | SUFFIXES)
    street_type = draw(st.none() | STREET_TYPES)
    before = " ".join(str(word) for word in (number, suffix, street_type) if word is not None)
    left = LONGEST_LINE - len(before) - (1 if before else 0)
    postal_code, city, cedex = draw(_towns())
    return Address(
        number=number,
        suffix=suffix,
        street_type=street_type,
        street=draw(st.sampled_from([*words.STREETS, words.LONG_STREET[:left]])),
        building=draw(_lines(words.BUILDINGS)),
        special=draw(_lines(words.SPECIALS)),
        postal_code=postal_code,
        city=city,
        cedex=cedex,
    )


def _lines(texts: tuple[str, ...]) -> st.SearchStrategy[str | None]:
    full = "".join(texts * LONGEST_LINE)[:LONGEST_LINE]
    return st.none() | st.sampled_from([*texts, full])


def _towns() -> st.SearchStrategy[tuple[str, str, str | None]]:
    spelt = [
        (code, spelling, None)
        for code, name in ALL_TOWNS
        for spelling in (name, *words.SPELLINGS.get(name, ()))
    ]
    cedex = [(*town, cedex) for town in words.CEDEX_TOWNS for cedex in words.CEDEXES]
    return st.sampled_from(spelt) | st.sampled_from(cedex)
