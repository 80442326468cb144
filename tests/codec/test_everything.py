"""Every class that is encoded: back and forth, canonical, and refused whole."""

import json
from decimal import Decimal
from typing import Any

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pendulum import Date
from tests.values import actions, edited, guide_action_with, guide_info, guide_session

from bdc_sessions import (
    ADVICE,
    RULES,
    Action,
    ChangeRequest,
    Changes,
    DecodeError,
    Dossier,
    Issuer,
    Recap,
    RefusedError,
    Report,
    Volume,
    VolumeUnit,
    decode,
    diff,
    dumps,
    encode,
    fingerprint,
    loads,
    recap,
    validate,
)
from bdc_sessions.codec.names import CLASSES
from bdc_sessions.rules.example import example_context

BY = Issuer("BL", "Administrateur")
SESSION = guide_session().evolve(infos=[guide_info()])
ACTION = guide_action_with(SESSION)


def comes_back(value: Any) -> None:
    cls = type(value)
    data = encode(value)
    text = dumps(value)
    assert text == json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for again in (
        decode(json.loads(json.dumps(data)), cls),
        loads(text, cls),
        loads(text.encode(), cls),
        loads(json.dumps(data, indent=2, sort_keys=True), cls),
    ):
        assert again == value
        assert dumps(again) == text
        assert fingerprint(again) == fingerprint(value)


def dossier() -> Dossier:
    first = pendulum.datetime(2022, 10, 30, 0, 30, tz="UTC")
    return (
        Dossier(ACTION)
        .draft_change("r1", component="01", session=SESSION.cancel(), provider="P")
        .issue("r1", by=BY, at=first)
        .draft_change("r2", component="01", session=SESSION.evolve(offer_code="X"))
        .issue("r2", by=BY, at=first.add(hours=1))
        .draft_addition("r3", component="01", session=SESSION.evolve(number="07"))
    )


@given(st.data())
def test_values_changes_recaps_and_reports_come_back(data: st.DataObject) -> None:
    before = data.draw(actions)
    after = data.draw(edited(before))
    comes_back(after)
    comes_back(diff(before, after))
    comes_back(recap(before, after))
    comes_back(validate(after, rules=RULES | ADVICE, **example_context()))


@pytest.mark.parametrize("cls", CLASSES.values())
@given(data=st.data())
def test_what_people_make_comes_back(cls: type[Any], data: st.DataObject) -> None:
    comes_back(data.draw(st.from_type(cls)))


def test_dossiers_and_requests_come_back_the_repeated_hour_too() -> None:
    comes_back(dossier())
    for request in dossier().requests:
        comes_back(request)
    one, two = (request.issued_at for request in dossier().requests[:2])
    assert one is not None
    assert two is not None
    assert (one.isoformat(), two.isoformat()) == (
        "2022-10-30T02:30:00+02:00",
        "2022-10-30T02:30:00+01:00",
    )
    assert loads(dumps(dossier()), Dossier).action == dossier().action


def test_reports_come_back_with_waivers_fixes_and_values_of_every_kind() -> None:
    top = "components[01].sessions[01]"
    faulty = ACTION.set(top + ".places", 0).set(top + ".start", Date(2023, 1, 1))
    site = SESSION.site.evolve(city="SETE")
    faulty = faulty.set(top + ".site", site).set(top + ".infos[1].start", guide_info().end)
    faulty = faulty.set(top + ".infos[1].address.number", None)
    rules = RULES.waive("SES-001", reason="essai", until=Date(2030, 1, 1))
    report = validate(faulty, rules=rules, today=Date(2022, 9, 1))
    assert report.waived
    assert report.by_code("INF-009")[0].fix is not None
    comes_back(report)
    with pytest.raises(RefusedError) as refused:
        dossier().draft_change(
            "r4", component="01", session=SESSION.evolve(end=Date(2030, 1, 1))
        ).issue("r4", by=BY, at=pendulum.datetime(2023, 1, 1))
    comes_back(refused.value.report)


