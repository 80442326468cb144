"""What a schema that the caller gives says of a document, by the paths of our values."""

from collections.abc import Sequence
from typing import Any, Final

from bdc_sessions.feeds.lheo.build import Publication
from bdc_sessions.feeds.lheo.extra import etree
from bdc_sessions.feeds.lheo.findings import Findings, refused
from bdc_sessions.feeds.lheo.trace import trace
from bdc_sessions.feeds.lheo.xml_input import LONGEST, parse_document
from bdc_sessions.model import Path
from bdc_sessions.rules import Report
from bdc_sessions.texts import Bilingual

_XSD: Final = "{http://www.w3.org/2001/XMLSchema}"
_FETCHING: Final = ("include", "redefine", "override", "import")


def complaints(
    data: bytes, published: Sequence[Publication], tops: Sequence[Path], schema: bytes
) -> Report:
    """Return what a schema refuses in a document, each with the path of the value it comes from.

    Raises:
        DecodeError: a schema that is not safe to read, is no schema, or fetches another.
    """
    checker = _schema(schema)
    root = parse_document(data, len(data))
    findings = Findings()
    if not checker.validate(root):
        traced = trace(root, published, tops)
        for entry in checker.error_log:
            element = root.xpath(entry.path.partition("/@")[0])[0]
            need = entry.message.removesuffix(".")
            due = Bilingual(f"ce que demande le schéma : {need}", f"what the schema asks: {need}")
            name = etree.QName(element).localname
            findings.add("LHE-302", traced[element].path, name, element.text, due)
    return findings.report()


def _schema(data: bytes) -> Any:
    root = parse_document(data, LONGEST)
    for name in _FETCHING:
        for element in root.iter(_XSD + name):
            location = element.get("schemaLocation")
            if location is not None:
                raise refused(
                    f"xs:{name} {location}",
                    Bilingual(
                        "un schéma entier, qui n'en lit aucun autre",
                        "a schema whole in one document",
                    ),
                )
    try:
        return etree.XMLSchema(root)
    except etree.XMLSchemaParseError as error:
        raise refused(str(error), Bilingual("un schéma XSD", "an XSD schema")) from None
