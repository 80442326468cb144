"""What ``import bdc_sessions`` gives, and what it does not load."""

import subprocess
import sys

import pytest

import bdc_sessions

NAMES = """
Action Component Volume Site Session CollectiveInfo Address Term Issuer ChangeRequest Dossier
EntryMode VolumeUnit diff merge recap Path ABSENT FieldChange Changes Conflict Merge Recap RecapRow
validate Rule RuleSet rule Severity Violation Report ReportDelta RULES ADVICE STRUCTURE
RequestStatus RequestKind Message Check TrackingRow HistoryEntry
encode decode dumps loads read_form to_form
BdcSessionsError DuplicateNumberError NotFoundError StaleChangeError DecodeError InvalidError
RefusedError NotDeletableError MergeConflictError RequestStateError
""".split()  # noqa: SIM905 - as DESIGN lists them


@pytest.mark.parametrize("name", NAMES)
def test_name_is_exported_at_the_root(name: str) -> None:
    assert name in bdc_sessions.__all__
    assert hasattr(bdc_sessions, name)


def test_every_exported_name_is_there_once() -> None:
    assert len(set(bdc_sessions.__all__)) == len(bdc_sessions.__all__)
    assert all(hasattr(bdc_sessions, name) for name in bdc_sessions.__all__)


def test_importing_the_root_loads_no_extra() -> None:
    asked = (
        "import sys, bdc_sessions;"
        "extras = {'hypothesis', 'pytest', 'lxml', 'stdnum', 'narwhals', 'icalendar'};"
        "print(sorted(extras & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
