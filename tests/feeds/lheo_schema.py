"""The format as its own table gives it, and an XSD made of that: what our table is held to."""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
NAMESPACE = "http://lheo.gouv.fr/2.3"
_WHOLE = "xs:nonNegativeInteger"


class Row(NamedTuple):
    path: str
    occurs: str
    content: str

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


@cache
def rows() -> tuple[Row, ...]:
    """Return the elements of the format, in its order."""
    with (HERE / "lheo-structure.tsv").open(encoding="utf-8", newline="") as lines:
        all_rows = [Row(*row) for row in csv.reader(lines, delimiter="\t")][1:]
    return tuple(row for row in all_rows if row.name != "extras")


@cache
def codes(*, meanings: bool = False) -> dict[str, Any]:
    """Return the codes of the tables that are published, with their meanings on demand."""
    tables: dict[str, dict[str, str]] = {}
    with (HERE / "lheo-codes.tsv").open(encoding="utf-8", newline="") as lines:
        for names, code, meaning in list(csv.reader(lines, delimiter="\t"))[1:]:
            for name in names.split(", "):
                tables.setdefault(name, {})[code] = meaning
    return tables if meanings else {name: list(table) for name, table in tables.items()}


def children(path: str) -> Iterator[Row]:
    """Yield the elements that stand in one, by the first of its kind where it is "as above"."""
    own = [row for row in rows() if row.path.rpartition("/")[0] == path]
    if own:
        yield from own
        return
    name = path.rpartition("/")[2]
    first = next(r for r in rows() if r.name == name and r.content == "" and r.path != path)
    yield from (row for row in rows() if row.path.rpartition("/")[0] == first.path)


def schema(**longest: int) -> bytes:
    """Return an XSD of the format, with stricter lengths for the elements named."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="{NAMESPACE}"
  targetNamespace="{NAMESPACE}" elementFormDefault="qualified">
<xs:complexType name="extras"><xs:choice minOccurs="0" maxOccurs="unbounded">
  <xs:element name="extra"><xs:complexType><xs:simpleContent><xs:extension base="xs:string">
    <xs:attribute name="info" type="xs:string" use="required"/>
  </xs:extension></xs:simpleContent></xs:complexType></xs:element>
  <xs:element name="extras" type="extras"/>
</xs:choice><xs:attribute name="info" type="xs:string" use="required"/></xs:complexType>
<xs:element name="lheo"><xs:complexType><xs:sequence>
<xs:element name="offres"><xs:complexType><xs:sequence>
{_element(rows()[0], longest)}
</xs:sequence></xs:complexType></xs:element>
<xs:element name="extras" type="extras" minOccurs="0" maxOccurs="unbounded"/>
</xs:sequence></xs:complexType></xs:element>
</xs:schema>""".encode()


def _element(row: Row, longest: dict[str, int]) -> str:
    least, most = row.occurs.split("..")
    occurs = f'minOccurs="{least}" maxOccurs="{"unbounded" if most == "n" else most}"'
    return f'<xs:element name="{row.name}" {occurs}>{_type(row, longest)}</xs:element>'


def _type(row: Row, longest: dict[str, int]) -> str:
    if row.content in ("", "as above"):
        inner = "".join(_element(child, longest) for child in children(row.path))
        extras = '<xs:element name="extras" type="extras" minOccurs="0" maxOccurs="unbounded"/>'
        numero = '<xs:attribute name="numero" type="xs:string"/>'
        content = f"<xs:sequence>{inner}{extras}</xs:sequence>{numero}"
        return f"<xs:complexType>{content}</xs:complexType>"
    if row.content.startswith("text"):
        least, most = row.content.removeprefix("text ").split("..")
        most = str(longest.get(row.name.replace("-", "_"), most))
        facets = f'<xs:minLength value="{least}"/><xs:maxLength value="{most}"/>'
        return _with_ref() if row.name in WITH_REF else _simple("xs:string", facets)
    named = row.content.removeprefix("codes ").split("; ")[0]
    listed = codes().get(named, named.split() if row.content.startswith("codes ") else None)
    if listed is None:
        return _simple(_WHOLE, "")
    return _simple("xs:string", "".join(f'<xs:enumeration value="{code}"/>' for code in listed))


def _simple(base: str, facets: str) -> str:
    return f'<xs:simpleType><xs:restriction base="{base}">{facets}</xs:restriction></xs:simpleType>'


WITH_REF = ("code-FORMACODE", "code-public-vise")
"""The elements whose table has versions, given in an attribute that is mandatory."""


def _with_ref() -> str:
    ref = '<xs:attribute name="ref" type="xs:string" use="required"/>'
    inner = f'<xs:extension base="xs:string">{ref}</xs:extension>'
    return f"<xs:complexType><xs:simpleContent>{inner}</xs:simpleContent></xs:complexType>"
