import pickle
from copy import copy, deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.own_rules import failing
from tests.values import untyped

from bdc_sessions import ADVICE, RULES, NotFoundError, RuleSet, Session, Severity, rule, validate
from bdc_sessions.rules.example import example_action
from bdc_sessions.texts import LONGEST_REPR

SITE = "SES-005"


subsets = st.sets(st.sampled_from([one.code for one in RULES | ADVICE])).map(
    lambda codes: (RULES | ADVICE).only(*codes)
)


@given(subsets, subsets, subsets)
def test_sets_join_as_sets_do(first: RuleSet, two: RuleSet, three: RuleSet) -> None:
    assert first | first == first
    assert first | two == two | first
    assert (first | two) | three == first | (two | three)
    assert first | RuleSet() == first


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
    three = RULES.only("ACT-001", "ACT-002", "SES-003")
    assert repr(three) == "<RuleSet ACT-001 ACT-002 SES-003>"
    assert repr(RuleSet()) == "<RuleSet 0 rules>"


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
    assert not validate(failing(SITE), rules=harder).ok


def test_a_code_never_changes_its_meaning() -> None:
    @rule(SITE, Severity.ERROR, on=Session, fields=("places",), source="ici", fr="a", en="b")
    def other_rule(session: Session) -> bool:
        return session.places > 0

    assert other_rule.predicate(example_action().component("01").session("01"))
    with pytest.raises(ValueError, match="two rules bear the code SES-005"):
        RULES.with_(other_rule)


def test_only_rules_and_rule_sets_are_joined() -> None:
    with pytest.raises(TypeError, match=r"RuleSet\.rules"):
        RuleSet([untyped(3)])
    with pytest.raises(TypeError):
        RULES | untyped(3)


def test_a_set_tells_what_is_no_rule_of_it() -> None:
    wrong: Any = "SES-001"
    with pytest.raises(
        TypeError, match=r"^RuleSet\.rules\[1\]: found 'SES-001' \(str\); expected a Rule$"
    ):
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


def test_a_set_keeps_what_it_judges_by_and_shares_it_with_no_copy() -> None:
    rules = RuleSet(RULES)
    validate(example_action(), rules=rules)
    assert rules == RULES
    again = pickle.loads(pickle.dumps(rules))
    assert again == rules
    assert again._engines == {}
    (engine,) = rules._engines.values()
    validate(example_action(), rules=rules)
    assert [*rules._engines.values()] == [engine]
    assert copy(rules) is deepcopy(rules) is rules
    with pytest.raises(TypeError, match="RuleSet is final"):
        type("Mine", (RuleSet,), {})


def test_a_set_prints_short_and_completes_its_codes() -> None:
    assert repr(RULES) == f"<RuleSet {len(RULES)} rules>"
    assert len(repr(RULES | ADVICE)) <= 40
    assert RULES._ipython_key_completions_() == [one.code for one in RULES]
    assert RULES["SES-00\u0031"].code == "SES-001"


@pytest.mark.parametrize("code", [5, 10**5000, RULES["SES-001"], None, ["SES-001"]], ids=type)
def test_a_code_that_is_no_text_is_a_type_error(code: Any) -> None:
    for use in (
        lambda: RULES[code],
        lambda: RULES.without(code),
        lambda: RULES.only(code),
        lambda: RULES.with_severity(code, Severity.ERROR),
        lambda: RULES.waive(code, reason="travaux"),
    ):
        with pytest.raises(
            TypeError, match=r"^RuleSet\[code\]: found .*; expected a text"
        ) as caught:
            use()
        assert len(str(caught.value)) <= LONGEST_REPR


def test_a_code_is_in_a_set_as_it_reads() -> None:
    rules = RuleSet([RULES[SITE].evolve(code="é-1")])
    assert "e\u0301-1" in rules
    assert rules["e\u0301-1"] in rules
    others: list[object] = ["é-2", "\ud800", 5, None, [], RULES[SITE]]
    assert not any(other in rules for other in others)


def test_a_severity_is_one_of_the_three() -> None:
    with pytest.raises(TypeError, match=r"Rule\.severity"):
        RULES.with_severity(SITE, untyped("error"))
    with pytest.raises(TypeError, match=r"RuleSet\.waivers"):
        RuleSet(RULES, waivers=untyped([3]))
