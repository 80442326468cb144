"""Sessions that are written alike: read by a pattern, with the value that each element gives."""

import re
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.feeds.lheo_texts import JUNK, SESSION_TEXT, TEXT, document_of, element_by_element, read
from tests.feeds.lheo_values import ACTION, OFFERS

from bdc_sessions import DecodeError
from bdc_sessions.feeds import lheo
from bdc_sessions.feeds.lheo import alike, parse


def test_alike_elements_are_one_value() -> None:
    session = ACTION.component("01").session("01")
    sessions = [session.evolve(number=f"0{n}") for n in (1, 2, 3)]
    feed = lheo.loads(lheo.dumps(ACTION.set("components[01].sessions", sessions), OFFERS))
    _, two, three = feed.sessions
    assert two.registration is three.registration
    assert two.infos[0].address is three.infos[0].address


def test_many_texts_and_elements_are_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alike, "MOST_KNOWN", 3)
    monkeypatch.setattr(parse, "MOST_KNOWN", 3)
    session = ACTION.component("01").session("01")
    sessions = [
        session.set("infos[1].comment", f"{n}")
        .set("infos[1].address.number", str(n))
        .evolve(number=f"{n:02}", places=n)
        for n in range(1, 20)
    ]
    action = ACTION.set("components[01].volumes", ()).set("components[01].sessions", sessions)
    data = lheo.dumps(action, OFFERS)
    assert lheo.loads(data).to_actions().actions == (action,)
    assert element_by_element(data) == lheo.loads(data)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("20220901", "20220900"),
        ("20220901", "demain"),
        ("<etat-recrutement>1", "<etat-recrutement>9"),
        ("<nb-places>20", "<nb-places>"),
        ("<nb-places>20", "<nb-places> 21 "),
        ("Tram 1", "Tram &amp; bus"),
        ("Tram 1", "Tram <b/> 1"),
        ("Tram 1", "<![CDATA[<session>]]>"),
        ("Tram 1", "\ue000" + "3\ue001"),
        ("Tram 1", "a\u0301rret"),
        ("Tram 1", "a\r\nb&#13;c"),
        ('numero="02"', 'numero=""'),
        ('numero="02"', "numero='02'"),
        ('numero="02"', 'numero="a\tb"'),
        ('numero="02"', 'numero="02" tag="t"'),
        ("</session>", "<autre/></session>"),
        ("</session>", "<extras info='x'><session numero='9'/></extras></session>"),
        ("<modalite-recrutement>9", "<modalite-recrutement>8"),
        ("<session", "<!-- <session> --><session"),
        ("<recrutement", "<?x <session> ?><recrutement"),
        ("<session", "texte <session"),
        ("<ville>MONTPELLIER", "<ville>SETE"),
        ('info="lieu-de-formation"', 'info="lieu"'),
    ],
)
def test_sessions_written_alike_are_read_as_element_by_element(old: str, new: str) -> None:
    data = document_of((old, new)).encode()
    assert lheo.loads(data) == element_by_element(data)
    assert [v.code for v in lheo.loads(data).report] == [
        v.code for v in element_by_element(data).report
    ]
    chunks = (data[start : start + 99] for start in range(0, len(data), 99))
    assert list(lheo.formations(chunks)) == list(lheo.loads(data).formations)


def test_many_kinds_of_sessions_are_read_as_element_by_element() -> None:
    session = SESSION_TEXT
    kinds = [
        session.replace("</periode>", "</periode>" + " " * n).replace("><etat", ">\n<etat")
        for n in range(80)
    ]
    data = TEXT.replace(session, "".join(kinds * 2)).encode()
    feed = lheo.loads(data)
    assert len(feed.sessions) == 160
    assert feed == element_by_element(data)
    shorter = session.replace(
        "<modalites-inscription>Par un conseiller</modalites-inscription>", ""
    )
    mixed = TEXT.replace(session, (session + shorter) * 5).encode()
    assert lheo.loads(mixed) == element_by_element(mixed)


