import pickle
from copy import deepcopy
from typing import Any

import pytest
from pendulum import Date
from tests.values import untyped

from bdc_sessions import (
    ADVICE,
    RULES,
    Action,
    InvalidError,
    Path,
    Report,
    ReportDelta,
    Severity,
    Waived,
    validate,
)
from bdc_sessions.rules.example import (
    ADDRESS,
    INFO,
    SESSION,
    example_action,
    example_context,
    second_session,
)
from bdc_sessions.rules.report import basis_of


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


def test_what_is_no_skipped_or_waived_rule_is_told_by_its_place() -> None:
    with pytest.raises(TypeError, match=r"^Report\.skipped\[1\]: found 3 \(int\); expected a S"):
        Report(skipped=[untyped(3)])
    with pytest.raises(TypeError, match=r"^Report\.waived\[1\]: found 3 \(int\); expected a W"):
        Report(waived=[untyped(3)])


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
    assert str(violation).startswith("erreur SES-001 components[01].sessions[01].start : Le début")


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
    assert str(good) == "Aucune anomalie."
    good.raise_if_errors()
    assert report_of(example_action().set(SESSION + ".places", 200)).ok
    assert not report_of(faulty()).ok


def test_errors_are_raised_with_the_report() -> None:
    report = report_of(faulty())
    with pytest.raises(InvalidError, match="SES-001") as caught:
        report.raise_if_errors()
    assert caught.value.report is report


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
        "exception": None,
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


@pytest.mark.parametrize("wrong", [None, 5, (), ReportDelta()])
def test_a_report_is_compared_with_a_report(wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"^Report\.compare\(earlier\): found .* expected a Report"):
        Report().compare(wrong)


def test_a_code_is_looked_up_as_it_reads() -> None:
    named = report_of(faulty())[0].evolve(code="é-1")
    assert Report([named]).by_code("e\u0301-1") == (named,)
    with pytest.raises(TypeError, match=r"^Report\.by_code\(code\): found 5"):
        Report().by_code(untyped(5))


def test_a_report_outlives_copies_and_pickles() -> None:
    report = report_of(faulty())
    for again in (pickle.loads(pickle.dumps(report)), deepcopy(report)):
        assert again == report
        assert basis_of(again) is None
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


def test_a_report_says_in_one_language_what_was_found_and_what_was_not_judged() -> None:
    report = validate(faulty().set(ADDRESS + ".city", "MONTPELLIER"))
    french, english = str(report).splitlines(), report.text("en").splitlines()
    assert french == [*map(str, report), report.skipped[0].message()]
    assert [line.split()[0] for line in french] == ["erreur", "avertissement", "erreur", "La"]
    assert [line.split()[0] for line in english] == ["error", "warning", "error", "Rule"]
    assert "postal" not in french[-1]
    assert str(Report()) == "Aucune anomalie."
    assert Report().text("en") == "No violation."
    with pytest.raises(ValueError, match="expected one of fr, en"):
        report.text("de")


def test_a_report_is_in_form_order_whoever_makes_it() -> None:
    report = report_of(faulty())
    again = Report(reversed(report.violations), of=Action, skipped=reversed(report.skipped))
    assert again == report
    foreign = [v.evolve(path=path) for v, path in zip(report, ("x", "a.b"), strict=False)]
    last = Report((*foreign, *reversed(report.violations)), of=Action)
    assert last.violations == (*report.violations, *foreign)
    assert Report(foreign).violations == tuple(foreign)
    twice = report[0].evolve(code="REQ-001")
    assert Report([report[0], twice], of=Action)[0] is twice
    waived = [Waived(v, "essai") for v in reversed(report.violations)]
    assert [w.violation for w in Report(waived=waived, of=Action).waived] == list(report)


@pytest.mark.parametrize(
    "facts",
    [
        {"violations": [3]},
        {"violations": 3},
        {"of": "Action"},
        {"of": int},
        {"skipped": [("SES-001", "no postal")]},
        {"waived": [(report_of(faulty())[0], "essai", None)]},
    ],
)
def test_a_report_holds_what_can_be_written_and_read(facts: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="found"):
        Report(**facts)


def test_a_delta_is_a_value_of_its_own() -> None:
    report = report_of(faulty())
    delta = report.compare(Report())
    assert delta == ReportDelta(introduced=report.violations)
    assert repr(delta) == "<ReportDelta 4 introduced, 0 resolved, 0 persisting>"
    with pytest.raises(TypeError):
        iter(untyped(delta))
    with pytest.raises(TypeError, match=r"ReportDelta\.resolved"):
        ReportDelta(resolved=untyped([3]))


def test_messages_stand_under_each_field_that_they_relate_to() -> None:
    session = example_action()[SESSION].evolve(start=Date(2020, 2, 1), end=Date(2020, 1, 1))
    wrong = example_action().set(SESSION, session)
    by_field = validate(wrong, rules=RULES.without("INF-003")).messages(at=SESSION)
    assert list(by_field) == ["start", "end"]
    (start, other), (same,) = by_field["start"], by_field["end"]
    assert start == same
    assert start.startswith("Le début de la session")
    assert other.startswith("Les dates de la session")
    english = validate(wrong).messages(at=Path.parse(SESSION), lang="en")
    assert english["end"][0].startswith("The session's start")
    messages = validate(wrong).messages()
    assert list(messages)[:2] == [SESSION + ".start", SESSION + ".end"]
    assert validate(wrong).messages(at="components[02]") == {}
    with pytest.raises(ValueError, match="expected one of fr, en"):
        Report().messages(lang="de")


def test_the_path_itself_is_the_key_of_what_stands_at_it() -> None:
    action = second_session()(example_action())
    (twins,) = validate(action)
    assert validate(action).messages(at=SESSION) == {"": (twins.message(),)}
    assert validate(action).messages(at=SESSION + ".start") == {}
    assert list(validate(action).messages(at=str(twins.path))) == [""]


def test_a_report_prints_short() -> None:
    assert repr(report_of(faulty())) == "<Report 2 errors, 2 warnings, 0 infos, 0 not judged>"
    assert len(repr(validate(example_action()))) <= 120


def test_what_a_report_is_of_is_told_as_it_was_found() -> None:
    with pytest.raises(TypeError, match=r"^Report\.of: found 3 \(int\); expected a class"):
        Report((), of=untyped(3))
