"""Bytes that anyone may have sent, as XML: refused unless they are plain, and of a bounded size."""

import re
from typing import Any, Final

from bdc_sessions.codec.faults import Both
from bdc_sessions.errors import DecodeError
from bdc_sessions.feeds.lheo.extra import etree
from bdc_sessions.feeds.lheo.faults import faults
from bdc_sessions.model import Path
from bdc_sessions.model.fields import wrong_type

LONGEST: Final = 64_000_000
"""The bytes beyond which a document is refused, unless the caller says otherwise."""

SPARSEST: Final = 16
"""The bytes of the limit that a tag counts for: an element takes memory, however short it is."""

ENCODINGS: Final = ("utf-8", "utf-16", "iso-8859-1", "iso-8859-15", "windows-1252", "us-ascii")
"""The encodings that are read; UTF-16 with its mark of byte order only."""

_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_DECLARED: Final = re.compile(
    r"""<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["'][^>]*?\?>""", re.ASCII
)
_DOCTYPE: Final = re.compile(r"(?:\s|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", re.DOTALL)
"""The declaration of a type, before the root: what stands before it is passed once, not again."""


def parsed(data: bytes, longest: int = LONGEST) -> Any:
    """Return the root of a document; ``DecodeError``: what is no plain XML of a bounded size.

    Refused are documents over ``longest`` bytes, or with more tags than one for each 16 of them;
    encodings other than ``ENCODINGS``, or not the one declared; any ``<!DOCTYPE``, and so every
    entity; more than 256 levels. Nothing is fetched, comments and processing instructions are
    passed over. ``TypeError``: no bytes.
    """
    if not isinstance(data, bytes | bytearray | memoryview):
        raise wrong_type(data, "loads(data)", "a document (bytes)")
    data = bytes(data)
    if len(data) > longest:
        raise refused(
            f"{len(data)} octets",
            (f"au plus {longest} octets", f"at most {longest} bytes (longest=)"),
        )
    tags, most = data.count(b"<"), longest // SPARSEST
    if tags > most:
        few = (f"au plus {most} balises", f"at most {most} tags (longest=)")
        raise refused(f"{tags} balises", few)
    text, encoding = _decoded(data)
    if _DOCTYPE.match(text):
        raise refused("<!DOCTYPE", ("un document sans DTD ni entité", "no DTD and no entity"))
    plain = data if encoding == "utf-8" else text.encode()
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        remove_blank_text=True,  # what indents elements; a text of an element stays
        collect_ids=False,
    )
    try:
        return etree.fromstring(plain, parser)
    except etree.XMLSyntaxError as error:
        raise refused(str(error), ("du XML bien formé", "well-formed XML")) from None


def refused(found: str, expected: Both) -> DecodeError:
    """Make the error for a document that is not read at all."""
    said = faults()
    said.add("LHE-303", Path(), "document", found, expected)
    return said.error()


def _decoded(data: bytes) -> tuple[str, str]:
    """Return the document as text, and the encoding that its mark and declaration agree on."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    head = data[:400].decode(marked if marked == "utf-16" else "latin-1", "replace")
    found = _DECLARED.search(head)
    declared = found[1].lower() if found else None
    encoding = marked or declared or "utf-8"
    if encoding.removesuffix("-sig") not in ENCODINGS or (encoding == "utf-16" and not marked):
        raise refused(encoding, _encodings())
    if marked and declared and not declared.startswith(marked.removesuffix("-sig")):
        raise refused(f"{declared}, {marked}", ("un seul encodage", "one encoding only"))
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        raise refused(str(error), (f"du texte en {encoding}", f"text in {encoding}")) from None


def _encodings() -> Both:
    names = ", ".join(ENCODINGS)
    return f"un encodage parmi {names}", f"an encoding of {names}, UTF-16 with its mark"
