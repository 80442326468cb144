"""Working with values: short, and nothing is ever mutated."""

import copy
import pickle
from decimal import Decimal, localcontext
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pendulum import Date
from tests.values import (
    actions,
    components,
    guide_action,
    guide_action_with,
    guide_component,
    guide_info,
    guide_session,
    guide_site,
    untyped,
)

from bdc_sessions.errors import DuplicateNumberError, NotFoundError
from bdc_sessions.model import (
    ABSENT,
    TERMS,
    Action,
    Address,
    Issuer,
    Path,
    Session,
    Term,
    Volume,
    VolumeUnit,
)
from bdc_sessions.model.shape import shape
from bdc_sessions.model.tree import make_unchecked


def test_evolve_is_the_evolve_of_attrs() -> None:
    later = guide_session().evolve(end=Date(2023, 1, 31))
    assert later == attrs.evolve(guide_session(), end=Date(2023, 1, 31))
    assert later.end == Date(2023, 1, 31)


def test_a_value_cannot_be_mutated() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        untyped(guide_session()).places = 3


def test_a_cancelled_session_has_no_places() -> None:
    assert guide_session().cancel() == guide_session().evolve(places=0)


def test_a_cancelled_information_has_no_places() -> None:
    assert guide_info().cancel() == guide_info().evolve(places=0)


def test_an_information_is_appended() -> None:
    first, second = guide_info(), guide_info().cancel()
    session = guide_session().with_info(first).with_info(second)
    assert session.infos == (first, second)
    assert session.info(2) is second


def test_an_information_that_does_not_exist_is_not_found() -> None:
    session = guide_session().with_info(guide_info())
    for place in (0, -1, 2, 10**30):
        with pytest.raises(NotFoundError, match=r"there is: infos\[1\]"):
            session.info(place)


def test_a_session_is_added_in_its_place() -> None:
    component = guide_component().with_session(guide_session("10"))
    grown = component.with_session(guide_session("2"))
    assert [s.number for s in grown.sessions] == ["2", "10"]


def test_a_number_already_taken_is_refused() -> None:
    component = guide_component().with_session(guide_session())
    with pytest.raises(DuplicateNumberError, match="'01'"):
        component.with_session(guide_session().cancel())


def test_a_whole_period_session_lasts_as_its_component() -> None:
    session = guide_component().whole_period_session(site=guide_site(), places=12)
    assert session == Session(
        number="01",
        start=Date(2022, 9, 1),
        end=Date(2024, 6, 30),
        site=guide_site(),
        places=12,
    )


@pytest.mark.parametrize(
    ("taken", "free"),
    [
        ([], "01"),
        (["01"], "02"),
        (["09"], "10"),
        (["01", "99"], "100"),
        (["2", "10"], "11"),
        (["B7"], "01"),
        (["009", "B12"], "010"),
        (["9" * 5000], "1" + "0" * 5000),
    ],
)
def test_the_next_number_follows_the_last(taken: list[str], free: str) -> None:
    component = guide_component().evolve(sessions=[guide_session(n) for n in taken])
    assert component.whole_period_session(site=guide_site(), places=1).number == free


@given(components)
def test_the_next_number_is_always_free(component: object) -> None:
    assert isinstance(component, type(guide_component()))
    new = component.whole_period_session(site=guide_site(), places=1)
    assert component.with_session(new).session(new.number) is new


def test_objects_are_found_by_number() -> None:
    action = guide_action_with(guide_session("01"), guide_session("02"))
    assert action.component("01").session("02") == guide_session("02")
    assert action.component("01").volume("Heure stagiaire centre").headcount == 120


def test_a_number_that_does_not_exist_is_told_with_those_that_do() -> None:
    action = guide_action_with(guide_session("01"), guide_session("02"))
    with pytest.raises(NotFoundError) as caught:
        action.component("01").session("3")
    assert isinstance(caught.value, LookupError)
    assert str(caught.value.path) == "sessions[3]"
    assert caught.value.known == ("sessions[01]", "sessions[02]")
    assert "sessions[01], sessions[02]" in str(caught.value)
    with pytest.raises(NotFoundError, match=r"components\[01\]"):
        action.component("1")
    with pytest.raises(NotFoundError, match="Heure stagiaire centre"):
        action.component("01").volume("Heure")


