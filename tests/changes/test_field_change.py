"""The change of one field."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from pendulum import Date, Time
from tests.values import guide_action, guide_info, guide_session, guide_site

from bdc_sessions.changes import FieldChange
from bdc_sessions.model import ABSENT, EntryMode, Path, Term


@pytest.mark.parametrize("side", [1.5, {}, {1}, b"x", object(), Path, (1, [{}]), Exception("x")])
def test_a_side_that_no_field_could_hold_is_refused(side: Any) -> None:
    for sides in ((side, None), (None, side)):
        with pytest.raises(TypeError, match=r"^FieldChange\.(before|after)(\[\d\])*: found "):
            FieldChange("places", *sides)


def test_what_is_refused_is_told_with_its_place() -> None:
    side: Any = ("a", 1.5)
    with pytest.raises(TypeError) as caught:
        FieldChange("places", None, side)
    assert str(caught.value) == (
        "FieldChange.after[2]: found 1.5 (float); expected what a field may hold: a text, "
        "a number, a date…"
    )
    with pytest.raises(ValueError, match=r"^FieldChange\.before: found .* UTF-8 cannot hold"):
        FieldChange("places", "\ud800", None)


@pytest.mark.parametrize("path", [3, None, ("places",), b"places"])
def test_a_path_is_a_path_or_its_text(path: Any) -> None:
    with pytest.raises(TypeError, match=r"^FieldChange\.path: found .*; expected a path as text$"):
        FieldChange(path, 1, 2)
    with pytest.raises(ValueError, match=r"^FieldChange\.path: 'a\.\.b' is not a path"):
        FieldChange("a..b", 1, 2)
    assert FieldChange("places", 1, 2) == FieldChange(Path.parse("places"), 1, 2)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (dt.date(2022, 9, 1), Date(2022, 9, 1)),
        (dt.time(10, 0), Time(10, 0)),
        (Decimal(310), Decimal("310.00")),
        ([dt.date(2022, 9, 1), "a"], (Date(2022, 9, 1), "a")),
        (ABSENT, ABSENT),
        (None, None),
        (True, True),
        (EntryMode.FIXED, EntryMode.FIXED),
        (Term("ter", code="3"), Term("ter", code="3")),
        (guide_site(), guide_site()),
        ((guide_site(),), (guide_site(),)),
    ],
)
def test_a_side_is_kept_in_its_one_form(given: Any, kept: Any) -> None:
    change = FieldChange("x", given, given)
    assert repr(change.before) == repr(change.after) == repr(kept)
    assert type(change.before) is type(kept)
    assert hash(change) == hash(FieldChange("x", kept, kept))


def test_an_instant_is_kept_where_the_guide_reads_it() -> None:
    change = FieldChange("x", dt.datetime(2022, 12, 15, 9, tzinfo=dt.UTC), None)
    assert change.before.isoformat() == "2022-12-15T10:00:00+01:00"


def test_a_change_undone_twice_is_itself() -> None:
    change = FieldChange("places", 10, ABSENT)
    assert change.inverse() == FieldChange("places", ABSENT, 10)
    assert change.inverse().inverse() == change
    assert (change.is_addition, change.is_removal) == (False, True)
    assert (change.inverse().is_addition, change.inverse().is_removal) == (True, False)


@pytest.mark.parametrize(
    ("sides", "line"),
    [
        ((ABSENT, "02"), "x: - → 02"),
        ((None, "-"), "x: - → « - »"),
        (("a b", "a  b"), "x: « a b » → « a\\x20\\x20b »"),
        ((Decimal(37200), guide_site()), f"x: 37 200,00 → {guide_site().label}"),
        ((Date(2022, 9, 1), "a\nb\x1b"), "x: 01/09/2022 → a\\nb\\x1b"),
    ],
)
def test_a_change_is_a_line_of_a_log(sides: tuple[Any, Any], line: str) -> None:
    assert str(FieldChange("x", *sides)).replace("\u202f", " ").replace("\xa0", " ") == line


def test_a_change_shows_python_that_makes_it_again() -> None:
    change = FieldChange("sessions[01].places", 10, ABSENT)
    names = {"FieldChange": FieldChange, "Path": Path, "ABSENT": ABSENT}
    assert eval(repr(change), names) == change  # noqa: S307 - it is our own text


def test_an_object_may_stand_in_a_change_though_no_class_has_such_a_leaf() -> None:
    for value in (guide_session(), guide_info(), guide_action()):
        assert FieldChange("x", value, None).before is value
