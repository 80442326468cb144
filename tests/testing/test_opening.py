from hypothesis import example, given
from pendulum import Date

from bdc_sessions import RULES, Action, loads
from bdc_sessions.rules.example import INFO, example_action
from bdc_sessions.testing.conformance.opening import (
    GUIDES,
    TWO_BEYOND,
    Opening,
    beyond_component,
    openings,
    two_components,
    without_infos,
)

NAMES = {
    "Action": Action,
    "RULES": RULES,
    "beyond_component": beyond_component,
    "example_action": example_action,
    "loads": loads,
    "two_components": two_components,
    "without_infos": without_infos,
}


@given(openings)
def test_an_opening_without_informations_has_all_else(opening: Opening) -> None:
    bare = opening.without_infos()
    assert bare.infos == ()
    for one, other in zip(opening.action.components, bare.action.components, strict=True):
        sessions = [session.evolve(infos=()) for session in one.sessions]
        assert other == one.evolve(sessions=sessions)


def test_any_number_may_be_in_an_opening_without_informations() -> None:
    action = example_action()
    odd = action.component("01").evolve(number="a]b")
    bare = GUIDES._replace(action=action.evolve(components=[odd])).without_infos()
    assert bare.action.component("a]b").session("01").infos == ()


def test_an_opening_tells_its_components_and_sessions() -> None:
    session = example_action().component("01").session("01").evolve(end=Date(2022, 12, 30))
    action = example_action().set("components[01].sessions[01]", session)
    assert str(Opening(action, (action[INFO],), "loads(text, Action)")).splitlines() == [
        "action = loads(text, Action)",
        "service = open_service(action)",
        "# 01 - FORP - Formation Projet Pro (01/09/2022 – 30/06/2024)",
        "#   session 01 (01/09/2022 – 30/12/2022), places: 10, informations: 1",
    ]


@given(openings)
@example(GUIDES)
@example(TWO_BEYOND)
def test_the_action_of_an_opening_is_made_by_the_code_that_tells_it(opening: Opening) -> None:
    for told in (opening, opening.without_infos()):
        opened: list[Action] = []
        exec(str(told), {**NAMES, "open_service": opened.append})  # noqa: S102 - what is printed is code
        assert opened == [told.action]
