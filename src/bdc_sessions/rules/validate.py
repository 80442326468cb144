"""Judging a value by rules: in full, or only what changed since a report."""

from collections.abc import Container, Iterable, Mapping
from datetime import date
from decimal import (
    ROUND_HALF_EVEN,
    Context,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    localcontext,
)
from typing import Any, Final, NamedTuple

from bdc_sessions.changes import ChangeRequest
from bdc_sessions.model import Action, CollectiveInfo, Component, Path, Session
from bdc_sessions.model.fields import to_date, to_instance, wrong_type
from bdc_sessions.rules.catalogue import RULES
from bdc_sessions.rules.engine import Engine
from bdc_sessions.rules.judge import UNJUDGED, Earlier
from bdc_sessions.rules.plan import plan_of
from bdc_sessions.rules.report import Report
from bdc_sessions.rules.rule_set import RuleSet
from bdc_sessions.rules.signature import subject_of
from bdc_sessions.rules.skipped import Skipped, Waived
from bdc_sessions.rules.towns import Postal, to_table
from bdc_sessions.rules.violation import Violation

EXACT: Final = Context(
    prec=4100,
    rounding=ROUND_HALF_EVEN,
    Emin=-999999,
    Emax=999999,
    capitals=1,
    clamp=0,
    flags=[],
    traps=[InvalidOperation, DivisionByZero, Overflow],
)
"""The context of all arithmetic: exact for whatever the model holds, whatever the caller has set."""
...
