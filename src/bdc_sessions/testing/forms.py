"""What is shown and taken: screens and their fields, tables of terms, migrations of older data."""

from typing import Any

from hypothesis import strategies as st

from bdc_sessions.codec import FormField, Migrations
from bdc_sessions.codec import form_fields as fields_of
from bdc_sessions.model import TERMS, Address, CollectiveInfo, Session, TermTable
from bdc_sessions.screen import Screen
from bdc_sessions.testing import words
from bdc_sessions.testing.differences import recaps
from bdc_sessions.testing.findings import reports, rules
from bdc_sessions.testing.locations import valid_sites
from bdc_sessions.testing.values import actions, sessions


def screens() -> st.SearchStrategy[Screen]:
    """Draw the screen of a value, of a report or of a recap: tables, pairs, screens in screens.

    >>> from hypothesis import given
    >>> @given(screens())
    ... def test_my_page_has_the_title(screen):
    ...     assert screen.title in my_page(screen)
    """
    shown: st.SearchStrategy[Any] = st.one_of(actions(), sessions(), recaps(), reports(), rules())
    return shown.map(lambda value: value.screen())


@st.composite
def form_fields(draw: st.DrawFn) -> FormField:
    """Draw a field of a screen, with the choices that it offers (§1.2, §2.1).

    >>> from hypothesis import find
    >>> find(form_fields(), lambda field: True).label
    'Num. de session'
    """
    screen = draw(st.sampled_from([Session, CollectiveInfo, Address]))
    sites = draw(st.lists(valid_sites, unique=True, max_size=3))
    return draw(st.sampled_from(fields_of(screen, sites=sites)))


@st.composite
def term_tables(draw: st.DrawFn) -> TermTable:
    """Draw a region's table of extensions and types of street: the guide's, with some codes more.

    >>> from hypothesis import find
    >>> find(term_tables(), lambda table: True).term("suffix", "ter").code
    '3'
    """
    codes = st.sampled_from(["1", "2", "12", "A"])
    table = TERMS
    for name, labels in (("suffix", words.SUFFIXES), ("street_type", words.STREET_TYPES)):
        more = draw(st.dictionaries(st.sampled_from(labels), codes, max_size=2))
        table = table.with_(name, **more)
    return table


def migrations() -> st.SearchStrategy[Migrations]:
    """Draw what brings data of older formats up to the one that is read, or nothing.

    >>> from hypothesis import find
    >>> dict(find(migrations(), lambda migrations: True).steps)
    {}
    """
    return st.sampled_from([Migrations(), Migrations({0: _as_it_was})])


def _as_it_was(_: str, value: Any) -> Any:
    return value
