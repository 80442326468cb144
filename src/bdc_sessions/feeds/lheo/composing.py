"""Records as the lines of a document, in the format's order, each with what it comes from."""

import re
from collections.abc import Sequence
from typing import Any, Final
from xml.sax.saxutils import escape

from bdc_sessions.codec.faults import Faults
from bdc_sessions.feeds.lheo.faults import note
from bdc_sessions.feeds.lheo.forms import INFO, Element, Use, form
from bdc_sessions.feeds.lheo.records import Record, Told, own
from bdc_sessions.rules.finding import Link, path_of

NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that no XML document can hold."""
_SPECIAL: Final = re.compile("[^\t\n\u0020-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that are not written as they are."""
_RETURN: Final = {"\r": "&#13;"}


class Lines:
    """A document on its way to bytes: an element a line, unless its text has lines of its own."""

    __slots__ = ("faults", "links", "texts")
    faults: Faults
    texts: list[str]
    links: list[Link]

    def __init__(self, faults: Faults) -> None:
        """Start with no line; texts that XML can't hold are added to the faults."""
        self.faults = faults
        self.texts = []
        self.links = []

    def open(self, depth: int, tag: str, link: Link) -> int:
        """Start an element that holds others, and return where it stands."""
        self.texts.append(f"{'  ' * depth}<{tag}>")
        self.links.append(link)
        return len(self.texts)

    def close(self, depth: int, tag: str, start: int, *, asked: bool) -> None:
        """End an element; one of which nothing is held is only there where it must be."""
        if len(self.texts) == start and not asked:
            del self.texts[-1], self.links[-1]
            return
        self.texts.append(f"{'  ' * depth}</{tag}>")
        self.links.append(None)

    def form(self, name: str, record: Record, depth: int) -> None:
        """Write the elements of a form that a record fills."""
        elements, extras = form(name)
        self._elements(elements, record, depth)
        if extras:
            start = self.open(depth, f'extras info="{INFO}"', record.links[""])
            self._elements(extras, record, depth + 1)
            self.close(depth, "extras", start, asked=False)

    def _elements(self, elements: Sequence[Element], record: Record, depth: int) -> None:
        values, links = record
        for element in elements:
            if element.use is Use.WRAP:
                start = self.open(depth, element.tag, links[""])
                self._elements(element.kids, record, depth + 1)
                self.close(depth, element.tag, start, asked=element.least > 0)
                continue
            held = values.get(element.name)
            if held is None:  # what is kept aside has no name, and no value
                continue
            link: Link = (links[element.owner], element.field, None)
            if held.__class__ is Told:
                held, link = held
                if held is None:
                    continue
            several = held if element.many else (held,)
            if element.use is Use.LEAF:
                for one in several:
                    self._leaf(element, one, link, depth)
            else:
                for place, one in enumerate(several, 1):
                    self._object(element, one, link, place, depth)

    def _leaf(self, element: Element, value: Any, link: Link, depth: int) -> None:
        text = element.write(value)
        if _SPECIAL.search(text):
            text = self._escaped(element, text, link)
        self.texts.append(f"{'  ' * depth}<{element.start}>{text}</{element.end}>")
        self.links.append(link)

    def _object(self, element: Element, value: Any, link: Link, place: int, depth: int) -> None:
        way: Link = (link[0], link[1], str(place)) if link and element.many else link
        record = value if value.__class__ is Record else own(value, way)
        start = self.open(depth, element.tag, record.links[""])
        self.form(element.form, record, depth + 1)
        self.close(depth, element.tag, start, asked=False)

    def _escaped(self, element: Element, text: str, link: Link) -> str:
        wrong = " ".join(map(ascii, sorted(set(NOT_XML.findall(text)))))
        if wrong:
            without = (f"un texte sans {wrong}", f"a text without {wrong}")
            note(self.faults, "LHE-301", path_of(link), element.tag, text, without)
        return escape(text, _RETURN)
