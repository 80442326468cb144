"""Every fault of data, at once, each where it stands."""

from typing import Any

import pytest
from tests.codec.documents import SESSION, edited, refusal, refused
from tests.values import guide_action, guide_action_with, guide_component, guide_info, guide_session

from bdc_sessions import Action, Component, Report, Session, Term, Volume, decode, encode


def report_of(data: Any, cls: type[Any]) -> Report:
    return refusal(decode, data, cls)


def found(report: Report) -> set[tuple[str, str, str]]:
    return {(v.code, str(v.path), v.label) for v in report}


def test_every_fault_is_told_at_once_with_its_path_and_label() -> None:
    action = guide_action_with(SESSION, guide_session("02"))
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
    assert found(report) == {
        ("STR-001", "title", "Intitulé de l'action"),
        ("STR-002", "", "sitez"),
        ("STR-003", "year", "Année"),
        ("STR-003", "schemes[2]", "Dispositifs"),
        ("STR-008", "entry", "Entrées et sorties"),
        ("STR-004", f"{top}.start", "Date début"),
        ("STR-003", f"{top}.volumes[Forfait parcours Projet Pro].total", "Volume total"),
        ("STR-004", f"{top}.sessions[01].end", "Date fin"),
        ("STR-003", f"{top}.sessions[01].places", "Nb. de places"),
        ("STR-003", f"{top}.sessions[01].site", "Lieu de la session"),
        ("STR-005", f"{top}.sessions[01].infos[1].start", "Heure de début"),
        ("STR-014", f"{top}.sessions[01].infos[1].address.street", "Libellé de la voie"),
        ("STR-003", f"{top}.sessions[2]", "Liste des sessions"),
    }
    assert "« sites »" in report.by_code("STR-002")[0].message()
    assert "parfois" in report.at("entry")[0].message()


def test_faults_stand_in_the_order_of_the_form_whatever_order_the_data_have() -> None:
    data = encode(guide_action_with(guide_session("10"), guide_session("2")))
    component = data["value"]["components"][0]
    for session in component["sessions"]:
        session |= {"places": "x", "start": "x"}
    component["city"] = 3
    data["value"] = dict(reversed(data["value"].items())) | {"end": 3, "number": 4}
    paths = [str(fault.path) for fault in report_of(data, Action)]
    top = "components[01]"
    assert paths == [
        "number",
        "end",
        f"{top}.city",
        *(f"{top}.sessions[{n}].{field}" for n in ("2", "10") for field in ("start", "places")),
    ]


def test_a_number_that_stands_twice_is_told_where_it_stands() -> None:
    data = encode(guide_action_with(guide_session()))
    sessions = data["value"]["components"][0]["sessions"]
    sessions.append(dict(sessions[0]))
    report = report_of(data, Action)
    assert found(report) == {("STR-009", "components[01].sessions[01]", "Num. de session")}


@pytest.mark.parametrize(
    ("one", "same"), [("\xe9", "e\u0301"), ("a\n", "a\r\n"), ("a\n", "a\r"), ("", "")]
)
def test_numbers_that_have_one_form_stand_twice(one: str, same: str) -> None:
    session = encode(guide_session())["value"]
    component = edited(
        guide_component(), sessions=[{**session, "number": one}, {**session, "number": same}]
    )
    (fault,) = report_of(component, Component)
    assert (fault.code, fault.path.steps) == ("STR-009", (("sessions", one),))


def test_every_number_that_stands_twice_is_told_beside_the_other_faults() -> None:
    session = encode(guide_session())["value"]
    data = encode(guide_action())
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


def test_data_out_of_order_are_read_in_order() -> None:
    data = encode(guide_action_with(guide_session("2"), guide_session("10")))
    data["value"]["components"][0]["sessions"].reverse()
    action = decode(data, Action)
    assert [s.number for s in action.component("01").sessions] == ["2", "10"]


@pytest.mark.parametrize("value", ["3", 3.0, True, None, [3], {}])
def test_only_a_whole_number_is_read_as_one(value: Any) -> None:
    data = edited(guide_session(), places=value)
    assert refused(data, Session) == {("STR-003", "places")}


@pytest.mark.parametrize("value", [3, 3.5, "NaN", "1e5", "+1", "1,5", " 1", "٣", "1" * 1002])
def test_only_plain_digits_are_read_as_a_decimal(value: Any) -> None:
    assert len(report_of(edited(guide_component().volumes[0], total=value), Volume)) == 1


@pytest.mark.parametrize(
    "text", ["2022-W11-7", "20220901", "2022-9-1", "2022-09-01T00:00", "", "x"]
)
def test_only_a_day_written_in_full_is_read_as_a_date(text: str) -> None:
    assert refused(edited(guide_session(), start=text), Session) == {("STR-004", "start")}


@pytest.mark.parametrize("wrong", [{}, "ab", 3, None, ()])
def test_a_list_is_due_where_several_values_stand(wrong: Any) -> None:
    assert refused(edited(guide_session(), infos=wrong), Session) == {("STR-003", "infos")}


@pytest.mark.parametrize("wrong", [guide_info(), guide_info().address, "a", []])
def test_only_an_object_of_json_is_read_as_one(wrong: Any) -> None:
    info = {**encode(guide_info())["value"], "address": wrong}
    assert refused(edited(guide_session(), infos=[info]), Session) == {
        ("STR-003", "infos[1].address")
    }


def test_a_text_of_a_class_of_ones_own_is_a_text() -> None:
    class Text(str):
        __slots__ = ()

    assert type(decode(edited(Term("a"), label=Text("b")), Term).label) is str
