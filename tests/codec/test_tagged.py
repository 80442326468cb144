"""Values that tell their own type: those that a violation holds."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pendulum import Date
from tests.codec.documents import ACTION, comes_back, refused

from bdc_sessions import Report, Violation, decode, encode, validate
from bdc_sessions.codec.tagged import KINDS, to_tagged

REPORT = encode(validate(ACTION.set("components[01].sessions[01].places", -1)))


def violation(**fields: Any) -> dict[str, Any]:
    value = REPORT["value"]
    return {**REPORT, "value": {**value, "violations": [{**value["violations"][0], **fields}]}}


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        ({"value": [1]}, {("STR-003", "violations[1].value")}),
        ({"value": 1.5}, {("STR-003", "violations[1].value")}),
        ({"value": {"type": "day", "value": 1}}, {("STR-008", "violations[1].value")}),
        ({"value": {"type": []}}, {("STR-008", "violations[1].value")}),
        ({"value": {"type": "date", "value": "x"}}, {("STR-004", "violations[1].value")}),
        (
            {"value": {"type": "site", "value": {}}},
            {
                ("STR-001", f"violations[1].value.{name}")
                for name in ("name", "place", "city", "postal_code")
            },
        ),
        ({"value": {"type": "list", "value": 3}}, {("STR-003", "violations[1].value")}),
        (
            {"value": {"type": "list", "value": [{"type": "list", "value": []}]}},
            {("STR-008", "violations[1].value")},
        ),
        (
            {"value": {"type": "date", "value": "2022-09-01", "more": 1}},
            {("STR-002", "violations[1].value")},
        ),
        ({"value": "\ud800"}, {("STR-014", "violations[1].value")}),
        ({"value": 10**5000}, {("STR-014", "violations[1].value")}),
        ({"value": b"x"}, {("STR-003", "violations[1].value")}),
        ({"value": Date(2022, 9, 1)}, {("STR-003", "violations[1].value")}),
        ({"value": {"type": "list", "value": [1.5]}}, {("STR-003", "violations[1].value")}),
        ({"severity": "fatal"}, {("STR-008", "violations[1].severity")}),
        ({"messages": {"fr": "a"}}, {("STR-001", "violations[1].messages.en")}),
        ({"path": "]"}, {("STR-014", "violations[1].path")}),
        ({"related": ["a", "]"]}, {("STR-014", "violations[1].related[2]")}),
        ({"exception": 3}, {("STR-003", "violations[1].exception")}),
    ],
)
def test_reports_are_refused_with_every_fault(
    fields: dict[str, Any], faults: set[tuple[str, str]]
) -> None:
    assert refused(violation(**fields), Report) == faults


@pytest.mark.parametrize(
    "value",
    [
        {"type": "list", "value": [{"type": "date", "value": "2022-09-01"}, "a"]},
        {"type": "term", "value": {"label": "ter", "code": None}},
        {"type": "instant", "value": "2022-12-15T10:00:00+01:00"},
        {"type": "decimal", "value": "310.00"},
        {"type": "time", "value": "10:00"},
        {"type": "entry_mode", "value": "fixed"},
        {"type": "volume_unit", "value": "hc"},
        "text",
        -3,
        True,
        None,
    ],
)
def test_a_violations_value_keeps_its_type(value: Any) -> None:
    report = decode(violation(value=value), Report)
    assert encode(report)["value"]["violations"][0]["value"] == value
    comes_back(report)


@given(st.from_type(Violation))
def test_whatever_a_violation_holds_is_written_and_read_again(found: Violation) -> None:
    comes_back(Report([found]))


def test_every_type_that_is_told_has_one_name() -> None:
    assert list(KINDS) == [
        "date",
        "time",
        "instant",
        "decimal",
        "entry_mode",
        "volume_unit",
        "site",
        "term",
    ]
    assert to_tagged(()) == {"type": "list", "value": []}
