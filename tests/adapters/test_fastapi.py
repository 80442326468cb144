from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from openapi_spec_validator import validate as validate_openapi
from pydantic import BaseModel
from starlette.datastructures import FormData

from bdc_sessions import (
    Action,
    DecodeError,
    Dossier,
    Report,
    dumps,
    encode,
    example_action,
    example_dossier,
    read_form,
    to_form,
    validate,
)
from bdc_sessions import (
    Session as OurSession,
)
from bdc_sessions.adapters.pydantic import Encoded

SESSION = example_action().component("01").session("01")
JSON = {"content-type": "application/json"}


class Session(BaseModel):
    """The embedder's own: who is logged in."""

    user: str


class Asked(BaseModel):
    """A body with our value among others."""

    by: Session
    session: Encoded[OurSession]


app = FastAPI()


@app.put("/sessions/{number}")
def put_session(number: str, session: Encoded[OurSession]) -> Encoded[OurSession]:
    """Take a session and return it under a number."""
    return session.evolve(number=number)


@app.post("/asked")
def post_asked(body: Asked) -> Session:
    """Take a model with a session in it."""
    return body.by


@app.post("/reports")
def post_action(action: Encoded[Action]) -> Encoded[Report]:
    """Judge an action."""
    return validate(action)


@app.get("/dossiers")
def get_dossiers() -> dict[str, Encoded[Dossier]]:
    """Return several dossiers."""
    return {"a": example_dossier()}


client = TestClient(app)


def test_an_app_takes_and_returns_a_session() -> None:
    answer = client.put("/sessions/02", json=encode(SESSION))
    assert (answer.status_code, answer.json()) == (200, encode(SESSION.evolve(number="02")))
    text = client.put("/sessions/01", content=dumps(SESSION), headers=JSON).text
    assert text == dumps(SESSION)


def test_our_values_stand_in_models_and_in_collections() -> None:
    body = {"by": {"user": "BL"}, "session": encode(SESSION)}
    assert client.post("/asked", json=body).json() == {"user": "BL"}
    assert client.get("/dossiers").json() == {"a": encode(example_dossier())}
    report = client.post("/reports", json=encode(example_action())).json()
    assert report == encode(validate(example_action()))


def test_the_openapi_document_is_valid_and_speaks_the_guides_french() -> None:
    document: Any = app.openapi()
    validate_openapi(document)
    schemas = document["components"]["schemas"]
    sessions = [name for name in schemas if name.endswith("Session")]
    assert len(sessions) == 2  # the embedder's own, and ours
    (ours,) = (schemas[name] for name in sessions if "places" in schemas[name]["properties"])
    titles = {name: field["title"] for name, field in ours["properties"].items()}
    assert titles["places"] == "Nb. de places"
    assert titles["start"] == "Date début"
    assert schemas["Address"]["properties"]["street"]["title"] == "Libellé de la voie"
    body = document["paths"]["/sessions/{number}"]["put"]["requestBody"]
    assert body["required"]


def test_a_422_lists_every_fault_by_its_path() -> None:
    data = encode(SESSION)
    data["value"] |= {"places": "ten", "end": "31/12/2022"}
    del data["value"]["site"]
    answer = client.put("/sessions/01", json=data)
    assert answer.status_code == 422
    assert {e["ctx"]["path"]: e["ctx"]["message"] for e in answer.json()["detail"]} == {
        "end": "Date fin : trouvé '31/12/2022', attendu une date AAAA-MM-JJ.",
        "site": "Lieu de la session : champ obligatoire manquant, attendu un objet JSON.",
        "places": "Nb. de places : trouvé 'ten', attendu un nombre entier.",
    }
    assert answer.json()["detail"][0]["loc"] == ["body", "value", "end"]


@pytest.mark.parametrize(
    "content",
    [
        "null",
        "[]",
        '"\\ud800"',
        "NaN",
        "1e999",
        '{"format":"bdc-sessions/1","type":"session","value":{"number":"\\ud800"}}',
        '{"format":"bdc-sessions/1","type":"session","value":{"places":NaN}}',
        '{"format":"bdc-sessions/1","type":"session","value":{"\\ud800":1}}',
        '{"format":"bdc-sessions/2","type":"session","value":{}}',
        '{"format":"bdc-sessions/1","type":"session","value":{"infos":'
        + "[" * 900
        + "]" * 900
        + "}}",
    ],
)
def test_whatever_is_sent_is_answered_by_a_422(content: str) -> None:
    assert client.put("/sessions/01", content=content, headers=JSON).status_code == 422


def test_of_two_texts_that_a_form_of_starlette_holds_none_is_chosen_in_silence() -> None:
    once: Any = FormData([*to_form(SESSION).items()])  # it may hold files too
    assert read_form(OurSession, once, onto=SESSION) == SESSION
    twice: Any = FormData([*to_form(SESSION).items(), ("Nb. de places", "11")])
    with pytest.raises(DecodeError, match="STR-013 places"):
        read_form(OurSession, twice)
