"""Whatever a text holds, loads gives a value or DecodeError."""

import json
from copy import deepcopy
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pendulum import Date
from pendulum import datetime as instant
from tests.values import guide_action_with, guide_info, guide_session

from bdc_sessions import (
    RULES,
    STRUCTURE,
    Action,
    Changes,
    DecodeError,
    Dossier,
    Issuer,
    Report,
    Session,
    Term,
    decode,
    diff,
    dumps,
    encode,
    json_schema,
    loads,
    recap,
    validate,
)
from bdc_sessions.codec.decoding import LONGEST_TEXT
from bdc_sessions.codec.detailed_reader import read_fields
from bdc_sessions.codec.fast_reader import fast_reader
from bdc_sessions.codec.faults import MOST_FAULTS, Faults
from bdc_sessions.codec.names import CLASSES
from bdc_sessions.codec.place import Place
from bdc_sessions.codec.structure import faults_of
from bdc_sessions.rules.example import example_action

SESSION = guide_session().evolve(infos=[guide_info()])
ACTION = guide_action_with(SESSION, guide_session("02").evolve(places=0))
DOSSIER = (
    Dossier(ACTION)
    .draft_change("r1", component="01", session=SESSION.cancel(), provider="P")
    .issue("r1", by=Issuer("BL", "Administrateur"), at=instant(2022, 10, 30, 1, tz="UTC"))
    .draft_addition("r2", component="01", session=SESSION.evolve(number="03"))
)
FAULTY = ACTION.set("components[01].sessions[01].places", 0).set("sites", ())
WAIVING = RULES.waive("INF-009", reason="essai", until=Date(2030, 1, 1))
COMPONENT = ACTION.component("01")
DOCUMENTS: dict[type[Any], dict[str, Any]] = {
    type(value): encode(value)
    for value in (
        ACTION,
        COMPONENT,
        COMPONENT.volumes[0],
        SESSION,
        SESSION.site,
        guide_info(),
        guide_info().address,
        Term("ter", code="3"),
        Issuer("BL", "Administrateur"),
        diff(ACTION, DOSSIER.action),
        recap(ACTION, DOSSIER.action),
        DOSSIER.requests[0],
        DOSSIER,
        validate(FAULTY, rules=WAIVING, today=Date(2022, 9, 1)),
    )
}
SCHEMAS = {cls: jsonschema.Draft202012Validator(json_schema(cls)) for cls in CLASSES.values()}
VALUES = (
    st.sampled_from(
        [None, True, 1, -3, 1.5, 10**30, "", "x", "\ud800", "fixed", "2022-02-30", "2022-09-01"]
    )
    | st.sampled_from(["25:00", "10:00", "1.5", "-0.00", "001.10", [], {}, [{}], {"type": "date"}])
    | st.sampled_from(
        ["2022-12-15T10:00:00+01:00", "1900-06-01T12:09:21+00:09:21", "2022-12-15T10:00:00"]
    )
)


