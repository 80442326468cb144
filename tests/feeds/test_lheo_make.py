"""Values of the model made of a feed: what it can hold, and each thing that it can't."""

import copy
import pickle
import re
from typing import Any

import pytest
from pendulum import Date
from tests.feeds.lheo_values import ACTION, OFFERS
from tests.feeds.test_lheo_cases import data

from bdc_sessions import EntryMode, Site
from bdc_sessions.feeds import lheo
from bdc_sessions.feeds.lheo import Made
from bdc_sessions.feeds.lheo.dropped import CODED
from bdc_sessions.feeds.lheo.findings import describe
from bdc_sessions.rules.example import INFO, SESSION

OURS = lheo.dumps(ACTION.set("components[01].volumes", ()), OFFERS).decode()
PLAIN = data("plain-2.2.xml").decode()


def made(text: str, *edits: tuple[str, str], **given: Any) -> Made:
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return lheo.loads(text.encode()).to_actions(**given)


def codes(made: Made) -> list[tuple[str, str]]:
    return [(fault.code, str(fault.path)) for fault in made.report]


def test_what_stands_in_for_our_extras() -> None:
    values = made(PLAIN, ("<modalites-entrees-sorties>0", "<modalites-entrees-sorties>1"))
    (action,) = values.actions
    (component,) = action.components
    (session,) = component.sessions
    assert (action.number, action.title, action.holder) == (
        "01", "Formation Projet Pro", "ORGANISME TEST PRF 23",
    )  # fmt: skip
    assert (action.entry, action.year) == (EntryMode.PERMANENT, 2022)
    assert (action.start, action.end) == (Date(2022, 9, 1), Date(2022, 12, 31))
    site = Site(name="ORGANISME TEST PRF 23", place="CAP 2000 TEST", city="BEZIERS",
                postal_code="34500")  # fmt: skip
    assert action.sites == (site,)
    assert (component.number, component.city, component.volumes[0].mean) == ("01", "BEZIERS", 310)
    assert (session.number, session.places, session.site) == ("01", 10, site)
    assert session.infos[0].address.street == "12 ter allée de la madeleine"
    assert codes(values) == [
        ("LHE-206", "formations[1].actions[1].sessions[1]"),
        ("LHE-206", "formations[1].actions[1]"),
    ]
    offer = values.offers["01", "01"]
    assert (offer.pathway, offer.funders, offer.formacode_version) == ("2", (), None)


def test_actions_of_one_formation_are_each_one_of_ours() -> None:
    action = PLAIN[PLAIN.index("<action>") : PLAIN.index("</action>") + 9]
    values = made(PLAIN.replace(action, action * 2))
    assert [action.number for action in values.actions] == ["01", "01/2"]
    named = made(PLAIN.replace(action, action * 2), ("<formation>", '<formation numero="F">'))
    assert [action.number for action in named.actions] == ["F", "F/2"]


def test_what_nobody_gives_is_made_up_and_reported_only_where_the_model_cannot_do_without() -> None:
    unstated = made(PLAIN, ("<modalites-entrees-sorties>0</modalites-entrees-sorties>", ""))
    assert unstated.actions[0].entry == EntryMode.FIXED
    (entry,) = [v for v in unstated.report if str(v.path) == "formations[1].actions[1].entry"]
    assert "fixed dates taken" in entry.message("en")
    place = re.search("<lieu-de-formation>.*</lieu-de-formation>", PLAIN, re.DOTALL)
    assert place is not None
    (site,) = [
        v
        for v in made(PLAIN.replace(place[0], "")).report
        if str(v.path).endswith("sessions[1].site")
    ]
    assert "that of registration taken" in site.message("en")


def test_a_session_without_a_number_takes_none_that_another_bears() -> None:
    session = PLAIN[PLAIN.index("<session>") : PLAIN.index("</session>") + 10]
    others = session.replace("<session>", '<session numero="02">') + session * 2
    values = made(PLAIN.replace(session, others), places=1)
    sessions = values.actions[0].components[0].sessions
    assert [session.number for session in sessions] == ["02", "03", "04"]
    messages = [v.message("en") for v in values.report.by_code("LHE-206")]
    assert "session: found nothing, expected a number; 03 taken." in messages
    assert "session: found nothing, expected a number; 04 taken." in messages


def test_states_of_recruitment_stand_in_the_order_of_the_sessions() -> None:
    session = OURS[OURS.index("<session") : OURS.index("</session>") + 10]
    suspended = session.replace("<etat-recrutement>1", "<etat-recrutement>3")
    unsorted = suspended.replace('numero="01"', 'numero="12"', 1) + suspended
    values = made(OURS.replace(session, unsorted))
    assert [r.session for r in values.offers["01"].recruitments] == ["01", "12"]
    again = lheo.loads(lheo.dumps(values.actions, values.offers)).to_actions()
    assert again.offers == values.offers


