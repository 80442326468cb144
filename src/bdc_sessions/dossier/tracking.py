"""The table "Suivi des demandes de modification" (§1.2)."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple, Self, overload

from attrs import field, frozen
from pendulum import Date

from bdc_sessions.changes import ChangeRequest, RequestKind, RequestStatus
from bdc_sessions.model import Issuer
from bdc_sessions.model.about import About
from bdc_sessions.model.fields import (
    bind_location,
    label,
    to_instance,
    to_optional_date,
    to_optional_text,
    to_text,
    to_tuple,
)
from bdc_sessions.model.issuer import to_issuer
from bdc_sessions.model.value import Value, final_class
from bdc_sessions.screen import Screen, Table
from bdc_sessions.screen.of_fields import row_html
from bdc_sessions.texts import counted, display, one_line, summary

NO_REQUEST = "Aucune demande n'a été trouvée."
"""The text of the guide's screen if there is no request."""


class _Row(NamedTuple):
    request: str
    kind: RequestKind
    issuer: Issuer | None
    provider: str | None
    issued_on: Date | None
    status: RequestStatus
    observations: str | None
    amendment: str | None


class TrackingRow(_Row):
    """A request as the table shows it.

    >>> from bdc_sessions import example_dossier
    >>> row = example_dossier().tracking()[0]
    >>> row.request, str(row.status), str(row.issued_on)
    ('r1', 'Validée', '2022-12-15')

    Attributes:
        request: The id of the request.
        kind: Type de la modification.
        issuer: Nom/Statut de l'émetteur; None for a draft.
        provider: Prestataire.
        issued_on: Date d'émission, as in Paris; None for a draft.
        status: Etat / Historique.
        observations: Observations.
        amendment: Avenant.

    Raises:
        TypeError: A value of a wrong type.
    """

    __slots__ = ()
    ABOUT: ClassVar[About] = About(
        "tracking_row", "Ligne", description="A request as the table shows it."
    )
    LABELS: ClassVar[tuple[str, ...]] = (
        "Demande",
        "Type de la modification",
        "Nom/Statut de l'émetteur",
        "Prestataire",
        "Date d'émission",
        "Etat / Historique",
        "Observations",
        "Avenant",
    )

    def __init_subclass__(cls) -> None:
        """Refuse a subclass, as every value does."""
        raise final_class(TrackingRow, cls)

    def __new__(
        cls,
        request: str,
        kind: "RequestKind",
        issuer: "Issuer | None",
        provider: str | None,
        issued_on: "Date | None",
        status: "RequestStatus",
        observations: str | None,
        amendment: str | None,
    ) -> Self:
        """Check the type of each field."""
        return super().__new__(
            cls,
            to_text(request, "TrackingRow.request"),
            to_instance(kind, RequestKind, "TrackingRow.kind"),
            to_issuer(issuer, "TrackingRow.issuer"),
            to_optional_text(provider, "TrackingRow.provider"),
            to_optional_date(issued_on, "TrackingRow.issued_on"),
            to_instance(status, RequestStatus, "TrackingRow.status"),
            to_optional_text(observations, "TrackingRow.observations"),
            to_optional_text(amendment, "TrackingRow.amendment"),
        )

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts of the guide's seven columns, "-" for none.

        >>> from bdc_sessions import example_dossier
        >>> example_dossier().tracking()[0].cells[1:5]
        ('BL Administrateur', '-', '15/12/2022', 'Validée')
        """
        return (
            self.kind.value,
            display(self.issuer),
            display(self.provider),
            display(self.issued_on),
            self.status.value,
            display(self.observations),
            display(self.amendment),
        )

    def __str__(self) -> str:
        """Return the row as a line."""
        return one_line(" | ".join(self.cells))

    def _repr_html_(self) -> str:
        return row_html(self)


def _rows(values: Iterable[TrackingRow], where: str = "") -> tuple[TrackingRow, ...]:
    return to_tuple(values, TrackingRow, where)


@frozen(repr=False, field_transformer=bind_location)
class Tracking(Value, Sequence[TrackingRow]):
    """The table of requests: those issued in order of issue, then drafts in order of drafting.

    >>> from bdc_sessions import example_dossier
    >>> tracking = example_dossier().tracking()
    >>> tracking, tracking.HEAD[0]
    (<Tracking 2 requests>, 'Type de la modification')

    Attributes:
        rows: A row for each request.
        HEAD: The column heads of the guide's seven columns.

    Raises:
        TypeError: A row that is no ``TrackingRow``.
    """

    ABOUT: ClassVar[About] = About(
        "tracking",
        "Suivi des demandes de modification",
        description='The guide\'s table "Suivi des demandes de modification" (§1.2).',
    )

    HEAD: ClassVar[tuple[str, ...]] = TrackingRow.LABELS[1:]

    rows: tuple[TrackingRow, ...] = field(default=(), converter=_rows, metadata=label("Lignes"))

    @classmethod
    def of(cls, requests: "Iterable[ChangeRequest]") -> "Tracking":
        """Return the table of requests, in the order given.

        >>> from bdc_sessions import example_dossier
        >>> len(Tracking.of(example_dossier().requests))
        2
        """
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
            for request in to_tuple(requests, ChangeRequest, "Tracking.of(requests)")
        )

    @property
    def _table(self) -> Table:
        return Table(self.HEAD, [row.cells for row in self.rows])

    def screen(self) -> "Screen":
        """Return the guide's screen "Suivi des demandes de modification" (§1.2).

        >>> print(Tracking().screen())
        Suivi des demandes de modification
        ==================================
        <BLANKLINE>
        Aucune demande n'a été trouvée.
        """
        return Screen(self.ABOUT.title, [self._table if self.rows else NO_REQUEST])

    def to_markdown(self) -> str:
        """Return the table in Markdown, with its special characters escaped.

        >>> from bdc_sessions import example_dossier
        >>> len(example_dossier().tracking().to_markdown().splitlines())
        4
        """
        return Screen("", [self._table]).to_markdown()

    def to_html(self) -> str:
        """Return the screen in HTML, in full, every text escaped.

        >>> from bdc_sessions import example_dossier
        >>> "<td>Validée</td>" in example_dossier().tracking().to_html()
        True
        """
        return self.screen().to_html()

    def __str__(self) -> str:
        """Return the table as text, at most 100 characters wide."""
        return str(Screen("", [self._table]))

    def __repr__(self) -> str:
        """Return the number of rows."""
        return summary(Tracking, counted(len(self), "request", "en"))

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    @overload
    def __getitem__(self, index: int) -> TrackingRow: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[TrackingRow, ...]: ...
    def __getitem__(self, index: int | slice) -> TrackingRow | tuple[TrackingRow, ...]:
        """Return a row by its index, or a tuple of some."""
        return self.rows[index]
