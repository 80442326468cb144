"""What a feed says of a training and the guide's data do not hold."""

from typing import ClassVar

from attrs import field, frozen

from bdc_sessions.feeds.lheo.contact import Contact, PostalAddress, contacts, postal_address
from bdc_sessions.feeds.lheo.organisation import (
    Certification,
    Funder,
    Organisation,
    Trainer,
    certifications,
    funders,
    organisation,
    trainers,
)
from bdc_sessions.model.fields import bind_location, label, to_optional_text, to_texts, wrong_type
from bdc_sessions.model.shape import COLLECTION, PART
from bdc_sessions.model.tree import Tree


def optional_flag(value: bool | None, where: str = "") -> bool | None:  # noqa: FBT001 - a field's converter
    """Take a yes or no, or None."""
    if value is None or value is True or value is False:
        return value
    raise wrong_type(value, where, "a yes or no (bool)")


@frozen(kw_only=True, field_transformer=bind_location)
class Offer(Tree):
    """What the caller tells of one component, for the feed; codes are the format's own.

    >>> Offer(objective="Construire son projet", certifying=False).organisation.siret is None
    True

    All is optional here: what the format asks and is not given, or does not fit, the rules
    ``LHE-...`` tell, all at once. ``TypeError``, ``ValueError``: what no text or yes or no can be.
    """

    JUDGED_AS: ClassVar[str] = "offer"

    formacodes: tuple[str, ...] = field(
        default=(), converter=to_texts, metadata=label("Codes FORMACODE")
    )
    nsf_codes: tuple[str, ...] = field(default=(), converter=to_texts, metadata=label("Codes NSF"))
    rome_codes: tuple[str, ...] = field(
        default=(), converter=to_texts, metadata=label("Codes ROME")
    )
    objective: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Objectif de la formation")
    )
    results: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Résultats attendus")
    )
    content: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Contenu de la formation")
    )
    certifying: bool | None = field(
        default=None, converter=optional_flag, metadata=label("Formation certifiante")
    )
    contacts: tuple[Contact, ...] = field(
        default=(),
        converter=contacts,
        metadata={**label("Contacts de la formation"), COLLECTION: None},
    )
    pathway: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Parcours de formation")
    )
    entry_level: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Niveau d'entrée")
    )
    general_objective: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Objectif général de la formation")
    )
    certifications: tuple[Certification, ...] = field(
        default=(),
        converter=certifications,
        metadata={**label("Certifications"), COLLECTION: None},
    )
    exit_level: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Niveau de sortie")
    )
    urls: tuple[str, ...] = field(
        default=(), converter=to_texts, metadata=label("Pages de la formation")
    )
    rhythm: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Rythme de la formation")
    )
    publics: tuple[str, ...] = field(
        default=(), converter=to_texts, metadata=label("Codes des publics visés")
    )
    public_info: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Information sur le public visé")
    )
    entry_level_required: bool | None = field(
        default=None, converter=optional_flag, metadata=label("Niveau d'entrée obligatoire")
    )
    alternation: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Modalités de l'alternance")
    )
    teaching_mode: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Modalités d'enseignement")
    )
    conditions: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Conditions spécifiques")
    )
    costs_covered: bool | None = field(
        default=None,
        converter=optional_flag,
        metadata=label("Prise en charge des frais possible"),
    )
    action_urls: tuple[str, ...] = field(
        default=(), converter=to_texts, metadata=label("Pages de l'action")
    )
    registration: PostalAddress = field(
        factory=PostalAddress,
        converter=postal_address,
        metadata={**label("Adresse d'inscription"), PART: True},
    )
    registration_terms: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Modalités d'inscription")
    )
    perimeter: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Périmètre de recrutement")
    )
    catering: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Restauration")
    )
    accommodation: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Hébergement")
    )
    transport: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Transport")
    )
    accessibility: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Accès handicapés")
    )
    languages: tuple[str, ...] = field(
        default=(), converter=to_texts, metadata=label("Langues de la formation")
    )
    recruitment_terms: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Modalités de recrutement")
    )
    teaching_methods: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Modalités pédagogiques")
    )
    remaining_costs: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Frais restants")
    )
    hourly_price: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Prix horaire TTC")
    )
    total_price: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Prix total TTC")
    )
    duration: str | None = field(
        default=None, converter=to_optional_text, metadata=label("Durée indicative")
    )
    cost_terms: str | None = field(
        default=None,
        converter=to_optional_text,
        metadata=label("Détail des conditions de prise en charge"),
    )
    agreement: bool | None = field(
        default=None, converter=optional_flag, metadata=label("Conventionnement")
    )
    trainers: tuple[Trainer, ...] = field(
        default=(),
        converter=trainers,
        metadata={**label("Organismes formateurs"), COLLECTION: None},
    )
    funders: tuple[Funder, ...] = field(
        default=(), converter=funders, metadata={**label("Autres financeurs"), COLLECTION: None}
    )
    organisation: Organisation = field(
        factory=Organisation,
        converter=organisation,
        metadata={**label("Organisme de formation responsable"), PART: True},
    )
