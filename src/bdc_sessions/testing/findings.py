"""What rules find in drawn values: violations, reports, checks, and the rules themselves."""

from hypothesis import strategies as st

from bdc_sessions.changes import ChangeRequest
from bdc_sessions.codec import STRUCTURE
from bdc_sessions.dossier import Check, Dossier, HistoryEntry, TrackingRow
from bdc_sessions.rules import (
    ADVICE,
    RULES,
    Report,
    ReportDelta,
    Rule,
    RuleSet,
    Severity,
    Violation,
    validate,
)
from bdc_sessions.testing import loose
from bdc_sessions.testing.context import CONTEXT, TODAY
from bdc_sessions.testing.loose_edits import edited_actions
from bdc_sessions.testing.model import valid_actions
from bdc_sessions.testing.playing import drafted, issued_once, pending, played, requests
from bdc_sessions.testing.violating import violating

ALL = RULES | ADVICE
ACTION_CODES = [rule.code for rule in ALL if rule.subject is not ChangeRequest]
REQUEST_CODES = [rule.code for rule in ALL if rule.subject is ChangeRequest]

rules: st.SearchStrategy[Rule] = st.sampled_from(list(ALL | STRUCTURE))


@st.composite
def rule_sets(draw: st.DrawFn) -> RuleSet:
    """Draw some of the rules, one at times with another severity, one at times waived."""
    known = draw(st.sampled_from([RULES, ALL, ADVICE, STRUCTURE]))
    codes = [rule.code for rule in known]
    kept = known.only(*draw(st.lists(st.sampled_from(codes), unique=True, min_size=1)))
    code = draw(st.sampled_from(kept.rules)).code
    if draw(st.booleans()):
        kept = kept.with_severity(code, draw(st.sampled_from(Severity)))
    if draw(st.booleans()):
        until = draw(st.sampled_from([None, TODAY, TODAY.subtract(days=1)]))
        kept = kept.waive(code, reason="essai", until=until)
    return kept


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Draw a report: on what is valid, on what breaks one rule, or on anything."""
    code = draw(st.sampled_from(ACTION_CODES))
    value = draw(st.one_of(valid_actions(), violating(code), loose.actions()))
    judging = draw(st.sampled_from([RULES, ALL, ALL.waive(code, reason="essai")]))
    return validate(value, rules=judging, **draw(st.sampled_from([CONTEXT, {}])))


@st.composite
def violations(draw: st.DrawFn) -> Violation:
    """Draw a violation of any rule."""
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
    """Draw what differs between the reports on an action before and after edits."""
    before = draw(loose.actions())
    after = draw(edited_actions(before, 4))
    return validate(after, **CONTEXT).compare(validate(before, **CONTEXT))


@st.composite
def checks(draw: st.DrawFn) -> Check:
    """Draw the check of a draft: one that people made, or one that breaks a rule."""
    usual = drafted(draw(played()), "r0")
    dossier: Dossier = draw(usual | violating(draw(st.sampled_from(REQUEST_CODES))))
    return dossier.check(draw(st.sampled_from(pending(dossier))).id, **CONTEXT)


tracking_rows: st.SearchStrategy[TrackingRow] = requests().map(TrackingRow.of)


@st.composite
def history_entries(draw: st.DrawFn) -> HistoryEntry:
    """Draw what a validated request made of a field."""
    dossier = draw(issued_once())
    change = draw(st.sampled_from(dossier.requests[0].changes))
    return dossier.history(change.path)[0]
