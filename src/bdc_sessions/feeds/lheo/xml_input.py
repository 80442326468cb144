"""Bytes that anyone may have sent, as XML: refused unless they are plain, and of a bounded size."""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, Final

from bdc_sessions.errors import DecodeError
from bdc_sessions.feeds.lheo.extra import etree
from bdc_sessions.feeds.lheo.findings import refused
from bdc_sessions.model.fields import wrong_type
from bdc_sessions.texts import Bilingual

LONGEST: Final = 64_000_000
"""The bytes of a document, or of one formation in a stream, beyond which it is refused."""
SPARSEST: Final = 16
"""The bytes of the limit that a tag counts for: an element takes memory, however short it is."""
PIECE: Final = 1 << 18
"""The bytes that are parsed at once, whatever the size of the chunks that are given."""
FIRST: Final = 1 << 10
"""The bytes within which the encoding is declared."""
LONGEST_HEAD: Final = 1 << 16
"""The characters within which the root element must start."""

ENCODINGS: Final = ("utf-8", "utf-16", "iso-8859-1", "iso-8859-15", "windows-1252", "us-ascii")
"""The encodings that are read, by any name that Python knows them by; UTF-16 with its mark only."""

_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_DECLARED: Final = re.compile(
    r"""[\ufeff\s]*<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["'][^>]*?\?>""",
    re.ASCII,
)
_PROLOG: Final = re.compile(r"(?:\s|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
"""What stands before the root: passed once, not again."""
_CONTROLS: Final = re.compile(b"\xc2[\x80-\x9f]")
"""The control characters 0x80 to 0x9F, in UTF-8."""
_WINDOWS: Final = {
    code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)
}
"""What Windows-1252 has in their places."""

OPTIONS: Final[dict[str, Any]] = {
    "encoding": "utf-8",
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    "remove_blank_text": True,  # what indents elements; a text of an element stays
    "collect_ids": False,
}
"""How XML is parsed: nothing is fetched, no entity is expanded, 256 levels at most."""
_WATCHED: Final = ("{*}formation", "{*}lheo", "{*}lheo-plus", "{*}lheo-index")
"""The elements whose start and end the parser reports."""


def pieces_of(data: Any, where: str) -> Iterator[bytes]:
    """Yield bytes in pieces that are parsed at once; ``TypeError`` for what is no bytes."""
    if not isinstance(data, bytes | bytearray | memoryview):
        raise wrong_type(data, where, "a document (bytes)")
    view = memoryview(data).cast("B")
    return (bytes(view[start : start + PIECE]) for start in range(0, len(view), PIECE))


_ATTRIBUTES: Final = etree.XPath("@*")
MOST_ATTRIBUTES: Final = 100
"""The attributes of an element beyond which lxml's own list of them takes too long."""


def attributes_of(element: Any) -> list[tuple[str, str]]:
    """Return the attributes of an element, each with its text."""
    if len(element.keys()) <= MOST_ATTRIBUTES:
        return list(element.items())
    values: Any = _ATTRIBUTES(element)
    return [(value.attrname, str(value)) for value in values]


def split_tag(element: Any) -> tuple[str, str]:
    """Return the namespace of an element, "" for none, and its local name.

    ``etree.QName`` raises where the namespace has a ``}``, as any text may be one.
    """
    namespace, _, name = element.tag.rpartition("}")
    return namespace[1:], name


_HEAD: Final = 1
"""The place of the piece that holds the start of the root, behind that of the prolog."""
_MARKUP: Final = {b"<!": b"!", b"<?": b"?"}
"""Marks, each with its rarest byte: one byte is found far faster than several."""
_NOT_CUTTABLE: Final = _MARKUP | {b"xmlns": b"x", b"]]>": b"]", "\ue000".encode(): b"\xee"}
"""What, once it stands behind the start of the root, no session is cut out of a document for."""
_NOT_XML: Final = bytes(code for code in range(32) if code not in b"\t\n\r")
_NO_CHARACTERS: Final = {b"\xef\xbf\xbe": b"\xef", b"\xef\xbf\xbf": b"\xef"}


