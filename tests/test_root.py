"""What ``import bdc_sessions`` gives, and what it does not load."""

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import bdc_sessions

NAMES = """
Action Component Volume Site Session CollectiveInfo Address Term Issuer ChangeRequest Dossier
EntryMode VolumeUnit diff merge recap Path ABSENT FieldChange Changes Conflict Merge Recap RecapRow
Side validate Rule RuleSet rule Severity Violation Report ReportDelta Skipped Waived Group Twins
RULES ADVICE STRUCTURE RequestStatus RequestKind Message Check Tracking TrackingRow HistoryEntry
encode decode dumps loads json_schema fingerprint Migrations read_form to_form form_fields FormField
TermTable TERMS Screen example_action example_dossier
BdcSessionsError DuplicateNumberError NotFoundError StaleChangeError DecodeError InvalidError
RefusedError NotDeletableError MergeConflictError RequestStateError
""".split()  # noqa: SIM905 - as DESIGN lists them

EXTRAS = {
    *("hypothesis", "pytest", "lxml", "stdnum", "narwhals", "icalendar", "pydantic", "sqlalchemy"),
    *("bdc_sessions.testing", "bdc_sessions.feeds", "bdc_sessions.display"),
}
"""What only some need."""


@pytest.mark.parametrize("name", NAMES)
def test_name_is_exported_at_the_root(name: str) -> None:
    assert name in bdc_sessions.__all__
    assert hasattr(bdc_sessions, name)


def test_the_root_exports_what_the_contract_lists_and_nothing_else() -> None:
    assert sorted(bdc_sessions.__all__) == sorted(NAMES)


SOURCE = ast.parse(Path(bdc_sessions.__file__).read_text("utf-8"))
ORIGINS = {
    alias.name: node.module
    for node in ast.walk(SOURCE)
    if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("bdc_sessions")
    for alias in node.names
}
"""From which package each name is imported, at once or for type checkers only."""


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_the_one_of_the_package_that_type_checkers_are_told(name: str) -> None:
    assert getattr(bdc_sessions, name) is getattr(import_module(ORIGINS[name]), name)


def test_what_works_on_the_model_is_loaded_when_it_is_first_used() -> None:
    script = """
import sys, bdc_sessions as b
later = {"bdc_sessions." + name for name in ("changes", "rules", "dossier", "codec")}
print(later & set(sys.modules), set(b.__all__) - set(dir(b)))
b.diff
print(sorted(later & set(sys.modules)), "diff" in vars(b))
b.codec.loads
print(later - set(sys.modules))
"""
    assert run(script).splitlines() == [
        "set() set()",
        "['bdc_sessions.changes'] True",
        "set()",
    ]


def test_every_name_is_listed_and_found_again() -> None:
    assert {*NAMES, "changes", "rules", "dossier", "codec"} <= set(dir(bdc_sessions))
    first_use = vars(bdc_sessions)["__getattr__"]
    assert first_use("validate") is bdc_sessions.validate
    assert first_use("rules").validate is bdc_sessions.validate


@pytest.mark.parametrize("name", ["Sesion", "Aggregate", "narwhals"])
def test_a_name_that_there_is_not_is_no_attribute(name: str) -> None:
    with pytest.raises(AttributeError, match=f"has no attribute '{name}'"):
        getattr(bdc_sessions, name)


def run(script: str, *options: str) -> str:
    """Return what a script prints in a process of its own."""
    command = [sys.executable, *options, "-c", script]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_importing_every_name_of_the_root_loads_no_extra() -> None:
    script = f"import sys; from bdc_sessions import *; print(sorted({EXTRAS} & set(sys.modules)))"
    assert run(script) == "[]"


def test_the_library_works_without_docstrings_and_asserts() -> None:
    script = """
import bdc_sessions as b
action = b.example_action()
assert False, "asserts are off"
print(b.Session.__doc__, b.loads(b.dumps(action), b.Action) == action, b.validate(action).ok)
"""
    assert run(script, "-OO") == "None True True"


def test_the_library_can_be_loaded_again_beside_itself() -> None:
    script = """
import sys
import bdc_sessions as before
for name in [name for name in sys.modules if name.partition(".")[0] == "bdc_sessions"]:
    del sys.modules[name]
import bdc_sessions as after
text = before.dumps(before.example_action())
print(before is after, after.dumps(after.loads(text, after.Action)) == text)
"""
    assert run(script) == "False True"


def test_the_library_can_be_loaded_under_a_fake_clock() -> None:
    script = """
import datetime, pendulum
real = datetime.datetime(2022, 12, 15, 9, tzinfo=datetime.UTC)
class Fake(datetime.datetime):
    pass
datetime.datetime = Fake
import bdc_sessions as b
changes = b.diff(b.example_action(), b.example_action().evolve(status="CL"))
request = b.ChangeRequest(
    id="r1", component="01", session="01", changes=changes,
    status=b.RequestStatus.VALIDATED, issuer=b.Issuer("BL", ""), issued_at=real,
)
print(request.issued_at)
"""
    assert run(script) == "2022-12-15 10:00:00+01:00"
