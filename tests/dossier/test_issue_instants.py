"""Instants of issue, in the hour that comes twice too."""

import datetime as dt
import pickle

import pendulum
import pytest
from pendulum import instance
from tests.steps import PLACES, SUMMER, WINTER, example, issued

from bdc_sessions import Dossier, RequestStateError


def test_the_second_one_comes_after_the_first() -> None:
    dossier = issued(example(), "r1", SUMMER, places=9)
    dossier = issued(dossier, "r2", WINTER, places=8)
    assert dossier.as_of(SUMMER)[PLACES] == 9
    assert dossier.as_of(WINTER)[PLACES] == 8
    assert dossier.as_of(WINTER.subtract(minutes=20))[PLACES] == 9
    assert [what[2] for what in dossier.since(SUMMER)] == [dossier.request("r2").changes]
    assert dossier.since(WINTER) == ()
    assert Dossier(dossier.base, requests=dossier.requests) == dossier


def test_the_first_one_does_not_come_after_the_second() -> None:
    dossier = issued(example(), "r1", WINTER, places=9)
    with pytest.raises(RequestStateError, match="before the last one issued"):
        issued(dossier, "r2", SUMMER.add(minutes=40), places=8)


def test_two_instants_at_one_hour_of_the_clock_differ() -> None:
    one = issued(example(), "r1", SUMMER, places=9)
    other = issued(example(), "r1", SUMMER.add(hours=1), places=9)
    assert one != other
    assert one.request("r1") != other.request("r1")
    assert one.history(PLACES) != other.history(PLACES)


def test_an_entry_of_history_keeps_its_instant_in_a_pickle() -> None:
    dossier = issued(example(), "r1", WINTER, places=9)
    (entry,) = dossier.history(PLACES)
    with pendulum.test_local_timezone(pendulum.timezone("Europe/Paris")):
        other = pickle.loads(pickle.dumps(entry))
    assert other == entry
    assert other.at.utcoffset() == dt.timedelta(hours=1)


def test_instants_are_ordered_wherever_the_machine_stands() -> None:
    dossier = issued(example(), "r1", SUMMER, places=9)
    with pendulum.test_local_timezone(pendulum.timezone("Europe/Paris")):
        dossier = issued(dossier, "r2", WINTER, places=8)
        assert dossier.as_of(SUMMER)[PLACES] == 9


def test_the_hour_that_spring_skips_is_no_gap() -> None:
    before = instance(dt.datetime(2022, 3, 27, 0, 59, tzinfo=dt.UTC))
    dossier = issued(example(), "r1", before, places=9)
    dossier = issued(dossier, "r2", before.add(minutes=1), places=8)
    assert dossier.as_of(before)[PLACES] == 9
