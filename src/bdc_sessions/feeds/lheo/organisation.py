"""Who trains, who pays and what is certified, as LHEO asks."""

from collections.abc import Iterable
from typing import ClassVar

from attrs import field, frozen

from bdc_sessions.feeds.lheo.contact import (
    Contact,
    Coordinates,
    to_contacts,
    to_coordinates,
)
from bdc_sessions.feeds.lheo.fields import in_a_line, part, several
from bdc_sessions.model.about import About
from bdc_sessions.model.fields import (
    bind_location,
    label,
    optional_text,
    to_instance,
    to_optional_int,
    to_tuple,
)
from bdc_sessions.model.tree import Tree


@frozen(kw_only=True, repr=False, field_transformer=bind_location)
class Organisation(Tree):
    """The organisation that answers for a training ("organisme de formation responsable").

    >>> Organisation(siret="73282932000074", name="ORGANISME TEST PRF 23").legal_name is None
    True

    Attributes:
        activity_number: eleven characters, "91340000034", "2151P001151".
        siret: 14 digits, of which the last is a check digit.
        name: at most 250 characters.
        legal_name: at most 250 characters; the same as ``name`` where it is left out.
        coordinates: where it is; mandatory.
        contacts: whom to ask; its coordinates where none is given.
        particulars: at most 3,000 characters.
        uai_code: eight characters.
    """

    ABOUT: ClassVar[About] = About(
        "organisation", "Organisme de formation responsable", "organisation"
    )

    activity_number: str | None = optional_text("Numéro d'activité")
    siret: str | None = optional_text("SIRET")
    name: str | None = optional_text("Nom de l'organisme")
    legal_name: str | None = optional_text("Raison sociale")
    coordinates: Coordinates = field(
        factory=Coordinates, converter=to_coordinates, metadata=part("Coordonnées de l'organisme")
    )
    contacts: tuple[Contact, ...] = field(
        default=(), converter=to_contacts, metadata=several("Contacts")
    )
    particulars: str | None = optional_text("Renseignements spécifiques")
    uai_code: str | None = optional_text("Code UAI")


def to_organisation(value: Organisation, where: str = "") -> Organisation:
    """Take one Organisation."""
    return to_instance(value, Organisation, where)


@frozen(kw_only=True, repr=False, field_transformer=bind_location)
class Trainer(Tree):
    """An organisation that trains for the one that answers ("organisme formateur").

    >>> Trainer(siret="73282932000074", legal_name="FORMATEUR TEST").contacts
    ()

    Attributes:
        siret: 14 digits, of which the last is a check digit; mandatory.
        legal_name: at most 250 characters; mandatory.
        contacts: whom to ask.
        uai_code: eight characters.
    """

    ABOUT: ClassVar[About] = About("trainer", "Organisme formateur", "trainer")

    siret: str | None = optional_text("SIRET")
    legal_name: str | None = optional_text("Raison sociale")
    contacts: tuple[Contact, ...] = field(
        default=(), converter=to_contacts, metadata=several("Contacts")
    )
    uai_code: str | None = optional_text("Code UAI")

    __str__ = in_a_line


def to_trainers(values: Iterable[Trainer], where: str = "") -> tuple[Trainer, ...]:
    """Take several, in the order given."""
    return to_tuple(values, Trainer, where)


@frozen(kw_only=True, repr=False, field_transformer=bind_location)
class Funder(Tree):
    """Who pays besides the region, whose places are those of the sessions.

    >>> Funder(code="4", places=5).places
    5

    Attributes:
        code: one of the table ``code-financeur``; mandatory.
        places: how many places it pays; None: not given.
    """

    ABOUT: ClassVar[About] = About("funder", "Financeur", "funder")

    code: str | None = optional_text("Code financeur")
    places: int | None = field(
        default=None, converter=to_optional_int, metadata=label("Nombre de places financées")
    )

    __str__ = in_a_line


def to_funders(values: Iterable[Funder], where: str = "") -> tuple[Funder, ...]:
    """Take several, in the order given."""
    return to_tuple(values, Funder, where)


@frozen(kw_only=True, repr=False, field_transformer=bind_location)
class Certification(Tree):
    """What a training certifies, by its codes in the national registers; one at least.

    >>> Certification(rncp="12345").rs is None
    True

    Attributes:
        rncp: in the "répertoire national des certifications professionnelles".
        certifinfo: in Certif Info.
        rs: in the "répertoire spécifique", "RS1234".
        cpf: of the "compte personnel de formation".
    """

    ABOUT: ClassVar[About] = About("certification", "Certification", "certification")

    rncp: str | None = optional_text("Code RNCP")
    certifinfo: str | None = optional_text("Code Certif Info")
    rs: str | None = optional_text("Code RS")
    cpf: str | None = optional_text("Code CPF")

    __str__ = in_a_line


def to_certifications(
    values: Iterable[Certification], where: str = ""
) -> tuple[Certification, ...]:
    """Take several, in the order given."""
    return to_tuple(values, Certification, where)


@frozen(kw_only=True, repr=False, field_transformer=bind_location)
class Recruitment(Tree):
    """What a session says of its recruitment, where its places do not imply it.

    >>> Recruitment(session="02", state="3").state
    '3'

    Attributes:
        session: the session's number.
        state: a code of the table ``etat-recrutement``: "3" is suspended; None: not given.
    """

    ABOUT: ClassVar[About] = About("recruitment", "État du recrutement", "recruitment")

    session: str | None = optional_text("Num. de session")
    state: str | None = optional_text("État du recrutement")

    __str__ = in_a_line


def to_recruitments(values: Iterable[Recruitment], where: str = "") -> tuple[Recruitment, ...]:
    """Take several, in the order given."""
    return to_tuple(values, Recruitment, where)
