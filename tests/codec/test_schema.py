import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.values import actions, edited

from bdc_sessions import (
    Action,
    Changes,
    Dossier,
    Recap,
    Report,
    Session,
    diff,
    encode,
    json_schema,
    recap,
    validate,
)
from bdc_sessions.codec.names import CLASSES

SCHEMAS = {cls: jsonschema.Draft202012Validator(json_schema(cls)) for cls in CLASSES.values()}


@pytest.mark.parametrize("cls", CLASSES.values())
def test_each_schema_is_one_of_2020_12(cls: type[Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema(cls))


@given(st.data())
def test_what_is_encoded_is_accepted(data: st.DataObject) -> None:
    before = data.draw(actions)
    after = data.draw(edited(before))
    for value in (after, diff(before, after), recap(before, after), validate(after)):
        SCHEMAS[type(value)].validate(encode(value))
    SCHEMAS[Dossier].validate(encode(Dossier(after)))


def test_titles_are_the_french_labels_and_descriptions_the_docs() -> None:
    session = json_schema(Session)["$defs"]["Session"]
    assert session["properties"]["start"]["title"] == "Date début"
    assert session["properties"]["infos"]["title"] == "Liste des informations collectives"
    assert session["description"].startswith("A session of a component")
    assert all(found["description"] for found in json_schema(Action)["$defs"].values())


@pytest.mark.parametrize("cls", CLASSES.values())
def test_every_class_and_field_has_a_title(cls: type[Any]) -> None:
    for found in (json_schema(cls), *json_schema(cls)["$defs"].values()):
        assert found["title"]
        fields = found.get("properties", {}) if found.get("$schema") is None else {}
        assert all(field["title"] for field in fields.values())


def test_a_schema_that_is_changed_changes_no_other() -> None:
    json_schema(Action)["$defs"]["Action"]["properties"]["entry"]["enum"].clear()
    assert json_schema(Action)["$defs"]["Action"]["properties"]["entry"]["enum"]


@pytest.mark.parametrize("cls", [Session, Changes, Report])
def test_a_schema_is_what_other_systems_were_given(cls: type[Any]) -> None:
    kept = json.loads(Path(__file__).with_name("schemas.json").read_text(encoding="utf-8"))
    assert json_schema(cls) == kept[cls.__name__]


def test_only_what_is_mandatory_is_required() -> None:
    session = json_schema(Session)["$defs"]["Session"]
    assert session["required"] == ["number", "start", "end", "site", "places"]
    assert json_schema(Changes)["$defs"]["Changes"]["required"] == ["of", "items"]
    assert set(json_schema(Report)["$defs"]) >= {"Report", "Violation", "Changes", "Value"}
    assert json_schema(Recap)["title"] == "Récapitulatif"


def test_a_class_that_is_not_encoded_has_no_schema() -> None:
    with pytest.raises(
        TypeError, match=r"found the class int; expected one of .*Action, Component, V"
    ):
        json_schema(int)
