"""Sessions of the training that French regions buy: entered, checked, changed and published.

>>> from bdc_sessions import example_action, validate
>>> wrong = example_action().set("components[01].sessions[01].places", -1)
>>> validate(wrong).errors[0].message()
"Le nombre de places de la session (-1) doit être d'au moins 0."

An ``Action`` is a training that was bought. It has ``Component``s, and these have ``Session``s with
their information meetings (``CollectiveInfo``). ``diff`` gives ``Changes``, ``validate`` a
``Report``. A ``Dossier`` is an action with its requests: it drafts, checks and issues them.
Everything is an immutable value, and nothing reads a file, a clock or a network.

The model is imported at once, each other package when one of its names is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from bdc_sessions.errors import (
    BdcSessionsError,
    DecodeError,
    DuplicateNumberError,
    InvalidError,
    MergeConflictError,
    NotDeletableError,
    NotFoundError,
    RefusedError,
    RequestStateError,
    StaleChangeError,
)
from bdc_sessions.model import (
    ABSENT,
    TERMS,
    Action,
    Address,
    CollectiveInfo,
    Component,
    EntryMode,
    Issuer,
    Path,
    Session,
    Site,
    Term,
    TermTable,
    Volume,
    VolumeUnit,
)
from bdc_sessions.screen import Screen

if TYPE_CHECKING:
    from bdc_sessions.changes import (
        ChangeRequest,
        Changes,
        Conflict,
        FieldChange,
        Merge,
        Message,
        Recap,
        RecapRow,
        RequestKind,
        RequestStatus,
        Side,
        diff,
        merge,
        recap,
    )
    from bdc_sessions.codec import (
        STRUCTURE,
        FormField,
        Migrations,
        decode,
        dumps,
        encode,
        fingerprint,
        form_fields,
        json_schema,
        loads,
        read_form,
        to_form,
    )
    from bdc_sessions.dossier import (
        Check,
        Dossier,
        HistoryEntry,
        Tracking,
        TrackingRow,
        example_dossier,
    )
    from bdc_sessions.rules import (
        ADVICE,
        RULES,
        Group,
        Report,
        ReportDelta,
        Rule,
        RuleSet,
        Severity,
        Skipped,
        Twins,
        Violation,
        Waived,
        example_action,
        rule,
        validate,
    )

else:

    def __getattr__(name: str) -> Any:
        """Import a name, or a package, on its first use."""
        if name in LAZY_PACKAGES:
            return import_module(f"{__name__}.{name}")
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name)
        package = next(
            filter(lambda package: name in package.__all__, map(__getattr__, LAZY_PACKAGES))
        )
        globals()[name] = value = getattr(package, name)
        return value


__all__ = [  # noqa: RUF022 - grouped by hand
    # The model
    "Action",
    "Component",
    "Volume",
    "VolumeUnit",
    "Site",
    "EntryMode",
    "Session",
    "CollectiveInfo",
    "Address",
    "Term",
    "TermTable",
    "TERMS",
    "Issuer",
    "example_action",
    "example_dossier",
    # Changes
    "diff",
    "merge",
    "recap",
    "Path",
    "ABSENT",
    "FieldChange",
    "Changes",
    "Conflict",
    "Side",
    "Merge",
    "Recap",
    "RecapRow",
    # Rules
    "validate",
    "rule",
    "Rule",
    "RuleSet",
    "Severity",
    "Violation",
    "Report",
    "ReportDelta",
    "Skipped",
    "Waived",
    "Group",
    "Twins",
    "RULES",
    "ADVICE",
    "STRUCTURE",
    # Requests
    "Dossier",
    "ChangeRequest",
    "RequestStatus",
    "RequestKind",
    "Message",
    "Check",
    "Tracking",
    "TrackingRow",
    "HistoryEntry",
    # Screens
    "Screen",
    # Data
    "encode",
    "decode",
    "dumps",
    "loads",
    "json_schema",
    "fingerprint",
    "Migrations",
    "read_form",
    "to_form",
    "form_fields",
    "FormField",
    # Errors
    "BdcSessionsError",
    "DecodeError",
    "DuplicateNumberError",
    "InvalidError",
    "MergeConflictError",
    "NotDeletableError",
    "NotFoundError",
    "RefusedError",
    "RequestStateError",
    "StaleChangeError",
]

LAZY_PACKAGES = ("changes", "rules", "dossier", "codec")
"""The packages imported on first use, each after those that it imports."""


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *LAZY_PACKAGES})
