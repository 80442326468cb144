"""An action and its offers as what the elements of the feed hold, before any is made."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, NamedTuple

from bdc_sessions.feeds.lheo.forms import OWNER
from bdc_sessions.feeds.lheo.offer import Offer
from bdc_sessions.model import (
    Action,
    Address,
    CollectiveInfo,
    Component,
    EntryMode,
    Session,
    Site,
    Volume,
    VolumeUnit,
)
from bdc_sessions.model.shape import shape
from bdc_sessions.rules.finding import Link
from bdc_sessions.rules.info_rules import LONGEST_COMMENT

REGION: Final = "2"
"""The code of the region among funders."""
COLLECTIVE: Final = "9"
"""The code of a collective information among ways to recruit."""
OPEN, CLOSED = "1", "2"
ENTRIES: Final = {EntryMode.FIXED: "0", EntryMode.PERMANENT: "1"}
KINDS: Final = {
    VolumeUnit.HC: "Heure stagiaire centre",
    VolumeUnit.HE: "Heure stagiaire entreprise",
}
"""The kinds of volume whose mean hours the format has an element for."""


class Record(NamedTuple):
    """What the elements of one form hold, and where each of it stands in our values."""

    values: Mapping[str, Any]
    links: Mapping[str, Link]
    """The way to the object that holds a field, by the class that the table writes before it."""


class Told(NamedTuple):
    """What an element holds that is no single field of the same name, and what it comes from."""

    value: Any
    link: Link


class Publication(NamedTuple):
    """A component to publish, its offer, and the sessions of it that are written."""

    action: Action
    component: Component
    offer: Offer
    sessions: tuple[Session, ...]
    top: Link
    """The way to the action, where several are published together."""


def own(value: Any, link: Link) -> Record:
    """Return the record of an object whose form holds its own fields."""
    at = shape(type(value))
    return Record(dict(zip(at.order, at.values(value), strict=True)), {"": link})


def _prefixed(value: Any, owner: str) -> Iterator[tuple[str, Any]]:
    at = shape(type(value))
    return ((owner + name, held) for name, held in zip(at.order, at.values(value), strict=True))


def formation(publication: Publication) -> Record:
    """Return what a formation holds: a component as its offer tells of it."""
    top = publication.top
    number = publication.component.number
    component: Link = (top, "components", number)
    links: dict[str, Link] = {
        "": component,
        "Offer": (top, "offers", number),
        "Action": top,
        "Component": component,
    }
    offer = dict(_prefixed(publication.offer, OWNER))
    action = Record({**offer, **_action(publication, links)}, links)
    values = {
        **offer,
        "Component.title": publication.component.title,
        "actions": Told((action,), links["Component"]),
    }
    return Record(values, links)


def _action(publication: Publication, links: dict[str, Link]) -> dict[str, Any]:
    action, component, offer = publication.action, publication.component, publication.offer
    own_sites = set(action.sites)
    others = dict.fromkeys(s.site for s in publication.sessions if s.site not in own_sites)
    sites = (*action.sites, *others)
    places: dict[Site, int] = {}
    for place, site in enumerate(sites, 1):
        places.setdefault(site, place)
    here = links["Component"]
    paid = sum(session.places for session in component.sessions)
    region = {
        name: Told(held, (here, "sessions", None))
        for name, held in (("code", REGION), ("places", paid))
    }
    funder = Record(region, {"": here})
    volumes = (here, "volumes", None)
    hours = {unit: _hours(component, unit) for unit in KINDS}
    given = [many for many in hours.values() if many is not None]
    return {
        **dict(_prefixed(action, "Action.")),
        **dict(_prefixed(component, "Component.")),
        "Action.entry": ENTRIES[action.entry],
        "Action.sites": tuple(
            _place(site, site not in own_sites, links["Action"]) for site in sites
        ),
        "Offer.funders": (funder, *offer.funders),
        "Component.sessions": tuple(
            _session(s, places, offer, links) for s in publication.sessions
        ),
        "hours_centre": Told(hours[VolumeUnit.HC], volumes),
        "hours_company": Told(hours[VolumeUnit.HE], volumes),
        "hours_total": Told(sum(given) if given else None, volumes),
        "kind_centre": Told(_kind(component, VolumeUnit.HC), volumes),
        "kind_company": Told(_kind(component, VolumeUnit.HE), volumes),
        "several_centre": Told(_several(component, VolumeUnit.HC), volumes),
        "several_company": Told(_several(component, VolumeUnit.HE), volumes),
    }


def _place(site: Site, apart: bool, top: Link) -> Record:  # noqa: FBT001 - one of two kinds
    link: Link = (top, "sites", None)
    links = {"": link}
    values = {
        "name": site.name or None,
        "lines": (site.place,),
        "postal_code": site.postal_code,
        "city": site.city,
    }
    told = Record({name: Told(value, link) for name, value in values.items()}, links)
    return Record({"site": Told(told, link), "apart": Told(apart or None, link)}, links)


def held_volume(component: Component, unit: VolumeUnit) -> Volume | None:
    """Return the one volume of a unit whose mean the format can hold; None where there is none."""
    same = [volume for volume in component.volumes if volume.unit is unit and unit in KINDS]
    return same[0] if len(same) == 1 and _whole(same[0].mean) is not None else None


def _whole(mean: Decimal | None) -> int | None:
    return None if mean is None or mean < 0 or mean != int(mean) else int(mean)


def _hours(component: Component, unit: VolumeUnit) -> int | None:
    means = [_whole(volume.mean) for volume in component.volumes if volume.unit is unit]
    given = [mean for mean in means if mean is not None]
    return sum(given) if given and len(given) == len(means) else None


def _kind(component: Component, unit: VolumeUnit) -> str | None:
    volume = held_volume(component, unit)
    return volume.kind if volume and volume.kind != KINDS[unit] else None


def _several(component: Component, unit: VolumeUnit) -> int | None:
    """Return how many volumes hours are the sum of, where they are no single one's."""
    many = sum(volume.unit is unit for volume in component.volumes)
    return many if many > 1 and _hours(component, unit) is not None else None


