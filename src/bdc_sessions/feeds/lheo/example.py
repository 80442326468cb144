"""An offer as the format asks, of which the rules' examples are edits; invented throughout."""

from functools import cache

from bdc_sessions.feeds.lheo.codes import SUSPENDED
from bdc_sessions.feeds.lheo.contact import Contact, Coordinates, PostalAddress
from bdc_sessions.feeds.lheo.element_tree import OFFER, walk_form
from bdc_sessions.feeds.lheo.offer import Offer
from bdc_sessions.feeds.lheo.organisation import (
    Certification,
    Funder,
    Organisation,
    Recruitment,
    Trainer,
)


@cache
def example_offer() -> "Offer":
    """Return a complete offer for the guide's component, with all that the format can hold.

    >>> example_offer().languages
    ('fr',)
    """
    address = PostalAddress(
        denomination="CAP 2000 TEST",
        lines=["1 rue de l'Essai"],
        postal_code="34500",
        city="BEZIERS",
        department="34",
        insee_code="34032",
        region="76",
        country="FR",
    )
    coordinates = Coordinates(
        civility="Mme",
        last_name="EXEMPLE",
        first_name="Camille",
        lines=["Accueil"],
        address=address,
        phones=["04 00 00 00 00"],
        mobiles=["06 00 00 00 00"],
        faxes=["04 00 00 00 01"],
        email="accueil@organisme.example",
        urls=["https://organisme.example"],
    )
    contact = Contact(kind="4", coordinates=coordinates)
    teacher = Contact(kind="3", coordinates=Coordinates(email="pedagogie@organisme.example"))
    registration = PostalAddress(lines=["2 rue de l'Essai"], postal_code="34500", city="BEZIERS")
    return Offer(
        formacode_version="V14",
        formacodes=["15061"],
        nsf_codes=["413"],
        rome_codes=["K2111"],
        objective="Construire un projet professionnel.",
        results="Un projet validé et un plan d'action.",
        content="Bilan, enquêtes métiers, stages.",
        certifying=False,
        contacts=[teacher],
        pathway="2",
        entry_level="1",
        general_objective="9",
        certifications=[Certification(rncp="12345", certifinfo="12345", rs="1234", cpf="12345")],
        exit_level="1",
        urls=["https://organisme.example/projet"],
        rhythm="Temps plein",
        publics=["82056"],
        public_info="Demandeurs d'emploi",
        entry_level_required=False,
        alternation="Deux semaines en entreprise",
        teaching_mode="0",
        conditions="Aucune",
        costs_covered=True,
        action_urls=["https://organisme.example/action"],
        registration=registration,
        registration_terms="Par un conseiller",
        recruitments=[Recruitment(session="02", state=SUSPENDED)],
        perimeter="3",
        catering="À proximité",
        accommodation="Internat",
        transport="Tramway",
        accessibility="Locaux accessibles",
        languages=["fr"],
        recruitment_terms="Entretien",
        teaching_methods="Ateliers",
        remaining_costs="Aucun",
        hourly_price="10.00",
        total_price="3100.00",
        duration="Trois mois",
        cost_terms="Frais de stage",
        agreement=True,
        trainers=[
            Trainer(
                siret="73282932000074",
                legal_name="FORMATEUR TEST",
                contacts=[contact],
                uai_code="0340000A",
            )
        ],
        funders=[Funder(code="3", places=5)],
        organisation=Organisation(
            activity_number="91340000034",
            siret="73282932000074",
            name="ORGANISME TEST PRF 23",
            legal_name="ORGANISME TEST",
            coordinates=coordinates,
            contacts=[contact],
            particulars="Ouvert en août",
            uai_code="0340000B",
        ),
    )


@cache
def minimal_offer() -> Offer:
    """Return an offer with what the format asks, and no more.

    >>> minimal_offer().contacts
    ()
    """
    full = example_offer()
    address = PostalAddress(lines=["1 rue de l'Essai"], postal_code="34500", city="BEZIERS")
    organisation = Organisation(
        activity_number=full.organisation.activity_number,
        siret=full.organisation.siret,
        name=full.organisation.name,
        coordinates=Coordinates(last_name="EXEMPLE", address=address),
    )
    names = {
        element.field
        for name in ("Formation", "FeedAction")
        for _, element, mandatory in walk_form(name)
        if element.owner == OFFER and mandatory and not element.form
    }
    return Offer(organisation=organisation, **{n: getattr(full, n) for n in names})
