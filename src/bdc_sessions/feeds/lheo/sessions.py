"""Sessions made of what was read: at once, unless their places must be told by their action."""

from collections.abc import Callable
from typing import Any, Final

from bdc_sessions.feeds.lheo.contact import PostalAddress
from bdc_sessions.feeds.lheo.forms import CLASSES
from bdc_sessions.feeds.lheo.making import (
    NO_SITE,
    Read,
    action,
    address,
    info,
    own,
    place,
    shared,
    site,
)
from bdc_sessions.feeds.lheo.reading import NUMERO, Reader, Record
from bdc_sessions.feeds.lheo.records import CLOSED, OPEN, REGION
from bdc_sessions.model import Session, Site
from bdc_sessions.model.tree import make_unchecked
from bdc_sessions.rules.finding import Link

NO_PLACES: Final = 0


def session(reader: Reader, record: Record, element: Any, link: Link) -> Session | Read | None:
    """Make a session, or leave it until its places are known; one without dates is kept aside."""
    start, end = record.get("start"), record.get("end")
    if start is None or end is None:
        reader.aside(element, link)
        return None
    if start > end:
        before = ("un début qui ne suit pas la fin", "a start not after the end")
        reader.fault("LHE-204", element, (link, "periode", None), f"{start} – {end}", before)
    shared(reader, record, "Offer.registration", element, ("adresse-inscription", link))
    shared(reader, record, "Offer.registration_terms", element, ("modalites-inscription", link))
    number = record.get("number")
    if number is None:
        number = record["number"] = element.get(NUMERO, f"{int(link[2]):02}" if link else "")
    if number in reader.numbers:
        once = ("un numéro par session", "a number for each session")
        reader.fault("LHE-204", element, link, number, once)
        reader.aside(element, link)
        return None
    reader.numbers.add(number)
    record["site"] = _site(reader, record, element, link)
    places = record.get("places")
    if places is None and record.get("state") != CLOSED:
        return Read(record, element, link)
    return made_session(reader, Read(record, element, link), places or NO_PLACES)


def made_session(reader: Reader, read: Read, places: int) -> Session:
    """Make a session of what was read and of its places."""
    record, element, link = read
    state = record.get("state")
    if state is not None and state != (OPEN if places else CLOSED):
        reader.aside_of(element, "etat-recrutement", link)
    infos = tuple([info for info in record.get("infos", ()) if info is not None])
    number, start, end, site = (record[name] for name in ("number", "start", "end", "site"))
    return make_unchecked(
        Session, number, start, end, site, places, record.get("offer_code"), infos
    )


def made_sessions(reader: Reader, record: Record) -> tuple[Session, ...]:
    """Return the sessions of an action of the format, those left made of what it says."""
    reads: tuple[Session | Read, ...] = record.get("Component.sessions", ())
    return tuple(
        made_session(reader, read, _places(reader, record, read, alone=len(reads) == 1))
        if isinstance(read, Read)
        else read
        for read in reads
    )


def _places(reader: Reader, record: Record, read: Read, *, alone: bool) -> int:
    """Return what the region pays of the one session that there is, or tell that none is told."""
    paid = [f.places for f in record.get("Offer.funders", ()) if f.code == REGION]
    if alone and paid and paid[0] is not None:
        return int(paid[0])
    expected = ("un nombre de places ; 0 retenu", "a number of places; taken as 0")
    reader.fault("LHE-206", read.element, read.link, None, expected)
    return NO_PLACES


def _site(reader: Reader, record: Record, element: Any, link: Link) -> Site:
    """Return the site of a session: told, or the action's first, or where one registers."""
    sites = reader.sites
    told = record.get("site")
    if told is not None and 0 < told <= len(sites):
        chosen: Site = sites[told - 1]
        return chosen
    if told is not None or len(sites) > 1:
        expected = (
            "un lieu de l'action ; le premier retenu",
            "a place of the action; the first taken",
        )
        reader.fault("LHE-206", element, link, told, expected)
    if sites:
        return sites[0]
    address: PostalAddress | None = record.get("Offer.registration")
    if address is None:
        return NO_SITE
    return Site(
        name=address.denomination or "",
        place=address.lines[0] if address.lines else "",
        city=address.city or "",
        postal_code=address.postal_code or "",
    )


MAKERS: dict[str, Callable[..., Any]] = {
    **{name: own(cls) for name, cls in CLASSES.items()},
    "Action": action,
    "Session": session,
    "CollectiveInfo": info,
    "Address": address,
    "Place": place,
    "Site": site,
}
"""How the object of each form is made."""
