"""What is said of data that do not fit, word for word in both languages."""

import json
import pathlib
from collections.abc import Callable
from enum import IntEnum
from typing import Any

import pytest
from tests.codec.documents import edited, refusal
from tests.values import guide_action_with, guide_component, guide_info, guide_session

from bdc_sessions import (
    Action,
    ChangeRequest,
    Changes,
    CollectiveInfo,
    Component,
    DecodeError,
    Dossier,
    Path,
    Report,
    Session,
    Term,
    Volume,
    decode,
    diff,
    dumps,
    encode,
    loads,
    validate,
)
from bdc_sessions.codec import Migrations
from bdc_sessions.codec.faults import MOST_FAULTS, Faults, FaultTexts
from bdc_sessions.texts import Bilingual

SESSION = guide_session().with_info(guide_info())
ACTION = guide_action_with(SESSION)
CHANGES = diff(SESSION, SESSION.cancel())
REPORT = validate(ACTION.set("components[01].sessions[01].places", -1))


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
    "a value without its envelope": lambda: decode(encode(Term("a"))["value"], Term),
    "UTF-16": lambda: loads(dumps(Term("a")).encode("utf-16"), Term),
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
    "no class": lambda: decode(edited(REPORT, of="sesion"), Report),
    "two requests of one id": lambda: decode(
        edited(
            Dossier(ACTION),
            requests=[encode(REQUEST)["value"], encode(REQUEST.evolve(component="02"))["value"]],
        ),
        Dossier,
    ),
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
    return [
        [v.code, str(v.path), v.label, v.value, v.message(), v.message("en")] for v in refusal(make)
    ]


SAID: dict[str, list[list[Any]]] = json.loads(
    pathlib.Path(__file__).with_name("faults.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES)
def test_every_fault_is_told_word_for_word(case: str) -> None:
    assert told(CASES[case]) == SAID[case]


def test_the_nearest_name_is_sought_a_hundred_times() -> None:
    data = edited(Term("a"), **{f"cod{n:03}": n for n in range(101)})
    messages = [message for *_, message in told(lambda: decode(data, Term))]
    assert [message.rpartition(" ")[2] for message in messages] == ["'code'."] * 100 + ["key."]


def test_a_nearest_key_is_named_or_any() -> None:
    data = edited(Term("ter"), zzz=1)
    data["value"][7] = 1
    texts = [fault.message("en") for fault in refusal(decode, data, Term)]
    assert [text[:3] for text in texts] == ["7: ", "zzz"]
    assert "'label'" in texts[1]
    data = edited(guide_session(), lieu_site=1, begin_start=1, nb_places=1)
    near = [fault.message("en") for fault in refusal(decode, data, Session)]
    assert [text.partition("such as ")[2] for text in near] == ["'start'.", "'site'.", "'places'."]


class Unprintable:
    def __repr__(self) -> str:
        raise OSError


@pytest.mark.parametrize("key", [10**5000, Unprintable(), ("a", "b")], ids=["long", "ill", "pair"])
def test_keys_of_any_kind_are_told(key: Any) -> None:
    data: dict[Any, Any] = encode(Term("ter"))
    for wrong, code in (
        ({**data, key: 1}, "STR-002"),
        ({**data, "value": {"label": "ter", key: 1}}, "STR-002"),
        ({**data, "value": key}, "STR-003"),
    ):
        assert [v.code for v in refusal(decode, wrong, Term)] == [code]


def test_a_key_that_is_no_text_is_told_in_a_line() -> None:
    data: dict[Any, Any] = encode(Term("ter"))
    (short,) = refusal(decode, {**data, ("a", "b"): 1}, Term)
    assert (short.label, short.value) == ("('a', 'b')", "('a', 'b')")
    (long,) = refusal(decode, {**data, ("a" * 100, "b"): 1}, Term)
    assert long.label == long.value == "('" + "a" * 77 + "…"


@pytest.mark.parametrize(
    "key", ["a\nb", "\x1b[31m", "a\u2028b", "\u202efdp", "\ud800", "k" * 10**6]
)
def test_a_fault_is_a_line_whatever_the_key(key: str) -> None:
    (fault,) = refusal(decode, edited(Term("a"), **{key: key}), Term)
    for text in (fault.label, fault.message(), fault.message("en")):
        assert len(text.splitlines()) == 1
        assert text.isprintable()
        assert len(text) < 500


def test_data_too_large_to_write_are_told_by_their_type() -> None:
    (fault,) = refusal(decode, edited(Term("ter"), label=10**5000), Term)
    assert "<int>" in fault.message()


def test_a_text_of_more_faults_than_memory_holds_is_refused_at_some() -> None:
    data = edited(guide_session(), infos=[1] * (MOST_FAULTS + 10))
    with pytest.raises(DecodeError) as caught:
        loads(json.dumps(data), Session)
    report = caught.value.report
    assert len(report) == MOST_FAULTS + 1
    (last,) = report.by_code("STR-012")
    assert (last.label, last.value) == ("JSON", MOST_FAULTS)
    assert last.messages == (
        "JSON : trouvé 100000 fautes, et d'autres encore, attendu moins de fautes.",
        "JSON: found 100000 faults, and more, expected fewer faults.",
    )
    assert len(str(caught.value)) < 20_000


def test_a_long_number_is_not_told_again_with_every_fault() -> None:
    data = encode(ACTION)
    component = data["value"]["components"][0]
    component["number"] = "1" * 100_000
    component |= {f"k{n}": n for n in range(1000)}
    with pytest.raises(DecodeError) as caught:
        decode(data, Action)
    assert {str(fault.path) for fault in caught.value.report} == {"components[1]"}
    assert len(str(caught.value)) < 20_000


def test_nothing_english_reaches_a_french_reader() -> None:
    request = edited(REQUEST, status="Validée")
    (fault,) = refusal(decode, request, ChangeRequest)
    assert "expected" not in fault.message()
    assert "expected both for 'Validée' only" in fault.message("en")


def test_faults_have_a_length_and_their_own_codes() -> None:
    faults = Faults(
        {"X-1": FaultTexts(Bilingual("a", "b"), Bilingual("{found}", "{expected}"))}, "s"
    )
    assert len(faults) == 0
    faults.raise_if_any()
    faults.add("X-1", Path(), "l", 3, Bilingual("c", "d"))
    (fault,) = faults.error().report
    assert (fault.source, fault.title, fault.title_en) == ("s", "a", "b")
    assert fault.messages == ("3", "d")


def test_every_text_kept_is_of_a_case() -> None:
    assert list(SAID) == list(CASES)


class _Label(str):
    __slots__ = ()

    def __str__(self) -> str:
        return "another"


class _Count(IntEnum):
    ONE = 1


@pytest.mark.parametrize(
    ("field", "wrong", "kept"),
    [("headcount", _Label("x"), "x"), ("unit", _Label("zz"), "zz"), ("kind", _Count.ONE, 1)],
)
def test_a_wrong_value_of_a_class_of_its_own_is_a_fault(field: str, wrong: Any, kept: Any) -> None:
    data = encode(guide_component().volumes[0])
    data["value"][field] = wrong
    with pytest.raises(DecodeError) as caught:
        decode(data, Volume)
    (fault,) = caught.value.report
    assert (str(fault.path), fault.value, type(fault.value)) == (field, kept, type(kept))
    assert "another" not in str(caught.value)
