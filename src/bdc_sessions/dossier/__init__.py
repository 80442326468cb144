"""The life cycle of requests: draft, check, issue, discard, rebase, history."""

from bdc_sessions.dossier.check import Check
from bdc_sessions.dossier.dossier import Dossier
from bdc_sessions.dossier.example import example_dossier
from bdc_sessions.dossier.history import HistoryEntry
from bdc_sessions.dossier.tracking import Tracking, TrackingRow

__all__ = ["Check", "Dossier", "HistoryEntry", "Tracking", "TrackingRow", "example_dossier"]
