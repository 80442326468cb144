"""Steps mean something wherever a dossier stands."""

import pendulum
import pytest

import bdc_sessions as b
from bdc_sessions.testing.kit import steps
from bdc_sessions.testing.kit.reference import Reference
from bdc_sessions.testing.kit.state import Choice, State

BY = b.Issuer("BL", "Administrateur")
AT = pendulum.datetime(2022, 7, 1, 7)
NOTHING = Choice(0)


def state_of(library: Reference) -> State:
    return State("service", library, ())


@pytest.mark.parametrize("step", [steps.of_seen, steps.rival_of_seen])
def test_where_there_is_no_session_one_is_added(step: steps.Step) -> None:
    empty = b.example_action().set("components[01].sessions", ())
    draft = step(state_of(Reference(empty)), 0, NOTHING, 0)
    for added in (draft, steps.change(state_of(Reference(empty)), 0, NOTHING)):
        assert added == steps.addition(state_of(Reference(empty)), 0, NOTHING)


def test_a_session_that_was_not_there_yet_is_seen_as_it_is() -> None:
    library = Reference(b.example_action())
    new = library.action().component("01").session("01").evolve(number="02", infos=())
    library.draft("r1", "01", new.evolve(start=new.end), new=True)
    library.issue("r1", BY, AT)
    draft = steps.of_seen(state_of(library), 1, NOTHING, 1)
    assert draft.seen == draft.current == draft.session == new.evolve(start=new.end)


def test_what_was_seen_is_the_session_before_it_was_changed() -> None:
    library = Reference(b.example_action())
    seen = library.action().component("01").session("01")
    library.draft("r1", "01", seen.evolve(places=8), new=False)
    library.issue("r1", BY, AT)
    draft = steps.of_seen(state_of(library), 0, NOTHING, 1)
    assert (draft.seen, draft.current) == (seen, seen.evolve(places=8))
    rival = steps.rival_of_seen(state_of(library), 0, NOTHING, 1)
    assert rival.session.places != seen.places
