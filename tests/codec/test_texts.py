"""What is said of data that do not fit, word for word in both languages."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.values import guide_action_with, guide_info, guide_session

from bdc_sessions import (
    Action,
    ChangeRequest,
    Changes,
    CollectiveInfo,
    Component,
    DecodeError,
    Report,
    Session,
    Term,
    decode,
    diff,
    dumps,
    encode,
    loads,
    validate,
)
from bdc_sessions.codec import Migrations

SESSION = guide_session().with_info(guide_info())
ACTION = guide_action_with(SESSION)
CHANGES = diff(SESSION, SESSION.cancel())
REPORT = validate(ACTION.set("components[01].sessions[01].places", -1))


def edited(value: Any, **fields: Any) -> dict[str, Any]:
    data = encode(value)
    return {**data, "value": {**data["value"], **fields}}


def valued(value: Any) -> dict[str, Any]:
    data = encode(REPORT)
    data["value"]["violations"][0]["value"] = value
    return data


REQUEST = ChangeRequest(id="r1", component="01", session="01", changes=Changes(Action))


def numbered(number: str) -> dict[str, Any]:
    data = encode(ACTION)
    data["value"]["components"][0]["sessions"][0] |= {"number": number, "places": "x"}
    return data


CASES: dict[str, Callable[[], Any]] = {
    "a text too long": lambda: loads("[" * 20, Term, longest=19),
    "no JSON": lambda: loads('{"a": nothing that any JSON has"', Term),
    "no UTF-8 at all": lambda: loads(b"{\xff", Term),
    "too many digits": lambda: loads("1" * 5000, Term),
    "objects too deep": lambda: loads("[" * 200_000, Term),
    "no number": lambda: loads("NaN", Term),
    "a step that fails": lambda: loads(
        '{"format":"bdc-sessions/0","type":"term","value":{}}',
        Term,
        migrations=Migrations({0: lambda _, value: {"label": value["libelle"]}}),
    ),
    "an older format": lambda: loads('{"format":"bdc-sessions/0","type":"term","value":{}}', Term),
    "no envelope": lambda: decode([1], Term),
    "another type": lambda: decode({**encode(Term("a")), "type": "site"}, Term),
    "another format": lambda: decode({**encode(Term("a")), "format": "x"}, Term),
    "a newer format": lambda: decode({**encode(Term("a")), "format": "bdc-sessions/2"}, Term),
    "no value": lambda: decode({"format": "bdc-sessions/1", "type": "term"}, Term),
    "a key twice": lambda: loads(dumps(Term("a")).replace("{", '{"type":"term",', 1), Term),
    "a key twice within": lambda: loads(
        dumps(Term("a")).replace('{"label', '{"label":"b","label'), Term
    ),
    "no object": lambda: decode(edited(SESSION, site=3), Session),
    "no list": lambda: decode(edited(SESSION, infos={"a": 1}), Session),
    "a number twice": lambda: decode(
        edited(ACTION, components=encode(ACTION)["value"]["components"] * 2), Action
    ),
    "a request that could not be": lambda: decode(edited(REQUEST, status="Validée"), ChangeRequest),
    "a number of other letters": lambda: decode(numbered("é"), Action),
    "a number that cannot be written": lambda: decode(numbered("\ud800"), Action),
    "a choice of no text": lambda: decode(edited(ACTION, entry=3), Action),
    "no UTF-8": lambda: decode(edited(Term("a"), label="\ud800"), Term),
    "an unknown key": lambda: decode(edited(SESSION, plaecs=1), Session),
    "unknown keys around the value": lambda: decode(
        {**encode(Term("a")), "formt": 1, "typ": 2, "vale": 3}, Term
    ),
    "a key of a line": lambda: decode(edited(Term("a"), **{"k" * 80: 1}), Term),
    "a key of more": lambda: decode(edited(Term("a"), **{"k" * 81: 1}), Term),
    "a missing key": lambda: decode({**encode(SESSION), "value": {"number": "01"}}, Session),
    "no choice": lambda: decode(edited(ACTION, entry="sometimes"), Action),
    "no date": lambda: decode(edited(SESSION, start="1/9/22", end=3), Session),
    "no time": lambda: decode(edited(guide_info(), start="10h", end=3), CollectiveInfo),
    "the longest number told": lambda: decode(edited(Term("a"), label=2**63 - 1), Term),
    "the first that is not": lambda: decode(edited(Term("a"), label=2**63), Term),
    "a longer number": lambda: decode(edited(Term("a"), label=2**64), Term),
    "a truth": lambda: decode(edited(SESSION, places=True), Session),
    "nothing": lambda: decode(edited(SESSION, places=None), Session),
    "a text": lambda: decode(edited(SESSION, places="x" * 80), Session),
    "a long text": lambda: decode(edited(SESSION, places="x" * 200), Session),
    "a text of two lines": lambda: decode(edited(SESSION, places="a\nb"), Session),
    "a list for a value": lambda: decode(valued([1]), Report),
    "a float for a value": lambda: decode(valued(1.5), Report),
    "a value of no type": lambda: decode(valued({"type": "x", "value": 1}), Report),
    "a list of no list": lambda: decode(valued({"type": "list", "value": 1}), Report),
    "a value that is none": lambda: decode(valued({"type": "date", "value": "x"}), Report),
    "changes of nothing": lambda: decode(edited(CHANGES, of="x"), Changes),
    "changes of a list": lambda: decode(edited(CHANGES, of=[]), Changes),
    "changes without items": lambda: decode(edited(CHANGES, items=3), Changes),
    "a change that is none": lambda: decode(edited(CHANGES, items=[3]), Changes),
    "a change of no path": lambda: decode(edited(CHANGES, items=[{"after": 3}]), Changes),
    "a path of no text": lambda: decode(edited(CHANGES, items=[{"path": 3}]), Changes),
    "a path to nowhere": lambda: decode(edited(CHANGES, items=[{"path": "a.b"}]), Changes),
    "a change of nothing": lambda: decode(
        edited(CHANGES, items=[{"path": "places", "before": 1, "after": 1}]), Changes
    ),
    "a field changed twice": lambda: decode(
        edited(CHANGES, items=encode(CHANGES)["value"]["items"] * 2), Changes
    ),
    "a date with more": lambda: decode(
        valued({"type": "date", "value": "2022-09-01", "more": 1}), Report
    ),
    "a list with more": lambda: decode(valued({"type": "list", "value": [], "more": 1}), Report),
    "a list without items": lambda: decode(valued({"type": "list"}), Report),
    "a date without a value": lambda: decode(valued({"type": "date"}), Report),
    "sessions out of order": lambda: decode(
        edited(
            ACTION.component("01"),
            sessions=[
                {**encode(SESSION)["value"], "number": number, "places": "x"}
                for number in ("10", "2", "1" * 80)
            ],
        ),
        Component,
    ),
    "sessions without numbers": lambda: decode(
        edited(ACTION.component("01"), sessions=[{"places": 1}, {"places": 1}]), Component
    ),
}


def told(make: Callable[[], Any]) -> list[list[Any]]:
    with pytest.raises(DecodeError) as caught:
        make()
    return [
        [v.code, str(v.path), v.label, v.value, v.message(), v.message("en")]
        for v in caught.value.report
    ]


SAID: dict[str, list[list[Any]]] = json.loads(
    Path(__file__).with_name("faults.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES)
def test_every_fault_is_told_word_for_word(case: str) -> None:
    assert told(CASES[case]) == SAID[case]


def test_the_nearest_name_is_sought_a_hundred_times() -> None:
    data = edited(Term("a"), **{f"cod{n}": n for n in range(101)})
    messages = [message for *_, message in told(lambda: decode(data, Term))]
    assert [message.rpartition(" ")[2] for message in messages] == ["'code'."] * 100 + ["key."]


def test_only_utf_8_is_read() -> None:
    text = dumps(Term("été"))
    assert loads(text.encode(), Term) == Term("été")
    for other in ("utf-16", "utf-32", "latin-1"):
        with pytest.raises(DecodeError, match="STR-012"):
            loads(text.encode(other), Term)


def test_every_text_kept_is_of_a_case() -> None:
    assert list(SAID) == list(CASES)


def called(work: Callable[[], Any]) -> set[str]:
    """Return the names of the functions that some work calls."""
    names: set[str] = set()
    before = sys.getprofile()
    sys.setprofile(lambda frame, *_: names.add(frame.f_code.co_name))
    try:
        work()
    finally:
        sys.setprofile(before)
    return names


@pytest.mark.parametrize("value", [ACTION, SESSION, Term("ter"), guide_info().address])
def test_what_encode_gives_is_read_the_quick_way(value: Any) -> None:
    cls, data, text = type(value), encode(value), dumps(value)
    assert decode(data, cls) == loads(text, cls) == loads(text.encode(), cls) == value
    for work in (
        lambda: decode(data, cls),
        lambda: loads(text, cls),
        lambda: loads(text.encode(), cls),
    ):
        assert not called(work) & {"read_object", "_parsed"}
    assert "encoded" not in called(lambda: dumps(value))


def test_what_the_quick_way_does_not_take_is_read_the_other_way() -> None:
    assert "read_object" in called(lambda: decode({**encode(CHANGES)}, Changes))
    unordered = encode(guide_action_with(guide_session("01"), guide_session("02")))
    unordered["value"]["components"][0]["sessions"].reverse()
    assert "read_object" in called(lambda: decode(unordered, Action))
    assert decode(unordered, Action) == decode(encode(decode(unordered, Action)), Action)


def test_what_loads_takes_is_told() -> None:
    wrong: Any = 3
    with pytest.raises(
        TypeError, match=r"^loads\(Term\): found 3 .*; expected a text \(str or bytes\)$"
    ):
        loads(wrong, Term)
