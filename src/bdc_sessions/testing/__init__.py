"""Values, and what is broken in them, drawn by Hypothesis: for tests of what is built on this."""

from bdc_sessions.testing.conformance import conformance
from bdc_sessions.testing.context import CONTEXT
from bdc_sessions.testing.quality import Quality
from bdc_sessions.testing.service import Capability, DossierService
from bdc_sessions.testing.strategies import (
    actions,
    addresses,
    collective_infos,
    components,
    issuers,
    sessions,
    sites,
    terms,
    volumes,
)

__all__ = [  # noqa: RUF022 - grouped by hand
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
    # The conformance kit
    "conformance",
    "DossierService",
    "Capability",
]
