"""Files as producers write them, each row of what was found in the wild."""

import copy
import re
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path as File
from typing import Any

import attrs
import pytest
from lxml import etree
from pendulum import Date
from tests.feeds.lheo_values import ACTION, OFFERS

from bdc_sessions import DecodeError, Site
from bdc_sessions.feeds import lheo
from bdc_sessions.feeds.lheo import Feed, FeedSession, PartialDate

CASES = File(__file__).parent / "cases"
EDOF = "https://www.of.moncompteformation.gouv.fr"
NAMESPACES = {
    "edof.xml": EDOF,
    "edof-permanent-entry.xml": EDOF,
    "sygefor-2.0.xml": "http://www.lheo.org/2.0",
    "plain-2.2.xml": None,
    "rco-2.3.xml": None,
    "university-without-dates-2.3.xml": None,
}


def data(name: str) -> bytes:
    return (CASES / name).read_bytes()


def read(name: str) -> Feed:
    return lheo.loads(data(name), namespace=NAMESPACES[name])


def read_edited(name: str, *edits: tuple[str, str]) -> Feed:
    text = data(name).decode()
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return lheo.loads(text.encode())


def first(feed: Feed) -> FeedSession:
    return feed.formations[0].actions[0].sessions[0]


PLAIN, RCO = "plain-2.2.xml", "rco-2.3.xml"


def test_the_namespaces_of_the_official_files_are_read() -> None:
    assert read(PLAIN).version == "2.2"
    assert read(RCO).version == "2.3"
    plus = data(RCO).replace(b"<lheo ", b"<lheo-plus ").replace(b"</lheo>", b"</lheo-plus>")
    assert lheo.loads(plus) == read(RCO)
    for name in (PLAIN, RCO):
        assert read(name).report.ok


@pytest.mark.parametrize(
    ("root", "french", "english"),
    [
        ('lheo xmlns="http://www.lheo.org/2.0"', "un fichier LHEO 2.0", "a LHEO 2.0 file"),
        ("lheo", "un fichier LHEO 1.3", "a LHEO 1.3 file"),
        (f'lheo xmlns="{EDOF}"', "un fichier EDOF", "an EDOF file"),
        ('lheo-index xmlns="http://lheo.gouv.fr/2.3"', "un index LHEO", "a LHEO index"),
        ('lheo xmlns="http://lheo.gouv.fr/2.2"', "http://lheo.gouv.fr/2.2", 'xmlns="http'),
        ('offres xmlns="http://lheo.gouv.fr/2.3"', "<offres", "<offres"),
        ("html", "<html", "<html"),
    ],
)
def test_other_formats_are_refused_by_name_with_what_to_do(
    root: str, french: str, english: str
) -> None:
    with pytest.raises(DecodeError) as caught:
        lheo.loads(f"<{root}/>".encode())
    (fault,) = caught.value.report
    assert french in fault.message()
    assert english in fault.message("en")
    assert "namespace=" in fault.message("en")


def test_another_format_is_read_all_the_same_if_asked_for() -> None:
    assert read("edof.xml").version == "EDOF"
    assert read("sygefor-2.0.xml").version == "2.0"
    without_namespace = b"<lheo><offres><formation numero='1'/></offres></lheo>"
    assert lheo.loads(without_namespace, namespace="").version == "1.3"
    named = without_namespace.replace(b"<lheo>", b"<lheo xmlns='x'>")
    assert lheo.loads(named, namespace="x").version == "x"
    with pytest.raises(DecodeError, match="namespace"):
        lheo.loads(data(PLAIN), namespace=EDOF)


@pytest.mark.parametrize(
    "encoding", ["latin1", "cp1252", "ISO-8859-1", "windows-1252", "ISO_8859-1", "ISO8859-15", "L1"]
)
def test_encodings_by_the_names_that_files_have_for_them(encoding: str) -> None:
    text = data(PLAIN).decode().replace("UTF-8", encoding)
    assert lheo.loads(text.encode("cp1252")) == read(PLAIN)
    assert lheo.loads(b" \n\t" + text.encode("cp1252")) == read(PLAIN)


def test_control_characters_are_those_of_windows_1252_and_reported() -> None:
    text = data(PLAIN).decode().replace("UTF-8", "ISO-8859-1").replace("d'action", "d\x92action")
    for given in (text.encode("latin-1"), data(PLAIN).replace(b"d'action", b"d\xc2\x92action")):
        feed = lheo.loads(given)
        assert feed.formations[0].offer.results == "Un projet validé et un plan d’action."
        (fault,) = feed.report
        assert (fault.code, fault.value) == ("LHE-209", 1)
        assert "Windows-1252" in fault.message("en")
    undefined = text.replace("\x92", "\x81").encode("latin-1")
    assert "\x81" in str(lheo.loads(undefined).formations[0].offer.results)