def test_every_class_that_is_encoded_is_tested_here_or_with_the_values() -> None:
    assert list(CLASSES) == [
        "action",
        "component",
        "volume",
        "site",
        "session",
        "collective_info",
        "address",
        "term",
        "issuer",
        "changes",
        "recap",
        "change_request",
        "dossier",
        "report",
    ]
    comes_back(BY)


def refused(data: Any, cls: type[Any]) -> set[tuple[str, str]]:
    with pytest.raises(DecodeError) as caught:
        decode(data, cls)
    comes_back(caught.value.report)
    return {(fault.code, str(fault.path)) for fault in caught.value.report}


CHANGES = encode(diff(ACTION, ACTION.set("components[01].sessions[01].places", 3)))


def changes(**fields: Any) -> dict[str, Any]:
    return {**CHANGES, "value": {**CHANGES["value"], **fields}}


def item(**fields: Any) -> dict[str, Any]:
    return changes(items=[{**CHANGES["value"]["items"][0], **fields}])


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        (changes(of="dossier"), {("STR-008", "of")}),
        (changes(of=3), {("STR-008", "of")}),
        (changes(items={}), {("STR-003", "items")}),
        (changes(more=1), {("STR-002", "")}),
        ({**CHANGES, "value": {}}, {("STR-001", "of"), ("STR-001", "items")}),
        ({**CHANGES, "value": 3}, {("STR-003", "")}),
        (changes(items=[3]), {("STR-003", "items[1]")}),
        (changes(items=[{"before": 1}]), {("STR-001", "items[1].path")}),
        (item(path=3), {("STR-003", "items[1].path")}),
        (item(path="a["), {("STR-014", "items[1].path")}),
        (item(path="components[01].nothing"), {("STR-014", "items[1].path")}),
        (item(path="components[01]"), {("STR-014", "items[1].path")}),
        (item(path="status.label"), {("STR-014", "items[1].path")}),
        (
            item(path="components.start", before=None),
            {("STR-003", "items[1].before"), ("STR-003", "items[1].after")},
        ),
        (
            item(before="x", after=None, extra=1),
            {
                ("STR-002", "items[1]"),
                ("STR-003", "items[1].before"),
                ("STR-003", "items[1].after"),
            },
        ),
        (item(before=3, after=3), {("STR-014", "items[1]")}),
        (
            changes(items=CHANGES["value"]["items"] * 3),
            {("STR-013", f"items[{n}].path") for n in (2, 3)},
        ),
        (
            changes(items=[{"path": "sites", "before": [{}], "after": ["x"]}, 3], more=1),
            {
                ("STR-002", ""),
                ("STR-003", "items[1].after[1]"),
                ("STR-003", "items[2]"),
                *(
                    ("STR-001", f"items[1].before[1].{name}")
                    for name in ("name", "place", "city", "postal_code")
                ),
            },
        ),
        (item(path="components[01].sessions[01].infos[x].places"), {("STR-014", "items[1]")}),
    ],
)
def test_changes_are_refused_with_every_fault(data: Any, faults: set[tuple[str, str]]) -> None:
    assert refused(data, Changes) == faults


REPORT = encode(validate(ACTION.set("components[01].sessions[01].places", -1)))


def violation(**fields: Any) -> dict[str, Any]:
    value = REPORT["value"]
    return {**REPORT, "value": {**value, "violations": [{**value["violations"][0], **fields}]}}