def test_addresses_that_are_never_alike_are_not_remembered() -> None:
    session = ACTION.component("01").session("01")
    sessions = [
        session.set("infos[1].address.number", str(n % 150)).evolve(number=f"{n:03}")
        for n in range(400)
    ]
    data = lheo.dumps(ACTION.set("components[01].sessions", sessions), OFFERS)
    assert lheo.loads(data) == element_by_element(data)


def test_more_than_one_formation_ends_where_its_text_ends() -> None:
    formation = TEXT[TEXT.index("<formation") : TEXT.index("</formation>") + 12]
    inner = "<extras info='x'><formation/></extras></offres>"
    for data in (
        TEXT.replace(formation, formation * 3),
        TEXT.replace(formation, formation.replace("</formation>", "</formation >") * 3),
        TEXT.replace(formation, formation * 2).replace("</offres>", inner),
        TEXT.replace(
            formation, "<extras info='x'><formation></formation></extras>" + formation * 2
        ),
        TEXT.replace(formation, formation * 2).replace("<certifiante>", "<a></formation-x></a>", 0),
    ):
        assert lheo.loads(data.encode()) == element_by_element(data.encode())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</action>", f"<autre>{SESSION_TEXT}</autre></action>"),
        ("</action>", f"<extras info='x'>{SESSION_TEXT}{SESSION_TEXT}</extras></action>"),
        ("</formation>", f"{SESSION_TEXT}</formation>"),
        ("</offres>", f"{SESSION_TEXT}<x>{SESSION_TEXT}</x></offres>"),
        ("</lheo>", f"{SESSION_TEXT}</lheo>"),
        ("</action>", f"</action><action>{SESSION_TEXT * 2}</action>"),
        ("</formation>", f"<x xmlns='y'>{SESSION_TEXT}</x></formation>"),
        ("</formation>", f"<x><![CDATA[{SESSION_TEXT}]]></x></formation>"),
        ("</formation>", f"<!--{SESSION_TEXT}--></formation>"),
        ("</formation>", f"<?x {SESSION_TEXT}?></formation>"),
        ("</action>", '<session numero="\ue0001\ue001"></session></action>'),
        ("</action>", '<autre><session numero="\ue0001\ue001"/></autre></action>'),
    ],
)
def test_a_session_stands_where_it_stood_wherever_that_is(old: str, new: str) -> None:
    data = document_of(sessions=6).replace(old, new).encode()
    feed, expected = lheo.loads(data), element_by_element(data)
    assert re.sub(r"\s", "", repr(feed)) == re.sub(r"\s", "", repr(expected))
    assert [str(v.path) for v in feed.report] == [str(v.path) for v in expected.report]
    assert [v.label for v in feed.report] == [v.label for v in expected.report]
    for size in (99, 4_000):
        chunks = (data[start : start + size] for start in range(0, len(data), size))
        assert list(lheo.formations(chunks)) == list(feed.formations)


@pytest.mark.parametrize("junk", ["\x00", "\x1f", "\uffff", "]]>", "<", "&", "&nbsp;"])
def test_what_is_no_xml_is_refused_in_a_session_like_others_too(junk: str) -> None:
    data = document_of(("Tram 1", f"Tram {junk}")).encode()
    with pytest.raises(DecodeError, match="well-formed XML"):
        lheo.loads(data)


def test_lines_are_those_of_the_file_behind_sessions_like_others() -> None:
    data = document_of(sessions=9).replace("</action>", "<autre/></action>")
    (fault,) = read(data).report
    assert f"(l. {data[: data.index('<autre/>')].count(chr(10)) + 1})" in fault.label


@given(st.lists(st.sampled_from([*JUNK, "a", "é", "\ue0001\ue001", "20220901", "9"]), max_size=9))
def test_sessions_of_any_texts_are_read_as_element_by_element(texts: list[str]) -> None:
    written = [
        SESSION_TEXT.replace("Tram 1", text).replace("20220901", text).replace("10h00", text)
        for text in map(escape, texts)
    ]
    data = TEXT.replace(SESSION_TEXT, SESSION_TEXT + "".join(written)).encode()
    try:
        expected = element_by_element(data)
    except DecodeError:
        with pytest.raises(DecodeError):
            lheo.loads(data)
        return
    assert lheo.loads(data) == expected
