"""What a run begins with is told as code that makes it."""

from hypothesis import example, given
from pendulum import Date, Time

import bdc_sessions as b
from bdc_sessions.rules.example import INFO, SESSION
from bdc_sessions.testing.kit.openings import GUIDES, TWO_BEYOND, Opening, openings


@given(openings)
def test_an_opening_without_informations_has_all_else(opening: Opening) -> None:
    bare = opening.without_infos()
    assert bare.infos == ()
    for full, component in zip(opening.action.components, bare.action.components, strict=True):
        sessions = [session.evolve(infos=()) for session in full.sessions]
        assert component == full.evolve(sessions=sessions)


def test_any_number_may_be_in_an_opening_without_informations() -> None:
    odd = GUIDES.action.component("01").evolve(number="a]b")
    bare = GUIDES._replace(action=GUIDES.action.evolve(components=[odd])).without_infos()
    assert bare.action.component("a]b").session("01").infos == ()


def test_an_opening_tells_its_components_and_sessions() -> None:
    action = b.example_action().set(f"{SESSION}.end", Date(2022, 12, 30))
    lines = ("action = loads(text, b.Action)",)
    assert str(Opening(action, (action[INFO],), lines)).splitlines() == [
        "action = loads(text, b.Action)",
        "service = open_service(action)",
        "# 01 - FORP - Formation Projet Pro (01/09/2022 – 30/06/2024)",
        "#   session 01 (01/09/2022 – 30/12/2022), places: 10, information sessions: 1",
    ]


@given(openings)
@example(GUIDES)
@example(TWO_BEYOND)
def test_the_action_of_an_opening_is_made_by_the_code_that_tells_it(opening: Opening) -> None:
    for printed in (opening, opening.without_infos()):
        actions: list[b.Action] = []
        names = {**vars(b), "Date": Date, "Time": Time, "open_service": actions.append}
        exec(str(printed), names)  # noqa: S102 - what is printed is code
        assert actions == [printed.action]