@pytest.mark.parametrize(
    ("text", "year", "month", "displayed"),
    [
        ("00000000", None, None, "date inconnue"),
        ("99999999", None, None, "date inconnue"),
        ("20170900", 2017, 9, "09/2017"),
        ("20220000", 2022, None, "2022"),
    ],
)
def test_dates_that_the_format_defines_are_read_as_such(
    text: str, year: int | None, month: int | None, displayed: str
) -> None:
    feed = read_edited(PLAIN, ("<debut>20220901", f"<debut>{text}"))
    date = first(feed).start
    assert date == PartialDate(text)
    assert isinstance(date, PartialDate)
    assert (date.year, date.month, str(date)) == (year, month, displayed)
    assert eval(repr(date)) == date  # noqa: S307 - of a value of ours
    assert first(feed).end == Date(2022, 12, 31)
    assert not list(feed.report)
    assert feed.to_actions().actions == ()


@pytest.mark.parametrize("text", ["20221301", "2022", "00000100", "00002000", "", "20170931"])
def test_what_is_no_date_is_none_and_reported(text: str) -> None:
    feed = read_edited(PLAIN, ("<debut>20220901", f"<debut>{text}"))
    assert first(feed).start is None
    (fault,) = feed.report
    assert fault.code == ("LHE-201" if text else "LHE-202")
    with pytest.raises(ValueError, match="found"):
        PartialDate(text or "20220901")


def test_a_file_whose_dates_are_unknown() -> None:
    feed = read("university-without-dates-2.3.xml")
    assert first(feed).start == first(feed).end == PartialDate("00000000")
    assert first(feed).infos[0].date == Date(2022, 8, 31)
    assert not list(feed.report)
    made = feed.to_actions(places=12)
    assert made.actions == ()
    assert "date inconnue" in str(made.report)


@pytest.mark.parametrize("periode", ["", "<periode/>", "<periode> </periode>"])
def test_no_period_or_an_empty_one_is_a_session_without_dates(periode: str) -> None:
    text = re.sub("<periode>.*?</periode>", periode, data(PLAIN).decode(), count=1, flags=re.DOTALL)
    session = first(lheo.loads(text.encode()))
    assert (session.start, session.end) == (None, None)
    assert session.infos[0].date == Date(2022, 8, 31)
    edof = first(read("edof-permanent-entry.xml"))
    assert (edof.number, edof.start, edof.end, edof.state) == ("7_S", None, None, "1")


def test_no_places_are_not_0_places() -> None:
    for name in (RCO, "edof.xml", "sygefor-2.0.xml"):
        assert first(read(name)).places is None
        assert read(name).to_actions().actions == ()
        assert "to_actions(places=)" in str(read(name).to_actions().report)
        (action,) = read(name).to_actions(places=12).actions
        assert action.components[0].sessions[0].places == 12
    funders = read(RCO).formations[0].actions[0].offer.funders
    assert [(funder.code, funder.places) for funder in funders] == [("19", 12)]
    unfunded = read_edited(PLAIN, ("<nb-places-financees>10</nb-places-financees>", ""))
    assert unfunded.formations[0].actions[0].offer.funders[0].places is None
    assert unfunded.to_actions().actions == ()


def test_funded_places_are_those_of_the_one_session_and_of_no_other() -> None:
    assert read(PLAIN).to_actions().actions[0].components[0].sessions[0].places == 10
    text = data(PLAIN).decode()
    session = text[text.index("<session>") : text.index("</session>") + 10]
    unreadable = session.replace("20220901", "demain")
    for both in (session + unreadable, unreadable + session, session * 2):
        made = lheo.loads(text.replace(session, both).encode()).to_actions()
        assert made.actions == ()
        assert len(made.report.by_code("LHE-206")) == 3


def test_suspended_is_not_open() -> None:
    feed = read_edited(PLAIN, ("<etat-recrutement>1", "<etat-recrutement>3"))
    assert first(feed).state == "3"
    made = feed.to_actions()
    assert made.offers["01"].recruitments == (lheo.Recruitment(session="01", state="3"),)
    offers = {"01": made.offers["01"].evolve(formacode_version="V14")}
    again = lheo.loads(lheo.dumps(made.actions, offers))
    assert first(again).state == "3"
    unstated = read_edited(PLAIN, ("<etat-recrutement>1</etat-recrutement>", "")).to_actions()
    offers = {"01": unstated.offers["01"].evolve(formacode_version="V14")}
    assert b"etat-recrutement" not in lheo.dumps(unstated.actions, offers)


