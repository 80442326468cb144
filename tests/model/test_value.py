"""What every value is: final, copied with changes, written as Python makes it, one line to read."""

import copy
import pickle
import unicodedata
from decimal import Decimal
from types import new_class
from typing import Any

import attrs
import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.values import (
    actions,
    addresses,
    guide_action,
    guide_component,
    guide_info,
    guide_session,
    infos,
    sessions,
    sites,
    terms,
    untyped,
    volumes,
)

from bdc_sessions import model
from bdc_sessions.model import TERMS, Action, EntryMode, Issuer, Path, Term, VolumeUnit
from bdc_sessions.model.value import Value

FINAL = [cls for cls in vars(model).values() if isinstance(cls, type) and issubclass(cls, Value)]
NAMES = {**vars(model), "Date": pendulum.Date, "Time": pendulum.Time, "Decimal": Decimal}
LEAF_LIKE = st.one_of(sessions, infos, addresses, sites, volumes, terms)


@pytest.mark.parametrize("cls", FINAL)
def test_a_subclass_is_refused_when_it_is_made(cls: type[Any]) -> None:
    with pytest.raises(TypeError) as caught:
        new_class("Mine", (cls,))
    assert str(caught.value) == (
        f"{cls.__name__} is final: found a subclass of it, Mine; hold the {cls.__name__} in a "
        "field of a class of your own instead"
    )


def test_every_class_of_the_model_is_final() -> None:
    assert {cls.__name__ for cls in FINAL} == {
        *("Action", "Component", "Volume", "Site", "Session", "CollectiveInfo", "Address"),
        *("Term", "TermTable", "Issuer", "Path"),
    }


def test_an_enum_is_final_too() -> None:
    for cls in (EntryMode, VolumeUnit, model.Absent):
        with pytest.raises(TypeError):
            new_class("Mine", (cls,))


@given(sessions, st.integers(0, 9))
def test_evolve_is_the_evolve_of_attrs(session: model.Session, places: int) -> None:
    assert session.evolve(places=places) == attrs.evolve(session, places=places)
    assert session.evolve() == session
    assert session.evolve(number=session.number, infos=session.infos) == session


@pytest.mark.parametrize(
    ("value", "field", "near"),
    [
        (guide_session(), "place", "'places'"),
        (guide_action(), "_number", "'number'"),
        (Term("ter"), "lable", "'label'"),
        (TERMS, "sufix", "'suffix'"),
        (Issuer("BL", ""), "rôle", "'role'"),
    ],
)
def test_an_unknown_field_is_refused_with_the_nearest_and_all(
    value: Any, field: str, near: str
) -> None:
    with pytest.raises(TypeError) as caught:
        value.evolve(**{field: 3})
    names = ", ".join(attrs.fields_dict(type(value)))
    assert str(caught.value) == (
        f"{type(value).__name__}: found the field {field!r}; expected one of its fields, such as "
        f"{near}: {names}"
    )


@attrs.frozen(repr=False)
class Checked(Value):
    """A value whose constructor checks two fields against each other."""

    low: int = attrs.field(converter=int)
    high: int

    def __attrs_post_init__(self) -> None:
        if self.high < self.low:
            raise ValueError("high is below low")


def test_a_value_whose_constructor_does_more_is_evolved_through_it() -> None:
    assert Checked(1, 3).evolve(high=2) == Checked(1, 2)
    with pytest.raises(ValueError, match="high is below low"):
        Checked(1, 3).evolve(high=0)


@attrs.frozen(repr=False)
class Unchecked(Value):
    """A value with a field that is kept as it is given."""

    note: object = None


def test_a_field_without_a_converter_is_evolved_as_it_is() -> None:
    assert Unchecked().evolve(note=[1]) == Unchecked([1])


@given(st.one_of(actions, sessions, infos, addresses, sites, volumes))
def test_a_constructor_by_slots_does_what_that_by_attrs_does(value: Any) -> None:
    constructor: Any = type(value).__init__
    fields = {a.name: getattr(value, a.name) for a in attrs.fields(type(value))}
    made = object.__new__(type(value))
    constructor.__wrapped__(made, **fields)
    assert made == type(value)(**fields) == value


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({}, "missing 4 required keyword-only arguments: 'name', 'place', 'city', and"),
        ({"town": "SETE"}, "got an unexpected keyword argument 'town'"),
    ],
)
def test_a_constructor_by_slots_is_named_as_that_by_attrs(
    fields: dict[str, Any], fault: str
) -> None:
    with pytest.raises(TypeError, match=rf"^Site\.__init__\(\) {fault}"):
        model.Site(**fields)


def test_a_field_that_is_very_long_is_told_short() -> None:
    with pytest.raises(TypeError) as caught:
        guide_session().evolve(**{"x" * 10**6: 3})
    assert len(str(caught.value)) < 1000


def test_a_value_cannot_be_mutated() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        untyped(guide_session()).places = 3


@given(actions)
def test_values_survive_pickling_and_copying(action: Action) -> None:
    for again in (pickle.loads(pickle.dumps(action)), copy.copy(action), copy.deepcopy(action)):
        assert again == action
        assert hash(again) == hash(action)


def test_values_have_no_dict() -> None:
    for value in (guide_action(), guide_component(), guide_session(), guide_info(), Term("a")):
        assert not hasattr(value, "__dict__")


@given(LEAF_LIKE)
def test_what_is_like_a_leaf_is_written_as_python_makes_it(value: Any) -> None:
    assert eval(repr(value), NAMES) == value  # noqa: S307 - our own text


def test_members_of_enums_and_paths_are_written_as_python_gives_them() -> None:
    for value in (*EntryMode, *VolumeUnit, Path.parse("components[01]"), model.ABSENT):
        assert eval(repr(value), NAMES) == value  # noqa: S307 - our own text


@given(
    st.one_of(LEAF_LIKE, actions, actions.flatmap(lambda a: st.sampled_from(a.components or [a])))
)
def test_what_a_person_reads_is_one_line(value: Any) -> None:
    assert {unicodedata.category(char) for char in str(value)}.isdisjoint({"Cc", "Cs", "Zl", "Zp"})


@given(actions)
def test_what_holds_many_is_written_short(action: Action) -> None:
    for value in (action, *action.components, TERMS):
        assert len(repr(value)) <= 120
        assert repr(value).startswith(f"<{type(value).__name__} ")
        assert len(repr(value).splitlines()) == 1


def test_a_number_as_long_as_may_be_is_written_under_any_limit_of_digits(
    few_digits: None,  # noqa: ARG001 - a fixture
) -> None:
    session = guide_session().evolve(places=10**999)
    assert "1000000000" in repr(session)
    assert "1000000000" in str(session)
    with pytest.raises(TypeError, match="found 1000000000"):
        session.evolve(site=untyped(10**999))
