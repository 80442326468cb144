"""The values of the model made of what was read: the parts of a session."""

from typing import Any, Final, NamedTuple

from bdc_sessions.feeds.lheo.reading import Make, Reader, Record
from bdc_sessions.feeds.lheo.records import COLLECTIVE, lines_of
from bdc_sessions.model import Address, CollectiveInfo, Site, Term
from bdc_sessions.model.tree import make_unchecked
from bdc_sessions.rules.finding import Link

NO_SITE = Site(name="", place="", city="", postal_code="")


class Place(NamedTuple):
    """A site, and whether the action itself does not list it."""

    site: Site
    apart: bool


class Read(NamedTuple):
    """What was read of an object that is made later, with its element and the way there."""

    record: Record
    element: Any
    link: Link


def action(reader: Reader, record: Record, element: Any, link: Link) -> Read:
    """Leave an action to be made when its formation is known; its sessions told of its offer."""
    for name, value in reader.offer.items():
        told = record.setdefault(name, value)
        if told != value:
            same = (f"{told}, comme l'action", f"{told}, as the action")
            reader.fault("LHE-206", element, link, value, same)
    hours = [record.get(name) for name in ("hours_centre", "hours_company")]
    if record.get("hours_total") not in (None, sum(many for many in hours if many is not None)):
        reader.aside_of(element, "nombre-heures-total", link)
    reader.start_action()
    return Read(record, element, link)


def own(cls: type[Any]) -> Make:
    """Return how an object of a class is made whose fields the elements are."""

    def made(_: Reader, record: Record, __: Any, ___: Link) -> Any:
        return cls(**given(record))

    return made


def given(record: Record) -> Record:
    """Return what could be read of a record."""
    return {
        name: tuple(one for one in value if one is not None) if type(value) is list else value
        for name, value in record.items()
        if value is not None
    }


def site(reader: Reader, record: Record, element: Any, link: Link) -> Site:
    """Make a site of an address: its denomination, its first line, its city and postal code."""
    lines = given(record).get("lines", ())
    if len(lines) > 1:
        reader.aside(element, link)
    return Site(
        name=record.get("name") or "",
        place=lines[0] if lines else "",
        city=record.get("city") or "",
        postal_code=record.get("postal_code") or "",
    )


def place(reader: Reader, record: Record, _: Any, __: Link) -> Place:
    """Make a site of a place of training; sessions name it by its number."""
    found = Place(record.get("site") or NO_SITE, bool(record.get("apart")))
    reader.sites.append(found.site)
    return found


def address(reader: Reader, record: Record, element: Any, link: Link) -> Address:
    """Make an address of its lines, or of what stands beside them where they say the same."""
    lines = tuple(record.get("lines", ()))
    town, postal_code = record.get("city") or "", record.get("postal_code") or ""
    street = record.get("street")
    if street is not None:
        cedex = record.get("cedex")
        city = town.removesuffix(f" {cedex}") if cedex else town
        structured = make_unchecked(
            Address,
            record.get("number"),
            _term(reader, record, "suffix"),
            _term(reader, record, "street_type"),
            street,
            record.get("building"),
            record.get("special"),
            postal_code,
            city,
            cedex,
        )
        if lines_of(structured) == lines and (not cedex or city != town):
            return structured
        expected = ("les lignes de l'adresse", "the lines of the address")
        reader.fault("LHE-206", element, link, " / ".join(lines_of(structured)), expected)
    building, street, special = _split(tuple(line for line in lines if line is not None))
    return Address(
        street=street, building=building, special=special, postal_code=postal_code, city=town
    )


def _split(lines: tuple[str, ...]) -> tuple[str | None, str, str | None]:
    """Return building, street and special mention of lines that others wrote.

    One line is the street; of two, the second is a mention; of more, the first is the building and
    what comes after the second is the mention.
    """
    if len(lines) > 2:  # noqa: PLR2004 - building and street, then the rest
        return lines[0], lines[1], " / ".join(lines[2:])
    return None, lines[0] if lines else "", lines[1] if lines[1:] else None


def _term(reader: Reader, record: Record, name: str) -> Term | None:
    label = record.get(name)
    if label is None:
        return None
    code = record.get(name + "_code")
    known = reader.terms.get((label, code))
    if known is None:
        known = reader.terms[label, code] = Term(label, code=code)
    return known


PERIMETER: Final = "Offer.perimeter"
ASKED: Final = {
    "date": "periode",
    "start": "heure-debut",
    "end": "heure-fin",
    "places": "nb-places",
    "address": "adresse",
}
"""What a collective information must say to be one of ours, and the elements that say it."""


def info(reader: Reader, record: Record, element: Any, link: Link) -> CollectiveInfo | None:
    """Make a collective information; what says too little, or recruits otherwise, is kept aside."""
    if record.get("kind") != COLLECTIVE:
        reader.aside(element, link)
        return None
    if any([record.get(name) is None for name in ASKED]):  # noqa: C419 - quicker for a few
        reader.aside(element, link)
        # What is there and can't be read is told already.
        absent = ", ".join(tag for name, tag in ASKED.items() if name not in record)
        if absent:
            whole = ("une information collective entière", "a whole collective information")
            reader.fault("LHE-206", element, link, f"sans {absent}", whole)
        return None
    start, end, day = record["start"], record["end"], record["date"]
    if start >= end:
        before = ("un début avant la fin", "a start before its end")
        reader.fault("LHE-204", element, link, f"{start:%H:%M} – {end:%H:%M}", before)
    if record.get("until") not in (None, day):
        same = (f"le même jour que {day}", f"the same day as {day}")
        reader.fault("LHE-204", element, (link, "periode", None), str(record["until"]), same)
    if record.get("remote"):
        reader.aside_of(element, "a-distance", link)
    shared(reader, record, PERIMETER, element, ("code-perimetre-recrutement", link))
    places, comment = record["places"], record.get("comment")
    return make_unchecked(CollectiveInfo, day, start, end, places, comment, record["address"])


def shared(
    reader: Reader, record: Record, name: str, element: Any, where: tuple[str, Link]
) -> None:
    """Note what a part says of the offer, or keep it aside where an earlier one says otherwise."""
    value = record.get(name)
    known = reader.offer.setdefault(name, value) if value is not None else None
    if known is not value and known != value:
        reader.aside_of(element, *where)
