from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError, create_model

from bdc_sessions import (
    Action,
    DecodeError,
    Session,
    Term,
    decode,
    encode,
    example_action,
    json_schema,
)
from bdc_sessions.adapters.pydantic import Encoded

SESSION = example_action().component("01").session("01")


class Booking(BaseModel):
    """An embedder's own model."""

    name: str
    session: Encoded[Session]
    before: Encoded[Session] | None = None
    terms: list[Encoded[Term]] = []


BOOKING = Booking(name="a", session=SESSION, terms=[Term("ter", code="3")])


def test_a_value_stands_in_a_model_as_it_is_and_is_written_as_encode_does() -> None:
    assert BOOKING.session is SESSION
    assert BOOKING.model_dump(mode="json") == {
        "name": "a",
        "session": encode(SESSION),
        "before": None,
        "terms": [encode(Term("ter", code="3"))],
    }


def test_a_model_is_read_back_from_its_data_and_from_its_text() -> None:
    assert Booking.model_validate(BOOKING.model_dump()) == BOOKING
    assert Booking.model_validate_json(BOOKING.model_dump_json()) == BOOKING


def test_each_fault_is_an_error_of_its_own_with_its_path_and_a_sentence_in_both_languages() -> None:
    data = encode(SESSION)
    data["value"] |= {"places": "ten", "end": "31/12/2022", "plces": 3}
    data["value"]["infos"][0]["address"]["city"] = None
    with pytest.raises(ValidationError) as caught:
        Booking.model_validate({"name": 3, "session": data})
    errors = caught.value.errors()
    assert [(error["type"], error["loc"]) for error in errors] == [
        ("string_type", ("name",)),
        ("STR-002", ("session", "value")),
        ("STR-004", ("session", "value", "end")),
        ("STR-003", ("session", "value", "places")),
        ("STR-003", ("session", "value", "infos", "1", "address", "city")),
    ]
    assert errors[3]["msg"] == "found 'ten', expected a whole number."
    assert errors[3]["input"] == "ten"
    assert errors[4]["ctx"] == {
        "path": "infos[1].address.city",
        "label": "Ville",
        "message": "Ville : trouvé None, attendu un texte.",
        "reason": "found None, expected a text.",
    }


@pytest.mark.parametrize(
    "data",
    [
        None,
        3,
        "x",
        [],
        {},
        encode(Term("ter")),
        {"value": {}},
        Term("ter"),
        "{" * 9_000,
        float("nan"),
    ],
)
def test_what_is_no_session_is_refused_as_decode_refuses_it(data: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Encoded[Session]).validate_python(data)
    with pytest.raises(DecodeError) as refused:
        decode(data, Session)
    assert [e["type"] for e in caught.value.errors()] == [v.code for v in refused.value.report]


def test_a_sentence_with_braces_is_told_as_it_is() -> None:
    with pytest.raises(ValidationError, match=r'expected \{"format": "bdc-sessions/1"'):
        TypeAdapter(Encoded[Term]).validate_python({"label": "ter"})


def test_a_class_that_is_not_encoded_is_refused_when_the_model_is_made() -> None:
    with pytest.raises(TypeError, match="found the class int; expected one of Action"):
        TypeAdapter(Encoded[int])


@pytest.mark.parametrize("cls", [Term, Session, Action])
def test_the_schema_is_that_of_the_encoding(cls: type[Any]) -> None:
    encoded: Any = Encoded
    schema: dict[str, Any] = TypeAdapter(encoded[cls]).json_schema()
    ours = json_schema(cls)
    assert schema.pop("$defs") == ours.pop("$defs")
    assert schema == ours


def test_a_models_schema_names_our_classes_beside_the_embedders_own() -> None:
    own = create_model("Session", user=str)
    page = create_model("Page", session=own, shown=Encoded[Session])
    names = list(page.model_json_schema()["$defs"])
    assert len(names) == len(set(names))
    mine, ours = (name for name in names if "Session" in name)
    assert {mine.endswith("Session"), ours.endswith("Session")} == {True}
