"""Subjects that break one rule and no other, for every rule there is."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from bdc_sessions.changes import ChangeRequest
from bdc_sessions.codec import STRUCTURE
from bdc_sessions.dossier import Dossier
from bdc_sessions.model import Action
from bdc_sessions.model.fields import to_instance, to_text
from bdc_sessions.rules import ADVICE, RULES, Rule, RuleSet, validate
from bdc_sessions.rules.example import example_action
from bdc_sessions.testing import words
from bdc_sessions.testing.context import CONTEXT
from bdc_sessions.testing.faults.base_actions import Fault, base_actions
from bdc_sessions.testing.faults.of_actions import ACTION_FAULTS
from bdc_sessions.testing.faults.of_data import DATA_FAULTS
from bdc_sessions.testing.faults.of_requests import REQUEST_FAULTS
from bdc_sessions.testing.lifecycles import pending
from bdc_sessions.testing.quality import Quality
from bdc_sessions.testing.valid import valid_components

ALL = RULES | ADVICE | STRUCTURE

FAULTS: Mapping[str, tuple[Fault, ...]] = {**ACTION_FAULTS, **REQUEST_FAULTS, **DATA_FAULTS}
"""The ways in which each rule is broken; a rule that is not here is broken by its own example."""


def violating(code: str, *, rules: RuleSet = ALL) -> st.SearchStrategy[Any]:
    """Draw what breaks one rule, and none other of ``rules``, judged with ``CONTEXT``.

    An ``Action``; for a rule of requests a ``Dossier``, whose one draft breaks it; for a rule of
    structure an encoded action (a text for faults of the JSON).

    >>> from hypothesis import given, settings
    >>> from bdc_sessions import validate
    >>> @settings(max_examples=5)
    ... @given(violating("SES-003"))
    ... def test_places_are_not_negative(action):
    ...     assert {violation.code for violation in validate(action)} == {"SES-003"}
    >>> test_places_are_not_negative()

    Args:
        code: The code of the rule.
        rules: A set with rules of one's own, such as ``RULES | mine``, or that of a feed. Those are
            broken by their example ``fails``, among other things that vary.

    Raises:
        NotFoundError: No rule has this code.
        TypeError: A code that is no text, rules that are no ``RuleSet``.
        ValueError: The rule has no example, or one that breaks other rules too.
    """
    to_text(code, "violating(code)")
    rule = to_instance(rules, RuleSet, "violating(rules=)")[code]
    faults = FAULTS.get(code)
    return _by_example(rule, rules) if faults is None else _by_a_fault(faults)


@st.composite
def _by_a_fault(draw: st.DrawFn, faults: tuple[Fault, ...]) -> Any:
    return draw(st.sampled_from(faults))(draw, draw(base_actions()))


def _by_example(rule: Rule, rules: RuleSet) -> st.SearchStrategy[Any]:
    usual = _broken(rule, rule.example())
    found = _found(usual, rule, rules)
    if found != {rule.code}:
        raise ValueError(
            f"the example of rule {rule.code} breaks {', '.join(sorted(found)) or 'nothing'}; "
            f"expected {rule.code} and no other: change what its fails= returns"
        )
    # What is made of the guide's action can be made of others that are like it.
    return _varied(rule, rules, usual) if rule.example is example_action else st.just(usual)


def _broken(rule: Rule, value: Any) -> Any:
    """Return what the rule's example makes of a value, in a dossier if that is a request."""
    if rule.fails is None:
        raise ValueError(
            f"rule {rule.code} has no example that breaks it; give it one: @rule(…, fails=…)"
        )
    subject = rule.fails(value)
    return Dossier(value, requests=[subject]) if isinstance(subject, ChangeRequest) else subject


@st.composite
def _varied(draw: st.DrawFn, rule: Rule, rules: RuleSet, usual: Any) -> Any:
    """Draw the example among other things, where it still breaks nothing else; else as it is."""
    varied = _broken(rule, draw(_like_the_example()))
    return varied if _found(varied, rule, rules) == {rule.code} else usual


@st.composite
def _like_the_example(draw: st.DrawFn) -> Action:
    """Draw an action in which all that the examples edit stands as they expect it."""
    action = example_action().evolve(
        title=draw(st.sampled_from(words.TITLES)),
        holder=draw(st.sampled_from(words.ORGANISMS)),
        status=draw(st.sampled_from(words.STATUSES)),
    )
    for number in draw(st.sampled_from([(), ("02",), ("02", "10")])):
        component = draw(valid_components(number, action, Quality.ADVISED))
        action = action.evolve(components=(*action.components, component))
    return action


def _found(subject: Any, rule: Rule, rules: RuleSet) -> set[str]:
    """Return the codes of all that the rules find in a subject."""
    if rule.subject is dict:  # of data, which only the rule itself can read
        return set() if rule.predicate(subject) else {rule.code}
    if isinstance(subject, Dossier):
        (draft,) = pending(subject)
        report = subject.check(draft.id, rules=rules, **CONTEXT).report
    else:
        report = validate(subject, rules=rules, **CONTEXT)
    return {violation.code for violation in report}
