"""A change request: what is asked of one session of one component (§1.2, §1.3, §2)."""

from enum import StrEnum

from attrs import field, frozen
from pendulum import DateTime

from bdc_sessions.changes.changes import Changes
from bdc_sessions.changes.field_change import FieldChange
from bdc_sessions.changes.recap import Recap, recap_of
from bdc_sessions.model import Action, Issuer, Path, tree
from bdc_sessions.model.fields import instant, labelled, one_of, optional, placed, text


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


@frozen(kw_only=True, field_transformer=placed)
class ChangeRequest:
    """A request to change one session, with the changes that it makes to the action.

    ``ValueError``: a pending request that is dated or signed, a validated one that is not, changes
    that are not of an action.
    """

    id: str = field(converter=text, metadata=labelled("Demande"))
    kind: RequestKind = field(
        default=RequestKind.SESSIONS,
        converter=one_of(RequestKind),
        metadata=labelled("Type de la modification"),
    )
    component: str = field(converter=text, metadata=labelled("Composante"))
    session: str = field(converter=text, metadata=labelled("Session"))
    changes: Changes = field(converter=one_of(Changes), metadata=labelled("Modifications"))
    status: RequestStatus = field(
        default=RequestStatus.PENDING,
        converter=one_of(RequestStatus),
        metadata=labelled("Etat / Historique"),
    )
    issuer: Issuer | None = field(
        default=None, converter=optional(one_of(Issuer)), metadata=labelled("Nom/Statut de l'émetteur")
    )
    issued_at: DateTime | None = field(
        default=None,
        converter=optional(instant),
        eq=lambda at: at and at.in_timezone("UTC"),
        metadata=labelled("Date d'émission"),
    )
    provider: str | None = field(
        default=None, converter=optional(text), metadata=labelled("Prestataire")
    )
    observations: str | None = field(
        default=None, converter=optional(text), metadata=labelled("Observations")
    )
    amendment: str | None = field(
        default=None, converter=optional(text), metadata=labelled("Avenant")
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
                f"{self.issuer} and instant {self.issued_at}; expected both for 'Validée', else none"
            )

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

    evolve = tree.evolve


