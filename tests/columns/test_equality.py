"""Columns find exactly what `validate` finds in each action: on every backend, for every rule."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pendulum import Date
from tests.columns.conftest import QUICK
from tests.columns.equality import (
    assert_equal,
    examples,
    expected_waived,
    holdable,
    renumbered,
    rows,
)

from bdc_sessions import ADVICE, RULES, Action, ChangeRequest, validate
from bdc_sessions.rules import example_action
from bdc_sessions.testing import CONTEXT, Quality, actions, violating

ALL = RULES | ADVICE
CODES = [rule.code for rule in ALL if not rule.code.startswith("REQ")]


@cache
def drawn(count: int) -> tuple[Action, ...]:
    """Draw actions with every fault and hostile value, to be judged together."""
    faulty = [violating(code) for code in CODES]
    failing = [rule.fails(rule.example()) for rule in ALL if rule.fails and rule.code in CODES]
    strategy = st.one_of(actions(quality=Quality.ANY), actions(), *faulty)
    return tuple(renumbered(holdable([example_action(), *failing, *examples(count, strategy)])))


def amount() -> int:
    return 5 * min(settings().max_examples, 200)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("backend", QUICK)
def test_what_is_found_in_many_actions_is_what_is_found_in_each(backend: str, lang: str) -> None:
    result = assert_equal(drawn(amount()), backend, ALL, lang, **CONTEXT)
    assert not result.skipped
    assert {row[0] for row in rows(result.violations)} == set(CODES)


@pytest.mark.usefixtures("spark_session")
def test_pyspark_finds_the_same() -> None:
    result = assert_equal(drawn(40)[:60], "pyspark", ALL, **CONTEXT)
    assert not result.skipped
    assert {row[0] for row in rows(result.violations)} == set(CODES)


@given(actions(quality=Quality.ANY))
def test_what_is_found_in_one_action_is_what_validate_finds(action: Action) -> None:
    assert_equal(holdable([action]), "polars", ALL, **CONTEXT)


@pytest.mark.parametrize("code", CODES)
@given(data=st.data())
@settings(max_examples=5)
def test_each_rule_alone_finds_what_breaks_it(code: str, data: st.DataObject) -> None:
    action = data.draw(violating(code))
    result = assert_equal([action], "polars", ALL.only(code), **CONTEXT)
    assert {row[0] for row in rows(result.violations)} == {code}


@pytest.mark.parametrize("backend", QUICK)
def test_waivers_let_stand_what_they_let_stand_in_each(backend: str) -> None:
    actions_drawn = drawn(amount())
    rules = ALL.waive("SES-005", at="components[01].sessions[01]", reason="travaux")
    rules = rules.waive("CMP-003", reason="partout", until=CONTEXT["today"])
    rules = rules.waive("INF-012", at="components[01].sessions[01].infos[1].address", reason="x")
    rules = rules.waive("ACT-002", reason="passé", until=Date(2020, 1, 1))
    rules = rules.waive("SES-003", at="components", reason="no path of its own")
    result = assert_equal(actions_drawn, backend, rules, **CONTEXT)
    assert rows(result.waived) == expected_waived(actions_drawn, rules=rules, **CONTEXT)
    assert rows(result.waived)


def test_what_is_not_given_is_told_as_validate_tells_it() -> None:
    rules = ALL.waive("SES-005", reason="travaux", until=Date(2023, 1, 1))
    result = assert_equal([example_action()], "polars", rules)
    assert result.skipped == validate(example_action(), rules=rules).skipped


def test_a_region_is_judged_in_slices_of_whole_actions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bdc_sessions.columns.validation.MOST_SESSIONS", 7)
    monkeypatch.setattr("bdc_sessions.columns.judging._FEW", 0)  # as if twins were in many
    assert_equal(drawn(40)[:60], "polars", ALL, **CONTEXT)


def test_requests_are_no_part_of_frames() -> None:
    assert {rule.code for rule in ALL if rule.subject is ChangeRequest}.isdisjoint(CODES)


@pytest.mark.parametrize("backend", QUICK)
@pytest.mark.parametrize("actions", [[], [example_action()], [example_action().evolve(sites=())]])
def test_rows_of_which_there_are_few_or_none_are_judged_by_every_rule(
    actions: list[Action], backend: str
) -> None:
    assert not assert_equal(actions, backend, ALL, **CONTEXT).skipped


def test_a_table_that_fails_is_a_finding_as_it_is_for_objects() -> None:
    def down(code: str) -> tuple[str, ...]:
        raise ConnectionError(code)

    result = assert_equal([example_action()], "polars", ALL, postal=down)
    assert [row[0] for row in rows(result.violations)] == ["INF-007"]