def test_two_actions_of_one_number_are_kept_each_with_its_own_offer() -> None:
    text = data(PLAIN).decode().replace("<action>", '<action numero="A1">')
    formation = text[text.index("<formation>") : text.index("</formation>") + 12]
    second = formation.replace("Construire", "Bâtir").replace("Projet Pro<", "Anglais<")
    feed = lheo.loads(text.replace(formation, formation + second).encode())
    made = feed.to_actions()
    assert [action.number for action in made.actions] == ["A1", "A1"]
    assert [c.title for a in made.actions for c in a.components] == [
        "Formation Projet Pro", "Formation Anglais",
    ]  # fmt: skip
    objectives = {key: offer.objective for key, offer in made.offers.items()}
    assert objectives == {
        ("A1", "01"): "Construire un projet professionnel.",
        ("A1", "02"): "Bâtir un projet professionnel.",
    }
    assert [fault.code for fault in made.report] == ["LHE-206", "LHE-206", "LHE-204"]
    offers = {key: o.evolve(formacode_version="V14") for key, o in made.offers.items()}
    again = lheo.loads(lheo.dumps(made.actions, offers)).to_actions()
    assert again.actions == made.actions
    assert again.offers == offers


def test_a_formation_without_action_and_an_action_without_session_are_kept() -> None:
    bare = re.sub("<session .*</session>", "", data(RCO).decode(), flags=re.DOTALL)
    feed = lheo.loads(bare.encode())
    (formation,) = feed.formations
    assert (formation.number, formation.title) == ("01_F1", "Formation Projet Pro")
    assert formation.actions[0].number == "01_A1"
    assert formation.actions[0].sessions == ()
    barer = re.sub("<action .*</action>", "", bare, flags=re.DOTALL)
    feed = lheo.loads(barer.encode())
    assert feed.formations[0].title == "Formation Projet Pro"
    assert feed.formations[0].actions == ()
    made = feed.to_actions()
    assert (made.actions, dict(made.offers)) == ((), {})
    assert [str(fault.path) for fault in made.report] == ["formations[1]"]


@pytest.mark.parametrize("number", ["2151P001151", "1175P007675", "912A0000034", "942B0000034"])
def test_activity_numbers_are_eleven_characters(number: str) -> None:
    assert not list(read_edited(PLAIN, ("91340000034", number)).report)
    offer = OFFERS["01"].set("organisation.activity_number", number)
    assert number.encode() in lheo.dumps(ACTION, {"01": offer})


def test_a_siret_of_zeros_is_reported_as_a_placeholder() -> None:
    feed = read_edited(PLAIN, ("73282932000074", "00000000000000"))
    (fault,) = feed.report
    assert fault.code == "LHE-207"
    assert "a placeholder" in fault.message("en")
    assert feed.report.ok
    assert feed.formations[0].offer.organisation.siret == "00000000000000"


@pytest.mark.parametrize(
    ("coordonnees", "name"),
    [
        ("<nom>Salle 3</nom>", "Salle 3"),
        ("<ligne>Salle 4</ligne>", "Salle 4"),
        ("<nom>Salle 3</nom><ligne>Salle 4</ligne>", "Salle 3"),
        ("", ""),
    ],
)
def test_a_sites_name_stands_in_several_places(coordonnees: str, name: str) -> None:
    feed = read_edited(
        PLAIN,
        ("<denomination>ORGANISME TEST PRF 23</denomination>", ""),
        (
            "<lieu-de-formation>\n          <coordonnees>",
            f"<lieu-de-formation><coordonnees>{coordonnees}",
        ),
    )
    site = feed.formations[0].actions[0].sites[0]
    assert site.label == name
    made = feed.to_actions()
    assert made.actions[0].sites == (
        Site(name=name, place="CAP 2000 TEST", city="BEZIERS", postal_code="34500"),
    )
    lost = [fault.value for fault in made.report.by_code("LHE-208")]
    assert lost == (["Salle 4"] if "nom" in coordonnees and "ligne" in coordonnees else [])


