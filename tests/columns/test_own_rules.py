"""Rules of embedders: what columns can say is equal, what they can't is skipped by name."""

from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.columns.conftest import QUICK
from tests.columns.equality import assert_equal, holdable, renumbered
from tests.columns.own_rules import RIGHT, WRONG

from bdc_sessions import Action, Group, Rule, RuleSet, Severity, Skipped, Term, Twins, example_action, rule
from bdc_sessions.columns import to_frames
from bdc_sessions.columns import validate as validate_frames
from bdc_sessions.columns import guards, judging
from bdc_sessions.rules import Aggregate
from bdc_sessions import CollectiveInfo, Component, Session, Volume
from bdc_sessions.rules.predicates import filled, missing, optional
from bdc_sessions.testing import CONTEXT, Quality, actions

FIELDS = {"Session": ("places",), "CollectiveInfo": ("places",), "Volume": ("mean",), "Address": ("city", "number"), "Action": ("entry",), "Component": ("code", "sessions")}


@cache
def drawn() -> tuple[Action, ...]:
    found: list[Action] = [example_action()]

    @settings(max_examples=60, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), deadline=None, derandomize=True)
    @given(st.one_of(actions(quality=Quality.ANY), actions()))
    def draw(action: Action) -> None:
        found.append(action)

    draw()
    return tuple(renumbered(holdable(found)))


def made(name: str, cls: type[Any], predicate: Any, **facts: Any) -> Rule:
    return rule("OWN-001", Severity.WARNING, on=cls, fields=FIELDS[cls.__name__], source="nous", fr=name, en=name, title_fr=name, **facts)(predicate)


@pytest.mark.parametrize("backend", QUICK)
def test_what_columns_can_say_is_equal(backend: str) -> None:
    for number, (name, (cls, predicate)) in enumerate(RIGHT.items()):
        if backend == "polars" or number % 6 == 0 or name in ("words", "no words", "any", "decimal", "sum"):
            found = assert_equal(drawn(), backend, RuleSet([made(name, cls, predicate)]), **CONTEXT)
            assert found.skipped == (), name


@pytest.mark.parametrize("name", WRONG)
def test_what_would_be_silently_wrong_is_skipped_by_name(name: str) -> None:
    found = assert_equal(drawn(), "polars", RuleSet([made(name, *WRONG[name])]), **CONTEXT)
    for skipped in found.skipped:
        assert skipped.code == "OWN-001"
        assert skipped.reason.startswith("columns can't say it: ")
        assert "OWN-001" in Skipped(*skipped).message()


def test_sixty_rules_are_written_wrongly() -> None:
    skipped = 0
    for name, (cls, predicate) in WRONG.items():
        found = validate_frames(to_frames(example_action()), rules=RuleSet([made(name, cls, predicate)]))
        skipped += bool(found.skipped)
    assert skipped >= 60


@pytest.mark.parametrize("name", ["is None |", "type ==", "bare except", "called is None"])
def test_the_guard_of_functions_is_needed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    judged = RuleSet([made(name, *WRONG[name])])
    monkeypatch.setattr(judging, "reason_against", lambda _: None)
    found = validate_frames(to_frames(example_action()), rules=judged)
    if found.skipped:  # by the next guard: a verdict that is no column
        assert "its verdict is" in found.skipped[0].reason
