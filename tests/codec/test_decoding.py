"""Data and texts read back: a value, or DecodeError with every fault, whatever they hold."""

import json
from decimal import Decimal
from typing import Any

import jsonschema
import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.codec.documents import (
    ACTION,
    BY,
    DOCUMENTS,
    DOSSIER,
    FAULTY,
    SESSION,
    VALUES,
    comes_back,
    edited,
    mutated,
    refusal,
    refused,
)
from tests.values import actions, guide_session, untyped
from tests.values import edited as edits

from bdc_sessions import (
    ADVICE,
    RULES,
    Action,
    ChangeRequest,
    DecodeError,
    Dossier,
    Report,
    Session,
    Term,
    Volume,
    VolumeUnit,
    decode,
    diff,
    dumps,
    encode,
    json_schema,
    loads,
    recap,
    validate,
)
from bdc_sessions.codec.decoding import LONGEST_TEXT, decode_value
from bdc_sessions.codec.names import CLASSES
from bdc_sessions.rules.example import example_context

SCHEMAS = {cls: jsonschema.Draft202012Validator(json_schema(cls)) for cls in CLASSES.values()}
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=3)
    | st.sampled_from(["2022-09-01", "10:00", "3.10", "01"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["number", "start", "places", "infos", "address", "site", "x"]), inner
        )
    ),
    max_leaves=10,
)


@pytest.mark.parametrize("cls", CLASSES.values())
@given(data=st.data())
def test_what_people_make_comes_back(cls: type[Any], data: st.DataObject) -> None:
    comes_back(data.draw(st.from_type(cls)))


@given(st.data())
def test_values_changes_recaps_and_reports_come_back(data: st.DataObject) -> None:
    before = data.draw(actions)
    after = data.draw(edits(before))
    comes_back(after)
    comes_back(diff(before, after))
    comes_back(recap(before, after))
    comes_back(validate(after, rules=RULES | ADVICE, **example_context()))


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_every_document_comes_back(value: Any) -> None:
    comes_back(value)


def test_every_class_that_is_encoded_has_a_document() -> None:
    assert DOCUMENTS.keys() == set(CLASSES.values())
    assert list(CLASSES)[-6:] == [
        "changes",
        "recap",
        "change_request",
        "dossier",
        "tracking",
        "report",
    ]


@pytest.mark.parametrize("cls", CLASSES.values())
@given(value=JSON)
def test_any_json_is_decoded_or_refused_by_decode_error_alone(cls: type[Any], value: Any) -> None:
    try:
        decoded = decode({**DOCUMENTS[cls], "value": value}, cls)
    except DecodeError:
        return
    assert isinstance(decoded, cls)


@pytest.mark.parametrize("cls", DOCUMENTS)
@given(data=st.data())
def test_a_mutated_document_gives_a_value_or_its_faults(
    cls: type[Any], data: st.DataObject
) -> None:
    document = data.draw(mutated(cls))
    try:
        value = decode(document, cls)
    except DecodeError as error:
        report = error.report
        assert report.errors
        assert loads(dumps(report), Report) == report
    else:
        assert decode(encode(value), cls) == value
        assert SCHEMAS[cls].is_valid(document)


@pytest.mark.parametrize(
    ("data", "cls", "of", "message"),
    [
        (3, Term, Term, "term: found 3, expected a JSON object."),
        ({"label": 3}, Term, Term, "found 3, expected a text."),
        ([], ChangeRequest, None, "change_request: found [], expected a JSON object."),
    ],
)
def test_a_value_without_envelope_is_told_its_faults(
    data: Any, cls: type[Any], of: type[Any] | None, message: str
) -> None:
    with pytest.raises(DecodeError) as caught:
        decode_value(data, cls)
    assert caught.value.report.of is of
    assert [violation.message("en") for violation in caught.value.report] == [message]


def value_or_report(text: str | bytes, cls: type[Any]) -> Any:
    try:
        return loads(text, cls)
    except DecodeError as error:
        return error.report


@pytest.mark.parametrize("cls", DOCUMENTS)
@given(data=st.data())
def test_a_text_and_its_data_are_told_alike(cls: type[Any], data: st.DataObject) -> None:
    document = data.draw(mutated(cls))
    try:
        from_data: Any = decode(document, cls)
    except DecodeError as error:
        from_data = error.report
    from_text = value_or_report(json.dumps(document), cls)
    assert from_text == from_data
    assert repr(from_text) == repr(from_data)


TEXTS = [dumps(ACTION).encode(), dumps(Term('a": 1, "b"', code=None)).encode()]


