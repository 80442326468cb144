"""Reading: whatever a producer writes gives values and a report, and raises nothing."""

import re
from copy import deepcopy
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.feeds.lheo_values import ACTION, OFFERS

from bdc_sessions import DecodeError, Report, decode, encode
from bdc_sessions.feeds import lheo
from bdc_sessions.feeds.lheo import Feed, alike, parse
from bdc_sessions.feeds.lheo.lines import write
from bdc_sessions.rules.example import INFO

TEXT = lheo.dumps(ACTION.set(INFO + ".comment", "Tram 1"), OFFERS).decode()
TOP = "formations[1].actions[1]"
SESSION = TOP + ".sessions[1]"


def read(text: str) -> Feed:
    return lheo.loads(text.encode())


def changed(old: str, new: str, text: str = TEXT) -> Feed:
    assert old in text
    return read(text.replace(old, new, 1))


def told(report: Report) -> list[tuple[str, str]]:
    return [(violation.code, str(violation.path)) for violation in report]


@pytest.mark.parametrize(
    ("old", "new", "code", "path"),
    [
        (">10h00<", ">99h99<", "LHE-201", SESSION + ".infos[1].start"),
        (">10h00<", ">10<", "LHE-201", SESSION + ".infos[1].start"),
        ("<nb-places>20", "<nb-places>beaucoup", "LHE-201", SESSION + ".infos[1].places"),
        ("<nb-places>20", "<nb-places>-1", "LHE-201", SESSION + ".infos[1].places"),
        ("<certifiante>0", "<certifiante>2", "LHE-201", "formations[1].offer.certifying"),
        ("<certifiante>0", "<certifiante><a/>", "LHE-201", "formations[1].offer.certifying"),
        ("<certifiante>0", "<certifiante>", "LHE-202", "formations[1].offer.certifying"),
        ("<etat-recrutement>1", "<etat-recrutement>7", "LHE-201", SESSION + ".state"),
        (">15061<", ">1506<", "LHE-201", "formations[1].offer.formacodes"),
        ("<code-niveau-entree>1</code-niveau-entree>", "", "LHE-202",
         "formations[1].offer.entry_level"),
        ("<titre/>", "<titre/>", "", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_path_and_line(
    old: str, new: str, code: str, path: str
) -> None:
    if not code:
        return
    feed = changed(old, new)
    (fault,) = feed.report
    assert (fault.code, str(fault.path)) == (code, path)
    assert re.search(r"\(l\. \d+\)", fault.label)
    assert feed.formations[0].report[0].path.steps == fault.path.steps[1:]


def test_what_cannot_be_read_is_none_and_stands_aside_as_it_was() -> None:
    feed = changed(">10h00<", ">99h99<")
    info = feed.sessions[0].infos[0]
    assert info.start is None
    assert [aside.path for aside in info.aside] == ["heure-debut"]
    assert "99h99" in info.aside[0].xml
    kept = changed("<etat-recrutement>1", "<etat-recrutement>7")
    assert kept.sessions[0].state == "7"


def test_an_element_that_stands_too_often_is_kept_aside_but_for_the_first() -> None:
    feed = changed("<certifiante>0</certifiante>", "<certifiante>0</certifiante>" * 2)
    assert told(feed.report) == [("LHE-203", "formations[1].offer.certifying")]
    assert [aside.path for aside in feed.formations[0].aside] == ["certifiante"]
    place = TEXT[
        TEXT.index("<coordonnees-organisme>") : TEXT.index("</coordonnees-organisme>") + 24
    ]
    twice = changed(place, place * 2)
    assert told(twice.report) == [("LHE-203", "formations[1].offer.organisation.coordinates")]
    many = changed("<code-NSF>413</code-NSF>", "<code-NSF>413</code-NSF>" * 4)
    assert told(many.report) == [("LHE-203", "formations[1].offer.nsf_codes")]
    assert many.formations[0].offer.nsf_codes == ("413",) * 4
    extra = '<extra info="nombre-de-places">10</extra>'
    assert told(changed(extra, extra * 2).report) == [("LHE-203", SESSION + ".places")]
    bad = changed("<code-NSF>413</code-NSF>", "<code-NSF>413</code-NSF><code-NSF><a/></code-NSF>")
    assert bad.formations[0].offer.nsf_codes == ("413",)


def test_elements_that_the_format_does_not_have_are_told_and_kept() -> None:
    feed = changed("<certifiante>", "<autre>a</autre><certifiante>")
    assert told(feed.report) == [("LHE-205", "formations[1].aside")]
    assert feed.report.ok
    assert [aside.path for aside in feed.formations[0].aside] == ["autre"]


def test_other_extras_are_kept_and_so_is_what_ours_do_not_have() -> None:
    feed = changed(
        '<extra info="nombre-de-places">10</extra>',
        '<extra info="n">x</extra><extra>y</extra>'
        '<extra info="nombre-de-places" ref="z">9</extra>mêlé',
    )
    session = feed.sessions[0]
    assert [aside.path for aside in session.aside] == ["extras/extra"] * 3 + ["extras/text()"]
    assert session.places is None
    more = changed(
        '<extras info="bdc-sessions">', '<extras info="bdc-sessions" tag="t">avant<extra info="q"/>'
    )
    paths = {aside.path for aside in more.sessions[0].infos[0].aside}
    assert paths == {"adresse/extras/@tag", "adresse/extras/extra", "adresse/extras/text()"}
    beside = changed("<certifiante>", '<extras info="x"/><certifiante>')
    assert [aside.path for aside in beside.formations[0].aside] == ["extras"]
    ours_without_any = changed("<certifiante>", '<extras info="bdc-sessions"/><certifiante>')
    assert [aside.path for aside in ours_without_any.formations[0].aside] == ["extras"]


def test_what_stands_beside_the_formations_is_kept_aside() -> None:
    text = (
        TEXT.replace("<offres>", 'a<extras info="x"/><offres numero="o">b<extras info="y"/>')
        .replace("</formation>", "</formation>c")
        .replace("</offres>", "<z/>d</offres>e")
    )
    formation = text[text.index("<formation") : text.index("</formation>") + 12]
    feed = read(text.replace(formation, formation * 2))
    assert [(aside.path, aside.xml.partition(" ")[0]) for aside in feed.aside] == [
        ("offres/extras", "<extras"),
        ("extras", "<extras"),
        ("offres/text()", "c"),
        ("offres/z", "<z"),
        ("offres/text()", "d"),
        ("offres/@numero", "o"),
        ("offres/text()", "b"),
        ("text()", "e"),
        ("text()", "a"),
    ]
    assert len(feed.formations) == 2


def test_what_is_named_offres_and_holds_no_formations_is_kept_aside_once() -> None:
    feed = read(
        '<lheo xmlns="http://lheo.gouv.fr/2.3"><x:offres xmlns:x="x" a="1">b</x:offres>'
        '<offres a="2"><offres a="3">c<formation numero="no"/></offres><formation numero="F1"/>'
        '</offres><offres a="4"><formation numero="F2"/></offres></lheo>'
    )
    assert [formation.number for formation in feed.formations] == ["F1", "F2"]
    xml = "".join(aside.xml for aside in feed.aside)
    assert [xml.count(text) for text in ('a="1"', ">b<", 'a="3"', ">c<", '"no"')] == [1] * 5
    assert [(aside.path, aside.xml) for aside in feed.aside if aside.path.endswith("@a")] == [
        ("offres/@a", "2"),
        ("offres/@a", "4"),
    ]


def test_an_attribute_of_what_holds_formations_stays_as_it_is() -> None:
    feed = read('<lheo xmlns="http://lheo.gouv.fr/2.3" a=" " b=""><offres c=" d "/></lheo>')
    assert {aside.path: aside.xml for aside in feed.aside} == {
        "offres/@c": " d ", "@a": " ", "@b": "",
    }  # fmt: skip


def test_a_formation_that_stands_elsewhere_is_no_formation() -> None:
    feed = changed("<offres>", "<offres><x><formation/></x><formation xmlns=''/>")
    assert len(feed.formations) == 1
    assert [aside.path for aside in feed.aside] == ["offres/x", "offres/formation"]
    lost = read('<lheo xmlns="http://lheo.gouv.fr/2.3"><formation/></lheo>')
    assert lost.formations == ()
    assert [aside.path for aside in lost.aside] == ["formation"]


def test_a_document_without_a_formation_is_told() -> None:
    feed = read('<lheo xmlns="http://lheo.gouv.fr/2.3"><offres/></lheo>')
    assert told(feed.report) == [("LHE-202", "formations")]
    assert feed.formations == ()


def test_a_number_that_repeats_a_field_is_aside_where_it_differs() -> None:
    feed = changed('<organisme-formation-responsable numero="73282932000074">',
                   '<organisme-formation-responsable numero="OF1">')  # fmt: skip
    (aside,) = feed.formations[0].aside
    assert (aside.path, aside.xml) == ("organisme-formation-responsable/@numero", "OF1")


def test_versions_of_codes_that_differ_are_kept() -> None:
    feed = changed(
        '<code-FORMACODE ref="V14">15061<',
        '<code-FORMACODE ref="V14">15062</code-FORMACODE><code-FORMACODE ref="V13">15061<',
    )
    formation = feed.formations[0]
    assert formation.offer.formacode_version == "V14"
    assert [(a.path, a.xml) for a in formation.aside] == [
        ("domaine-formation/code-FORMACODE/@ref", "V13")
    ]


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


def test_a_second_text_that_cannot_be_read_is_kept_aside_too() -> None:
    feed = changed(
        "<certifiante>0</certifiante>", "<certifiante>0</certifiante><certifiante>x</certifiante>"
    )
    assert [aside.path for aside in feed.formations[0].aside] == ["certifiante"]
    assert told(feed.report) == [("LHE-201", "formations[1].offer.certifying")]


def test_what_was_read_is_written_again_as_it_was_but_for_what_is_aside() -> None:
    text = TEXT.replace("<debut>20220901", "<debut>20220900").replace(
        "<fin>20221231", "<fin>99999999"
    )
    feed = read(text)
    assert write(feed.formations).decode() == text
    for old, new in (
        ("<etat-recrutement>1", "<etat-recrutement>3"),
        ('numero="01"', 'numero="S1"'),
    ):
        edited = read(TEXT.replace(old, new))
        assert lheo.loads(write(edited.formations)) == edited


NODES = len(list(etree.fromstring(TEXT.encode()).iter()))
JUNK = ["", " ", "x", "-1", "99h99", "20221301", "20220901", "20220900", "9", "a" * 4000,
        "1" * 2000, "é\n", "00"]  # fmt: skip


def _drop(node: Any, _: str) -> None:
    node.getparent().remove(node)


def _twice(node: Any, _: str) -> None:
    node.addnext(deepcopy(node))


def _say(node: Any, text: str) -> None:
    node.text = text


def _rename(node: Any, text: str) -> None:
    node.tag = "{http://lheo.gouv.fr/2.3}" + ("action" if text else "é.session")


def _wrap(node: Any, _: str) -> None:
    node.append(deepcopy(node.getparent()))


def _inform(node: Any, text: str) -> None:
    node.set("info", "bdc-sessions" if text else "")
    node.set("numero", "x")


EDITS = [_drop, _twice, _say, _say, _rename, _wrap, _inform]
edits = st.tuples(st.sampled_from(EDITS), st.integers(2, NODES - 1), st.sampled_from(JUNK))


@given(st.lists(edits, min_size=1, max_size=6))
def test_no_content_raises(wrong: list[Any]) -> None:
    root = etree.fromstring(TEXT.encode())
    for edit, place, junk in wrong:
        nodes = list(root.iter())[1:]
        if nodes:
            edit(nodes[place % len(nodes)], junk)
    feed = lheo.loads(etree.tostring(root, encoding="utf-8"))
    assert decode(encode(feed.report), Report) == feed.report
    for made in (feed.to_actions(), feed.to_actions(places=12)):
        assert decode(encode(made.report), Report) == made.report
        for action in made.actions:
            assert action.components
        assert len(made.offers) == sum(len(action.components) for action in made.actions)
    assert lheo.compare(feed, feed) == ()


def element_by_element(data: bytes) -> Feed:
    """Return a feed read without looking for sessions that are alike: a comment is enough."""
    return lheo.loads(data.replace(b"<certifiante>", b"<!-- --><certifiante>"))


def several(*edits: tuple[str, str], sessions: int = 4) -> str:
    """Return a document with several sessions, each edit made in one of them."""
    session = TEXT[TEXT.index("<session") : TEXT.index("</session>") + 10]
    written = [session.replace('numero="01"', f'numero="{n:02}"') for n in range(sessions)]
    for n, (old, new) in enumerate(edits, 2):
        assert old in written[n]
        written[n] = written[n].replace(old, new)
    return TEXT.replace(session, "".join(written))


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
    data = several((old, new)).encode()
    assert lheo.loads(data) == element_by_element(data)
    assert [v.code for v in lheo.loads(data).report] == [
        v.code for v in element_by_element(data).report
    ]
    chunks = (data[start : start + 99] for start in range(0, len(data), 99))
    assert list(lheo.formations(chunks)) == list(lheo.loads(data).formations)


def test_many_kinds_of_sessions_are_read_as_element_by_element() -> None:
    session = TEXT[TEXT.index("<session") : TEXT.index("</session>") + 10]
    kinds = [
        session.replace("</periode>", "</periode>" + " " * n).replace("><etat", ">\n<etat")
        for n in range(80)
    ]
    data = TEXT.replace(session, "".join(kinds * 2)).encode()
    feed = lheo.loads(data)
    assert len(feed.sessions) == 160
    assert feed == element_by_element(data)
    one = session.replace("<modalites-inscription>Par un conseiller</modalites-inscription>", "")
    mixed = TEXT.replace(session, (session + one) * 5).encode()
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


ONE_SESSION = TEXT[TEXT.index("<session") : TEXT.index("</session>") + 10]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</action>", f"<autre>{ONE_SESSION}</autre></action>"),
        ("</action>", f"<extras info='x'>{ONE_SESSION}{ONE_SESSION}</extras></action>"),
        ("</formation>", f"{ONE_SESSION}</formation>"),
        ("</offres>", f"{ONE_SESSION}<x>{ONE_SESSION}</x></offres>"),
        ("</lheo>", f"{ONE_SESSION}</lheo>"),
        ("</action>", f"</action><action>{ONE_SESSION * 2}</action>"),
        ("</formation>", f"<x xmlns='y'>{ONE_SESSION}</x></formation>"),
        ("</formation>", f"<x><![CDATA[{ONE_SESSION}]]></x></formation>"),
        ("</formation>", f"<!--{ONE_SESSION}--></formation>"),
        ("</formation>", f"<?x {ONE_SESSION}?></formation>"),
        ("</action>", '<session numero="\ue0001\ue001"></session></action>'),
        ("</action>", '<autre><session numero="\ue0001\ue001"/></autre></action>'),
    ],
)
def test_a_session_stands_where_it_stood_wherever_that_is(old: str, new: str) -> None:
    data = several(sessions=6).replace(old, new).encode()
    feed, plainly = lheo.loads(data), element_by_element(data)
    assert re.sub(r"\s", "", repr(feed)) == re.sub(r"\s", "", repr(plainly))
    assert [str(v.path) for v in feed.report] == [str(v.path) for v in plainly.report]
    assert [v.label for v in feed.report] == [v.label for v in plainly.report]
    for size in (99, 4_000):
        chunks = (data[start : start + size] for start in range(0, len(data), size))
        assert list(lheo.formations(chunks)) == list(feed.formations)


@pytest.mark.parametrize("junk", ["\x00", "\x1f", "\uffff", "]]>", "<", "&", "&nbsp;"])
def test_what_is_no_xml_is_refused_in_a_session_like_others_too(junk: str) -> None:
    data = several(("Tram 1", f"Tram {junk}")).encode()
    with pytest.raises(DecodeError, match="well-formed XML"):
        lheo.loads(data)


def test_lines_are_those_of_the_file_behind_sessions_like_others() -> None:
    data = several(sessions=9).replace("</action>", "<autre/></action>")
    (fault,) = read(data).report
    assert f"(l. {data[: data.index('<autre/>')].count(chr(10)) + 1})" in fault.label


@given(st.lists(st.sampled_from([*JUNK, "a", "é", "\ue0001\ue001", "20220901", "9"]), max_size=9))
def test_sessions_of_any_texts_are_read_as_element_by_element(texts: list[str]) -> None:
    written = [
        ONE_SESSION.replace("Tram 1", text).replace("20220901", text).replace("10h00", text)
        for text in map(escape, texts)
    ]
    data = TEXT.replace(ONE_SESSION, ONE_SESSION + "".join(written)).encode()
    try:
        plainly = element_by_element(data)
    except DecodeError:
        with pytest.raises(DecodeError):
            lheo.loads(data)
        return
    assert lheo.loads(data) == plainly
