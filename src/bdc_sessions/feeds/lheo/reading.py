"""A LHEO document as records, element by element: each is touched once, faults are gathered."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from bdc_sessions.codec.faults import Both, Faults
from bdc_sessions.feeds.lheo.extra import etree
from bdc_sessions.feeds.lheo.faults import FEWER, MANY, MOST_TOLD, faults, note
from bdc_sessions.feeds.lheo.feed import Aside
from bdc_sessions.feeds.lheo.forms import CLASSES, INFO, Element, Use, form
from bdc_sessions.model import Path, Site, Term
from bdc_sessions.model.path import Step
from bdc_sessions.rules.finding import Link

Record = dict[str, Any]
Make = Callable[["Reader", Record, Any, Link], Any]
"""How an object is made of what was read of it: of the record, its element and the way there."""

_NOT_A_NAME: Final = re.compile("[^A-Za-z0-9_]")
_UNREAD: Final = object()
EXTRAS: Final = "extras"
NUMERO: Final = "numero"
"""The attribute that tells a number, where a producer writes no extras of ours."""
SHARED: Final = frozenset((*CLASSES, "Address", "Site"))
"""The forms of values that stand in many places, and are read once where they are written alike."""
SOME: Final = 100
"""The elements after which those that are never alike are taken to stay so."""
_WRAP, _OBJECT = Use.WRAP, Use.OBJECT


class Entry:
    """How one element is read; what was read of it before, and was well, is not read again."""

    __slots__ = (
        "element",
        "kids",
        "known",
        "leaf",
        "make",
        "many",
        "met",
        "missed",
        "most",
        "name",
        "shared",
        "tag",
        "use",
    )
    element: Element
    tag: str
    name: str
    many: bool
    most: int | None
    use: Use
    leaf: bool
    shared: bool
    known: dict[Any, Any]
    """What texts, or whole elements as bytes, stand for."""
    met: int
    """How often an element was written as one before it."""
    missed: int
    kids: "Table"
    make: Make

    def __init__(self, element: Element) -> None:
        """Prepare the reading of an element."""
        self.element = element
        self.tag = element.tag
        self.name = element.name
        self.many = element.many
        self.most = element.most
        self.use = element.use
        self.leaf = element.use is Use.LEAF
        self.shared = element.form in SHARED
        self.known = {}
        self.met = self.missed = 0


class Table(NamedTuple):
    """The elements that may stand in one, by their names in the document's namespace."""

    entries: dict[str, Entry]
    extras: dict[str | None, Entry]
    asked: tuple[tuple[str, tuple[str, ...]], ...]
    """The fields that must be there, each with the way to its element."""


