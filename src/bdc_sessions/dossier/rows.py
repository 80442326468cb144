"""The rows that a dossier is read in: its tracking table and the history of a field."""

from typing import Any, NamedTuple

from attrs import field, frozen
from pendulum import Date, DateTime

from bdc_sessions.changes import ChangeRequest, RequestKind, RequestStatus
from bdc_sessions.model import Issuer
from bdc_sessions.model.display import display
from bdc_sessions.model.fields import to_instant

TRACKING_HEAD = (
    "Type de la modification",
    "Nom/Statut de l'émetteur",
    "Prestataire",
    "Date d'émission",
    "Etat / Historique",
    "Observations",
    "Avenant",
)
"""The heads of "Suivi des demandes de modification" (§1.2)."""


class TrackingRow(NamedTuple):
    """A request as "Suivi des demandes de modification" shows it (§1.2)."""

    kind: RequestKind
    issuer: Issuer | None
    provider: str | None
    issued_on: Date | None
    status: RequestStatus
    observations: str | None
    amendment: str | None

    @classmethod
    def of(cls, request: ChangeRequest) -> "TrackingRow":
        """Read the row off a request."""
        return cls(
            kind=request.kind,
            issuer=request.issuer,
            provider=request.provider,
            issued_on=request.issued_at.date() if request.issued_at else None,
            status=request.status,
            observations=request.observations,
            amendment=request.amendment,
        )

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts of the row, "-" for none."""
        return (
            self.kind.value,
            display(self.issuer),
            display(self.provider),
            display(self.issued_on),
            self.status.value,
            display(self.observations),
            display(self.amendment),
        )


@frozen
class HistoryEntry:
    """What an issued request made of a field: ``request`` is its id; ABSENT for nothing."""

    request: str
    issuer: Issuer
    at: DateTime = field(converter=to_instant, eq=lambda at: at.in_timezone("UTC"))
    before: Any
    after: Any

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the instant in UTC: a pickle loses which of the repeated hours it is in."""
        at = self.at.in_timezone("UTC")
        return HistoryEntry, (self.request, self.issuer, at, self.before, self.after)
