"""The strategies of the model's classes, each of one of three qualities."""

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
from bdc_sessions.testing import loose
from bdc_sessions.testing.addresses import valid_addresses, valid_sites, valid_terms
from bdc_sessions.testing.model import (
    valid_actions,
    valid_components,
    valid_infos,
    valid_issuers,
    valid_sessions,
)
from bdc_sessions.testing.quality import Quality
from bdc_sessions.testing.volumes import valid_volumes

ANY, VALID = Quality.ANY, Quality.VALID


def actions(
    *, quality: Quality = VALID, min_components: int = 0, min_sessions: int = 0
) -> st.SearchStrategy[Action]:
    """Draw an action, each of its components with at least some sessions.

    >>> from hypothesis import find
    >>> find(actions(), lambda action: True).title
    'LOT TEST FORFAIT PARCOURS 2023'
    """
    if quality is ANY:
        return loose.actions(min_components, min_sessions)
    return valid_actions(quality, min_components, min_sessions)


def components(
    *,
    number: str | None = None,
    action: Action | None = None,
    quality: Quality = VALID,
    min_sessions: int = 0,
) -> st.SearchStrategy[Component]:
    """Draw a component; with ``action``, one that can be added to it and stays as good."""
    if quality is ANY:
        return loose.components(number, min_sessions)
    return valid_components(number, action, quality, min_sessions)


def volumes(*, kind: str | None = None, quality: Quality = VALID) -> st.SearchStrategy[Volume]:
    """Draw a volume (§1.1)."""
    return loose.volumes(kind) if quality is ANY else valid_volumes(kind)


def sites(*, quality: Quality = VALID) -> st.SearchStrategy[Site]:
    """Draw a site (§1.2)."""
    return loose.sites if quality is ANY else valid_sites()


def sessions(
    *,
    number: str | None = None,
    component: Component | None = None,
    action: Action | None = None,
    quality: Quality = VALID,
) -> st.SearchStrategy[Session]:
    """Draw a session; with its parents, one that fits them, as in ``validate`` (§1.2).

    Without ``number`` it bears one that is free in the component; with the number of a session
    that is there, it can stand for that one.
    """
    if quality is ANY:
        return loose.sessions(number)
    return valid_sessions(number, component, action, quality)


def collective_infos(
    *,
    session: Session | None = None,
    action: Action | None = None,
    quality: Quality = VALID,
) -> st.SearchStrategy[CollectiveInfo]:
    """Draw an information; with its parents, one that can be appended to the session (§2.1)."""
    return loose.infos if quality is ANY else valid_infos(session, action, quality)


def addresses(*, quality: Quality = VALID) -> st.SearchStrategy[Address]:
    """Draw an address (§2.1)."""
    return loose.addresses if quality is ANY else valid_addresses()


def terms(*, quality: Quality = VALID) -> st.SearchStrategy[Term]:
    """Draw a coded label (§2.1)."""
    return loose.terms if quality is ANY else valid_terms()


def issuers(*, quality: Quality = VALID) -> st.SearchStrategy[Issuer]:
    """Draw who issues a request (§1.2)."""
    return loose.issuers if quality is ANY else valid_issuers
