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
from bdc_sessions.model.fields import labelled, optional_text, placed, texts, wrong_type
from bdc_sessions.model.shape import COLLECTION, PART
from bdc_sessions.model.tree import Tree


def optional_flag(value: bool | None, where: str = "") -> bool | None:  # noqa: FBT001 - a field's converter
    """Take a yes or no, or None."""
    if value is None or value is True or value is False:
        return value
    raise wrong_type(value, where, "a yes or no (bool)")


@frozen(kw_only=True, field_transformer=placed)
class Offer(Tree):
    """What the caller tells of one component, for the feed; codes are the format's own.

    >>> Offer(objective="Construire son projet", certifying=False).organisation.siret is None
    True

    All is optional here: what the format asks and is not given, or does not fit, the rules
    ``LHE-...`` tell, all at once. ``TypeError``, ``ValueError``: what no text or yes or no can be.
    """

    JUDGED_AS: ClassVar[str] = "offer"

    formacodes: tuple[str, ...] = field(
        default=(), converter=texts, metadata=labelled("Codes FORMACODE")
    )
    nsf_codes: tuple[str, ...] = field(default=(), converter=texts, metadata=labelled("Codes NSF"))
    rome_codes: tuple[str, ...] = field(
        default=(), converter=texts, metadata=labelled("Codes ROME")
    )
    objective: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Objectif de la formation")
    )
    results: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Résultats attendus")
    )
    content: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Contenu de la formation")
    )
    certifying: bool | None = field(
        default=None, converter=optional_flag, metadata=labelled("Formation certifiante")
    )
    contacts: tuple[Contact, ...] = field(
        default=(),
        converter=contacts,
        metadata={**labelled("Contacts de la formation"), COLLECTION: None},
    )
    pathway: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Parcours de formation")
    )
    entry_level: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Niveau d'entrée")
    )
    general_objective: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Objectif général de la formation")
    )
    certifications: tuple[Certification, ...] = field(
        default=(),
        converter=certifications,
        metadata={**labelled("Certifications"), COLLECTION: None},
    )
    exit_level: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Niveau de sortie")
    )
    urls: tuple[str, ...] = field(
        default=(), converter=texts, metadata=labelled("Pages de la formation")
    )
    rhythm: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Rythme de la formation")
    )
    publics: tuple[str, ...] = field(
        default=(), converter=texts, metadata=labelled("Codes des publics visés")
    )
    public_info: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Information sur le public visé")
    )
    entry_level_required: bool | None = field(
        default=None, converter=optional_flag, metadata=labelled("Niveau d'entrée obligatoire")
    )
    alternation: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Modalités de l'alternance")
    )
    teaching_mode: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Modalités d'enseignement")
    )
    conditions: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Conditions spécifiques")
    )
    costs_covered: bool | None = field(
        default=None,
        converter=optional_flag,
        metadata=labelled("Prise en charge des frais possible"),
    )
    action_urls: tuple[str, ...] = field(
        default=(), converter=texts, metadata=labelled("Pages de l'action")
    )
    registration: PostalAddress = field(
        factory=PostalAddress,
        converter=postal_address,
        metadata={**labelled("Adresse d'inscription"), PART: True},
    )
    registration_terms: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Modalités d'inscription")
    )
    perimeter: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Périmètre de recrutement")
    )
    catering: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Restauration")
    )
    accommodation: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Hébergement")
    )
    transport: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Transport")
    )
    accessibility: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Accès handicapés")
    )
    languages: tuple[str, ...] = field(
        default=(), converter=texts, metadata=labelled("Langues de la formation")
    )
    recruitment_terms: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Modalités de recrutement")
    )
    teaching_methods: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Modalités pédagogiques")
    )
    remaining_costs: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Frais restants")
    )
    hourly_price: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Prix horaire TTC")
    )
    total_price: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Prix total TTC")
    )
    duration: str | None = field(
        default=None, converter=optional_text, metadata=labelled("Durée indicative")
    )
    cost_terms: str | None = field(
        default=None,
        converter=optional_text,
        metadata=labelled("Détail des conditions de prise en charge"),
    )
    agreement: bool | None = field(
        default=None, converter=optional_flag, metadata=labelled("Conventionnement")
    )
    trainers: tuple[Trainer, ...] = field(
        default=(),
        converter=trainers,
        metadata={**labelled("Organismes formateurs"), COLLECTION: None},
    )
    funders: tuple[Funder, ...] = field(
        default=(), converter=funders, metadata={**labelled("Autres financeurs"), COLLECTION: None}
    )
    organisation: Organisation = field(
        factory=Organisation,
        converter=organisation,
        metadata={**labelled("Organisme de formation responsable"), PART: True},
    )
