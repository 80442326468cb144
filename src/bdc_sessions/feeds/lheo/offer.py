"""What a feed says of a training and the guide's data do not hold."""

from typing import ClassVar

from attrs import field, frozen

from bdc_sessions.feeds.lheo.contact import (
    Contact,
    PostalAddress,
    to_contacts,
    to_postal_address,
)
from bdc_sessions.feeds.lheo.fields import Texts, flag_field, part, several
from bdc_sessions.feeds.lheo.organisation import (
    Certification,
    Funder,
    Organisation,
    Recruitment,
    Trainer,
    to_certifications,
    to_funders,
    to_organisation,
    to_recruitments,
    to_trainers,
)
from bdc_sessions.model.about import About
from bdc_sessions.model.fields import bind_location, label, optional_text, to_texts
from bdc_sessions.model.tree import Tree


@frozen(kw_only=True, repr=False, field_transformer=bind_location)
class Offer(Tree):
    """What the caller gives of one component, for the feed; codes are the format's own.

    >>> Offer(objective="Construire son projet", certifying=False).organisation.siret is None
    True

    All is optional here: what the format asks and is not given, or does not fit, the rules
    ``LHE-...`` report, all at once. What the format asks twice is given once: contacts, legal name
    and the address of registration are the organisation's where they are left out.

    Attributes:
        formacode_version: the version of the FORMACODE tables, "V14"; mandatory.
        formacodes: at most 5, of five digits.
        nsf_codes: at most 3, of three characters.
        rome_codes: at most 5, of five characters.
        objective: what the training is for; mandatory.
        results: what one has at its end; mandatory.
        content: what is taught; mandatory.
        certifying: whether it leads to a certification; mandatory.
        contacts: whom to ask; the organisation's where none is given.
        pathway: a code of the table ``parcours-de-formation``; mandatory.
        entry_level: a code of the table ``code-niveau``; mandatory.
        general_objective: a code of the table ``objectif-general-formation``.
        certifications: what it certifies, at most 5.
        exit_level: a code of the table ``code-niveau``.
        urls: at most 3 pages of the training.
        rhythm: how its hours lie; mandatory.
        publics: for whom it is, 1 to 10 codes of five characters (FORMACODE).
        public_info: more on for whom it is, at most 250 characters.
        entry_level_required: whether the entry level is a condition; mandatory.
        alternation: how work and training alternate; mandatory.
        teaching_mode: a code of the table ``modalites-enseignement``; mandatory.
        conditions: the conditions to be admitted; mandatory.
        costs_covered: whether costs may be covered; mandatory.
        action_urls: at most 3 pages of the action.
        registration: where to register; the organisation's address where it is not given.
        registration_terms: how to register, at most 255 characters.
        recruitments: what sessions with places say of their recruitment, but "open".
        perimeter: a code of the table ``code-perimetre-recrutement``.
        catering: meals, at most 250 characters.
        accommodation: lodging, likewise.
        transport: how to come, likewise.
        accessibility: access of people with a disability, likewise.
        languages: at most 5, of two letters.
        recruitment_terms: how people are chosen, at most 3,000 characters.
        teaching_methods: at most 200 characters.
        remaining_costs: what people pay themselves, at most 200 characters.
        hourly_price: with taxes, "10.00".
        total_price: with taxes, "3100.00".
        duration: in words, at most 150 characters.
        cost_terms: how costs are covered, at most 600 characters.
        agreement: whether there is a "convention".
        trainers: who trains for the organisation.
        funders: who pays besides the region, at most 7.
        organisation: who answers for the training; mandatory.
    """

    ABOUT: ClassVar[About] = About("offer", "Offre", "offer")

    formacode_version: str | None = optional_text("Version du FORMACODE")
    formacodes: Texts = field(default=(), converter=to_texts, metadata=label("Codes FORMACODE"))
    nsf_codes: Texts = field(default=(), converter=to_texts, metadata=label("Codes NSF"))
    rome_codes: Texts = field(default=(), converter=to_texts, metadata=label("Codes ROME"))
    objective: str | None = optional_text("Objectif de la formation")
    results: str | None = optional_text("Résultats attendus")
    content: str | None = optional_text("Contenu de la formation")
    certifying: bool | None = flag_field("Formation certifiante")
    contacts: tuple[Contact, ...] = field(
        default=(), converter=to_contacts, metadata=several("Contacts")
    )
    pathway: str | None = optional_text("Parcours de formation")
    entry_level: str | None = optional_text("Niveau d'entrée")
    general_objective: str | None = optional_text("Objectif général de la formation")
    certifications: tuple[Certification, ...] = field(
        default=(), converter=to_certifications, metadata=several("Certifications")
    )
    exit_level: str | None = optional_text("Niveau de sortie")
    urls: Texts = field(default=(), converter=to_texts, metadata=label("Pages de la formation"))
    rhythm: str | None = optional_text("Rythme de la formation")
    publics: Texts = field(
        default=(), converter=to_texts, metadata=label("Codes des publics visés")
    )
    public_info: str | None = optional_text("Information sur le public visé")
    entry_level_required: bool | None = flag_field("Niveau d'entrée obligatoire")
    alternation: str | None = optional_text("Modalités de l'alternance")
    teaching_mode: str | None = optional_text("Modalités d'enseignement")
    conditions: str | None = optional_text("Conditions spécifiques")
    costs_covered: bool | None = flag_field("Prise en charge des frais possible")
    action_urls: Texts = field(default=(), converter=to_texts, metadata=label("Pages de l'action"))
    registration: PostalAddress = field(
        factory=PostalAddress, converter=to_postal_address, metadata=part("Adresse d'inscription")
    )
    registration_terms: str | None = optional_text("Modalités d'inscription")
    recruitments: tuple[Recruitment, ...] = field(
        default=(), converter=to_recruitments, metadata=several("États du recrutement")
    )
    perimeter: str | None = optional_text("Périmètre de recrutement")
    catering: str | None = optional_text("Restauration")
    accommodation: str | None = optional_text("Hébergement")
    transport: str | None = optional_text("Transport")
    accessibility: str | None = optional_text("Accès handicapés")
    languages: Texts = field(
        default=(), converter=to_texts, metadata=label("Langues de la formation")
    )
    recruitment_terms: str | None = optional_text("Modalités de recrutement")
    teaching_methods: str | None = optional_text("Modalités pédagogiques")
    remaining_costs: str | None = optional_text("Frais restants")
    hourly_price: str | None = optional_text("Prix horaire TTC")
    total_price: str | None = optional_text("Prix total TTC")
    duration: str | None = optional_text("Durée indicative")
    cost_terms: str | None = optional_text("Détail des conditions de prise en charge")
    agreement: bool | None = flag_field("Conventionnement")
    trainers: tuple[Trainer, ...] = field(
        default=(), converter=to_trainers, metadata=several("Organismes formateurs")
    )
    funders: tuple[Funder, ...] = field(
        default=(), converter=to_funders, metadata=several("Autres financeurs")
    )
    organisation: Organisation = field(
        factory=Organisation,
        converter=to_organisation,
        metadata=part("Organisme de formation responsable"),
    )