def test_offers_that_were_made_are_a_mapping_that_is_copied_and_pickled() -> None:
    values = made(OURS)
    key = (ACTION.number, "01")
    assert values.offers.get("01") is values.offers[key] is values.offers["01"]
    assert ("01" in values.offers, "02" in values.offers, len(values.offers)) == (True, False, 1)
    assert repr(values.offers) == repr({key: values.offers[key]})
    assert pickle.loads(pickle.dumps(values)) == copy.deepcopy(values) == values
    several = made(
        PLAIN.replace("<action>", '<action numero="A">').replace(
            "</formation>",
            "</formation>" + PLAIN[PLAIN.index("<formation>") : PLAIN.index("</formation>") + 12],
        )
    )
    assert "01" not in several.offers


def test_what_a_session_lacks_leaves_it_out_and_is_reported() -> None:
    session = OURS[OURS.index("<session") : OURS.index("</session>") + 10]
    twice = made(OURS.replace(session, session * 2))
    assert codes(twice) == [("LHE-204", "formations[1].actions[1].sessions[2]")]
    assert len(twice.actions[0].components[0].sessions) == 1
    undated = made(OURS, ("<fin>20221231", "<fin>20220000"))
    assert codes(undated) == [
        ("LHE-206", "formations[1].actions[1].sessions[1]"),
        ("LHE-208", "formations[1].actions[1].offer.funders[1].places"),
    ]
    assert undated.actions[0].components[0].sessions == ()  # our extras tell the dates of all else
    closed = made(OURS, ('<extra info="nombre-de-places">10</extra>', ""), places=3)
    assert closed.actions[0][SESSION].places == 10  # as the region pays
    with pytest.raises(KeyError):
        closed.offers["02"]


def test_an_information_session_that_lacks_something_is_left_out_and_reported() -> None:
    for old, new in (
        ("<heure-debut>10h00</heure-debut>", ""),
        ("<debut>20220831", "<debut>20220800"),
        ("<nb-places>20</nb-places>", ""),
    ):
        values = made(OURS, (old, new))
        assert codes(values) == [("LHE-206", "formations[1].actions[1].sessions[1].infos[1]")]
        assert values.actions[0][SESSION].infos == ()
    address = re.search(r"<adresse>\s*<ligne>12.*?</adresse>", OURS, re.DOTALL)
    assert address is not None
    values = made(OURS.replace(address[0], ""))
    assert "sans Adresse" in str(values.report)


def test_the_site_that_is_not_given_is_the_first_or_where_one_registers() -> None:
    cut = re.sub(r"<extra info=\"lieu-de-formation\">\d+</extra>", "", OURS)
    assert made(cut).actions[0][SESSION].site == ACTION.sites[0]
    place = re.search("<lieu-de-formation>.*</lieu-de-formation>", cut, re.DOTALL)
    assert place is not None
    bare = cut.replace(place[0], "")
    assert made(bare).actions[0][SESSION].site == Site(
        name="", place="2 rue de l'Essai", city="BEZIERS", postal_code="34500"
    )
    two = cut.replace(place[0], place[0] * 2)
    assert codes(made(two)) == [("LHE-206", "formations[1].actions[1].sessions[1].site")]
    unknown = made(
        OURS, ('<extra info="lieu-de-formation">1<', '<extra info="lieu-de-formation">9<')
    )
    assert ("LHE-206", "formations[1].actions[1].sessions[1].site") in codes(unknown)
    inscription = re.search("<adresse-inscription>.*</adresse-inscription>", bare, re.DOTALL)
    assert inscription is not None
    nowhere = made(bare.replace(inscription[0], ""))
    assert nowhere.actions[0][SESSION].site == Site(name="", place="", city="", postal_code="")


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        (["12 rue"], (None, "12 rue", None)),
        (["12 rue", "BP 1"], (None, "12 rue", "BP 1")),
        (["Hall", "12 rue", "BP 1", "Nord"], ("Hall", "12 rue", "BP 1 / Nord")),
        ([], (None, "", None)),
    ],
)
def test_lines_of_others_are_street_then_mention_or_building_first(
    lines: list[str], fields: tuple[str | None, str, str | None]
) -> None:
    line = "<ligne>12 ter allée de la madeleine</ligne>"
    values = made(PLAIN, (line, "".join(f"<ligne>{text}</ligne>" for text in lines)))
    address = values.actions[0][INFO].address
    assert (address.building, address.street, address.special) == fields


def test_a_cedex_that_the_city_lacks_is_not_made_up() -> None:
    text = lheo.dumps(ACTION.set(INFO + ".address.cedex", "CEDEX 2"), OFFERS).decode()
    assert made(text).actions[0][INFO].address.cedex == "CEDEX 2"
    values = made(text, ("<ville>MONTPELLIER CEDEX 2", "<ville>MONTPELLIER"))
    assert values.actions[0][INFO].address.cedex is None
    assert "cedex" in str(values.report)


def test_two_kinds_of_hours_under_one_name_are_one_volume() -> None:
    text = OURS.replace(
        '<extra info="numero-contrat">',
        '<extra info="volume-centre">A</extra><extra info="volume-entreprise">A</extra>'
        '<extra info="numero-contrat">',
    ).replace(
        "<detail-conditions",
        "<nombre-heures-centre>310</nombre-heures-centre>"
        "<nombre-heures-entreprise>7</nombre-heures-entreprise><detail-conditions",
    )
    volumes = made(text).actions[0].components[0].volumes
    assert [(volume.kind, str(volume.mean)) for volume in volumes] == [("A", "310.00")]


