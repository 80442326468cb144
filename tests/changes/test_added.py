"""An object that changes add is built from all its fields, in the order of the form."""

import pytest
from hypothesis import given
from tests.values import guide_info, guide_session

from bdc_sessions import ABSENT, Action, Component, FieldChange, Path, Session
from bdc_sessions.changes.added import added_item
from bdc_sessions.changes.leaves import leaves
from bdc_sessions.model.shape import shape
from bdc_sessions.testing import components

COMPONENTS = shape(Action).collections["components"]
SESSIONS = shape(Component).collections["sessions"]
TOP = Path.parse("components[01].sessions[02]").steps


def additions(value: object, steps: tuple[tuple[str, str | None], ...]) -> list[FieldChange]:
    """Return the changes that add an object at the end of some steps."""
    return [FieldChange(path, ABSENT, after) for path, after in leaves(value, steps)]


def two_infos() -> Session:
    return guide_session("02").with_info(guide_info()).with_info(guide_info().shift(days=1))


@given(components())
def test_what_is_added_field_by_field_is_the_object(component: Component) -> None:
    steps = (("components", component.number),)
    assert added_item(COMPONENTS, additions(component, steps), steps) == component


def test_an_object_that_lacks_a_field_is_not_added() -> None:
    changes = additions(two_infos(), TOP)
    assert added_item(SESSIONS, changes, TOP) == two_infos()
    assert added_item(SESSIONS, [], TOP) is ABSENT
    for index, change in enumerate(changes):
        rest = [*changes[:index], *changes[index + 1 :]]
        assert added_item(SESSIONS, rest, TOP) is ABSENT
        there = FieldChange(change.path, change.after, ABSENT)
        replaced = [*changes[:index], there, *changes[index + 1 :]]
        assert added_item(SESSIONS, replaced, TOP) is ABSENT


@pytest.mark.parametrize("number", ["01", "03"])
def test_an_object_under_another_number_is_not_added(number: str) -> None:
    changes = additions(guide_session(number), TOP)
    assert added_item(SESSIONS, changes, TOP) is ABSENT


def test_an_object_elsewhere_is_not_added() -> None:
    changes = additions(two_infos(), TOP)
    other = (TOP[0], ("sessions", "03"))
    assert added_item(SESSIONS, changes, other) is ABSENT
    more = [*changes, *additions(guide_session("03"), other)]
    assert added_item(SESSIONS, more, TOP) is ABSENT


def test_information_sessions_are_added_from_the_first_place_on() -> None:
    first, second = Path((*TOP, ("infos", "1"))), Path((*TOP, ("infos", "2")))
    changes = additions(two_infos(), TOP)
    for top in (first, second):
        rest = [change for change in changes if not change.path.is_under(top)]
        added = added_item(SESSIONS, rest, TOP)
        assert added == (ABSENT if top is first else guide_session("02").with_info(guide_info()))
