"""The rules of structure: each has its examples, and judges what any value is encoded to."""

import json
from typing import Any

import pytest
from tests.codec.documents import DOCUMENTS, SESSION, edited, refusal

from bdc_sessions import STRUCTURE, Action, Term, encode, example_action, loads
from bdc_sessions.codec.faults import CODES
from bdc_sessions.codec.names import CLASSES
from bdc_sessions.codec.structure import codes_of


def test_rules_of_structure_judge_what_any_value_is_encoded_to() -> None:
    for data in (*DOCUMENTS.values(), 3, "{"):
        expected = set() if isinstance(data, dict) else {"STR-010" if data == 3 else "STR-012"}
        assert {rule.code for rule in STRUCTURE if not rule.predicate(data)} == expected
    ill = edited(SESSION, start="1/9/22")
    assert [rule.code for rule in STRUCTURE if not rule.predicate(ill)] == ["STR-004"]


@pytest.mark.parametrize("rule", STRUCTURE, ids=[rule.code for rule in STRUCTURE])
def test_each_rule_of_structure_holds_its_examples(rule: Any) -> None:
    fails, passes = rule.fails(example_action()), rule.passes(example_action())
    assert codes_of(fails) == {rule.code}
    text = fails if isinstance(fails, str) else json.dumps(fails)
    cls = Action if isinstance(fails, str) else CLASSES[fails["type"]]
    assert len(refusal(loads, text, cls)) == 1
    assert codes_of(passes) == frozenset()
    assert rule.predicate(passes)
    assert not rule.predicate(fails)
    assert rule.title() in rule.explain()
    assert rule.title("en") in rule.explain("en")


def test_there_is_a_rule_for_each_code() -> None:
    assert [rule.code for rule in STRUCTURE] == list(CODES)
    assert "STR-007" not in CODES


@pytest.mark.parametrize("name", ["x", [], None, 3])
def test_faults_are_told_of_what_names_no_type_of_ours(name: object) -> None:
    assert codes_of({**encode(Term("ter")), "type": name}) == {"STR-010"}
