"""What of a class is encoded."""

from typing import Any

import pytest
from tests.values import untyped

from bdc_sessions import (
    Changes,
    Dossier,
    FieldChange,
    Report,
    Session,
    TrackingRow,
    Violation,
    Waived,
)
from bdc_sessions.codec.fields import Field, about, schema_fields
from bdc_sessions.codec.names import CLASSES, MODEL, type_name
from bdc_sessions.texts import Bilingual


def by_name(cls: type[Any]) -> dict[str, Field]:
    return {field.name: field for field in schema_fields(cls)}


def test_fields_are_those_of_the_class_in_order_with_their_labels() -> None:
    fields = by_name(Session)
    assert list(fields) == ["number", "start", "end", "site", "places", "offer_code", "infos"]
    assert fields["infos"].many
    assert fields["infos"].key is None
    assert not fields["infos"].mandatory
    assert fields["offer_code"].optional
    assert fields["places"].label == "Nb. de places"
    assert fields["site"].scalar is None
    assert [field.label for field in schema_fields(TrackingRow)][1] == "Type de la modification"


def test_what_a_value_makes_of_itself_is_not_encoded() -> None:
    assert list(by_name(Dossier)) == ["base", "requests"]
    assert list(by_name(Report)) == ["violations", "of", "skipped", "waived"]


def test_a_class_a_value_of_any_type_and_an_optional_one_are_told_apart() -> None:
    assert by_name(Report)["of"].kind is type
    assert by_name(Report)["of"].optional
    assert by_name(Changes)["of"].mandatory
    assert by_name(Violation)["value"].scalar is None
    assert not by_name(FieldChange)["before"].mandatory
    assert not by_name(Waived)["until"].mandatory
    assert [field.name for field in schema_fields(Bilingual)] == ["fr", "en"]
    assert about(Bilingual).title == "Messages"


def test_every_class_is_known_by_its_own_name() -> None:
    assert [type_name(cls) for cls in CLASSES.values()] == list(CLASSES)
    assert list(CLASSES.values())[: len(MODEL)] == list(MODEL)
    for wrong in (int, FieldChange, Violation, 3, None, "action"):
        with pytest.raises(TypeError, match="expected one of Action, Component"):
            type_name(untyped(wrong))