def test_formations_of_one_number_that_differ_are_actions_of_their_own() -> None:
    formation = OURS.partition("<offres>")[2].partition("</offres>")[0]
    second = formation.replace('"titulaire">ORGANISME', '"titulaire">AUTRE')
    values = made(OURS.replace(formation, formation + second))
    assert [action.number for action in values.actions] == [ACTION.number] * 2
    assert len({action.holder for action in values.actions}) == 2
    assert [key[1] for key in values.offers] == ["01", "02"]


def test_each_thing_that_the_model_cannot_hold_is_reported_with_its_value() -> None:
    values = made(
        PLAIN,
        ("<formation>", '<formation numero="F9">'),
        ("<recrutement>", '<recrutement numero="R9">'),
        ("<a-distance>0", "<a-distance>1"),
        ("<nombre-heures-total>310", "<nombre-heures-total>311"),
        ("<nb-places-financees>10", "<nb-places-financees>13"),
        ("<ligne>CAP 2000 TEST</ligne>", "<ligne>CAP</ligne><ligne>Bât. 2</ligne>"),
    )
    dropped = {str(v.path).rpartition("[1].")[2]: v.value for v in values.report.by_code("LHE-208")}
    assert dropped == {
        "number": "R9",
        "remote": True,
        "hours_total": 311,
        "address.lines": "CAP / Bât. 2",
    }
    paths = [str(v.path) for v in values.report.by_code("LHE-208")]
    assert "formations[1].number" in paths
    assert values.actions[0][SESSION].places == 13
    sessions = PLAIN[PLAIN.index("<session>") : PLAIN.index("</session>") + 10]
    second = sessions.replace("<ligne>1 rue", "<ligne>9 rue").replace("<etat", "<a/><etat")
    both = made(PLAIN.replace(sessions, sessions + second), places=12)
    texts = [v.message() for v in both.report.by_code("LHE-208")]
    assert any("9 rue" in text and "1 rue" in text for text in texts)
    assert any("10" in text and "24" in text for text in texts)
    more = PLAIN.replace("<telfixe>", "").replace(
        "<organisme-financeur>",
        "<organisme-financeur><code-financeur>2</code-financeur></organisme-financeur>"
        "<organisme-financeur>",
    )
    assert made(more, places=12).actions


def test_registration_terms_of_one_session_are_not_given_to_another_in_silence() -> None:
    session = PLAIN[PLAIN.index("<session>") : PLAIN.index("</session>") + 10]
    terms = session.replace("<etat", "<modalites-inscription>Par mail</modalites-inscription><etat")
    values = made(PLAIN.replace(session, terms + session), places=5)
    (note,) = [v for v in values.report if str(v.path).endswith("registration_terms")]
    assert str(note.path) == "formations[1].actions[1].sessions[2].registration_terms"
    assert note.message("en") == (
        "Modalités d'inscription: nothing has no place in the model (kept: 'Par mail')."
    )


def test_codes_that_are_not_kept_are_reported_with_their_meaning() -> None:
    closed = made(
        OURS, ("<etat-recrutement>1", "<etat-recrutement>3"), ('de-places">10', 'de-places">0')
    )
    (state,) = [v for v in closed.report if str(v.path).endswith("state")]
    assert state.message() == (
        "État du recrutement : 3 (suspendu) n'a pas de place dans le modèle (gardé : 2 (fermé))."
    )


def test_who_else_pays_is_kept_whoever_comes_first() -> None:
    values = made(OURS, ("<code-financeur>2<", "<code-financeur>19<"))
    assert [funder.code for funder in values.offers["01"].funders] == ["19", "3"]
    assert not values.report.by_code("LHE-208")
    region = "<organisme-financeur><code-financeur>2</code-financeur></organisme-financeur>"
    for many in (1, 2):
        twice = made(PLAIN, ("</organisme-financeur>", "</organisme-financeur>" + region * many))
        assert [funder.code for funder in twice.offers["01"].funders] == ["2"] * many
    same = made(
        PLAIN,
        ("<nb-places-financees>10</nb-places-financees>", ""),
        ("</organisme-financeur>", "</organisme-financeur>" + region),
        places=1,
    )
    assert [funder.code for funder in same.offers["01"].funders] == ["2"]


def test_a_level_is_described_with_its_meaning_or_as_much_as_a_message_holds() -> None:
    for code, end in (("12", "un contexte structuré)"), ("18", "…)")):
        level = made(OURS, ("<code-niveau-entree>1<", f"<code-niveau-entree>{code}<"))
        offer = level.offers["01"]
        assert offer.entry_level == code
        text = describe(code, CODED[lheo.Offer, "entry_level"]).fr
        assert text.startswith(f"{code} (Niveau ")
        assert text.endswith(end)
        assert len(text) <= 305
    assert str(lheo.meaning("code-niveau", "18")).endswith("national de doctorat")
