"""The table as trees of elements, which writing, reading, losses and the docs walk."""

import re
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from functools import cache
from typing import Any, Final, NamedTuple

import attrs
from attrs import define

from bdc_sessions.feeds.lheo.contact import Contact, Coordinates, PostalAddress
from bdc_sessions.feeds.lheo.content import Content, content
from bdc_sessions.feeds.lheo.offer import Offer
from bdc_sessions.feeds.lheo.organisation import Certification, Funder, Organisation, Trainer
from bdc_sessions.feeds.lheo.table import OUTLINES

INFO: Final = "bdc-sessions"
"""The ``info`` of the ``extras`` that hold what the format has no element for."""
OWNER: Final = "Offer."

CLASSES: dict[str, type[Any]] = {
    cls.__name__: cls
    for cls in (
        Offer,
        Organisation,
        Contact,
        Coordinates,
        PostalAddress,
        Certification,
        Trainer,
        Funder,
    )
}
"""The classes of the feed's own, whose fields the elements of the form of that name hold."""


class Use(Enum):
    """What becomes of an element."""

    LEAF = "leaf"
    """its text is a field"""
    OBJECT = "object"
    """it is an object, read by a form of its own"""
    WRAP = "wrap"
    """it only holds others"""
    ASIDE = "aside"
    """it is kept aside when read, and never written"""


@define(eq=False)
class Element:
    """An element of the format, or an ``extra`` of ours, with what it holds."""

    tag: str
    least: int
    most: int | None
    word: str
    name: str
    owner: str
    """The class before the field's name, where the form is not that of its class."""
    field: str
    form: str
    extra: bool
    many: bool
    use: Use
    content: Content | None
    write: Callable[[Any], str]
    start: str
    """How it starts where it is written, without the brackets."""
    end: str
    kids: "list[Element]" = attrs.Factory(list)


class Form(NamedTuple):
    """The elements of an object, and the extras of ours that end it."""

    elements: tuple[Element, ...]
    extras: tuple[Element, ...]


_ROW = re.compile(
    r"^(?P<indent> *)(?P<extra>@?)(?P<tag>\S+) +(?P<least>[0-9]+)\.\.(?P<most>[0-9]+|n)"
    r" +(?P<word>\{[^}]+\}|digits [0-9]+|as \S+|\S+)(?: +(?P<name>\S+)(?: = (?P<form>\S+))?)?$",
    re.MULTILINE,
)


@cache
def form(name: str) -> Form:
    """Return a form of the table by its name."""
    top: list[Element] = []
    above = [(-1, top)]
    for row in _ROW.finditer(OUTLINES[name]):
        element = _element(row)
        depth = len(row["indent"])
        while above[-1][0] >= depth:
            above.pop()
        above[-1][1].append(element)
        above.append((depth, element.kids))
    for element in top:
        _wrap(element)
    return Form(
        tuple([element for element in top if not element.extra]),
        tuple([element for element in top if element.extra]),
    )


def _element(found: "re.Match[str]") -> Element:
    word, name = found["word"], found["name"] or ""
    owner, _, field_name = name.rpartition(".")
    nested = word == "-" or word.startswith("as ")
    holds = None if nested else content(word)
    use = Use.ASIDE if not name else Use.OBJECT if found["form"] else Use.LEAF
    return Element(
        tag=found["tag"],
        least=int(found["least"]),
        most=None if found["most"] == "n" else int(found["most"]),
        word="" if nested else word,
        name=name,
        owner=owner,
        field=field_name,
        form=found["form"] or (word[3:] if word.startswith("as ") else ""),
        extra=bool(found["extra"]),
        many=found["most"] != "1",
        use=use,
        content=holds,
        write=holds.write if holds else str,
        start=f'extra info="{found["tag"]}"' if found["extra"] else found["tag"],
        end="extra" if found["extra"] else found["tag"],
    )


def _wrap(element: Element) -> None:
    for kid in element.kids:
        _wrap(kid)
    if any(kid.use is not Use.ASIDE for kid in element.kids):
        element.use = Use.WRAP


def walked(name: str = "Formation", top: str = "formation") -> Iterator[tuple[str, Element]]:
    """Yield every element below a form with its path, in the format's order.

    An object is gone into wherever it stands.
    """
    elements, extras = form(name)
    yield from _walked(elements, top)
    yield from _walked(extras, f"{top}/extras")


def _walked(elements: Sequence[Element], top: str) -> Iterator[tuple[str, Element]]:
    for element in elements:
        path = f"{top}/{element.tag}"
        yield path, element
        if element.form:
            yield from walked(element.form, path)
        yield from _walked(element.kids, path)


def held(name: str) -> Iterator[tuple[Element, bool]]:
    """Yield every element of a form that holds a field, and whether the format asks for it."""
    return _held(form(name).elements, asked=True)


def _held(elements: Sequence[Element], *, asked: bool) -> Iterator[tuple[Element, bool]]:
    for element in elements:
        here = asked and element.least > 0
        if element.use is Use.WRAP:
            yield from _held(element.kids, asked=here)
        elif element.use is not Use.ASIDE:
            yield element, here
