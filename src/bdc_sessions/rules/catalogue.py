"""The catalogue of rules, listed by hand."""

from typing import Final

from bdc_sessions.rules.action_rules import ACTION_RULES
from bdc_sessions.rules.advice_rules import ADVICE_RULES
from bdc_sessions.rules.component_rules import COMPONENT_RULES
from bdc_sessions.rules.info_rules import INFO_RULES
from bdc_sessions.rules.request_rules import REQUEST_RULES
from bdc_sessions.rules.rule_set import RuleSet
from bdc_sessions.rules.session_rules import SESSION_RULES

RULES: Final = RuleSet(
    (*ACTION_RULES, *COMPONENT_RULES, *SESSION_RULES, *INFO_RULES, *REQUEST_RULES)
)
"""The default rules."""

ADVICE: Final = RuleSet(ADVICE_RULES)
"""Advice, off by default: ``RULES | ADVICE``."""
