"""The feed's rules: what the format asks of offers, of an action, and of a document."""

from typing import Final

from bdc_sessions.feeds.lheo.document_rules import DOCUMENT_RULES
from bdc_sessions.feeds.lheo.model_rules import MODEL_RULES
from bdc_sessions.feeds.lheo.offer_rules import OFFER_RULES
from bdc_sessions.rules import RuleSet

RULES: Final = RuleSet((*OFFER_RULES, *MODEL_RULES, *DOCUMENT_RULES))
"""The rules of the feed."""
