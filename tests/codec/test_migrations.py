"""An invented format 0, in which a title was an "intitule" and dates were written as on screens."""

import json
import pickle
from typing import Any

import pytest
from tests.values import untyped

from bdc_sessions import Action, DecodeError, Term, decode, dumps, encode, loads
from bdc_sessions.codec import Migrations
from bdc_sessions.rules.example import example_action


def older(action: Action) -> dict[str, Any]:
    data = encode(action)
    value = dict(data["value"])
    value["intitule"] = value.pop("title")
    for name in ("start", "end"):
        value[name] = "/".join(reversed(value[name].split("-")))
    return {"format": "bdc-sessions/0", "type": "action", "value": value}


def newer(name: str, value: Any) -> Any:
    if name != "action":
        return value
    found = {key: held for key, held in value.items() if key != "intitule"}
    found["title"] = value["intitule"]
    for name_ in ("start", "end"):
        found[name_] = "-".join(reversed(found[name_].split("/")))
    return found


CHAIN = Migrations({0: newer})


def test_an_older_document_is_brought_up() -> None:
    action = example_action()
    assert decode(older(action), Action, migrations=CHAIN) == action
    term = '{"format":"bdc-sessions/0","type":"term","value":{"label":"ter"}}'
    assert loads(term, Term, migrations=CHAIN) == Term("ter")
    assert decode(encode(action), Action, migrations=CHAIN) == action


def test_an_older_document_without_its_step_is_refused_by_name() -> None:
    with pytest.raises(DecodeError, match="bdc-sessions/0") as caught:
        decode(older(example_action()), Action)
    assert [fault.code for fault in caught.value.report] == ["STR-010"]


def test_faults_that_remain_are_told() -> None:
    data = older(example_action())
    data["value"]["year"] = "2023"
    with pytest.raises(DecodeError) as caught:
        decode(data, Action, migrations=CHAIN)
    assert [(fault.code, str(fault.path)) for fault in caught.value.report] == [("STR-003", "year")]


def test_an_older_document_that_its_step_cannot_read_is_a_fault() -> None:
    data = older(example_action())
    del data["value"]["intitule"]
    with pytest.raises(
        DecodeError, match=r"KeyError: 'intitule', expected a value of bdc-sessions/0"
    ):
        decode({**data, "more": 1}, Action, migrations=CHAIN)
    with pytest.raises(DecodeError) as caught:
        decode({**data, "value": None, "more": 1}, Action, migrations=CHAIN)
    assert [fault.code for fault in caught.value.report] == ["STR-002", "STR-014"]


def test_a_chain_is_complete_when_it_is_made() -> None:
    with pytest.raises(ValueError, match=r"up to 0: missing \[0\], not older"):
        Migrations({-1: newer})
    with pytest.raises(ValueError, match=r"not older \[1\]"):
        Migrations({0: newer, 1: newer})
    assert dict(Migrations().steps) == {}
    for wrong, told in (
        ({0: 3}, r"^Migrations.steps\[0\]: found 3 .*; expected a function$"),
        ({"0": newer}, r"^Migrations.steps: found '0' .*; expected a whole number \(int\)$"),
        ([newer], r"^Migrations.steps: found \[<.*>\] \(list\); expected a mapping of formats to"),
    ):
        with pytest.raises(TypeError, match=told):
            Migrations(untyped(wrong))
    assert repr(Migrations()) == "<Migrations from none>"
    assert repr(CHAIN) == "<Migrations from 0>"


def test_a_chain_cannot_be_changed_and_can_be_sent() -> None:
    with pytest.raises(TypeError):
        untyped(CHAIN.steps)[0] = newer
    assert pickle.loads(pickle.dumps(CHAIN)) == CHAIN
    assert len({CHAIN, Migrations({0: newer})}) == 1


def test_a_key_that_stands_twice_in_an_older_document_is_told() -> None:
    whole = json.dumps(older(example_action()))
    assert loads(whole, Action, migrations=CHAIN) == example_action()
    text = whole.replace('"year"', '"year": 1, "year"')
    with pytest.raises(DecodeError) as caught:
        loads(text, Action, migrations=CHAIN)
    assert [(fault.code, fault.value) for fault in caught.value.report] == [("STR-013", "year")]


def test_a_key_that_stands_twice_deep_in_an_older_document_is_told_before_a_step_drops_it() -> None:
    older_form = dumps(example_action()).replace("bdc-sessions/1", "bdc-sessions/0")
    rewriting = Migrations({0: lambda _, value: json.loads(json.dumps(value))})
    assert loads(older_form, Action, migrations=rewriting) == example_action()
    for key in ("places", "street"):  # of an object in a list, of one in an object
        text = older_form.replace(f'"{key}"', f'"{key}":1,"{key}"', 1)
        with pytest.raises(DecodeError) as caught:
            loads(text, Action, migrations=rewriting)
        assert [(fault.code, fault.value) for fault in caught.value.report] == [("STR-013", key)]


def test_an_older_document_that_holds_itself_is_refused() -> None:
    data = older(example_action())
    data["value"]["again"] = data["value"]
    with pytest.raises(DecodeError) as caught:
        decode(data, Action, migrations=CHAIN)
    assert [(fault.code, fault.value) for fault in caught.value.report] == [("STR-002", "again")]


def test_a_step_whose_error_cannot_be_told_is_a_fault_all_the_same() -> None:
    class OddError(Exception):
        def __str__(self) -> str:
            raise RuntimeError

    def odd(name: str, value: Any) -> Any:
        raise OddError(name, value)

    with pytest.raises(DecodeError, match="OddError") as caught:
        decode(older(example_action()), Action, migrations=Migrations({0: odd}))
    (fault,) = caught.value.report
    assert fault.code == "STR-014"
    due = "found OddError, expected a value of bdc-sessions/0."
    assert fault.message("en") == f"action: {due}"