def spots(data: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    places = data.items() if isinstance(data, dict) else enumerate(data)
    for key, held in list(places):
        found.append((data, key))
        if isinstance(held, dict | list):
            found += spots(held)
    return found


@st.composite
def mutated(draw: st.DrawFn, cls: type[Any]) -> Any:
    data = deepcopy(DOCUMENTS[cls])
    for _ in range(draw(st.integers(1, 3))):
        holder, key = draw(st.sampled_from(spots(data)))
        match draw(st.sampled_from(["replace", "delete", "add"])):
            case "replace":
                holder[key] = deepcopy(draw(VALUES))
            case "delete":
                del holder[key]
            case _ if isinstance(holder, list):
                holder.insert(key, deepcopy(holder[key]))
            case _:
                holder[draw(st.sampled_from(["x", "plaecs", "\ud800"]))] = deepcopy(draw(VALUES))
        if not spots(data):
            break
    return data


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


@given(data=st.data())
def test_the_quick_reading_and_the_detailed_one_agree(data: st.DataObject) -> None:
    value = data.draw(mutated(Action)).get("value")
    faults = Faults()
    detailed = read_fields(Action, value, Place(faults, "action"))
    try:
        quickly = fast_reader(Action)(value, {})
    except (KeyError, TypeError, ValueError):
        return
    assert not faults.found
    assert quickly == detailed
    assert repr(quickly) == repr(detailed)


def value_or_report(text: bytes, cls: type[Any]) -> Any:
    try:
        return loads(text, cls)
    except DecodeError as error:
        return error.report


TEXTS = [dumps(ACTION).encode(), dumps(Term('a": 1, "b"', code=None)).encode()]


@given(
    st.sampled_from(TEXTS),
    st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=3)), min_size=1, max_size=4),
)
def test_an_edited_text_gives_a_value_or_its_faults(
    text: bytes, edits: list[tuple[float, bytes]]
) -> None:
    for where, put in edits:
        at = int(where * len(text))
        text = text[:at] + put + text[at + len(put) // 2 :]
    for cls in (Action, Term):
        outcome = value_or_report(text, cls)
        assert loads(dumps(outcome), type(outcome)) == outcome


@given(st.binary(max_size=60) | st.text(max_size=60))
def test_any_text_is_refused_by_decode_error_alone(text: str | bytes) -> None:
    with pytest.raises(DecodeError):
        loads(text, Changes)


def codes(text: str | bytes, cls: type[Any] = Term, **options: Any) -> list[str]:
    with pytest.raises(DecodeError) as caught:
        loads(text, cls, **options)
    return [fault.code for fault in caught.value.report]


def test_a_key_that_stands_twice_is_told_where_it_stands() -> None:
    text = '{"format":"bdc-sessions/1","type":"term","value":{"label":"a","label":"b","code":null}}'
    assert codes(text) == ["STR-013"]
    assert codes(text.replace('{"format"', '{"type":"term","format"')) == ["STR-013", "STR-013"]
    for first in ('"places":7', '"places" :7', '"places"\n\t:7', '"pl\\u0061ces":7'):
        inner = dumps(ACTION).replace('"places":0', f'{first},"places":0')
        with pytest.raises(DecodeError) as caught:
            loads(inner, Action)
        paths = [str(fault.path) for fault in caught.value.report]
        assert paths == ["components[01].sessions[02]"]


def test_every_class_is_tried() -> None:
    assert DOCUMENTS.keys() == set(CLASSES.values())


@given(st.data())
def test_keys_may_be_spaced_and_ordered_at_will(data: st.DataObject) -> None:
    blank = st.text(" \t\r\n", max_size=2)
    colon = data.draw(blank) + ":" + data.draw(blank)
    document = {
        key: DOCUMENTS[Action][key]
        for key in data.draw(st.permutations(["value", "type", "format"]))
    }
    text = json.dumps(document, separators=(data.draw(blank) + ",", colon))
    assert loads(text, Action) == ACTION
    twice = text.replace('"year"' + colon, '"year"' + data.draw(blank) + ':0,"year"' + colon)
    assert codes(twice, Action) == ["STR-013"]


def test_a_text_of_more_faults_than_memory_holds_is_refused_at_some() -> None:
    data = encode(SESSION)
    data["value"]["infos"] = [1] * (MOST_FAULTS + 10)
    with pytest.raises(DecodeError) as caught:
        loads(json.dumps(data), Session)
    report = caught.value.report
    assert len(report) == MOST_FAULTS + 1
    last = report[-1]
    assert (last.code, last.label, last.value) == ("STR-012", "JSON", MOST_FAULTS)
    assert report[-1].messages == (
        "JSON : trouvé 100000 fautes, et d'autres encore, attendu moins de fautes.",
        "JSON: found 100000 faults, and more, expected fewer faults.",
    )
    assert len(str(caught.value)) < 20_000
    assert str(caught.value).endswith(f"and {MOST_FAULTS - 99} more, in .report")


def test_a_long_number_is_not_told_again_with_every_fault() -> None:
    data = encode(ACTION)
    component = data["value"]["components"][0]
    component["number"] = "1" * 100_000
    component |= {f"k{n}": n for n in range(1000)}
    with pytest.raises(DecodeError) as caught:
        decode(data, Action)
    assert {str(fault.path) for fault in caught.value.report} == {"components[1]"}
    assert len(str(caught.value)) < 20_000


def test_faults_of_the_envelope_and_of_the_value_are_told_together() -> None:
    data = {**encode(Term("ter")), "more": 1, "value": {"label": 3}}
    assert codes(json.dumps(data)) == ["STR-002", "STR-003"]


def test_a_text_that_looks_like_a_key_is_none() -> None:
    term = Term('a":"b', code='{"c":1}')
    assert loads(dumps(term), Term) == term


def test_a_text_beyond_the_limit_is_refused_before_it_is_read() -> None:
    text = dumps(Term("ter"))
    assert loads(text, Term, longest=len(text)) == Term("ter")
    assert codes(text, longest=len(text) - 1) == ["STR-012"]
    assert LONGEST_TEXT == 100_000_000
    assert codes("[" * (LONGEST_TEXT + 1)) == ["STR-012"]


@pytest.mark.parametrize("number", ["2", "17", "9" * 5000])
def test_a_newer_format_is_refused_by_name(number: str) -> None:
    data = {**encode(Term("ter")), "format": f"bdc-sessions/{number}"}
    with pytest.raises(DecodeError, match=r"mettez la bibliothèque à jour") as caught:
        decode(data, Term)
    assert [fault.code for fault in caught.value.report] == ["STR-011"]


@pytest.mark.parametrize(
    "format_",
    [
        "bdc-sessions/01",
        "bdc-sessions/0000000001",
        "bdc-sessions/",
        "bdc-sessions/-1",
        "bdc-sessions/²",
        "bdc",
    ],
)
def test_another_format_is_refused(format_: str) -> None:
    assert codes(json.dumps({**encode(Term("ter")), "format": format_})) == ["STR-010"]


def test_rules_of_structure_judge_what_any_value_is_encoded_to() -> None:
    for data in (*DOCUMENTS.values(), 3, "{"):
        expected = set() if isinstance(data, dict) else {"STR-010" if data == 3 else "STR-012"}
        assert {rule.code for rule in STRUCTURE if not rule.check(data)} == expected
    ill = {**DOCUMENTS[Session], "value": {**DOCUMENTS[Session]["value"], "start": "1/9/22"}}
    assert [rule.code for rule in STRUCTURE if not rule.check(ill)] == ["STR-004"]


@pytest.mark.parametrize("rule", STRUCTURE, ids=[rule.code for rule in STRUCTURE])
def test_each_rule_of_structure_holds_its_examples(rule: Any) -> None:
    fails, passes = rule.fails(example_action()), rule.passes(example_action())
    assert faults_of(fails) == {rule.code}
    text = fails if isinstance(fails, str) else json.dumps(fails)
    cls = Action if isinstance(fails, str) else CLASSES[fails["type"]]
    with pytest.raises(DecodeError) as caught:
        loads(text, cls)
    assert len(caught.value.report) == 1
    assert faults_of(passes) == frozenset()
    assert rule.check(passes)
    assert not rule.check(fails)
    assert rule.title() in rule.explain()
    assert rule.title("en") in rule.explain("en")


@pytest.mark.parametrize("named", ["x", [], None, 3])
def test_faults_are_told_of_what_names_no_type_of_ours(named: object) -> None:
    assert faults_of({**encode(Term("ter")), "type": named}) == {"STR-010"}


def test_many_unknown_keys_are_told_in_good_time_and_a_newer_format_with_them() -> None:
    data = {**encode(Term("ter")), "format": "bdc-sessions/2", **{f"k{n}": n for n in range(5000)}}
    assert codes(json.dumps(data)) == ["STR-002"] * 5000 + ["STR-011"]
