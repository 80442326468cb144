"""LHEO documents read as they stand: a whole one, or one formation at a time."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from bdc_sessions.feeds.lheo.feed import Feed, Formation
from bdc_sessions.feeds.lheo.findings import NOTHING, Findings, refused
from bdc_sessions.feeds.lheo.parse import Parser, Record
from bdc_sessions.feeds.lheo.xml_input import LONGEST, Document, pieces_of, split_tag, too_long
from bdc_sessions.model import Path
from bdc_sessions.model.fields import wrong_type
from bdc_sessions.texts import Bilingual

VERSIONS: Final = {"http://lheo.gouv.fr/2.3": "2.3", "http://www.lheo.org/2.2": "2.2"}
"""The namespaces that are read, with their versions."""
ROOTS: Final = ("lheo", "lheo-plus")
OTHERS: Final = {
    "http://www.lheo.org/2.1": "2.1",
    "http://www.lheo.org/2.0": "2.0",
    "": "1.3",
    "https://www.of.moncompteformation.gouv.fr": "EDOF",
}
"""The namespaces that are known and not read unless one asks for it."""


def loads(data: bytes, *, longest: int = LONGEST, namespace: str | None = None) -> "Feed":
    """Read a LHEO document (2.3 or 2.2) as it stands, by any producer.

    >>> feed = loads(
    ...     b'<lheo xmlns="http://lheo.gouv.fr/2.3"><offres><formation numero="F1">'
    ...     b"<intitule-formation>Anglais</intitule-formation></formation></offres></lheo>"
    ... )
    >>> feed.formations[0].number, feed.formations[0].title, feed.formations[0].offer.objective
    ('F1', 'Anglais', None)

    What has no field is in the ``aside`` of the object that it belongs to; what can't be read is
    None, there too, and in ``feed.report`` with its line. ``namespace`` reads a document of another
    format by the same names.

    Raises:
        DecodeError: what is not LHEO, or not safe to read: over ``longest`` bytes, a DTD, an
            unknown encoding, more than 256 levels.
        TypeError: no bytes.
    """
    pieces = pieces_of(data, "loads(data)")
    if len(data) > longest:
        raise too_long(len(data), longest)
    reading = _Reading(longest, namespace)
    read: list[Formation] = []
    findings = Findings()
    for place, formation in enumerate(reading.formations(pieces), 1):
        read.append(formation)
        findings.extend(formation.report, (None, "formations", str(place)))
    reading.keep_texts(reading.document.root)
    if not read:
        findings.add("LHE-202", Path().child("formations"), "formation", None, NOTHING)
    if controls := reading.document.controls:
        meant = Bilingual("lus comme de Windows-1252", "read as Windows-1252's")
        found = Bilingual(f"{controls} caractères de commande", f"{controls} control characters")
        findings.add("LHE-209", Path(), "document", controls, meant, found)
    return Feed(
        version=reading.version,
        formations=read,
        aside=reading.record.asides,
        report=findings.report(),
    )


def formations(
    chunks: "Iterable[bytes]", *, longest: int = LONGEST, namespace: str | None = None
) -> "Iterator[Formation]":
    """Yield the formations of a document that comes in chunks, such as an open file gives.

    >>> chunks = [b'<lheo xmlns="http://lheo.gouv.fr/2.3"><offres><formation numero="F1"/><form',
    ...           b'ation numero="F2"/></offres></lheo>']
    >>> [formation.number for formation in formations(chunks)]
    ['F1', 'F2']

    Memory holds one formation at a time, of at most ``longest`` bytes, however long the document.
    Each has its own ``report``. What stands beside the formations is passed over.

    Raises:
        DecodeError: as ``loads``, where the stream comes to it.
        TypeError: chunks that are no bytes.
    """
    given: Any = chunks
    if isinstance(given, str | bytes | bytearray | memoryview) or not isinstance(given, Iterable):
        raise wrong_type(given, "formations(chunks)", "several chunks of bytes, as a file gives")
    pieces = (piece for chunk in given for piece in pieces_of(chunk, "formations(chunks)"))
    return _Reading(longest, namespace).formations(pieces, forget=True)


class _Reading:
    """One reading of one document, with what stands beside its formations."""

    def __init__(self, longest: int, namespace: str | None) -> None:
        self.document = Document(longest)
        self.namespace = namespace
        self.version = ""
        self.parser = Parser("")
        self.record = Record("Feed", None)

    def formations(self, pieces: Iterable[bytes], *, forget: bool = False) -> Iterator[Formation]:
        """Yield the formations as values; ``forget`` what stands beside them."""
        for element in self.document.formations(pieces, self.open, self.beside):
            yield self.parser.formation(element)
            if forget:
                self.record.asides.clear()

    def open(self, root: Any) -> None:
        """Take the root of a document, and know how to read it; DecodeError for another format."""
        namespace, name = split_tag(root)
        if self.namespace is None:
            self.version = VERSIONS.get(namespace, "")
            if not self.version or name not in ROOTS:
                raise _another(name, namespace)
        elif namespace == self.namespace:
            self.version = {**OTHERS, **VERSIONS}.get(namespace, namespace)
        else:
            due = f'namespace="{self.namespace}"'
            raise refused(f'xmlns="{namespace}"', Bilingual(due, due))
        self.parser = Parser(namespace)
        self.document.cut = self.parser.alike.cut

    def beside(self, element: Any) -> None:
        """Keep an element aside, but for what held formations, and a text after it."""
        steps = "" if element.getparent() is self.document.root else "offres/"
        if not steps and element.tag == self.parser.prefix + "offres":
            for inner in element:
                self.beside(inner)
            self.keep_texts(element, "offres/")
        elif not self.document.is_formation(element):
            self.parser.aside(element, self.record.asides, steps)
        self.parser.text(element.tail, element, self.record, steps)

    def keep_texts(self, element: Any, steps: str = "") -> None:
        """Keep the attributes and the text of an element that holds formations."""
        self.parser.attributes(element, {}, self.record, steps)
        self.parser.text(element.text, element, self.record, steps)


def _another(root: str, namespace: str) -> Exception:
    """Make the error for a document of another format, by its name, with what to do."""
    known = OTHERS.get(namespace)
    if root == "lheo-index":
        found = Bilingual("un index LHEO (lheo-index)", "a LHEO index (lheo-index)")
    elif root not in ROOTS or (known is None and namespace not in VERSIONS):
        found = Bilingual(*(f'<{root} xmlns="{namespace}">',) * 2)
    elif known == "EDOF":
        found = Bilingual("un fichier EDOF", "an EDOF file")
    else:
        found = Bilingual(f"un fichier LHEO {known}", f"a LHEO {known} file")
    accepted = " / ".join(VERSIONS)
    argument = f'namespace="{namespace}"'
    return refused(
        found,
        Bilingual(
            f"LHEO 2.3 ou 2.2 ({accepted}) ; {argument} le fait lire tout de même",
            f"LHEO 2.3 or 2.2 ({accepted}); {argument} has it read all the same",
        ),
    )
