"""Rules as an embedder writes them, made on the spot, and requests that they judge."""

from typing import Any

from bdc_sessions import (
    RULES,
    Rule,
    Session,
    Severity,
    rule,
)
from bdc_sessions.rules.example import example_action, example_context

CONTEXT = example_context()
SAID: dict[str, Any] = {"source": "ici", "fr": "a", "en": "b"}
"""What every rule says, where a test does not ask for more."""


def made(predicate: Any, **options: Any) -> Rule:
    """Make a rule of sessions, unless told otherwise."""
    facts: dict[str, Any] = {"on": Session, "fields": ("places",), **SAID}
    return rule(**{"code": "REG-001", "severity": Severity.WARNING, **facts, **options})(predicate)


def failing(code: str) -> Any:
    """Return the example edited so that it breaks a rule: an action, or a request on it."""
    fails = RULES[code].fails
    assert fails is not None
    return fails(example_action())
