"""A real browser plays the guide's scenario, screen by screen (§1.2 to §2.2)."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from pendulum import datetime
from PIL import Image
from playwright.sync_api import Page
from service.app import create_app
from tests.needs import npm_package
from tests.service.hands import Hands, Keyboard, Mouse, browsing
from tests.service.serving import serving

import bdc_sessions as b

ROOT = Path(__file__).parents[2]
SCENARIO = json.loads((ROOT / "examples" / "scenario.json").read_text("utf-8"))
STEPS: Mapping[str, list[dict[str, Any]]] = {s["name"]: s["steps"] for s in SCENARIO["scenarios"]}
TITULAIRE = b.Issuer("ORGANISME TEST PRF 23", "Titulaire")
SHOWN = os.environ.get("SCREENSHOTS")  # 1: the pictures of the docs are taken anew
LARGEST, COLOURS = 60_000, 32
SCREENS = ("identification", "faute", "caracteristiques", "recapitulatif", "suivi")
PICTURES = {
    1024: {name: f"service-{name}" for name in SCREENS},
    360: {"caracteristiques": "service-telephone"},
    0: {"choix": "service-choix"},  # two people
}


class Desk:
    """The screens of the guide, as a person sees and uses them."""

    def __init__(self, page: Page, hands: Hands, address: str, width: int, axe: str) -> None:
        self.page, self.hands, self.address, self.axe = page, hands, address, axe
        self.pictures = PICTURES[width] if axe else {}
        page.on("request", self.is_ours)

    def is_ours(self, request: Any) -> None:
        assert request.url.startswith(self.address), request.url

    def press(self, role: Any, name: str, *, last: bool = False) -> None:
        found = self.page.get_by_role(role, name=name, exact=True)
        self.hands.press(found.last if last else found.first)

    def link(self, name: str, *, last: bool = False) -> None:
        self.press("link", name, last=last)

    def button(self, name: str) -> None:
        self.press("button", name)

    def sees(self, title: str, *texts: str, picture: str = "") -> None:
        """Find a screen by its title, without a fault of accessibility, on the screen's width."""
        self.page.get_by_role("heading", name=title, exact=True, level=2).wait_for()
        for text in texts:
            assert text in self.page.locator("main").inner_text()
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert self.page.evaluate(wide) <= 0
        if self.axe:
            self.page.evaluate(self.axe)
            found = self.page.evaluate("async () => (await axe.run()).violations")
            assert not found, json.dumps(found, indent=1)
        if SHOWN and picture in self.pictures:
            path = ROOT / "docs" / "images" / f"{self.pictures[picture]}.png"
            self.page.screenshot(path=path, full_page=True)
            Image.open(path).quantize(COLOURS).save(path, optimize=True)
            assert path.stat().st_size < LARGEST

    def fills(self, form: Mapping[str, str]) -> None:
        """Fill in a form by the guide's labels."""
        for label, text in form.items():
            field = self.page.get_by_label(label).first
            if field.evaluate("element => element.tagName") == "SELECT":
                self.hands.choose(field, text)
            else:
                self.hands.enter(field, text)

    def asks(self, session: str) -> None:
        """Make a new request of a session."""
        self.link("+ Nouvelle demande de modification")
        self.sees("Nouvelle demande de modification", "obligatoires")
        self.hands.choose(self.page.get_by_label("Session *"), session)
        self.button("Valider")
        self.sees("Caractéristiques", "01 - FORP - Formation Projet Pro")

    def saves(self, recap: list[list[str]]) -> None:
        """Go on to the recap, whose rows are the guide's."""
        self.button("Enregistrer et passer à l'étape suivante")
        self.sees("Récapitulatif de la demande", "MODIFICATIONS")
        rows = self.page.locator("tbody").first.locator("tr").all()
        assert [row.locator("th, td").all_inner_texts() for row in rows] == recap

    def emits(self) -> None:
        self.button("Émettre la demande")
        self.sees("SUIVI DES DEMANDES DE MODIFICATION", b.Message.ISSUED)

    def tracked(self) -> list[list[str]]:
        rows = self.page.locator("tbody tr").all()
        return [row.locator("td").all_inner_texts()[:-1] for row in rows]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[tuple[str, Any]]:
    """Run a service on the guide's action before its scenario: it has no session yet."""
    logged = {"by": b.Issuer("BL", "Administrateur")}
    app = create_app(
        f"sqlite:///{tmp_path / 'dossiers.db'}",
        clock=lambda: datetime(2022, 12, 15, 10, tz="Europe/Paris"),
        issuer=lambda _: logged["by"],
    )
    app.state.store.add(action())
    with serving(app) as address:
        yield address, logged
    app.state.store.engine.dispose()


def action() -> b.Action:
    return b.example_action().set("components[01].sessions", ())


@pytest.mark.parametrize(
    ("width", "hands", "axe"),
    [(1024, Mouse(), True), (360, Mouse(), True), (1024, Keyboard(), False)],
    ids=["mouse", "phone", "keyboard"],
)
def test_the_guides_scenario_is_played_screen_by_screen(
    service: tuple[str, Any], width: int, hands: Hands, *, axe: bool
) -> None:
    address, logged = service
    script = (npm_package("axe-core") / "axe.min.js").read_text("utf-8") if axe else ""
    with browsing(width) as page:
        desk = Desk(page, hands, address, width, script)
        page.goto(address)
        plays_1_2(desk)
        logged["by"] = TITULAIRE
        plays_2_1_2(desk)
        plays_1_3(desk)
        plays_2_1_1(desk)
        plays_2_2(desk)


