"""Stored encodings: format 1 stays readable, and fingerprints stay what they were."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pendulum
import pytest

from bdc_sessions import (
    ADVICE,
    RULES,
    Action,
    Dossier,
    Issuer,
    Report,
    diff,
    dumps,
    fingerprint,
    loads,
    recap,
    validate,
)
from bdc_sessions.rules.example import INFO, SESSION, example_action, example_context

PAYLOADS = Path(__file__).parent.parent / "payloads"


def as_stored(action: Action) -> Action:
    """Return the guide's action as it was when it was stored: two volumes, no comment."""
    bought = action.component("01").volumes[:2]
    return action.set("components[01].volumes", bought).set(INFO + ".comment", None)


def stored() -> dict[str, Any]:
    action = as_stored(example_action())
    session = action.component("01").session("01")
    dossier = (
        Dossier(action)
        .draft_change("r1", component="01", session=session.cancel())
        .issue(
            "r1",
            by=Issuer("BL", "Administrateur"),
            at=pendulum.datetime(2022, 12, 15, 10, tz="Europe/Paris"),
        )
        .draft_addition("r2", component="01", session=session.evolve(number="02"))
    )
    faulty = dossier.action.set(SESSION + ".end", pendulum.Date(2025, 1, 1))
    return {
        "action": action,
        "dossier": dossier,
        "request": dossier.requests[1],
        "changes": diff(action, dossier.action),
        "recap": recap(action, dossier.action),
        "tracking": dossier.tracking(),
        "report": validate(faulty, rules=RULES | ADVICE, **example_context()),
    }


def write() -> None:
    """Store the encodings anew; only for a format that is new."""
    for name, value in stored().items():
        (PAYLOADS / f"{name}.json").write_text(dumps(value), encoding="utf-8")
    prints = {name: fingerprint(value) for name, value in stored().items()}
    (PAYLOADS / "fingerprints.json").write_text(json.dumps(prints, indent=1), encoding="utf-8")


@pytest.mark.parametrize("name", stored())
def test_a_stored_encoding_is_read_and_written_as_it_was(name: str) -> None:
    value = stored()[name]
    text = (PAYLOADS / f"{name}.json").read_text(encoding="utf-8")
    assert loads(text, type(value)) == value
    assert dumps(value) == text
    prints = json.loads((PAYLOADS / "fingerprints.json").read_text(encoding="utf-8"))
    assert fingerprint(value) == prints[name]


def test_a_report_of_before_reports_knew_their_form_is_read() -> None:
    report = loads((PAYLOADS / "older" / "report.json").read_text(encoding="utf-8"), Report)
    assert [(v.code, str(v.path)) for v in report] == [
        ("SES-002", SESSION + ".start"),
        ("INF-009", SESSION + ".places"),
    ]
    assert (report.of, report[1].exception, report[1].fix is None) == (None, None, False)
    assert loads(dumps(report), Report) == report


def test_a_dossier_of_before_values_had_one_form_is_read_and_folds() -> None:
    text = (PAYLOADS / "older" / "dossier.json").read_text(encoding="utf-8")
    dossier = loads(text, Dossier)
    last = dossier.requests[2].changes
    session = last.apply(dossier.action).component("e\u0301").session("01")
    assert (session.offer_code, session.info(1).comment) == ("OI1", "arr\xeat\nligne")
    assert session.info(1).address.suffix is None
    assert session.info(1).address.number is None
    assert [len(request.changes) for request in dossier.requests] == [1, 0, 1]
    assert [str(change) for change in last] == ["components[\xe9].sessions[01].offer_code: - → OI1"]
    assert dossier.as_of(pendulum.datetime(2022, 12, 15, tz="Europe/Paris")) == dossier.base
    assert loads(dumps(dossier), Dossier) == dossier


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_a_fingerprint_is_the_same_in_every_run(seed: str) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(PAYLOADS.parent.parent)!r}); "
        "import json; from bdc_sessions import fingerprint; "
        "from tests.codec.test_payloads import stored; "
        "print(json.dumps({name: fingerprint(value) for name, value in stored().items()}))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    prints = json.loads((PAYLOADS / "fingerprints.json").read_text(encoding="utf-8"))
    assert json.loads(run.stdout) == prints
