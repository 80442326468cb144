"""Who trains, who pays and what is certified, as LHEO asks."""

from collections.abc import Iterable
from typing import ClassVar

from attrs import field, frozen

from bdc_sessions.feeds.lheo.contact import CONTACTS, Contact, Coordinates, contacts, coordinates
from bdc_sessions.model.fields import (
    bind_location,
    label,
    to_instance,
    to_optional_int,
    to_optional_text,
    to_tuple,
)
from bdc_sessions.model.shape import PART
from bdc_sessions.model.tree import Tree


@frozen(kw_only=True, field_transformer=bind_location)
class Organisation(Tree):
    """The organisation that answers for a training ("organisme de formation responsable")."""

    JUDGED_AS: ClassVar[str] = "organisation"

    activity_number: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Numéro d'activité")
    )
    siret: str | None = field(default=None, converter=to_optional_text, metadata=label("SIRET"))
    name: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Nom de l'organisme")
    )
    legal_name: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Raison sociale")
    )
    coordinates: Coordinates = field(
        factory=Coordinates,
        converter=coordinates,
        metadata={**label("Coordonnées de l'organisme"), PART: True},
    )
    contacts: tuple[Contact, ...] = field(default=(), converter=contacts, metadata=CONTACTS)
    particulars: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Renseignements spécifiques")
    )
    uai_code: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Code UAI")
    )


def organisation(value: Organisation, where: str = "") -> Organisation:
    """Take an organisation."""
    return to_instance(value, Organisation, where)


@frozen(kw_only=True, field_transformer=bind_location)
class Trainer(Tree):
    """An organisation that trains for the one that answers ("organisme formateur")."""

    JUDGED_AS: ClassVar[str] = "trainer"

    siret: str | None = field(default=None, converter=to_optional_text, metadata=label("SIRET"))
    legal_name: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Raison sociale")
    )
    contacts: tuple[Contact, ...] = field(default=(), converter=contacts, metadata=CONTACTS)
    uai_code: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Code UAI")
    )


def trainers(values: Iterable[Trainer], where: str = "") -> tuple[Trainer, ...]:
    """Take several trainers, in the order given."""
    return to_tuple(values, Trainer, where)


@frozen(kw_only=True, field_transformer=bind_location)
class Funder(Tree):
    """Who pays besides the region, whose places are those of the sessions."""

    JUDGED_AS: ClassVar[str] = "funder"

    code: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Code financeur")
    )
    places: int | None = field(
        default=None, converter=to_optional_int, metadata=label("Nombre de places financées")
    )


def funders(values: Iterable[Funder], where: str = "") -> tuple[Funder, ...]:
    """Take several funders, in the order given."""
    return to_tuple(values, Funder, where)


@frozen(kw_only=True, field_transformer=bind_location)
class Certification(Tree):
    """What a training certifies, by its codes in the national registers."""

    JUDGED_AS: ClassVar[str] = "certification"

    rncp: str | None = field(default=None, converter=to_optional_text, metadata=label("Code RNCP"))
    certifinfo: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Code Certif Info")
    )
    rs: str | None = field(default=None, converter=to_optional_text, metadata=label("Code RS"))
    cpf: str | None = field(default=None, converter=to_optional_text, metadata=label("Code CPF"))


def certifications(values: Iterable[Certification], where: str = "") -> tuple[Certification, ...]:
    """Take several certifications, in the order given."""
    return to_tuple(values, Certification, where)
