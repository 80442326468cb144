import attrs
import pytest
from bdc_sessions.codec.converter import register
from cattrs import Converter
from cattrs.errors import ClassValidationError

from bdc_sessions import DecodeError, Session, Term, encode
from bdc_sessions.rules.example import example_action


@attrs.frozen
class Booking:
    """An embedder's own class."""

    name: str
    session: Session


def test_our_values_stand_in_an_embedders_classes() -> None:
    converter = register(Converter())
    booking = Booking("a", example_action().component("01").session("01"))
    data = converter.unstructure(booking)
    assert data == {"name": "a", "session": encode(booking.session)["value"]}
    assert converter.structure(data, Booking) == booking
    assert converter.structure([{"label": "ter"}], list[Term]) == [Term("ter")]


def test_faults_are_told_within_the_embedders_own() -> None:
    converter = register(Converter())
    with pytest.raises(ClassValidationError) as caught:
        converter.structure({"name": "a", "session": {"places": "x"}}, Booking)
    assert "STR-003 places" in str(caught.value.exceptions[0])


def test_what_is_no_object_is_told_by_the_name_of_its_type() -> None:
    with pytest.raises(DecodeError) as caught:
        register(Converter()).structure(3, Term)
    assert [(v.code, v.label) for v in caught.value.report] == [("STR-003", "Terme")]
