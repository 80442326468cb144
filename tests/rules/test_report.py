import pickle
from copy import deepcopy

import pytest
from pendulum import Date

from bdc_sessions import (
    ADVICE,
    RULES,
    Action,
    InvalidError,
    Path,
    Report,
    ReportDelta,
    Severity,
    validate,
)
from bdc_sessions.rules.example import ADDRESS, INFO, SESSION, example_action, example_context


def faulty() -> Action:
    return (
        example_action()
        .set(SESSION + ".start", Date(2023, 1, 1))
        .set(SESSION + ".places", 200)
        .set(ADDRESS + ".city", "LATTES")
        .set(INFO + ".start", example_action()[INFO + ".end"])
    )


def report_of(action: Action) -> Report:
    return validate(action, rules=RULES | ADVICE, **example_context())


def test_violations_stand_in_the_order_of_the_form_then_of_codes() -> None:
    report = report_of(faulty())
    assert [(v.code, str(v.path)) for v in report] == [
        ("SES-001", SESSION + ".start"),
        ("SES-004", SESSION + ".places"),
        ("INF-001", INFO + ".start"),
        ("INF-007", ADDRESS + ".city"),
    ]
    assert report[0] is report.violations[0]
    assert report[:2] == report.violations[:2]
    assert len(list(report)) == len(report) == 4


def test_a_violation_names_its_field_its_value_and_the_others() -> None:
    violation = report_of(faulty())[0]
    assert violation.label == "Date début"
    assert violation.value == Date(2023, 1, 1)
    assert violation.related == (Path.parse(SESSION + ".end"),)
    assert violation.source == "§1.2"
    assert str(violation).startswith("error SES-001 components[01].sessions[01].start: Le début")


def test_violations_are_asked_for_by_severity_path_and_code() -> None:
    report = report_of(faulty())
    assert [v.code for v in report.errors] == ["SES-001", "INF-001"]
    assert [v.code for v in report.warnings] == ["SES-004", "INF-007"]
    assert report.infos == ()
    assert [v.code for v in report.at(INFO)] == ["INF-001", "INF-007"]
    assert [v.code for v in report.at(Path.parse(ADDRESS + ".city"))] == ["INF-007"]
    assert [v.code for v in report.by_code("SES-004")] == ["SES-004"]
    advised = report_of(example_action().set(INFO + ".date", Date(2022, 8, 28)))
    assert [v.severity for v in advised.infos] == [Severity.INFO]


def test_a_report_is_ok_without_errors_and_always_true() -> None:
    good = report_of(example_action())
    assert good
    assert good.ok
    assert str(good) == "no violation"
    good.raise_if_errors()
    assert report_of(example_action().set(SESSION + ".places", 200)).ok
    assert not report_of(faulty()).ok


def test_errors_are_raised_with_the_report() -> None:
    report = report_of(faulty())
    with pytest.raises(InvalidError, match="SES-001") as caught:
        report.raise_if_errors()
    assert caught.value.report is report


def test_what_could_not_be_judged_is_told_with_the_reason() -> None:
    action = example_action()
    session = action.component("01").session("01")
    assert validate(action).skipped == (("INF-007", "no postal"),)
    assert dict(validate(session).skipped) == {
        "INF-003": "no action",
        "INF-007": "no postal",
        "SES-002": "no component",
        "SES-004": "no component",
        "SES-005": "no action",
        "SES-006": "no component",
    }
    assert dict(validate(session.info(1)).skipped)["INF-003"] == "no action, no session"
    assert ("ADV-001", "no holidays") in validate(action, rules=ADVICE).skipped


def test_the_machine_form_has_stable_keys() -> None:
    data = report_of(faulty()).to_dict()
    assert list(data) == ["ok", "violations", "skipped", "waived"]
    assert data["violations"][0] == {
        "code": "SES-001",
        "severity": "error",
        "path": SESSION + ".start",
        "label": "Date début",
        "related": [SESSION + ".end"],
        "source": "§1.2",
        "message": report_of(faulty())[0].message(),
        "value": "2023-01-01",
    }


def test_the_machine_form_can_hold_nothing_that_was_entered() -> None:
    rules = RULES.waive("SES-004", reason="travaux", until=Date(2030, 1, 1))
    report = validate(faulty(), rules=rules, today=Date(2022, 9, 1))
    data = report.to_dict(values=False)
    assert "2023" not in str(data["violations"])
    assert "value" not in data["violations"][0]
    assert data["violations"][0]["message"] == RULES["SES-001"].title()
    assert data["waived"][0]["until"] == "2030-01-01"
    assert data["waived"][0]["violation"]["message"] == RULES["SES-004"].title()
    assert (
        validate(faulty(), rules=RULES.waive("SES-004", reason="a")).to_dict()["waived"][0]["until"]
        is None
    )
    assert data["skipped"] == [{"code": "INF-007", "reason": "no postal"}]


def test_reports_compare_by_code_and_path_not_by_text() -> None:
    before = report_of(faulty())
    after = report_of(faulty().set(SESSION + ".start", Date(2023, 2, 1)).set(INFO + ".places", -1))
    delta = after.compare(before)
    assert [v.code for v in delta.introduced] == ["INF-003", "INF-002"] or [
        v.code for v in delta.introduced
    ] == ["ADV-003", "INF-002"]
    assert delta.resolved == ()
    assert [v.code for v in delta.persisting] == ["SES-001", "SES-004", "INF-001", "INF-007"]
    assert before.compare(before).introduced == ()
    assert report_of(example_action()).compare(before) == ReportDelta(resolved=before.violations)


def test_a_report_outlives_copies_and_pickles() -> None:
    report = report_of(faulty())
    for again in (pickle.loads(pickle.dumps(report)), deepcopy(report)):
        assert again == report
        assert again.basis is None
        assert validate(faulty(), rules=RULES | ADVICE, since=again, **example_context()) == report


def test_the_one_obvious_mending_is_offered() -> None:
    cancelled = example_action().set(SESSION + ".places", 0)
    violation = validate(cancelled).by_code("INF-009")[0]
    assert violation.fix is not None
    assert [str(change) for change in violation.fix] == [INFO + ".places: 20 → 0"]
    assert len(validate(violation.fix.apply(cancelled))) == 0
    assert validate(faulty())[0].fix is None


def test_the_machine_form_speaks_the_language_asked_for() -> None:
    waived = RULES.waive("SES-004", reason="essai", until=Date(2023, 6, 30))
    data = validate(faulty(), rules=waived, **example_context()).to_dict(lang="en")
    assert [v["message"].split()[0] for v in data["violations"]] == ["The", "The", "The"]
    (kept,) = data["waived"]
    assert kept["violation"]["message"].startswith("The session has 200 places")
    assert (kept["reason"], kept["until"]) == ("essai", "2023-06-30")
    hidden = validate(faulty(), rules=waived, **example_context()).to_dict(values=False)
    assert "200" not in str(hidden)


def test_a_report_is_a_line_for_each_violation() -> None:
    report = report_of(faulty())
    assert str(report).splitlines() == [str(violation) for violation in report]
    assert str(Report()) == "no violation"
