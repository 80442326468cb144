"""A formation of a LHEO document as a value, element by element, as the table has them."""

from collections.abc import Mapping
from typing import Any, Final
from xml.sax.saxutils import quoteattr  # nosec B406 # it writes, and reads nothing

from bdc_sessions.feeds.lheo.alike import LONGEST, MOST_KNOWN, Alike, Hole, marked_place
from bdc_sessions.feeds.lheo.codes import INFORMATION_SESSION
from bdc_sessions.feeds.lheo.content import PLACEHOLDER_SIRET
from bdc_sessions.feeds.lheo.element_tree import (
    CLASSES,
    FACTS,
    INFO,
    OFFER,
    Element,
    Use,
    form,
    walk_elements,
)
from bdc_sessions.feeds.lheo.extra import etree
from bdc_sessions.feeds.lheo.feed import Aside, FeedInfo, Formation
from bdc_sessions.feeds.lheo.findings import NOTHING, Findings, describe
from bdc_sessions.feeds.lheo.offer import Offer
from bdc_sessions.feeds.lheo.xml_input import OPTIONS, attributes_of, split_tag
from bdc_sessions.model.path import Trail
from bdc_sessions.model.shape import per_class, shape
from bdc_sessions.model.tree import make_unchecked
from bdc_sessions.texts import Bilingual

_ONCE: Final = Bilingual("une seule fois", "once")
_TEXT_ONLY: Final = Bilingual("du texte seul", "text only")
_OF_THE_FORMAT: Final = Bilingual("un élément du format", "an element of LHEO")


class Record:
    """What was read of an object so far: its fields by their owners, and what has no field."""

    __slots__ = ("asides", "fields", "name", "trail")

    def __init__(self, name: str, trail: Trail, asides: list[Aside] | None = None) -> None:
        """Start with nothing, of an object of a form; ``asides`` where it has none of its own."""
        self.name: str = name
        self.trail: Trail = trail
        self.fields: dict[str, dict[str, Any]] = {"": {}, OFFER: {}, FACTS: {}}
        self.asides: list[Aside] = [] if asides is None else asides

    def child_trail(self, element: Element, key: str | None = None) -> Trail:
        """Return the trail to the field that an element holds."""
        if element.owner == OFFER:
            return ((self.trail, "offer", None), element.field, key)
        return (self.trail, element.owner or element.field, key)

    def value(self) -> Any:
        """Return the object."""
        cls, fields = CLASSES[self.name], self.fields[""]
        order = shape(cls).order
        if "offer" in order:
            fields["offer"] = _made(Offer, self.fields[OFFER])
        if FACTS in order:
            facts = {name: _settled(value) for name, value in self.fields[FACTS].items()}
            names = [extra.field for extra in form(self.name).extras.values()]
            fields[FACTS] = tuple([(name, facts[name]) for name in names if name in facts])
        if "aside" in order:
            fields["aside"] = self.asides
        return _made(cls, fields)


def _made(cls: type[Any], fields: Mapping[str, Any]) -> Any:
    """Return a value of a class by its fields, others as they are by default."""
    values = [_settled(fields.get(name, default)) for name, default in _blank(cls)]
    return make_unchecked(cls, *values)


def _settled(value: Any) -> Any:
    return tuple(value) if type(value) is list else value


