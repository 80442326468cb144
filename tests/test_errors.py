"""Every error: its bases, its facts, its text, and its way through a pickle."""

import copy
import pickle
from typing import Any

import pytest

import bdc_sessions as b
from bdc_sessions.errors import BdcSessionsError

REPORT = b.Report()
REQUEST = b.ChangeRequest(id="r1", component="01", session="01", changes=b.Changes(b.Action))
CHANGE = b.FieldChange("places", 1, 2)
CONFLICT = b.Conflict(b.Path.parse("places"), 1, 2, 3)

CASES: list[tuple[BdcSessionsError, type[Exception], dict[str, Any], str]] = [
    (
        b.DuplicateNumberError(b.Path.parse("sessions[01]"), "01"),
        ValueError,
        {"path": b.Path.parse("sessions[01]"), "number": "01"},
        "the number '01' is already taken",
    ),
    (
        b.NotFoundError("r9", ["r1", "r2"]),
        LookupError,
        {"path": "r9", "known": ("r1", "r2")},
        "r9 does not exist; there is: r1, r2",
    ),
    (
        b.NotFoundError("r9"),
        LookupError,
        {"path": "r9", "known": ()},
        "r9 does not exist; there is: nothing",
    ),
    (
        b.StaleChangeError([CHANGE], [7]),
        ValueError,
        {"changes": (CHANGE,), "found": (7,)},
        "places: expected 1, found 7",
    ),
    (b.DecodeError(REPORT), ValueError, {"report": REPORT}, "the data cannot be read"),
    (b.InvalidError(REPORT), ValueError, {"report": REPORT}, "the value breaks rules"),
    (
        b.RefusedError(REQUEST, REPORT, ()),
        ValueError,
        {"request": REQUEST, "report": REPORT},
        "request 'r1' may not be issued",
    ),
    (b.NotDeletableError(REQUEST), ValueError, {"request": REQUEST}, "sets the places to 0"),
    (
        b.MergeConflictError([CONFLICT]),
        ValueError,
        {"conflicts": (CONFLICT,)},
        "places: 1 became 2 and 3",
    ),
    (
        b.RequestStateError(REQUEST, "id-taken"),
        ValueError,
        {"request": REQUEST},
        "request 'r1': why not",
    ),
]


@pytest.mark.parametrize(("error", "base", "facts", "said"), CASES)
def test_error_is_of_the_library_and_of_a_builtin_kind_and_carries_its_facts(
    error: BdcSessionsError, base: type[Exception], facts: dict[str, Any], said: str
) -> None:
    assert isinstance(error, BdcSessionsError)
    assert isinstance(error, base)
    assert vars(error) == facts
    assert said in str(error)


def test_of_very_many_the_first_are_told_and_how_many_there_are() -> None:
    error = b.NotFoundError("x", [f"k{number}" for number in range(1, 100_001)])
    assert str(error).endswith(", k99, k100, … and 99900 more")
    assert len(error.known) == 100_000


@pytest.mark.parametrize("error", [case[0] for case in CASES])
@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_error_crosses_a_pickle_and_a_copy_with_its_facts(
    error: BdcSessionsError, protocol: int
) -> None:
    for other in (pickle.loads(pickle.dumps(error, protocol)), copy.copy(error)):
        assert type(other) is type(error)
        assert str(other) == str(error)
        assert other.args == error.args
        assert vars(other) == vars(error)


def test_every_error_of_the_root_is_tried_here() -> None:
    errors = {
        name
        for name in b.__all__
        if isinstance(getattr(b, name), type) and issubclass(getattr(b, name), Exception)
    }
    assert errors == {type(case[0]).__name__ for case in CASES} | {"BdcSessionsError"}
