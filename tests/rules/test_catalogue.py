import re
from typing import Any

import pytest

from bdc_sessions import ADVICE, RULES, STRUCTURE, ChangeRequest, Report, Rule, Severity, validate
from bdc_sessions.rules.example import example_action, example_context

# The catalogue as it was agreed: code, severity, subject, needs (of actions and what varies).
CATALOGUE = """
ACT-001 E Action
ACT-002 W Action
ADV-001 I CollectiveInfo holidays
ADV-002 I CollectiveInfo
ADV-003 I Session
CMP-001 E Component
CMP-002 E Component action
CMP-003 E Volume
CMP-004 W Volume
CMP-005 E Volume
CMP-006 W Component
INF-001 E CollectiveInfo
INF-002 E CollectiveInfo
INF-003 W CollectiveInfo action session
INF-004 E Address
INF-005 E Address
INF-006 E Address
INF-007 W Address postal
INF-008 W Address
INF-009 W Session
INF-010 W Session
INF-011 W CollectiveInfo
INF-012 W Address
REQ-001 W ChangeRequest
REQ-002 E ChangeRequest action
REQ-003 E ChangeRequest
REQ-004 E ChangeRequest
REQ-005 E ChangeRequest
REQ-006 E ChangeRequest action
REQ-007 W ChangeRequest
REQ-008 W ChangeRequest today
REQ-009 W ChangeRequest today
SES-001 E Session
SES-002 E Session component
SES-003 E Session
SES-004 W Session component
SES-005 W Session action
SES-006 W Session component
SES-007 E Session
SES-008 W Session component
"""
ALL = list(RULES | ADVICE)
CODES = [rule.code for rule in ALL]


def judged(value: Any, rule: Rule) -> Report:
    rules = RULES | ADVICE if rule.severity is Severity.INFO else RULES
    action = example_action() if isinstance(value, ChangeRequest) else None
    return validate(value, rules=rules, action=action, **example_context())


def test_the_rules_are_those_of_the_catalogue() -> None:
    lines = [
        " ".join((r.code, r.severity.name[0], r.subject.__name__, *sorted(r.needs))) for r in ALL
    ]
    assert lines == CATALOGUE.split("\n")[1:-1]
    assert [rule.code for rule in STRUCTURE] == [f"STR-{n:03}" for n in range(1, 15) if n != 7]


@pytest.mark.parametrize("rule", ALL, ids=CODES)
def test_the_failing_example_gives_that_code_and_no_other(rule: Rule) -> None:
    assert rule.fails is not None
    report = judged(rule.fails(example_action()), rule)
    assert {violation.code for violation in report} == {rule.code}
    assert {violation.severity for violation in report} == {rule.severity}
    assert not report.skipped


@pytest.mark.parametrize("rule", ALL, ids=CODES)
def test_the_passing_example_breaks_nothing(rule: Rule) -> None:
    assert rule.passes is not None
    assert len(judged(rule.passes(example_action()), rule)) == 0


@pytest.mark.parametrize("rule", ALL, ids=CODES)
def test_messages_are_whole_sentences_in_both_languages(rule: Rule) -> None:
    assert rule.fails is not None
    violation = judged(rule.fails(example_action()), rule)[0]
    for lang in ("fr", "en"):
        assert re.fullmatch(r"[A-ZLÀÉ«\"a-z].*\.", violation.message(lang), re.DOTALL)
        assert "{" not in violation.message(lang)
    assert violation.message() == violation.message("fr") != violation.message("en")
    with pytest.raises(ValueError, match=r"^found the language 'de'; expected one of fr, en$"):
        violation.message("de")


@pytest.mark.parametrize("rule", ALL, ids=CODES)
def test_a_rule_explains_itself_with_both_examples(rule: Rule) -> None:
    french, english = rule.explain(), rule.explain("en")
    for text in (french, english):
        assert rule.code in text
        assert rule.source in text
    assert rule.title() in french.replace("\n", " ")
    assert rule.title("en") in english.replace("\n", " ")
    assert "\nRefusé\n" in french
    assert "\nFails\n" in english
    with pytest.raises(ValueError, match="expected one of fr, en"):
        rule.explain("de")


def test_no_rule_contradicts_the_guide() -> None:
    action = example_action()
    session = action.component("01").session("01")
    info = session.info(1)
    assert info.places > session.places
    assert info.date < action.component("01").start
    assert action.year != action.start.year
    assert len(validate(action, **example_context())) == 0


def test_a_session_that_starts_in_the_past_is_a_warning_at_most() -> None:
    assert RULES["REQ-008"].severity is Severity.WARNING
    assert RULES["REQ-008"].needs == ("today",)
