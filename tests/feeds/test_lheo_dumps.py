"""Writing: the format's order, every fault before a byte, nothing texts that is not so."""

from typing import Any

import pytest
from hypothesis import given
from lxml import etree
from tests.feeds.lheo_schema import NAMESPACE, rows, schema
from tests.feeds.lheo_values import ACTION, OFFER, OFFERS, tried_actions

from bdc_sessions import (
    Action,
    DecodeError,
    DuplicateNumberError,
    InvalidError,
    Report,
    Term,
    VolumeUnit,
)
from bdc_sessions.feeds import lheo
from bdc_sessions.feeds.lheo.example import minimal_offer
from bdc_sessions.rules.example import ADDRESS, INFO, SESSION

Q = f"{{{NAMESPACE}}}"


def refused(action: Any, offers: Any = OFFERS, **given: Any) -> Report:
    with pytest.raises(InvalidError) as caught:
        lheo.dumps(action, offers, **given)
    report: Report = caught.value.report
    assert all(violation.message("en") for violation in report)
    return report


def faults(action: Any, offers: Any = OFFERS, **given: Any) -> list[tuple[str, str]]:
    return [(fault.code, str(fault.path)) for fault in refused(action, offers, **given)]


def text(root: Any, path: str) -> list[str | None]:
    return [element.text for element in root.findall(f".//{Q}{path.replace('/', '/' + Q)}")]


def test_the_document_is_utf8_in_the_formats_namespace() -> None:
    data = lheo.dumps(ACTION, OFFERS)
    assert data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<lheo xmlns="http://lheo.gouv')
    root = etree.fromstring(data)
    assert root.tag == Q + "lheo"
    assert {etree.QName(element).namespace for element in root.iter()} == {NAMESPACE}
    assert data.decode().endswith("</lheo>\n")


@given(tried_actions())
def test_writing_is_deterministic_and_in_the_formats_order(action: Action) -> None:
    data = lheo.dumps(action, lambda *_: OFFER)
    assert lheo.dumps(action, lambda *_: OFFER) == data
    order = {row.path: place for place, row in enumerate(rows())}
    for element in etree.fromstring(data).iter():
        places = [order[path] for child in element if (path := _path(child)) in order]
        assert places == sorted(places)


def _path(element: Any) -> str:
    names = [etree.QName(node).localname for node in (element, *element.iterancestors())]
    return "/".join(reversed(names[:-2]))


def test_a_session_says_whether_it_is_open_and_its_information_sessions_that_have_places() -> None:
    session = ACTION.component("01").session("01")
    more = session.with_info(session.info(1).evolve(places=0, comment="annulée"))
    action = ACTION.set("components[01].sessions", [more, session.cancel().evolve(number="02")])
    root = etree.fromstring(lheo.dumps(action, OFFERS))
    assert text(root, "etat-recrutement") == ["1", "2"]
    assert text(root, "recrutement/nb-places") == ["20", "20"]
    assert text(root, "organisme-financeur/nb-places-financees") == ["10", "5"]
    assert text(root, "organisme-financeur/code-financeur") == ["2", "3"]
    both = action.set("components[01].sessions[02].infos[1].places", 0)
    assert text(etree.fromstring(lheo.dumps(both, OFFERS)), "recrutement/nb-places") == ["20"]


def test_an_information_session_is_a_recruitment() -> None:
    root = etree.fromstring(lheo.dumps(ACTION.set(INFO + ".comment", "Tram 1"), OFFERS))
    (recruitment,) = root.iter(Q + "recrutement")
    texts = {etree.QName(e).localname: e.text for e in recruitment.iter() if not len(e)}
    assert texts["modalite-recrutement"] == "9"
    assert texts["code-perimetre-recrutement"] == "3"
    assert texts["a-distance"] == "0"
    assert (texts["debut"], texts["fin"]) == ("20220831", "20220831")
    assert (texts["heure-debut"], texts["heure-fin"]) == ("10h00", "12h00")
    assert (texts["codepostal"], texts["ville"]) == ("34000", "MONTPELLIER")
    assert texts["commentaire"] == "Tram 1"


