"""The feed's values as the lines of a document, in the format's order: an element a line."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from xml.sax.saxutils import escape  # nosec B406 # it writes, and reads nothing

from bdc_sessions.feeds.lheo.element_tree import CLASSES, FACTS, INFO, OFFER, Element, Use, form
from bdc_sessions.feeds.lheo.feed import Formation
from bdc_sessions.feeds.lheo.offer import Offer
from bdc_sessions.model.shape import shape

NAMESPACE: Final = "http://lheo.gouv.fr/2.3"
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>'

NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that no XML document can hold."""
_SPECIAL: Final = re.compile('[&<>"\t\r\n\x7f-\x9f]')
"""The characters that are not written as they are, or not everywhere."""
_REFERENCES: Final = {chr(code): f"&#{code};" for code in (13, *range(0x7F, 0xA0))}
"""What readers change, or take for characters of Windows-1252, unless it is written so."""
_IN_ATTRIBUTES: Final = {**_REFERENCES, '"': "&quot;", "\t": "&#9;", "\n": "&#10;"}


def write(formations: Sequence[Formation]) -> bytes:
    """Return formations as a document; what is aside is not written.

    >>> write([Formation(number="F1")]).decode().splitlines()[1]
    '<lheo xmlns="http://lheo.gouv.fr/2.3">'
    """
    lines = [DECLARATION, f'<lheo xmlns="{NAMESPACE}">', "  <offres>"]
    add = _Writer().write("Formation", "formation", 2)
    for formation in formations:
        add(formation, lines)
    lines += ["  </offres>", "</lheo>", ""]
    return "\n".join(lines).encode()


Parts = tuple[Any, ...]
"""The parts of an object: its fields, those of its offer, and the facts of our extras."""
Add = Callable[[Parts, list[str]], None]
"""What adds the lines of one element of an object, at one depth."""
_FIELDS, _OFFER, _FACTS = range(3)


class _Writer:
    """One writing of one document; a line or an object that stands in many places is made once."""

    def __init__(self) -> None:
        self.objects: dict[tuple[str, str, int], Callable[[Any, list[str]], None]] = {}

    def write(self, name: str, tag: str, depth: int) -> Callable[[Any, list[str]], None]:
        """Return what adds the lines of an object of a form."""
        known = self.objects.get((name, tag, depth))
        if known is None:
            known = self.objects[name, tag, depth] = self._object(name, tag, depth)
        return known

    def _object(self, name: str, tag: str, depth: int) -> Callable[[Any, list[str]], None]:
        elements, attributes, extras = form(name)
        order, values_of = shape(CLASSES[name]).order, shape(CLASSES[name]).values
        offer, facts, offer_of = order.get("offer"), order.get(FACTS), shape(Offer).values
        no_facts = dict.fromkeys(e.field for e in extras.values() if e.owner == FACTS)
        numbers = [(attribute.tag, order[attribute.field]) for attribute in attributes.values()]
        adders = self._adders(name, elements, depth + 1)
        if extras:
            inside = self._adders(name, extras, depth + 2)
            adders.append(_holding(inside, depth + 1, "extras", f' info="{INFO}"'))
        start, end = f"{'  ' * depth}<{tag}", f"{'  ' * depth}</{tag}>"

        def write(value: Any, lines: list[str]) -> None:
            values = values_of(value)
            parts: Parts = (
                values,
                () if offer is None else offer_of(values[offer]),
                {} if facts is None else {**no_facts, **dict(values[facts])},
            )
            attribute_texts = "".join([_attribute(tag, values[index]) for tag, index in numbers])
            lines.append(f"{start}{attribute_texts}>")
            for add in adders:
                add(parts, lines)
            lines.append(end)

        return write

    def _adders(self, name: str, elements: Mapping[str, Element], depth: int) -> list[Add]:
        """Return what adds the lines of elements, in their order; some are never written."""
        return [self._adder(name, e, depth) for e in elements.values() if e.use is not Use.ASIDE]

    def _adder(self, name: str, element: Element, depth: int) -> Add:
        if element.use is Use.WRAP:
            inside = self._adders(name, element.inside.elements, depth + 1)
            return _holding(inside, depth, element.tag, mandatory=element.least > 0)
        if element.owner == FACTS:
            return _leaf(element, _FACTS, element.field, depth)
        of_offer = element.owner == OFFER
        key = shape(Offer if of_offer else CLASSES[name]).order[element.field]
        add = _leaf if element.use is Use.LEAF else self._part
        return add(element, _OFFER if of_offer else _FIELDS, key, depth)

    def _part(self, element: Element, part: int, key: int, depth: int) -> Add:
        """Return what adds an object, or several."""
        write = self.write(element.form, element.tag, depth)
        if element.many:

            def add_all(parts: Parts, lines: list[str]) -> None:
                for item in parts[part][key]:
                    write(item, lines)

            return add_all
        empty = CLASSES[element.form]()
        known: dict[int, tuple[Any, str]] = {}

        def add(parts: Parts, lines: list[str]) -> None:
            value = parts[part][key]
            block = known.get(id(value))
            if block is None:
                inner: list[str] = []
                if value != empty:
                    write(value, inner)
                # With the value, so that no other one gets its id.
                block = known[id(value)] = (value, "\n".join(inner))
            if block[1]:
                lines.append(block[1])

        return add


def _holding(
    adders: list[Add], depth: int, tag: str, attributes: str = "", *, mandatory: bool = False
) -> Add:
    """Return what adds an element that holds others; an empty one where it is mandatory."""
    start, end = f"{'  ' * depth}<{tag}{attributes}>", f"{'  ' * depth}</{tag}>"

    def add(parts: Parts, lines: list[str]) -> None:
        before = len(lines)
        lines.append(start)
        for inner in adders:
            inner(parts, lines)
        if len(lines) > before + 1 or mandatory:
            lines.append(end)
        else:
            lines.pop()

    return add


def _leaf(element: Element, part: int, key: Any, depth: int) -> Add:
    """Return what adds an element with a text, or several."""
    content = element.content
    start = f'extra info="{element.tag}"' if element.kind else element.tag
    before = f"{'  ' * depth}<{start}"
    after = f"</{'extra' if element.kind else element.tag}>"
    refs = [(a.tag, shape(Offer).order[a.field]) for a in element.inside.attributes.values()]
    known: dict[Any, str] = {}

    def line(value: Any, parts: Parts) -> str:
        attribute_texts = "".join([_attribute(tag, parts[_OFFER][index]) for tag, index in refs])
        return f"{before}{attribute_texts}>{_escaped(content.write(value), _REFERENCES)}{after}"

    def add(parts: Parts, lines: list[str]) -> None:
        value = parts[part][key]
        if value is not None:
            written = known.get(value)
            if written is None:
                written = known[value] = line(value, parts)
            lines.append(written)

    def add_all(parts: Parts, lines: list[str]) -> None:
        lines.extend([line(value, parts) for value in parts[part][key] or ()])

    return add_all if element.many else add


def _attribute(name: str, value: Any) -> str:
    return "" if value is None else f' {name}="{_escaped(value, _IN_ATTRIBUTES)}"'


def _escaped(text: str, references: dict[str, str]) -> str:
    return escape(text, references) if _SPECIAL.search(text) else text
