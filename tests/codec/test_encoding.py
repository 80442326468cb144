"""Values as JSON types and as canonical text."""

import json
import sys
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pendulum import Date
from tests.codec.documents import VALUES
from tests.values import actions, guide_component

from bdc_sessions import (
    ABSENT,
    Action,
    Changes,
    FieldChange,
    Session,
    Term,
    Volume,
    VolumeUnit,
    dumps,
    encode,
    fingerprint,
    loads,
)
from bdc_sessions.model.scalars import to_json


def test_the_text_is_readable_json_without_spaces() -> None:
    text = dumps(guide_component().volumes[1])
    assert json.loads(text)["value"]["total"] == "37200.00"
    assert '": ' not in text
    assert "é" in dumps(Term("é"))


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_the_text_is_that_of_the_data(value: Any) -> None:
    data = encode(value)
    assert dumps(value) == json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    assert data["type"] == value.ABOUT.type_name


@given(actions)
def test_a_value_is_encoded_as_json_patches_have_it(action: Action) -> None:
    assert encode(action)["value"] == to_json(action)


def test_a_side_that_is_absent_is_left_out_and_none_is_null() -> None:
    changes = Changes(Session, [FieldChange("offer_code", None, "X")])
    assert encode(changes)["value"]["items"] == [
        {"path": "offer_code", "before": None, "after": "X"}
    ]
    added = Changes(Session, [FieldChange("start", ABSENT, Date(2022, 9, 1))])
    assert encode(added)["value"]["items"] == [{"path": "start", "after": "2022-09-01"}]


@given(st.text(st.characters(codec="utf-8"), max_size=8))
def test_equal_values_have_one_text_and_one_fingerprint(label: str) -> None:
    term, again = Term(label, code="3"), loads(dumps(Term(label, code="3")), Term)
    assert dumps(term) == dumps(again)
    assert fingerprint(term) == fingerprint(again) != fingerprint(Term("x" + label, code="3"))


@pytest.mark.parametrize("longer", [0, 1, 16_383, 16_384, 200_000])
def test_a_fingerprint_of_a_long_text_is_that_of_the_whole(longer: int) -> None:
    term = Term("é" * longer + "œ€", code="x" * longer + "3")
    assert fingerprint(term) == sha256(dumps(term).encode()).hexdigest()


def test_a_fingerprint_is_the_sha_256_of_the_text() -> None:
    assert fingerprint(Term("ter", code="3")) == (
        "6b2d1487825451f9863916c839ce1aa8d5040d407ca76248453a1c63790f4cd9"
    )


def test_a_number_is_written_however_many_digits_python_is_set_to_print() -> None:
    volume = Volume(kind="k", unit=VolumeUnit.HC, headcount=-(10**999))
    changes = Changes(Volume, [FieldChange("headcount", 10**999, None)])
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(640)
    try:
        for value in (volume, changes):
            assert loads(dumps(value), type(value)) == value
    finally:
        sys.set_int_max_str_digits(before)


def test_what_is_no_value_of_ours_is_a_wrong_type() -> None:
    for write in (encode, dumps, fingerprint):
        with pytest.raises(TypeError, match="found the class int; expected one of Action, Compon"):
            write(3)
        with pytest.raises(TypeError, match="found the class FieldChange"):
            write(FieldChange("places", 10, 0))
