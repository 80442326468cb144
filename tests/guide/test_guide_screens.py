"""The guide's screens, with its very words (guide, §1.1 to §2.1; its buttons aside)."""

import json
from pathlib import Path

import bdc_sessions as b
from bdc_sessions import Screen
from bdc_sessions.screen import Pairs, Table

SCENARIO = json.loads(
    (Path(__file__).parent.parent.parent / "examples" / "scenario.json").read_text("utf-8")
)
DOSSIER = b.example_dossier()
ACTION = DOSSIER.action
COMPONENT = ACTION.component("01")
SESSION = COMPONENT.session("01")

COMMENT = "arrêt XXXXX_ligne de bus n°XXXX tramway ligne X direction.....arrêt :"
HOURS = (
    "-Heure stagiaire centre",
    ("120", "310,00 hc", "200,00 hc", "400,00 hc", "37 200,00 hc"),
)
IN_COMPANY = (
    "-Heure stagiaire entreprise",
    ("120", "140,00 he", "100,00 he", "200,00 he", "16 800,00 he"),
)
PACKAGE = ("-Forfait parcours Projet Pro", ("-", "-", "-", "-", "120,00 fp"))


def part(screen: Screen, title: str) -> Screen:
    """Return the screen of a title within a screen."""
    (inner,) = (p for p in screen.parts if isinstance(p, Screen) and p.title == title)
    return inner


def table(screen: Screen) -> Table:
    """Return the one table of a screen."""
    (only,) = (p for p in screen.parts if isinstance(p, Table))
    return only


def pairs(screen: Screen) -> tuple[tuple[str, ...], ...]:
    """Return the pairs of a screen."""
    (only,) = (p for p in screen.parts if isinstance(p, Pairs))
    return only.pairs


def test_identification_de_l_action_de_formation() -> None:
    assert pairs(part(ACTION.screen(), "Identification de l'action de formation")) == (
        ("Intitulé de l'action", "LOT TEST FORFAIT PARCOURS 2023"),
        ("Numéro d'action", "23P0000000_TEST_1"),
        ("Numéro de contrat / convention", "23P0000000"),
        ("Titulaire/Mandataire", "ORGANISME TEST PRF 23"),
        ("Statut de l'action", "EC"),
        ("Dispositifs", "PROJET PRO 2023"),
        ("Consultation / Appel à projets", "PROJET PRO 2023"),
        ("Programmes", "PROJET PRO 2023 2023"),
        ("Début prévu le", "01/09/2022"),
        ("Fin prévue le", "30/06/2024"),
    )


def test_liste_des_composantes_with_its_total() -> None:
    found = table(part(ACTION.screen(), "Liste des composantes"))
    assert found.head == (
        *("N°", "Composante", "Date début", "Date fin", "Ville (CP)"),
        *("Effectif", "Volume moyen", "Volume minimal", "Volume maximal", "Volume total"),
    )
    volumes = [("", kind, "", "", "", *cells) for kind, cells in (PACKAGE, HOURS, IN_COMPANY)]
    dates = ("01/09/2022", "30/06/2024", "BEZIERS 34500")
    assert found.rows == (
        ("01", "FORP - Formation Projet Pro", *dates, "", "", "", "", ""),
        *volumes,
        ("TOTAL",),
        *volumes,
    )
    text = str(part(ACTION.screen(), "Liste des composantes"))
    assert "-Heure stagiaire entreprise " in text
    assert text.count("37 200,00 hc") == 2


def test_liste_des_sessions_with_informations_below_each() -> None:
    found = table(part(ACTION.screen(), "Liste des sessions"))
    assert found.head == (
        *("Composante", "Session", "Nb places", "Code Offre Info", "Date début", "Date fin"),
    )
    assert found.rows == (
        (
            *("N°01 - FORP - Formation Projet Pro", "Session n° 01", "10", ""),
            *("01/09/2022", "31/12/2022"),
        ),
        ("", "-Information collective : 31/08/2022 de 10:00 à 12:00"),
    )


def test_caracteristiques_of_a_session() -> None:
    screen = SESSION.screen(component=COMPONENT)
    characteristics = (
        ("Composantes", "01 FORP - Formation Projet Pro"),
        ("Num. de session", "01"),
        ("Date début", "01/09/2022"),
        ("Date fin", "31/12/2022"),
        ("Lieu de la session", "ORGANISME TEST PRF 23 / CAP 2000 TEST / BEZIERS / 34500"),
        ("Nb. de places", "10"),
    )
    assert pairs(part(screen, "Caractéristiques")) == characteristics
    assert pairs(part(SESSION.screen(), "Caractéristiques")) == characteristics[1:]


def test_liste_des_informations_collectives() -> None:
    found = table(part(SESSION.screen(), "Liste des informations collectives"))
    assert found.head == ("Date", "Adresse", "Ville", "Code postal", "Heure début", "Heure fin")
    assert found.rows == (
        (
            *("31/08/2022", "12 ter allée de la madeleine", "MONTPELLIER", "34000"),
            *("10:00", "12:00"),
        ),
    )
    none = part(SESSION.evolve(infos=()).screen(), "Liste des informations collectives")
    assert none.parts == ("Aucune information collective n'est affectée à cette session.",)


def test_caracteristiques_de_l_information_collective() -> None:
    screen = SESSION.info(1).screen()
    assert screen.title == "Caractéristiques de l'information collective"
    assert pairs(screen) == (
        ("Date", "31/08/2022"),
        ("Heure de début", "10:00"),
        ("Heure de fin", "12:00"),
        ("Nb. de places", "20"),
        ("Commentaire", COMMENT),
    )
    assert pairs(part(screen, "Adresse"))[:4] == (
        ("N° de voie", "12"),
        ("Extension voie", "ter"),
        ("Type de voie", "allée"),
        ("Libellé de la voie", "de la madeleine"),
    )


def test_modifications() -> None:
    rows = SCENARIO["scenarios"][0]["steps"][0]["recap"]
    screen = DOSSIER.request("r1").recap(DOSSIER.base).screen()
    assert screen.title == "MODIFICATIONS"
    assert table(screen).head == (
        *("Intitulé du champ", "Champ avant modification", "Champ après modification"),
    )
    assert [list(row) for row in table(screen).rows] == rows


def test_no_label_of_the_recap_is_broken_where_another_column_can_give() -> None:
    recap = DOSSIER.request("r1").recap(DOSSIER.base)
    lines = str(recap).splitlines()
    unbroken = [row.label for row in recap if any(line.startswith(row.label) for line in lines)]
    assert len(unbroken) == len(recap)
    assert max(map(len, lines)) <= 100


def test_suivi_des_demandes_de_modification() -> None:
    rows = SCENARIO["scenarios"][0]["steps"][2]["tracking"]
    screen = DOSSIER.tracking().screen()
    assert screen.title == "Suivi des demandes de modification"
    assert table(screen).head == (
        *("Type de la modification", "Nom/Statut de l'émetteur", "Prestataire"),
        *("Date d'émission", "Etat / Historique", "Observations", "Avenant"),
    )
    assert [list(row) for row in table(screen).rows[:1]] == rows
    assert b.Dossier(ACTION).tracking().screen().parts == ("Aucune demande n'a été trouvée.",)


def test_a_dossier_is_the_guides_page_with_the_requests() -> None:
    screen = DOSSIER.screen()
    assert screen.title == "Gestion de l'action de formation"
    assert screen.parts == (*ACTION.screen().parts, DOSSIER.tracking().screen())
