"""The conformance kit: a service of an embedder's own and the library, side by side."""

from bdc_sessions.testing.kit.case import Conformance, conformance
from bdc_sessions.testing.kit.service import Capability, DossierService

__all__ = ["Capability", "Conformance", "DossierService", "conformance"]
