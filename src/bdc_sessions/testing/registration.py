"""Which strategy draws the values of each public class: what ``st.from_type`` gives."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, get_origin

from hypothesis import strategies as st

from bdc_sessions.changes import (
    ChangeRequest,
    Changes,
    Conflict,
    FieldChange,
    Merge,
    Recap,
    RecapRow,
)
from bdc_sessions.dossier import Check, Dossier, HistoryEntry, TrackingRow
from bdc_sessions.errors import BdcSessionsError
from bdc_sessions.model import (
    Action,
    Address,
    CollectiveInfo,
    Component,
    Issuer,
    Path,
    Session,
    Site,
    Term,
    Volume,
)
from bdc_sessions.rules import Report, ReportDelta, Rule, RuleSet, Violation
from bdc_sessions.testing import strategies
from bdc_sessions.testing.failures import ERRORS

STRATEGIES: Mapping[type[Any], Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Action: strategies.actions,
        Component: strategies.components,
        Volume: strategies.volumes,
        Site: strategies.sites,
        Session: strategies.sessions,
        CollectiveInfo: strategies.collective_infos,
        Address: strategies.addresses,
        Term: strategies.terms,
        Issuer: strategies.issuers,
        Path: strategies.paths,
        FieldChange: strategies.field_changes,
        Changes: strategies.changes,
        Conflict: strategies.conflicts,
        Merge: strategies.merges,
        Recap: strategies.recaps,
        RecapRow: strategies.recap_rows,
        Rule: strategies.rules,
        RuleSet: strategies.rule_sets,
        Violation: strategies.violations,
        Report: strategies.reports,
        ReportDelta: strategies.report_deltas,
        Dossier: strategies.dossiers,
        ChangeRequest: strategies.change_requests,
        Check: strategies.checks,
        TrackingRow: strategies.tracking_rows,
        HistoryEntry: strategies.history_entries,
        BdcSessionsError: strategies.errors,
        **{cls: partial(strategies.errors, cls) for cls in ERRORS},
    }
)
"""The strategy of each class, by default."""


def strategy_of(asked: Any) -> Any:
    """Return the strategy of a class; ``NotImplemented`` for one that is not ours.

    Hypothesis asks for the classes above ours too, ``Exception`` or ``Sequence``: it is to go on
    drawing them as if we were not there.
    """
    drawn = STRATEGIES.get(get_origin(asked) or asked)
    return NotImplemented if drawn is None else drawn()
