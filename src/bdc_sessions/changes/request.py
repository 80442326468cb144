"""``ChangeRequest``: a request to change one session of one component (§1.2, §1.3, §2)."""

from enum import StrEnum
from typing import Any, ClassVar

import attrs
from attrs import field, frozen
from pendulum import DateTime

from bdc_sessions.changes.changes import Changes
from bdc_sessions.changes.field_change import FieldChange
from bdc_sessions.changes.labels import labels_to
from bdc_sessions.changes.recap import Recap, recap_of
from bdc_sessions.model import Action, Issuer, Path
from bdc_sessions.model.about import About
from bdc_sessions.model.fields import (
    bind_location,
    label,
    optional_text,
    to_instance,
    to_optional_instant,
    to_text,
)
from bdc_sessions.model.issuer import to_issuer
from bdc_sessions.model.screens import pairs_of
from bdc_sessions.model.shape import shape
from bdc_sessions.model.value import Value, enum_repr
from bdc_sessions.screen import Pairs, Screen
from bdc_sessions.texts import counted, display, one_line, short_repr, summary


class RequestStatus(StrEnum):
    """The two statuses of the guide; there are no others (§1.2, §1.3).

    >>> RequestStatus("Validée")
    RequestStatus.VALIDATED
    """

    PENDING = "En attente d'émission"
    """not issued yet, and may be discarded"""
    VALIDATED = "Validée"
    """issued and applied, dated, final"""

    __repr__ = enum_repr


class RequestKind(StrEnum):
    """The kind of a request ("Type de la modification", §1.2).

    >>> list(RequestKind)
    [RequestKind.SESSIONS]
    """

    SESSIONS = "Demande de modification de sessions et informations collectives"
    """the only kind in the guide"""

    __repr__ = enum_repr


class Message(StrEnum):
    """The guide's green messages (§1.2, §1.3).

    >>> print(Message.DISCARDED)
    La demande de modification a été correctement supprimée.
    """

    ISSUED = "Votre demande a été émise et appliquée avec succès."
    """once a request is issued"""
    DISCARDED = "La demande de modification a été correctement supprimée."
    """once a pending request is discarded"""

    __repr__ = enum_repr


def _to_kind(value: RequestKind, where: str = "") -> RequestKind:
    return to_instance(value, RequestKind, where)


def _to_status(value: RequestStatus, where: str = "") -> RequestStatus:
    return to_instance(value, RequestStatus, where)


def _to_changes(value: Changes, where: str = "") -> Changes:
    return to_instance(value, Changes, where)


