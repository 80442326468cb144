"""How the steps of a failing run are written."""

import pendulum
from pendulum import Date

import bdc_sessions as b
from bdc_sessions.rules.example import INFO, SESSION, example_action
from bdc_sessions.testing.conformance.calls import Discard, Draft, Issue

SEEN: b.Session = example_action()[SESSION]
INFORMATION: b.CollectiveInfo = example_action()[INFO]


def drafted(session: b.Session, seen: b.Session | None = SEEN) -> str:
    return repr(Draft("service", "r1", "01", session, new=seen is None, seen=seen))


def test_a_change_is_written_by_what_it_changes() -> None:
    assert drafted(SEEN) == "service.draft('r1', '01', session('01'), new=False)"
    assert drafted(SEEN.evolve(places=0, end=Date(2024, 7, 1))) == (
        "service.draft('r1', '01', session('01').evolve(end=Date(2024, 7, 1), places=0), new=False)"
    )


def test_informations_are_written_by_their_places() -> None:
    more = INFORMATION.evolve(places=5)
    both = SEEN.with_info(more)
    assert ".evolve(infos=[info(1), CollectiveInfo(date=Date(2022, 8, 31), " in drafted(both)
    assert "evolve(infos=[info(1).evolve(places=5)])" in drafted(SEEN.evolve(infos=[more]))
    swapped = both.evolve(infos=both.infos[::-1])
    assert "evolve(infos=[info(2), info(1)])" in drafted(swapped, both)
    assert "evolve(infos=[])" in drafted(SEEN.evolve(infos=[]))


def test_an_addition_is_written_whole_but_for_what_is_left_to_its_default() -> None:
    assert drafted(SEEN.evolve(infos=[]), None) == (
        "service.draft('r1', '01', Session(number='01', start=Date(2022, 9, 1), "
        "end=Date(2022, 12, 31), site='ORGANISME TEST PRF 23 / CAP 2000 TEST / BEZIERS / 34500', "
        "places=10), new=True)"
    )
    assert "infos=[CollectiveInfo(" in drafted(SEEN, None)
    assert "suffix='ter', street_type='allée', street='de la madeleine'" in drafted(SEEN, None)


def test_an_issue_and_a_discard_are_written_as_they_are_called() -> None:
    at = pendulum.datetime(2022, 7, 1, 7)
    assert repr(Issue("other", "r1", b.Issuer("BL", "Administrateur"), at)) == (
        "other.issue('r1', by=Issuer('BL', 'Administrateur'), at='2022-07-01 07:00:00+00:00')"
    )
    assert repr(Discard("service", "r1")) == "service.discard('r1')"
