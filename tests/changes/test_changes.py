"""Changes as a value: a sequence of one class, what it refuses, and what is read off it."""

import datetime as dt
from typing import Any

import pytest
from pendulum import Date
from tests.values import (
    guide_action_with,
    guide_session,
    guide_site,
    untyped,
)

from bdc_sessions.changes import (
    Changes,
    FieldChange,
    diff,
)
from bdc_sessions.changes.changes import prefixed
from bdc_sessions.model import Action, Path, Session, Site


def test_changes_are_a_sequence() -> None:
    changes = diff(guide_session(), guide_session().evolve(places=0, end=Date(2023, 1, 31)))
    first = FieldChange("end", Date(2022, 12, 31), Date(2023, 1, 31))
    second = FieldChange("places", 10, 0)
    assert list(changes) == [first, second]
    assert changes[0] == first
    assert changes[1:] == (second,)
    assert changes.of is Session
    assert changes.paths == {Path.parse("end"), Path.parse("places")}
    assert str(changes) == "end: 31/12/2022 → 31/01/2023\nplaces: 10 → 0"


def test_changes_may_be_moved_under_what_holds_them() -> None:
    changes, top = diff(guide_session(), guide_session().cancel()), "components[01].sessions[01]"
    action = guide_action_with(guide_session())
    prefixed_changes = prefixed(changes, Action, Path.parse(top))
    assert prefixed_changes == diff(action, action.set(f"{top}.places", 0))


@pytest.mark.parametrize(
    ("items", "error", "named"),
    [
        (["places"], TypeError, "found 'places' (str); expected a FieldChange"),
        ([FieldChange("places", 1, 1)], ValueError, "places: before and after are both 1"),
        ([FieldChange("start", dt.date(2022, 9, 1), Date(2022, 9, 1))], ValueError, "both"),
        ([FieldChange("places", 1, 2), FieldChange("places", 2, 3)], ValueError, "twice"),
        ([FieldChange("places", 1, "2")], TypeError, "Session.places: found '2'"),
        ([FieldChange("infos[1].address", 1, 2)], ValueError, "no field of Session"),
        ([FieldChange("infos", (), (1,))], ValueError, "no field of Session"),
        ([FieldChange("nothing", 1, 2)], ValueError, "nothing is no field of Session"),
        ([FieldChange("places[1]", 1, 2)], ValueError, "no field of Session"),
        ([FieldChange("", 1, 2)], ValueError, "the empty path is no field of Session"),
    ],
)
def test_ill_formed_changes_are_refused(
    items: list[Any], error: type[Exception], named: str
) -> None:
    with pytest.raises(error) as caught:
        Changes(Session, items)
    assert named in str(caught.value)


def test_a_change_between_two_forms_of_one_value_is_refused() -> None:
    with pytest.raises(ValueError, match="before and after are both"):
        Changes(Action, [FieldChange("schemes", ("a",), ["a"])])


def test_the_values_of_changes_take_the_form_of_their_field() -> None:
    change = Changes(Session, [FieldChange("start", dt.date(2022, 9, 1), dt.date(2022, 9, 2))])[0]
    assert type(change.before) is type(change.after) is Date


def test_changes_of_another_class_are_refused() -> None:
    changes = diff(guide_session(), guide_session().cancel())
    with pytest.raises(
        TypeError, match="found a value of class Site; these changes are of Session"
    ):
        changes.apply(guide_site())
    with pytest.raises(ValueError, match="do not chain with changes of Site"):
        changes + Changes(Site)
    with pytest.raises(TypeError):
        changes + untyped(3)


@pytest.mark.parametrize("of", [guide_session(), None, str, Path, FieldChange, Changes, "Session"])
def test_changes_are_of_a_class_of_the_model(of: Any) -> None:
    with pytest.raises(TypeError) as caught:
        Changes(of)
    assert str(caught.value) == (
        f"Changes.of: found {of!r} ({type(of).__name__}); "
        "expected a class of the model, such as Action"
    )


@pytest.mark.parametrize("items", [3, "places", None, FieldChange("places", 1, 2)])
def test_changes_are_several(items: Any) -> None:
    with pytest.raises(TypeError, match=r"^Changes\.items: found "):
        Changes(Session, items)


def test_a_change_is_told_on_one_line_whatever_it_holds() -> None:
    session = guide_session().evolve(number="1\n2", offer_code="a\nb\x1b[31m\0\x85\u2028")
    changes = diff(guide_action_with(), guide_action_with(session))
    assert len(str(changes).splitlines()) == len(changes) == 6
    assert "\x1b" not in str(changes)
    assert str(changes).startswith("components[01].sessions[1\\n2].number: - → 1\\n2")


@pytest.mark.parametrize(
    ("after", "text"),
    [
        (guide_session(), "<Changes of Session: 0 fields>"),
        (guide_session().cancel(), "<Changes of Session: 1 field>"),
        (guide_session().cancel().evolve(offer_code="A"), "<Changes of Session: 2 fields>"),
    ],
)
def test_changes_are_shown_by_their_class_and_size(after: Session, text: str) -> None:
    assert repr(diff(guide_session(), after)) == text


def test_the_path_of_the_value_itself_is_named() -> None:
    with pytest.raises(ValueError, match=r"^the empty path is no field of Session; expected the"):
        Changes(Session, [FieldChange("", 1, 2)])
