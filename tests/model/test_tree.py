"""A value is read and set by path, and shares what is not touched."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pendulum import Date
from tests.values import (
    actions,
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
    Action,
    Address,
    CollectiveInfo,
    Component,
    Path,
    Session,
    Site,
    Term,
    Volume,
    fields,
    natural,
    tree,
)
from bdc_sessions.model.natural import natural_key
from bdc_sessions.model.shape import form_order, shape
from bdc_sessions.model.tree import make_unchecked
from bdc_sessions.texts import normal_text


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
    with pytest.raises(
        TypeError, match=r"^found Session\(number=.*; expected a value of class Action$"
    ):
        action.set("", guide_session())


def test_setting_a_number_puts_the_object_in_its_new_place() -> None:
    action = guide_action_with(guide_session("1"), guide_session("2"))
    renumbered = action.set("components[01].sessions[1].number", "10")
    assert [s.number for s in renumbered.component("01").sessions] == ["2", "10"]


def test_no_key_is_computed_for_every_sibling(monkeypatch: pytest.MonkeyPatch) -> None:
    sessions = [guide_session(f"{number}A") for number in range(1000)]
    action = guide_action_with(*sessions)
    component = action.component("01")
    read: list[str] = []

    def counted(text: str) -> tuple[object, ...]:
        read.append(text)
        return natural_key(text)

    for module in (fields, natural, tree):
        monkeypatch.setattr(module, "natural_key", counted)
    for use in (
        lambda: component.session("500A"),
        lambda: component.with_session(guide_session("500B")),
        lambda: action.set("components[01].sessions[500A].places", 3),
        lambda: action.set("components[01].sessions[500A].number", "500B"),
        lambda: component.evolve(title="Autre"),
    ):
        read.clear()
        use()
        assert len(read) <= 50, "more than some bisections among a thousand"


def test_setting_the_whole_gives_the_new_value() -> None:
    moved_year = guide_action().evolve(year=2024)
    assert guide_action().set("", moved_year) is moved_year


def test_setting_a_field_deep_down() -> None:
    session = guide_session().with_info(guide_info())
    changed = session.set("infos[1].address.suffix", "ter")
    assert changed == session
    assert session.set("infos[1].address.city", "SETE").info(1).address.city == "SETE"


@given(actions, st.text(st.characters(codec="utf-8")))
@example(guide_action(), "a\rb")
def test_what_is_set_is_read_again_in_its_stored_form(action: Action, title: str) -> None:
    for component in action.components:
        path = Path().child("components", component.number) / "title"
        assert action.set(path, title)[path] == normal_text(title)


def test_a_value_made_of_what_is_well_formed_is_like_any_other() -> None:
    for value in (guide_session(), guide_info(), guide_info().address):
        fields = [getattr(value, name) for name in shape(type(value)).order]
        assert make_unchecked(type(value), *fields) == value
        with pytest.raises(TypeError, match="missing 1"):
            make_unchecked(type(value), *fields[1:])


@pytest.mark.parametrize("value", [guide_action(), guide_session(), guide_info(), guide_site()])
def test_a_value_is_not_iterable(value: Any) -> None:
    for use in (iter, list, tuple, lambda v: "number" in v, lambda v: [*v], max, enumerate):
        with pytest.raises(TypeError, match="not iterable"):
            use(value)
    assert not isinstance(value, Iterable)
    with pytest.raises(TypeError):
        reversed(value)
    with pytest.raises(TypeError, match=r"Action\.schemes"):
        guide_action().evolve(schemes=value)


def test_every_object_of_a_class_is_given_with_its_path_in_form_order() -> None:
    session = guide_session("10").with_info(guide_info()).with_info(guide_info().cancel())
    action = guide_action_with(session, guide_session("2"))
    action = action.evolve(components=[*action.components, guide_component().evolve(number="1")])

    def paths(cls: type[Any]) -> list[str]:
        return [str(path) for path, _ in action.each(cls)]

    assert paths(Component) == ["components[01]", "components[1]"]
    assert paths(Session) == ["components[01].sessions[2]", "components[01].sessions[10]"]
    infos = "components[01].sessions[10].infos"
    assert paths(CollectiveInfo) == [f"{infos}[1]", f"{infos}[2]"]
    assert paths(Address) == [f"{infos}[1].address", f"{infos}[2].address"]
    assert len(paths(Volume)) == 6
    assert [(str(path), value) for path, value in session.each(CollectiveInfo)] == [
        ("infos[1]", session.info(1)),
        ("infos[2]", session.info(2)),
    ]


@given(actions)
def test_what_each_gives_stands_at_its_path_in_form_order(action: Action) -> None:
    for cls in (Component, Volume, Session, CollectiveInfo, Address):
        objects = list(action.each(cls))
        assert all(type(value) is cls and action[path] is value for path, value in objects)
        keys = [form_order(Action, path.steps) for path, _ in objects]
        assert keys == sorted(keys)


@pytest.mark.parametrize("wrong", [Action, Site, str, None, "Session", guide_session()])
def test_a_class_that_no_object_below_can_have_is_refused_at_once(wrong: Any) -> None:
    with pytest.raises(
        TypeError,
        match=r"^Action\.each: found .*; expected a class: "
        "Component, Volume, Session, CollectiveInfo, Address$",
    ):
        guide_action().each(wrong)


def test_a_name_in_the_place_of_a_class_is_told() -> None:
    with pytest.raises(TypeError, match=r"^Action\.each: found 'Session'; expected a class: "):
        guide_action().each(untyped("Session"))


def test_nothing_lies_below_an_address() -> None:
    with pytest.raises(TypeError, match=r"expected a class: none, as nothing lies below$"):
        guide_info().address.each(Address)


@given(actions)
def test_every_path_offered_for_completion_leads_somewhere(action: Action) -> None:
    offered = action._ipython_key_completions_()
    assert len(offered) == len(set(offered)) <= 1000
    for path in offered:
        assert action[path] is not None or path.rpartition(".")[2]
    assert {"title", "components"} <= set(offered)


def test_paths_are_offered_for_completion_down_to_the_last() -> None:
    action = guide_action_with(guide_session().with_info(guide_info()))
    offered = action._ipython_key_completions_()
    for path in (
        "components[01]",
        "components[01].sessions[01].places",
        "components[01].sessions[01].infos[1]",
        "components[01].sessions[01].infos[1].address",
        "components[01].sessions[01].infos[1].address.city",
        "components[01].volumes[Heure stagiaire centre].mean",
    ):
        assert path in offered
    assert guide_info().address._ipython_key_completions_()[0] == "number"
    many = guide_action_with(*[guide_session(str(number)) for number in range(500)])
    assert len(many._ipython_key_completions_()) == 1000


@given(actions, st.integers(0, 9))
def test_setting_an_object_is_making_the_value_with_it(action: Action, places: int) -> None:
    for path, session in action.each(Session):
        changed = action.set(path, session.evolve(places=places))
        assert changed == action.set(path / "places", places)
        assert changed[path].places == places


def test_setting_an_information_session_keeps_its_place() -> None:
    session = guide_session().with_info(guide_info()).with_info(guide_info())
    assert session.set("infos[1]", guide_info().cancel()).infos == (
        guide_info().cancel(),
        guide_info(),
    )
    with pytest.raises(TypeError, match=r"^Session\.infos: found "):
        session.set("infos[1]", guide_session())


def test_the_fields_of_a_leaf_are_reached_too() -> None:
    assert guide_session()["site.city"] == "BEZIERS"
    assert guide_session().set("site.city", "SETE").site.city == "SETE"
    assert guide_info().address.set("suffix.code", "4").suffix == Term("ter", code="4")


@pytest.mark.parametrize("wrong", [0, None, 1.5, b"title", ("title", None)])
def test_what_is_no_path_is_refused(wrong: Any) -> None:
    for use in (lambda: guide_action()[wrong], lambda: guide_action().set(wrong, 3)):
        with pytest.raises(TypeError, match="expected a path as text"):
            use()


def test_a_message_of_setting_is_short() -> None:
    with pytest.raises(TypeError) as caught:
        guide_action().set("", "x" * 10**6)
    assert len(str(caught.value)) < 1000
    with pytest.raises(NotFoundError) as absent:
        _ = guide_action()[f"components[{'x' * 10**6}]"]
    assert len(str(absent.value)) < 1000
    assert len(absent.value.message()) < 1000
