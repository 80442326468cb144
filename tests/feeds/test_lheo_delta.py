"""What of a dossier goes to the feed, and what the format loses."""

import pendulum
import pytest
from hypothesis import given
from tests.feeds.lheo_schema import schema
from tests.feeds.lheo_values import ACTION, OFFER, OFFERS, tried_actions
from tests.values import untyped

from bdc_sessions import (
    Action,
    Dossier,
    InvalidError,
    Issuer,
    NotFoundError,
    Path,
    RefusedError,
    Session,
    Severity,
)
from bdc_sessions.feeds import lheo
from bdc_sessions.feeds.lheo import Effect
from bdc_sessions.rules.example import INFO, SESSION

BY = Issuer("BL", "Administrateur")
AT = pendulum.datetime(2022, 12, 15, 10, tz="Europe/Paris")
ONE = ACTION.component("01").session("01")
SECOND = ONE.evolve(number="02", places=5, infos=())
BASE = ACTION.set("components[01].volumes", ()).set("components[01].sessions", [ONE, SECOND])
TOP = "formation[01]/action/session[01]"


def dossier() -> Dossier:
    return (
        Dossier(BASE)
        .draft_change("r1", component="01", session=ONE.evolve(places=12))
        .issue("r1", by=BY, at=AT)
        .draft_change("r2", component="01", session=SECOND.cancel())
    )


def impacts(
    session: Session | None, **fields: object
) -> dict[str, tuple[Effect, str | None, str | None]]:
    after = ONE.evolve(**fields) if session is None else session
    drafted = Dossier(BASE).draft_change("r", component="01", session=after)
    return {i.element: (i.effect, i.before, i.after) for i in lheo.impact(drafted, "r", OFFERS)}


def test_a_delta_holds_what_was_validated_since_and_no_more() -> None:
    feed = lheo.loads(lheo.delta(dossier(), OFFERS, since=AT.subtract(seconds=1)))
    assert [session.number for session in feed.sessions] == ["01"]
    assert feed.sessions[0].places == 12
    assert feed.formations[0].actions[0].number == ACTION.number
    assert lheo.delta(dossier(), OFFERS, since=AT) == b""


def test_a_delta_closes_what_was_brought_to_0() -> None:
    later = dossier().issue("r2", by=BY, at=AT.add(hours=1))
    data = lheo.delta(later, OFFERS, since=AT)
    assert b"<etat-recrutement>2</etat-recrutement>" in data
    (session,) = lheo.loads(data).sessions
    assert (session.number, session.places) == ("02", 0)
    both = lheo.loads(lheo.delta(later, OFFERS, since=AT.subtract(days=1)))
    assert [s.number for s in both.sessions] == ["01", "02"]


def test_a_delta_has_the_funded_places_of_all_the_component() -> None:
    data = lheo.delta(dossier(), OFFERS, since=AT.subtract(days=1))
    assert b"<nb-places-financees>17</nb-places-financees>" in data
    lheo.dumps(dossier().action, OFFERS, schema=schema())


def test_what_was_undone_since_is_not_in_a_delta() -> None:
    done = dossier().draft_change("r3", component="01", session=ONE)
    undone = done.issue("r3", by=BY, at=AT.add(hours=1))
    assert lheo.delta(undone, OFFERS, since=AT.subtract(days=1)) == b""


def test_a_delta_is_checked_by_what_it_writes_alone() -> None:
    faulty = Dossier(BASE.set("components[01].sessions[02].places", -1))
    drafted = faulty.draft_change("r", component="01", session=ONE.evolve(places=1))
    issued = drafted.issue("r", by=BY, at=AT)
    assert lheo.delta(issued, OFFERS, since=AT.subtract(days=1))
    with pytest.raises(InvalidError):
        lheo.delta(issued, {}, since=AT.subtract(days=1))
    with pytest.raises(TypeError, match="a Dossier"):
        lheo.delta(untyped(ACTION), OFFERS, since=AT)
    with pytest.raises(TypeError, match="instant"):
        lheo.delta(issued, OFFERS, since=AT.naive())


def test_the_impact_of_a_change_is_the_elements_that_change() -> None:
    assert impacts(None, end=ONE.end.add(days=1)) == {
        TOP + "/periode/fin": (Effect.CHANGED, "20221231", "20230101")
    }
    assert impacts(None, places=11) == {
        TOP + "/extras/extra[nombre-de-places]": (Effect.CHANGED, "10", "11"),
        "formation[01]/action/organisme-financeur/nb-places-financees": (
            Effect.CHANGED,
            "15",
            "16",
        ),
    }
    assert impacts(ONE) == {}


def test_the_impact_of_bringing_a_session_to_0_is_that_it_closes() -> None:
    effects = impacts(ONE.cancel().evolve(infos=[ONE.info(1).cancel()]))
    assert effects[TOP + "/etat-recrutement"] == (Effect.CLOSED, "1", "2")
    gone = {element for element, (effect, _, after) in effects.items() if after is None}
    assert gone
    assert all(element.startswith(TOP + "/recrutement[1]/") for element in gone)
    assert {effects[element][0] for element in gone} == {Effect.CLOSED}


