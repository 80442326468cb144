"""What anyone may send: refused before anything is expanded, fetched or built."""

import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.feeds.lheo_values import ACTION, OFFERS
from tests.values import untyped

from bdc_sessions import DecodeError
from bdc_sessions.feeds import lheo

DATA = lheo.dumps(ACTION, OFFERS)
ROOT = b'<lheo xmlns="http://lheo.gouv.fr/2.3">'
HEAD = b'<?xml version="1.0"?>'


def refused(data: Any, **given: Any) -> str:
    with pytest.raises(DecodeError) as caught:
        lheo.loads(data, **given)
    (fault,) = caught.value.report
    assert fault.code == "LHE-303"
    assert len(str(caught.value)) < 1000
    return str(fault.message())


def read_or_refused(data: bytes) -> bool:
    """Whether bytes were read or refused as they should; whatever else is raised goes on."""
    try:
        return isinstance(lheo.loads(data), lheo.Feed)
    except DecodeError as error:
        return [fault.code for fault in error.report] == ["LHE-303"]


BOMB = b'<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)
)
DTDS = {
    "entity bomb": b"[" + BOMB + b"]",
    "quadratic": b'[<!ENTITY a9 "' + b"x" * 9999 + b'">]',
    "external entity": b'[<!ENTITY a9 SYSTEM "file:///etc/passwd">]',
    "parameter entity": b'[<!ENTITY % a SYSTEM "http://x.example/a">%a;]',
    "external DTD": b'SYSTEM "http://x.example/a.dtd"',
    "default attributes": b'[<!ATTLIST extra info CDATA "x">]',
    "plain": b"",
}
DOCTYPES = {
    name: b"<!DOCTYPE lheo " + dtd + b">" + ROOT + b"&a9;" * 99 + b"</lheo>"
    for name, dtd in DTDS.items()
}


@pytest.mark.parametrize("name", DOCTYPES)
@pytest.mark.parametrize(
    "before",
    [b"", HEAD, HEAD + b"\n\n ", b"<!-- <lheo> -->", HEAD + b"<?a <lheo> ?><!---->\n<?b?>"],
)
def test_any_doctype_is_refused_before_it_is_read(name: str, before: bytes) -> None:
    assert "<!DOCTYPE" in refused(before + DOCTYPES[name])


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1252", "utf-8-sig"])
def test_a_doctype_is_refused_in_any_encoding(encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{declared}"?>' + DOCTYPES["entity bomb"].decode()
    assert "<!DOCTYPE" in refused(text.encode(encoding))


def test_the_words_of_a_doctype_are_text_like_any_other() -> None:
    action = ACTION.set("title", "<!DOCTYPE lheo>").set("holder", "&a; &#38;")
    feed = lheo.loads(lheo.dumps(action, OFFERS))
    (action,) = feed.to_actions().actions
    assert action.title == "<!DOCTYPE lheo>"
    assert action.holder == "&a; &#38;"
    commented = DATA.replace(b"<offres>", b"<!-- <!DOCTYPE a> --><offres>")
    assert lheo.loads(commented) == lheo.loads(DATA)


def test_an_entity_that_is_not_declared_is_refused_where_it_stands() -> None:
    line = DATA[: DATA.index(b"BEZIERS")].count(b"\n") + 1
    for spaces in (0, 3_000_000):  # of which the rest of the document is parsed apart
        data = DATA.replace(b"BEZIERS", b"&nbsp;").replace(
            b"</offres>", b" " * spaces + b"</offres>"
        )
        assert f"Entity 'nbsp' not defined, line {line}" in refused(data)
    assert (
        lheo.loads(DATA.replace(b"BEZIERS", b"B&#201;ZIERS")).sessions[0].registration.city
        == "BÉZIERS"
    )


def test_nothing_is_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    include = f'<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="{secret}" parse="text"/>'
    feed = lheo.loads(DATA.replace(b"<certifiante>", include.encode() + b"<certifiante>"))
    assert "secret" not in repr(feed).replace(str(secret), "")
    assert [violation.code for violation in feed.report] == ["LHE-205"]
    sheet = f'<?xml-stylesheet href="{secret}"?>'.encode()
    assert lheo.loads(sheet + DATA.partition(b"?>")[2]) == lheo.loads(DATA)


def test_a_document_over_the_limit_is_refused_by_its_length_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys.modules[lheo.loads.__module__], "_Reading", None)  # nothing is read
    assert "64000000 octets" in refused(b" " * 100_000_000)
    assert str(len(DATA) - 1) in refused(DATA, longest=len(DATA) - 1)


