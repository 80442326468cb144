"""Values of the model and of forms, in three qualities: what an embedder's own tests draw first."""

from hypothesis import strategies as st

from bdc_sessions.model import (
    Action,
    Address,
    CollectiveInfo,
    Component,
    Issuer,
    Session,
    Site,
    Term,
    Volume,
)
from bdc_sessions.model.fields import to_instance
from bdc_sessions.testing.arguments import check_arguments
from bdc_sessions.testing.edits import edited_actions
from bdc_sessions.testing.locations import STREET_TYPES, SUFFIXES, valid_addresses, valid_sites
from bdc_sessions.testing.quality import Quality
from bdc_sessions.testing.unconstrained import edited_anyhow, many, unconstrained
from bdc_sessions.testing.valid import (
    valid_actions,
    valid_components,
    valid_infos,
    valid_issuers,
    valid_sessions,
    valid_volumes,
)

ANY, VALID = Quality.ANY, Quality.VALID
MOST_EDITS = 4
"""How often an action is edited at most."""


def actions(
    *, quality: Quality = VALID, min_components: int = 0, min_sessions: int = 0
) -> st.SearchStrategy[Action]:
    """Draw an action, each of its components with at least some sessions.

    >>> from hypothesis import given
    >>> @given(actions())
    ... def test_my_store_gives_back_what_it_took(action):
    ...     assert my_store.read(my_store.write(action)) == action
    """
    check_arguments(
        "actions", quality=quality, min_components=min_components, min_sessions=min_sessions
    )
    if quality is ANY:
        sessions = many(Session, min_sessions, 3)
        return unconstrained(Action, components=many(Component, min_components, sessions=sessions))
    return valid_actions(quality, min_components, min_sessions)


def components(
    *,
    number: str | None = None,
    action: Action | None = None,
    quality: Quality = VALID,
    min_sessions: int = 0,
) -> st.SearchStrategy[Component]:
    """Draw a component; with ``action``, one that can be added to it, which stays as good.

    >>> from hypothesis import given
    >>> @given(components())
    ... def test_my_page_shows_the_label(component):
    ...     assert component.label in my_page(component)

    An action without sites leaves no town for a valid one: any will do.
    """
    check_arguments(
        "components", quality=quality, number=number, action=action, min_sessions=min_sessions
    )
    if quality is ANY:
        sessions = many(Session, min_sessions, 3)
        return unconstrained(Component, number=number, sessions=sessions)
    return valid_components(number, action, quality, min_sessions)


def volumes(*, kind: str | None = None, quality: Quality = VALID) -> st.SearchStrategy[Volume]:
    """Draw a volume (§1.1).

    >>> from hypothesis import find
    >>> find(volumes(kind="Heure"), lambda volume: volume.headcount == 120).kind
    'Heure'
    """
    check_arguments("volumes", quality=quality, kind=kind)
    return unconstrained(Volume, kind=kind) if quality is ANY else valid_volumes(kind)


def sites(*, quality: Quality = VALID) -> st.SearchStrategy[Site]:
    """Draw a site (§1.2).

    >>> from hypothesis import find
    >>> find(sites(), lambda site: True).label
    'ORGANISME TEST PRF 23 / CAP 2000 TEST / BEZIERS / 34500'
    """
    check_arguments("sites", quality=quality)
    return unconstrained(Site) if quality is ANY else valid_sites


def sessions(
    *,
    number: str | None = None,
    component: Component | None = None,
    action: Action | None = None,
    quality: Quality = VALID,
) -> st.SearchStrategy[Session]:
    """Draw a session; with its parents, one that fits them, as in ``validate`` (§1.2).

    >>> from hypothesis import find
    >>> find(sessions(number="07"), lambda session: session.places > 10).number
    '07'

    Without ``number`` it bears one that is free in the component; with the number of a session
    that is there, it can stand for that one.
    """
    check_arguments("sessions", quality=quality, number=number, component=component, action=action)
    if quality is ANY:
        return unconstrained(Session, number=number)
    return valid_sessions(number, component, action, quality)


def collective_infos(
    *,
    session: Session | None = None,
    action: Action | None = None,
    quality: Quality = VALID,
) -> st.SearchStrategy[CollectiveInfo]:
    """Draw an information session; with its parents, one that can be appended to them (§2.1).

    >>> from hypothesis import given
    >>> @given(collective_infos())
    ... def test_my_page_shows_the_places(info):
    ...     assert str(info.places) in my_page(info)
    """
    check_arguments("collective_infos", quality=quality, session=session, action=action)
    return (
        unconstrained(CollectiveInfo) if quality is ANY else valid_infos(session, action, quality)
    )


def addresses(*, quality: Quality = VALID) -> st.SearchStrategy[Address]:
    """Draw an address (§2.1).

    >>> from hypothesis import given
    >>> @given(addresses())
    ... def test_my_label_has_the_line(address):
    ...     assert address.line in my_label(address)
    """
    check_arguments("addresses", quality=quality)
    return unconstrained(Address) if quality is ANY else valid_addresses


def terms(*, quality: Quality = VALID) -> st.SearchStrategy[Term]:
    """Draw a coded label (§2.1): an extension or a type of street.

    >>> from hypothesis import find
    >>> find(terms(), lambda term: True)
    Term(label='ter', code='3')
    """
    check_arguments("terms", quality=quality)
    return unconstrained(Term) if quality is ANY else SUFFIXES | STREET_TYPES


def issuers(*, quality: Quality = VALID) -> st.SearchStrategy[Issuer]:
    """Draw who issues a request (§1.2).

    >>> from hypothesis import find
    >>> str(find(issuers(), lambda issuer: True))
    'BL Administrateur'
    """
    check_arguments("issuers", quality=quality)
    return unconstrained(Issuer) if quality is ANY else valid_issuers


def changed(action: Action, *, quality: Quality = VALID) -> st.SearchStrategy[Action]:
    """Draw the action after up to a few edits as people make them; none at all is drawn too.

    Places go to 0 or to another number, dates move, sessions and information sessions are added,
    texts corrected: what is valid stays valid, and nothing is removed. With ``Quality.ANY``
    whatever a constructor takes is done: objects removed, numbers taken again, dates swapped.

    >>> from hypothesis import given, strategies as st
    >>> @given(actions().flatmap(lambda action: st.tuples(st.just(action), changed(action))))
    ... def test_my_page_shows_what_was_changed(before_and_after):
    ...     assert my_page(*before_and_after)
    """
    check_arguments("changed", quality=quality)
    to_instance(action, Action, "changed(action)")
    edited = edited_anyhow if quality is ANY else edited_actions
    return edited(action, MOST_EDITS)