@given(
    st.sampled_from(TEXTS),
    st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=3)), min_size=1, max_size=4),
)
def test_an_edited_text_gives_a_value_or_its_faults(
    text: bytes, edits: list[tuple[float, bytes]]
) -> None:
    for where, put in edits:
        offset = int(where * len(text))
        text = text[:offset] + put + text[offset + len(put) // 2 :]
    for cls in (Action, Term):
        comes_back(value_or_report(text, cls))


def test_reports_come_back_with_waivers_fixes_failures_and_the_class_of_their_form() -> None:
    waiving = RULES.waive("SES-001", reason="essai").without("INF-007")
    failing = validate(FAULTY, postal=untyped({}).__getitem__)
    assert failing.by_code("INF-007")[0].exception is not None
    faulty = FAULTY.set("components[01].sessions[01].start", pendulum.Date(2024, 1, 1))
    report = validate(faulty, rules=waiving, today=pendulum.Date(2022, 9, 1))
    assert report.waived
    assert report.by_code("INF-009")[0].fix is not None
    for kept in (report, failing, refusal(decode, edited(SESSION, places="x"), Session)):
        comes_back(kept)
        assert loads(dumps(kept), Report).of is kept.of
        assert kept.of is not None


def test_dossiers_and_requests_come_back_the_repeated_hour_too() -> None:
    first = pendulum.datetime(2022, 10, 30, 0, 30, tz="UTC")
    dossier = (
        Dossier(ACTION)
        .draft_change("r1", component="01", session=SESSION.cancel())
        .issue("r1", by=BY, at=first)
        .draft_change("r2", component="01", session=SESSION.evolve(offer_code="X"))
        .issue("r2", by=BY, at=first.add(hours=1))
    )
    comes_back(dossier)
    for request in dossier.requests:
        comes_back(request)
    assert [str(request.issued_at) for request in loads(dumps(dossier), Dossier).requests] == [
        "2022-10-30 02:30:00+02:00",
        "2022-10-30 02:30:00+01:00",
    ]
    assert loads(dumps(dossier), Dossier).action == dossier.action


def test_values_at_the_bounds_of_what_can_exist_come_back() -> None:
    for total in ("1E+999", "1E-1000", "-0.1", "0." + "1" * 1000, "9" * 1000):
        comes_back(Volume(kind="k", unit=VolumeUnit.HC, total=Decimal(total)))
    for year in (1, 1900, 1910, 1911, 1912, 9998):
        at = pendulum.datetime(year, 6, 1, 12, tz="UTC")
        draft = Dossier(ACTION).draft_change("r1", component="01", session=SESSION.cancel())
        comes_back(draft.issue("r1", by=BY, at=at))


def test_a_request_that_could_not_exist_is_refused() -> None:
    request = DOSSIER.requests[0]
    for fields, fault in (
        ({"issuer": None}, ("STR-014", "")),
        ({"issued_at": "9999-12-31T23:59:59-12:00"}, ("STR-004", "issued_at")),
        ({"issued_at": "2022-12-15T10:00:00"}, ("STR-004", "issued_at")),
        ({"status": "Refusée"}, ("STR-008", "status")),
    ):
        assert refused(edited(request, **fields), ChangeRequest) == {fault}


def test_a_dossier_that_does_not_fold_is_refused() -> None:
    first = encode(DOSSIER)["value"]["requests"][0]
    again = edited(DOSSIER, requests=[first, {**first, "id": "r0"}])
    (fault,) = refusal(decode, again, Dossier)
    assert (fault.code, str(fault.path), fault.label) == ("STR-014", "", "Dossier")
    twice = edited(DOSSIER, requests=[first, first])
    (fault,) = refusal(decode, twice, Dossier)
    assert str(fault.path) == "requests[2]"
    assert "existe déjà" in fault.message()
    assert "exists already" in fault.message("en")


def test_a_recap_of_something_else_is_refused() -> None:
    data = encode(recap(SESSION, SESSION.cancel()))
    data["value"]["rows"][0]["before"] = 10
    assert refused(data, type(recap(SESSION, SESSION))) == {("STR-003", "rows[1].before")}
    assert refused(data, Action) == {("STR-010", "")}


def test_what_is_read_takes_the_one_form_of_values() -> None:
    session = guide_session().evolve(number="e\u0301", offer_code="a")
    data = encode(session)
    data["value"] |= {"number": "e\u0301", "offer_code": "\u200b \r\n"}
    for read in (decode(data, Session), loads(json.dumps(data), Session)):
        assert (read.number, read.offer_code) == ("\xe9", None)


def test_an_optional_term_that_is_blank_is_none_and_a_term_alone_is_not() -> None:
    address = encode(SESSION.infos[0].address)
    for label in ("", "\u2800", "ter"):
        address["value"]["suffix"] = {"label": label, "code": None}
        expected = None if label != "ter" else Term("ter")
        for read in (
            decode(address, type(SESSION.infos[0].address)),
            loads(json.dumps(address), type(SESSION.infos[0].address)),
        ):
            assert read.suffix == expected
        comes_back(Term(label))


def test_a_text_beyond_the_limit_is_refused_before_it_is_read() -> None:
    text = dumps(Term("ter"))
    assert loads(text, Term, longest=len(text)) == Term("ter")
    for make in (
        lambda: loads(text, Term, longest=len(text) - 1),
        lambda: loads("[" * (LONGEST_TEXT + 1), Term),
    ):
        assert [fault.code for fault in refusal(make)] == ["STR-012"]
    assert LONGEST_TEXT == 100_000_000


def test_what_is_no_class_or_no_text_is_a_wrong_type() -> None:
    with pytest.raises(TypeError, match="found the class int"):
        decode({}, int)
    with pytest.raises(TypeError, match="found Term"):
        loads("{}", untyped(Term("a")))
    with pytest.raises(
        TypeError, match=r"^loads\(Term\): found 3 .*; expected a text \(str or bytes\)$"
    ):
        loads(untyped(3), Term)
    for name, wrong in (("migrations", {}), ("longest", "x"), ("longest", True)):
        with pytest.raises(TypeError, match=rf"^loads\({name}=\): found"):
            loads(dumps(Term("a")), Term, **untyped({name: wrong}))
    with pytest.raises(TypeError, match=r"^decode\(migrations=\): found"):
        decode(encode(Term("a")), Term, migrations=untyped(None))