@pytest.mark.parametrize("number", [None, 1])
def test_a_number_is_a_text(number: Any) -> None:
    with pytest.raises(TypeError, match=r"^Action\.components: found .*; expected a text \(str\)$"):
        guide_action().component(number)
    with pytest.raises(
        TypeError, match=r"^Component\.sessions: found .*; expected a text \(str\)$"
    ):
        guide_component().session(number)


def test_anything_is_read_by_path() -> None:
    action = guide_action_with(guide_session().with_info(guide_info()))
    assert action["components[01].sessions[01].places"] == 10
    assert action[Path.parse("components[01].sessions[01].infos[1].address.city")] == "MONTPELLIER"
    assert action["components[01]"]["sessions[01]"] == action["components[01].sessions[01]"]
    assert action["components"] is action.components
    assert action[""] is action
    assert guide_info().address["suffix"] == Term("ter", code="3")
    assert guide_site()["city"] == "BEZIERS"
    assert action["components[01].volumes[Heure stagiaire centre].mean"] == 310


@pytest.mark.parametrize(
    ("path", "absent", "known"),
    [
        ("componants", "componants", "components"),
        ("components[02].code", "components[02]", "components[01]"),
        (
            "components[01].sessions[01].infos[2]",
            "components[01].sessions[01].infos[2]",
            "infos[1]",
        ),
        ("components[01].sessions[01].infos[01]", "components[01].sessions[01].infos[01]", "infos"),
        ("components[01].sessions[01].infos[x]", "components[01].sessions[01].infos[x]", "infos"),
        ("title[1]", "title[1]", "title"),
        ("title.length", "title.length", "nothing"),
        ("components.code", "components.code", "nothing"),
    ],
)
def test_a_path_that_leads_nowhere_is_not_found(path: str, absent: str, known: str) -> None:
    action = guide_action_with(guide_session().with_info(guide_info()))
    for reach in (lambda: action[path], lambda: action.set(path, "new")):
        with pytest.raises(NotFoundError) as caught:
            reach()
        assert str(caught.value.path) == absent
        assert known in str(caught.value)


def test_what_is_no_collection_is_told_by_its_own_path() -> None:
    for path, known in (("title[1]", "title"), ("components[01].code[1]", "components[01].code")):
        with pytest.raises(NotFoundError) as caught:
            _ = guide_action()[path]
        assert caught.value.known == (known,)


def test_setting_shares_every_untouched_part() -> None:
    action = guide_action_with(guide_session("01").with_info(guide_info()), guide_session("02"))
    later = action["components[01].sessions[01]"].evolve(end=Date(2023, 1, 31))
    changed = action.set("components[01].sessions[01]", later)
    assert changed["components[01].sessions[01]"] is later
    assert changed["components[01].sessions[02]"] is action["components[01].sessions[02]"]
    assert changed.component("01").volumes is action.component("01").volumes
    assert changed.sites is action.sites
    assert action["components[01].sessions[01]"].end == Date(2022, 12, 31)


def test_setting_checks_as_constructors_do() -> None:
    action = guide_action_with(guide_session("01"), guide_session("02"))
    with pytest.raises(TypeError, match=r"Session\.places"):
        action.set("components[01].sessions[01].places", "10")
    with pytest.raises(TypeError, match=r"Component\.sessions"):
        action.set("components[01].sessions[01]", guide_info())
    with pytest.raises(DuplicateNumberError, match="'02'"):
        action.set("components[01].sessions[01].number", "02")
    with pytest.raises(TypeError, match=r"expected a value of class Action"):
        action.set("", guide_session())


def test_setting_a_number_puts_the_object_in_its_new_place() -> None:
    action = guide_action_with(guide_session("1"), guide_session("2"))
    renumbered = action.set("components[01].sessions[1].number", "10")
    assert [s.number for s in renumbered.component("01").sessions] == ["2", "10"]


def test_setting_the_whole_gives_the_new_value() -> None:
    other = guide_action().evolve(year=2024)
    assert guide_action().set("", other) is other