def is_xml(data: bytes) -> bool:
    """Whether text in UTF-8 holds no character that XML cannot hold."""
    no_control = len(data.translate(None, _NOT_XML)) == len(data)
    return no_control and not _has_any(_NO_CHARACTERS, data)


def _has_any(marks: dict[bytes, bytes], data: bytes) -> bool:
    return any(rarest in data and mark in data for mark, rarest in marks.items())


class Document:
    """A document on its way in, of which one formation at a time is whole and none is kept."""

    __slots__ = ("controls", "cut", "longest", "root")
    controls: int
    """How many control characters were read as those of Windows-1252."""
    cut: Callable[[bytes], bytes]
    """Takes out of a piece of the document what need not be parsed, where the document is plain."""
    longest: int
    root: Any

    def __init__(self, longest: int) -> None:
        """Start before the first piece; a formation takes ``longest`` bytes at most."""
        self.controls = 0
        self.cut = bytes
        self.longest = longest
        self.root = None

    def formations(
        self,
        pieces: Iterable[bytes],
        on_root: Callable[[Any], None],
        on_aside: Callable[[Any], None],
    ) -> Iterator[Any]:
        """Yield each formation once it is whole; whatever else stands there goes to ``on_aside``.

        So do the formations themselves, emptied, and the ``offres`` that held them.

        ``DecodeError``: what is no XML, or not safe to read.
        """
        parser = etree.XMLPullParser(events=("start", "end"), tag=_WATCHED, **OPTIONS)
        size = tags = 0
        cuttable, before = True, b""
        for place, piece in enumerate(self.texts(iter(pieces))):
            size += len(piece)
            tags += piece.count(b"<")
            self._bound(size, tags)
            if place == _HEAD:
                cuttable = not _has_any(_MARKUP, piece)
            elif cuttable and place > _HEAD:
                joined = before + piece
                cuttable = is_xml(joined) and not _has_any(_NOT_CUTTABLE, joined)
            before = piece[-len("xmlns") :]
            _feed(parser, self.cut(piece) if cuttable and place > _HEAD else piece)
            events: Iterator[tuple[str, Any]] = parser.read_events()
            for event, element in events:
                if self.root is None:
                    self.root = element.getroottree().getroot()
                    on_root(self.root)
                if event == "end" and self.is_formation(element):
                    yield element
                    size = tags = 0
                    _drop_before(element, on_aside)
        root = _close(parser)
        if self.root is None:
            on_root(root)
        self.root = root
        for child in root:
            on_aside(child)

    def is_formation(self, element: Any) -> bool:
        """Whether an element is one of those that are yielded."""
        offered = element.getparent()
        prefix = element.tag[: -len("formation")]
        return (
            offered is not None
            and offered.tag == prefix + "offres"
            and offered.getparent() is self.root
            and element.tag == prefix + "formation"
        )

    def _bound(self, size: int, tags: int) -> None:
        if size > self.longest:
            raise too_long(size, self.longest)
        most = self.longest // SPARSEST
        if tags > most:
            raise refused(
                Bilingual(f"{tags} balises", f"{tags} tags"),
                Bilingual(f"au plus {most} balises", f"at most {most} tags (longest=)"),
            )

    def texts(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """Yield the document in UTF-8: its prolog, what is before a formation, all else in pieces.

        Nothing comes before the root is known to be no DTD.
        """
        first = b""
        while len(first) < FIRST and (piece := next(pieces, b"")):
            first += piece
        encoding = _encoding(first)
        prolog: str | None = ""
        try:
            for text in codecs.iterdecode(chain((first,), pieces), encoding):
                if prolog is None:
                    yield self._mended(text)
                    continue
                prolog = (prolog + text).lstrip("\ufeff \t\r\n")
                if _has_root(prolog):
                    rest = _rest(prolog)
                    head, formation, behind = rest.partition("<formation")
                    yield self._mended(prolog.removesuffix(rest))
                    yield self._mended(head)
                    yield self._mended(formation + behind)
                    prolog = None
        except UnicodeDecodeError as error:
            expected = Bilingual(f"du texte en {encoding}", f"text in {encoding}")
            raise refused(str(error), expected) from None
        if prolog:
            yield self._mended(prolog)

    def _mended(self, text: str) -> bytes:
        """Return a text in UTF-8, control characters read as those of Windows-1252."""
        data = text.encode()
        if b"\xc2" not in data:
            return data
        controls = len(_CONTROLS.findall(data))
        self.controls += controls
        return text.translate(_WINDOWS).encode() if controls else data


def parse_document(data: bytes, longest: int) -> Any:
    """Return the root of a document, such as a schema or one just written, all of it kept."""
    if len(data) > longest:
        raise too_long(len(data), longest)
    document = Document(longest)
    parser = etree.XMLParser(**OPTIONS)
    for piece in document.texts(pieces_of(data, "schema")):
        _feed(parser, piece)
    return _close(parser)


def too_long(size: int, longest: int) -> DecodeError:
    """Make the error for more bytes than the limit."""
    most = Bilingual(f"au plus {longest} octets", f"at most {longest} bytes (longest=)")
    return refused(Bilingual(f"{size} octets", f"{size} bytes"), most)


def _feed(parser: Any, piece: bytes) -> None:
    try:
        parser.feed(piece)
    except etree.XMLSyntaxError as error:
        raise _not_well_formed(str(error)) from None
    # An entity that is not declared does not raise: the next piece would start another document.
    for fatal in parser.feed_error_log.filter_from_fatals():
        raise _not_well_formed(f"{fatal.message}, line {fatal.line}, column {fatal.column}")


def _close(parser: Any) -> Any:
    try:
        return parser.close()
    except etree.XMLSyntaxError as error:
        raise _not_well_formed(str(error)) from None


def _not_well_formed(found: str) -> DecodeError:
    return refused(found, Bilingual("du XML bien formé", "well-formed XML"))


def _drop_before(formation: Any, on_aside: Callable[[Any], None]) -> None:
    """Take out all that stands before a formation that was read, and empty it."""
    for element in (formation, formation.getparent()):
        parent = element.getparent()
        while (before := parent[0]) is not element:
            on_aside(before)
            parent.remove(before)
    formation.clear(keep_tail=True)


def _rest(text: str) -> str:
    """Return what stands behind the prolog of a document."""
    return _PROLOG.sub("", text, count=1)


def _has_root(text: str) -> bool:
    """Whether a text goes as far as its root; ``DecodeError`` for a DTD, or a root too far away."""
    rest = _rest(text)
    if rest.startswith("<!DOCTYPE"):
        no_dtd = Bilingual("un document sans DTD ni entité", "no DTD and no entity")
        raise refused("<!DOCTYPE", no_dtd)
    starts = bool(rest) and not "<!DOCTYPE".startswith(rest) and not rest.startswith(("<?", "<!-"))
    if len(text) > LONGEST_HEAD and not starts:
        near = Bilingual(
            f"l'élément lheo dans les {LONGEST_HEAD} premiers caractères",
            f"the element lheo within the first {LONGEST_HEAD} characters",
        )
        raise refused(Bilingual("un début sans élément", "a start without an element"), near)
    return starts


def _encoding(head: bytes) -> str:
    """Return the encoding that the mark and the declaration of a document agree on."""
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    start = head[:FIRST].removeprefix(codecs.BOM_UTF8)
    match = _DECLARED.match(start.decode("utf-16" if marked == "utf-16" else "latin-1", "replace"))
    declared = match[1].lower() if match else None
    name = marked or declared or "utf-8"
    encoding = _codec(name)
    if encoding not in map(_codec, ENCODINGS) or (encoding == "utf-16" and not marked):
        names = ", ".join(ENCODINGS)
        known = Bilingual(f"un encodage parmi {names}", f"an encoding of {names}")
        raise refused(name, known)
    if marked and declared and _codec(declared) != encoding:
        raise refused(f"{declared}, {marked}", Bilingual("un seul encodage", "one encoding only"))
    return encoding


def _codec(name: str) -> str:
    """Return the name that Python has for an encoding; of UTF-16, without the order of bytes."""
    try:
        return re.sub("(?<=^utf-16)-[bl]e$", "", codecs.lookup(name).name)
    except LookupError:
        return ""
