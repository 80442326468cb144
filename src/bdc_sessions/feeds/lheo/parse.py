"""A formation of a LHEO document as a value, element by element: each is touched once."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from xml.sax.saxutils import quoteattr  # nosec B406 # it writes, and reads nothing

import attrs

from bdc_sessions.feeds.lheo.alike import Alike, Hole, marked_place, sessions_in
from bdc_sessions.feeds.lheo.codes import INFORMATION_SESSION
from bdc_sessions.feeds.lheo.contact import Contact, Coordinates, PostalAddress
from bdc_sessions.feeds.lheo.content import PLACEHOLDER_SIRET, Content, content
from bdc_sessions.feeds.lheo.element_tree import (
    FACTS,
    INFO,
    OFFER,
    Element,
    Use,
    form,
    walk_elements,
    walk_form,
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
from bdc_sessions.feeds.lheo.xml_input import attributes_of
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
MOST_KNOWN: Final = 10_000
"""The texts of one element that are remembered, with what they were read as."""

_ODD: Final = (("!", "<!"), ("?", "<?"), ("xmlns", "xmlns"))
"""What a text has that is not plain, behind the character of it that is quickly looked for."""
_ONCE: Final = Bilingual("une seule fois", "once")
_TEXT_ONLY: Final = Bilingual("du texte seul", "text only")
_OF_THE_FORMAT: Final = Bilingual("un élément du format", "an element of LHEO")

_LEAF, _WRAP, _OBJECT = Use.LEAF, Use.WRAP, Use.OBJECT


class Entry:
    """How one element is read; a text that was read and was well is not read again."""

    __slots__ = (
        "attributes", "bit", "content", "element", "index", "known", "many", "met", "missed",
        "shared", "table", "tag", "use",
    )  # fmt: skip
    element: Element
    content: Content
    tag: str
    index: int
    """Where in a record its field stands."""
    many: bool
    use: Use
    shared: bool
    bit: int
    """What stands for it among the elements that were seen."""
    attributes: Mapping[str, Element]
    known: dict[Any, Any]
    """What texts, or whole elements as bytes, stand for."""
    met: int
    """How often an element was written as one before it."""
    missed: int
    table: "Table"
    """Of what it holds."""

    def __init__(self, element: Element, place: int, make: "Make") -> None:
        """Prepare the reading of an element."""
        self.element = element
        self.content = element.content or content("any")
        self.tag = element.tag
        self.index = make.index.get(element.name, -1)
        self.many = element.many
        self.use = element.use
        self.shared = element.form in SHARED
        self.bit = 1 << place
        self.attributes = {attribute.tag: attribute for attribute in element.attributes}
        self.known = {}
        self.met = self.missed = 0

    def well_read(self, text: str) -> Any:
        """Return the value of a text; None for one that is empty, or not well."""
        try:
            value = self.content.read(text)
        except ValueError:
            return None
        if value in ("", PLACEHOLDER_SIRET) or not self.content.fits(value):
            return None
        if len(self.known) > MOST_KNOWN:
            self.known.clear()
        self.known[text] = value
        return value

    @property
    def hot(self) -> tuple[Any, ...]:
        """What is looked up of each element that is read."""
        return self.use, self.known, self.index, self.bit, self


_UNKNOWN: Final[tuple[Any, ...]] = (None, None, -1, 0, None)
"""What is looked up of an element that a table does not have."""


class Table:
    """The elements that may stand in one, by their names in the document's namespace."""

    __slots__ = ("attributes", "entries", "extras", "looked_up", "make", "mandatory")

    def __init__(self, prefix: str, elements: Sequence[Element], make: "Make") -> None:
        """Prepare the reading of elements."""
        self.make: Make = make
        entries = [Entry(element, place, make) for place, element in enumerate(elements)]
        self.entries: dict[str, Entry] = {prefix + entry.tag: entry for entry in entries}
        self.looked_up: dict[str, tuple[Any, ...]] = {
            tag: entry.hot for tag, entry in self.entries.items()
        }
        self.attributes: Mapping[str, Element] = {}
        self.extras: dict[str | None, Entry] = {}
        self.mandatory: int = sum(
            entry.bit
            for entry in entries
            if entry.element.least and entry.element.use is not Use.ASIDE
        )


