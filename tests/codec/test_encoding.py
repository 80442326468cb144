"""Values as data and back, and what is said of data that are none."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import values

from bdc_sessions.codec import decode, dumps, encode, loads
from bdc_sessions.errors import DecodeError
from bdc_sessions.model import (
    Action,
    Address,
    CollectiveInfo,
    Component,
    Session,
    Site,
    Term,
    Volume,
)
from bdc_sessions.rules import Report

CLASSES: list[tuple[type[Any], st.SearchStrategy[Any]]] = [
    (Action, values.actions),
    (Component, values.components),
    (Volume, values.volumes),
    (Session, values.sessions),
    (CollectiveInfo, values.infos),
    (Address, values.addresses),
    (Site, values.sites),
    (Term, values.terms),
]
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


def report_of(data: Any, cls: type[Any]) -> Report:
    with pytest.raises(DecodeError) as caught:
        decode(data, cls)
    report = caught.value.report
    assert isinstance(report, Report)
    assert report.errors
    return report


def found(report: Report) -> set[tuple[str, str, str]]:
    return {(v.code, str(v.path), v.label) for v in report}


@pytest.mark.parametrize(("cls", "strategy"), CLASSES)
@given(data=st.data())
def test_decoding_is_the_inverse_of_encoding(
    cls: type[Any], strategy: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    value = data.draw(strategy)
    assert decode(encode(value), cls) == value
    assert loads(dumps(value), cls) == value
    assert loads(dumps(value).encode(), cls) == value
    assert dumps(loads(dumps(value), cls)) == dumps(value)


@pytest.mark.parametrize("cls", [cls for cls, _ in CLASSES])
@given(value=JSON)
def test_any_json_is_decoded_or_refused_by_decode_error_alone(cls: type[Any], value: Any) -> None:
    name = encode(values.guide_action())["format"]
    kind = {CollectiveInfo: "collective_info"}.get(cls, cls.__name__.lower())
    try:
        decoded = decode({"format": name, "type": kind, "value": value}, cls)
    except DecodeError:
        return
    assert isinstance(decoded, cls)


def test_every_fault_is_told_at_once_with_its_path_and_label() -> None:
    action = values.guide_action_with(
        values.guide_session().with_info(values.guide_info()), values.guide_session("02")
    )
    data = encode(action)
    value = data["value"]
    del value["title"]
    value["year"] = "2023"
    value["entry"] = "parfois"
    value["sitez"] = []
    value["schemes"] = ["a", 3]
    component = value["components"][0]
    component["start"] = "01/09/2022"
    component["volumes"][0]["total"] = 12.5
    session = component["sessions"][0]
    session["end"] = "2022-02-30"
    session["places"] = True
    session["site"] = "CAP"
    info = session["infos"][0]
    info["start"] = "24:00"
    info["address"]["street"] = "\ud800"
    component["sessions"][1] = []
    top = "components[01]"
    report = report_of(data, Action)
    assert found(report) >= {
        ("STR-001", "title", "Intitulé de l'action"),
        ("STR-002", "", "sitez"),
        ("STR-003", "year", "Année"),
        ("STR-004", f"{top}.start", "Date début"),
        ("STR-004", f"{top}.sessions[01].end", "Date fin"),
        ("STR-003", f"{top}.sessions[01].places", "Nb. de places"),
        ("STR-005", f"{top}.sessions[01].infos[1].start", "Heure de début"),
        ("STR-014", f"{top}.sessions[01].infos[1].address.street", "Libellé de la voie"),
    }
    assert len(report) == 13
    unknown = report.by_code("STR-002")[0]
    assert "« sites »" in unknown.messages[0]
    assert "parfois" in str(report.at("entry")[0].messages)
    assert report.at(f"{top}.sessions[2]")


def test_a_number_that_stands_twice_is_told_where_it_stands() -> None:
    data = encode(values.guide_action_with(values.guide_session()))
    sessions = data["value"]["components"][0]["sessions"]
    sessions.append(dict(sessions[0]))
    report = report_of(data, Action)
    assert found(report) == {("STR-009", "components[01].sessions[01]", "Num. de session")}


def test_every_number_that_stands_twice_is_told_beside_the_other_faults() -> None:
    session = encode(values.guide_session())["value"]
    data = encode(values.guide_action())
    component = data["value"]["components"][0]
    numbers = ("03", "02", "03", "02", "03", 2, "9" * 100, "9" * 100)
    component["sessions"] = [{**session, "number": number} for number in numbers]
    component["sessions"][3]["places"] = "x"
    component["volumes"] *= 2
    data["value"]["components"] = [component, component]
    report = report_of(data, Action)
    twice = [str(v.path) for v in report.by_code("STR-009")]
    top = "components[01]"
    kinds = [v["kind"] for v in component["volumes"][:3]]
    assert sorted(twice) == sorted(
        [
            top,
            *(f"{top}.volumes[{kind}]" for kind in kinds * 2),
            *(f"{top}.sessions[{n}]" for n in ("02", "03", "03", "8") * 2),
        ]
    )
    assert {str(v.path) for v in report.by_code("STR-003")} == {
        f"{top}.sessions[02].places",
        f"{top}.sessions[6].number",
    }


@pytest.mark.parametrize("data", [None, [], "x", 3])
def test_what_is_no_object_is_no_envelope(data: Any) -> None:
    assert found(report_of(data, Session)) == {("STR-010", "", "format")}


def test_the_envelope_names_format_type_and_value() -> None:
    assert found(report_of({}, Session)) == {
        ("STR-010", "", "format"),
        ("STR-010", "", "type"),
        ("STR-001", "", "value"),
    }
    data = encode(values.guide_session())
    assert found(report_of(data, Site)) == {("STR-010", "", "type")}
    newer = {**data, "format": "bdc-sessions/2"}
    assert "bdc-sessions/2" in str(report_of(newer, Session))
    assert found(report_of({**data, "value": 3}, Session)) == {("STR-003", "", "Session")}


@pytest.mark.parametrize("value", ["3", 3.0, True, None, [3], {}])
def test_only_a_whole_number_is_read_as_one(value: Any) -> None:
    data = encode(values.guide_session())
    data["value"]["places"] = value
    assert found(report_of(data, Session)) == {("STR-003", "places", "Nb. de places")}


@pytest.mark.parametrize("value", [3, 3.5, "NaN", "1e5", "+1", "1,5", " 1", "٣", "1" * 1002])
def test_only_plain_digits_are_read_as_a_decimal(value: Any) -> None:
    data = encode(values.guide_component().volumes[0])
    data["value"]["total"] = value
    assert len(report_of(data, Volume)) == 1


def test_a_list_is_due_where_several_values_stand() -> None:
    data = encode(values.guide_session())
    data["value"]["infos"] = {}
    assert [v.code for v in report_of(data, Session)] == ["STR-003"]


def test_a_nearest_key_is_named_or_any() -> None:
    data = encode(Term("ter"))
    data["value"]["zzz"] = 1
    data["value"][7] = 1
    texts = [v.messages[1] for v in report_of(data, Term)]
    assert len(texts) == 2
    assert "'label'" in texts[0]
    data = encode(values.guide_session())
    data["value"] |= {"lieu_site": 1, "begin_start": 1, "nb_places": 1}
    near = [v.messages[1].partition("such as ")[2] for v in report_of(data, Session)]
    assert near == ["'site'.", "'start'.", "'places'."]


class Unprintable:
    def __repr__(self) -> str:
        raise OSError


@pytest.mark.parametrize("key", [10**5000, Unprintable(), ("a", "b")], ids=["long", "ill", "pair"])
def test_keys_of_any_kind_are_told(key: Any) -> None:
    data: dict[Any, Any] = encode(Term("ter"))
    assert [v.code for v in report_of({**data, key: key}, Term)] == ["STR-002"]
    assert [v.code for v in report_of({**data, "value": {"label": "ter", key: 1}}, Term)] == [
        "STR-002"
    ]
    assert [v.code for v in report_of({**data, "value": key}, Term)] == ["STR-003"]


def test_a_key_that_is_no_text_is_told_in_a_line() -> None:
    data: dict[Any, Any] = encode(Term("ter"))
    (short,) = report_of({**data, ("a", "b"): 1}, Term)
    assert (short.label, short.value) == ("('a', 'b')", "('a', 'b')")
    (long,) = report_of({**data, ("a" * 100, "b"): 1}, Term)
    assert long.label == long.value == "('" + "a" * 77 + "…"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        b"\xff\xfe\xfa",
        "NaN",
        "[1" + "0" * 5000 + "]",
        '"\\ud800"',
        "null",
        "[" * 200_000,
        *("[" * depth + "]" * depth for depth in (200, 700, 900, 960, 980, 990, 1000, 5000)),
        '{"format":"bdc-sessions/1","type":"term","value":{"label":"\\udc00"}}',
        '{"format":"bdc-sessions/1","type":"term","value":{"label":NaN}}',
        '{"format":"bdc-sessions/1","type":"term","value":{"\\udc00":1,"label":-Infinity}}',
        '{"format":"bdc-sessions/1","type":"term","value":' + "[" * 900 + "]" * 900 + "}",
    ],
)
def test_hostile_text_is_refused_by_decode_error_alone(text: str | bytes) -> None:
    with pytest.raises(DecodeError) as caught:
        loads(text, Term)
    assert len(str(caught.value)) < 1000


def test_data_too_large_to_write_are_told_by_their_type() -> None:
    data = encode(Term("ter"))
    data["value"]["label"] = 10**5000
    assert "<int>" in str(report_of(data, Term)[0].messages)


def test_what_is_no_value_of_the_model_is_a_wrong_type() -> None:
    with pytest.raises(TypeError, match="found the class int"):
        encode(3)
    with pytest.raises(TypeError, match="found the class int"):
        decode({}, int)
    with pytest.raises(TypeError, match="found Term"):
        loads("{}", values.untyped(Term("a")))
    with pytest.raises(TypeError, match=r"loads\(Term\): found 3"):
        loads(values.untyped(3), Term)


def test_the_text_is_readable_json_without_spaces() -> None:
    text = dumps(values.guide_component().volumes[1])
    assert json.loads(text)["value"]["total"] == "37200.00"
    assert loads(text, Volume).total == Decimal(37200)
    assert '": ' not in text


@pytest.mark.parametrize(
    "text", ["2022-W11-7", "20220901", "2022-9-1", "2022-09-01T00:00", "", "x"]
)
def test_only_a_day_written_in_full_is_read_as_a_date(text: str) -> None:
    data = encode(values.guide_session())
    data["value"]["start"] = text
    assert found(report_of(data, Session)) == {("STR-004", "start", "Date début")}