def test_setting_a_field_deep_down() -> None:
    session = guide_session().with_info(guide_info())
    changed = session.set("infos[1].address.suffix", "ter")
    assert changed == session
    assert session.set("infos[1].address.city", "SETE").info(1).address.city == "SETE"


@given(actions, st.text(st.characters(codec="utf-8")))
def test_what_is_set_is_read_again(action: Action, title: str) -> None:
    for component in action.components:
        path = Path().child("components", component.number) / "title"
        assert action.set(path, title)[path] == title


def test_the_guides_labels() -> None:
    assert guide_component().label == "01 - FORP - Formation Projet Pro"
    assert guide_site().label == "ORGANISME TEST PRF 23 / CAP 2000 TEST / BEZIERS / 34500"
    assert guide_info().address.line == "12 ter allée de la madeleine"
    assert guide_info().address.postal_line == "34000 MONTPELLIER"
    bare = Address(street="la place", postal_code="34000", city="MONTPELLIER", cedex="CEDEX 2")
    assert bare.line == "la place"
    assert bare.postal_line == "34000 MONTPELLIER CEDEX 2"
    assert str(Issuer("BL", "")) == "BL"


def test_totals_add_up_by_kind() -> None:
    hours = Volume(
        kind="Heure",
        unit=VolumeUnit.HC,
        headcount=10,
        mean=5,
        minimum=1,
        total=Decimal("12345.125"),
    )
    more = hours.evolve(headcount=None, minimum=2, total=Decimal("1E+20"))
    action = guide_action().evolve(
        components=[
            guide_component().evolve(number="01", volumes=[hours]),
            guide_component().evolve(
                number="02", volumes=[more, Volume(kind="Forfait", unit=VolumeUnit.FP)]
            ),
        ]
    )
    with localcontext() as context:
        context.prec = 3
        assert action.totals == (
            Volume(kind="Forfait", unit=VolumeUnit.FP),
            Volume(
                kind="Heure",
                unit=VolumeUnit.HC,
                headcount=10,
                mean=5,
                minimum=None,
                total=Decimal("100000000000000012345.125"),
            ),
        )


def test_the_totals_of_one_component_are_its_volumes() -> None:
    assert guide_action().totals == guide_component().volumes


@given(actions)
def test_values_survive_pickling_and_copying(action: Action) -> None:
    for again in (
        pickle.loads(pickle.dumps(action)),
        copy.copy(action),
        copy.deepcopy(action),
    ):
        assert again == action
        assert hash(again) == hash(action)
        assert repr(again) == repr(action)


def test_values_have_no_dict() -> None:
    for value in (guide_action(), guide_component(), guide_session(), guide_info(), Term("a")):
        assert not hasattr(value, "__dict__")


def test_absent_is_one_object_and_false() -> None:
    assert pickle.loads(pickle.dumps(ABSENT)) is ABSENT
    assert copy.deepcopy(ABSENT) is ABSENT
    assert not ABSENT
    assert repr(ABSENT) == "ABSENT"


def test_a_text_is_looked_up_among_the_terms() -> None:
    address = Address(
        suffix="ter", street_type="allée", street="a", postal_code="34000", city="SETE"
    )
    assert address.suffix == Term("ter", code="3")
    assert address.street_type == Term("allée", code="3")
    assert address.evolve(suffix="bis").suffix == Term("bis")
    assert address.evolve(suffix=Term("ter")).suffix == Term("ter")
    assert address.evolve(suffix=None).suffix is None


def test_a_caller_may_bring_a_table_of_codes() -> None:
    codes = TERMS.with_("suffix", bis="1")
    assert codes.term("suffix", "bis") == Term("bis", code="1")
    assert codes.term("suffix", "quater") == Term("quater")
    assert str(Term("bis", code="1")) == "bis"


def test_a_value_made_of_what_is_well_formed_is_like_any_other() -> None:
    for value in (guide_session(), guide_info(), guide_info().address):
        fields = [getattr(value, name) for name in shape(type(value)).order]
        assert make_unchecked(type(value), *fields) == value
        with pytest.raises(ValueError, match="zip"):
            make_unchecked(type(value), *fields[1:])