def test_two_people_at_once_see_what_changed_and_choose(service: tuple[str, Any]) -> None:
    address, _ = service
    script = (npm_package("axe-core") / "axe.min.js").read_text("utf-8")
    with browsing(360) as page:
        first = Desk(page, Mouse(), address, 0, script)
        page.goto(address)
        plays_1_2(first)
        second = Desk(page.context.new_page(), Keyboard(), address, 0, script)
        for desk in (first, second):
            desk.page.goto(f"{address}/actions/1/session?component=01&session=01")
        second.fills({"Nb. de places": "8"})
        second.button("Enregistrer et passer à l'étape suivante")
        second.emits()
        first.fills({"Nb. de places": "6", "Date fin": "30/12/2022"})
        first.button("Enregistrer et passer à l'étape suivante")
        first.sees("Deux modifications des mêmes champs", "Avant : 10", picture="choix")
        page.get_by_label("Votre demande : 6").check()
        first.button("Enregistrer et passer à l'étape suivante")
        first.sees("Récapitulatif de la demande")
        first.emits()
        page.goto(f"{address}/actions/99")
        first.sees("La page ne peut pas être montrée", "n'existe pas")


def plays_1_2(desk: Desk) -> None:
    """Create a session."""
    draft, _, tracked = STEPS["create a session, §1.2"]
    desk.sees("LISTE DES RÉSULTATS", "Nombre de résultats : 1")
    desk.link("Gérer l'action de formation")
    desk.sees("Identification", "ORGANISME TEST PRF 23", "37 200,00 hc", picture="identification")
    desk.link("Demande de modification de données")
    desk.sees("SUIVI DES DEMANDES DE MODIFICATION", "Aucune demande n'a été trouvée.")
    desk.asks("Ajouter une nouvelle session")
    desk.sees("Caractéristiques", "Aucune information collective n'est affectée à cette session.")
    desk.fills(draft["session_form"] | {"Date début": "31/02/2022"})
    desk.button("Enregistrer et passer à l'étape suivante")
    desk.sees("Caractéristiques", "n'est pas une date", picture="faute")
    desk.fills({"Date début": "01/09/2022"})
    desk.saves(draft["recap"])
    desk.emits()
    assert desk.tracked() == tracked["tracking"]


def plays_2_1_2(desk: Desk) -> None:
    """Add an information to a session that there is."""
    draft = STEPS["add an information to an existing session, §2.1-2"][0]
    desk.asks("Session n°01 - Du 01/09/2022 au 31/12/2022")
    desk.button("+ Ajouter une information collective")
    desk.sees("Caractéristiques de l'information collective")
    desk.fills(draft["add_info_form"])
    desk.sees("Caractéristiques de l'information collective")
    desk.button("Enregistrer l'information collective")
    desk.sees("Caractéristiques", "12 ter allée de la madeleine", picture="caracteristiques")
    desk.saves(draft["recap"])
    desk.sees("Récapitulatif de la demande", picture="recapitulatif")
    desk.emits()
    assert desk.tracked()[-1][1] == "ORGANISME TEST PRF 23 Titulaire"


def plays_1_3(desk: Desk) -> None:
    """Bring a session's places to 0; delete what is pending, not what is validated."""
    draft = STEPS["cancel a session, §1.3-1"][0]
    desk.asks("Session n°01 - Du 01/09/2022 au 31/12/2022")
    desk.fills(draft["set"])
    desk.saves(draft["recap"])
    desk.link("Annuler")
    desk.sees("SUIVI DES DEMANDES DE MODIFICATION", "En attente d'émission", picture="suivi")
    assert desk.page.get_by_role("link", name="Supprimer la demande").count() == 1
    desk.link("Supprimer la demande 3")
    desk.sees("Supprimer la demande", "Voulez-vous vraiment")
    desk.button("OK")
    desk.sees("SUIVI DES DEMANDES DE MODIFICATION", b.Message.DISCARDED)
    assert len(desk.tracked()) == 2
    desk.asks("Session n°01 - Du 01/09/2022 au 31/12/2022")
    desk.fills(draft["set"])
    desk.saves(draft["recap"])
    desk.emits()


def plays_2_1_1(desk: Desk) -> None:
    """Create a session with its information."""
    draft = STEPS["create a session with its information, §2.1-1"][0]
    desk.asks("Ajouter une nouvelle session")
    desk.fills(draft["session_form"] | {"Num. de session": "02"})
    desk.button("+ Ajouter une information collective")
    desk.fills(draft["info_forms"][0])
    desk.button("Enregistrer l'information collective")
    rows = [
        [label, old, new.replace("01", "02") if label.endswith("Numéro") else new]
        for label, old, new in draft["recap"]
    ]
    desk.saves(rows)
    desk.emits()


def plays_2_2(desk: Desk) -> None:
    """Bring an information's places to 0."""
    desk.asks("Session n°02 - Du 01/09/2022 au 31/12/2022")
    desk.button("Modifier l'information collective 1")
    desk.fills({"Nb. de places": "0"})
    desk.button("Enregistrer l'information collective")
    desk.button("Enregistrer et passer à l'étape suivante")
    desk.sees("Récapitulatif de la demande", "Information collective")
    desk.emits()
    assert [row[4] for row in desk.tracked()] == ["Validée"] * 5
