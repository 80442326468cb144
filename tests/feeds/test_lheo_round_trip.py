"""What is written comes back: all that the format holds, and nothing more."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.feeds.lheo_schema import schema
from tests.feeds.lheo_values import ACTION, OFFER, OFFERS, tried_actions

from bdc_sessions import Action, Path, Volume, VolumeUnit, validate
from bdc_sessions.changes.leaves import leaves
from bdc_sessions.errors import NotFoundError
from bdc_sessions.feeds import lheo
from bdc_sessions.feeds.lheo.example import plain_offer
from bdc_sessions.rules.example import INFO, SESSION
from bdc_sessions.testing.offers import offers, offers_for

SCHEMA = schema()


def without(action: Action, lost: tuple[Path, ...]) -> Action:
    """Return an action without the informations that are lost whole."""
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


def held(value: Any, path: Path) -> Any:
    try:
        return value[path]
    except NotFoundError:
        return None


@given(tried_actions(), st.data())
def test_every_field_comes_back_or_is_told_to_be_lost(action: Action, data: st.DataObject) -> None:
    given = data.draw(offers_for(action))
    feed = lheo.loads(lheo.dumps(action, given))
    lost = tuple(loss.path for loss in lheo.losses(action))
    (back,) = feed.actions
    for path, value in leaves(without(action, lost)):
        if not any(path.is_under(loss) for loss in lost):
            assert held(back, path) == value, path
    assert [formation.offer for formation in feed.formations] == [
        given[component.number] for component in action.components if component.sessions
    ]
    for component in back.components:
        known = {volume.kind for volume in action.component(component.number).volumes}
        assert {volume.kind for volume in component.volumes} <= known
    assert len(feed.report) == 0
    assert not feed.aside


@given(tried_actions())
def test_what_came_back_is_written_as_it_was(action: Action) -> None:
    data = lheo.dumps(action, lambda *_: OFFER)
    feed = lheo.loads(data)
    again = lheo.dumps(feed.actions, feed.offer)
    # Hours that are the sum of several volumes are no volume's any more.
    assert again == data or b'info="volumes-' in data
    assert lheo.loads(again) == feed


@given(tried_actions(), st.data())
def test_what_is_written_keeps_the_schema(action: Action, data: st.DataObject) -> None:
    assert lheo.dumps(action, data.draw(offers_for(action)), schema=SCHEMA).startswith(b"<?xml")


@given(offers())
def test_a_drawn_offer_is_complete(offer: lheo.Offer) -> None:
    assert len(validate(offer, rules=lheo.RULES)) == 0


def test_an_action_that_loses_nothing_comes_back_equal() -> None:
    action = ACTION.set("components[01].volumes", ())
    assert len(lheo.losses(action)) == 0
    feed = lheo.loads(lheo.dumps(action, OFFERS))
    assert feed.actions == (action,)
    assert feed.offer(action, action.component("01")) == OFFER
    assert (feed.version, feed.aside, len(feed.report)) == ("2.3", (), 0)
    assert feed.sessions == action.component("01").sessions
    assert feed.infos == action.component("01").session("01").infos


def test_hours_of_several_volumes_come_back_as_no_volume_of_another_name() -> None:
    volumes = [
        Volume(kind="Autre", unit=VolumeUnit.HE, mean=0),
        Volume(kind="Heure stagiaire centre", unit=VolumeUnit.HE, mean=0),
        Volume(kind="Heure stagiaire entreprise", unit=VolumeUnit.FP),
    ]
    data = lheo.dumps(ACTION.set("components[01].volumes", volumes), OFFERS)
    assert b"<nombre-heures-entreprise>0<" in data
    feed = lheo.loads(data)
    assert feed.actions[0].components[0].volumes == ()
    assert lheo.dumps(feed.actions, feed.offer) != data


def test_several_actions_come_back_each_with_its_offers() -> None:
    one = ACTION.set("components[01].volumes", ())
    two = one.set("number", "2").set("components[01].title", "Autre")
    three = two.set("number", "3").evolve(
        components=[one.component("01"), one.component("01").evolve(number="02", sessions=())]
    )
    plain = plain_offer()
    data = lheo.dumps([one, two, three], lambda action, _: plain if action is two else OFFER)
    feed = lheo.loads(data)
    assert feed.actions[:2] == (one, two)
    assert feed.actions[2] == three.evolve(components=[one.component("01")])
    assert [feed.offer(a, a.component("01")) for a in feed.actions] == [OFFER, plain, OFFER]
    assert [formation.action for formation in feed.formations] == [one.number, "2", "3"]


def test_a_component_of_two_comes_back_into_its_action() -> None:
    first = ACTION.component("01").evolve(volumes=())
    action = ACTION.evolve(components=[first, first.evolve(number="02", title="Deux")])
    feed = lheo.loads(lheo.dumps(action, {"01": OFFER, "02": plain_offer()}))
    assert feed.actions == (action,)
    assert feed.offer(action, action.component("02")) == plain_offer()


def test_an_offer_that_was_not_read_is_not_found() -> None:
    feed = lheo.loads(lheo.dumps(ACTION, OFFERS))
    unknown = ACTION.component("01").evolve(number="09")
    with pytest.raises(NotFoundError) as caught:
        feed.offer(ACTION, unknown)
    assert caught.value.known == ("23P0000000_TEST_1 01",)


def test_a_site_that_the_action_does_not_list_comes_back_beside_its_own() -> None:
    other = ACTION.sites[0].evolve(place="AILLEURS")
    action = ACTION.set(SESSION + ".site", other)
    data = lheo.dumps(action, OFFERS)
    feed = lheo.loads(data)
    assert feed.actions[0].sites == ACTION.sites
    assert feed.sessions[0].site == other
    assert data.count(b"<lieu-de-formation>") == 2


def test_an_address_keeps_its_fields_beside_its_lines() -> None:
    data = lheo.dumps(ACTION, OFFERS)
    assert b"<ligne>12 ter all\xc3\xa9e de la madeleine</ligne>" in data
    plain = (
        ACTION.component("01")
        .session("01")
        .info(1)
        .address.evolve(
            number=None, suffix=None, street_type=None, street="12 allée de la madeleine"
        )
    )
    simple = lheo.dumps(ACTION.set(INFO + ".address", plain), OFFERS)
    assert b"voie" not in simple
    assert lheo.loads(simple).infos[0].address == plain


def test_lines_that_were_edited_by_another_win_over_our_extras() -> None:
    data = lheo.dumps(ACTION, OFFERS).replace(b"<ligne>12 ter all", b"<ligne>14 all")
    feed = lheo.loads(data)
    assert feed.infos[0].address.line == "14 allée de la madeleine"
    assert feed.infos[0].address.number is None
    assert [violation.code for violation in feed.report] == ["LHE-206"]


def test_dates_are_written_as_the_format_has_them() -> None:
    text = lheo.dumps(ACTION, OFFERS).decode()
    assert re.findall("<(debut|fin)>(.*)</", text) == [
        ("debut", "20220901"),
        ("fin", "20221231"),
        ("debut", "20220831"),
        ("fin", "20220831"),
    ]
    assert "<heure-debut>10h00</heure-debut>" in text
