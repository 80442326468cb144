"""What rules find in drawn values: violations, reports, checks, and the rules themselves."""

from hypothesis import strategies as st

from bdc_sessions.changes import ChangeRequest
from bdc_sessions.codec import STRUCTURE
from bdc_sessions.dossier import Check
from bdc_sessions.rules import (
    ADVICE,
    RULES,
    Group,
    Report,
    ReportDelta,
    Rule,
    RuleSet,
    Severity,
    Skipped,
    Twins,
    Violation,
    Waived,
    validate,
)
from bdc_sessions.testing.context import CONTEXT, TODAY
from bdc_sessions.testing.faults.violating import violating
from bdc_sessions.testing.lifecycles import dossiers, drafted, pending
from bdc_sessions.testing.quality import Quality
from bdc_sessions.testing.valid import valid_actions
from bdc_sessions.testing.values import actions, changed

ALL = RULES | ADVICE
EVERY = ALL | STRUCTURE
REQUEST_CODES = [rule.code for rule in ALL if rule.subject is ChangeRequest]
ACTION_CODES = [rule.code for rule in ALL if rule.code not in REQUEST_CODES]
EVE = TODAY.subtract(days=1)
UNTIL = (None, TODAY)
"""Until when rules are waived: for ever, or to the day on which is judged."""


def rules() -> st.SearchStrategy[Rule]:
    """Draw a rule of ``RULES``, ``ADVICE`` or ``STRUCTURE``.

    >>> from hypothesis import find
    >>> find(rules(), lambda rule: True).code
    'ACT-001'
    """
    return st.sampled_from(list(EVERY))


@st.composite
def rule_sets(draw: st.DrawFn) -> RuleSet:
    """Draw some of the rules, one at times of another severity, one at times waived.

    >>> from hypothesis import find
    >>> len(find(rule_sets(), lambda rules: True))
    1
    """
    known = draw(st.sampled_from([RULES, ALL, ADVICE, STRUCTURE]))
    codes = [rule.code for rule in known]
    rules = known.only(*draw(st.lists(st.sampled_from(codes), unique=True, min_size=1)))
    code = draw(st.sampled_from(rules.rules)).code
    if draw(st.booleans()):
        rules = rules.with_severity(code, draw(st.sampled_from(Severity)))
    if draw(st.booleans()):
        rules = rules.waive(code, reason="essai", until=draw(st.sampled_from([*UNTIL, EVE])))
    return rules


def groups() -> st.SearchStrategy[Group]:
    """Draw what the rules compute once of a component: a sum, a count, a largest.

    >>> from hypothesis import find
    >>> find(groups(), lambda group: True).name
    'open_infos'
    """
    return st.sampled_from([*dict.fromkeys(group for rule in ALL for group in rule.groups)])


def twins() -> st.SearchStrategy[Twins]:
    """Draw by what the rules take two sessions or information sessions for the same.

    >>> from hypothesis import find
    >>> find(twins(), lambda twins: True).alike
    ('date', 'start', 'end', 'address')
    """
    return st.sampled_from([rule.twins for rule in ALL if rule.twins is not None])


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Draw a report: on what is valid, on what breaks one rule, or on anything.

    >>> from hypothesis import given
    >>> @given(reports())
    ... def test_my_page_shows_every_violation(report):
    ...     assert my_page(report).count("<li>") == len(report)
    """
    code = draw(st.sampled_from(ACTION_CODES))
    value = draw(st.one_of(valid_actions(), violating(code), actions(quality=Quality.ANY)))
    waiving = ALL.waive(code, reason="essai", until=draw(st.sampled_from([*UNTIL, EVE])))
    judging = draw(st.sampled_from([RULES, ALL, waiving]))
    return validate(value, rules=judging, **draw(st.sampled_from([CONTEXT, {}])))


def skipped() -> st.SearchStrategy[Skipped]:
    """Draw what a report says of a rule that could not be judged.

    >>> from hypothesis import given
    >>> @given(skipped())
    ... def test_my_page_says_why_a_rule_was_not_judged(skipped):
    ...     assert skipped.message() in my_page(skipped)
    """
    return (
        reports()
        .filter(lambda report: report.skipped)
        .flatmap(lambda report: st.sampled_from(report.skipped))
    )


@st.composite
def waived(draw: st.DrawFn) -> Waived:
    """Draw what a report says of a violation that a waiver took out.

    >>> from hypothesis import given
    >>> @given(waived())
    ... def test_my_page_says_why_a_violation_stands(waived):
    ...     assert waived.reason in my_page(waived)
    """
    code = draw(st.sampled_from(ACTION_CODES))
    judging = ALL.waive(code, reason="essai", until=draw(st.sampled_from(UNTIL)))
    report = validate(draw(violating(code)), rules=judging, **CONTEXT)
    found: Waived = draw(st.sampled_from(report.waived))
    return found


@st.composite
def violations(draw: st.DrawFn) -> Violation:
    """Draw a violation of any rule.

    >>> from hypothesis import given
    >>> @given(violations())
    ... def test_my_page_shows_the_message(violation):
    ...     assert violation.message() in my_page(violation)
    """
    code = draw(st.sampled_from([*ACTION_CODES, *REQUEST_CODES]))
    subject = draw(violating(code))
    if code in REQUEST_CODES:
        (request,) = pending(subject)
        report = validate(request, action=subject.action, **CONTEXT)
    else:
        report = validate(subject, rules=ALL, **CONTEXT)
    return draw(st.sampled_from(report.by_code(code)))


@st.composite
def report_deltas(draw: st.DrawFn) -> ReportDelta:
    """Draw what differs between the reports on an action before and after edits.

    >>> from hypothesis import given
    >>> @given(report_deltas())
    ... def test_my_page_shows_what_is_new(delta):
    ...     assert my_page(delta).count("<li>") == len(delta.introduced)
    """
    before = draw(actions(quality=Quality.ANY))
    after = draw(changed(before, quality=Quality.ANY))
    return validate(after, **CONTEXT).compare(validate(before, **CONTEXT))


@st.composite
def checks(draw: st.DrawFn) -> Check:
    """Draw the check of a draft: one as people make them, or one that breaks a rule.

    >>> from hypothesis import given
    >>> @given(checks())
    ... def test_my_button_is_there_when_nothing_refuses(check):
    ...     assert my_button(check).is_enabled is check.ok
    """
    usual = drafted(draw(dossiers()), "r0")
    dossier = draw(usual | violating(draw(st.sampled_from(REQUEST_CODES))))
    return dossier.check(draw(st.sampled_from(pending(dossier))).id, **CONTEXT)
