"""What the format asks twice and an offer gives once: contacts, legal name, address."""

from bdc_sessions.feeds.lheo.contact import Contact, Coordinates, PostalAddress
from bdc_sessions.feeds.lheo.offer import Offer


def complete(offer: Offer) -> Offer:
    """Return an offer with all that the format asks, from where it is given.

    >>> from bdc_sessions.feeds.lheo import Organisation
    >>> complete(Offer(organisation=Organisation(name="LYCEE"))).organisation.legal_name
    'LYCEE'
    """
    organisation = offer.organisation
    contacts = organisation.contacts or _contacts(organisation.coordinates)
    legal_name = organisation.legal_name or organisation.name
    if (contacts, legal_name) != (organisation.contacts, organisation.legal_name):
        organisation = organisation.evolve(contacts=contacts, legal_name=legal_name)
    registration = offer.registration
    if registration == PostalAddress():
        registration = organisation.coordinates.address
    return offer.evolve(
        contacts=offer.contacts or contacts, registration=registration, organisation=organisation
    )


def reduce(offer: Offer) -> Offer:
    """Return an offer without what ``complete`` would give back.

    >>> from bdc_sessions.feeds.lheo import Organisation
    >>> reduce(Offer(organisation=Organisation(name="A", legal_name="A"))).organisation.legal_name
    """
    organisation = offer.organisation
    if offer.contacts == (organisation.contacts or _contacts(organisation.coordinates)):
        offer = offer.evolve(contacts=())
    if offer.registration == organisation.coordinates.address:
        offer = offer.evolve(registration=PostalAddress())
    if organisation.contacts == _contacts(organisation.coordinates):
        organisation = organisation.evolve(contacts=())
    if organisation.legal_name == organisation.name:
        organisation = organisation.evolve(legal_name=None)
    return offer.evolve(organisation=organisation)


def _contacts(coordinates: Coordinates) -> tuple[Contact, ...]:
    return () if coordinates == Coordinates() else (Contact(coordinates=coordinates),)
