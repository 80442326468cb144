"""Changes read: every fault of theirs, and those that the one form of values makes empty."""

import json
from typing import Any

import pytest
from tests.codec.documents import ACTION, comes_back, edited, refusal, refused

from bdc_sessions import (
    Action,
    Address,
    Changes,
    DecodeError,
    Dossier,
    FieldChange,
    Path,
    Session,
    Term,
    decode,
    diff,
    dumps,
    encode,
    loads,
)

CHANGES = diff(ACTION, ACTION.set("components[01].sessions[01].places", 7))
ITEMS = encode(CHANGES)["value"]["items"]


def changes(**fields: Any) -> dict[str, Any]:
    return edited(CHANGES, **fields)


def item(**fields: Any) -> dict[str, Any]:
    return changes(items=[{**ITEMS[0], **fields}])


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        (changes(of="dossier"), {("STR-008", "of")}),
        (changes(of=3), {("STR-003", "of")}),
        (changes(items={}), {("STR-003", "items")}),
        (changes(more=1), {("STR-002", "")}),
        ({**encode(CHANGES), "value": {}}, {("STR-001", "of")}),
        ({**encode(CHANGES), "value": 3}, {("STR-003", "")}),
        (changes(items=[3]), {("STR-003", "items[1]")}),
        (changes(items=[{"before": 1}]), {("STR-001", "items[1].path")}),
        (item(path=3), {("STR-003", "items[1].path")}),
        (item(path="a["), {("STR-014", "items[1].path")}),
        (item(path=""), {("STR-014", "items[1].path")}),
        (item(path=".year"), {("STR-014", "items[1].path")}),
        (item(path="components[01].nothing"), {("STR-014", "items[1].path")}),
        (item(path="components[01]"), {("STR-014", "items[1].path")}),
        (item(path="components"), {("STR-014", "items[1].path")}),
        (item(path="components.start"), {("STR-014", "items[1].path")}),
        (item(path="year[1]"), {("STR-014", "items[1].path")}),
        (item(path="status.label"), {("STR-014", "items[1].path")}),
        (
            item(path="components[01].sessions[01].infos[x].places"),
            {("STR-014", "items[1].path")},
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
        (changes(items=[{"path": "year"}]), {("STR-014", "items[1]")}),
        (changes(items=ITEMS * 3), {("STR-013", f"items[{n}].path") for n in (2, 3)}),
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
    ],
)
def test_changes_are_refused_with_every_fault(data: Any, faults: set[tuple[str, str]]) -> None:
    assert refused(data, Changes) == faults
    assert {(f.code, str(f.path)) for f in refusal(loads, json.dumps(data), Changes)} == (faults)


def test_changes_of_no_class_are_told_which_there_are() -> None:
    with pytest.raises(DecodeError) as caught:
        decode({**encode(CHANGES), "value": {"items": []}}, Changes)
    assert caught.value.report[0].message("en") == (
        "mandatory field missing, expected one of: action, component, volume, site, "
        "session, collective_info, address, term, issuer."
    )


TOP = "components[01].sessions[01]"


@pytest.mark.parametrize(
    "path",
    [3, 1.5, None, True, [], {}, {"label": "ter"}, ["a"], "", "x", TOP, f"{TOP}.", f"{TOP}.infos"],
)
@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_path_that_is_none_is_a_fault_wherever_it_stands(path: object, place: int) -> None:
    items: list[Any] = [
        {**ITEMS[0], "path": f"{TOP}.places"},
        {"path": f"{TOP}.offer_code", "before": None, "after": "X"},
    ]
    items.insert(place - 1, {**ITEMS[0], "path": path})
    data = changes(items=items)
    with pytest.raises(DecodeError) as of_data:
        decode(data, Changes)
    with pytest.raises(DecodeError) as of_text:
        loads(json.dumps(data), Changes)
    for caught in (of_data, of_text):
        assert {str(v.path) for v in caught.value.report} == {f"items[{place}].path"}


