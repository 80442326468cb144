"""The envelope: its format, its type, and a value without it."""

import json
from typing import Any

import pytest
from tests.codec.documents import ACTION, DOCUMENTS, refusal, refused
from tests.values import guide_session

from bdc_sessions import Action, Report, Session, Site, Term, decode, encode, loads


@pytest.mark.parametrize("cls", DOCUMENTS)
def test_a_value_without_its_envelope_is_told_so_with_the_envelope_that_is_due(
    cls: type[Any],
) -> None:
    name = DOCUMENTS[cls]["type"]
    due = f'{{"format": "bdc-sessions/1", "type": "{name}", "value": …}}'
    for data in (DOCUMENTS[cls]["value"], encode(Term("ter"))["value"], {}, {"type": name}):
        (fault,) = refusal(decode, data, cls)
        assert (fault.code, str(fault.path), fault.label) == ("STR-010", "", "format")
        assert fault.message("en") == (
            f"format: found a value without its envelope, expected {due}."
        )
        assert fault.message() == f"format : trouvé une valeur sans son enveloppe, attendu {due}."


@pytest.mark.parametrize("data", [None, [], "x", 3, True, [encode(Term("a"))]])
def test_what_is_no_object_is_no_envelope(data: Any) -> None:
    (fault,) = refusal(decode, data, Session)
    assert fault.code == "STR-010"
    assert '"type": "session"' in fault.message()


def test_the_envelope_names_format_type_and_value() -> None:
    for data, faults in (
        ({"value": {}}, {("STR-010", "")}),
        ({"format": "bdc-sessions/1"}, {("STR-010", ""), ("STR-001", "")}),
        ({**encode(guide_session()), "value": 3}, {("STR-003", "")}),
    ):
        assert refused(data, Session) == faults
    assert refused(encode(guide_session()), Site) == {("STR-010", "")}
    assert [f.label for f in refusal(decode, {"value": {}}, Session)] == ["format", "type"]


def test_faults_of_the_envelope_and_of_the_value_are_told_together() -> None:
    data = {**encode(Term("ter")), "more": 1, "value": {"label": 3}}
    assert refused(data, Term) == {("STR-002", ""), ("STR-003", "label")}


@pytest.mark.parametrize("number", ["2", "17", "9" * 5000])
def test_a_newer_format_is_refused_by_name(number: str) -> None:
    data = {**encode(Term("ter")), "format": f"bdc-sessions/{number}"}
    (fault,) = refusal(decode, data, Term)
    assert fault.code == "STR-011"
    assert fault.message().endswith("mettez la bibliothèque à jour.")
    assert f"bdc-sessions/{number}"[:70] in fault.message("en")


@pytest.mark.parametrize(
    "name",
    [
        "bdc-sessions/01",
        "bdc-sessions/0000000001",
        "bdc-sessions/",
        "bdc-sessions/-1",
        "bdc-sessions/²",
        "bdc",
        3,
        None,
        ["bdc-sessions/1"],
    ],
)
def test_another_format_is_refused(name: Any) -> None:
    data = {**encode(Term("ter")), "format": name}
    assert refused(data, Term) == {("STR-010", "")}
    assert [f.code for f in refusal(loads, json.dumps(data), Term)] == ["STR-010"]


@pytest.mark.parametrize("name", ["terms", "TERM", 3, None, [], {}])
def test_another_type_is_refused(name: Any) -> None:
    assert refused({**encode(Term("ter")), "type": name}, Term) == {("STR-010", "")}


def test_many_unknown_keys_are_told_in_good_time_and_a_newer_format_with_them() -> None:
    data = {**encode(Term("ter")), "format": "bdc-sessions/2", **{f"k{n}": n for n in range(5000)}}
    report: Report = refusal(loads, json.dumps(data), Term)
    assert [fault.code for fault in report] == ["STR-002"] * 5000 + ["STR-011"]


def test_a_report_of_faults_knows_whose_form_it_is_of() -> None:
    assert refusal(decode, {}, Action).of is Action
    assert refusal(decode, {}, Report).of is None
    assert refused({**encode(ACTION), "type": "session"}, Action) == {("STR-010", "")}
