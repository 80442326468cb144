from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pendulum import Date
from tests.values import untyped

from bdc_sessions import ADVICE, RULES, NotFoundError, RuleSet, Session, Severity, rule, validate
from bdc_sessions.rules.example import SESSION, example_action, example_context

SITE = "SES-005"


def elsewhere() -> Any:
    fails = RULES[SITE].fails
    assert fails is not None
    return fails(example_action())


subsets = st.sets(st.sampled_from([one.code for one in RULES | ADVICE])).map(
    lambda codes: (RULES | ADVICE).only(*codes)
)


@given(subsets, subsets, subsets)
def test_sets_join_as_sets_do(one: RuleSet, two: RuleSet, three: RuleSet) -> None:
    assert one | one == one
    assert one | two == two | one
    assert (one | two) | three == one | (two | three)
    assert one | RuleSet() == one


@given(subsets)
def test_rules_stand_in_the_order_of_their_codes_each_once(rules: RuleSet) -> None:
    codes = [one.code for one in rules]
    assert codes == sorted(set(codes))
    assert len(rules) == len(codes)
    assert all(code in rules and rules[code] in rules for code in codes)
    assert rules.without(*codes) == RuleSet()
    assert rules.only(*codes) == rules
    assert RuleSet().with_(*rules) == rules


def test_a_set_is_never_changed_in_place() -> None:
    less = RULES.without(SITE)
    assert SITE in RULES
    assert SITE not in less
    assert repr(RULES.only("ACT-001", "ACT-002")) == "<RuleSet ACT-001 ACT-002>"


@pytest.mark.parametrize("ask", ["without", "only", "__getitem__"])
def test_an_unknown_code_is_named_with_those_there_are(ask: str) -> None:
    with pytest.raises(NotFoundError, match="SES-999 does not exist; there is: ACT-001") as caught:
        getattr(RULES, ask)("SES-999")
    assert SITE in caught.value.known


def test_a_severity_is_changed_for_one_rule_and_the_other_side_of_a_join_wins() -> None:
    harder = RULES.with_severity(SITE, Severity.ERROR)
    assert harder[SITE].severity is Severity.ERROR
    assert RULES[SITE].severity is Severity.WARNING
    assert (RULES | harder)[SITE].severity is Severity.ERROR
    assert not validate(elsewhere(), rules=harder).ok


def test_a_code_never_changes_its_meaning() -> None:
    @rule(SITE, Severity.ERROR, on=Session, fields=("places",), source="ici", fr="a", en="b")
    def other_rule(session: Session) -> bool:
        return session.places > 0

    assert other_rule.predicate(example_action().component("01").session("01"))
    with pytest.raises(ValueError, match="two rules bear the code SES-005"):
        RULES.with_(other_rule)


def test_only_rules_and_rule_sets_are_joined() -> None:
    with pytest.raises(TypeError, match="expected a Rule"):
        RuleSet([untyped(3)])
    with pytest.raises(TypeError):
        RULES | untyped(3)


def test_a_waived_violation_is_listed_with_its_reason() -> None:
    rules = RULES.waive(SITE, at=SESSION, reason="travaux")
    report = validate(elsewhere(), rules=rules, **example_context())
    assert len(report) == 0
    waived = report.waived[0]
    assert (waived.code, str(waived.path)) == (SITE, SESSION + ".site")
    assert (waived.reason, waived.until) == ("travaux", None)


def test_a_waiver_holds_only_at_or_below_its_path_and_for_its_rule() -> None:
    away = RULES.waive(SITE, at="components[02]", reason="travaux")
    other = RULES.waive("SES-001", at=SESSION, reason="travaux")
    assert [v.code for v in validate(elsewhere(), rules=away)] == [SITE]
    assert [v.code for v in validate(elsewhere(), rules=other)] == [SITE]
    everywhere = RULES.waive(SITE, reason="travaux")
    assert len(validate(elsewhere(), rules=everywhere)) == 0


def test_a_waiver_ends_after_its_last_day_and_needs_today_to_hold() -> None:
    rules = RULES.waive(SITE, at=SESSION, reason="travaux", until=Date(2023, 6, 30))
    assert len(validate(elsewhere(), rules=rules, today=Date(2023, 6, 30))) == 0
    assert len(validate(elsewhere(), rules=rules, today=Date(2023, 7, 1))) == 1
    without_today = validate(elsewhere(), rules=rules)
    assert [v.code for v in without_today] == [SITE]
    assert (SITE, "no today for the waiver until 30/06/2023") in without_today.skipped


def test_waivers_are_joined_too_each_once() -> None:
    one = RULES.waive(SITE, at=SESSION, reason="travaux")
    assert (one | one).waivers == one.waivers
    assert (RULES | one).waivers == one.waivers


def test_a_waiver_finds_a_part_that_is_validated_alone() -> None:
    action = elsewhere()
    component = action.component("01")
    session = component.session("01")
    rules = RULES.waive(SITE, at=SESSION, reason="travaux")
    alone = validate(session, rules=rules, component=component, action=action)
    whole = validate(component, rules=rules, component=component, action=action)
    info = validate(
        session.info(1), rules=rules, session=session, component=component, action=action
    )
    assert len(alone) == len(whole) == len(info) == 0
    assert len(alone.waived) == len(whole.waived) == 1
    assert len(validate(session, rules=rules, action=action)) == 1


def test_a_set_tells_what_is_no_rule_of_it() -> None:
    wrong: Any = "SES-001"
    with pytest.raises(TypeError, match=r"^found 'SES-001' \(str\); expected a Rule$"):
        RuleSet([wrong])
    facts: dict[str, Any] = {
        "on": Session,
        "fields": ("places",),
        "source": "ici",
        "fr": "a",
        "en": "b",
    }
    own = rule("SES-001", Severity.ERROR, **facts)(lambda session: True)
    with pytest.raises(ValueError, match=r": give the new rule a code of its own$"):
        RULES.with_(own)


def test_a_waiver_for_one_session_is_none_for_the_informations_of_another() -> None:
    component = example_action().component("01")
    session = component.session("01")
    info = session.info(1).evolve(date=Date(2022, 9, 2))
    parents: dict[str, Any] = {
        "session": session,
        "component": component,
        "action": example_action(),
    }
    for at, told in (("02", ["INF-003"]), ("01", [])):
        rules = RULES.waive("INF-003", at=f"components[01].sessions[{at}]", reason="essai")
        assert [v.code for v in validate(info, rules=rules, **parents)] == told
    unsigned = component.evolve(start=Date(2025, 1, 1))
    rules = RULES.waive("CMP-001", at="components[01]", reason="essai")
    report = validate(unsigned, rules=rules, component=unsigned, action=example_action())
    assert [w.code for w in report.waived] == ["CMP-001"]
    rules = RULES.waive("CMP-001", at=SESSION, reason="essai")
    report = validate(unsigned, rules=rules, component=unsigned, action=example_action())
    assert report.waived == ()