@frozen(kw_only=True, repr=False, field_transformer=bind_location)
class ChangeRequest(Value):
    """A request to change one session, with the changes that it makes to the action (§1.2).

    >>> places = FieldChange("components[01].sessions[01].places", 10, 0)
    >>> changes = Changes(Action, [places])
    >>> request = ChangeRequest(id="r1", component="01", session="01", changes=changes)
    >>> request
    <ChangeRequest r1: components[01].sessions[01], 1 field, PENDING>
    >>> print(request)
    Demande de modification r1 : Composante n° 01 / Session n° 01, 1 champ, En attente d'émission

    Attributes:
        id: The identifier, any text that is unique in its dossier.
        kind: The guide's "Type de la modification", of which there is one.
        component: The number of the session's component.
        session: The number of the session to change or to add.
        changes: The changes, with paths from the action.
        status: Whether it is pending, or issued and final.
        issuer: Who issued it; None while pending.
        issued_at: The instant of issue, in Europe/Paris, to the microsecond; None while pending.
        provider: The guide's "Prestataire", free text.
        observations: The guide's "Observations", free text.
        amendment: The guide's "Avenant", free text.

    Raises:
        TypeError: A field of another type.
        ValueError: A pending request with an issuer or instant, a validated one without, changes of
            a class other than ``Action``.
    """

    ABOUT: ClassVar[About] = About(
        "change_request",
        "Demande de modification",
        "request",
        description="A request to change one session, with its changes to the action (§1.2).",
    )

    id: str = field(converter=to_text, metadata=label("Demande"))
    kind: RequestKind = field(
        default=RequestKind.SESSIONS,
        converter=_to_kind,
        metadata=label("Type de la modification"),
    )
    component: str = field(converter=to_text, metadata=label("Composante"))
    session: str = field(converter=to_text, metadata=label("Session"))
    changes: Changes = field(converter=_to_changes, metadata=label("Modifications"))
    status: RequestStatus = field(
        default=RequestStatus.PENDING,
        converter=_to_status,
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
    provider: str | None = optional_text("Prestataire")
    observations: str | None = optional_text("Observations")
    amendment: str | None = optional_text("Avenant")

    def __attrs_post_init__(self) -> None:
        """Refuse changes of another class, and an issuer or instant that contradicts the status."""
        if self.changes.of is not Action:
            raise ValueError(
                f"ChangeRequest.changes: found changes of {self.changes.of.__name__}; "
                "expected changes of Action"
            )
        issued = self.status is RequestStatus.VALIDATED
        if (self.issuer is not None) is not issued or (self.issued_at is not None) is not issued:
            raise ValueError(
                f"ChangeRequest {short_repr(self.id)}: found status {self.status.value!r} with "
                f"issuer {short_repr(self.issuer)} and instant {self.issued_at}; "
                "expected both for 'Validée' only"
            )

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the instant in UTC: in Paris, a pickle loses which of two repeated hours it is."""
        fields = {a.name: getattr(self, a.name) for a in attrs.fields(type(self))}
        at = self.issued_at
        fields["issued_at"] = at and at.in_timezone("UTC")
        return _unpickled, (fields,)

    @property
    def path(self) -> Path:
        """The path of the session in the action.

        >>> changes = Changes(Action, [FieldChange("title", "A", "B")])
        >>> str(ChangeRequest(id="r1", component="01", session="02", changes=changes).path)
        'components[01].sessions[02]'
        """
        return Path((("components", self.component), ("sessions", self.session)))

    @property
    def is_addition(self) -> bool:
        """Whether the request adds its session ("Ajouter une nouvelle session", §1.2).

        >>> changes = Changes(Action, [FieldChange("title", "A", "B")])
        >>> ChangeRequest(id="r1", component="01", session="02", changes=changes).is_addition
        False
        """
        number = self.change_of("number")
        return number is not None and number.is_addition

    def change_of(self, name: str) -> "FieldChange | None":
        """Return the change of one field of the session; None if it does not change.

        >>> changes = Changes(Action, [FieldChange("components[01].sessions[01].places", 10, 0)])
        >>> request = ChangeRequest(id="r1", component="01", session="01", changes=changes)
        >>> request.change_of("places").after, request.change_of("start")
        (0, None)
        """
        path = self.path / name
        return next((change for change in self.changes if change.path == path), None)

    def recap(self, action: "Action", *, codes: bool = True) -> "Recap":
        """Return the guide's table: the same rows before and after the request is issued (§1.2).

        >>> from bdc_sessions import example_action
        >>> places = FieldChange("components[01].sessions[01].places", 10, 0)
        >>> changes = Changes(Action, [places])
        >>> request = ChangeRequest(id="r1", component="01", session="01", changes=changes)
        >>> request.recap(example_action())[0].label
        '01 - FORP - Formation Projet Pro / Session n° 01 / Nb. de places'

        Args:
            action: The action, before or after the request is issued.
            codes: Whether coded terms print their code, as the guide does, or their label.
        """
        to_instance(action, Action, "ChangeRequest.recap(action)")
        return recap_of(self.changes, action, codes=codes)

    def screen(self, *, action: "Action | None" = None) -> "Screen":
        """Return a screen of the request's fields and of its MODIFICATIONS (§1.2).

        >>> changes = Changes(Action, [FieldChange("components[01].sessions[01].places", 10, 0)])
        >>> request = ChangeRequest(id="r1", component="01", session="01", changes=changes)
        >>> request.screen().parts[1].title
        'MODIFICATIONS'

        Args:
            action: The action, before or after the request is issued: with it, the changed fields
                are named as in the guide's recap, after their component.
        """
        names = [name for name in shape(ChangeRequest).labels if name != "changes"]
        changes = self.changes if action is None else self.recap(action)
        return Screen(
            f"{self.ABOUT.title} {self.id}", [Pairs(pairs_of(self, *names)), changes.screen()]
        )

    def __str__(self) -> str:
        """Return the request as a line in French: session, number of fields, status."""
        fields = counted(len(self.changes), "champ")
        line = f"{self.ABOUT.title} {self.id} : {labels_to(Action, self.path)}, {fields}"
        issued = f", {display(self.issued_at)}, {self.issuer}" if self.issuer else ""
        return one_line(f"{line}, {self.status.value}{issued}")

    def __repr__(self) -> str:
        """Return the request's id, path, number of fields and status."""
        fields = counted(len(self.changes), "field", "en")
        return summary(type(self), f"{self.id}: {self.path}, {fields}, {self.status.name}")


def _unpickled(fields: dict[str, Any]) -> ChangeRequest:
    return ChangeRequest(**fields)
