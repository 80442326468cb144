"""Values of the model: whatever a constructor takes, and the guide's action."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from bdc_sessions import (
    ABSENT,
    Action,
    CollectiveInfo,
    Component,
    NotFoundError,
    Path,
    Session,
    Site,
    example_action,
    testing,
)
from bdc_sessions.testing import Quality

# The laws hold for all that is well formed, however ill: the embedder's strategies, at their worst.
ANY = Quality.ANY
actions = testing.actions(quality=ANY)
components = testing.components(quality=ANY)
volumes = testing.volumes(quality=ANY)
sessions = testing.sessions(quality=ANY)
infos = testing.collective_infos(quality=ANY)
addresses = testing.addresses(quality=ANY)
sites = testing.sites(quality=ANY)
terms = testing.terms(quality=ANY)


def edited(action: Action) -> st.SearchStrategy[Action]:
    """Edit an action up to four times, objects removed and all; none at all is an edit too."""
    return testing.changed(action, quality=ANY)


# What a decimal may be given as, before it is kept in its one form.
amounts = st.integers(-10_000, 10_000_000).map(lambda cents: Decimal(cents).scaleb(-2)) | (
    st.sampled_from([Decimal("1E+3"), Decimal("0.125"), Decimal("-0"), Decimal("310.000")])
)


def guide_action() -> Action:
    """Return the guide's action before its scenario, still without sessions (§1.1)."""
    return example_action().set("components[01].sessions", ())


def guide_component() -> Component:
    """Return its component (§1.1)."""
    return guide_action().component("01")


def guide_site() -> Site:
    """Return its site."""
    return guide_action().sites[0]


def guide_session(number: str = "01") -> Session:
    """Return the session of the guide's scenario, still without information sessions (§1.2)."""
    return example_action().component("01").session("01").evolve(number=number, infos=())


def guide_info() -> CollectiveInfo:
    """Return the information session of the guide's scenario (§2.1)."""
    return example_action().component("01").session("01").info(1)


def guide_action_with(*given: Session) -> Action:
    """Return the guide's action with sessions in its component."""
    return guide_action().set("components[01].sessions", given)


def value_at(value: Any, path: Path) -> Any:
    """Return the value at a path of a value, ABSENT if there is none."""
    try:
        return value[path]
    except NotFoundError:
        return ABSENT


def full_width(text: str) -> str:
    """Return a text as a Japanese keyboard may give it: its ASCII characters in full width."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def untyped(value: object) -> Any:
    """Return a value as one of any type, for the tests of what is refused."""
    return value
