"""Whom to ask, and where: what LHEO calls coordonnées, and its contacts."""

from collections.abc import Iterable
from typing import ClassVar

from attrs import field, frozen

from bdc_sessions.feeds.lheo.fields import Texts, in_a_line, part
from bdc_sessions.model.about import About
from bdc_sessions.model.fields import (
    bind_location,
    label,
    optional_text,
    to_instance,
    to_texts,
    to_tuple,
)
from bdc_sessions.model.tree import Tree


@frozen(kw_only=True, repr=False, field_transformer=bind_location)
class PostalAddress(Tree):
    """An address as LHEO has it; one of which nothing is given is no address.

    >>> PostalAddress(lines=["1 rue des Écoles"], postal_code="34500", city="BEZIERS").lines
    ('1 rue des Écoles',)

    Attributes:
        denomination: the name of the place, at most 255 characters.
        lines: 1 to 4, of at most 50 characters.
        postal_code: five digits.
        city: at most 50 characters.
        department: "34", "2A", "971".
        insee_code: the commune's code, five characters.
        region: two digits.
        country: two letters, "FR".
    """

    ABOUT: ClassVar[About] = About("postal_address", "Adresse postale", "postal_address")

    denomination: str | None = optional_text("Dénomination")
    lines: Texts = field(default=(), converter=to_texts, metadata=label("Lignes d'adresse"))
    postal_code: str | None = optional_text("Code postal")
    city: str | None = optional_text("Ville")
    department: str | None = optional_text("Département")
    insee_code: str | None = optional_text("Code INSEE de la commune")
    region: str | None = optional_text("Région")
    country: str | None = optional_text("Pays")

    __str__ = in_a_line


def to_postal_address(value: PostalAddress, where: str = "") -> PostalAddress:
    """Take one PostalAddress."""
    return to_instance(value, PostalAddress, where)


@frozen(kw_only=True, repr=False, field_transformer=bind_location)
class Coordinates(Tree):
    """Names, address, telephones, mail and pages of someone.

    >>> Coordinates(last_name="EXEMPLE", phones=["04 00 00 00 00"]).phones
    ('04 00 00 00 00',)

    Attributes:
        civility: "Mme", "M.".
        last_name: of a person, or the name of a service.
        first_name: of a person.
        lines: at most 3, of at most 50 characters.
        address: the postal address.
        phones: at most 3 numbers, of at most 25 characters.
        mobiles: likewise.
        faxes: likewise.
        email: at most 160 characters.
        urls: at most 3 pages, of at most 400 characters.
    """

    ABOUT: ClassVar[About] = About("coordinates", "Coordonnées", "coordinates")

    civility: str | None = optional_text("Civilité")
    last_name: str | None = optional_text("Nom")
    first_name: str | None = optional_text("Prénom")
    lines: Texts = field(default=(), converter=to_texts, metadata=label("Lignes de coordonnées"))
    address: PostalAddress = field(
        factory=PostalAddress, converter=to_postal_address, metadata=part("Adresse")
    )
    phones: Texts = field(default=(), converter=to_texts, metadata=label("Téléphones fixes"))
    mobiles: Texts = field(default=(), converter=to_texts, metadata=label("Téléphones portables"))
    faxes: Texts = field(default=(), converter=to_texts, metadata=label("Télécopies"))
    email: str | None = optional_text("Courriel")
    urls: Texts = field(default=(), converter=to_texts, metadata=label("Pages web"))

    __str__ = in_a_line


def to_coordinates(value: Coordinates, where: str = "") -> Coordinates:
    """Take one Coordinates."""
    return to_instance(value, Coordinates, where)


@frozen(kw_only=True, repr=False, field_transformer=bind_location)
class Contact(Tree):
    """Someone to ask, and as what: "4" is the front desk ("Accueil").

    >>> Contact(kind="4", coordinates=Coordinates(phones=["04 00 00 00 00"])).kind
    '4'

    Attributes:
        kind: a code of the table ``type-contact``.
        coordinates: where to reach them; mandatory.
    """

    ABOUT: ClassVar[About] = About("contact", "Contact", "contact")

    kind: str | None = optional_text("Type de contact")
    coordinates: Coordinates = field(
        factory=Coordinates, converter=to_coordinates, metadata=part("Coordonnées")
    )

    __str__ = in_a_line


def to_contacts(values: Iterable[Contact], where: str = "") -> tuple[Contact, ...]:
    """Take several, in the order given."""
    return to_tuple(values, Contact, where)
