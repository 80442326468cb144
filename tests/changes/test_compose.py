"""Two sequences of changes as one."""

import pytest
from tests.values import (
    guide_action,
    guide_info,
    guide_session,
)

from bdc_sessions.changes import (
    diff,
)


def test_changes_that_a_removal_or_an_addition_did_not_see_do_not_chain() -> None:
    bare = guide_session().evolve(infos=())
    filled = bare.with_info(guide_info())
    component = guide_action().component("01").evolve(sessions=())
    none, bare_added, two = component, component.with_session(bare), component.with_session(filled)
    three = two.set("sessions[01].infos[1].places", 3)
    removal, addition = diff(bare_added, none), diff(none, bare_added)
    place = r"sessions\[01\]\.infos\[1\]\.places"
    with pytest.raises(ValueError, match=f": {place} is not there after the first$"):
        removal + diff(two, three)
    with pytest.raises(ValueError, match="is not there after the first"):
        removal + diff(bare_added, two)
    with pytest.raises(ValueError, match=f": the later ones do not know {place}$"):
        diff(two, three) + addition
    with pytest.raises(ValueError, match="the later ones do not know"):
        diff(bare_added, two) + removal
    with pytest.raises(ValueError, match="the later ones do not know"):
        diff(two, bare_added) + addition
    with pytest.raises(ValueError, match="is not there after the first"):
        addition + diff(two, three)
    assert (removal + diff(none, two)).apply(bare_added) == two
    assert (diff(two, none) + addition).apply(two) == bare_added
    assert (addition + diff(bare_added, two)).apply(none) == two


def test_changes_that_do_not_meet_are_told_with_both_values() -> None:
    session = guide_session()
    first = diff(session, session.evolve(places=8))
    with pytest.raises(ValueError, match="do not chain") as caught:
        first + diff(session.evolve(places=5), session)
    assert str(caught.value) == (
        "the changes do not chain: places becomes 8, but the later change expects 5"
    )
