"""A LHEO document as values of the model, by what our own extras say or by sensible stand-ins."""

from collections.abc import Iterator
from typing import Any, Final

from bdc_sessions.feeds.lheo.components import (
    Header,
    funders,
    header,
    made_component,
)
from bdc_sessions.feeds.lheo.extra import etree
from bdc_sessions.feeds.lheo.feed import Feed, Formation
from bdc_sessions.feeds.lheo.forms import OWNER
from bdc_sessions.feeds.lheo.making import Read, given
from bdc_sessions.feeds.lheo.offer import Offer
from bdc_sessions.feeds.lheo.reading import NUMERO, Reader, Record
from bdc_sessions.feeds.lheo.safe import LONGEST, parsed, refused
from bdc_sessions.feeds.lheo.sessions import MAKERS, made_sessions
from bdc_sessions.model import Action, Component
from bdc_sessions.rules import Report
from bdc_sessions.rules.finding import Link

VERSIONS: Final = {"http://lheo.gouv.fr/2.3": "2.3", "http://lheo.gouv.fr/2.2": "2.2"}


def loads(data: bytes, *, longest: int = LONGEST) -> Feed:
    """Read a LHEO document (2.3 or 2.2), as any producer writes it.

    What cannot be read or cannot be true is in ``feed.report``, what our values do not hold in
    ``feed.aside``; content raises nothing. ``DecodeError``: what is not LHEO, or not safe to read
    (over ``longest`` bytes, a DTD, an unknown encoding, more than 256 levels). Where a producer
    writes no extras of ours, numbers are the ``numero`` attributes or places ("01", …), each action
    of the format is an action of ours, and dates are those of its sessions.
    """
    root = parsed(data, longest)
    name = etree.QName(root)
    version = VERSIONS.get(name.namespace or "")
    if version is None or name.localname != "lheo":
        expected = " ou ".join(VERSIONS)
        raise refused(root.tag, (f"lheo ({expected})", f"lheo ({expected})"))
    reader = Reader(str(name.namespace), MAKERS)
    formations: list[Formation] = []
    components: dict[Header, dict[str, Component]] = {}
    for place, element in enumerate(_formations(reader, root), 1):
        for record, read, numbers in _actions(reader, element, place):
            formations.append(_formation(reader, record, read, numbers, components))
    actions = [
        Action(**dict(top), components=tuple(held.values())) for top, held in components.items()
    ]
    return Feed(
        version=version,
        actions=actions,
        formations=formations,
        aside=reader.asides,
        report=Report(reader.faults.found),
    )


def _formations(reader: Reader, root: Any) -> Iterator[Any]:
    """Yield the formations; whatever else stands beside them is kept aside."""
    found = False
    for offered in root:
        here: Link = (None, reader.local(offered), None)
        if reader.local(offered) != "offres":
            reader.aside(offered, here)
            continue
        for element in offered:
            if reader.local(element) == "formation":
                found = True
                yield element
            else:
                reader.aside(element, (here, reader.local(element), None))
    if not found:
        reader.fault("LHE-202", root, ((None, "offres", None), "formation", None), None, ("", ""))


def _actions(
    reader: Reader, element: Any, place: int
) -> Iterator[tuple[Record, Read, tuple[str, str]]]:
    """Yield the actions of a formation, with the numbers that stand in for those not told."""
    record: Record = {}
    link: Link = ((None, "offres", None), "formation", str(place))
    reader.attributes(element, link)
    reader.fill(element, reader.table("Formation"), record, link)
    shown = element.get(NUMERO) or f"{place:02}"
    for n, read in enumerate(record.pop("actions", ()), 1):
        number = read.element.get(NUMERO) or (shown if n == 1 else f"{shown}/{n}")
        yield given({**record, **read.record}), read, (number, f"{n:02}")


def _formation(
    reader: Reader,
    record: Record,
    read: Read,
    numbers: tuple[str, str],
    components: dict[Header, dict[str, Component]],
) -> Formation:
    """Make the component and the offer of an action of the format."""
    sessions = made_sessions(reader, record)
    component = made_component(record, sessions, numbers[1])
    others = funders(reader, record, sessions, read)
    offer = Offer(
        **{
            name.removeprefix(OWNER): value
            for name, value in {**record, "Offer.funders": others}.items()
            if name.startswith(OWNER)
        }
    )
    number: str = record.get("Action.number", numbers[0])
    if component is not None:
        top = header(record, number, component, offer)
        if component.number not in components.setdefault(top, {}):
            components[top][component.number] = component
            return Formation(number, component, offer)
        once = ("une composante par numéro", "one component a number")
        reader.fault("LHE-204", read.element, read.link, component.number, once)
    reader.aside(read.element, read.link)
    return Formation(number, None, offer)