def test_texts_are_trimmed_and_empty_optional_elements_are_none() -> None:
    feed = read_edited(
        PLAIN,
        ("<intitule-formation>Formation Projet Pro<", "<intitule-formation>\n  Projet\n  <"),
        ("<certifiante>", "<code-niveau-sortie/><certifiante>\n"),
        ("<nom>EXEMPLE</nom>", "<nom> </nom><prenom>A</prenom>"),
    )
    formation = feed.formations[0]
    assert formation.title == "Projet"
    assert formation.offer.exit_level is None
    assert formation.offer.certifying is False
    assert formation.offer.contacts[0].coordinates.last_name is None
    assert not list(feed.report)


def test_what_has_no_field_stands_in_the_aside_of_its_object() -> None:
    feed = read_edited(
        RCO,
        ("<action numero", "texte entre<action numero"),
        ("<debut>20220901", '<debut tag="t">20220901'),
        ("<nom>EXEMPLE</nom>", "<nom>EXEMPLE</nom>mêlé"),
    )
    (formation,) = feed.formations
    (action,) = formation.actions
    assert {aside.path: aside.xml for aside in formation.aside} == {
        "text()": "texte entre",
        "contact-formation/coordonnees/text()": "mêlé",
        "organisme-formation-responsable/contact-organisme/coordonnees/text()": "mêlé",
        "@datemaj": "20260120",
        "@datecrea": "00000000",
    }
    assert {aside.path for aside in action.aside} == {"organisme-financeur/extras", "@datemaj"}
    assert [aside.path for aside in action.sites[0].aside] == ["@tag"]
    asides = {aside.path: aside for aside in action.sessions[0].aside}
    assert set(asides) == {
        "@ref", "contact-session", "periode/debut/@tag", "recrutement", "reference-certification",
    }  # fmt: skip
    assert asides["contact-session"].line > 50
    assert "non precise" in asides["contact-session"].xml


def test_more_stands_aside_than_findings_can_be() -> None:
    many = "<extras info='a'><extra info='b'>c</extra></extras>" * 90_100
    feed = read_edited(PLAIN, ("<certifiante>", f"{many}<certifiante>"))
    assert len(feed.formations[0].aside) == 90_100
    assert not list(feed.report)


UNIQUE = re.compile("u[0-9]+u")


def texts_of(value: Any) -> Iterator[str]:
    """Yield every text of a value: fields and asides alike, not what a report says of them."""
    if isinstance(value, tuple):
        for item in value:
            yield from texts_of(item)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            if field.eq:
                yield from texts_of(getattr(value, field.name))
    else:
        yield str(value)


@pytest.mark.parametrize("name", [*NAMESPACES, "ours"])
def test_every_text_and_attribute_is_in_a_field_or_aside_once(name: str) -> None:
    """Each text and attribute that can be anything is made unique; all others stay as they are.

    An element in three bears attributes that it need not have, one in five stands twice.
    """
    document = lheo.dumps(ACTION, OFFERS) if name == "ours" else data(name)
    root = etree.fromstring(document)
    numbers = map("u{}u".format, count())
    for place, element in enumerate(root.iter()):
        if place % 5 == 4 and not len(element):
            element.addnext(copy.deepcopy(element))
    for place, element in enumerate(root.iter()):
        more = ["numero", "ref", "tag", "{http://x}y"] if place % 3 == 0 else []
        for attribute in [*element.attrib, *more]:
            if attribute != "info":
                element.set(attribute, next(numbers))
        if not len(element):
            element.text = next(numbers)
        elif element is not root:
            element[0].tail = next(numbers)
    written = etree.tostring(root, encoding="utf-8")
    feed = lheo.loads(written, namespace=etree.QName(root).namespace)
    due = UNIQUE.findall(written.decode())
    counts = Counter(UNIQUE.findall("\n".join(texts_of(feed))))
    assert len(due) > 50
    assert {text: counts[text] for text in due} == dict.fromkeys(due, 1)
    tags = {etree.QName(element).localname for element in etree.fromstring(document).iter()}
    assert len(tags) > 20


@pytest.mark.parametrize("name", NAMESPACES)
def test_what_a_file_gives_has_an_offer_or_is_reported(name: str) -> None:
    feed = read(name)
    made = feed.to_actions(places=12)
    for fault in made.report:
        assert fault.message("en")
    for action in made.actions:
        for component in action.components:
            assert (action.number, component.number) in made.offers
            if len(made.actions) == 1:
                assert made.offers[component.number] is made.offers[action.number, component.number]
    with pytest.raises(KeyError):
        made.offers["99"]
