"""Rules, rule sets, and reports of the violations that they find."""

from bdc_sessions.rules.catalogue import ADVICE, RULES
from bdc_sessions.rules.decorator import rule
from bdc_sessions.rules.example import example_action
from bdc_sessions.rules.group import Aggregate, Group, Twins
from bdc_sessions.rules.predicates import (
    among,
    blank,
    each,
    filled,
    fits,
    length,
    line_fits,
    matches,
    missing,
    negate,
    optional,
)
from bdc_sessions.rules.report import Report, ReportDelta
from bdc_sessions.rules.rule import Rule
from bdc_sessions.rules.rule_set import RuleSet
from bdc_sessions.rules.severity import Severity
from bdc_sessions.rules.skipped import Skipped, Waived
from bdc_sessions.rules.validate import validate
from bdc_sessions.rules.violation import Violation
from bdc_sessions.rules.waiver import Waiver

__all__ = [  # noqa: RUF022 - grouped by hand
    # Rules and sets of them
    "rule",
    "Rule",
    "RuleSet",
    "RULES",
    "ADVICE",
    "Severity",
    "Group",
    "Aggregate",
    "Twins",
    # Reports
    "validate",
    "Report",
    "ReportDelta",
    "Violation",
    "Skipped",
    "Waived",
    "Waiver",
    # The words of predicates, which take values and columns alike
    "among",
    "blank",
    "each",
    "filled",
    "fits",
    "length",
    "line_fits",
    "matches",
    "missing",
    "negate",
    "optional",
    # The guide's action
    "example_action",
]
