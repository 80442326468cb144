"""What rules find in drawn values."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import find, given
from hypothesis import strategies as st
from tests.testing.profiles import HEALTHY, SEARCH

import bdc_sessions as b
from bdc_sessions import testing as t
from bdc_sessions.testing.failures import ERRORS, _look_up, refusal


@HEALTHY
@given(t.checks())
def test_a_check_is_ok_when_nothing_refuses(check: b.Check) -> None:
    assert check.ok is (not check.refusing)


@HEALTHY
@given(st.sampled_from(list(ERRORS)), st.data())
def test_an_error_of_a_class_says_what_was_found_in_two_languages(
    cls: type[b.BdcSessionsError], data: st.DataObject
) -> None:
    error = data.draw(t.errors(cls))
    assert type(error) is cls
    assert vars(error)
    assert str(error) == error.message("en") != error.message()


def test_a_component_that_there_is_may_bear_the_name_that_is_looked_up() -> None:
    component = b.example_action().components[0]
    action = b.example_action().evolve(components=[component.evolve(number="A")])
    for code, missing in (("A", "01"), ("B", "B")):
        text = f"components[{missing}] does not exist; there is: components[A]"
        assert str(refusal(_look_up, action, code)) == text


@pytest.mark.parametrize(
    "reason", ["not-pending", "id-taken", "before-last-issue", "not-an-addition"]
)
def test_every_reason_of_a_state_is_drawn(reason: str) -> None:
    def has(error: b.BdcSessionsError) -> bool:
        return isinstance(error, b.RequestStateError) and error.reason == reason

    assert has(find(t.errors(b.RequestStateError), has, settings=SEARCH))


def test_an_act_that_is_not_refused_is_no_error_to_draw() -> None:
    with pytest.raises(AssertionError, match=r"nothing was refused of \('a',\)"):
        refusal(str, "a")


EDGES: list[tuple[st.SearchStrategy[Any], Callable[[Any], bool]]] = [
    (t.reports(), lambda report: report.ok and not report.skipped),
    (t.reports(), lambda report: not report.ok),
    (t.reports(), lambda report: bool(report.waived)),
    (t.reports(), lambda report: bool(report.skipped)),
    (t.report_deltas(), lambda delta: bool(delta.introduced)),
    (t.report_deltas(), lambda delta: bool(delta.persisting)),
    (t.checks(), lambda check: not check.ok),
    (t.rule_sets(), lambda rules: bool(rules.waivers)),
    (t.waived(), lambda waived: waived.until is not None),
    (t.violations(), lambda violation: violation.code.startswith("REQ")),
]


@pytest.mark.parametrize(("strategy", "wanted"), EDGES)
def test_the_edges_of_findings_are_drawn(
    strategy: st.SearchStrategy[Any], wanted: Callable[[Any], bool]
) -> None:
    assert wanted(find(strategy, wanted, settings=SEARCH))