def test_the_impact_of_an_addition_is_the_sessions_elements_each_added() -> None:
    drafted = Dossier(BASE).draft_addition(
        "r", component="01", session=ONE.evolve(number="a/b]", places=1)
    )
    effects = lheo.impact(drafted, "r", OFFERS)
    additions = [impact for impact in effects if impact.effect is Effect.ADDED]
    assert {impact.before for impact in additions} == {None}
    assert all(
        impact.element.startswith("formation[01]/action/session[a/b]]/") for impact in additions
    )
    assert [str(impact.path) for impact in effects if impact.effect is Effect.CHANGED] == [
        "components[01].sessions"
    ]
    assert Path.parse("components[01].sessions[a/b\\]].start") in {
        impact.path for impact in additions
    }


def test_the_first_session_of_a_component_adds_its_formation() -> None:
    empty = Dossier(BASE.set("components[01].sessions", ()))
    drafted = empty.draft_addition("r", component="01", session=ONE)
    effects = {impact.element: impact for impact in lheo.impact(drafted, "r", OFFERS)}
    assert effects["formation[01]/objectif-formation"].after == OFFER.objective
    assert str(effects["formation[01]/objectif-formation"].path) == "offers[01].objective"
    assert {impact.effect for impact in effects.values()} == {Effect.ADDED}


def test_what_stands_several_times_is_named_by_its_place() -> None:
    offer = OFFER.evolve(formacodes=["15061", "15062"], rome_codes=[])
    empty = Dossier(BASE.set("components[01].sessions", ()))
    drafted = empty.draft_addition("r", component="01", session=ONE)
    effects = [impact.element for impact in lheo.impact(drafted, "r", {"01": offer})]
    assert effects[0] == "formation[01]/domaine-formation/code-FORMACODE"
    assert effects[1] == "formation[01]/domaine-formation/code-FORMACODE[2]"
    assert "formation[01]/contact-formation[1]/coordonnees/courriel" in effects


def test_an_impact_reads_texts_as_they_are() -> None:
    effects = impacts(None, offer_code="a & <b>\r\nc")
    assert effects[TOP + "/extras/extra[code-offre-info]"][2] == "a & <b>\nc"


def test_impact_is_what_issuing_does() -> None:
    drafted = dossier()
    before = lheo.dumps(drafted.action, OFFERS)
    assert lheo.impact(drafted, "r2", OFFERS)
    issued = drafted.issue("r2", by=BY, at=AT.add(hours=1))
    assert lheo.dumps(issued.action, OFFERS) != before
    assert lheo.impact(issued, "r2", OFFERS) == ()


def test_an_impact_that_cannot_be_is_refused() -> None:
    drafted = dossier()
    with pytest.raises(NotFoundError):
        lheo.impact(drafted, "r9", OFFERS)
    with pytest.raises(InvalidError):
        lheo.impact(drafted, "r2", {})
    overtaken = drafted.draft_change("r3", component="01", session=SECOND.evolve(places=9))
    overtaken = overtaken.issue("r3", by=BY, at=AT.add(hours=1))
    with pytest.raises(RefusedError) as caught:
        lheo.impact(overtaken, "r2", OFFERS)
    assert caught.value.report.by_code("REQ-002")


def test_losses_are_findings_of_severity_info_with_paths_values_and_reasons() -> None:
    report = lheo.losses(ACTION)
    volumes = "components[01].volumes"
    assert [str(loss.path) for loss in report] == [
        volumes + "[Forfait parcours Projet Pro].kind",
        volumes + "[Forfait parcours Projet Pro].unit",
        volumes + "[Forfait parcours Projet Pro].total",
        volumes + "[Heure stagiaire centre].headcount",
        volumes + "[Heure stagiaire centre].minimum",
        volumes + "[Heure stagiaire centre].maximum",
        volumes + "[Heure stagiaire centre].total",
        volumes + "[Heure stagiaire entreprise].headcount",
        volumes + "[Heure stagiaire entreprise].minimum",
        volumes + "[Heure stagiaire entreprise].maximum",
        volumes + "[Heure stagiaire entreprise].total",
    ]
    assert report.ok
    assert {loss.severity for loss in report} == {Severity.INFO}
    assert report[4].value == "200.00"
    assert "heures moyennes" in report[4].message()
    assert "mean hours" in report[4].message("en")
    with pytest.raises(TypeError, match="an Action"):
        lheo.losses(untyped(ONE))


def test_the_501st_character_of_a_comment_is_a_loss() -> None:
    action = BASE.set(INFO + ".comment", "é" * 500)
    assert not lheo.losses(action)[:]
    (loss,) = lheo.losses(action.set(INFO + ".comment", "é" * 500 + "!"))
    assert (loss.code, str(loss.path), loss.value) == ("LHE-404", INFO + ".comment", "!")
    (blank,) = lheo.losses(action.set(INFO + ".comment", "Tram 1\n"))
    assert (blank.code, str(blank.path)) == ("LHE-405", INFO + ".comment")
    site = BASE.sites[0].evolve(place=" CAP 2000", name="ORGANISME ")
    sited = BASE.set("sites", [site]).set(SESSION + ".site", site)
    assert [(loss.code, str(loss.path)) for loss in lheo.losses(sited)] == [
        ("LHE-405", "sites"),
        ("LHE-405", "sites"),
        ("LHE-405", SESSION + ".site"),
        ("LHE-405", SESSION + ".site"),
    ]
    (gone,) = lheo.losses(action.set(INFO + ".places", 0))
    assert (gone.code, str(gone.path)) == ("LHE-403", INFO)
    assert SESSION in INFO


@given(tried_actions())
def test_losses_are_those_of_every_action(action: Action) -> None:
    report = lheo.losses(action)
    assert len({loss.path for loss in report}) == len(report)
    for loss in report:
        assert action[loss.path] is not None
