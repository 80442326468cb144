"""A component: its sessions and volumes by number and kind, the next number."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from pendulum import Date
from tests.values import (
    components,
    guide_action,
    guide_action_with,
    guide_component,
    guide_info,
    guide_session,
    guide_site,
    sessions,
    untyped,
)

from bdc_sessions.errors import DuplicateNumberError, NotFoundError
from bdc_sessions.model import (
    Component,
    Path,
    Session,
)


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


def test_a_session_is_added_in_its_place() -> None:
    component = guide_component().with_session(guide_session("10"))
    grown = component.with_session(guide_session("2"))
    assert [s.number for s in grown.sessions] == ["2", "10"]


def test_a_number_already_taken_is_refused() -> None:
    component = guide_component().with_session(guide_session())
    with pytest.raises(DuplicateNumberError, match="'01'"):
        component.with_session(guide_session().cancel())


def test_two_sessions_with_one_number_are_refused() -> None:
    with pytest.raises(DuplicateNumberError) as caught:
        guide_component().evolve(sessions=[guide_session(), guide_session("2"), guide_session()])
    assert caught.value.number == "01"
    assert str(caught.value.path) == "sessions[01]"
    assert isinstance(caught.value, ValueError)


def test_a_whole_period_session_lasts_as_its_component() -> None:
    session = guide_component().whole_period_session(site=guide_site(), places=12)
    assert session == Session(
        number="01",
        start=Date(2022, 9, 1),
        end=Date(2024, 6, 30),
        site=guide_site(),
        places=12,
    )


def test_the_next_number_is_that_of_a_whole_period_session() -> None:
    component = guide_component().evolve(sessions=[guide_session("01"), guide_session(" 02")])
    assert component.next_number == "03"
    assert component.whole_period_session(site=guide_site(), places=1).number == "03"


@given(components)
def test_the_next_number_is_always_free(component: object) -> None:
    assert isinstance(component, type(guide_component()))
    new = component.whole_period_session(site=guide_site(), places=1)
    assert component.with_session(new).session(new.number) is new


def test_a_number_is_found_in_any_normal_form() -> None:
    component = guide_component().with_session(guide_session("e\u03011\r\n"))
    (session,) = component.sessions
    assert session.number == "\xe91\n"
    for number in ("\xe91\n", "e\u03011\r", "e\u03011\r\n"):
        assert component.session(number) is session
        assert component[Path().child("sessions", number)] is session
        assert component.set(f"sessions[{number}].places", 3).sessions[0].places == 3
    action = guide_action().evolve(components=[component.evolve(number="e\u0301")])
    assert action.component("e\u0301") is action.component("\xe9")
    volumes = component.evolve(volumes=[component.volumes[0].evolve(kind="e\u0301")])
    assert volumes.volume("e\u0301").kind == "\xe9"


def test_a_taken_number_is_told_with_the_next_free_one() -> None:
    component = guide_component().with_session(guide_session("01"))
    makes: list[Callable[[], Component]] = [
        lambda: component.with_session(guide_session("01")),
        lambda: component.evolve(sessions=[guide_session("01"), guide_session("01")]),
    ]
    for make in makes:
        with pytest.raises(DuplicateNumberError) as caught:
            make()
        assert (str(caught.value.path), caught.value.number) == ("sessions[01]", "01")
        assert caught.value.free == "02"
    with pytest.raises(DuplicateNumberError) as of_volumes:
        component.evolve(volumes=[component.volumes[0]] * 2)
    assert of_volumes.value.free is None


def test_only_a_session_is_added() -> None:
    with pytest.raises(TypeError, match=r"^Component\.sessions: found .*; expected a Session$"):
        guide_component().with_session(untyped(guide_info()))


@given(components, sessions)
def test_adding_a_session_is_making_the_component_with_it(
    component: Component, session: Session
) -> None:
    def make() -> Component:
        return component.evolve(sessions=(*component.sessions, session))

    if session.number not in [there.number for there in component.sessions]:
        assert component.with_session(session) == make()
        return
    with pytest.raises(DuplicateNumberError) as made:
        make()
    with pytest.raises(DuplicateNumberError) as added:
        component.with_session(session)
    assert vars(added.value) == vars(made.value)


def test_what_a_person_reads_of_a_component() -> None:
    component = guide_component().with_session(guide_session())
    assert str(component) == "01 - FORP - Formation Projet Pro"
    assert repr(component) == "<Component 01: 3 volumes, 1 session>"
    empty = component.evolve(volumes=(), sessions=())
    assert repr(empty) == "<Component 01: 0 volumes, 0 sessions>"
    long = component.evolve(number="x" * 500 + "\n", title="a\nb")
    assert len(repr(long)) == 120
    assert str(long).endswith("a\\nb")
    assert long.label.endswith("a\nb")