def test_hours_are_the_mean_ones_where_they_are_integers() -> None:
    volumes = "components[01].volumes"
    centre = ACTION[volumes + "[Heure stagiaire centre]"]
    company = centre.evolve(kind="Heure stagiaire entreprise", unit=VolumeUnit.HE, mean=70)
    both = text_of_hours(ACTION.set(volumes, [centre, company]))
    assert both == {"centre": "310", "entreprise": "70", "total": "380"}
    half = text_of_hours(ACTION.set(volumes, [centre.evolve(mean=centre.mean / 4)]))
    assert half == {}
    two = text_of_hours(ACTION.set(volumes, [centre, centre.evolve(kind="Autre", mean=5)]))
    assert two == {"centre": "315", "total": "315"}


def text_of_hours(action: Action) -> dict[str, str | None]:
    root = etree.fromstring(lheo.dumps(action, OFFERS))
    return {
        etree.QName(e).localname.removeprefix("nombre-heures-"): e.text
        for e in root.iter()
        if "nombre-heures" in str(e.tag)
    }


def test_a_comment_is_cut_where_the_format_ends_and_losses_reports_it() -> None:
    action = ACTION.set(INFO + ".comment", "é" * 500 + "fin")
    root = etree.fromstring(lheo.dumps(action, OFFERS))
    assert text(root, "recrutement/commentaire") == ["é" * 500]
    (loss,) = lheo.losses(action).by_code("LHE-404")
    assert (str(loss.path), loss.value) == (INFO + ".comment", "fin")


def test_every_fault_of_offers_and_action_is_reported_at_once() -> None:
    action = (
        ACTION.set("components[01].title", "x" * 256)
        .set(SESSION + ".end", ACTION.start.subtract(days=1))
        .set(INFO + ".comment", "fin\x0b")
        .set(ADDRESS + ".building", "b" * 51)
        .set(ADDRESS + ".postal_code", "3400")
        .set(INFO + ".places", -1)
        .set("sites", [ACTION.sites[0].evolve(postal_code="x")])
    )
    offer = OFFER.set("contacts[1].coordinates.email", "x").set("organisation.siret", None)
    assert set(faults(action, {"01": offer.evolve(objective="a\x00")})) == {
        ("LHE-102", "components[01].title"),
        ("SES-001", SESSION + ".start"),
        ("LHE-301", INFO + ".comment"),
        ("LHE-105", ADDRESS + ".street"),
        ("INF-005", ADDRESS + ".postal_code"),
        ("INF-002", INFO + ".places"),
        ("LHE-103", "sites"),
        ("LHE-057", "offers[01].contacts[1].coordinates.email"),
        ("LHE-041", "offers[01].organisation.siret"),
        ("LHE-301", "offers[01].objective"),
    }


def test_an_offer_that_is_not_given_is_reported_as_such() -> None:
    report = refused(ACTION, {})
    (fault,) = report
    assert (fault.code, str(fault.path)) == ("LHE-304", "offers[01]")
    assert fault.message("en") == "no offer for component 01; given: -."
    assert refused(ACTION, lambda *_: None) == report


def test_offers_that_are_missing_or_too_many_are_named() -> None:
    report = refused(ACTION, {"1": OFFER, (ACTION.number, "02"): OFFER})
    assert [fault.message("en") for fault in report] == [
        f"no offer for component 01; given: 1, {ACTION.number} 02.",
        "no component 1; given: 01.",
        f"no component {ACTION.number} 02; given: 01.",
    ]
    assert "aucune composante 1 ; données : 01" in report[1].message()


def test_offers_are_given_by_component_or_by_action_and_component() -> None:
    data = lheo.dumps(ACTION, OFFERS)
    assert lheo.dumps(ACTION, {(ACTION.number, "01"): OFFER}) == data
    second = ACTION.set("number", "2")
    by_numbers = {(ACTION.number, "01"): OFFER, ("2", "01"): minimal_offer()}
    feed = lheo.loads(lheo.dumps([ACTION, second], by_numbers))
    assert [f.offer.exit_level for f in feed.formations] == [OFFER.exit_level, None]
    report = refused([ACTION, second], {"01": OFFER})
    assert [str(fault.path) for fault in report] == [
        f"actions[{ACTION.number}].offers[01]", "actions[2].offers[01]", "offers[01]",
    ]  # fmt: skip


def test_a_component_without_sessions_needs_no_offer_and_may_have_one() -> None:
    empty = ACTION.component("01").evolve(number="02", sessions=())
    action = ACTION.evolve(components=[*ACTION.components, empty])
    assert lheo.dumps(action, OFFERS) == lheo.dumps(action, {**OFFERS, "02": OFFER})


