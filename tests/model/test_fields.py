"""The fields of every class: the guide's names for them, what may be left out, what is refused."""

from typing import Any

import attrs
import pytest
from tests.values import (
    guide_action,
    guide_component,
    guide_info,
    guide_session,
    guide_site,
    untyped,
)

from bdc_sessions.changes import ChangeRequest, Changes, RequestKind, RequestStatus
from bdc_sessions.model import Action, Issuer, Term
from bdc_sessions.model.fields import bind_location, label, to_int
from bdc_sessions.model.shape import shape

DUE = attrs.NOTHING
REQUEST = ChangeRequest(id="r1", component="01", session="01", changes=Changes(Action))
VALUES = [
    guide_action(),
    guide_component(),
    guide_component().volumes[0],
    guide_site(),
    guide_session(),
    guide_info(),
    guide_info().address,
    Term("ter"),
    Issuer("BL", "Administrateur"),
    REQUEST,
]

# By class: its fields in the order of the form, the form's label, the value where none is given.
FIELDS: dict[str, list[tuple[str, str, Any]]] = {
    "Action": [
        ("number", "Numéro d'action", DUE),
        ("contract_number", "Numéro de contrat / convention", DUE),
        ("title", "Intitulé de l'action", DUE),
        ("holder", "Titulaire/Mandataire", DUE),
        ("status", "Statut de l'action", DUE),
        ("year", "Année", DUE),
        ("schemes", "Dispositifs", ()),
        ("consultation", "Consultation / Appel à projets", DUE),
        ("programmes", "Programmes", ()),
        ("start", "Début prévu le", DUE),
        ("end", "Fin prévue le", DUE),
        ("entry", "Entrées et sorties", DUE),
        ("sites", "Sites de réalisation", ()),
        ("components", "Liste des composantes", ()),
    ],
    "Component": [
        ("number", "N°", DUE),
        ("code", "Code", DUE),
        ("title", "Composante", DUE),
        ("start", "Date début", DUE),
        ("end", "Date fin", DUE),
        ("city", "Ville", DUE),
        ("postal_code", "Code postal", DUE),
        ("volumes", "Volumes", ()),
        ("sessions", "Liste des sessions", ()),
    ],
    "Volume": [
        ("kind", "Type de volume", DUE),
        ("unit", "Unité", DUE),
        ("headcount", "Effectif", None),
        ("mean", "Volume moyen", None),
        ("minimum", "Volume minimal", None),
        ("maximum", "Volume maximal", None),
        ("total", "Volume total", None),
    ],
    "Site": [
        ("name", "Nom", DUE),
        ("place", "Lieu", DUE),
        ("city", "Ville", DUE),
        ("postal_code", "Code postal", DUE),
    ],
    "Session": [
        ("number", "Num. de session", DUE),
        ("start", "Date début", DUE),
        ("end", "Date fin", DUE),
        ("site", "Lieu de la session", DUE),
        ("places", "Nb. de places", DUE),
        ("offer_code", "Code Offre Info", None),
        ("infos", "Liste des informations collectives", ()),
    ],
    "CollectiveInfo": [
        ("date", "Date", DUE),
        ("start", "Heure de début", DUE),
        ("end", "Heure de fin", DUE),
        ("places", "Nb. de places", DUE),
        ("comment", "Commentaire", None),
        ("address", "Adresse", DUE),
    ],
    "Address": [
        ("number", "N° de voie", None),
        ("suffix", "Extension voie", None),
        ("street_type", "Type de voie", None),
        ("street", "Libellé de la voie", DUE),
        ("building", "Entrée, Immeuble, Bâtiment, Résidence…", None),
        ("special", "Mention spéciale", None),
        ("postal_code", "Code postal", DUE),
        ("city", "Ville", DUE),
        ("cedex", "Cedex", None),
    ],
    "Term": [("label", "Libellé", DUE), ("code", "Code", None)],
    "Issuer": [("name", "Nom de l'émetteur", DUE), ("role", "Statut de l'émetteur", DUE)],
    "ChangeRequest": [
        ("id", "Demande", DUE),
        ("kind", "Type de la modification", RequestKind.SESSIONS),
        ("component", "Composante", DUE),
        ("session", "Session", DUE),
        ("changes", "Modifications", DUE),
        ("status", "Etat / Historique", RequestStatus.PENDING),
        ("issuer", "Nom/Statut de l'émetteur", None),
        ("issued_at", "Date d'émission", None),
        ("provider", "Prestataire", None),
        ("observations", "Observations", None),
        ("amendment", "Avenant", None),
    ],
}

# Where the guide's recap has another wording than its form.
IN_RECAPS = {
    ("Session", "number"): "Numéro",
    ("CollectiveInfo", "start"): "Heure de début (hh.mm)",
    ("CollectiveInfo", "end"): "Heure de fin (hh.mm)",
    ("CollectiveInfo", "places"): "Nombre de places pour l'information collective",
    ("CollectiveInfo", "comment"): "Commentaire – Pièces justificatives à fournir",
}


def name_of(value: object) -> str:
    return type(value).__name__


@pytest.mark.parametrize("value", VALUES, ids=name_of)
def test_every_field_has_the_guides_name_and_what_is_optional_a_default(value: Any) -> None:
    cls = type(value)
    at = shape(cls)
    found = [(a.name, at.labels[a.name], a.default) for a in attrs.fields(cls)]
    assert found == FIELDS[cls.__name__]
    assert at.recap_labels == {
        name: IN_RECAPS.get((cls.__name__, name), label) for name, label, _ in found
    }


@pytest.mark.parametrize("value", VALUES, ids=name_of)
def test_every_field_refuses_what_it_cannot_hold_by_its_name(value: Any) -> None:
    for name, *_ in FIELDS[name_of(value)]:
        with pytest.raises(TypeError, match=rf"^{name_of(value)}\.{name}: found <object object"):
            attrs.evolve(value, **{name: object()})


@pytest.mark.parametrize("value", VALUES, ids=name_of)
def test_every_class_is_made_by_name_but_for_terms_and_issuers(value: Any) -> None:
    due = [name for name, _, default in FIELDS[name_of(value)] if default is DUE]
    by_name = {name: getattr(value, name) for name in due}
    if isinstance(value, Term | Issuer):
        assert type(value)(*by_name.values()) == value
    else:
        assert type(value)(**by_name) == attrs.evolve(
            value,
            **{name: default for name, _, default in FIELDS[name_of(value)] if default is not DUE},
        )
        with pytest.raises(TypeError, match="positional argument"):
            type(value)(*by_name.values())


@pytest.mark.parametrize("value", VALUES, ids=name_of)
def test_no_field_can_be_changed_in_place(value: Any) -> None:
    for name, *_ in FIELDS[name_of(value)]:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(value, name, None)


def test_a_field_is_named_by_its_form_and_where_it_differs_by_its_recap() -> None:
    assert label("Ville") == {"label": "Ville", "recap": "Ville"}
    assert label("Ville", "Commune") == {"label": "Ville", "recap": "Commune"}


def test_a_converter_is_told_its_class_and_field() -> None:
    @attrs.frozen(field_transformer=bind_location)
    class Shelf:
        books: int = attrs.field(converter=to_int)
        note: object = None

    assert Shelf(3, "x") == Shelf(3, note="x")
    with pytest.raises(TypeError, match=r"^Shelf\.books: found '3'"):
        Shelf(untyped("3"))
