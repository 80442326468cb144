"""Values for your tests, drawn by Hypothesis, valid or broken; and a kit that tests a service.

>>> from hypothesis import given
>>> from bdc_sessions import validate
>>> from bdc_sessions.testing import CONTEXT, actions
>>> @given(actions())
... def test_an_action_is_valid(action):
...     assert validate(action, **CONTEXT).ok
>>> test_an_action_is_valid()

Hypothesis is loaded with the first name that needs it, the extra "lheo" when an offer is drawn.
"""

from types import FunctionType
from typing import TYPE_CHECKING

from bdc_sessions.extras import missing_extra
from bdc_sessions.model.short_signature import prints_short
from bdc_sessions.testing.context import CONTEXT
from bdc_sessions.testing.quality import Quality
from bdc_sessions.testing.realistic import sample

if TYPE_CHECKING:
    from bdc_sessions.testing.differences import (
        changes,
        conflicts,
        field_changes,
        merges,
        paths,
        recap_rows,
        recaps,
    )
    from bdc_sessions.testing.failures import errors
    from bdc_sessions.testing.faults.violating import violating
    from bdc_sessions.testing.findings import (
        checks,
        groups,
        report_deltas,
        reports,
        rule_sets,
        rules,
        skipped,
        twins,
        violations,
        waived,
    )
    from bdc_sessions.testing.forms import form_fields, migrations, screens, term_tables
    from bdc_sessions.testing.kit import Capability, Conformance, DossierService, conformance
    from bdc_sessions.testing.lifecycles import (
        change_requests,
        dossiers,
        history_entries,
        tracking_rows,
        trackings,
    )
    from bdc_sessions.testing.offer_values import offers, offers_for
    from bdc_sessions.testing.values import (
        actions,
        addresses,
        changed,
        collective_infos,
        components,
        issuers,
        sessions,
        sites,
        terms,
        volumes,
    )
else:
    _HOMES = ("values", "faults.violating", "kit", "differences", "lifecycles", "findings")
    _HOMES = (*_HOMES, "forms", "failures", "offer_values")

    def __getattr__(name: str) -> object:
        """Load what needs hypothesis when it is asked for."""
        from importlib import import_module  # noqa: PLC0415 - loads nothing by itself

        for home in _HOMES if name in __all__ else ():
            try:
                strategy = vars(import_module(f"{__name__}.{home}")).get(name)
            except ModuleNotFoundError as error:
                if error.name != "hypothesis":
                    raise
                raise missing_extra(__name__, "testing", error) from error
            if isinstance(strategy, FunctionType):
                prints_short(strategy)
            if strategy is not None:
                globals()[name] = strategy
                return strategy
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})


__all__ = [  # noqa: RUF022 - grouped by hand
    # What is drawn, and how it is judged
    "CONTEXT",
    "Quality",
    # What is made without Hypothesis
    "sample",
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
    "groups",
    "twins",
    "violations",
    "reports",
    "report_deltas",
    "skipped",
    "waived",
    # Requests
    "dossiers",
    "change_requests",
    "checks",
    "trackings",
    "tracking_rows",
    "history_entries",
    # Screens, forms, and data of older formats
    "screens",
    "form_fields",
    "term_tables",
    "migrations",
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