def test_identity_stands_in_the_formats_own_attributes() -> None:
    root = etree.fromstring(lheo.dumps(ACTION, OFFERS))
    assert {
        (etree.QName(element).localname, element.get("numero"))
        for element in root.iter()
        if element.get("numero") is not None
    } == {
        ("formation", "23P0000000_TEST_1/01"),
        ("action", "23P0000000_TEST_1"),
        ("session", "01"),
        ("recrutement", "1"),
        ("organisme-formation-responsable", "73282932000074"),
        ("organisme-formateur", "73282932000074"),
    }
    assert {
        (etree.QName(element).localname, element.get("ref"))
        for element in root.iter()
        if element.get("ref") is not None
    } == {("code-FORMACODE", "V14"), ("code-public-vise", "V14")}


def test_an_attribute_holds_any_number() -> None:
    for number in ('a "b" & <c>', "a\tb", "a\nb", "é", " 1 "):
        action = ACTION.set("number", number).set(SESSION + ".number", number)
        feed = lheo.loads(lheo.dumps(action, OFFERS))
        assert feed.formations[0].actions[0].number == number
        assert feed.sessions[0].number == number


def test_what_the_format_asks_twice_is_given_once() -> None:
    offer = minimal_offer()
    root = etree.fromstring(lheo.dumps(ACTION, {"01": offer}))
    assert text(root, "contact-formation/coordonnees/nom") == ["EXEMPLE"]
    assert text(root, "contact-organisme/coordonnees/nom") == ["EXEMPLE"]
    assert text(root, "raison-sociale") == text(root, "nom-organisme") != []
    assert text(root, "adresse-inscription/adresse/ligne") == ["1 rue de l'Essai"]
    nowhere = offer.set("organisation.coordinates.address", lheo.PostalAddress())
    assert faults(ACTION, {"01": nowhere}) == [("LHE-024", "offers[01].registration")]


def test_what_is_left_out_is_not_checked() -> None:
    faulty = ACTION.set(INFO + ".places", 0).set(ADDRESS + ".postal_code", "x")
    empty = ACTION.component("01").evolve(number="02", sessions=(), title="")
    action = faulty.evolve(components=[*faulty.components, empty])
    assert b"<recrutement>" not in lheo.dumps(action, OFFERS)
    assert [str(loss.path) for loss in lheo.losses(action).by_code("LHE-401")] == ["components[02]"]
    assert [str(loss.path) for loss in lheo.losses(action).by_code("LHE-403")] == [INFO]


def test_an_old_fault_that_the_format_can_say_is_published() -> None:
    early = ACTION.set(SESSION + ".start", ACTION.start.subtract(days=30))
    assert b"<debut>20220802</debut>" in lheo.dumps(early, OFFERS)


def test_an_action_without_a_session_has_nothing_to_publish() -> None:
    assert faults(ACTION.set("components[01].sessions", ())) == [("LHE-101", "components")]
    empty = ACTION.set("number", "2").set("components[01].sessions", ())
    assert lheo.dumps([ACTION, empty], lambda *_: OFFER) == lheo.dumps(ACTION, OFFERS)
    with pytest.raises(ValueError, match="no action"):
        lheo.dumps([], OFFERS)


def test_faults_of_several_actions_have_paths_of_their_numbers() -> None:
    second = ACTION.set("number", "a]b").set("components[01].title", "")
    reported = faults([ACTION, second], lambda *_: OFFER.evolve(rhythm="x" * 3001))
    assert reported == [
        ("LHE-015", f"actions[{ACTION.number}].offers[01].rhythm"),
        ("LHE-102", "actions[a\\]b].components[01].title"),
        ("LHE-015", "actions[a\\]b].offers[01].rhythm"),
    ]
    with pytest.raises(DuplicateNumberError, match="actions"):
        lheo.dumps([ACTION, ACTION], OFFERS)
    empty = ACTION.evolve(components=())
    with pytest.raises(DuplicateNumberError, match="actions"):
        lheo.dumps([empty, empty], OFFERS)


