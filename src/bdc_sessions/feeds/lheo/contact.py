"""Whom to ask, and where: what LHEO calls coordonnées, and its contacts."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from attrs import field, frozen

from bdc_sessions.model.fields import (
    bind_location,
    label,
    to_instance,
    to_optional_text,
    to_texts,
    to_tuple,
)
from bdc_sessions.model.shape import COLLECTION, PART
from bdc_sessions.model.tree import Tree


@frozen(kw_only=True, field_transformer=bind_location)
class PostalAddress(Tree):
    """An address as LHEO has it; one of which nothing is given is no address.

    >>> PostalAddress(lines=["1 rue des Écoles"], postal_code="34500", city="BEZIERS").lines
    ('1 rue des Écoles',)
    """

    JUDGED_AS: ClassVar[str] = "postal_address"

    denomination: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Dénomination")
    )
    lines: tuple[str, ...] = field(
        default=(), converter=to_texts, metadata=label("Lignes d'adresse")
    )
    postal_code: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Code postal")
    )
    city: str | None = field(default=None, converter=to_optional_text, metadata=label("Ville"))
    department: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Département")
    )
    insee_code: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Code INSEE de la commune")
    )
    region: str | None = field(default=None, converter=to_optional_text, metadata=label("Région"))
    country: str | None = field(default=None, converter=to_optional_text, metadata=label("Pays"))


def postal_address(value: PostalAddress, where: str = "") -> PostalAddress:
    """Take an address of the feed."""
    return to_instance(value, PostalAddress, where)


@frozen(kw_only=True, field_transformer=bind_location)
class Coordinates(Tree):
    """Names, address, telephones, mail and pages of someone."""

    JUDGED_AS: ClassVar[str] = "coordinates"

    civility: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Civilité")
    )
    last_name: str | None = field(default=None, converter=to_optional_text, metadata=label("Nom"))
    first_name: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Prénom")
    )
    lines: tuple[str, ...] = field(
        default=(), converter=to_texts, metadata=label("Lignes de coordonnées")
    )
    address: PostalAddress = field(
        factory=PostalAddress,
        converter=postal_address,
        metadata={**label("Adresse"), PART: True},
    )
    phones: tuple[str, ...] = field(
        default=(), converter=to_texts, metadata=label("Téléphones fixes")
    )
    mobiles: tuple[str, ...] = field(
        default=(), converter=to_texts, metadata=label("Téléphones portables")
    )
    faxes: tuple[str, ...] = field(default=(), converter=to_texts, metadata=label("Télécopies"))
    email: str | None = field(default=None, converter=to_optional_text, metadata=label("Courriel"))
    urls: tuple[str, ...] = field(default=(), converter=to_texts, metadata=label("Pages web"))


def coordinates(value: Coordinates, where: str = "") -> Coordinates:
    """Take coordinates."""
    return to_instance(value, Coordinates, where)


@frozen(kw_only=True, field_transformer=bind_location)
class Contact(Tree):
    """Someone to ask, and as what: "4" is the front desk ("Accueil").

    >>> Contact(kind="4", coordinates=Coordinates(phones=["04 00 00 00 00"])).kind
    '4'
    """

    JUDGED_AS: ClassVar[str] = "contact"

    kind: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Type de contact")
    )
    coordinates: Coordinates = field(
        factory=Coordinates,
        converter=coordinates,
        metadata={**label("Coordonnées"), PART: True},
    )


def contacts(values: Iterable[Contact], where: str = "") -> tuple[Contact, ...]:
    """Take several contacts, in the order given."""
    return to_tuple(values, Contact, where)


CONTACTS: Mapping[str, Any] = {**label("Contacts"), COLLECTION: None}
"""The metadata of a field that holds contacts."""
