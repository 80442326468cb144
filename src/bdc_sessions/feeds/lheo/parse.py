"""A formation of a LHEO document as a value, element by element: each is touched once."""

from collections.abc import Sequence
from typing import Any, Final

import attrs

from bdc_sessions.feeds.lheo.codes import INFORMATION_SESSION
from bdc_sessions.feeds.lheo.contact import Contact, Coordinates, PostalAddress
from bdc_sessions.feeds.lheo.content import PLACEHOLDER_SIRET
from bdc_sessions.feeds.lheo.element_tree import (
    FACTS,
    INFO,
    OFFER,
    Element,
    Use,
    form,
    walk_elements,
)
from bdc_sessions.feeds.lheo.extra import etree
from bdc_sessions.feeds.lheo.feed import (
    Aside,
    FeedAction,
    FeedAddress,
    FeedInfo,
    FeedSession,
    FeedSite,
    Formation,
)
from bdc_sessions.feeds.lheo.findings import NOTHING, Findings, describe
from bdc_sessions.feeds.lheo.offer import Offer
from bdc_sessions.feeds.lheo.organisation import Certification, Funder, Organisation, Trainer
from bdc_sessions.model.path import Trail
from bdc_sessions.model.shape import shape
from bdc_sessions.model.tree import make_unchecked
from bdc_sessions.texts import Bilingual

CLASSES: Final[dict[str, type[Any]]] = {
    cls.__name__: cls
    for cls in (
        Formation,
        FeedAction,
        FeedSite,
        FeedSession,
        FeedInfo,
        FeedAddress,
        Organisation,
        Contact,
        Coordinates,
        PostalAddress,
        Certification,
        Trainer,
        Funder,
    )
}
"""The class of each form of the table."""

SHARED: Final = frozenset(
    name for name, cls in CLASSES.items() if "aside" not in attrs.fields_dict(cls)
)
"""The forms of values that stand in many places, and are read once where they are written alike."""
SOME: Final = 100
"""The elements after which those that are never alike are taken to stay so."""
TOO_MANY: Final = 1_000
"""The texts of one element that are remembered, with what they were read as."""

_ODD: Final = etree.XPath(
    "descendant-or-self::*/@*[name() != 'info']/.. | descendant::text()[../*]/.."
)
"""The elements with an attribute that is not looked at anyway, or with text beside elements."""
_UNREAD: Final = object()
_ONCE: Final = Bilingual("une seule fois", "once")
_TEXT_ONLY: Final = Bilingual("du texte seul", "text only")
_OF_THE_FORMAT: Final = Bilingual("un élément du format", "an element of LHEO")

_LEAF, _WRAP, _OBJECT = Use.LEAF, Use.WRAP, Use.OBJECT


class Entry:
    """How one element is read; a text that was read and was well is not read again."""

    __slots__ = (
        "element", "known", "make", "many", "met", "missed", "name", "shared", "table", "tag", "use",
    )  # fmt: skip
    element: Element
    tag: str
    name: str
    many: bool
    use: Use
    shared: bool
    known: dict[Any, Any]
    """What texts, or whole elements as bytes, stand for."""
    met: int
    """How often an element was written as one before it."""
    missed: int
    table: "Table"
    """Of what it holds."""
    make: "Make | None"

    def __init__(self, element: Element) -> None:
        """Prepare the reading of an element."""
        self.element = element
        self.tag = element.tag
        self.name = element.name
        self.many = element.many
        self.use = element.use
        self.shared = element.form in SHARED
        self.known = {}
        self.met = self.missed = 0
        self.make = None


class Table:
    """The elements that may stand in one, by their names in the document's namespace."""

    __slots__ = ("attributes", "entries", "extras", "mandatory")

    def __init__(self, prefix: str, elements: Sequence[Element]) -> None:
        """Prepare the reading of elements."""
        self.entries = {prefix + element.tag: Entry(element) for element in elements}
        self.attributes: dict[str, Element] = {}
        self.extras: dict[str | None, Entry] = {}
        self.mandatory = tuple(
            element.tag for element in elements if element.least and element.use is not Use.ASIDE
        )


