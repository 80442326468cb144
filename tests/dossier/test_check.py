"""What issuing would give, judged before it is issued."""

from typing import Any

import pytest
from pendulum import Date
from tests.steps import BY, FIRST, LATER, PLACES, TOP, change, example, issued, request, session
from tests.values import guide_info, guide_session

from bdc_sessions import (
    RULES,
    Dossier,
    FieldChange,
    Path,
    RefusedError,
    Rule,
    RuleSet,
    Screen,
    Session,
    Severity,
    example_action,
    rule,
)
from bdc_sessions.rules.example import example_context


def on_places(check: Any) -> Rule:
    return rule(
        "X-001", Severity.ERROR, on=Session, fields=("places",), source="essai", fr="Non.", en="No."
    )(check)


def test_a_sound_request_may_be_issued() -> None:
    check = change(example(), "r1", places=9).check("r1", **example_context())
    assert check.ok
    assert repr(check) == "<Check ok>"
    assert check.refusing == ()
    assert check.delta.introduced == ()


def test_an_introduced_error_refuses() -> None:
    dossier = change(example(), "r1", end=Date(2022, 8, 1))
    check = dossier.check("r1")
    assert not check.ok
    assert "SES-001" in {v.code for v in check.delta.introduced}
    with pytest.raises(RefusedError) as caught:
        dossier.issue("r1", by=BY, at=FIRST)
    assert caught.value.report == check.report
    assert caught.value.request is dossier.request("r1")
    assert "SES-001" in str(caught.value)


def test_an_old_fault_elsewhere_does_not_block() -> None:
    action = example_action().set(f"{TOP}.end", Date(2025, 1, 1))
    dossier = change(Dossier(action), "r1", offer_code="X")
    check = dossier.check("r1")
    assert check.report.errors
    assert check.ok
    assert dossier.issue("r1", by=BY, at=FIRST).action[f"{TOP}.offer_code"] == "X"


def test_a_faulty_session_may_be_cancelled() -> None:
    action = example_action().set(f"{TOP}.end", Date(2025, 1, 1))
    dossier = Dossier(action).draft_change("r1", component="01", session=session(action).cancel())
    assert dossier.issue("r1", by=BY, at=FIRST).action[PLACES] == 0


def test_an_error_on_a_field_that_it_changes_refuses_though_it_is_old() -> None:
    action = example_action().set(PLACES, -1)
    dossier = change(Dossier(action), "r1", places=-2)
    check = dossier.check("r1")
    assert "SES-003" in {v.code for v in check.refusing}
    assert "SES-003" not in {v.code for v in check.delta.introduced}


def test_correcting_a_fault_resolves_it() -> None:
    action = example_action().set(PLACES, -1)
    check = change(Dossier(action), "r1", places=3).check("r1")
    assert "SES-003" in {v.code for v in check.delta.resolved}
    assert check.ok


def test_a_stale_draft_is_told_by_the_rules_of_requests_alone() -> None:
    dossier = issued(change(example(), "r1", places=9), "r2", places=8)
    check = dossier.check("r1")
    assert {v.code for v in check.report} == {"REQ-002"}
    assert check.delta.introduced == tuple(check.report)
    assert check.refusing == check.report.errors
    assert [violation.message() for violation in check.report] == [
        "Nb. de places : trouvé 8, et non plus 10 : reprenez la demande sur l'état actuel."
    ]
    with pytest.raises(RefusedError):
        dossier.issue("r1", by=BY, at=FIRST)


def test_a_draft_whose_number_was_taken_since_can_not_be_applied() -> None:
    dossier = example().draft_addition("r1", component="01", session=LATER)
    dossier = dossier.draft_addition("r2", component="01", session=LATER)
    dossier = dossier.issue("r1", by=BY, at=FIRST)
    codes = {v.code for v in dossier.check("r2").report}
    assert "REQ-006" in codes
    assert all(code.startswith("REQ") for code in codes)


def test_check_and_issue_take_what_validate_takes() -> None:
    dossier = change(example(), "r1", end=Date(2022, 8, 1))
    assert dossier.check("r1", rules=RuleSet([])).ok
    assert dossier.issue("r1", by=BY, at=FIRST, rules=RuleSet([])).action != dossier.action


