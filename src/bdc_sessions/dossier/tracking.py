"""The table "Suivi des demandes de modification" (§1.2)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, NamedTuple, overload

from attrs import field, frozen
from pendulum import Date

from bdc_sessions.changes import ChangeRequest, RequestKind, RequestStatus
from bdc_sessions.model import Issuer
from bdc_sessions.model.about import About
from bdc_sessions.model.display import display
from bdc_sessions.model.fields import bind_location, label, to_tuple


class TrackingRow(NamedTuple):
    """A request as the table shows it.

    >>> from bdc_sessions import example_dossier
    >>> row = example_dossier().tracking()[0]
    >>> row.request, row.status, row.issued_on.isoformat()
    ('r1', <RequestStatus.VALIDATED: 'Validée'>, '2022-12-15')
    """

    request: str
    """The id of the request."""
    kind: RequestKind
    """Type de la modification."""
    issuer: Issuer | None
    """Nom/Statut de l'émetteur; None for a draft."""
    provider: str | None
    """Prestataire."""
    issued_on: Date | None
    """Date d'émission, by the clock of Paris; None for a draft."""
    status: RequestStatus
    """Etat / Historique."""
    observations: str | None
    """Observations."""
    amendment: str | None
    """Avenant."""

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts of the guide's seven columns, "-" for none."""
        return (
            self.kind.value,
            display(self.issuer),
            display(self.provider),
            display(self.issued_on),
            self.status.value,
            display(self.observations),
            display(self.amendment),
        )


def _rows(values: Iterable[TrackingRow], where: str = "") -> tuple[TrackingRow, ...]:
    return to_tuple(values, TrackingRow, where)


@frozen(field_transformer=bind_location)
class Tracking(Sequence[TrackingRow]):
    """The rows of the table, newest last: in order of issue, then drafts in order of drafting.

    >>> from bdc_sessions import example_dossier
    >>> tracking = example_dossier().tracking()
    >>> [row.issued_on.isoformat() for row in tracking]
    ['2022-12-15', '2022-12-16']
    """

    ABOUT: ClassVar[About] = About("tracking", "Suivi des demandes de modification")

    HEAD: ClassVar[tuple[str, ...]] = (
        "Type de la modification",
        "Nom/Statut de l'émetteur",
        "Prestataire",
        "Date d'émission",
        "Etat / Historique",
        "Observations",
        "Avenant",
    )
    """The heads of the guide's columns."""

    rows: tuple[TrackingRow, ...] = field(default=(), converter=_rows, metadata=label("Lignes"))
    """A row a request."""

    @classmethod
    def of(cls, requests: Iterable[ChangeRequest]) -> "Tracking":
        """Return the table of requests, in the order given."""
        return cls(
            TrackingRow(
                request=request.id,
                kind=request.kind,
                issuer=request.issuer,
                provider=request.provider,
                issued_on=request.issued_at and request.issued_at.date(),
                status=request.status,
                observations=request.observations,
                amendment=request.amendment,
            )
            for request in requests
        )

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def __iter__(self) -> Iterator[TrackingRow]:
        """Go through the rows, newest last."""
        return iter(self.rows)

    @overload
    def __getitem__(self, index: int) -> TrackingRow: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[TrackingRow, ...]: ...
    def __getitem__(self, index: int | slice) -> TrackingRow | tuple[TrackingRow, ...]:
        """Return a row by its index, or a tuple of some."""
        return self.rows[index]