class Make:
    """How a value of a form is made of what was read of it."""

    __slots__ = ("cls", "defaults", "facts", "offer")

    def __init__(self, name: str) -> None:
        """Prepare the making of values."""
        self.cls = CLASSES[name]
        empty = self.cls()
        self.defaults = tuple((field, getattr(empty, field)) for field in shape(self.cls).order)
        names = shape(self.cls).order
        self.offer = "offer" in names
        self.facts = FACTS in names

    def __call__(self, record: dict[str, Any]) -> Any:
        """Return the value of a record."""
        if self.offer:
            told = [(f"{OFFER}.{name}", name) for name in shape(Offer).order]
            given = {name: record[key] for key, name in told if key in record}
            record["offer"] = Offer(**given) if given else EMPTY_OFFER
        if self.facts:
            record[FACTS] = tuple(
                (key[len(FACTS) + 1 :], tuple(value) if type(value) is list else value)
                for key, value in record.items()
                if key.startswith(FACTS + ".")
            )
        get = record.get
        return make_unchecked(
            self.cls,
            *[
                tuple(value) if type(value := get(name, empty)) is list else value
                for name, empty in self.defaults
            ],
        )


EMPTY_OFFER: Final = Offer()


class Parser:
    """One reading of one document."""

    __slots__ = ("asides", "extras", "findings", "odd", "prefix", "tables")
    prefix: str
    findings: Findings
    asides: list[Aside]
    """Of the object that is being read."""
    odd: frozenset[Any]

    def __init__(self, namespace: str) -> None:
        """Prepare the reading of a document of a namespace."""
        self.prefix = f"{{{namespace}}}" if namespace else ""
        self.extras = self.prefix + "extras"
        self.tables: dict[str, Table] = {}
        self.findings = Findings()
        self.asides = []
        self.odd = frozenset()

    def formation(self, element: Any) -> Formation:
        """Return the value of a formation, with a report of its own."""
        self.findings = Findings()
        self.odd = frozenset(_ODD(element))
        formation: Formation = self._object("Formation", element, None)
        self.odd = frozenset()
        return formation.evolve(report=self.findings.report()) if self.findings.found else formation

    def _table(self, name: str) -> Table:
        """Return how the elements of a form are read."""
        known = self.tables.get(name)
        if known is None:
            elements, attributes, extras = form(name)
            known = self.tables[name] = self._prepare(elements)
            known.attributes = {attribute.tag: attribute for attribute in attributes}
            known.extras = {extra.tag: Entry(extra) for extra in extras}
        return known

    def _prepare(self, elements: Sequence[Element]) -> Table:
        table = Table(self.prefix, elements)
        for entry in table.entries.values():
            if entry.use is _OBJECT:
                entry.table = self._table(entry.element.form)
                entry.make = Make(entry.element.form)
            elif entry.use is _WRAP:
                entry.table = self._prepare(entry.element.kids)
        return table

    def _object(self, name: str, element: Any, trail: Trail) -> Any:
        """Return the value of an element by a form, with what of it has no field."""
        table = self._table(name)
        above, self.asides = self.asides, []
        record: dict[str, Any] = {}
        self._fill(element, table, record, trail, "")
        if element in self.odd:
            self._oddities(element, table.attributes, record, "")
        if self.asides:
            record["aside"] = self.asides
        self.asides = above
        return Make(name)(record)

    def _fill(
        self, element: Any, table: Table, record: dict[str, Any], trail: Trail, steps: str
    ) -> None:
        """Read what stands in an element into a record; ``steps`` are those from the object."""
        entry_of, odd = table.entries.get, self.odd
        seen = set()
        for child in element:
            entry = entry_of(child.tag)
            if entry is None:
                self._other(child, table, record, trail, steps)
                continue
            seen.add(entry.tag)
            if entry.use is _LEAF:
                value = entry.known.get(child.text)
                if value is None or entry.name in record or entry.many:
                    self._take(entry, child, record, trail, steps)
                else:
                    record[entry.name] = value
                if child in odd:
                    attributes = {a.tag: a for a in entry.element.attributes}
                    self._oddities(child, attributes, record, f"{steps}{entry.tag}/")
            elif entry.use is _OBJECT:
                self._held(entry, child, record, trail, steps)
            elif entry.use is _WRAP:
                inner = f"{steps}{entry.tag}/"
                self._fill(child, entry.table, record, trail, inner)
                if child in odd:
                    self._oddities(child, {}, record, inner)
            else:
                self.aside(child, steps)
        for tag in table.mandatory:
            if tag not in seen:
                self._missing(element, entry_of(self.prefix + tag), trail)

    def _held(
        self, entry: Entry, child: Any, record: dict[str, Any], trail: Trail, steps: str
    ) -> None:
        """Read an object into the record; one written as another before it is the same value."""
        name = entry.name
        if name in record and not entry.many:
            self._repeated(entry, child, trail, steps)
            return
        # Where nearly all are different, telling them apart by their bytes gains nothing.
        alike = entry.shared and entry.missed <= entry.met + SOME
        written = etree.tostring(child, with_tail=False) if alike else None
        value = entry.known.get(written)
        if value is not None:
            entry.met += 1
        else:
            entry.missed += 1
            value = self._made(entry, child, record, trail, steps, written)
            if value is None:
                return
        if entry.many:
            self._add(record, entry, value, child, trail)
        else:
            record[name] = value

    def _made(  # noqa: PLR0913 - what is read, and where it stands
        self,
        entry: Entry,
        child: Any,
        record: dict[str, Any],
        trail: Trail,
        steps: str,
        written: bytes | None,
    ) -> Any:
        """Make an object; None for a way to recruit that is no information session."""
        key = str(len(record.get(entry.name, ())) + 1) if entry.many else None
        below = _below(trail, entry.element, key)
        inner: dict[str, Any] = {}
        before = len(self.findings.found) + len(self.asides)
        if not entry.shared:
            above, self.asides = self.asides, []
        inside = f"{steps}{entry.tag}/" if entry.shared else ""
        self._fill(child, entry.table, inner, below, inside)
        if child in self.odd:
            self._oddities(child, entry.table.attributes, inner, inside)
        if not entry.shared:
            if self.asides:
                inner["aside"] = self.asides
            self.asides = above
            if entry.element.form == "FeedInfo" and inner.get("kind") != INFORMATION_SESSION:
                self.aside(child, steps)
                return None
        value = entry.make(inner) if entry.make else None
        if written is not None and before == len(self.findings.found) + len(self.asides):
            if len(entry.known) > TOO_MANY:
                entry.known.clear()
            entry.known[written] = value
        return value

    def _take(
        self, entry: Entry, child: Any, record: dict[str, Any], trail: Trail, steps: str
    ) -> None:
        """Read a text into the record, where it may stand there."""
        if entry.name in record and not entry.many:
            self._repeated(entry, child, trail, steps)
            return
        text = child.text
        value = entry.known.get(text)
        if value is None:
            value = self._leaf(entry, child, text, trail, steps)
            if value is None:
                return
        if entry.many:
            self._add(record, entry, value, child, trail)
        else:
            record[entry.name] = value

    def _leaf(self, entry: Entry, child: Any, text: str | None, trail: Trail, steps: str) -> Any:
        """Read a text; None stands for one that can't be read, or that is empty."""
        content = entry.element.content
        below = _below(trail, entry.element)
        if content is None or len(child):
            self.aside(child, steps)
            found = Bilingual(f"<{entry.tag}>…", f"<{entry.tag}>…")
            self._find("LHE-201", child, below, None, _TEXT_ONLY, found)
            return None
        blank = not text or not text.strip()
        if blank and entry.element.word != "any":
            if entry.element.least:
                self._find("LHE-202", child, below, None, NOTHING)
            return None
        try:
            value = content.read(text or "")
        except ValueError:
            self.aside(child, steps)
            self._find("LHE-201", child, below, text, content.expected)
            return None
        if not content.fits(value):
            told = describe(value, entry.element)
            self._find("LHE-201", child, below, value, content.expected, told)
        elif value == PLACEHOLDER_SIRET:
            found = Bilingual("un texte de remplissage", "a placeholder")
            both = Bilingual(*(f"{value} ({told})" for told in found))
            self._find("LHE-207", child, below, value, content.expected, both)
        else:
            if len(entry.known) > TOO_MANY:
                entry.known.clear()
            entry.known[text] = value
        return value

    def _add(
        self, record: dict[str, Any], entry: Entry, value: Any, child: Any, trail: Trail
    ) -> None:
        """Add what an element holds that may stand several times."""
        values = record.get(entry.name)
        if values is None:
            values = record[entry.name] = []
        values.append(value)
        most = entry.element.most
        if most is not None and len(values) > most:
            few = Bilingual(f"au plus {most}", f"{most} at most")
            self._find("LHE-203", child, _below(trail, entry.element), len(values), few)

    def _other(
        self, child: Any, table: Table, record: dict[str, Any], trail: Trail, steps: str
    ) -> None:
        """Read extras of ours; keep whatever else stands there aside."""
        if child.tag != self.extras:
            self.aside(child, steps)
            name = self.local(child)
            self._find("LHE-205", child, (trail, "aside", None), name, _OF_THE_FORMAT)
        elif child.get("info") != INFO or not table.extras:
            self.aside(child, steps)
        else:
            inner = f"{steps}extras/"
            for extra in child:
                entry = table.extras.get(extra.get("info"))
                if entry is None or extra in self.odd:
                    self.aside(extra, inner)
                else:
                    self._take(entry, extra, record, trail, inner)
            if child in self.odd:
                self._oddities(child, {}, record, inner)

    def _missing(self, element: Any, entry: Entry | None, trail: Trail) -> None:
        """Note that an element is not there, or the first of those that it only holds."""
        if entry is not None:
            named = (held for _, held, _ in walk_elements([entry.element]) if held.field)
            label = f"{entry.tag} (l. {element.sourceline})"
            self.findings.add("LHE-202", _below(trail, next(named)), label, None, NOTHING)

    def _repeated(self, entry: Entry, child: Any, trail: Trail, steps: str) -> None:
        """Note an element that stands too often; the first is kept, this one kept aside."""
        self.aside(child, steps)
        below = _below(trail, entry.element)
        self._find("LHE-203", child, below, child.text, _ONCE)

    def _oddities(
        self, element: Any, attributes: dict[str, Element], record: dict[str, Any], steps: str
    ) -> None:
        """Read the attributes of an element into the record; keep what has no field aside."""
        ours = element.tag == self.extras
        for name, text in element.attrib.items():
            attribute = attributes.get(name)
            if attribute is None or attribute.content is None:
                if not (ours and name == "info"):
                    self._keep(f"{steps}@{name}", text, element)
                continue
            value = attribute.content.read(text)
            if attribute.echo:
                known = record.get(attribute.field)
            else:
                known = record.setdefault(attribute.name, value)
            if known != value:
                self._keep(f"{steps}@{name}", text, element)
        if len(element):
            for text in (element.text, *(child.tail for child in element)):
                if text and text.strip():
                    self._keep(f"{steps}text()", text.strip(), element)

    def local(self, element: Any) -> str:
        """Return the name of an element, without the document's namespace."""
        return str(element.tag).removeprefix(self.prefix)

    def aside(self, child: Any, steps: str = "") -> None:
        """Keep an element aside as it stands."""
        xml = etree.tostring(child, encoding="unicode", with_tail=False)
        self._keep(steps + self.local(child), xml, child)

    def _keep(self, path: str, xml: str, element: Any) -> None:
        self.asides.append(Aside(path=path, xml=xml, line=element.sourceline))

    def _find(  # noqa: PLR0913 - a finding's facts
        self,
        code: str,
        element: Any,
        trail: Trail,
        value: object,
        expected: Bilingual,
        found: Bilingual | None = None,
    ) -> None:
        """Note a finding, told with its line."""
        label = f"{self.local(element)} (l. {element.sourceline})"
        self.findings.add(code, trail, label, value, expected, found)


def _below(trail: Trail, element: Element, key: str | None = None) -> Trail:
    """Return the way to the field that an element holds."""
    if element.owner == OFFER:
        return ((trail, "offer", None), element.field, key)
    return (trail, element.owner or element.field, key)
