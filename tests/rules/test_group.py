from typing import Any

import pytest
from tests.rules.own_rules import CONTEXT, made

from bdc_sessions import (
    RULES,
    Action,
    CollectiveInfo,
    Component,
    Group,
    Path,
    Report,
    RuleSet,
    Session,
    Severity,
    Twins,
    validate,
)
from bdc_sessions.rules import Aggregate
from bdc_sessions.rules.example import SESSION, example_action, second_info, second_session


def test_twins_are_found_for_a_session_validated_alone() -> None:
    component = example_action().component("01")
    twin = component.session("01").evolve(number="02")
    report = validate(twin, component=component)
    assert [(v.code, str(v.path)) for v in report] == [("SES-006", "start")]
    assert report[0].related == (Path.parse("end"), Path.parse("site"))
    assert len(validate(component.session("01"), component=component)) == 0


def test_a_session_is_no_twin_of_what_it_was() -> None:
    component = example_action().component("01")
    assert len(validate(component.session("01").evolve(places=3), component=component)) == 0


def test_twins_are_found_for_an_information_validated_alone() -> None:
    def told_once(info: CollectiveInfo, twin: CollectiveInfo) -> bool:
        return info.address != twin.address

    first = Twins(of=Session, members="infos", alike=("date",), where=lambda _: True)
    own = made(told_once, on=CollectiveInfo, twins=first)
    session = example_action().component("01").session("01")
    again = session.info(1).evolve(places=3)
    report = validate(again, session=session, rules=RuleSet([own]))
    assert [(v.code, str(v.path)) for v in report] == [("REG-001", "places")]
    assert len(validate(session.info(1), session=session, rules=RuleSet([own]))) == 0
    report = validate(session.with_info(again), rules=RuleSet([own]))
    assert [str(v.path) for v in report] == ["infos[2].places"]
    assert report[0].related == (Path.parse("infos[1]"),)


def test_an_embedders_rule_takes_part_with_values_over_a_collection() -> None:
    busiest = Group(
        name="busiest", of=Component, members="sessions", how=Aggregate.MAX, field="places"
    )

    def is_the_busiest(session: Session, busiest: int) -> bool:
        return session.places == busiest

    own = made(is_the_busiest, groups=(busiest,), fr="{session.places} sur {busiest}.")
    second = example_action().component("01").session("01").evolve(number="02", places=4)
    component = example_action().component("01").with_session(second)
    report = validate(component, rules=RuleSet([own]))
    assert [v.message() for v in report] == ["4 sur 10."]
    assert own.needs == ("component",)
    assert own.title() == "is the busiest"


def test_two_groups_of_one_name_do_not_mix() -> None:
    def none_counted(session: Session, all_places: int) -> bool:
        return all_places == session.places * 0

    other = Group(
        name="all_places",
        of=Component,
        members="sessions",
        how=Aggregate.COUNT,
        field="places",
        where=lambda session: session.places > 1000,
    )
    own = made(none_counted, groups=(other,))
    assert len(validate(example_action(), rules=RULES.with_(own), **CONTEXT)) == 0


@pytest.mark.parametrize(("of", "members"), [(Session, "infos"), (Component, "sessions")])
def test_a_group_value_that_fails_is_told_by_each_rule_that_takes_it(
    of: type[Any], members: str
) -> None:
    def ignores(session: Session, broken: int) -> bool:
        return session.places >= 0 or broken > 0

    broken = Group(name="broken", of=of, members=members, how=Aggregate.SUM, field="no_such_field")
    own = made(ignores, groups=(broken,))
    for rules in (RuleSet([own]), RULES.with_(own)):
        (violation,) = validate(example_action(), rules=rules)
        assert (violation.code, violation.severity) == ("REG-001", Severity.WARNING)
        assert violation.exception is not None
        assert "no_such_field" in violation.exception


def test_what_a_failing_group_value_kept_from_being_judged_is_judged_once_it_is_mended() -> None:
    shares = Group(
        name="shares",
        of=Component,
        members="sessions",
        how=Aggregate.COUNT,
        field="places",
        where=lambda session: 10 // session.places > 0,
    )
    rules = RuleSet([made(lambda session, shares: shares > 1, groups=(shares,))])
    fine = example_action()
    broken = fine.set(SESSION + ".places", 0)
    report = validate(broken, rules=rules)
    (failed,), (violation,) = report, validate(fine, rules=rules, since=report)
    assert "ZeroDivisionError" in str(failed.exception)
    assert (violation.exception, violation.value) == (None, 10)
    assert validate(broken, rules=rules, since=validate(fine, rules=rules)) == report
    two = second_session(places=5)(fine)
    both = validate(two.set(SESSION + ".places", 0), rules=rules, since=validate(two, rules=rules))
    assert [v.exception for v in both] == [failed.exception] * 2


def test_twins_that_fail_are_told_once_at_the_first_member() -> None:
    def no_twin(session: Session, twin: Session | None) -> bool:
        return twin is None and session.places > 0

    broken = Twins(of=Component, members="sessions", alike=("no_such_field",), where=lambda _: True)
    own = made(no_twin, twins=broken)
    action = example_action()
    assert len(validate(action, rules=RuleSet([own]))) == 0
    two = second_session(places=9)(action)
    report = validate(two, rules=RuleSet([own]))
    assert [(str(v.path), v.value) for v in report] == [(SESSION + ".places", 10)]
    assert report[0].exception is not None
    assert "no_such_field" in report[0].exception
    component = two.component("01")
    alone = validate(component.session("02"), component=component, rules=RuleSet([own]))
    assert [(str(v.path), v.value) for v in alone] == [("places", 9)]


