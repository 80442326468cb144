"""The life cycle of requests: draft, check, issue, discard, rebase, and what is read of it."""

from bdc_sessions.dossier.check import Check
from bdc_sessions.dossier.dossier import Dossier
from bdc_sessions.dossier.rows import TRACKING_HEAD, HistoryEntry, TrackingRow

__all__ = ["TRACKING_HEAD", "Check", "Dossier", "HistoryEntry", "TrackingRow"]
