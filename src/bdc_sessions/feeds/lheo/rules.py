"""The feed's rules: what the format asks of offers, of an action, and of a document."""

from typing import Final

from bdc_sessions.feeds.lheo.asked import ASKED
from bdc_sessions.feeds.lheo.found_rules import FOUND_RULES
from bdc_sessions.feeds.lheo.model_rules import MODEL_RULES
from bdc_sessions.rules import RuleSet

RULES: Final = RuleSet((*ASKED, *MODEL_RULES, *FOUND_RULES))
"""The rules of the feed."""
