"""Values, and what is broken in them, drawn by Hypothesis: for tests of what is built on this.

>>> from hypothesis import given
>>> from bdc_sessions import validate
>>> @given(actions())
... def test_an_action_is_valid(action):
...     assert validate(action, **CONTEXT).ok
>>> test_an_action_is_valid()
"""

from bdc_sessions.testing.conformance import (
    Capability,
    Conformance,
    DossierService,
    conformance,
)
from bdc_sessions.testing.context import CONTEXT
from bdc_sessions.testing.offers import offers, offers_for
from bdc_sessions.testing.quality import Quality
from bdc_sessions.testing.strategies import (
    actions,
    addresses,
    change_requests,
    changed,
    changes,
    checks,
    collective_infos,
    components,
    conflicts,
    dossiers,
    errors,
    field_changes,
    history_entries,
    issuers,
    merges,
    paths,
    recap_rows,
    recaps,
    report_deltas,
    reports,
    rule_sets,
    rules,
    sessions,
    sites,
    terms,
    tracking_rows,
    violations,
    volumes,
)
from bdc_sessions.testing.violating import violating

__all__ = [  # noqa: RUF022 - grouped by hand
    # What is drawn, and how it is judged
    "CONTEXT",
    "Quality",
    # The model
    "actions",
    "components",
    "volumes",
    "sites",
    "sessions",
    "collective_infos",
    "addresses",
    "terms",
    "issuers",
    # Changes
    "changed",
    "paths",
    "field_changes",
    "changes",
    "conflicts",
    "merges",
    "recaps",
    "recap_rows",
    # Rules
    "violating",
    "rules",
    "rule_sets",
    "violations",
    "reports",
    "report_deltas",
    # Requests
    "dossiers",
    "change_requests",
    "checks",
    "tracking_rows",
    "history_entries",
    # Errors
    "errors",
    # The conformance kit
    "conformance",
    "Conformance",
    "DossierService",
    "Capability",
    # The feed of the CARIF; drawing needs the extra "lheo"
    "offers",
    "offers_for",
]
