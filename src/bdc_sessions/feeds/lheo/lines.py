"""The feed's values as the lines of a document, in the format's order: an element a line."""

import re
from collections.abc import Sequence
from typing import Any, Final
from xml.sax.saxutils import escape

from bdc_sessions.feeds.lheo.element_tree import FACTS, INFO, Element, Use, form
from bdc_sessions.feeds.lheo.feed import Formation
from bdc_sessions.feeds.lheo.offer import Offer
from bdc_sessions.feeds.lheo.parse import CLASSES
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

_CONTROLS: Final = bytes(code for code in range(32) if code not in b"\t\n\r")
_LEAF, _WRAP = Use.LEAF, Use.WRAP


def is_xml(data: bytes) -> bool:
    """Whether a document that was written holds no character that XML cannot hold."""
    return (
        len(data.translate(None, _CONTROLS)) == len(data)
        and b"\xef\xbf\xbe" not in data
        and b"\xef\xbf\xbf" not in data
    )


def write(formations: Sequence[Formation]) -> bytes:
    """Return formations as a document; what is aside is not written.

    >>> write([Formation(number="F1")]).decode().splitlines()[1]
    '<lheo xmlns="http://lheo.gouv.fr/2.3">'
    """
    writer = _Writer()
    lines = [DECLARATION, f'<lheo xmlns="{NAMESPACE}">', "  <offres>"]
    for formation in formations:
        writer.write("Formation", formation, "formation", 2, lines)
    lines += ["  </offres>", "</lheo>", ""]
    return "\n".join(lines).encode()


class _Op:
    """How one element is written at one depth; what was written before is not made again."""

    __slots__ = (
        "after",
        "attributes",
        "before",
        "content",
        "fact",
        "form",
        "index",
        "kind",
        "known",
        "least",
        "many",
        "ops",
        "part",
        "tag",
    )  # fmt: skip


class _Layout:
    """How an object of a form is written at one depth."""

    __slots__ = ("attributes", "extras", "facts", "offer", "ops", "values")


class _Writer:
    """One writing of one document."""

    def __init__(self) -> None:
        self.layouts: dict[tuple[str, int], _Layout] = {}
        self.blocks: dict[tuple[int, int, str], tuple[Any, str]] = {}

    def layout(self, name: str, depth: int) -> _Layout:
        """Return how objects of a form are written at a depth."""
        known = self.layouts.get((name, depth))
        if known is None:
            known = self.layouts[name, depth] = _Layout()
            cls = CLASSES[name]
            elements, attributes, extras = form(name)
            order = shape(cls).order
            known.values = shape(cls).values
            known.offer = order.get("offer", -1)
            known.facts = order.get(FACTS, -1)
            known.attributes = [(a, order[a.field]) for a in attributes]
            known.ops = [op for e in elements if (op := self.op(e, order, depth)) is not None]
            known.extras = [op for e in extras if (op := self.op(e, order, depth + 1)) is not None]
        return known

    def op(self, element: Element, order: Any, depth: int) -> _Op | None:
        """Return how an element is written; None for one that never is."""
        if element.use is Use.ASIDE:
            return None
        op = _Op()
        pad = "  " * depth
        op.kind, op.many, op.content = element.use, element.many, element.content
        op.least, op.form, op.tag = element.least, element.form, element.tag
        op.fact = element.field if element.owner == FACTS else ""
        op.part = element.owner == "Offer"
        op.index = -1
        if element.field and not op.fact:
            op.index = shape(Offer).order[element.field] if op.part else order[element.field]
        op.known = {}
        op.attributes = [(a.tag, shape(Offer).order[a.field]) for a in element.attributes]
        start = f'extra info="{element.tag}"' if element.kind else element.tag
        end = "extra" if element.kind else element.tag
        op.before, op.after = f"{pad}<{start}>", f"</{end}>"
        op.ops = []
        if element.use is _WRAP:
            kids = (self.op(kid, order, depth + 1) for kid in element.kids)
            op.ops = [kid for kid in kids if kid is not None]
            op.after = f"{pad}</{end}>"
        return op

    def write(self, name: str, value: Any, tag: str, depth: int, lines: list[str]) -> None:
        """Add the lines of an object; one that stands in many places is made once."""
        layout = self.layout(name, depth + 1)
        values = layout.values(value)
        offer: tuple[Any, ...] = ()
        if layout.offer >= 0:
            offer = shape(Offer).values(values[layout.offer])
        facts = dict(values[layout.facts]) if layout.facts >= 0 else {}
        pad = "  " * depth
        told = "".join(
            f' {attribute.tag}="{_escaped(values[index], _IN_ATTRIBUTES)}"'
            for attribute, index in layout.attributes
            if values[index] is not None
        )
        lines.append(f"{pad}<{tag}{told}>")
        self.run(layout.ops, values, offer, facts, depth + 1, lines)
        if layout.extras:
            start = len(lines)
            self.run(layout.extras, values, offer, facts, depth + 2, lines)
            if len(lines) > start:
                lines.insert(start, f'{pad}  <extras info="{INFO}">')
                lines.append(f"{pad}  </extras>")
        lines.append(f"{pad}</{tag}>")

    def run(
        self,
        ops: list[_Op],
        values: tuple[Any, ...],
        offer: tuple[Any, ...],
        facts: dict[str, Any],
        depth: int,
        lines: list[str],
    ) -> None:
        """Add the lines of elements."""
        for op in ops:
            kind = op.kind
            if kind is _WRAP:
                start = len(lines)
                lines.append(op.before)
                self.run(op.ops, values, offer, facts, depth + 1, lines)
                if len(lines) == start + 1 and not op.least:
                    lines.pop()
                else:
                    lines.append(op.after)
                continue
            if op.fact:
                value = facts.get(op.fact)
            else:
                value = (offer if op.part else values)[op.index]
            if value is None:
                continue
            if kind is _LEAF:
                if op.many:
                    for item in value:
                        lines.append(self.leaf(op, item, offer))
                else:
                    line = op.known.get(value)
                    lines.append(self.leaf(op, value, offer) if line is None else line)
            elif op.many:
                for item in value:
                    self.write(op.form, item, op.tag, depth, lines)
            else:
                self.block(op, value, depth, lines)

    def leaf(self, op: _Op, value: Any, offer: tuple[Any, ...]) -> str:
        """Return the line of an element with a text."""
        before = op.before
        for name, index in op.attributes:
            if offer[index] is not None:
                before = f'{before[:-1]} {name}="{_escaped(offer[index], _IN_ATTRIBUTES)}">'
        line = f"{before}{_escaped(op.content.write(value), _REFERENCES)}{op.after}"
        op.known[value] = line
        return line

    def block(self, op: _Op, value: Any, depth: int, lines: list[str]) -> None:
        """Add the lines of an object that may stand in many places; none where it is empty."""
        key = (id(value), depth, op.tag)
        known = self.blocks.get(key)
        if known is None:
            inner: list[str] = []
            if value != CLASSES[op.form]():
                self.write(op.form, value, op.tag, depth, inner)
            known = self.blocks[key] = (value, "\n".join(inner))  # the value, that its id stays its
        if known[1]:
            lines.append(known[1])


def _escaped(text: str, references: dict[str, str]) -> str:
    return escape(text, references) if _SPECIAL.search(text) else text
