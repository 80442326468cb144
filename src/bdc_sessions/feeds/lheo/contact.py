"""Whom to ask, and where: what LHEO calls coordonnées, and its contacts."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from attrs import field, frozen

from bdc_sessions.model.fields import labelled, member, members, optional_text, placed, texts
from bdc_sessions.model.shape import COLLECTION, PART
from bdc_sessions.model.tree import Tree


@frozen(kw_only=True, field_transformer=placed)
class PostalAddress(Tree):
    """An address as LHEO has it; one of which nothing is given is no address.

    >>> PostalAddress(lines=["1 rue des Écoles"], postal_code="34500", city="BEZIERS").lines
    ('1 rue des Écoles',)
    """

    JUDGED_AS: ClassVar[str] = "postal_address"

    denomination: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Dénomination")
    )
    lines: tuple[str, ...] = field(
        default=(), converter=texts, metadata=labelled("Lignes d'adresse")
    )
    postal_code: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Code postal")
    )
    city: str | None = field(default=None, converter=optional_text, metadata=labelled("Ville"))
    department: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Département")
    )
    insee_code: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Code INSEE de la commune")
    )
    region: str | None = field(default=None, converter=optional_text, metadata=labelled("Région"))
    country: str | None = field(default=None, converter=optional_text, metadata=labelled("Pays"))


def postal_address(value: PostalAddress, where: str = "") -> PostalAddress:
    """Take an address of the feed."""
    return member(value, PostalAddress, where)


@frozen(kw_only=True, field_transformer=placed)
class Coordinates(Tree):
    """Names, address, telephones, mail and pages of someone."""

    JUDGED_AS: ClassVar[str] = "coordinates"

    civility: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Civilité")
    )
    last_name: str | None = field(default=None, converter=optional_text, metadata=labelled("Nom"))
    first_name: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Prénom")
    )
    lines: tuple[str, ...] = field(
        default=(), converter=texts, metadata=labelled("Lignes de coordonnées")
    )
    address: PostalAddress = field(
        factory=PostalAddress,
        converter=postal_address,
        metadata={**labelled("Adresse"), PART: True},
    )
    phones: tuple[str, ...] = field(
        default=(), converter=texts, metadata=labelled("Téléphones fixes")
    )
    mobiles: tuple[str, ...] = field(
        default=(), converter=texts, metadata=labelled("Téléphones portables")
    )
    faxes: tuple[str, ...] = field(default=(), converter=texts, metadata=labelled("Télécopies"))
    email: str | None = field(default=None, converter=optional_text, metadata=labelled("Courriel"))
    urls: tuple[str, ...] = field(default=(), converter=texts, metadata=labelled("Pages web"))


def coordinates(value: Coordinates, where: str = "") -> Coordinates:
    """Take coordinates."""
    return member(value, Coordinates, where)


@frozen(kw_only=True, field_transformer=placed)
class Contact(Tree):
    """Someone to ask, and as what: "4" is the front desk ("Accueil").

    >>> Contact(kind="4", coordinates=Coordinates(phones=["04 00 00 00 00"])).kind
    '4'
    """

    JUDGED_AS: ClassVar[str] = "contact"

    kind: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Type de contact")
    )
    coordinates: Coordinates = field(
        factory=Coordinates,
        converter=coordinates,
        metadata={**labelled("Coordonnées"), PART: True},
    )


def contacts(values: Iterable[Contact], where: str = "") -> tuple[Contact, ...]:
    """Take several contacts, in the order given."""
    return members(values, Contact, where)


CONTACTS: Mapping[str, Any] = {**labelled("Contacts"), COLLECTION: None}
"""The metadata of a field that holds contacts."""