@per_class
def _blank(cls: type[Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(zip(shape(cls).order, shape(cls).values(cls()), strict=True))


def _parsed(session: str, namespace: str) -> Any:
    """Return the element of a session alone; ``ValueError`` where it is not one element."""
    declared = f"<x xmlns={quoteattr(namespace)}>" if namespace else "<x>"
    (element,) = etree.fromstring(f"{declared}{session}</x>".encode(), etree.XMLParser(**OPTIONS))
    return element


class Parser:
    """One reading of one document."""

    __slots__ = ("alike", "findings", "kept", "known", "marked", "prefix")

    def __init__(self, namespace: str, *, marked: bool = False) -> None:
        """Prepare the reading of a document of a namespace; ``marked``: of marks for texts."""
        self.prefix: str = f"{{{namespace}}}" if namespace else ""
        self.findings: Findings = Findings()
        self.kept: int = 0
        self.known: dict[tuple[str, bytes], Any] = {}
        self.marked: bool = marked
        self.alike: Alike = Alike(self._template)

    def formation(self, element: Any) -> Formation:
        """Return the value of a formation, with a report of its own."""
        self.findings = Findings()
        record = Record("Formation", None)
        self._read(element, record)
        record.fields[""]["report"] = self.findings.report()
        formation: Formation = record.value()
        return formation

    def _template(self, marked: str) -> Any:
        """Return a session of marks with holes in their places; None if it is not plainly well."""
        try:
            child = _parsed(marked, self.prefix[1:-1])
        except (etree.XMLSyntaxError, ValueError):
            return None
        parser = Parser(self.prefix[1:-1], marked=True)
        record = Record("FeedSession", None)
        parser._read(child, record)
        well = self.local(child) == "session" and not parser.findings.violations and not parser.kept
        return record.value() if well else None

    def local(self, element: Any) -> str:
        """Return the name of an element of the document's namespace; else its full name."""
        return str(element.tag).removeprefix(self.prefix)

    def _read(self, element: Any, record: Record, steps: str = "") -> None:
        """Read all in an object's element, ``steps`` from that of the object that has aside."""
        elements, attributes, _ = form(record.name)
        self._children(element, elements, record, steps)
        self.attributes(element, attributes, record, steps)

    def _children(
        self, parent: Any, elements: Mapping[str, Element], record: Record, steps: str
    ) -> None:
        self.text(parent.text, parent, record, steps)
        seen = set()
        for child in parent[:]:  # faster than iterating
            tag = child.tag
            local = tag[len(self.prefix) :] if tag.startswith(self.prefix) else ""
            element = elements.get(local)
            if element is None:
                self._unknown(child, record, steps)
            else:
                seen.add(local)
                self._element(child, element, record, steps)
            if child.tail is not None:
                self.text(child.tail, parent, record, steps)
        for tag, element in elements.items():
            if element.least and tag not in seen and element.use is not Use.ASIDE:
                first = next(e for _, e, _ in walk_elements([element]) if e.field)
                label = f"{tag} (l. {parent.sourceline})"
                self.findings.add("LHE-202", record.child_trail(first), label, None, NOTHING)

    def _element(self, child: Any, element: Element, record: Record, steps: str) -> None:
        use, inside = element.use, f"{steps}{element.tag}/"
        if use is Use.LEAF:
            kept = self.kept
            self._field(child, element, self._leaf(child, element, record, steps), record, steps)
            if self.kept == kept:  # else it stands aside, with its attributes
                self.attributes(child, element.inside.attributes, record, inside)
        elif use is Use.WRAP:
            self._children(child, element.inside.elements, record, inside)
            self.attributes(child, {}, record, inside)
        elif use is Use.ASIDE:
            self.aside(child, record.asides, steps)
        elif not element.many and element.field in record.fields[element.owner]:
            self._repeated(child, element, record, steps)
        else:
            self._field(child, element, self._object(child, element, record, steps), record, steps)

    def _field(self, child: Any, element: Element, value: Any, record: Record, steps: str) -> None:
        """Take in what an element holds; None: it can't be read."""
        fields = record.fields[element.owner]
        if value is None:
            return
        if not element.many:
            if element.field in fields:
                self._repeated(child, element, record, steps)
            fields.setdefault(element.field, value)
            return
        values = fields.setdefault(element.field, [])
        values.append(value)
        if element.most is not None and len(values) > element.most:
            few = Bilingual(f"au plus {element.most}", f"{element.most} at most")
            self._find("LHE-203", child, record.child_trail(element), len(values), few)

    def _repeated(self, child: Any, element: Element, record: Record, steps: str) -> None:
        """Note an element that stands too often; the first is kept, this one kept aside."""
        self.aside(child, record.asides, steps)
        self._find("LHE-203", child, record.child_trail(element), child.text, _ONCE)

    def _object(self, child: Any, element: Element, record: Record, steps: str) -> Any:
        """Return an object; None for a recruitment that is no information session."""
        cut = self.alike.out.pop(child.get("numero"), None)
        if cut is not None:
            return cut[1]
        name, key = element.form, None
        if element.many:
            key = str(len(record.fields[element.owner].get(element.field, ())) + 1)
        if "aside" not in shape(CLASSES[name]).order:
            return self._shared(
                child,
                Record(name, record.child_trail(element, key), record.asides),
                f"{steps}{element.tag}/",
            )
        inner = Record(name, record.child_trail(element, key))
        self._read(child, inner)
        value = inner.value()
        if value.__class__ is FeedInfo and value.kind != INFORMATION_SESSION:
            self.aside(child, record.asides, steps)
            return None
        return value

    def _shared(self, child: Any, inner: Record, steps: str) -> Any:
        """Return an object that stands in many places: written as one before, it is the same."""
        written = inner.name, etree.tostring(child, with_tail=False)
        value = self.known.get(written)
        if value is None:
            before = len(self.findings.violations) + self.kept
            self._read(child, inner, steps)
            value = inner.value()
            well = before == len(self.findings.violations) + self.kept
            if well and len(written[1]) <= LONGEST:
                if len(self.known) >= MOST_KNOWN:
                    self.known.clear()
                self.known[written] = value
        return value

    def _leaf(self, child: Any, element: Element, record: Record, steps: str) -> Any:
        """Read a text; None for one that can't be read, or that is empty."""
        text, content = child.text or "", element.content
        if self.marked and (place := marked_place(text)) is not None:
            return Hole(place, content.read_valid)
        try:
            value = content.read(text)
        except ValueError:
            value = None
        trail = record.child_trail(element)
        if len(child):
            markup = Bilingual(*(f"<{element.tag}>…",) * 2)
            self._find("LHE-201", child, trail, None, _TEXT_ONLY, markup)
        elif value is None and not text.strip():
            if element.least:
                self._find("LHE-202", child, trail, None, NOTHING)
            return None
        elif value is None:
            self._find("LHE-201", child, trail, text, content.expected)
        else:
            if not content.fits(value):
                described = describe(value, element)
                self._find("LHE-201", child, trail, value, content.expected, described)
            elif value == PLACEHOLDER_SIRET:
                described = Bilingual(f"{value} (texte de remplissage)", f"{value} (a placeholder)")
                self._find("LHE-207", child, trail, value, content.expected, described)
            return value
        self.aside(child, record.asides, steps)
        return None

    def _unknown(self, child: Any, record: Record, steps: str) -> None:
        """Read extras of ours; keep whatever else stands there aside."""
        extras = form(record.name).extras
        if child.tag != f"{self.prefix}extras":
            self.aside(child, record.asides, steps)
            trail: Trail = (record.trail, "aside", None)
            self._find("LHE-205", child, trail, self.local(child), _OF_THE_FORMAT)
        elif child.get("info") != INFO or not extras:
            self.aside(child, record.asides, steps)
        else:
            inside = f"{steps}extras/"
            for extra in child[:]:
                element = extras.get(extra.get("info"))
                if element is None or len(extra.keys()) > 1:
                    self.aside(extra, record.asides, inside)
                else:
                    value = self._leaf(extra, element, record, inside)
                    self._field(extra, element, value, record, inside)
                self.text(extra.tail, child, record, inside)
            self.text(child.text, child, record, inside)
            self.attributes(child, {"info": None}, record, inside)

    def attributes(
        self, element: Any, known: Mapping[str, Element | None], record: Record, steps: str
    ) -> None:
        """Read the attributes of an element; keep what has no field aside."""
        if not element.keys():
            return
        for name, text in attributes_of(element):
            attribute = known.get(name)
            if attribute is None:
                if name not in known:
                    self._keep(record.asides, f"{steps}@{name}", text, element)
                continue
            place = marked_place(text) if self.marked else None
            content = attribute.content
            value = content.read(text) if place is None else Hole(place, content.read)
            fields = record.fields[attribute.owner]
            if not attribute.echo and fields.get(attribute.field) is None:
                fields[attribute.field] = value
            elif fields.get(attribute.field) != value:
                self._keep(record.asides, f"{steps}@{name}", text, element)

    def text(self, text: str | None, element: Any, record: Record, steps: str) -> None:
        """Keep a text beside elements aside."""
        if text and (text := text.strip()):
            self._keep(record.asides, f"{steps}text()", text, element)

    def aside(self, child: Any, asides: list[Aside], steps: str = "") -> None:
        """Keep an element aside as it stands, with the sessions that were cut out of it."""
        for stand_in in child.iter("{*}session"):
            cut = self.alike.out.pop(stand_in.get("numero"), None)
            if cut is not None:
                session = _parsed(cut[0], split_tag(stand_in)[0])
                stand_in.attrib.clear()
                stand_in.attrib.update(session.attrib)
                stand_in.text, stand_in[:] = session.text, session[:]
        xml = etree.tostring(child, encoding="unicode", with_tail=False)
        self._keep(asides, steps + self.local(child), xml, child)

    def _keep(self, asides: list[Aside], path: str, xml: str, element: Any) -> None:
        self.kept += 1
        asides.append(Aside(path=path, xml=xml, line=element.sourceline))

    def _find(
        self,
        code: str,
        element: Any,
        trail: Trail,
        value: object,
        expected: Bilingual,
        found: Bilingual | None = None,
    ) -> None:
        """Note a finding with its line."""
        label = f"{self.local(element)} (l. {element.sourceline})"
        self.findings.add(code, trail, label, value, expected, found)
