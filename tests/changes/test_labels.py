"""What the guide calls what stands at a path."""

import pytest

from bdc_sessions.changes.labels import label_at, labels_to, likely_root
from bdc_sessions.model import Action, Path


def test_labels_name_what_stands_at_a_path() -> None:
    path = Path.parse("components[01].sessions[02].infos[2]")
    assert label_at(Action, path) == "Information collective n° 2"
    assert label_at(Action, path.parent) == "Session n° 02"
    assert label_at(Action, path.parent.parent) == "Composante n° 01"
    assert label_at(Action, path / "address.city") == "Ville"
    assert label_at(Action, path / "start") == "Heure de début (hh.mm)"
    assert label_at(Action, path / "start", form=True) == "Heure de début"
    assert label_at(Action, Path.parse("nothing")) == "nothing"
    assert label_at(Action, Path.parse("title.nothing")) == "nothing"
    assert label_at(Action, Path()) == "Action de formation"
    assert label_at(Action, Path.parse("components[01].volumes[Heure]")) == "Heure"
    assert label_at(Action, path.parent / "infos") == "Liste des informations collectives"
    assert label_at(Action, path.parent.child("infos", "0")) == "infos"
    assert label_at(Path, Path()) == "Path"


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("title", "Intitulé de l'action"),
        ("components[01].sessions[02]", "Composante n° 01 / Session n° 02"),
        (
            "components[01].sessions[02].infos[2].address.city",
            "Composante n° 01 / Session n° 02 / Information collective n° 2 / Ville",
        ),
        ("components[01].volumes[Heure].mean", "Composante n° 01 / Heure / Volume moyen"),
        ("", "Action de formation"),
    ],
)
def test_labels_lead_to_what_stands_at_a_path(path: str, label: str) -> None:
    assert labels_to(Action, Path.parse(path)) == label


def test_a_path_that_no_class_has_is_taken_for_one_of_an_action() -> None:
    assert likely_root(Path.parse("nope[3].x")) is Action