class Make:
    """How a value of a form is made of what was read of it: a list of its fields, then the rest."""

    __slots__ = ("blank", "cls", "facts", "fields", "index", "many", "offer")

    def __init__(self, name: str) -> None:
        """Prepare the making of values."""
        self.cls: type[Any] = CLASSES[name]
        empty = self.cls()
        self.index: dict[str, int] = dict(shape(self.cls).order)
        self.fields: int = len(self.index)
        self.blank: list[Any] = [getattr(empty, field) for field in self.index]
        self.many: list[int] = []
        self.offer: list[tuple[str, int]] = []
        self.facts: list[tuple[str, int]] = []
        for _, element, _ in walk_form(name):
            if element.owner and element.name not in self.index:
                self.index[element.name] = len(self.blank)
                self.blank.append(() if element.many else None)
                held = self.offer if element.owner == OFFER else self.facts
                held.append((element.field, self.index[element.name]))
            if element.many and element.name:
                self.many.append(self.index[element.name])

    def __call__(self, record: list[Any]) -> Any:
        """Return the value of a record."""
        for index in self.many:
            record[index] = tuple(record[index])
        if self.offer:
            told = {name: record[index] for name, index in self.offer}
            given = {name: value for name, value in told.items() if value is not None}
            record[self.index["offer"]] = Offer(**given)
        if self.facts:
            facts = ((name, record[index]) for name, index in self.facts)
            record[self.index[FACTS]] = tuple(
                (name, value) for name, value in facts if value is not None and value != ()
            )
        if len(record) > self.fields:
            del record[self.fields :]
        return make_unchecked(self.cls, *record)


