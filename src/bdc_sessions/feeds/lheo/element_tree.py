"""The table as trees of elements, which reading, writing, the rules and the docs walk."""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cache
from typing import Any, Final, NamedTuple

from attrs import Factory, define

from bdc_sessions.feeds.lheo.contact import Contact, Coordinates, PostalAddress
from bdc_sessions.feeds.lheo.content import Content, content
from bdc_sessions.feeds.lheo.feed import (
    FeedAction,
    FeedAddress,
    FeedInfo,
    FeedSession,
    FeedSite,
    Formation,
)
from bdc_sessions.feeds.lheo.offer import Offer
from bdc_sessions.feeds.lheo.organisation import Certification, Funder, Organisation, Trainer
from bdc_sessions.feeds.lheo.table import OUTLINES

INFO: Final = "bdc-sessions"
"""The ``info`` of the ``extras`` that hold what the format has no element for."""
OFFER, FACTS = "Offer", "facts"
"""The owners of fields that the object of a form does not hold by itself."""
CLASSES: Final[Mapping[str, type[Any]]] = {
    cls.__name__: cls
    for cls in (
        Formation, FeedAction, FeedSite, FeedSession, FeedInfo, FeedAddress, Offer, Organisation,
        Contact, Coordinates, PostalAddress, Certification, Trainer, Funder,
    )
}  # fmt: skip
"""The classes whose fields the table names: those of its forms, and the offer's."""


class Use(Enum):
    """What becomes of an element."""

    LEAF = "leaf"
    """its text is a field"""
    OBJECT = "object"
    """it is an object, with a form of its own"""
    WRAP = "wrap"
    """it only holds others"""
    ASIDE = "aside"
    """it is kept aside when read, and never written"""


@define(eq=False)
class Element:
    """An element of the format, an attribute of one, or an ``extra`` of ours."""

    tag: str
    kind: str
    """"" for an element, "@" for an attribute, "+" for an extra"""
    least: int
    most: int | None
    word: str
    """Its content, in the word of the table."""
    content: Content
    name: str
    """Its field, with its owner before it."""
    owner: str
    field: str
    echo: bool
    """Whether it repeats a field that another element holds."""
    form: str
    code: str
    """The code of the rule that checks its field in an offer."""
    elsewhere: bool
    """Whether its field may be left out of an offer, as it is given elsewhere in it."""
    inside: "Form" = Factory(lambda: Form({}, {}, {}))
    """What it passes through to."""

    @property
    def use(self) -> Use:
        """What becomes of it."""
        if self.name:
            return Use.OBJECT if self.form else Use.LEAF
        return Use.WRAP if self.inside.elements else Use.ASIDE

    @property
    def many(self) -> bool:
        """Whether it may stand several times."""
        return self.most != 1


class Form(NamedTuple):
    """What may stand in an object or an element, by name: elements, attributes, extras of ours."""

    elements: dict[str, Element]
    attributes: dict[str, Element]
    extras: dict[str, Element]


_ROW: Final = re.compile(
    r"^(?P<indent> *)(?P<kind>[@+]?)(?P<tag>\S+) +(?P<least>[0-9]+)\.\.(?P<most>[0-9]+|n)"
    r" +(?P<word>\{[^}]+\}|digits [0-9]+|\S+)(?: +(?P<echo>~?)(?P<name>[\w.]+))?"
    r"(?: = (?P<form>\w+))?"
    r"(?: +(?P<code>LHE-[0-9]+)(?P<elsewhere>\??))?$",
    re.MULTILINE,
)


@cache
def form(name: str) -> Form:
    """Return a form of the table by its name.

    >>> list(form("Funder").elements)
    ['code-financeur', 'nb-places-financees']
    """
    parents = [(-1, Form({}, {}, {}))]
    for row in _ROW.finditer(OUTLINES[name]):
        element = _element(row)
        depth = len(row["indent"])
        while parents[-1][0] >= depth:
            parents.pop()
        parents[-1][1]["@+".find(element.kind or " ") + 1][element.tag] = element
        parents.append((depth, element.inside))
    return parents[0][1]


def _element(row: "re.Match[str]") -> Element:
    word, name = row["word"], row["name"] or ""
    owner, _, field = name.partition(".")
    if not field or owner not in (OFFER, FACTS):
        owner, field = "", name
    return Element(
        tag=row["tag"],
        kind=row["kind"],
        least=int(row["least"]),
        most=None if row["most"] == "n" else int(row["most"]),
        word="" if word == "-" else word,
        content=content("any" if word == "-" else word),
        name=name,
        owner=owner,
        field=field,
        echo=bool(row["echo"]),
        form=row["form"] or "",
        code=row["code"] or "",
        elsewhere=bool(row["elsewhere"]),
    )


def walk_elements(
    elements: Iterable[Element], steps: tuple[str, ...] = (), *, mandatory: bool = True
) -> Iterator[tuple[tuple[str, ...], Element, bool]]:
    """Yield elements and all that they pass through to, with their tags from the top.

    Each comes with whether it must be there wherever the first ones stand.
    """
    for element in elements:
        required = mandatory and element.least > 0
        tags = (*steps, element.tag)
        yield tags, element, required
        yield from walk_elements(element.inside.attributes.values(), tags, mandatory=required)
        yield from walk_elements(element.inside.elements.values(), tags, mandatory=required)


def walk_form(name: str) -> Iterator[tuple[tuple[str, ...], Element, bool]]:
    """Yield every element of a form, as ``walk_elements`` does: attributes, elements, extras."""
    elements, attributes, extras = form(name)
    for part in (attributes, elements, extras):
        yield from walk_elements(part.values())
