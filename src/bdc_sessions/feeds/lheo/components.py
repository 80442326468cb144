"""Components, their sessions and the facts of their action, made of what was read."""

from typing import Any, Final

from bdc_sessions.feeds.lheo.making import (
    NO_SITE,
    Place,
    Read,
)
from bdc_sessions.feeds.lheo.offer import Offer
from bdc_sessions.feeds.lheo.organisation import Funder
from bdc_sessions.feeds.lheo.reading import Reader, Record
from bdc_sessions.feeds.lheo.records import ENTRIES, KINDS, REGION
from bdc_sessions.model import Component, EntryMode, Session, Volume, VolumeUnit

MODES: Final = {code: mode for mode, code in ENTRIES.items()}

Header = tuple[tuple[str, Any], ...]
"""What an action says of itself, without its components."""


def made_component(record: Record, sessions: tuple[Session, ...], shown: str) -> Component | None:
    """Make a component; None where neither it nor a session has dates."""
    starts = [session.start for session in sessions]
    ends = [session.end for session in sessions]
    start = record.get("Component.start", min(starts, default=None))
    end = record.get("Component.end", max(ends, default=None))
    if start is None or end is None:
        return None
    places: tuple[Place, ...] = record.get("Action.sites", ())
    site = places[0].site if places else NO_SITE
    return Component(
        number=record.get("Component.number", shown),
        code=record.get("Component.code", ""),
        title=record.get("Component.title", ""),
        start=start,
        end=end,
        city=record.get("Component.city", site.city),
        postal_code=record.get("Component.postal_code", site.postal_code),
        volumes=_volumes(record),
        sessions=sessions,
    )


def _volumes(record: Record) -> tuple[Volume, ...]:
    found: dict[str, Volume] = {}
    for unit, which in ((VolumeUnit.HC, "centre"), (VolumeUnit.HE, "company")):
        hours = record.get(f"hours_{which}")
        kind = record.get(f"kind_{which}", KINDS[unit])
        # The sum of several is no volume of any name.
        if hours is not None and f"several_{which}" not in record:
            found.setdefault(kind, Volume(kind=kind, unit=unit, mean=hours))
    return tuple(found.values())


def funders(
    reader: Reader, record: Record, sessions: tuple[Session, ...], read: Read
) -> tuple[Funder, ...]:
    """Return who pays besides the region, whose places are those of the sessions."""
    paying: list[Funder] = list(record.get("Offer.funders", ()))
    region = next((funder for funder in paying if funder.code == REGION), None)
    if region is not None:
        paying.remove(region)
        places = sum(session.places for session in sessions)
        whole = len(sessions) == len(record.get("Component.sessions", ()))
        if whole and region.places not in (None, places):
            link = (read.link, "organisme-financeur", None)
            expected = (f"{places}, comme les sessions", f"{places}, as the sessions")
            reader.fault("LHE-206", read.element, link, region.places, expected)
    return tuple(paying)


def header(record: Record, number: str, component: Component, offer: Offer) -> Header:
    """Return the facts of the action, by its own extras or by those of its one component."""
    told = {
        name.removeprefix("Action."): value
        for name, value in record.items()
        if name.startswith("Action.")
    }
    sites = tuple(place.site for place in record.get("Action.sites", ()) if not place.apart)
    facts = {
        "contract_number": "",
        "title": component.title,
        "holder": offer.organisation.name or "",
        "status": "",
        "year": component.start.year,
        "schemes": (),
        "consultation": "",
        "programmes": (),
        "start": component.start,
        "end": component.end,
        **told,
        "number": number,
        "sites": sites,
        "entry": MODES.get(told.get("entry", ""), EntryMode.FIXED),
    }
    return tuple(facts.items())