class Parser:
    """One reading of one document."""

    __slots__ = (
        "alike",
        "asides",
        "declared",
        "extras",
        "findings",
        "prefix",
        "sessions",
        "tables",
        "template",
    )
    prefix: str
    findings: Findings
    asides: list[Aside]
    """Of the object that is being read."""

    def __init__(self, namespace: str) -> None:
        """Prepare the reading of a document of a namespace."""
        self.prefix = f"{{{namespace}}}" if namespace else ""
        self.declared: str = f" xmlns={quoteattr(namespace)}" if namespace else ""
        self.extras: str = self.prefix + "extras"
        self.tables: dict[str, Table] = {}
        self.findings = Findings()
        self.asides = []
        self.alike: Alike = Alike()
        self.sessions: Iterator[str] | None = None
        self.template: bool = False

    def formation(self, element: Any, written: str | None = None) -> Formation:
        """Return the value of a formation, with a report of its own.

        ``written``: the formation's text, where it is known to be plain.
        """
        self.findings = Findings()
        self.sessions = self._written_sessions(element, written)
        self.asides = []
        table = self._table("Formation")
        record = table.make.blank.copy()
        self._fill(element, table, record, None, "")
        record[table.make.index["aside"]] = tuple(self.asides)
        record[table.make.index["report"]] = self.findings.report()
        formation: Formation = table.make(record)
        return formation

    def _table(self, name: str) -> Table:
        """Return how the elements of a form are read."""
        known = self.tables.get(name)
        if known is None:
            elements, attributes, extras = form(name)
            known = self.tables[name] = self._prepare(elements, Make(name))
            known.attributes = {attribute.tag: attribute for attribute in attributes}
            known.extras = {extra.tag: Entry(extra, 0, known.make) for extra in extras}
        return known

    def _prepare(self, elements: Sequence[Element], make: Make) -> Table:
        table = Table(self.prefix, elements, make)
        for entry in table.entries.values():
            if entry.use is _OBJECT:
                entry.table = self._table(entry.element.form)
            elif entry.use is _WRAP:
                entry.table = self._prepare(entry.element.kids, make)
        return table

    def _fill(  # noqa: C901, PLR0912 - the one loop that each element goes through: calls cost more
        self, element: Any, table: Table, record: list[Any], trail: Trail, steps: str
    ) -> None:
        """Read what stands in an element into a record; ``steps`` are those from the object."""
        looked_up, seen = table.looked_up.get, 0
        if element.text is not None:
            self._text(element.text, element, steps)
        for child in element[:]:  # quicker than one by one
            use, known, index, bit, entry = looked_up(child.tag, _UNKNOWN)
            if use is _LEAF:
                text = child.text
                value = known.get(text)
                if value is None:
                    value = self._leaf(entry, child, text, trail, steps)
                if record[index] is None:
                    record[index] = value
                elif entry.many:
                    self._add(record, entry, value, child, trail)
                elif value is not None:
                    self._repeated(entry, child, trail, steps)
                if child.keys():
                    self._attributes(
                        child, entry.attributes, table.make, record, f"{steps}{entry.tag}/"
                    )
            elif use is _OBJECT:
                if record[index] is not table.make.blank[index] and not entry.many:
                    self._repeated(entry, child, trail, steps)
                else:
                    self._held(entry, child, record, trail, steps)
            elif use is _WRAP:
                self._fill(child, entry.table, record, trail, f"{steps}{entry.tag}/")
            elif use is None:
                self._other(child, table, record, trail, steps)
            else:
                self.aside(child, steps)
            seen |= bit
            if child.tail is not None:
                self._text(child.tail, element, steps)
        if element.keys():
            self._attributes(element, table.attributes, table.make, record, steps)
        if seen & table.mandatory != table.mandatory:
            for entry in table.entries.values():
                if entry.bit & table.mandatory & ~seen:
                    self._missing(element, entry, trail)

    def _held(self, entry: Entry, child: Any, record: list[Any], trail: Trail, steps: str) -> None:
        """Read an object into the record; one written as another before it is the same value."""
        if self.sessions is not None and entry.element.form == "FeedSession":
            self._session(entry, child, record, trail, steps)
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
        if entry.many:
            self._add(record, entry, value, child, trail)
        else:
            record[entry.index] = value

    def _written_sessions(self, element: Any, written: str | None) -> Iterator[str] | None:
        """Return the texts of the sessions of a formation, in their order; None if not sure."""
        if written is None or any(mark in written and all_of in written for mark, all_of in _ODD):
            return None
        sessions = sessions_in(written)
        actions = element.findall(self.prefix + "action")
        there = sum(len(action.findall(self.prefix + "session")) for action in actions)
        # As many as stand in actions: then all stand there, in this order.
        return iter(sessions) if written.count("<session") == there == len(sessions) else None

    def _session(
        self, entry: Entry, child: Any, record: list[Any], trail: Trail, steps: str
    ) -> None:
        """Read a session as one before it, if it is written alike."""
        written = next(self.sessions or iter(()))
        value = self.alike.read(written)
        if value is None:
            before = len(self.findings.found)
            value = self._made(entry, child, record, trail, steps, None)
            if before == len(self.findings.found) and not _has_aside(value):
                self.alike.learn(written, lambda marked: self._with_holes(entry, marked))
        self._add(record, entry, value, child, trail)

    def _with_holes(self, entry: Entry, marked: str) -> Any:
        """Return the value of a session with holes in place of its texts."""
        wrapped = f"<x{self.declared}>{marked}</x>"
        child = etree.fromstring(wrapped, etree.XMLParser(remove_blank_text=True))[0]
        self.template = True
        try:
            blank = self._table("FeedAction").make.blank
            return self._made(entry, child, blank.copy(), None, "", None)
        finally:
            self.template = False

    def _made(
        self,
        entry: Entry,
        child: Any,
        record: list[Any],
        trail: Trail,
        steps: str,
        written: bytes | None,
    ) -> Any:
        """Make an object; None for a way to recruit that is no information session."""
        key = str(len(record[entry.index]) + 1) if entry.many else None
        below = _below(trail, entry.element, key)
        table = entry.table
        inner = table.make.blank.copy()
        before = len(self.findings.found) + len(self.asides)
        if not entry.shared:
            above, self.asides = self.asides, []
        inside = f"{steps}{entry.tag}/" if entry.shared else ""
        self._fill(child, table, inner, below, inside)
        if not entry.shared:
            if self.asides:
                inner[table.make.index["aside"]] = tuple(self.asides)
            self.asides = above
        value = table.make(inner)
        if value.__class__ is FeedInfo and value.kind != INFORMATION_SESSION:
            self.aside(child, steps)
            return None
        if written is not None and before == len(self.findings.found) + len(self.asides):
            if len(entry.known) > MOST_KNOWN:
                entry.known.clear()
            entry.known[written] = value
        return value

    def _leaf(self, entry: Entry, child: Any, text: str | None, trail: Trail, steps: str) -> Any:
        """Read a text; None stands for one that can't be read, or that is empty."""
        content = entry.content
        if self.template and (place := marked_place(text)) is not None:
            return Hole(place, entry.known, entry.well_read)
        try:
            value = content.read(text or "")
        except ValueError:
            value = None
        if len(child):
            self.aside(child, steps)
            found = Bilingual(f"<{entry.tag}>…", f"<{entry.tag}>…")
            self._find("LHE-201", child, _below(trail, entry.element), None, _TEXT_ONLY, found)
            return None
        if value is None or value == "":
            return self._unread(entry, child, text, trail, steps)
        if not content.fits(value):
            told = describe(value, entry.element)
            below = _below(trail, entry.element)
            self._find("LHE-201", child, below, value, content.expected, told)
        elif value == PLACEHOLDER_SIRET:
            both = Bilingual(f"{value} (texte de remplissage)", f"{value} (a placeholder)")
            below = _below(trail, entry.element)
            self._find("LHE-207", child, below, value, content.expected, both)
        else:
            if len(entry.known) > MOST_KNOWN:
                entry.known.clear()
            entry.known[text] = value
        return value

    def _unread(self, entry: Entry, child: Any, text: str | None, trail: Trail, steps: str) -> Any:
        """Tell of a text that can't be read; one that is empty tells nothing, but in our extras."""
        if not (text or "").strip():
            if entry.element.word == "any":
                return text or ""
            if entry.element.least:
                self._find("LHE-202", child, _below(trail, entry.element), None, NOTHING)
            return None
        self.aside(child, steps)
        self._find("LHE-201", child, _below(trail, entry.element), text, entry.content.expected)
        return None

    def _add(self, record: list[Any], entry: Entry, value: Any, child: Any, trail: Trail) -> None:
        """Add what an element holds that may stand several times; None: it can't be read."""
        if value is None:
            return
        values = record[entry.index]
        if values == ():
            values = record[entry.index] = []
        values.append(value)
        most = entry.element.most
        if most is not None and len(values) > most:
            few = Bilingual(f"au plus {most}", f"{most} at most")
            self._find("LHE-203", child, _below(trail, entry.element), len(values), few)

    def _other(self, child: Any, table: Table, record: list[Any], trail: Trail, steps: str) -> None:
        """Read extras of ours; keep whatever else stands there aside."""
        if child.tag != self.extras:
            self.aside(child, steps)
            name = self.local(child)
            self._find("LHE-205", child, (trail, "aside", None), name, _OF_THE_FORMAT)
        elif child.get("info") != INFO or not table.extras:
            self.aside(child, steps)
        else:
            self._extras(child, table, record, trail, f"{steps}extras/")

    def _extras(
        self,
        child: Any,
        table: Table,
        record: list[Any],
        trail: Trail,
        steps: str,
    ) -> None:
        """Read extras of ours."""
        for extra in child[:]:
            entry = table.extras.get(extra.get("info"))
            if entry is None or len(extra.keys()) > 1:
                self.aside(extra, steps)
            else:
                text = extra.text
                value = entry.known.get(text)
                if value is None:
                    value = self._leaf(entry, extra, text, trail, steps)
                if entry.many:
                    self._add(record, entry, value, extra, trail)
                elif record[entry.index] is None:
                    record[entry.index] = value
                else:
                    self._repeated(entry, extra, trail, steps)
            if extra.tail is not None:
                self._text(extra.tail, child, steps)
        if child.text is not None:
            self._text(child.text, child, steps)
        if len(child.keys()) > 1:
            self._attributes(child, {"info": None}, table.make, record, steps)

    def _missing(self, element: Any, entry: Entry, trail: Trail) -> None:
        """Note that an element is not there, or the first of those that it only holds."""
        named = (held for _, held, _ in walk_elements([entry.element]) if held.field)
        label = f"{entry.tag} (l. {element.sourceline})"
        self.findings.add("LHE-202", _below(trail, next(named)), label, None, NOTHING)

    def _repeated(self, entry: Entry, child: Any, trail: Trail, steps: str) -> None:
        """Note an element that stands too often; the first is kept, this one kept aside."""
        self.aside(child, steps)
        below = _below(trail, entry.element)
        self._find("LHE-203", child, below, child.text, _ONCE)

    def _attributes(
        self,
        element: Any,
        attributes: Mapping[str, Element | None],
        make: Make,
        record: list[Any],
        steps: str,
    ) -> None:
        """Read the attributes of an element into the record; keep what has no field aside."""
        for name, text in attributes_of(element):
            attribute = attributes.get(name)
            if attribute is None or attribute.content is None:
                if name not in attributes:
                    self._keep(f"{steps}@{name}", text, element)
                continue
            place = marked_place(text) if self.template else None
            value = attribute.content.read(text) if place is None else Hole(place, {}, _itself)
            index = make.index[attribute.name]
            if record[index] is None and not attribute.echo:
                record[index] = value
            elif record[index] != value:
                self._keep(f"{steps}@{name}", text, element)

    def _text(self, text: str, element: Any, steps: str) -> None:
        """Keep a text beside elements aside."""
        if text.strip():
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

    def _find(
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


def _itself(text: str) -> str:
    return text


def _has_aside(session: FeedSession) -> bool:
    return bool(session.aside) or any(info.aside for info in session.infos)


def _below(trail: Trail, element: Element, key: str | None = None) -> Trail:
    """Return the way to the field that an element holds."""
    if element.owner == OFFER:
        return ((trail, "offer", None), element.field, key)
    return (trail, element.owner or element.field, key)