def test_changes_without_items_are_none() -> None:
    for data in (changes(items=[]), {**encode(CHANGES), "value": {"of": "action"}}):
        assert decode(data, Changes) == loads(json.dumps(data), Changes) == Changes(Action)


def read(of: type[Any], *items: dict[str, Any]) -> Changes:
    data = {
        "format": "bdc-sessions/1",
        "type": "changes",
        "value": {"of": of.ABOUT.type_name, "items": list(items)},
    }
    found = decode(data, Changes)
    assert found == loads(json.dumps(data), Changes)
    comes_back(found)
    return found


@pytest.mark.parametrize(
    ("of", "path", "before", "after"),
    [
        (Session, "offer_code", "", None),
        (Session, "offer_code", None, " \u200b"),
        (Session, "offer_code", "", " "),
        (Session, "number", "e\u0301", "\xe9"),
        (Session, "number", "a\r\nb", "a\nb"),
        (Session, "number", "a\rb", "a\nb"),
        (Action, "schemes", ["e\u0301"], ["\xe9"]),
        (Address, "suffix", {"label": " "}, None),
        (Address, "suffix", {"label": "e\u0301"}, {"label": "\xe9", "code": None}),
        (Action, "components[01].volumes[k].total", "310", "310.00"),
    ],
)
def test_a_change_that_comes_to_nothing_is_passed_over(
    of: type[Any], path: str, before: Any, after: Any
) -> None:
    assert not read(of, {"path": path, "before": before, "after": after})


def test_a_change_from_what_has_another_form_now_still_chains() -> None:
    stored = read(Session, {"path": "offer_code", "before": "", "after": "x\r\ny"})
    assert stored == Changes(Session, [FieldChange("offer_code", None, "x\ny")])
    session = ACTION.component("01").session("01")
    assert stored.apply(session).offer_code == "x\ny"


def test_a_path_is_read_in_its_one_form() -> None:
    stored = read(Action, {"path": "components[e\u0301].city", "before": "a", "after": "b"})
    assert str(stored[0].path) == "components[\xe9].city"
    both = [
        {"path": f"components[{n}].city", "before": "a", "after": "b"} for n in ("\xe9", "e\u0301")
    ]
    assert refused(changes(items=both), Changes) == {("STR-013", "items[2].path")}


@pytest.mark.parametrize("number", ["01", "a.b", "a]b", "a\\b", ".", "[", "a[1].b", "", "x[1"])
def test_a_number_may_hold_what_paths_are_written_with(number: str) -> None:
    component = Path().child("components", number)
    session = component.child("sessions", number)
    found = read(
        Action,
        {"path": str(component / "city"), "before": "a", "after": "b"},
        {"path": str(session / "places"), "before": 1, "after": 2},
    )
    assert [change.path.steps[0] for change in found] == [("components", number)] * 2


def test_changes_out_of_order_are_put_in_order() -> None:
    items: list[dict[str, Any]] = [
        {"path": "end", "before": "2022-09-01", "after": "2022-09-02"},
        {"path": "infos[1].address.suffix", "after": {"label": "ter"}},
        {"path": "start", "before": "2022-09-01", "after": "2022-09-02"},
    ]
    found = read(Session, *items)
    assert [str(change.path) for change in found] == ["start", "end", "infos[1].address.suffix"]
    assert found[2].after == Term("ter")


def test_a_dossier_with_changes_that_come_to_nothing_still_folds() -> None:
    session = ACTION.component("01").session("01")
    data = encode(
        Dossier(ACTION).draft_change("r1", component="01", session=session.evolve(offer_code="X"))
    )
    changed = data["value"]["requests"][0]["changes"]["items"]
    changed[0]["before"] = " "
    changed.append(
        {"path": "components[01].sessions[01].infos[1].comment", "before": "a\r", "after": "a\n"}
    )
    dossier = loads(json.dumps(data), Dossier)
    assert [c.before for c in dossier.requests[0].changes] == [None]
    assert dumps(dossier) == dumps(decode(data, Dossier))