@pytest.mark.parametrize(
    ("name", "given"),
    [("today", Date(2022, 7, 1)), ("postal", lambda _: ()), ("holidays", ())],
)
def test_check_and_issue_judge_with_the_context_given(name: str, given: Any) -> None:
    takes: dict[str, Any] = {
        "today": lambda session, today: False,
        "postal": lambda session, postal: False,
        "holidays": lambda session, holidays: False,
    }
    rules = RuleSet([on_places(takes[name])])
    dossier = change(example(), "r1", places=9)
    assert not dossier.check("r1", rules=rules, **{name: given}).ok
    with pytest.raises(RefusedError, match="X-001"):
        dossier.issue("r1", by=BY, at=FIRST, rules=rules, **{name: given})
    without = dossier.check("r1", rules=rules)
    assert without.ok
    assert [skipped.code for skipped in without.report.skipped] == ["X-001"]
    assert dossier.issue("r1", by=BY, at=FIRST, rules=rules).action[PLACES] == 9


def test_a_check_says_what_it_could_not_judge_and_what_is_waived() -> None:
    rules = RULES.waive("SES-003", reason="essai").waive("REQ-001", reason="vide")
    dossier = change(example(), "r1", places=-2)
    report = dossier.check("r1", rules=rules).report
    assert {"REQ-008", "REQ-009"} <= {skipped.code for skipped in report.skipped}
    assert [(w.code, w.reason) for w in report.waived] == [("SES-003", "essai")]
    nothing = example().draft(request()).check("r1", rules=rules).report
    assert [(w.code, w.reason) for w in nothing.waived] == [("REQ-001", "vide")]
    stale = issued(change(example(), "r1", places=9), "r2", places=8)
    report = stale.check("r1", rules=RULES.waive("REQ-002", reason="essai")).report
    assert "REQ-009" in {skipped.code for skipped in report.skipped}
    assert [(w.code, w.reason) for w in report.waived] == [("REQ-002", "essai")]


def test_what_is_found_of_the_request_comes_first() -> None:
    new = guide_session("02").evolve(start=Date(2022, 8, 1), end=Date(2022, 7, 1))
    dossier = example().draft_addition("r1", component="01", session=new)
    own = rule(
        "ABC-001",
        Severity.WARNING,
        on=Session,
        fields=("start",),
        source="essai",
        fr="Non.",
        en="No.",
    )(lambda session: False)
    report = dossier.check("r1", rules=RULES.with_(own), today=Date(2022, 9, 1)).report
    where = Path.parse("components[01].sessions[02].start")
    codes = [v.code for v in report if v.path == where]
    assert codes == ["REQ-008", "ABC-001", "SES-001", "SES-002"]


def test_a_stale_request_is_told_each_thing_once() -> None:
    dossier = change(example(), "r1", start=Date(2022, 9, 2), places=9)
    dossier = issued(dossier, "r2", places=8)
    report = dossier.check("r1", today=Date(2022, 9, 15)).report
    assert [v.code for v in report] == ["REQ-009", "REQ-002"]
    elsewhere = FieldChange("title", example_action().title, "Autre")
    dossier = example().draft(request("r3", FieldChange(PLACES, 1, 2), elsewhere))
    assert sorted(v.code for v in dossier.check("r3").report) == ["REQ-002", "REQ-005"]


def test_a_check_judges_only_what_the_request_changes() -> None:
    calls: list[str] = []

    def counted(session: Session) -> bool:
        calls.append(session.number)
        return True

    rules = RuleSet([on_places(counted)])
    several = [session().evolve(number=f"{n:02}") for n in range(1, 9)]
    dossier = Dossier(example_action().set("components[01].sessions", several))
    dossier = change(change(dossier, "r1", places=9), "r2", offer_code="X")
    dossier.check("r1", rules=rules)
    assert len(calls) == 9
    del calls[:]
    dossier.check("r2", rules=rules)
    assert calls == ["01"]
    del calls[:]
    dossier = dossier.issue("r1", by=BY, at=FIRST, rules=rules)
    assert calls == ["01"]
    del calls[:]
    dossier = change(dossier, "r3", places=7)
    dossier.check("r2", rules=rules)
    assert set(calls) == {"01"}