def _session(
    session: Session, sites: Mapping[Site, int], offer: Offer, links: dict[str, Link]
) -> Record:
    link = (links["Component"], "sessions", session.number)
    places = (link, "places", None)
    values = {
        "start": session.start,
        "end": session.end,
        "Offer.registration": offer.registration,
        "Offer.registration_terms": offer.registration_terms,
        "state": Told(OPEN if session.places else CLOSED, places),
        "infos": tuple(
            _info(info, offer, (link, "infos", str(place)), links["Offer"])
            for place, info in enumerate(session.infos, 1)
            if info.places
        ),
        "number": session.number,
        "places": session.places,
        "site": sites[session.site],
        "offer_code": session.offer_code,
    }
    return Record(values, {"": link, "Offer": links["Offer"]})


def _info(info: CollectiveInfo, offer: Offer, link: Link, above: Link) -> Record:
    values = {
        "kind": Told(COLLECTIVE, link),
        "Offer.perimeter": offer.perimeter,
        "remote": Told(False, link),  # noqa: FBT003 - a value of an element
        "address": _address(info.address, (link, "address", None)),
        "places": info.places,
        "date": info.date,
        "until": Told(info.date, (link, "date", None)),
        "start": info.start,
        "end": info.end,
        "comment": published(info.comment),
    }
    return Record(values, {"": link, "Offer": above})


def published(comment: str | None) -> str | None:
    """Return of a comment what the format can hold: none for an empty one."""
    return comment[:LONGEST_COMMENT] if comment else None


def lines_of(address: Address) -> tuple[str, ...]:
    """Return the lines of an address, as an envelope has them, without postal code and city."""
    return tuple(line for line in (address.building, address.line, address.special) if line)


def town_of(address: Address) -> str:
    """Return the city with its Cedex."""
    return f"{address.city} {address.cedex}" if address.cedex else address.city


PLAIN: Final[tuple[str, ...]] = ("number", "suffix", "street_type", "building", "special", "cedex")
"""The fields of an address that its lines do not tell apart from its street."""


def _address(address: Address, link: Link) -> Record:
    values: dict[str, Any] = {
        "lines": Told(lines_of(address), (link, "street", None)),
        "postal_code": address.postal_code,
        "city": town_of(address),
    }
    if any(getattr(address, name) is not None for name in PLAIN):
        values |= {
            "number": address.number,
            "street": address.street,
            "building": address.building,
            "special": address.special,
            "cedex": address.cedex,
        }
        for name in ("suffix", "street_type"):
            term = getattr(address, name)
            if term is not None:
                values[name] = term.label
                values[f"{name}_code"] = Told(term.code, (link, name, None))
    return Record(values, {"": link})
