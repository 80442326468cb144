"""Validation against plain functions: in full, of little, since a report, with findings."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from benchmarks.data import TODAY, action_of, copied, edited, least, postal
from benchmarks.plain_checks import check_action
from pytest_benchmark.fixture import BenchmarkFixture

from bdc_sessions import RULES, Action, Dossier, Report, RuleSet, validate
from bdc_sessions.rules.example import example_action

GIVEN: dict[str, Any] = {"today": TODAY, "postal": postal}

FULL = 1.5
"""How many times what plain functions take, of 500 sessions."""
LITTLE = 2.5
"""The same of five, where what a call costs weighs."""
SINCE = 60e-6
"""The seconds of judging one edit among 500 sessions."""
FINDINGS = 9
"""The same as FULL with 500 findings: half of the 17 to 19 that the engine took before this one."""
FIRST = 5e-3
"""The seconds in which a set of rules is made ready, at its first call."""


def faulty() -> Action:
    """Make an action of which every session is wrong."""
    action = action_of()
    return action.evolve(
        components=[
            component.evolve(sessions=[s.evolve(places=-1) for s in component.sessions])
            for component in action.components
        ]
    )


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
    faulty = [fails(example_action()) for known in RULES if (fails := known.fails) is not None]
    actions = [action for action in faulty if isinstance(action, Action)]
    for action in actions:
        codes = {violation.code for violation in validate(action, **GIVEN)}
        assert {code for code, _ in check_action(action, postal)} == codes
    assert benchmark(len, actions) > 20


def times(ours: Callable[[], Any], plain: Callable[[], Any], rounds: int, inner: int = 1) -> float:
    """Return how many times what plain functions take judging takes."""
    found = least({"ours": ours, "plain": plain}, rounds, inner)
    print(f"\n{found['ours'] / found['plain']:.2f} x, {found['ours'] * 1e3:.3f} ms")  # noqa: T201 - shown with -s
    return found["ours"] / found["plain"]


@pytest.mark.parametrize("table", [None, postal])
def test_a_full_run_costs_hardly_more_than_plain_functions(
    benchmark: BenchmarkFixture, table: Any
) -> None:
    action = action_of()
    ours = benchmark.pedantic(lambda: validate(action, postal=table), rounds=1)
    assert isinstance(ours, Report)
    ratio = times(lambda: validate(action, postal=table), lambda: check_action(action, table), 60)
    assert ratio <= FULL


def test_little_is_judged_fast(benchmark: BenchmarkFixture) -> None:
    action = action_of(5, 1)
    benchmark.pedantic(lambda: validate(action), rounds=1)
    assert times(lambda: validate(action), lambda: check_action(action), 40, 25) <= LITTLE


def test_one_edit_is_judged_alone(benchmark: BenchmarkFixture) -> None:
    after, report = edited(action_of()), validate(action_of())
    benchmark.pedantic(lambda: validate(after, since=report), rounds=1)
    found = least({"since": lambda: validate(after, since=report)}, 40, 25)
    print(f"\n{found['since'] * 1e6:.1f} us")  # noqa: T201 - shown with -s
    assert found["since"] <= SINCE


def test_many_findings_are_told_fast(benchmark: BenchmarkFixture) -> None:
    wrong, action = faulty(), action_of()
    assert len(benchmark.pedantic(lambda: validate(wrong), rounds=1)) == 500
    assert times(lambda: validate(wrong), lambda: check_action(action), 30) <= FINDINGS


def test_a_set_is_made_ready_once_and_the_cost_is_linear(benchmark: BenchmarkFixture) -> None:
    action = example_action()
    benchmark.pedantic(lambda: validate(action, rules=RuleSet(RULES)), rounds=1)
    assert least({"first": lambda: validate(action, rules=RuleSet(RULES))})["first"] <= FIRST
    calls = {str(n): partial(validate, action_of(n), **GIVEN) for n in (500, 2000)}
    found = least(calls, 10)
    assert found["2000"] <= 5 * found["500"]
    assert copied(action) == action
