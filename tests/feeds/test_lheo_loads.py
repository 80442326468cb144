"""Reading: whatever a producer writes gives values and a report, and raises nothing."""

import re
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pendulum import Date
from tests.feeds.lheo_values import ACTION, OFFER, OFFERS

from bdc_sessions import DecodeError, EntryMode, Path, Report, Site, decode, encode
from bdc_sessions.feeds import lheo
from bdc_sessions.feeds.lheo import Feed
from bdc_sessions.rules.example import INFO

TEXT = lheo.dumps(ACTION.set(INFO + ".comment", "Tram 1"), OFFERS).decode()
TOP = "offres.formation[1].action[1]"
SESSION = TOP + ".session[1]"

FOREIGN = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!-- un autre producteur -->
<lheo xmlns="http://lheo.gouv.fr/2.2">
<offres>
<formation numero="F-77" datemaj="20230101">
<domaine-formation><code-FORMACODE>15061</code-FORMACODE></domaine-formation>
<intitule-formation>Métiers de l'été</intitule-formation>
<objectif-formation>Objectif</objectif-formation>
<resultats-attendus>Résultats</resultats-attendus>
<contenu-formation>Contenu</contenu-formation>
<certifiante>1</certifiante>
<contact-formation><coordonnees><nom>X</nom></coordonnees></contact-formation>
<parcours-de-formation> 2 </parcours-de-formation>
<code-niveau-entree>1</code-niveau-entree>
<action>
<rythme-formation>Plein</rythme-formation>
<code-public-vise>82056</code-public-vise>
<niveau-entree-obligatoire>0</niveau-entree-obligatoire>
<modalites-alternance>Aucune</modalites-alternance>
<modalites-enseignement>0</modalites-enseignement>
<conditions-specifiques>Aucune</conditions-specifiques>
<prise-en-charge-frais-possible>0</prise-en-charge-frais-possible>
<lieu-de-formation><coordonnees><nom>LYCEE</nom><adresse>
<denomination>LYCEE</denomination><ligne>1 rue</ligne><codepostal>34500</codepostal>
<ville>BEZIERS</ville></adresse></coordonnees></lieu-de-formation>
<modalites-entrees-sorties>1</modalites-entrees-sorties>
<session numero="S-1">
<periode><debut>20230901</debut><fin>20231231</fin></periode>
<adresse-inscription><adresse><ligne>1 rue</ligne><codepostal>34500</codepostal>
<ville>BEZIERS</ville></adresse></adresse-inscription>
<etat-recrutement>3</etat-recrutement>
<recrutement><modalite-recrutement>9</modalite-recrutement>
<a-distance>0</a-distance>
<adresse><ligne>Hall B</ligne><ligne>2 rue</ligne><ligne>BP 1</ligne><codepostal>34500</codepostal>
<ville>BEZIERS CEDEX</ville></adresse>
<nb-places>12</nb-places><periode><debut>20230801</debut><fin>20230801</fin></periode>
<heure-debut>9h</heure-debut><heure-fin>10h30</heure-fin></recrutement>
<recrutement><modalite-recrutement>8</modalite-recrutement></recrutement>
<url-session><urlweb>https://x.example</urlweb></url-session>
<extras info="autre"><extra info="y">z</extra></extras>
</session>
<nombre-heures-centre>300</nombre-heures-centre>
<organisme-financeur><code-financeur>2</code-financeur>
<nb-places-financees>15</nb-places-financees></organisme-financeur>
</action>
<organisme-formation-responsable>
<numero-activite>91340000034</numero-activite>
<SIRET-organisme-formation><SIRET>73282932000074</SIRET></SIRET-organisme-formation>
<nom-organisme>AUTRE</nom-organisme><raison-sociale>AUTRE SA</raison-sociale>
<coordonnees-organisme><coordonnees><nom>X</nom></coordonnees></coordonnees-organisme>
<contact-organisme><coordonnees><nom>X</nom></coordonnees></contact-organisme>
</organisme-formation-responsable>
</formation>
</offres>
</lheo>
"""


def read(text: str) -> Feed:
    return lheo.loads(text.encode())


def changed(old: str, new: str, text: str = TEXT) -> Feed:
    assert old in text
    return read(text.replace(old, new, 1))


def told(report: Report) -> list[tuple[str, str]]:
    return [(violation.code, str(violation.path)) for violation in report]


def test_a_foreign_document_is_read_with_what_stands_in_for_our_extras() -> None:
    feed = lheo.loads(FOREIGN.encode("latin-1"))
    assert len(feed.report) == 0
    assert feed.version == "2.2"
    (action,) = feed.actions
    (component,) = action.components
    (session,) = component.sessions
    assert (action.number, action.title, action.holder) == ("F-77", "Métiers de l'été", "AUTRE")
    assert (action.entry, action.year) == (EntryMode.PERMANENT, 2023)
    assert (action.start, action.end) == (Date(2023, 9, 1), Date(2023, 12, 31))
    assert action.sites == (Site(name="LYCEE", place="1 rue", city="BEZIERS", postal_code="34500"),)
    assert (component.number, component.city) == ("01", "BEZIERS")
    assert component.volumes[0].mean == 300
    assert (session.number, session.places, session.site) == ("S-1", 15, action.sites[0])
    (info,) = session.infos
    assert (str(info.start), str(info.end), info.places) == ("09:00:00", "10:30:00", 12)
    assert info.address.building == "Hall B"
    assert (info.address.line, info.address.special) == ("2 rue", "BP 1")
    assert info.address.city == "BEZIERS CEDEX"
    offer = feed.offer(action, component)
    assert (offer.pathway, offer.certifying, offer.funders) == ("2", True, ())
    again = lheo.loads(lheo.dumps(feed.actions, feed.offer))
    assert again.actions == feed.actions


def test_what_our_values_do_not_hold_is_kept_aside_as_it_stands() -> None:
    feed = lheo.loads(FOREIGN.encode("latin-1"))
    kept = {str(aside.path): aside for aside in feed.aside}
    assert set(kept) == {
        TOP + ".lieu_de_formation[1].coordonnees.nom",
        "offres.formation[1]._datemaj",
        SESSION + ".url_session",
        SESSION + ".recrutement[2]",
        SESSION + ".extras",
        SESSION + ".etat_recrutement",
    }
    assert "https://x.example" in kept[SESSION + ".url_session"].xml
    assert (
        kept[SESSION + ".url_session"].line == FOREIGN.partition("<url-session>")[0].count("\n") + 1
    )
    assert "3</etat-recrutement>" in kept[SESSION + ".etat_recrutement"].xml


def test_hours_that_are_not_the_sum_are_kept_aside() -> None:
    feed = changed("<nombre-heures-total>310", "<nombre-heures-total>400")
    assert [str(aside.path) for aside in feed.aside] == [TOP + ".nombre_heures_total"]
    cut = TEXT.replace("<nombre-heures-centre>310</nombre-heures-centre>", "")
    assert [str(aside.path) for aside in read(cut).aside] == [TOP + ".nombre_heures_total"]


def test_several_formations_and_actions_are_read_each() -> None:
    formation = FOREIGN.partition("<offres>")[2].partition("</offres>")[0]
    action = "<action>" + formation.partition("<action>")[2].partition("</action>")[0] + "</action>"
    two = formation.replace(action, action + action.replace("<action>", '<action numero="A-2">'))
    document = FOREIGN.replace(formation, two + formation.replace(' numero="F-77"', ""))
    feed = lheo.loads(document.encode("latin-1"))
    assert [one.number for one in feed.actions] == ["F-77", "A-2", "02"]
    assert [c.number for one in feed.actions for c in one.components] == ["01", "02", "01"]
    third = formation.replace(action, action * 2)
    feed = lheo.loads(FOREIGN.replace(formation, third).encode("latin-1"))
    assert [one.number for one in feed.actions] == ["F-77", "F-77/2"]
    assert len(feed.sessions) == len(feed.infos) == 2


@pytest.mark.parametrize(
    ("old", "new", "code", "path"),
    [
        ("<debut>20220901", "<debut>20221301", "LHE-201", SESSION + ".periode.debut"),
        ("<debut>20220901", "<debut>00000000", "LHE-201", SESSION + ".periode.debut"),
        ("<debut>20220901", "<debut>2022-09-01", "LHE-201", SESSION + ".periode.debut"),
        ("<fin>20221231", "<fin>20220831", "LHE-204", SESSION + ".periode"),
        ("10h00", "99h99", "LHE-201", SESSION + ".recrutement[1].heure_debut"),
        ("10h00", "dix heures", "LHE-201", SESSION + ".recrutement[1].heure_debut"),
        ("10h00", "24h00", "LHE-201", SESSION + ".recrutement[1].heure_debut"),
        ("10h00", "13h00", "LHE-204", SESSION + ".recrutement[1]"),
        ("<fin>20220831", "<fin>20220901", "LHE-204", SESSION + ".recrutement[1].periode"),
        ("<nb-places>20", "<nb-places>-20", "LHE-201", SESSION + ".recrutement[1].nb_places"),
        ("<nb-places>20", "<nb-places>2e1", "LHE-201", SESSION + ".recrutement[1].nb_places"),
        ("<nb-places>20", "<nb-places>", "LHE-201", SESSION + ".recrutement[1].nb_places"),
        ("<codepostal>34000", "<codepostal>3400A", "LHE-201",
         SESSION + ".recrutement[1].adresse.codepostal"),
        ("<etat-recrutement>1", "<etat-recrutement>7", "LHE-201", SESSION + ".etat_recrutement"),
        ("<certifiante>0", "<certifiante>oui", "LHE-201", "offres.formation[1].certifiante"),
        ("<SIRET>73282932000074", "<SIRET>73282932000075", "LHE-201",
         TOP + ".organisme_formateur[1].SIRET_formateur.SIRET"),
        ("<objectif-formation>", "<objectif-formation>" + "x" * 3000, "LHE-201",
         "offres.formation[1].objectif_formation"),
        ("<intitule-formation>Formation Projet Pro</intitule-formation>", "", "LHE-202",
         "offres.formation[1].intitule_formation"),
        ("<code-public-vise>82056</code-public-vise>", "", "LHE-202", TOP + ".code_public_vise"),
        ("<code-public-vise>", "<code-public-vise>" + "1</code-public-vise><code-public-vise>" * 11,
         "LHE-203", TOP + ".code_public_vise"),
        ("<certifiante>", "<certifiante>1</certifiante><certifiante>", "LHE-203",
         "offres.formation[1].certifiante"),
        ("</adresse-inscription>", "<adresse/></adresse-inscription>", "LHE-203",
         SESSION + ".adresse_inscription.adresse"),
        ("<certifiante>", "<inconnu>1</inconnu><certifiante>", "LHE-205",
         "offres.formation[1].inconnu"),
        ("<rythme-formation>", '<a xmlns="u">1</a><rythme-formation>', "LHE-205", TOP + ".a"),
        ("<ville>MONTPELLIER", "<ville>MONT<b/>PELLIER", "LHE-201",
         SESSION + ".recrutement[1].adresse.ville"),
        ('"annee">2023', '"annee">MMXXIII', "LHE-201", TOP + ".extras.annee"),
        ('<extra info="annee">', '<extra info="annee">1</extra><extra info="annee">', "LHE-203",
         TOP + ".extras.annee"),
        ('"lieu-de-formation">1', '"lieu-de-formation">9', "LHE-206", SESSION),
        ('<extra info="nombre-de-places">10', '<extra info="nombre-de-places">11', "LHE-206",
         TOP + ".organisme_financeur"),
        ('<extra info="nombre-de-places">10', '<extra info="nombre-de-places">-1', "LHE-201",
         SESSION + ".extras.nombre_de_places"),
    ],
)  # fmt: skip
def test_what_is_unreadable_or_absurd_is_told_with_its_place_and_line(
    old: str, new: str, code: str, path: str
) -> None:
    feed = changed(old, new)
    found = {(violation.code, str(violation.path)): violation for violation in feed.report}
    assert (code, path) in found
    line = TEXT.partition(old)[0].count("\n") + 1
    assert re.search(r"\(l\. \d+\)", found[code, path].label)
    if code in ("LHE-201", "LHE-203", "LHE-205"):
        assert f"(l. {line})" in found[code, path].label
    assert decode(encode(feed.report), Report) == feed.report


def test_a_session_without_dates_is_kept_aside_whole_and_the_rest_is_read() -> None:
    feed = changed("<debut>20220901", "<debut>20221301")
    assert feed.sessions == ()
    assert feed.actions[0].components[0].title == "Formation Projet Pro"
    assert [str(aside.path) for aside in feed.aside] == [SESSION]
    assert "<debut>20221301</debut>" in feed.aside[0].xml


def test_absurd_values_that_can_exist_are_kept_and_told() -> None:
    assert changed("<nb-places>20", "<nb-places>-20").infos[0].places == -20
    assert changed("<codepostal>34000", "<codepostal>3400A").infos[0].address.postal_code == "3400A"
    assert changed("<fin>20221231", "<fin>20220831").sessions[0].end == Date(2022, 8, 31)


def test_an_information_that_says_too_little_is_kept_aside() -> None:
    feed = changed("<nb-places>20</nb-places>", "")
    assert feed.infos == ()
    assert told(feed.report) == [("LHE-206", SESSION + ".recrutement[1]")]
    assert "nb-places" in feed.report[0].message()
    assert [str(aside.path) for aside in feed.aside] == [SESSION + ".recrutement[1]"]


def test_an_information_at_a_distance_tells_so_aside() -> None:
    feed = changed("<a-distance>0", "<a-distance>1")
    assert len(feed.infos) == 1
    assert [str(aside.path) for aside in feed.aside] == [SESSION + ".recrutement[1].a_distance"]


def test_sessions_that_disagree_on_the_offer_keep_theirs_aside() -> None:
    session = TEXT.partition("<session>")[2].partition("</session>")[0]
    other = session.replace("1 rue de l'Essai", "2 rue").replace("Par un", "Par aucun")
    other = other.replace('"numero">01', '"numero">02')
    feed = read(TEXT.replace(session, session + "</session><session>" + other))
    assert [s.number for s in feed.sessions] == ["01", "02"]
    assert feed.formations[0].offer == OFFER
    top = TOP + ".session[2]."
    assert {str(aside.path) for aside in feed.aside} == {
        top + "adresse_inscription",
        top + "modalites_inscription",
    }


def test_an_action_that_disagrees_with_its_informations_is_told() -> None:
    feed = changed(
        "<code-perimetre-recrutement>3</code-perimetre-recrutement>\n        <prix",
        "<code-perimetre-recrutement>4</code-perimetre-recrutement>\n        <prix",
    )
    assert told(feed.report) == [("LHE-206", TOP)]
    assert feed.formations[0].offer.perimeter == "4"


def test_numbers_that_stand_twice_are_told_and_the_second_kept_aside() -> None:
    session = "<session>" + TEXT.partition("<session>")[2].partition("</session>")[0] + "</session>"
    feed = read(TEXT.replace(session, session * 2))
    assert ("LHE-204", TOP + ".session[2]") in told(feed.report)
    assert len(feed.sessions) == 1
    formation = TEXT.partition("<offres>")[2].partition("</offres>")[0]
    feed = read(TEXT.replace(formation, formation * 2))
    assert told(feed.report) == [("LHE-204", "offres.formation[2].action[1]")]
    assert [formation.component is None for formation in feed.formations] == [False, True]
    assert [formation.offer for formation in feed.formations] == [OFFER, OFFER]
    assert [str(aside.path) for aside in feed.aside] == ["offres.formation[2].action[1]"]


def test_a_formation_that_makes_no_component_still_has_its_offer() -> None:
    cut = re.sub(r"<extra info=\"(debut|fin)-composante\">\d+</extra>", "", TEXT)
    feed = changed("<debut>20220901", "<debut>x", cut)
    assert feed.actions == ()
    assert feed.formations[0].component is None
    assert feed.formations[0].offer.objective == OFFER.objective


def test_places_that_are_not_told_are_those_paid_or_none() -> None:
    cut = re.sub(r"<extra info=\"nombre-de-places\">\d+</extra>", "", TEXT)
    assert read(cut).sessions[0].places == 10
    closed = cut.replace("<etat-recrutement>1", "<etat-recrutement>2")
    assert read(closed).sessions[0].places == 0
    unpaid = cut.replace("<code-financeur>2", "<code-financeur>3")
    feed = read(unpaid)
    assert feed.sessions[0].places == 0
    assert told(feed.report) == [("LHE-206", SESSION)]
    assert "0 retenu" in feed.report[0].message()
    none = cut.replace("<nb-places-financees>10</nb-places-financees>", "")
    assert told(read(none).report) == [("LHE-206", SESSION)]


def test_the_site_that_is_not_told_is_the_first_or_where_one_registers() -> None:
    cut = re.sub(r"<extra info=\"lieu-de-formation\">\d+</extra>", "", TEXT)
    assert read(cut).sessions[0].site == ACTION.sites[0]
    place = re.search("<lieu-de-formation>.*</lieu-de-formation>", cut, re.DOTALL)
    assert place is not None
    bare = cut.replace(place[0], "")
    assert read(bare).sessions[0].site == Site(
        name="CAP 2000 TEST", place="1 rue de l'Essai", city="BEZIERS", postal_code="34500"
    )
    two = cut.replace(place[0], place[0] * 2)
    assert told(read(two).report) == [("LHE-206", SESSION)]
    inscription = re.search("<adresse-inscription>.*</adresse-inscription>", bare, re.DOTALL)
    assert inscription is not None
    nowhere = read(bare.replace(inscription[0], ""))
    assert nowhere.sessions[0].site == Site(name="", place="", city="", postal_code="")
    empty = bare.replace(inscription[0], "<adresse-inscription><adresse/></adresse-inscription>")
    assert read(empty).sessions[0].site.city == ""


def test_a_place_with_more_lines_than_a_site_keeps_its_address_aside() -> None:
    feed = changed("<ligne>CAP 2000 TEST</ligne>", "<ligne>CAP</ligne><ligne>Bât. 2</ligne>")
    assert feed.actions[0].sites[0].place == "CAP"
    assert [str(a.path) for a in feed.aside] == [TOP + ".lieu_de_formation[1].coordonnees.adresse"]
    empty = changed("<ligne>CAP 2000 TEST</ligne>", "")
    assert empty.actions[0].sites[0].place == ""


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        (["12 rue"], (None, "12 rue", None)),
        (["12 rue", "BP 1"], (None, "12 rue", "BP 1")),
        (["Hall", "12 rue", "BP 1", "Nord"], ("Hall", "12 rue", "BP 1 / Nord")),
    ],
)
def test_lines_of_others_are_street_then_mention_or_building_first(
    lines: list[str], fields: tuple[str | None, str, str | None]
) -> None:
    cut = re.sub(r'<extras info="bdc-sessions">\s*<extra info="numero-voie.*?</extras>', "", TEXT,
                 flags=re.DOTALL)  # fmt: skip
    line = "<ligne>12 ter allée de la madeleine</ligne>"
    feed = changed(line, "".join(f"<ligne>{one}</ligne>" for one in lines), cut)
    address = feed.infos[0].address
    assert (address.building, address.street, address.special) == fields
    assert len(feed.report) == 0


def test_addresses_that_differ_share_what_is_alike() -> None:
    session = ACTION.component("01").session("01")
    other = session.info(1).evolve(address=session.info(1).address.evolve(number="14"))
    action = ACTION.set("components[01].sessions", [session.with_info(other)])
    one, two = (info.address for info in lheo.loads(lheo.dumps(action, OFFERS)).infos)
    assert (one.line, two.line) == ("12 ter allée de la madeleine", "14 ter allée de la madeleine")
    assert one.suffix is two.suffix


def test_a_cedex_that_the_city_lacks_is_not_made_up() -> None:
    cedex = ACTION.set(INFO + ".address.cedex", "CEDEX 2")
    text = lheo.dumps(cedex, OFFERS).decode()
    assert read(text).infos[0].address.cedex == "CEDEX 2"
    feed = changed("<ville>MONTPELLIER CEDEX 2", "<ville>MONTPELLIER", text)
    assert feed.infos[0].address.cedex is None
    assert [violation.code for violation in feed.report] == ["LHE-206"]


def test_two_kinds_of_hours_under_one_name_are_one_volume() -> None:
    more = '<extra info="volume-centre">A</extra><extra info="volume-entreprise">A</extra></extras>'
    text = TEXT.replace(
        "<nombre-heures-total>",
        "<nombre-heures-entreprise>7</nombre-heures-entreprise><nombre-heures-total>",
    )
    head, _, tail = text.rpartition("</extras>")
    feed = read(head + more + tail)
    assert [(v.kind, str(v.mean)) for v in feed.actions[0].components[0].volumes] == [
        ("A", "310.00")
    ]


def test_what_stands_beside_the_offers_is_kept_aside() -> None:
    feed = read(TEXT.replace("<offres>", '<extras info="x"/><offres><extras info="y"/>'))
    assert [str(aside.path) for aside in feed.aside] == ["extras", "offres.extras"]
    assert len(feed.actions) == 1


def test_extras_within_ours_that_we_do_not_know_are_kept_aside() -> None:
    feed = changed(
        '<extra info="numero">', '<extra info="n">x</extra><extra>y</extra><extra info="numero">'
    )
    assert [aside.xml.partition(">")[2] for aside in feed.aside] == ["x</extra>", "y</extra>"]
    assert feed.sessions[0].number == "01"


def test_a_document_without_a_formation_is_told() -> None:
    feed = read('<lheo xmlns="http://lheo.gouv.fr/2.3"><offres/></lheo>')
    assert told(feed.report) == [("LHE-202", "offres.formation")]
    assert (feed.actions, feed.formations) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        "<lheo/>",
        '<lheo xmlns="http://lheo.gouv.fr/2.1"/>',
        '<offres xmlns="http://lheo.gouv.fr/2.3"/>',
        '<lheo xmlns="http://lheo.gouv.fr/2.3/"/>',
    ],
)
def test_what_is_not_lheo_is_refused(text: str) -> None:
    with pytest.raises(DecodeError, match=r"lheo.gouv.fr/2.3") as caught:
        read(text)
    assert told(caught.value.report) == [("LHE-303", "")]


def test_formations_of_one_number_that_say_other_things_are_actions_of_their_own() -> None:
    formation = TEXT.partition("<offres>")[2].partition("</offres>")[0]
    other = formation.replace('"titulaire">ORGANISME', '"titulaire">AUTRE')
    feed = read(TEXT.replace(formation, formation + other))
    assert [action.number for action in feed.actions] == [ACTION.number] * 2
    assert len({action.holder for action in feed.actions}) == 2


NODES = len(list(etree.fromstring(TEXT.encode()).iter()))
JUNK = [
    "",
    " ",
    "x",
    "-1",
    "99h99",
    "20221301",
    "20220901",
    "9",
    "a" * 4000,
    "1" * 2000,
    "é\n",
    "00",
]


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
    for violation in feed.report:
        assert re.search(r"\(l\. \d+\)", violation.label)
    for aside in feed.aside:
        assert aside.xml
        assert aside.path != Path()
