"""Changes as a person reads them: a heading for each session."""

from bdc_sessions import (
    Action,
    Changes,
    Screen,
    Session,
    diff,
    example_action,
    example_dossier,
    merge,
)
from bdc_sessions.changes.field_change import HEAD
from bdc_sessions.screen import Table

ACTION = example_action()
PLACES = "components[01].sessions[01].places"


def test_each_session_and_component_has_a_heading() -> None:
    after = ACTION.set("title", "B").set("components[01].title", "C").set(PLACES, 0)
    assert diff(ACTION, after).screen() == Screen(
        "MODIFICATIONS",
        [
            Table(HEAD, [("Intitulé de l'action", ACTION.title, "B")]),
            Screen(
                "Composante n° 01",
                [Table(HEAD, [("Composante", "Formation Projet Pro", "C")])],
            ),
            Screen(
                "Composante n° 01 / Session n° 01",
                [Table(HEAD, [("Nb. de places", "10", "0")])],
            ),
        ],
    )


def test_what_lies_in_an_information_is_told_with_it() -> None:
    session = ACTION.component("01").session("01")
    changes = diff(session, session.set("infos[1].places", 5))
    label = "Information collective / Nombre de places pour l'information collective"
    assert changes.screen().parts == (Table(HEAD, [(label, "20", "5")]),)


def test_rows_that_would_say_nothing_on_both_sides_are_left_out() -> None:
    component = ACTION.component("01")
    added = component.session("01").evolve(number="02", infos=())
    (screen,) = diff(component, component.with_session(added)).screen().parts
    assert isinstance(screen, Screen)
    assert screen.title == "Session n° 02"
    assert "Code Offre Info" not in str(screen)


def test_a_text_that_is_taken_away_is_told() -> None:
    session = ACTION.component("01").session("01").set("infos[1].comment", "Salle 2")
    changes = diff(session, session.set("infos[1].comment", None))
    label = "Information collective / Commentaire – Pièces justificatives à fournir"
    assert changes.screen().parts == (Table(HEAD, [(label, "Salle 2", "-")]),)


def test_no_change_is_told_as_such() -> None:
    for of in (Action, Session):
        assert Changes(of).screen().parts == ("Aucune modification.",)


def test_a_request_is_told_with_the_recap_of_an_action_or_its_changes_alone() -> None:
    dossier = example_dossier()
    request = dossier.request("r1")
    alone, recap = request.screen(), request.screen(action=dossier.base)
    assert alone.title == recap.title == "Demande de modification r1"
    assert alone.parts[0] == recap.parts[0]
    assert alone.parts[1] == request.changes.screen()
    assert recap.parts[1] == request.recap(dossier.base).screen()


def test_a_merge_tells_its_conflicts_first() -> None:
    session = ACTION.component("01").session("01")
    merged = merge(session, session.evolve(places=8), session.evolve(places=5))
    head = ("Intitulé du champ", "Valeur de départ", "Notre valeur", "Leur valeur")
    conflicts = Screen("Conflits", [Table(head, [("Nb. de places", "10", "8", "5")])])
    assert merged.screen().parts == (conflicts, session.evolve(places=8).screen())
    assert merge(session, session, session).screen().parts[0] == "Aucun conflit."
