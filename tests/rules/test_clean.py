"""The functions made of a set's rules answer themselves: nothing is judged a second time."""

from typing import Any

import pytest
from tests.rules.own_rules import made

from bdc_sessions import RULES, Action, Component, Rule, RuleSet, Session, testing, validate
from bdc_sessions.rules import example_action
from bdc_sessions.rules.engine import Engine
from bdc_sessions.rules.judge import Judge
from bdc_sessions.rules.plan import plan_of
from bdc_sessions.rules.predicates import UNKNOWN

ACTION = example_action()
SESSION = ACTION.component("01").session("01")
TODAY = testing.CONTEXT["today"]

PASSING: tuple[Rule, ...] = (
    made(lambda session: session.places > 0),
    made(lambda session: UNKNOWN),
    made(lambda session: (True, True), fields=("start", "end")),
    made(lambda session: (True, UNKNOWN), fields=("start", "end")),
    made(lambda session, today: today == TODAY),
    made(lambda session, *, today: today == TODAY),
    made(lambda session, component=None, today=None: (component, today) == (None, TODAY)),
)


def root_of(rules: RuleSet, root: type[Any]) -> Judge:
    """Return the judge of the values of a class."""
    judge = Engine(plan_of(rules, root, frozenset(testing.CONTEXT)))._root
    assert judge is not None
    return judge


@pytest.mark.parametrize("rule", PASSING)
def test_what_passes_a_rule_is_clean(rule: Rule) -> None:
    judge = root_of(RuleSet([rule]), Session)
    assert judge.is_clean(SESSION, dict(testing.CONTEXT))
    assert len(judge.verdicts(SESSION, dict(testing.CONTEXT))) == 1


def test_what_passes_the_guides_rules_is_clean() -> None:
    judge = root_of(RULES, Action)
    assert judge.is_clean(ACTION, dict(testing.CONTEXT))
    assert set(judge.verdicts(ACTION, dict(testing.CONTEXT))) == {True}


def recorder(judged: list[Any], cls: type[Any], field: str) -> Rule:
    """Return a rule that nothing breaks, and that notes what it judges."""

    def noted(subject: Any) -> bool:
        judged.append(subject)
        return True

    return made(noted, on=cls, fields=(field,), code="A-001")


def test_a_rule_judges_what_is_clean_once() -> None:
    judged: list[Any] = []
    rules = RuleSet([recorder(judged, Action, "components")])
    report = validate(ACTION, rules=rules)
    changed = ACTION.evolve(year=2024)
    assert len(report) == len(validate(changed, rules=rules, since=report)) == 0
    assert judged == [ACTION, changed]


def test_a_rule_judges_what_is_clean_in_what_is_not_once() -> None:
    judged: list[Any] = []
    broken = made(lambda action, today: False, on=Action, fields=("components",))
    rules = RuleSet([broken, recorder(judged, Component, "sessions")])
    assert len(validate(ACTION, rules=rules, today=TODAY)) == 1
    assert judged == [ACTION.component("01")]


def test_a_rule_judges_what_is_not_clean_twice() -> None:
    judged: list[Any] = []
    broken = made(lambda action, today: False, on=Action, fields=("components",))
    rules = RuleSet([recorder(judged, Action, "components"), broken])
    assert len(validate(ACTION, rules=rules, today=TODAY)) == 1
    assert judged == [ACTION, ACTION]