def test_the_limit_is_the_callers_to_set() -> None:
    assert lheo.loads(DATA, longest=len(DATA)).formations
    assert "balises" in refused(ROOT + b"<a/>" * 20, longest=200)
    assert "au plus 10 octets" in refused(DATA, longest=10)


@pytest.mark.parametrize("levels", [300, 10_000, 1_000_000])
@pytest.mark.parametrize("name", [b"a", b"extras", b"offres", b"formation"])
def test_depth_is_bounded(levels: int, name: bytes) -> None:
    deep = b"<%s>" % name * levels
    assert "depth" in refused(ROOT + deep)
    assert "depth" in refused(ROOT + b"<offres><formation>" + deep + b"</lheo>")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "XML bien form"),
        (b"   ", "XML bien form"),
        (b"\x00", "XML bien form"),
        (b"lheo", "XML bien form"),
        (b"{}", "XML bien form"),
        (DATA[:-9], "XML bien form"),
        (DATA + b"<a/>", "XML bien form"),
        (DATA.replace(b"</offres>", b"</offre>"), "XML bien form"),
        (b"<!--", "XML bien form"),
        (b"<?xml", "XML bien form"),
        (b"<?a", "XML bien form"),
        (b"<!-- -- -->" + DATA, "XML bien form"),
        (HEAD + HEAD + ROOT + b"</lheo>", "XML bien form"),
        (DATA.replace(b"BEZIERS", b"B\xc9ZIERS"), "utf-8"),
        (DATA.replace(b"BEZIERS", b"B\xed\xa0\x80"), "utf-8"),
        (DATA.replace(b"BEZIERS", b"B\xc0\xbc"), "utf-8"),
        (DATA.replace(b"BEZIERS", b"B\x00"), "XML bien form"),
        (DATA.replace(b"BEZIERS", b"&#0;"), "XML bien form"),
        (DATA.replace(b"BEZIERS", b"&#xD800;"), "XML bien form"),
        (DATA.decode().encode("utf-16-le"), "utf-8"),
        (DATA.decode().encode("utf-32"), "utf-32"),
        (DATA.replace(b"UTF-8", b"UTF-7"), "utf-7"),
        (DATA.replace(b"UTF-8", b"utf-16"), "utf-16"),
        (DATA.replace(b"UTF-8", b"utf_8_sig"), "utf_8_sig"),
        (DATA.replace(b"UTF-8", b"base64"), "base64"),
        (DATA.replace(b"UTF-8", b"klingon"), "klingon"),
        (DATA.replace(b"UTF-8", b"IBM037"), "ibm037"),
        (b"\xef\xbb\xbf" + DATA.replace(b"UTF-8", b"iso-8859-1"), "un seul encodage"),
        (DATA.decode().encode("utf-16"), "un seul encodage"),
        (b"\xff\xfe" + b"a", "utf-16"),
        (b"\xff\xfe\x00\x00", "utf-32"),
        (b"\x00\x00\xfe\xff", "utf-32"),
    ],
)
def test_what_is_no_xml_in_one_known_encoding_is_refused(data: bytes, message: str) -> None:
    assert message in refused(data)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16", "iso-8859-1", "iso-8859-15", "windows-1252"]
)
def test_the_usual_encodings_are_read(encoding: str) -> None:
    text = DATA.decode().replace("UTF-8", encoding)
    assert lheo.loads(text.encode(encoding)) == lheo.loads(DATA)
    assert lheo.loads(b"\xef\xbb\xbf" + DATA) == lheo.loads(DATA)
    assert lheo.loads(DATA.partition(b"?>")[2].lstrip()) == lheo.loads(DATA)


