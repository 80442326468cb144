"""The values of the model keep what they promise: valid, fitting, small, and at the edges."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any, get_args

import attrs
import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from pendulum import Date, Time
from tests.testing.profiles import HEALTHY, SEARCH, SHRUNK, SIMPLEST
from tests.values import guide_action_with, guide_session

import bdc_sessions
from bdc_sessions import (
    ADVICE,
    RULES,
    Action,
    Address,
    CollectiveInfo,
    Component,
    EntryMode,
    Path,
    Session,
    Site,
    Term,
    Volume,
    VolumeUnit,
    validate,
)
from bdc_sessions import testing as t
from bdc_sessions.testing import CONTEXT, Quality

MODEL: dict[type[Any], Callable[..., st.SearchStrategy[Any]]] = {
    Action: t.actions,
    Component: t.components,
    Volume: t.volumes,
    Site: t.sites,
    Session: t.sessions,
    CollectiveInfo: t.collective_infos,
    Address: t.addresses,
}
ALL = RULES | ADVICE


@pytest.mark.parametrize("cls", MODEL)
@HEALTHY
@given(data=st.data())
def test_what_is_drawn_breaks_no_rule(cls: type[Any], data: st.DataObject) -> None:
    report = validate(data.draw(MODEL[cls]()), **CONTEXT)
    assert not report.violations, report


@HEALTHY
@given(t.actions())
def test_an_actions_rules_are_all_judged(action: Action) -> None:
    assert not validate(action, **CONTEXT).skipped


@HEALTHY
@given(t.actions(quality=Quality.ADVISED, min_components=1, min_sessions=1))
def test_an_advised_action_keeps_the_advice_too(action: Action) -> None:
    report = validate(action, rules=ALL, **CONTEXT)
    assert not report.violations, report
    assert not report.skipped


@HEALTHY
@given(st.data())
def test_a_part_fits_the_parents_that_it_was_drawn_for(data: st.DataObject) -> None:
    action = data.draw(t.actions(min_components=1, min_sessions=1))
    component = data.draw(st.sampled_from(action.components))
    session = data.draw(st.sampled_from(component.sessions))
    path = Path().child("components", component.number)
    new = data.draw(t.sessions(component=component, action=action))
    replaced = data.draw(t.sessions(number=session.number, component=component, action=action))
    info = data.draw(t.collective_infos(session=session, action=action))
    for edited in (
        action.evolve(components=[*action.components, data.draw(t.components(action=action))]),
        action.set(path, component.with_session(new)),
        action.set(path.child("sessions", session.number), replaced),
        action.set(path.child("sessions", session.number), session.with_info(info)),
    ):
        report = validate(edited, **CONTEXT)
        assert not report.violations, report


@HEALTHY
@given(st.data())
def test_parts_are_drawn_for_any_parents(data: st.DataObject) -> None:
    action = data.draw(t.actions(quality=Quality.ANY, min_components=1, min_sessions=1))
    component = action.components[0]
    session = component.sessions[0]
    drawn = data.draw(t.sessions(component=component, action=action))
    assert drawn.number not in [taken.number for taken in component.sessions]
    assert isinstance(data.draw(t.components(action=action)), Component)
    assert isinstance(data.draw(t.collective_infos(session=session, action=action)), CollectiveInfo)
    assert isinstance(data.draw(t.changed(action)), Action)


@HEALTHY
@given(t.actions().flatmap(lambda action: st.tuples(st.just(action), t.changed(action))))
def test_people_do_not_break_what_they_edit(edit: tuple[Action, Action]) -> None:
    before, after = edit
    report = validate(after, **CONTEXT)
    assert not report.violations, report
    for change in bdc_sessions.diff(before, after):
        assert not change.is_removal


def test_the_keywords_are_kept() -> None:
    action = find(t.actions(min_components=3, min_sessions=4), bool, settings=SIMPLEST)
    assert len(action.components) >= 3
    assert all(len(component.sessions) >= 4 for component in action.components)
    anything = find(
        t.actions(min_components=3, min_sessions=4, quality=Quality.ANY), bool, settings=SIMPLEST
    )
    assert len(anything.components) >= 3
    assert all(len(component.sessions) >= 4 for component in anything.components)
    for quality in Quality:
        drawn = st.tuples(
            t.sessions(number="7", quality=quality).map(lambda session: session.number),
            t.components(number="7", quality=quality).map(lambda component: component.number),
            t.volumes(kind="Heure", quality=quality).map(lambda volume: volume.kind),
        )
        assert find(drawn, bool, settings=SIMPLEST) == ("7", "7", "Heure")


@pytest.mark.parametrize("quality", Quality)
def test_more_sessions_than_there_are_usual_numbers(quality: Quality) -> None:
    component = find(t.components(min_sessions=30, quality=quality), bool, settings=SIMPLEST)
    assert len({session.number for session in component.sessions}) >= 30


SITE = Site(
    name="ORGANISME TEST PRF 23", place="CAP 2000 TEST", city="BEZIERS", postal_code="34500"
)
ADDRESS = Address(street="de la madeleine", postal_code="34500", city="BEZIERS")


@pytest.mark.parametrize(
    ("strategy", "smallest"),
    [
        (t.sites(), SITE),
        (t.addresses(), ADDRESS),
        (t.terms(), Term("ter", code="3")),
        (t.issuers(), bdc_sessions.Issuer("BL", "Administrateur")),
        (t.volumes(), Volume(kind="Heure stagiaire centre", unit=VolumeUnit.FP)),
        (
            t.collective_infos(),
            CollectiveInfo(
                date=Date(2020, 1, 1),
                start=Time(10, 0),
                end=Time(12, 0),
                places=10,
                address=ADDRESS,
            ),
        ),
        (
            t.sessions(),
            Session(
                number="01", start=Date(2022, 9, 1), end=Date(2024, 6, 30), site=SITE, places=10
            ),
        ),
        (
            t.components(),
            Component(
                number="01",
                code="FORP",
                title="Formation Projet Pro",
                start=Date(2022, 9, 1),
                end=Date(2024, 6, 30),
                city="BEZIERS",
                postal_code="34500",
            ),
        ),
        (
            t.actions(),
            Action(
                number="23P0000000_TEST_1",
                contract_number="23P0000000",
                title="LOT TEST FORFAIT PARCOURS 2023",
                holder="ORGANISME TEST PRF 23",
                status="EC",
                year=2023,
                consultation="PROJET PRO 2023",
                start=Date(2022, 9, 1),
                end=Date(2024, 6, 30),
                entry=EntryMode.FIXED,
            ),
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_the_simplest_is_the_guides_own(strategy: st.SearchStrategy[Any], smallest: Any) -> None:
    assert find(strategy, lambda _: True, settings=SIMPLEST) == smallest


def test_a_failing_case_is_written_as_one_would_write_it_and_holds_what_it_takes() -> None:
    @settings(SHRUNK, derandomize=True, print_blob=False, phases=[Phase.generate, Phase.shrink])
    @given(t.components(min_sessions=1))
    def failing(component: Component) -> None:
        assert len(component.sessions[0].infos) < 2

    with pytest.raises(AssertionError) as caught:
        failing()
    told = "\n".join(caught.value.__notes__)
    assert "volumes=()," in told
    assert "site=Site(name='ORGANISME TEST PRF 23'," in told


def test_an_edit_shrinks_to_none_and_a_dossier_to_its_action() -> None:
    action = guide_action_with(guide_session())
    assert find(t.changed(action), lambda _: True, settings=SIMPLEST) == action
    assert find(t.dossiers(), lambda _: True, settings=SIMPLEST).requests == ()
    assert len(find(t.changes(), lambda _: True, settings=SIMPLEST)) == 0
    smallest = find(t.changed(action), lambda after: after != action, settings=SHRUNK)
    assert len(bdc_sessions.diff(action, smallest)) <= len(("start", "end", "places"))


def any_session(wanted: Callable[[Session], bool]) -> Callable[[Action], bool]:
    return lambda action: any(wanted(s) for c in action.components for s in c.sessions)


def any_component(wanted: Callable[[Component], bool]) -> Callable[[Action], bool]:
    return lambda action: any(map(wanted, action.components))


EDGES: dict[str, Callable[[Action], bool]] = {
    "permanent entry": lambda a: a.entry is EntryMode.PERMANENT and bool(a.components),
    "a leap day": any_session(lambda s: (s.start.month, s.start.day) == (2, 29)),
    "a component over the whole action": lambda a: any_component(
        lambda c: (c.start, c.end) == (a.start, a.end)
    )(a),
    "a component on the action's last day": lambda a: any_component(
        lambda c: c.start == c.end == a.end != a.start
    )(a),
    "a session over its whole component": any_component(
        lambda c: any((s.start, s.end) == (c.start, c.end) for s in c.sessions)
    ),
    "a session of one day": any_session(lambda s: s.start == s.end),
    "a session of 0 places": any_session(lambda s: s.places == 0),
    "a session with as many places as its component has headcount": any_component(
        lambda c: any(s.places == v.headcount != 0 for s in c.sessions for v in c.volumes)
    ),
    "the second of two sessions": any_component(lambda c: len(c.sessions) > 1),
    "two sessions of the same dates and site, one cancelled": any_component(
        lambda c: any(
            (s.start, s.end, s.site) == (o.start, o.end, o.site) and s.places > 0
            for s, o in pairwise(c.sessions)
        )
    ),
    "number 10 after number 2": any_component(
        lambda c: ("2", "10") in list(pairwise(s.number for s in c.sessions))
    ),
    "a number that is no number": any_session(lambda s: s.number == "A"),
    "a bracket in a number": any_session(lambda s: "]" in s.number),
    "two information sessions": any_session(lambda s: len(s.infos) > 1),
    "an information session with places behind one without": any_session(
        lambda s: [info.places > 0 for info in s.infos] == [False, True]
    ),
    "an information session on the day that its session starts": any_session(
        lambda s: any(info.date == s.start for info in s.infos)
    ),
    "an information session before the component": any_component(
        lambda c: any(info.date < c.start for s in c.sessions for info in s.infos)
    ),
    "an information session within a session that one may enter at any time": any_session(
        lambda s: any(s.start < info.date == s.end for info in s.infos)
    ),
    "an information session for more than the session holds": any_session(
        lambda s: any(info.places > s.places > 0 for info in s.infos)
    ),
    "an information session on a holiday": any_session(
        lambda s: any(info.date in CONTEXT["holidays"] for info in s.infos)
    ),
    "an information session all day long": any_session(
        lambda s: any((i.start, i.end) == (Time(0, 0), Time(23, 59)) for i in s.infos)
    ),
    "a comment just short enough": any_session(
        lambda s: any(len(info.comment or "") == 500 for info in s.infos)
    ),
    "quotes, apostrophes and markup": lambda a: (
        '"' in a.title and "<" in a.title and "'" in a.holder
    ),
    "accents and guillemets": lambda a: "é" in a.title and "«" in a.title,
    "another year than that of its start": lambda a: a.year != a.start.year,
    "no sites": lambda a: not a.sites,
}


@pytest.mark.parametrize("edge", EDGES)
def test_the_edges_are_drawn(edge: str) -> None:
    action = find(t.actions(), EDGES[edge], settings=SEARCH)
    assert not validate(action, **CONTEXT).violations


ADDRESS_EDGES: dict[str, Callable[[Address], bool]] = {
    "a Cedex": lambda a: a.cedex == "CEDEX 02",
    "a town among several of its code": lambda a: len(CONTEXT["postal"](a.postal_code)) > 1,
    "a code that starts with 0": lambda a: a.postal_code.startswith("0"),
    "a town written with accents": lambda a: a.city == "Saint-Étienne",
    "a line just full": lambda a: len(a.line) == 38,
    "a building just as long as a line": lambda a: len(a.building or "") == 38,
    "a coded suffix": lambda a: a.suffix == Term("ter", code="3"),
    "a suffix without a code": lambda a: a.suffix == Term("quater"),
    "a street without type and number": lambda a: a.line == a.street,
}


@pytest.mark.parametrize("edge", ADDRESS_EDGES)
def test_the_edges_of_addresses_are_drawn(edge: str) -> None:
    address = find(t.addresses(), ADDRESS_EDGES[edge], settings=SEARCH)
    assert not validate(address, **CONTEXT).violations


OPTIONAL = [
    (cls, field.name)
    for cls in MODEL
    for field in attrs.fields(cls)
    if type(None) in get_args(field.type)
]


@pytest.mark.parametrize(("cls", "name"), OPTIONAL)
def test_every_optional_field_is_given_and_left_out(cls: type[Any], name: str) -> None:
    value = find(MODEL[cls](), lambda value: getattr(value, name) is None, settings=SEARCH)
    assert getattr(value, name) is None
    value = find(MODEL[cls](), lambda value: getattr(value, name) is not None, settings=SEARCH)
    assert getattr(value, name) is not None


@pytest.mark.parametrize("code", ["ACT-001", "CMP-003", "SES-002", "SES-003", "INF-001", "INF-005"])
def test_what_is_only_well_formed_breaks_rules(code: str) -> None:
    def breaks(action: Action) -> bool:
        return bool(validate(action).by_code(code))

    assert breaks(find(t.actions(quality=Quality.ANY), breaks, settings=SEARCH))
