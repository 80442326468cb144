"""Values of the model from those of a feed: sites, information sessions, addresses, volumes."""

from typing import Any

from bdc_sessions.feeds.lheo.build import KINDS, NAMES, city_of, lines_of
from bdc_sessions.feeds.lheo.feed import FeedAction, FeedAddress, FeedInfo, FeedSite
from bdc_sessions.model import Address, CollectiveInfo, Site, Term, Volume


def to_site(site: FeedSite) -> Site:
    """Return a site, by its name and the first line of its address."""
    lines = site.address.lines
    return Site(
        name=site.label,
        place=lines[0] if lines else "",
        city=site.address.city or "",
        postal_code=site.address.postal_code or "",
    )


def to_info(info: FeedInfo) -> CollectiveInfo:
    """Return an information session of which all is known that the model asks."""
    given = {name: getattr(info, name) for name in ("date", "start", "end", "places", "comment")}
    return CollectiveInfo(**given, address=to_address(info.address))


def to_address(address: FeedAddress) -> Address:
    """Return an address by its parts where its lines say the same, else by its lines."""
    city, postal_code = address.city or "", address.postal_code or ""
    if address.street is not None:
        cedex = address.cedex
        by_parts = Address(
            number=address.number,
            suffix=_term(address.suffix, address.suffix_code),
            street_type=_term(address.street_type, address.street_type_code),
            street=address.street,
            building=address.building,
            special=address.special,
            postal_code=postal_code,
            city=city.removesuffix(f" {cedex}") if cedex else city,
            cedex=cedex,
        )
        if lines_of(by_parts) == address.lines and city_of(by_parts) == city:
            return by_parts
    building, street, special = _split(address.lines)
    return Address(
        street=street, building=building, special=special, postal_code=postal_code, city=city
    )


def _term(label: str | None, code: str | None) -> Term | None:
    return None if label is None else Term(label, code=code)


def _split(lines: tuple[str, ...]) -> tuple[str | None, str, str | None]:
    """Return building, street and special mention of lines that others wrote.

    One line is the street; of two, the second is a mention; of more, the first is the building and
    what comes after the second is the mention.
    """
    match lines:
        case (building, street, special, *rest):
            return building, street, " / ".join((special, *rest))
        case (street, special):
            return None, street, special
        case _:
            return None, "".join(lines), None


def to_volumes(action: FeedAction, facts: dict[str, Any]) -> list[Volume]:
    """Return a volume for each kind of hours, unless they are the sum of several."""
    volumes: dict[str, Volume] = {}
    for unit, name in NAMES.items():
        hours = getattr(action, f"hours_{name}")
        kind = facts.get(f"kind_{name}", KINDS[unit])
        if hours is not None and f"several_{name}" not in facts:
            volumes.setdefault(kind, Volume(kind=kind, unit=unit, mean=hours))
    return list(volumes.values())