@pytest.mark.parametrize(
    ("held", "faults"),
    [
        ({"value": [1]}, {("STR-003", "violations[1].value")}),
        ({"value": 1.5}, {("STR-003", "violations[1].value")}),
        ({"value": {"type": "day", "value": 1}}, {("STR-008", "violations[1].value")}),
        ({"value": {"type": []}}, {("STR-008", "violations[1].value")}),
        ({"value": {"type": "date", "value": "x"}}, {("STR-004", "violations[1].value")}),
        (
            {"value": {"type": "site", "value": {}}},
            {
                ("STR-001", f"violations[1].value.{name}")
                for name in ("name", "place", "city", "postal_code")
            },
        ),
        ({"value": {"type": "list", "value": 3}}, {("STR-003", "violations[1].value")}),
        (
            {"value": {"type": "list", "value": [{"type": "list", "value": []}]}},
            {("STR-008", "violations[1].value")},
        ),
        (
            {"value": {"type": "date", "value": "2022-09-01", "more": 1}},
            {("STR-002", "violations[1].value")},
        ),
        ({"value": "\ud800"}, {("STR-014", "violations[1].value")}),
        ({"value": 10**5000}, {("STR-014", "violations[1].value")}),
        ({"value": b"x"}, {("STR-003", "violations[1].value")}),
        ({"value": Date(2022, 9, 1)}, {("STR-003", "violations[1].value")}),
        ({"value": {"type": "list", "value": [1.5]}}, {("STR-003", "violations[1].value")}),
        ({"severity": "fatal"}, {("STR-008", "violations[1].severity")}),
        ({"messages": {"fr": "a"}}, {("STR-001", "violations[1].messages.en")}),
        ({"path": "]"}, {("STR-014", "violations[1].path")}),
    ],
)
def test_reports_are_refused_with_every_fault(
    held: dict[str, Any], faults: set[tuple[str, str]]
) -> None:
    assert refused(violation(**held), Report) == faults


@pytest.mark.parametrize(
    "value",
    [
        {"type": "list", "value": [{"type": "date", "value": "2022-09-01"}, "a"]},
        {"type": "term", "value": {"label": "ter", "code": None}},
        {"type": "instant", "value": "2022-12-15T10:00:00+01:00"},
        {"type": "decimal", "value": "310.00"},
        {"type": "entry_mode", "value": "fixed"},
        "text",
        True,
        None,
    ],
)
def test_a_violations_value_keeps_its_type(value: Any) -> None:
    data = violation(value=value)
    report = decode(data, Report)
    assert encode(report)["value"]["violations"][0]["value"] == value
    comes_back(report)


def test_a_request_that_could_not_exist_is_refused() -> None:
    data = encode(dossier().requests[0])
    for fields, fault in (
        ({"issuer": None}, ("STR-014", "")),
        ({"issued_at": "9999-12-31T23:59:59-12:00"}, ("STR-004", "issued_at")),
        ({"issued_at": "2022-12-15T10:00:00"}, ("STR-004", "issued_at")),
        ({"status": "Refusée"}, ("STR-008", "status")),
    ):
        assert refused({**data, "value": {**data["value"], **fields}}, ChangeRequest) == {fault}


def test_a_dossier_that_does_not_fold_is_refused() -> None:
    data = encode(dossier())
    requests = data["value"]["requests"]
    moved = {**data, "value": {**data["value"], "requests": requests[1::-1]}}
    assert refused(moved, Dossier) == {("STR-014", "requests[2]")}


def test_values_at_the_bounds_of_what_can_exist_come_back() -> None:
    for total in ("1E+999", "1E-1000", "-0.1", "0." + "1" * 1000, "9" * 1000):
        comes_back(Volume(kind="k", unit=VolumeUnit.HC, total=Decimal(total)))
    for year in (1, 1900, 1910, 1911, 1912, 9998):
        at = pendulum.datetime(year, 6, 1, 12, tz="UTC")
        draft = Dossier(ACTION).draft_change("r1", component="01", session=SESSION.cancel())
        comes_back(draft.issue("r1", by=BY, at=at))


def test_a_recap_of_something_else_is_refused() -> None:
    data = encode(recap(SESSION, SESSION.cancel()))
    data["value"]["rows"][0]["before"] = 10
    assert refused(data, Recap) == {("STR-003", "rows[1].before")}
    assert refused(data, Action) == {("STR-010", "")}
