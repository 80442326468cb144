"""What can be encoded, and how the envelope names it."""

from typing import Any

from bdc_sessions.changes import ChangeRequest, Changes, Recap
from bdc_sessions.dossier import Dossier
from bdc_sessions.model import (
    Action,
    Address,
    CollectiveInfo,
    Component,
    Issuer,
    Session,
    Site,
    Term,
    Volume,
)
from bdc_sessions.rules import Report
from bdc_sessions.texts import short_repr

MODEL: dict[type[Any], str] = {
    Action: "action",
    Component: "component",
    Volume: "volume",
    Site: "site",
    Session: "session",
    CollectiveInfo: "collective_info",
    Address: "address",
    Term: "term",
    Issuer: "issuer",
}
"""The classes whose fields changes can be of."""

TYPES: dict[type[Any], str] = {
    **MODEL,
    Changes: "changes",
    Recap: "recap",
    ChangeRequest: "change_request",
    Dossier: "dossier",
    Report: "report",
}
"""Every class that is encoded."""

CLASSES: dict[str, type[Any]] = {name: cls for cls, name in TYPES.items()}
"""The class of each name."""


def type_name(cls: type[Any]) -> str:
    """Return how the envelope names a class; ``TypeError`` for one that is not encoded."""
    given: object = cls
    if not isinstance(given, type) or given not in TYPES:
        found = f"the class {given.__name__}" if isinstance(given, type) else short_repr(given)
        raise TypeError(
            f"found {found}; expected one of {', '.join(known.__name__ for known in TYPES)}"
        )
    return TYPES[cls]
