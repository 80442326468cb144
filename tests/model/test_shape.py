"""The fields of every class: the guide's names for them, what may be left out, their order."""

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
from bdc_sessions.model import (
    Action,
    Component,
    Issuer,
    Path,
    Session,
    Site,
    Term,
)
from bdc_sessions.model.fields import label
from bdc_sessions.model.shape import classes_below, form_order, shape, walk

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
    cls_shape = shape(cls)
    fields = [(a.name, cls_shape.labels[a.name], a.default) for a in attrs.fields(cls)]
    assert fields == FIELDS[cls.__name__]
    assert cls_shape.recap_labels == {
        name: IN_RECAPS.get((cls.__name__, name), label) for name, label, _ in fields
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


def test_fields_are_given_by_name() -> None:
    with pytest.raises(TypeError):
        untyped(Site)("A", "B", "C", "D")


def names_of(cls: type[Any], path: str) -> list[str | None]:
    """Return the names of the classes that a path leads through."""
    stages = walk(cls, Path.parse(path).steps)
    return [None if stage.inside is None else stage.inside.__name__ for stage in stages]


def test_a_walk_goes_as_far_as_the_class_has_the_steps() -> None:
    steps = "components[01].sessions[01].infos[1].address.city"
    assert names_of(Action, steps) == ["Component", "Session", "CollectiveInfo", "Address", None]
    assert names_of(Action, "components") == [None]
    assert names_of(Action, "components[01].infos[1].date") == ["Component"]
    assert names_of(Session, "infos[01].date") == []
    assert names_of(Session, "infos.date") == [None]
    assert names_of(Session, "site.city") == [None]
    assert names_of(Session, "places[1]") == []


def test_the_form_puts_an_object_before_what_lies_in_it_and_numbers_as_people_count() -> None:
    in_order = [
        *("title", "components", "components[2]", "components[2].code"),
        *("components[2].sessions[10].number", "components[10].number"),
    ]
    keys = [form_order(Action, Path.parse(path).steps) for path in in_order]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_the_classes_below_a_class_stand_in_form_order() -> None:
    assert [cls.__name__ for cls in classes_below(Component)] == [
        *("Volume", "Session", "CollectiveInfo", "Address"),
    ]
    assert classes_below(Site) == ()


@pytest.mark.parametrize("cls", [str, Path, dict, object])
def test_a_class_without_labelled_fields_has_no_shape(cls: type[Any]) -> None:
    with pytest.raises(TypeError, match=r"expected a class of the model$"):
        shape(cls)


def test_the_only_field_of_a_class_is_read_as_those_of_many_are() -> None:
    @attrs.frozen
    class Room:
        seats: int = attrs.field(default=3, metadata=label("Sièges"))

    assert shape(Room).values(Room()) == shape(Room).leaf_values(Room()) == (3,)
