"""Requests that can be drafted and can't be applied: told by check and issue, never raised bare."""

from typing import Any

import pendulum
import pytest
from pendulum import Date
from tests.steps import request
from tests.values import guide_action_with, guide_info, guide_session

from bdc_sessions import (
    ABSENT,
    RULES,
    Action,
    Changes,
    Dossier,
    FieldChange,
    Issuer,
    RefusedError,
    RuleSet,
    Severity,
    diff,
)
from bdc_sessions.changes.diff import addition_of
from bdc_sessions.model import Path

TOP = "components[01].sessions[01]"
SESSION = guide_session().evolve(infos=[guide_info()])
ACTION = guide_action_with(SESSION)
BY = Issuer("BL", "Administrateur")
NOW = pendulum.datetime(2022, 12, 15, tz="Europe/Paris")


IMPOSSIBLE = {
    "an information of one field": request(
        "r", FieldChange(TOP + ".infos[2].date", ABSENT, Date(2022, 8, 1))
    ),
    "a number changed in place": request("r", FieldChange(TOP + ".number", "01", "09")),
    "a session removed by its number alone": request(
        "r", FieldChange(TOP + ".number", "01", ABSENT)
    ),
    "a session of one field": request(
        "r", FieldChange("components[01].sessions[05].number", ABSENT, "05"), session="05"
    ),
    "a session under another number": request(
        "r",
        *addition_of(SESSION.evolve(number="02"), Path.parse("components[01].sessions[03]")),
        session="03",
    ),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_what_cannot_be_applied_is_told_by_the_findings_of_requests_alone(name: str) -> None:
    dossier = Dossier(ACTION).draft(IMPOSSIBLE[name])
    check = dossier.check("r")
    assert not check.ok
    assert "REQ-002" in {violation.code for violation in check.report.errors}
    assert {violation.code[:3] for violation in check.report} == {"REQ"}
    assert check.delta.introduced == tuple(check.report)
    with pytest.raises(RefusedError):
        dossier.issue("r", by=BY, at=NOW)


@pytest.mark.parametrize(
    "rules",
    [
        RULES.with_severity("REQ-002", Severity.WARNING),
        RULES.without("REQ-002", "REQ-006"),
        RULES.waive("REQ-002", reason="essai"),
        RuleSet(),
    ],
    ids=["a warning", "left out", "waived", "no rules"],
)
def test_a_stale_draft_is_refused_whatever_the_rules(rules: RuleSet) -> None:
    dossier = (
        Dossier(ACTION)
        .draft_change("a", component="01", session=SESSION.evolve(places=5))
        .draft_change("b", component="01", session=SESSION.evolve(places=6))
        .issue("a", by=BY, at=NOW)
    )
    check = dossier.check("b", rules=rules)
    assert [(v.code, v.severity) for v in check.report] == [("REQ-002", Severity.ERROR)]
    with pytest.raises(RefusedError):
        dossier.issue("b", by=BY, at=NOW, rules=rules)


def test_the_issuer_is_an_issuer() -> None:
    dossier = Dossier(ACTION).draft_change("a", component="01", session=SESSION.cancel())
    nobody: Any = None
    with pytest.raises(TypeError, match=r"Dossier.issue\(by=\): found None"):
        dossier.issue("a", by=nobody, at=NOW)


def test_a_place_is_a_whole_number_without_ornaments() -> None:
    right = diff(ACTION, ACTION.set(TOP, SESSION.with_info(guide_info())))
    for place in ("x", "0", "02", "-1", "\uff12"):
        wrong = [
            FieldChange(str(c.path).replace("infos[2]", f"infos[{place}]"), c.before, c.after)
            for c in right
        ]
        with pytest.raises(ValueError, match="is no field of Action"):
            Changes(Action, wrong)
