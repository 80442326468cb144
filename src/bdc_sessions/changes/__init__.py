"""Differences between two values: diff, apply, merge, recap and change requests."""

from bdc_sessions.changes.changes import Changes
from bdc_sessions.changes.conflict import Conflict, Side
from bdc_sessions.changes.diff import diff
from bdc_sessions.changes.field_change import FieldChange
from bdc_sessions.changes.merge import Merge, merge
from bdc_sessions.changes.recap import Recap, RecapRow, recap
from bdc_sessions.changes.request import ChangeRequest, Message, RequestKind, RequestStatus

__all__ = [
    "ChangeRequest",
    "Changes",
    "Conflict",
    "FieldChange",
    "Merge",
    "Message",
    "Recap",
    "RecapRow",
    "RequestKind",
    "RequestStatus",
    "Side",
    "diff",
    "merge",
    "recap",
]