@pytest.mark.parametrize("data", ["<lheo/>", None, 3, ["<lheo/>"]])
def test_what_is_no_bytes_is_a_type_error(data: Any) -> None:
    with pytest.raises(TypeError, match=r"loads\(data\): found"):
        lheo.loads(data)


def test_bytes_of_other_kinds_are_bytes() -> None:
    for buffer in (memoryview(DATA), bytearray(DATA)):
        assert lheo.loads(untyped(buffer)) == lheo.loads(DATA)


def test_a_million_of_anything_is_read_or_refused_without_an_exception_of_its_own() -> None:
    attributes = b"<certifiante " + b" ".join(b'a%d="x"' % n for n in range(100_000)) + b">"
    assert lheo.loads(DATA.replace(b"<certifiante>", attributes)).formations
    comments = DATA.replace(b"<certifiante>", b"<!--x-->" * 100_000 + b"<certifiante>")
    assert lheo.loads(comments).formations[0].offer.certifying is False
    unknown = lheo.loads(DATA.replace(b"<certifiante>", b"<a/>" * 10_000 + b"<certifiante>"))
    assert len(unknown.report) == len(unknown.formations[0].aside) == 10_000
    assert "balises, attendu au plus 4000000" in refused(ROOT + b"<a/>" * 4_000_001)
    huge = DATA.replace(b"BEZIERS", b"x" * 11_000_000, 1)
    assert "XML bien form" in refused(huge)


@given(st.binary(max_size=200))
def test_bytes_are_read_or_refused(junk: bytes) -> None:
    for data in (junk, HEAD + junk, ROOT + junk, DATA[:200] + junk + DATA[200:]):
        assert read_or_refused(data)


@given(st.integers(0, len(DATA) - 1), st.integers(0, 255))
def test_one_byte_changed_is_read_or_refused(place: int, byte: int) -> None:
    data = DATA[:place] + bytes([byte]) + DATA[place + 1 :]
    assert read_or_refused(data)


@pytest.mark.parametrize("odd", ["h}ttp://lheo.gouv.fr/2.3", "}", "{", "{}", "a{b}c", " "])
def test_a_namespace_that_is_no_address_is_refused(odd: str) -> None:
    at_root = DATA.replace(b"http://lheo.gouv.fr/2.3", odd.encode())
    with pytest.raises(DecodeError, match=r"expected LHEO 2\.3 or 2\.2"):
        lheo.loads(at_root)
    with pytest.raises(DecodeError, match="not a valid URI"):
        lheo.loads(at_root, namespace=odd)
    inside = f'<x:a xmlns:x="{odd}" x:b="1"/><certifiante>'.encode()
    with pytest.raises(DecodeError, match="not a valid URI"):
        lheo.loads(DATA.replace(b"<certifiante>", inside))


def test_more_findings_than_a_report_holds_are_reported_as_more() -> None:
    feed = lheo.loads(DATA.replace(b"<certifiante>", b"<a/>" * 90_100 + b"<certifiante>"))
    assert (len(feed.report), len(feed.formations[0].aside)) == (90_001, 90_100)
    assert feed.report[-1].code == "LHE-303"
    assert "et d'autres encore" in feed.report[-1].message()
    assert feed.formations[0].offer.certifying is False


def test_a_line_beyond_65535_is_reported_as_it_is() -> None:
    spaced = DATA.replace(b"<certifiante>0", b"\n" * 70_000 + b"<certifiante>x")
    (fault,) = lheo.loads(spaced).report
    assert "(l. 70" in fault.label
    assert etree.LIBXML_VERSION >= (2, 9)
