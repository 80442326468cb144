import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.values import actions, edited, untyped

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


def test_titles_are_the_french_labels_and_descriptions_the_classes_own() -> None:
    session = json_schema(Session)["$defs"]["Session"]
    assert session["properties"]["start"]["title"] == "Date début"
    assert session["properties"]["infos"]["title"] == "Liste des informations collectives"
    assert session["description"] == Session.ABOUT.description
    for cls in CLASSES.values():
        for name, found in json_schema(cls)["$defs"].items():
            assert found.get("description") or name == "Value", name


@pytest.mark.parametrize("flag", ["-O", "-OO"])
def test_a_schema_is_the_same_where_docstrings_are_stripped(flag: str) -> None:
    code = (
        "import json; from bdc_sessions import json_schema; "
        "from bdc_sessions.codec.names import CLASSES; "
        "print(json.dumps([json_schema(cls) for cls in CLASSES.values()]))"
    )
    run = subprocess.run(
        [sys.executable, flag, "-c", code], capture_output=True, text=True, check=True
    )
    assert json.loads(run.stdout) == [json_schema(cls) for cls in CLASSES.values()]


def references(schema: Any) -> set[str]:
    if isinstance(schema, list):
        return set().union(*map(references, schema))
    if not isinstance(schema, dict):
        return set()
    own = {schema["$ref"]} if "$ref" in schema else set()
    return own.union(*map(references, schema.values()))


@pytest.mark.parametrize("cls", CLASSES.values())
def test_references_are_written_as_asked(cls: type[Any]) -> None:
    usual, asked = json_schema(cls), json_schema(cls, refs="#/components/schemas/{name}")
    names = {f"#/components/schemas/{name}" for name in asked["$defs"]}
    assert references(asked) == names
    assert "#/$defs/" not in json.dumps(asked)
    moved = json.dumps(asked).replace("#/components/schemas/", "#/$defs/")
    assert json.loads(moved) == usual


def test_how_references_are_written_is_a_text_with_a_name() -> None:
    with pytest.raises(ValueError, match=r"json_schema\(refs=\): found '#'; expected .*\{name\}"):
        json_schema(Session, refs="#")
    with pytest.raises(
        TypeError, match=r"json_schema\(refs=\): found 3 .*expected a text \(str\)$"
    ):
        json_schema(Session, refs=untyped(3))
    assert json_schema(Session, refs="{x}{name}")["properties"]["value"] == {"$ref": "{x}Session"}


@pytest.mark.parametrize("cls", CLASSES.values())
def test_every_class_and_field_has_a_title(cls: type[Any]) -> None:
    for found in (json_schema(cls), *json_schema(cls)["$defs"].values()):
        assert found["title"]
        fields = found.get("properties", {}) if found.get("$schema") is None else {}
        assert all(field["title"] for field in fields.values())


def test_a_schema_that_is_changed_changes_no_other() -> None:
    json_schema(Action)["$defs"]["Action"]["properties"]["entry"]["enum"].clear()
    assert json_schema(Action)["$defs"]["Action"]["properties"]["entry"]["enum"]


def test_what_changes_are_of_is_a_class_of_the_model() -> None:
    changes, report = (json_schema(cls)["$defs"][cls.__name__] for cls in (Changes, Report))
    assert changes["properties"]["of"]["enum"][-1] == "issuer"
    assert report["properties"]["of"]["anyOf"][0]["enum"][-1] == "report"


@pytest.mark.parametrize("cls", [Session, Changes, Report])
def test_a_schema_is_what_other_systems_were_given(cls: type[Any]) -> None:
    kept = json.loads(Path(__file__).with_name("schemas.json").read_text(encoding="utf-8"))
    assert json_schema(cls) == kept[cls.__name__]


def test_only_what_is_mandatory_is_required() -> None:
    session = json_schema(Session)["$defs"]["Session"]
    assert session["required"] == ["number", "start", "end", "site", "places"]
    assert json_schema(Changes)["$defs"]["Changes"]["required"] == ["of"]
    assert json_schema(Changes)["$defs"]["FieldChange"]["required"] == ["path"]
    assert set(json_schema(Report)["$defs"]) >= {"Report", "Violation", "Changes", "Value"}
    assert json_schema(Recap)["title"] == "Récapitulatif"


def test_a_class_that_is_not_encoded_has_no_schema() -> None:
    with pytest.raises(
        TypeError, match=r"found the class int; expected one of .*Action, Component, V"
    ):
        json_schema(int)
