"""Validation: the engine against plain functions, in full and since a report."""

from typing import Any

import pytest
from benchmarks.data import TODAY, action_of, best, copied, edited, postal
from benchmarks.plain_checks import check_action
from pytest_benchmark.fixture import BenchmarkFixture

from bdc_sessions import RULES, Action, Dossier, validate
from bdc_sessions.rules.example import example_action

GIVEN: dict[str, Any] = {"today": TODAY, "postal": postal}


@pytest.mark.benchmark(group="validate")
def test_plain_functions(benchmark: BenchmarkFixture) -> None:
    assert benchmark(check_action, action_of(), postal) == []


@pytest.mark.benchmark(group="validate")
def test_validate_full(benchmark: BenchmarkFixture) -> None:
    assert len(benchmark(lambda: validate(action_of(), **GIVEN))) == 0


@pytest.mark.benchmark(group="validate")
def test_validate_since(benchmark: BenchmarkFixture) -> None:
    report, after = validate(action_of(), **GIVEN), edited(action_of())
    assert len(benchmark(lambda: validate(after, since=report, **GIVEN))) == 0


@pytest.mark.benchmark(group="validate, by sessions")
@pytest.mark.parametrize("sessions", [250, 500, 1000, 2000])
def test_validate_sizes(benchmark: BenchmarkFixture, sessions: int) -> None:
    action = action_of(sessions)
    assert len(benchmark(lambda: validate(action, **GIVEN))) == 0


@pytest.mark.benchmark(group="check of a draft, known action")
@pytest.mark.parametrize("sessions", [500, 5000])
def test_check(benchmark: BenchmarkFixture, sessions: int) -> None:
    action = action_of(sessions)
    session = action.component("05").session("025")
    dossier = Dossier(action).draft_change("r", component="05", session=session.evolve(places=2))
    assert dossier.check("r", **GIVEN).ok
    benchmark(lambda: dossier.check("r", **GIVEN))


def test_plain_functions_find_what_the_rules_find(benchmark: BenchmarkFixture) -> None:
    faulty = [fails(example_action()) for one in RULES if (fails := one.fails) is not None]
    actions = [action for action in faulty if isinstance(action, Action)]
    for action in actions:
        codes = {violation.code for violation in validate(action, **GIVEN)}
        assert {code for code, _ in check_action(action, postal)} == codes
    assert benchmark(len, actions) > 20


def test_targets(benchmark: BenchmarkFixture) -> None:
    action, after = action_of(), edited(action_of())
    report = validate(action, **GIVEN)
    plain = best(lambda: check_action(action, postal), 15)
    full = best(lambda: validate(action, **GIVEN), 15)
    since = best(lambda: validate(after, since=report, **GIVEN), 15, 20)
    double = best(lambda: validate(action_of(2000), **GIVEN), 5)
    benchmark.extra_info.update(full_by_plain=full / plain, full_by_since=full / since)
    benchmark(lambda: None)
    print(  # noqa: T201 - shown with -s
        f"\nfull/plain {full / plain:.2f} full/since {full / since:.1f} "
        f"2000/500 {double / full:.2f} "
        f"ms {plain * 1e3:.2f} {full * 1e3:.2f} {since * 1e3:.3f}"
    )
    assert copied(action) == action
    assert double <= 5 * full
    assert full <= 4 * plain
    assert full >= 50 * since
