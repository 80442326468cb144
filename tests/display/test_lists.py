"""The guide's list of results, and what its drop-down offers (§1.2, §1.3)."""

import pytest

from bdc_sessions import Screen, example_action
from bdc_sessions.display import choices, results
from bdc_sessions.screen import Pairs, Table
from bdc_sessions.testing import sample

ACTION = example_action()


def test_the_results_are_the_guides() -> None:
    """§1.2, LISTE DES RÉSULTATS; "Gestion" holds buttons only."""
    assert results([ACTION]) == Screen(
        "LISTE DES RÉSULTATS",
        [
            Pairs([("Nombre de résultats", "1")]),
            Table(
                (
                    "N Contrat/Conv.",
                    "N° Action",
                    "Intitulé de l'action",
                    "Statut",
                    "Année",
                    "Date de début réelle",
                    "Date de fin prévue",
                ),
                [
                    (
                        "23P0000000",
                        "23P0000000_TEST_1",
                        "LOT TEST FORFAIT PARCOURS 2023",
                        "EC",
                        "2023",
                        "01/09/2022",
                        "30/06/2024",
                    )
                ],
            ),
        ],
    )


def test_no_result_is_a_list_too() -> None:
    assert "Nombre de résultats : 0" in str(results([]))


def test_many_results_are_bounded_in_a_notebook() -> None:
    screen = results(sample(100, sessions=0) * 50)
    assert len(screen.parts[1].rows) == 5000  # type: ignore[union-attr] # the table
    assert len(screen._repr_html_().encode()) < 300_000


def test_the_drop_down_offers_a_new_session_then_those_that_there_are() -> None:
    component = ACTION.component("01")
    assert choices(component) == (
        ("Ajouter une nouvelle session", None),
        ("Session n°01 - Du 01/09/2022 au 31/12/2022", component.session("01")),
    )
    assert choices(component.evolve(sessions=())) == (("Ajouter une nouvelle session", None),)


def test_what_is_no_action_or_component_is_refused() -> None:
    with pytest.raises(TypeError, match="results"):
        results(ACTION)  # type: ignore[arg-type] # that is what is tested
    with pytest.raises(TypeError, match="expected a Component"):
        choices(ACTION)  # type: ignore[arg-type] # that is what is tested