@pytest.mark.parametrize(("alike", "key"), [(("start", "number"), None), (("number",), str.upper)])
def test_members_that_a_field_or_the_key_tells_apart_are_asked_nothing_more(
    alike: tuple[str, ...], key: Any
) -> None:
    calls: list[Session] = []
    twins = Twins(of=Component, members="sessions", alike=alike, where=calls.append, key=key)
    first, second = second_session()(example_action()).component("01").sessions
    assert twins.firsts((first, second)) == {}
    assert calls == []
    assert twins.firsts((first, first)) == {}
    assert calls == [first, first]


def test_a_twin_is_told_with_the_first_that_is_like_it() -> None:
    twins = Twins(of=Component, members="sessions", alike=("places",), where=lambda _: True)
    first = example_action().component("01").session("01")
    members = tuple([first.evolve(places=places) for places in (1, 2, 1, 2)])
    assert twins.firsts(members) == {2: 0, 3: 1}


def test_since_a_report_twins_are_sought_only_where_what_is_alike_has_changed() -> None:
    calls: list[int] = []

    def kept(places: int) -> int:
        calls.append(places)
        return places

    def places_asked(after: Action) -> list[int]:
        calls.clear()
        validate(after, rules=rules, since=before)
        return calls

    alike = Twins(
        of=Component, members="sessions", alike=("places",), where=lambda _: True, key=kept
    )
    rules = RuleSet([made(lambda session, twin: False, twins=alike)])
    two = second_session(places=9)(example_action())
    before = validate(two, rules=rules)
    assert places_asked(two.set(SESSION + ".offer_code", "A")) == [10, 10]
    assert places_asked(two.set(SESSION + ".places", 8)) == [8, 10, 8, 9]
    assert places_asked(second_session(number="03", places=7)(two)) == [10, 9, 7]


def test_a_key_is_made_of_what_may_be_alike_only() -> None:
    def tens(places: int) -> int:
        return 10 // places

    alike = Twins(
        of=Component,
        members="sessions",
        alike=("places",),
        where=lambda session: session.places != 0,
        key=tens,
    )
    own = made(lambda session, twin: False, twins=alike)
    action = second_session(places=0)(example_action())
    assert len(validate(action, rules=RuleSet([own]))) == 0
    action = second_session(places=9)(example_action())
    assert [v.value for v in validate(action, rules=RuleSet([own]))] == [9]


@pytest.mark.parametrize("wrong", [1, 2])
def test_twins_that_fail_after_an_edit_only_are_found_since_the_report(wrong: int) -> None:
    alike = Twins(
        of=Component,
        members="sessions",
        alike=("start",),
        where=lambda session: 10 // session.places > 0,
    )
    rules = RuleSet([made(lambda session, twin: True, twins=alike, fields=("number",))])
    fine = second_session(places=9)(example_action())
    before = validate(fine, rules=rules)
    edited = fine.set(f"components[01].sessions[0{wrong}].places", 0)
    report = validate(edited, rules=rules, since=before)
    assert [str(v.path) for v in report] == [SESSION + ".number"]
    assert report == validate(edited, rules=rules)
    further = edited.set(f"components[01].sessions[0{3 - wrong}].offer_code", "A")
    assert validate(further, rules=rules, since=report) == report
    assert validate(fine, rules=rules, since=report) == before == Report(of=Action)


def test_since_a_report_a_rule_of_twins_is_judged_anew_where_a_twin_has_changed() -> None:
    def first_has_fewer_places(session: Session, twin: Session) -> bool:
        return twin.places < session.places

    alike = Twins(of=Component, members="sessions", alike=("site",), where=lambda _: True)
    rules = RuleSet([made(first_has_fewer_places, twins=alike)])
    kept = second_session(places=11)(example_action())
    broken = kept.set(SESSION + ".places", 12)
    before = validate(kept, rules=rules)
    assert len(before) == 0
    after = validate(broken, rules=rules, since=before)
    assert [v.value for v in after] == [11]
    assert len(validate(kept, rules=rules, since=after)) == 0


def test_since_a_report_twins_are_found_in_a_session_with_another_number() -> None:
    action = second_info()(example_action())
    before = validate(action)
    component = action.component("01")
    renamed = action.set("components[01].sessions", [component.sessions[0].evolve(number="07")])
    after = validate(renamed, since=before)
    assert [str(v.path) for v in after] == ["components[01].sessions[07].infos[2].date"]


def test_members_without_a_value_of_the_field_are_passed_over() -> None:
    component = second_session(offer_code="A")(example_action()).component("01")
    of: dict[str, Any] = {"name": "n", "of": Component, "members": "sessions"}
    counted = Group(how=Aggregate.COUNT, field="offer_code", **of)
    greatest = Group(how=Aggregate.MAX, field="offer_code", **of)
    assert (counted.value(component), greatest.value(component)) == (1, "A")
    none = component.evolve(sessions=())
    assert (counted.value(none), greatest.value(none)) == (0, None)
    assert Group(how=Aggregate.SUM, field="places", **of).value(none) == 0


def test_a_twin_among_others_is_told_alone() -> None:
    first = example_action().component("01").session("01")
    three = [first.evolve(number=n) for n in ("01", "02", "03")]
    component = example_action().component("01").evolve(sessions=three)
    for session, count in zip(three, (0, 1, 1), strict=True):
        assert len(validate(session, component=component).by_code("SES-006")) == count


def test_each_twin_is_told_with_the_first() -> None:
    first = example_action().component("01").session("01")
    three = [first.evolve(number=n) for n in ("01", "02", "03")]
    action = example_action().set("components[01].sessions", three)
    report = validate(action, rules=RULES.only("SES-006"))
    assert [str(v.path) for v in report] == [
        f"components[01].sessions[{n}].start" for n in ("02", "03")
    ]
    assert all(Path.parse(SESSION) in v.related for v in report)