@pytest.mark.parametrize(
    ("actions", "offers", "message"),
    [
        (3, OFFERS, "expected several values"),
        ([3], OFFERS, "an Action"),
        (ACTION, OFFER, "a mapping or a function"),
        (ACTION, {"01": 3}, r"offers\[01\]: found 3"),
        (ACTION, lambda *_: "x", r"offers\[01\]: found 'x'"),
    ],
)
def test_a_wrong_type_is_a_type_error(actions: Any, offers: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        lheo.dumps(actions, offers)


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff"])
def test_a_character_that_xml_cannot_hold_is_reported_where_it_stands(character: str) -> None:
    for path in ("number", "components[01].code", SESSION + ".offer_code", ADDRESS + ".special"):
        report = refused(ACTION.set(path, "a" + character))
        assert [(f.code, str(f.path)) for f in report] == [("LHE-301", path)]
        assert ascii(character) in report[0].message()


def test_what_is_not_written_may_hold_any_character() -> None:
    volume = "components[01].volumes[Forfait parcours Projet Pro]"
    action = ACTION.set(volume, ACTION[volume].evolve(kind="a\x00"))
    action = action.set(INFO + ".places", 0).set(INFO + ".comment", "a\x00")
    lheo.dumps(action, OFFERS)
    written = ACTION.set("components[01].volumes[Heure stagiaire centre].kind", "\x00")
    site = ACTION.sites[0].evolve(place="a\x00")
    for path, value in (("sites", [site]), ("schemes", ["\x00"])):
        written = written.set(path, value)
    written = written.set(ADDRESS + ".suffix", Term("ter", code="a\x00"))
    assert len(refused(written)) == 4
    cancelled = action.set("components[01].title", "")
    assert [fault.code for fault in refused(cancelled)] == ["LHE-102"]


def test_the_schema_that_is_given_takes_the_document() -> None:
    for offer in (OFFER, minimal_offer()):
        data = lheo.dumps(ACTION, {"01": offer}, schema=schema())
        assert data == lheo.dumps(ACTION, {"01": offer})


def test_a_schema_that_names_another_without_fetching_it_is_taken() -> None:
    named = b'<xs:import namespace="http://www.w3.org/XML/1998/namespace"/>'
    given = schema().replace(
        b'elementFormDefault="qualified">', b'elementFormDefault="qualified">' + named
    )
    assert lheo.dumps(ACTION, OFFERS, schema=given)


def test_what_the_schema_refuses_is_reported_by_the_paths_of_our_values() -> None:
    contact = lheo.Contact(coordinates=lheo.Coordinates(email="a@b.c"))
    comment = ACTION.set(INFO + ".comment", "une ligne\ndeux lignes\ntrois")
    strict = schema(ville=8, courriel=4, rythme_formation=3, heure_debut=4)
    reported = faults(comment, {"01": minimal_offer().evolve(contacts=[contact])}, schema=strict)
    assert reported == [
        ("LHE-302", "offers[01].contacts[1].coordinates.email"),
        ("LHE-302", "offers[01].rhythm"),
        ("LHE-302", ADDRESS + ".city"),
        ("LHE-302", INFO + ".start"),
    ]
    report = refused(comment, OFFERS, schema=schema(nom_organisme=3))
    assert str(report[0].path) == "offers[01].organisation.name"
    assert report[0].value == OFFER.organisation.name
    assert "maxLength" in report[0].message()


def test_a_schema_complains_of_an_element_by_what_holds_it() -> None:
    more = schema().replace(b'name="etat-recrutement" minOccurs="0"', b'name="etat" minOccurs="1"')
    assert [path for _, path in faults(ACTION, schema=more)] == [SESSION + ".places"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (b"<a/>", "XSD schema"),
        (b"<xs:schema", "well-formed XML"),
        (b"<!DOCTYPE a><a/>", "DTD"),
        (b" " * 64_000_001, "64000001 bytes"),
        (schema().replace(b"<xs:element", b'<xs:include schemaLocation="x.xsd"/><xs:element', 1),
         "a schema whole"),
        (schema().replace(b"<xs:element",
                          b'<xs:import schemaLocation="file:///etc/passwd"/><xs:element', 1),
         "a schema whole"),
    ],
)  # fmt: skip
def test_a_schema_is_read_as_safely_as_a_document(given: bytes, message: str) -> None:
    with pytest.raises(DecodeError, match=message):
        lheo.dumps(ACTION, OFFERS, schema=given)
