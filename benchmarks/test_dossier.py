"""Dossiers: a step among many requests against one among few, the past against a fold, reading."""

import datetime as dt
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from benchmarks.data import action_of, holds, least
from pytest_benchmark.fixture import BenchmarkFixture

from bdc_sessions import (
    Action,
    ChangeRequest,
    Changes,
    Dossier,
    FieldChange,
    Issuer,
    RequestStatus,
    RuleSet,
    dumps,
    example_action,
    loads,
)
from bdc_sessions.dossier.fold import fold

STEP_TARGET = 1.5
PAST_TARGET = 1.3
READING_TARGET = 2.0
FEW, SOME, MANY = 10, 1_000, 10_000
BY = Issuer("BL", "Administrateur")
FIRST = dt.datetime(2022, 1, 1, 9, tzinfo=dt.UTC)
NO_RULES = RuleSet([])
TOP = "components[01].sessions[01]"


def instant(number: int) -> dt.datetime:
    return FIRST + dt.timedelta(minutes=number)


@cache
def long_dossier(count: int) -> Dossier:
    """Return a dossier of requests that all change the places of one session."""
    requests = []
    for number in range(count):
        places = FieldChange(f"{TOP}.places", 10 - number % 2, 9 + number % 2)
        request = ChangeRequest(
            id=f"r{number}",
            component="01",
            session="01",
            changes=Changes(Action, [places]),
            status=RequestStatus.VALIDATED,
            issuer=BY,
            issued_at=instant(number),
        )
        requests.append(request)
    return Dossier(example_action(), requests=requests)


@cache
def wide_dossier(count: int, *, adds: bool) -> Dossier:
    """Return a dossier of requests that go round 500 sessions; with ``adds``, half add one."""
    dossier = Dossier(action_of())
    for number in range(count):
        component = dossier.action.components[number % 10]
        session = component.sessions[number // 10 % 50]
        id, where = f"r{number}", component.number
        if adds and number % 2 == 0:
            new = session.evolve(number=str(1000 + number))
            dossier = dossier.draft_addition(id, component=where, session=new)
        else:
            edited = session.evolve(places=session.places + 1)
            dossier = dossier.draft_change(id, component=where, session=edited)
        dossier = dossier.issue(id, by=BY, at=instant(number), rules=NO_RULES)
    return dossier


def steps(count: int) -> dict[str, Callable[[], Any]]:
    """Return the steps of a dossier of so many requests, by name."""
    dossier = long_dossier(count)
    edited = dossier.proposed(f"r{count - 1}").evolve(offer_code="Z")
    drafted = dossier.draft_change("x", component="01", session=edited)
    drafted.check("x")
    return {
        "draft": lambda: dossier.draft_change("x", component="01", session=edited),
        "issue": lambda: drafted.issue("x", by=BY, at=instant(count)),
        "request": lambda: dossier.request("r5"),
        "discard": lambda: drafted.discard("x"),
    }


@pytest.mark.parametrize("name", ["draft", "issue", "request", "discard"])
def test_a_step_costs_the_same_among_many(benchmark: BenchmarkFixture, name: str) -> None:
    benchmark(lambda: None)
    found = least({"many": steps(MANY)[name], "few": steps(FEW)[name]}, rounds=40, inner=20)
    holds(
        f"{name}, among {MANY}, to {FEW}",
        found["many"] * 1e6,
        found["few"] * 1e6,
        STEP_TARGET,
        "µs",
    )


@pytest.mark.parametrize(
    ("what", "past"),
    [
        ("as_of the start", lambda dossier: dossier.as_of(FIRST)),
        ("as_of the middle", lambda dossier: dossier.as_of(instant(SOME // 2))),
        ("history of a field", lambda dossier: dossier.history(f"{TOP}.places")),
        ("history of an object that each request touches", lambda dossier: dossier.history(TOP)),
    ],
)
def test_the_past_costs_a_fold(
    benchmark: BenchmarkFixture, what: str, past: Callable[[Dossier], Any]
) -> None:
    benchmark(lambda: None)
    dossier = long_dossier(SOME)
    changes = [request.changes for request in dossier.requests]
    calls = {"past": lambda: past(dossier), "fold": lambda: fold(dossier.base, changes)}
    found = least(calls, rounds=40)
    holds(f"{what}, to a fold", found["past"] * 1e3, found["fold"] * 1e3, PAST_TARGET)


@pytest.mark.parametrize("adds", [False, True])
def test_reading_against_the_same_bytes_as_values(
    benchmark: BenchmarkFixture,
    adds: bool,  # noqa: FBT001 - pytest gives it
) -> None:
    benchmark(lambda: None)
    text, values = dumps(wide_dossier(SOME, adds=adds)), dumps(action_of())
    calls: dict[str, Callable[[], Any]] = {
        "dossier": lambda: loads(text, Dossier),
        "values": lambda: loads(values, Action),
    }
    found = least(calls, rounds=20)
    peer = found["values"] / len(values) * len(text)
    what = f"loads of {SOME} requests{', half of them additions' if adds else ''}, to values"
    holds(what, found["dossier"] * 1e3, peer * 1e3, READING_TARGET)
