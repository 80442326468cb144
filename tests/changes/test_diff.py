"""What differs between two values, found once each, in the order of the form."""

import re
from typing import Any

import pytest
from tests.many import copied
from tests.values import guide_action_with, guide_info, guide_session, guide_site

from bdc_sessions.changes import Changes, diff
from bdc_sessions.model import ABSENT, Action, Session

TOP = "components[01].sessions[01]"


def test_an_edit_beside_a_copy_is_found_once() -> None:
    before = guide_action_with(guide_session("01"), guide_session("02"))
    after = copied(before.set("components[01].sessions[01].places", 3))
    assert [str(change.path) for change in diff(before, after)] == [
        "components[01].sessions[01].places"
    ]


@pytest.mark.parametrize("value", [1, "a", None, Changes(Session)])
def test_only_values_of_the_model_differ_by_fields(value: object) -> None:
    found = re.escape(f"diff(before=): found {value!r} ({type(value).__name__}); expected a value ")
    with pytest.raises(TypeError, match=f"^{found}of the model, such as an Action$"):
        diff(value, value)


def test_values_of_two_classes_do_not_differ_by_fields() -> None:
    given: list[Any] = [guide_session(), guide_site()]
    with pytest.raises(TypeError, match="found Session and Site; expected two values of one class"):
        diff(*given)
    with pytest.raises(TypeError, match="found Session and NoneType"):
        diff(guide_session(), None)


def test_what_is_removed_is_its_leaves_each_to_absent() -> None:
    before = guide_session().with_info(guide_info())
    changes = diff(before, guide_session())
    assert {change.after for change in changes} == {ABSENT}
    assert str(changes[0].path) == "infos[1].date"
    assert len(changes) == 14


def test_a_renumbered_session_hides_no_other_change() -> None:
    before = guide_action_with(guide_session("01"), guide_session("02"))
    changed = guide_session("01").evolve(places=3)
    after = guide_action_with(changed, guide_session("03")).set("components[01].title", "Autre")
    changes = diff(before, after)
    assert {"components[01].title", f"{TOP}.places"} <= {str(path) for path in changes.paths}
    assert changes.apply(before) == after
    assert changes == Changes(Action, changes)


def test_sessions_that_are_added_differ_in_the_order_of_their_numbers() -> None:
    changes = diff(guide_action_with(), guide_action_with(guide_session("2"), guide_session("10")))
    numbers = [change.after for change in changes if change.path.steps[-1][0] == "number"]
    assert numbers == ["2", "10"]