class Reader:
    """One reading of one document."""

    prefix: str
    extras: str
    makers: Mapping[str, Make]
    faults: Faults
    asides: list[Aside]
    full: bool
    """Whether more stood aside than can be held."""
    terms: dict[tuple[str, str | None], Term]
    forms: dict[str, Table]
    offer: Record
    """What the parts of an action say of its offer."""
    sites: list[Site]
    numbers: set[str]

    def __init__(self, namespace: str, makers: Mapping[str, Make]) -> None:
        """Prepare the reading of a document of a namespace."""
        self.prefix = f"{{{namespace}}}"
        self.extras = self.prefix + EXTRAS
        self.makers = makers
        self.faults = faults()
        self.asides = []
        self.full = False
        self.terms = {}
        self.forms = {}
        self.start_action()

    def start_action(self) -> None:
        """Forget what the parts of an action told."""
        self.offer = {}
        self.sites = []
        self.numbers = set()

    def table(self, name: str) -> Table:
        """Return how the elements of a form are read."""
        known = self.forms.get(name)
        if known is None:
            known = self.forms[name] = self._table(*form(name))
        return known

    def _table(self, elements: Sequence[Element], extras: Sequence[Element] = ()) -> Table:
        return Table(
            {self.prefix + element.tag: self._entry(element) for element in elements},
            {element.tag: Entry(element) for element in extras},
            tuple(_asked(elements)),
        )

    def _entry(self, element: Element) -> Entry:
        entry = Entry(element)
        if element.use is Use.OBJECT:
            entry.kids, entry.make = self.table(element.form), self.makers[element.form]
        elif element.use is Use.WRAP:
            entry.kids = self._table(element.kids)
        return entry

    def fill(self, element: Any, table: Table, record: Record, link: Link) -> None:
        """Read what stands in an element into a record."""
        entry_of = table.entries.get
        for child in element:
            entry = entry_of(child.tag)
            if entry is None:
                self._other(child, table, record, link)
            elif entry.leaf:
                value = entry.known.get(child.text, _UNREAD)
                if value is _UNREAD or entry.name in record or entry.many or len(child):
                    self._take(entry, child, record, link)
                else:
                    record[entry.name] = value
            elif entry.use is _WRAP:
                self.fill(child, entry.kids, record, (link, entry.tag, None))
            elif entry.use is _OBJECT:
                self._object(entry, child, record, link)
            else:
                self.aside(child, (link, entry.tag, None))
        for name, way in table.asked:
            if name not in record:
                self._missing(element, way, link)

    def _object(self, entry: Entry, child: Any, record: Record, link: Link) -> None:
        """Read an object into the record; one written as another before it is the same value."""
        if not entry.many and entry.name in record:
            self.repeated(entry, child, link)
            return
        # Where nearly all are different, telling them apart by their bytes gains nothing.
        alike = entry.shared and entry.missed <= entry.met + SOME
        written = etree.tostring(child, with_tail=False) if alike else None
        value = entry.known.get(written)
        if value is None:
            key = str(len(record.get(entry.name, ())) + 1) if entry.many else None
            way: Link = (link, entry.tag, key)
            before = len(self.faults.found) + len(self.asides)
            inner: Record = {}
            if child.keys():
                self.attributes(child, way)
            self.fill(child, entry.kids, inner, way)
            value = entry.make(self, inner, child, way)
            if alike and before == len(self.faults.found) + len(self.asides):
                entry.known[written] = value
            entry.missed += 1
        else:
            entry.met += 1
        if entry.many:
            self.add(record, entry, value, child, link)
        else:
            record[entry.name] = value

    def add(self, record: Record, entry: Entry, value: Any, child: Any, link: Link) -> None:
        """Add what an element holds that may stand several times."""
        held = record.get(entry.name)
        if held is None:
            held = record[entry.name] = []
        held.append(value)
        most = entry.most
        if most is not None and len(held) > most:
            way: Link = (link, entry.tag, None)
            self.fault("LHE-203", child, way, len(held), (f"au plus {most}", f"{most} at most"))

    def _take(self, entry: Entry, child: Any, record: Record, link: Link) -> None:
        """Read a text into the record, where it may stand there."""
        value = entry.known.get(child.text, _UNREAD)
        if value is _UNREAD or len(child):
            value = self._leaf(entry, child, child.text, (link, entry.tag, None))
        if entry.many:
            self.add(record, entry, value, child, link)
        elif entry.name in record:
            self.repeated(entry, child, link)
        else:
            record[entry.name] = value

    def _leaf(self, entry: Entry, child: Any, text: str | None, link: Link) -> Any:
        """Read a text; None stands for one that can't be read."""
        content = entry.element.content
        if content is None or len(child):
            self.aside(child, link)
            self.fault("LHE-201", child, link, f"<{entry.tag}>…", ("du texte seul", "text only"))
            return None
        try:
            value = content.read(text or "")
        except ValueError:
            self.fault("LHE-201", child, link, text, content.expected)
            return None
        if content.good(value):
            entry.known[text] = value
        else:
            self.fault("LHE-201", child, link, text, content.expected)
        return value

    def _other(self, child: Any, table: Table, record: Record, link: Link) -> None:
        """Read extras of ours; keep whatever else stands there aside."""
        if child.tag == self.extras and child.get("info") == INFO:
            self._extras(child, table, record, (link, EXTRAS, None))
            return
        name = self.local(child)
        way: Link = (link, name, None)
        if name != EXTRAS:
            self.fault("LHE-205", child, way, name, ("un élément du format", "an element of LHEO"))
        self.aside(child, way)

    def _extras(self, extras: Any, table: Table, record: Record, link: Link) -> None:
        entry_of = table.extras.get
        for extra in extras:
            entry = entry_of(extra.get("info"))
            if entry is None:
                self.aside(extra, (link, "extra", None))
                continue
            value = entry.known.get(extra.text, _UNREAD)
            if value is _UNREAD or entry.name in record or entry.many or len(extra):
                self._take(entry, extra, record, link)
            else:
                record[entry.name] = value

    def _missing(self, element: Any, way: tuple[str, ...], link: Link) -> None:
        for tag in way:
            link = (link, tag, None)
        self.fault("LHE-202", element, link, None, ("", ""))

    def repeated(self, entry: Entry, child: Any, link: Link) -> None:
        """Note an element that stands too often; the first is kept, this one kept aside."""
        way: Link = (link, entry.tag, None)
        self.aside(child, way)
        self.fault("LHE-203", child, way, child.text, ("une seule fois", "once"))

    def local(self, element: Any) -> str:
        """Return the name of an element, without the document's namespace."""
        return str(element.tag).removeprefix(self.prefix)

    def aside(self, child: Any, link: Link) -> None:
        """Keep an element aside as it stands."""
        xml = etree.tostring(child, encoding="unicode", with_tail=False)
        self.hold(Aside(xml_path(link), child.sourceline, xml))

    def hold(self, aside: Aside) -> None:
        """Hold what was kept aside, unless there is more than can be held."""
        if len(self.asides) < MOST_TOLD:
            self.asides.append(aside)
        elif not self.full:
            self.full = True
            self.faults.add("LHE-303", Path(), "document", MOST_TOLD, FEWER, MANY)

    def attributes(self, element: Any, link: Link) -> None:
        """Keep the attributes of an object aside, but for the number that it may bear."""
        for name, value in element.attrib.items():
            if name != NUMERO:
                way: Link = (link, f"@{name.rpartition('}')[2]}", None)
                self.hold(Aside(xml_path(way), element.sourceline, f"{name}={value!r}"))

    def aside_of(self, element: Any, tag: str, link: Link) -> None:
        """Keep what stands in an element under a name aside."""
        for child in element.findall(self.prefix + tag):
            self.aside(child, (link, tag, None))

    def fault(self, code: str, element: Any, link: Link, found: object, expected: Both) -> None:
        """Note a fault, told with its line."""
        tag = link[1] if link else "lheo"
        label = f"{tag} (l. {element.sourceline})"
        note(self.faults, code, xml_path(link), label, found, expected)


def xml_path(link: Link) -> Path:
    """Return the path of an element: local names, with ``_`` for what no field's name has."""
    steps: list[Step] = []
    while link is not None:
        link, name, key = link
        steps.append((_NOT_A_NAME.sub("_", name.rpartition("}")[2]), key))
    return Path(tuple(reversed(steps)))


def _asked(elements: Sequence[Element], way: tuple[str, ...] = ()) -> Any:
    """Yield the fields that must be there wherever these elements stand."""
    for element in elements:
        if element.least and element.use is Use.WRAP:
            yield from _asked(element.kids, (*way, element.tag))
        elif element.least and element.use is not Use.ASIDE:
            yield element.name, (*way, element.tag)