def test_a_check_tells_what_the_request_mends() -> None:
    faulty = example_action().set(f"{TOP}.places", -1)
    check = change(Dossier(faulty), "r1", places=9).check("r1")
    assert [v.code for v in check.delta.resolved] == ["SES-003"]
    titles = [part.title for part in check.screen().parts if isinstance(part, Screen)]
    assert titles[0] == "Anomalies levées"


def test_checking_twice_finds_the_same() -> None:
    dossier = change(example(), "r1", places=-3)
    assert dossier.check("r1", **example_context()) == dossier.check("r1", **example_context())
    done = issued(dossier, "r2", offer_code="X")
    fresh = Dossier(done.base, requests=done.requests)
    assert done.check("r1") == fresh.check("r1")


def test_a_refusal_tells_the_errors_that_refuse_and_no_old_fault() -> None:
    old = example_action().set(f"{TOP}.end", Date(2030, 1, 1))
    faulty = LATER.evolve(end=Date(2023, 1, 1))
    dossier = Dossier(old).draft_addition("r1", component="01", session=faulty)
    check = dossier.check("r1")
    assert {v.code for v in check.report.errors} == {"SES-001", "SES-002"}
    assert {v.code for v in check.refusing} == {"SES-001"}
    assert repr(check) == "<Check refused by SES-001>"
    several = Dossier(old).draft_addition("r1", component="01", session=faulty.evolve(places=-1))
    assert repr(several.check("r1")) == "<Check refused by SES-001, SES-003>"
    with pytest.raises(RefusedError) as caught:
        dossier.issue("r1", by=BY, at=FIRST)
    assert caught.value.refusing == check.refusing
    for lang in ("fr", "en"):
        assert "SES-001" in caught.value.message(lang)
        assert "SES-002" not in caught.value.message(lang)


def test_an_addition_that_was_overtaken_is_told_once_with_the_next_free_number() -> None:
    dossier = example().draft_addition("r1", component="01", session=LATER)
    dossier = dossier.draft_addition("r2", component="01", session=LATER.evolve(places=3))
    (violation,) = dossier.issue("r1", by=BY, at=FIRST).check("r2").report
    assert violation.code == "REQ-006"
    for lang in ("fr", "en"):
        assert "02" in violation.message(lang)
        assert "03" in violation.message(lang)


def test_a_meeting_that_was_overtaken_is_told_once() -> None:
    old, info = session().infos, guide_info()
    dossier = change(example(), "r1", infos=[*old, info.evolve(places=1)], places=9)
    dossier = issued(dossier, "r2", infos=[*old, info.evolve(places=2)], places=8)
    report = dossier.check("r1").report
    assert [(v.code, str(v.path)) for v in report] == [
        ("REQ-002", PLACES),
        ("REQ-002", f"{TOP}.infos[2].date"),
    ]


def test_a_check_is_held_to_its_types() -> None:
    check = change(example(), "r1", places=9).check("r1")
    with pytest.raises(TypeError, match=r"^Check\.report: found 'ok'"):
        check.evolve(report="ok")
    with pytest.raises(TypeError, match=r"^Check\.delta: found None"):
        check.evolve(delta=None)
    with pytest.raises(TypeError, match=r"^Check\.refusing\[1\]: found 'SES-001'"):
        check.evolve(refusing=["SES-001"])


def test_what_varies_is_held_to_its_type_before_anything_is_judged() -> None:
    dossier = change(example(), "r1", places=9)
    wrong: dict[str, Any] = {"today": "2022-09-01", "postal": {}, "holidays": ["x"], "rules": ()}
    for name, value in wrong.items():
        with pytest.raises(TypeError, match=name):
            dossier.check("r1", **{name: value})
        with pytest.raises(TypeError, match=name):
            dossier.issue("r1", by=BY, at=FIRST, **{name: value})
