"""A change request: what is asked of one session of one component (§1.2, §1.3, §2)."""

from enum import StrEnum
from typing import Any, ClassVar

import attrs
from attrs import field, frozen
from pendulum import DateTime

from bdc_sessions.changes.changes import Changes
from bdc_sessions.changes.field_change import FieldChange
from bdc_sessions.changes.recap import Recap, recap_of
from bdc_sessions.model import Action, Issuer, Path
from bdc_sessions.model.about import About
from bdc_sessions.model.fields import (
    bind_location,
    label,
    to_instance,
    to_optional_instant,
    to_optional_text,
    to_text,
)
from bdc_sessions.model.issuer import to_issuer


class RequestStatus(StrEnum):
    """The two statuses of the guide; there are no others (§1.2, §1.3)."""

    PENDING = "En attente d'émission"
    """without a date, and may be discarded"""
    VALIDATED = "Validée"
    """issued and applied, dated, final"""


class RequestKind(StrEnum):
    """The kind of a request ("Type de la modification", §1.2)."""

    SESSIONS = "Demande de modification de sessions et informations collectives"


class Message(StrEnum):
    """The guide's green messages (§1.2, §1.3)."""

    ISSUED = "Votre demande a été émise et appliquée avec succès."
    DISCARDED = "La demande de modification a été correctement supprimée."


def _kind(value: RequestKind, where: str = "") -> RequestKind:
    return to_instance(value, RequestKind, where)


def _status(value: RequestStatus, where: str = "") -> RequestStatus:
    return to_instance(value, RequestStatus, where)


def _changes(value: Changes, where: str = "") -> Changes:
    return to_instance(value, Changes, where)


@frozen(kw_only=True, field_transformer=bind_location)
class ChangeRequest:
    """A request to change one session, with the changes that it makes to the action.

    ``ValueError``: a pending request that is dated or signed, a validated one that is not, changes
    that are not of an action.
    """

    ABOUT: ClassVar[About] = About("change_request", "Demande de modification", "request")

    id: str = field(converter=to_text, metadata=label("Demande"))
    kind: RequestKind = field(
        default=RequestKind.SESSIONS,
        converter=_kind,
        metadata=label("Type de la modification"),
    )
    component: str = field(converter=to_text, metadata=label("Composante"))
    session: str = field(converter=to_text, metadata=label("Session"))
    changes: Changes = field(converter=_changes, metadata=label("Modifications"))
    status: RequestStatus = field(
        default=RequestStatus.PENDING,
        converter=_status,
        metadata=label("Etat / Historique"),
    )
    issuer: Issuer | None = field(
        default=None,
        converter=to_issuer,
        metadata=label("Nom/Statut de l'émetteur"),
    )
    issued_at: DateTime | None = field(
        default=None,
        converter=to_optional_instant,
        eq=lambda at: at and at.in_timezone("UTC"),
        metadata=label("Date d'émission"),
    )
    provider: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Prestataire")
    )
    observations: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Observations")
    )
    amendment: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Avenant")
    )

    def __attrs_post_init__(self) -> None:
        """Refuse what could not exist: a status without its date and issuer, or with."""
        if self.changes.of is not Action:
            raise ValueError(
                f"ChangeRequest.changes: found changes of {self.changes.of.__name__}; "
                "expected changes of Action"
            )
        due = self.status is RequestStatus.VALIDATED
        if (self.issuer is not None) is not due or (self.issued_at is not None) is not due:
            raise ValueError(
                f"ChangeRequest {self.id!r}: found status {self.status.value!r} with issuer "
                f"{self.issuer} and instant {self.issued_at}; expected both for 'Validée' only"
            )

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the instant in UTC: pendulum forgets which of a repeated hour's two it was."""
        fields = {a.name: getattr(self, a.name) for a in attrs.fields(type(self))}
        at = self.issued_at
        fields["issued_at"] = at and at.in_timezone("UTC")
        return _unpickled, (fields,)

    @property
    def path(self) -> Path:
        """Where the session stands in the action."""
        return Path((("components", self.component), ("sessions", self.session)))

    @property
    def is_addition(self) -> bool:
        """Whether the request adds its session ("Ajouter une nouvelle session", §1.2)."""
        number = self.change_of("number")
        return number is not None and number.is_addition

    def change_of(self, name: str) -> FieldChange | None:
        """Return the change of one field of the session, if there is one."""
        path = self.path / name
        return next((change for change in self.changes if change.path == path), None)

    def recap(self, action: Action, *, codes: bool = True) -> Recap:
        """Return the guide's table: the same rows before and after the request is issued."""
        return recap_of(self.changes, action, codes=codes)

    def evolve(self, **fields: Any) -> "ChangeRequest":
        """Return a copy with some fields changed and checked; the same as ``attrs.evolve``."""
        return attrs.evolve(self, **fields)


def _unpickled(fields: dict[str, Any]) -> ChangeRequest:
    return ChangeRequest(**fields)
