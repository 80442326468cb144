"""Sites, terms and addresses: towns that exist, postal lines that are just full."""

from typing import Final

from hypothesis import strategies as st

from bdc_sessions.model import TERMS, Address, Site, Term
from bdc_sessions.rules.info_rules import LONGEST_LINE
from bdc_sessions.testing import words

ALL_TOWNS: Final = tuple((code, name) for code, names in words.TOWNS.items() for name in names)
"""Each postal code with one of the towns that it names."""

SUFFIXES: st.SearchStrategy[Term] = st.sampled_from(
    [TERMS.term("suffix", label) for label in words.SUFFIXES]
)
STREET_TYPES: st.SearchStrategy[Term] = st.sampled_from(
    [TERMS.term("street_type", label) for label in words.STREET_TYPES]
)
"""With the code that the guide proves, or none."""


def _lines(texts: tuple[str, ...]) -> st.SearchStrategy[str | None]:
    full = "".join(texts * LONGEST_LINE)[:LONGEST_LINE]
    return st.sampled_from([None, *texts, full])


STREET_NUMBERS: st.SearchStrategy[str | None] = st.sampled_from([None, *words.STREET_NUMBERS])
STREETS: st.SearchStrategy[str] = st.sampled_from([*words.STREETS, words.LONG_STREET])
BUILDINGS, SPECIALS = _lines(words.BUILDINGS), _lines(words.SPECIALS)
TOWNS: st.SearchStrategy[tuple[str, str, str | None]] = st.sampled_from(
    [
        (code, spelling, None)
        for code, name in ALL_TOWNS
        for spelling in (name, *words.SPELLINGS.get(name, ()))
    ]
) | st.sampled_from([(*town, cedex) for town in words.CEDEX_TOWNS for cedex in words.CEDEXES])
"""A postal code, the town as people write it, the Cedex."""


@st.composite
def _sites(draw: st.DrawFn) -> Site:
    name, place = draw(st.sampled_from(words.ORGANISMS)), draw(st.sampled_from(words.PLACES))
    postal_code, city = draw(st.sampled_from(ALL_TOWNS))
    return Site(name=name, place=place, city=city, postal_code=postal_code)


valid_sites: st.SearchStrategy[Site] = _sites()


@st.composite
def _addresses(draw: st.DrawFn) -> Address:
    number = draw(STREET_NUMBERS)
    suffix = None if number is None else draw(st.none() | SUFFIXES)
    street_type = draw(st.none() | STREET_TYPES)
    start = " ".join([str(word) for word in (number, suffix, street_type) if word] + [""])
    postal_code, city, cedex = draw(TOWNS)
    return Address(
        number=number,
        suffix=suffix,
        street_type=street_type,
        street=draw(STREETS)[: LONGEST_LINE - len(start)],  # just full, where it is too long
        building=draw(BUILDINGS),
        special=draw(SPECIALS),
        postal_code=postal_code,
        city=city,
        cedex=cedex,
    )


valid_addresses: st.SearchStrategy[Address] = _addresses()
