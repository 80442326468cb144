from typing import Any

import attrs
import pytest
from cattrs import Converter
from cattrs.errors import ClassValidationError
from cattrs.preconf.json import make_converter

from bdc_sessions import (
    DecodeError,
    Dossier,
    Session,
    Term,
    diff,
    encode,
    example_action,
    example_dossier,
    recap,
    validate,
)
from bdc_sessions.adapters.cattrs import register


@attrs.frozen
class Booking:
    """An embedder's own class."""

    name: str
    session: Session
    suffix: Term | None = None


BOOKING = Booking("a", example_action().component("01").session("01"), Term("ter", code="3"))


def values() -> dict[str, Any]:
    action = example_action()
    later = action.set("components[01].sessions[01].places", -1)
    requests = example_dossier()
    return {
        "action": action,
        "changes": diff(action, later),
        "recap": recap(action, later),
        "report": validate(later),
        "request": requests.request("r1"),
        "tracking": requests.tracking(),
        "dossier": requests,
    }


def test_our_values_stand_in_an_embedders_classes_both_ways() -> None:
    converter = register(Converter())
    data = converter.unstructure(BOOKING)
    assert data["session"] == encode(BOOKING.session)["value"]
    assert data["suffix"] == {"label": "ter", "code": "3"}
    assert converter.structure(data, Booking) == BOOKING
    assert converter.structure([{"label": "ter"}], list[Term]) == [Term("ter")]


@pytest.mark.parametrize("name", values())
def test_every_class_that_is_encoded_is_taught(name: str) -> None:
    converter = register(Converter())
    value = values()[name]
    data = converter.unstructure(value)
    assert data == encode(value)["value"]
    assert converter.structure(data, type(value)) == value


def test_a_converter_of_texts_is_taught_too() -> None:
    converter = make_converter()
    assert register(converter) is converter
    assert converter.loads(converter.dumps(BOOKING), Booking) == BOOKING
    assert converter.loads(converter.dumps(example_dossier()), Dossier) == example_dossier()


def test_faults_are_told_within_the_embedders_own() -> None:
    converter = register(Converter())
    with pytest.raises(ClassValidationError) as caught:
        converter.structure({"name": "a", "session": {"places": "x", "end": "y"}}, Booking)
    (error,) = caught.value.exceptions
    assert isinstance(error, DecodeError)
    assert [(v.code, str(v.path)) for v in error.report if v.code != "STR-001"] == [
        ("STR-004", "end"),
        ("STR-003", "places"),
    ]


def test_what_is_no_object_is_told_by_the_name_of_its_type() -> None:
    with pytest.raises(DecodeError) as caught:
        register(Converter()).structure(3, Term)
    assert [(v.code, v.label) for v in caught.value.report] == [("STR-003", "Terme")]
