"""The guide's table of modifications."""

import pytest
from pendulum import Date
from tests.values import guide_action, guide_action_with, guide_component, guide_info, guide_session

from bdc_sessions.changes import Recap, RecapRow, recap

TOP = "01 - FORP - Formation Projet Pro / Session n° "


def test_a_new_session_is_told_as_the_guide_does() -> None:
    rows = recap(guide_action_with(), guide_action_with(guide_session()))
    assert [row.cells for row in rows] == [
        (TOP + "- / Numéro", "-", "01"),
        (TOP + "- / Date début", "-", "01/09/2022"),
        (TOP + "- / Date fin", "-", "31/12/2022"),
        (TOP + "- / Lieu de la session", "-", guide_session().site.label),
        (TOP + "- / Nb. de places", "-", "10"),
    ]


def test_a_cancelled_session_keeps_its_number() -> None:
    rows = recap(guide_action_with(guide_session()), guide_action_with(guide_session().cancel()))
    assert list(rows) == [RecapRow(TOP + "01 / Nb. de places", "10", "0")]
    assert rows[0] == rows[0:1][0]
    assert len(rows) == 1


def test_terms_print_their_code_unless_asked_otherwise() -> None:
    before, after = guide_session(), guide_session().with_info(guide_info())
    name = "Session n° 01 / Information collective / Extension voie"
    assert RecapRow(name, "-", "3") in list(recap(before, after))
    assert RecapRow(name, "-", "ter") in list(recap(before, after, codes=False))
    bis = after.set("infos[1].address.suffix", "bis")
    assert list(recap(after, bis)) == [RecapRow(name, "3", "bis")]
    assert list(recap(after, bis, codes=False)) == [RecapRow(name, "ter", "bis")]


def test_informations_are_numbered_from_the_second_on() -> None:
    before = guide_session().evolve(infos=[guide_info(), guide_info()])
    rows = recap(before, before.set("infos[2].places", 0).set("infos[1].places", 1))
    assert [row.label for row in rows] == [
        "Session n° 01 / Information collective / Nombre de places pour l'information collective",
        (
            "Session n° 01 / Information collective n° 2 / "
            "Nombre de places pour l'information collective"
        ),
    ]


def test_a_component_is_headed_as_it_was_before_or_as_it_comes_to_be() -> None:
    renamed = guide_action().set("components[01].title", "Autre")
    assert [r.label for r in recap(guide_action(), renamed)] == [
        "01 - FORP - Formation Projet Pro / Composante"
    ]
    new = recap(guide_action().evolve(components=[]), guide_action())
    assert new[0].label == "01 - FORP - Formation Projet Pro / N°"


def test_every_value_has_its_own_recap() -> None:
    info = guide_info()
    assert recap(info, info.cancel())[0].label.startswith("Information collective / ")
    volume = guide_component().volumes[1]
    assert recap(volume, volume.evolve(headcount=1))[0].cells == (
        "Heure stagiaire centre / Effectif",
        "120",
        "1",
    )
    address = info.address
    assert recap(address, address.evolve(city="SETE"))[0].label == "Ville"
    component = guide_component()
    assert recap(component, component.evolve(code="X"))[0].label.endswith("Projet Pro / Code")


@pytest.mark.parametrize("comment", ["mot " * 200, "x" * 500, "a\n\nb", "", " "])
def test_the_text_table_fits_a_hundred_columns(comment: str) -> None:
    table = str(recap(guide_info(), guide_info().evolve(comment=comment, date=Date(2023, 1, 1))))
    assert max(map(len, table.splitlines())) <= 100
    assert "Intitulé du champ" in table


def test_nothing_changed_makes_an_empty_table() -> None:
    assert len(recap(guide_action(), guide_action())) == 0
    assert str(Recap()).startswith("Intitulé du champ | ")
