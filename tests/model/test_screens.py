"""Screens of model values beyond those of the guide's own action."""

import pytest
from tests.values import untyped

from bdc_sessions import Screen, example_action
from bdc_sessions.screen import Pairs, Table

ACTION = example_action()
COMPONENT = ACTION.component("01")
SESSION = COMPONENT.session("01")


def titles(screen: Screen) -> list[str]:
    return [part.title for part in screen.parts if isinstance(part, Screen)]


def test_an_action_without_components_says_so() -> None:
    components, sessions = ACTION.evolve(components=()).screen().parts[-2:]
    assert isinstance(components, Screen)
    assert isinstance(components.parts[0], Table)
    assert components.parts[0].rows == ()
    assert sessions == Screen("Liste des sessions", ["Aucune session."])


def test_an_action_tells_what_the_guides_screen_leaves_out() -> None:
    assert ACTION.screen().parts[1] == Pairs(
        [
            ("Année", "2023"),
            ("Entrées et sorties", "à dates fixes"),
            ("Sites de réalisation", ACTION.sites[0].label),
        ]
    )


def test_a_component_is_its_part_of_the_lists_without_a_total() -> None:
    screen = COMPONENT.screen()
    assert screen.title == "01 - FORP - Formation Projet Pro"
    assert titles(screen) == ["Liste des composantes", "Liste des sessions"]
    assert "TOTAL" not in str(screen)


def test_an_offer_code_is_told_where_there_is_one() -> None:
    offered = SESSION.evolve(offer_code="OF-1")
    assert "Code Offre Info : OF-1" in str(offered.screen()).replace("    ", " ").replace("  ", " ")
    assert "Code Offre Info" not in str(SESSION.screen())
    assert "OF-1" in str(COMPONENT.evolve(sessions=[offered]).screen())


def test_a_session_is_shown_in_a_component() -> None:
    with pytest.raises(
        TypeError, match=r"^Session\.screen\(component=\): found <Action 2.* expected a Component$"
    ):
        SESSION.screen(component=untyped(ACTION))


def test_a_path_is_told_by_its_text() -> None:
    path = next(iter(ACTION.each(type(SESSION))))[0]
    assert path.screen() == Screen("Chemin", ["components[01].sessions[01]"])
    assert type(path)().screen() == Screen("Chemin", ["-"])
    assert list(path.__rich_repr__()) == ["components[01].sessions[01]"]
