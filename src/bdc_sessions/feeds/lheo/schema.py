"""What a schema that the caller gives says of a document, told of our values."""

from bisect import bisect_right
from itertools import accumulate
from typing import Any, Final

from bdc_sessions.feeds.lheo.composing import Lines
from bdc_sessions.feeds.lheo.extra import etree
from bdc_sessions.feeds.lheo.faults import faults, note
from bdc_sessions.feeds.lheo.safe import SPARSEST, parsed, refused
from bdc_sessions.rules import Report
from bdc_sessions.rules.finding import path_of

_XSD: Final = "{http://www.w3.org/2001/XMLSchema}"
_FETCHING: Final = ("include", "redefine", "override", "import")


def complaints(data: bytes, lines: Lines, schema: bytes) -> Report:
    """Return what a schema refuses in a document, each with the path of the value it comes from.

    ``DecodeError``: a schema that is not safe to read, is no schema, or fetches another.
    """
    checker = _schema(schema)
    document = parsed(data, len(data) * SPARSEST)
    found = faults()
    if not checker.validate(document):
        starts = line_starts(lines)
        for entry in checker.error_log:
            element = document.xpath(entry.path.partition("/@")[0])[0]
            link = lines.links[bisect_right(starts, element.sourceline) - 1]
            said = entry.message.removesuffix(".")
            asked = (f"ce que demande le schéma : {said}", f"what the schema asks: {said}")
            note(
                found, "LHE-302", path_of(link), etree.QName(element).localname, element.text, asked
            )
    return Report(found.found)


def line_starts(lines: Lines) -> list[int]:
    """Return on which line of the document each of ours starts: after the declaration."""
    return list(accumulate((1 + text.count("\n") for text in lines.texts[:-1]), initial=2))


def _schema(data: bytes) -> Any:
    root = parsed(data)
    fetching = [
        element
        for name in _FETCHING
        for element in root.iter(_XSD + name)
        if element.get("schemaLocation") is not None
    ]
    if fetching:
        raise refused(
            f"xs:{etree.QName(fetching[0]).localname} {fetching[0].get('schemaLocation')}",
            ("un schéma entier, qui n'en lit aucun autre", "a schema whole in one document"),
        )
    try:
        return etree.XMLSchema(root)
    except etree.XMLSchemaParseError as error:
        raise refused(str(error), ("un schéma XSD", "an XSD schema")) from None
