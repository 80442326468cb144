"""What is written comes back: all that the format holds, and nothing more."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.feeds.lheo_schema import schema
from tests.feeds.lheo_values import ACTION, OFFER, OFFERS, tried_actions
from tests.values import value_at

from bdc_sessions import (
    ABSENT,
    Action,
    Changes,
    DecodeError,
    Path,
    Volume,
    VolumeUnit,
    decode,
    diff,
    dumps,
    encode,
    loads,
    validate,
)
from bdc_sessions.changes.leaves import leaves
from bdc_sessions.feeds import lheo
from bdc_sessions.feeds.lheo.example import minimal_offer
from bdc_sessions.feeds.lheo.given_once import complete, reduce
from bdc_sessions.rules.example import INFO, SESSION
from bdc_sessions.testing import offers, offers_for

SCHEMA = schema()


def without(action: Action, lost: tuple[Path, ...]) -> Action:
    """Return an action without the information sessions that are lost whole."""
    for component in action.components:
        for session in component.sessions:
            top = Path().child("components", component.number).child("sessions", session.number)
            kept = [
                info
                for place, info in enumerate(session.infos, 1)
                if top.child("infos", str(place)) not in lost
            ]
            if len(kept) != len(session.infos):
                action = action.set(top, session.evolve(infos=kept))
    return action


@given(tried_actions(), st.data())
def test_every_field_comes_back_or_is_reported_as_lost(action: Action, data: st.DataObject) -> None:
    given = data.draw(offers_for(action))
    feed = lheo.loads(lheo.dumps(action, given))
    lost = tuple(loss.path for loss in lheo.losses(action))
    made = feed.to_actions()
    (back,) = made.actions
    kept = without(action, lost)
    if len(action.components) == len(back.components):
        for path, value in leaves(kept):
            if not any(path.is_under(loss) for loss in lost):
                returned = value_at(back, path)
                assert (None if returned is ABSENT else returned) == value, path
    for component in action.components:
        if component.sessions:
            assert made.offers[component.number] == given[component.number]
    for component in back.components:
        known = {volume.kind for volume in action.component(component.number).volumes}
        assert {volume.kind for volume in component.volumes} <= known
    assert not list(feed.report)
    assert not feed.aside
    places = [loss for loss in lost if loss.steps[-1][0] == "infos"]
    assert not made.report.errors
    assert places or not made.report.by_code("LHE-206")


@given(tried_actions())
def test_what_came_back_is_written_as_it_was(action: Action) -> None:
    data = lheo.dumps(action, lambda *_: OFFER)
    feed = lheo.loads(data)
    made = feed.to_actions()
    again = lheo.dumps(made.actions, made.offers)
    left_out = any(i.places == 0 for c in action.components for s in c.sessions for i in s.infos)
    # Hours that are the sum of several volumes are no volume's any more; an information session
    # behind one that was left out has another place.
    assert again == data or b'info="volumes-' in data or left_out
    assert not lheo.compare(lheo.loads(again), feed) or again != data


@given(tried_actions(), st.data())
def test_what_is_written_keeps_the_schema(action: Action, data: st.DataObject) -> None:
    assert lheo.dumps(action, data.draw(offers_for(action)), schema=SCHEMA).startswith(b"<?xml")


@given(offers())
def test_a_drawn_offer_is_complete(offer: lheo.Offer) -> None:
    assert not list(validate(offer, rules=lheo.RULES))


@given(offers(), offers())
def test_offers_are_compared_by_their_fields(before: lheo.Offer, after: lheo.Offer) -> None:
    changes = diff(before, after)
    assert changes.apply(before) == after
    assert changes.inverse().apply(after) == before
    assert (before == after) is (not len(changes))


@given(offers())
def test_an_offer_is_encoded_and_decoded(offer: lheo.Offer) -> None:
    data = encode(offer)
    assert data["type"] == "offer"
    assert json.loads(dumps(offer)) == data
    assert loads(dumps(offer), lheo.Offer) == offer
    assert decode(data, lheo.Offer) == offer


@given(offers())
def test_what_is_given_once_is_complete_and_given_once_again(offer: lheo.Offer) -> None:
    completed = complete(offer)
    assert complete(completed) == completed
    assert reduce(completed) == reduce(offer) == offer
    assert completed.contacts
    assert completed.organisation.legal_name
    assert completed.registration.city


def test_an_action_that_loses_nothing_comes_back_equal() -> None:
    action = ACTION.set("components[01].volumes", ())
    assert not list(lheo.losses(action))
    feed = lheo.loads(lheo.dumps(action, OFFERS))
    made = feed.to_actions()
    assert made.actions == (action,)
    assert dict(made.offers) == {(action.number, "01"): OFFER}
    assert (feed.version, feed.aside) == ("2.3", ())
    assert not list(feed.report)
    assert not list(made.report)


def test_hours_of_several_volumes_come_back_as_no_volume_of_another_name() -> None:
    volumes = [
        Volume(kind="Autre", unit=VolumeUnit.HE, mean=0),
        Volume(kind="Heure stagiaire centre", unit=VolumeUnit.HE, mean=0),
        Volume(kind="Heure stagiaire entreprise", unit=VolumeUnit.FP),
    ]
    data = lheo.dumps(ACTION.set("components[01].volumes", volumes), OFFERS)
    assert b"<nombre-heures-entreprise>0<" in data
    made = lheo.loads(data).to_actions()
    assert made.actions[0].components[0].volumes == ()
    assert "hours_company" in str(made.report)


def test_several_actions_come_back_each_with_its_offers() -> None:
    first = ACTION.set("components[01].volumes", ())
    second = first.set("number", "2").set("components[01].title", "Autre")
    third = second.set("number", "3").evolve(
        components=[first.component("01"), first.component("01").evolve(number="02", sessions=())]
    )
    minimal = minimal_offer()
    data = lheo.dumps(
        [first, second, third], lambda action, _: minimal if action is second else OFFER
    )
    feed = lheo.loads(data)
    made = feed.to_actions()
    assert made.actions[:2] == (first, second)
    assert made.actions[2] == third.evolve(components=[first.component("01")])
    assert dict(made.offers) == {
        (first.number, "01"): OFFER,
        ("2", "01"): minimal,
        ("3", "01"): OFFER,
    }
    assert [f.number for f in feed.formations] == [f"{first.number}/01", "2/01", "3/01"]


def test_a_component_of_two_comes_back_into_its_action() -> None:
    first = ACTION.component("01").evolve(volumes=())
    action = ACTION.evolve(components=[first, first.evolve(number="02", title="Deux")])
    made = lheo.loads(lheo.dumps(action, {"01": OFFER, "02": minimal_offer()})).to_actions()
    assert made.actions == (action,)
    assert made.offers["02"] == minimal_offer()


def test_a_site_that_the_action_does_not_list_comes_back_beside_its_own() -> None:
    elsewhere = ACTION.sites[0].evolve(place="AILLEURS")
    action = ACTION.set(SESSION + ".site", elsewhere)
    data = lheo.dumps(action, OFFERS)
    (back,) = lheo.loads(data).to_actions().actions
    assert back.sites == ACTION.sites
    assert back[SESSION].site == elsewhere
    assert data.count(b"<lieu-de-formation>") == 2


def test_an_address_keeps_its_fields_beside_its_lines() -> None:
    data = lheo.dumps(ACTION, OFFERS)
    assert b"<ligne>12 ter all\xc3\xa9e de la madeleine</ligne>" in data
    unparted = ACTION[INFO].address.evolve(
        number=None, suffix=None, street_type=None, street="12 allée de la madeleine"
    )
    simple = lheo.dumps(ACTION.set(INFO + ".address", unparted), OFFERS)
    assert b"voie" not in simple
    assert lheo.loads(simple).to_actions().actions[0][INFO].address == unparted


def test_lines_that_were_edited_by_another_win_over_our_extras() -> None:
    data = lheo.dumps(ACTION, OFFERS).replace(b"<ligne>12 ter all", b"<ligne>14 all")
    made = lheo.loads(data).to_actions()
    address = made.actions[0][INFO].address
    assert (address.line, address.number) == ("14 allée de la madeleine", None)
    dropped = {str(v.path).rpartition(".")[2] for v in made.report.by_code("LHE-208")}
    assert dropped == {
        "number", "suffix", "suffix_code", "street_type", "street_type_code", "street",
    }  # fmt: skip


def test_dates_are_written_as_the_format_has_them() -> None:
    text = lheo.dumps(ACTION, OFFERS).decode()
    assert re.findall("<(debut|fin)>(.*)</", text) == [
        ("debut", "20220901"),
        ("fin", "20221231"),
        ("debut", "20220831"),
        ("fin", "20220831"),
    ]
    assert "<heure-debut>10h00</heure-debut>" in text


def test_an_offer_of_another_session_changes_nothing() -> None:
    offer = OFFER.evolve(recruitments=[lheo.Recruitment(session="09", state="3")])
    assert lheo.dumps(ACTION, {"01": offer}) == lheo.dumps(ACTION, OFFERS)
    closed = OFFER.evolve(recruitments=[lheo.Recruitment(session="01", state="2")])
    made = lheo.loads(lheo.dumps(ACTION, {"01": closed})).to_actions()
    assert made.offers["01"] == closed
    assert made.actions[0][SESSION].places == 10


@pytest.mark.parametrize("path", ["title", "holder", "components[01].code"])
def test_texts_that_xml_would_change_come_back(path: str) -> None:
    for text in ("a\x85b", "a\u2028b", "\x9f", "«\xa0x\xa0»", "a\tb"):
        action = ACTION.set("components[01].volumes", ()).set(path, text)
        made = lheo.loads(lheo.dumps(action, OFFERS)).to_actions()
        assert made.actions == (action,)


@given(offers(), offers())
def test_changes_of_an_offer_are_encoded_and_decoded(before: lheo.Offer, after: lheo.Offer) -> None:
    changes = diff(before, after)
    assert decode(encode(changes), Changes, of=lheo.Offer) == changes
    assert loads(dumps(changes), Changes, of=lheo.Offer) == changes
    of_organisation = diff(before.organisation, after.organisation)
    assert decode(encode(of_organisation), Changes, of=lheo.Organisation) == of_organisation


def test_changes_of_an_offer_need_their_class_to_be_named() -> None:
    data = encode(diff(OFFER, OFFER.evolve(objective="x")))
    with pytest.raises(DecodeError, match="offer"):
        decode(data, Changes)
    assert decode(data, Changes, of=lheo.Offer).apply(OFFER).objective == "x"
    with pytest.raises(TypeError, match="only Changes are of a class"):
        decode(encode(OFFER), lheo.Offer, of=lheo.Offer)
    with pytest.raises(TypeError, match="expected one of"):
        decode(data, Changes, of=int)
    wrong = {**data, "value": {**data["value"], "of": "nothing"}}
    with pytest.raises(DecodeError, match="offer"):
        decode(wrong, Changes, of=lheo.Offer)
