"""Every failure of the library: one base class, one class per failure.

Each error carries its facts as attributes. ``str(error)`` is English, for logs; ``error.message()``
is French, for the person in front of the screen. A wrong type is a plain ``TypeError``.
"""

from bdc_sessions.errors.changes import MergeConflictError, StaleChangeError
from bdc_sessions.errors.library_error import BdcSessionsError
from bdc_sessions.errors.library_error import rebuild as _rebuild  # noqa: F401 - pickles know it by this name
from bdc_sessions.errors.lookup import DuplicateNumberError, NotFoundError
from bdc_sessions.errors.reports import DecodeError, InvalidError
from bdc_sessions.errors.requests import (
    NotDeletableError,
    Reason,
    RefusedError,
    RequestStateError,
)

__all__ = [
    "BdcSessionsError",
    "DecodeError",
    "DuplicateNumberError",
    "InvalidError",
    "MergeConflictError",
    "NotDeletableError",
    "NotFoundError",
    "Reason",
    "RefusedError",
    "RequestStateError",
    "StaleChangeError",
]
