from concurrent.futures import ThreadPoolExecutor
from decimal import Context, Decimal, Inexact, localcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pendulum import Date
from tests.rules.own_rules import CONTEXT, SAID, made
from tests.values import actions, edited, untyped

from bdc_sessions import (
    ADVICE,
    RULES,
    Action,
    Address,
    CollectiveInfo,
    Component,
    Dossier,
    FieldChange,
    Issuer,
    Report,
    RuleSet,
    Session,
    Severity,
    Term,
    Volume,
    VolumeUnit,
    rule,
    validate,
)
from bdc_sessions.rules.example import SESSION, example_action
from bdc_sessions.rules.groups import LARGEST_HEADCOUNT


@given(st.data())
def test_judging_only_what_changed_gives_what_judging_all_gives(data: st.DataObject) -> None:
    rules = RULES | ADVICE
    action = data.draw(actions)
    report = validate(action, rules=rules, **CONTEXT)
    for _ in range(3):
        action = data.draw(edited(action))
        report = validate(action, rules=rules, since=report, **CONTEXT)
        assert report == validate(action, rules=rules, **CONTEXT)


@given(actions)
def test_validation_is_deterministic_and_leaves_its_subject_alone(action: Action) -> None:
    before = repr(action)
    assert validate(action, **CONTEXT) == validate(action, **CONTEXT)
    assert repr(action) == before


def test_other_arguments_make_a_full_run() -> None:
    action = example_action().set(SESSION + ".places", 0)
    report = validate(action)
    for given_ in (
        {"rules": RULES.without("INF-009")},
        {"today": Date(2022, 9, 1)},
        {"postal": CONTEXT["postal"]},
    ):
        assert validate(action, since=report, **given_) == validate(action, **given_)
    session = action.component("01").session("01")
    assert validate(session, since=report) == validate(session)


def test_only_values_of_the_model_are_validated() -> None:
    change = FieldChange("places", 10, 0)
    wrong: Any
    for wrong in (Dossier(example_action()), change, {}, None, validate(example_action())):
        with pytest.raises(TypeError, match=r"expected a value of the model, such as an Action$"):
            validate(wrong)
    for value in (Term("ter"), example_action().sites[0], Issuer("BL", "Administrateur")):
        assert validate(value) == Report(of=type(value))


def test_a_message_never_tells_a_whole_value() -> None:
    wrong: Any
    for wrong in ([example_action()] * 1000, "x" * 10**6):
        with pytest.raises(TypeError) as caught:
            validate(wrong)
        assert len(str(caught.value)) < 1000


def test_arithmetic_is_exact_in_any_context() -> None:
    right = Volume(
        kind="k",
        unit=VolumeUnit.HC,
        headcount=123,
        mean=Decimal("310.55"),
        total=Decimal("38197.65"),
    )
    huge = Decimal("10000000000000000000000000000.01")
    off = right.evolve(headcount=3, mean=huge, total=Decimal("3" + "0" * 28))
    for context in (Context(prec=3), Context(prec=3, traps=[Inexact]), Context(Emax=1, prec=1)):
        with localcontext(context):
            assert len(validate(right)) == 0
            assert [v.code for v in validate(off)] == ["CMP-004"]


def test_a_rule_may_validate_in_its_turn() -> None:
    def sound(session: Session) -> bool:
        return validate(session).ok

    own = made(sound)
    assert len(validate(example_action(), rules=RULES.with_(own))) == 0


def test_threads_that_share_a_set_get_the_same_reports() -> None:
    action = example_action().set(SESSION + ".places", -1)
    sets = [RuleSet(RULES) for _ in range(5)]
    with ThreadPoolExecutor(8) as pool:
        reports = set(pool.map(lambda rules: validate(action, rules=rules), sets * 4))
    assert reports == {validate(action)}


def test_a_part_is_judged_by_the_parents_given_with_it() -> None:
    action = example_action()
    component = action.component("01")
    late = component.session("01").evolve(end=Date(2024, 7, 1))
    report = validate(late, component=component, action=action)
    assert [(v.code, str(v.path)) for v in report] == [("SES-002", "end")]
    info = late.info(1).evolve(date=Date(2022, 9, 2))
    assert [v.code for v in validate(info, session=late, action=action)] == ["INF-003"]


def test_an_equal_copy_that_shares_its_parts_keeps_what_was_found_in_them() -> None:
    action = example_action().set(SESSION + ".infos[1].address.city", "LATTES")
    action = action.set("components[01].volumes[Heure stagiaire centre].minimum", 311)
    report = validate(action, **CONTEXT)
    assert [v.code for v in report] == ["CMP-003", "INF-007"]
    for _ in range(2):
        copies = [info.evolve() for info in action[SESSION].infos]
        action = action.set(SESSION + ".infos", copies)
        again = validate(action, since=report, **CONTEXT)
        assert again == report
        report = again
    moved = action.set(SESSION + ".places", 9)
    assert [v.code for v in validate(moved, since=report, **CONTEXT)] == ["CMP-003", "INF-007"]


def test_a_part_judged_again_since_its_own_report_finds_the_same() -> None:
    component = example_action().component("01")
    twin = component.session("01").evolve(number="02")
    given_: dict[str, Any] = {
        "component": component.with_session(twin),
        "action": example_action(),
    }
    report = validate(twin, **given_)
    assert [v.code for v in report] == ["SES-006"]
    assert validate(twin, since=report, **given_) == report
    later = twin.evolve(places=3)
    assert validate(later, since=report, **given_) == validate(later, **given_)


def test_an_address_is_judged_by_the_information_given_with_it() -> None:
    def not_here(address: Address, info: CollectiveInfo) -> bool:
        return info.places == 0 and address.city == ""

    info = example_action()[SESSION + ".infos[1]"]
    own = made(not_here, on=Address, fields=("city",))
    assert len(validate(info.address, info=info, rules=RuleSet([own]))) == 1
    assert validate(info.address, rules=RuleSet([own])).skipped == (("REG-001", "no info"),)


@pytest.mark.parametrize(
    ("path", "value", "again"),
    [
        ("title", "Autre", ["01", "01/1", "02", "02/2", "03", "03/3"]),
        ("components[01].title", "Autre", ["01", "01/1", "02", "02/2", "03", "03/3"]),
        ("components[01].volumes", (), ["01", "01/1", "02", "02/2", "03", "03/3"]),
        ("components[01].sessions[02].places", 9, ["02", "02/2"]),
        ("components[01].sessions[02].infos[1].places", 9, ["02", "02/9"]),
        ("components[01].sessions[02].infos[1].address.city", "SETE", ["02", "02/2"]),
    ],
)
def test_what_is_not_changed_is_not_judged_again(path: str, value: Any, again: list[str]) -> None:
    calls: list[str] = []

    def seen(session: Session, component: Component, largest_headcount: int | None) -> bool:
        calls.append(session.number)
        return component.title != "" or largest_headcount is None

    def met(info: CollectiveInfo, session: Session) -> bool:
        calls.append(f"{session.number}/{info.places}")
        return True

    rules = RuleSet(
        [
            made(seen, groups=(LARGEST_HEADCOUNT,)),
            rule("REG-002", Severity.WARNING, on=CollectiveInfo, fields=("places",), **SAID)(met),
        ]
    )
    first = example_action().component("01").session("01")
    several = [
        first.evolve(number=f"0{n}", infos=[first.info(1).evolve(places=n)]) for n in (1, 2, 3)
    ]
    action = example_action().set("components[01].sessions", several)
    report = validate(action, rules=rules)
    assert len(calls) == 6
    del calls[:]
    assert validate(action.set(path, value), rules=rules, since=report) == report
    assert sorted(calls) == again
    del calls[:]
    validate(action.set("components[01].sessions", several[1:]), rules=rules, since=report)
    assert calls == []


@pytest.mark.parametrize(
    ("given_", "again"),
    [
        ({"today": Date(2022, 9, 15)}, False),
        ({"today": Date(2022, 9, 16)}, True),
        ({"holidays": [Date(2022, 9, 15)]}, True),
        ({"rules": "equal"}, False),
        ({"rules": "other"}, True),
    ],
)
def test_a_report_is_a_basis_where_all_is_judged_alike(
    given_: dict[str, Any], *, again: bool
) -> None:
    calls: list[str] = []

    def seen(session: Session, today: Date, holidays: Any) -> bool:
        calls.append(session.number)
        return today not in holidays or session.places > 0

    own = made(seen)
    rules = {"equal": RuleSet([own]), "other": RuleSet([own, RULES["SES-001"]])}
    first: dict[str, Any] = {
        "rules": RuleSet([own]),
        "today": Date(2022, 9, 15),
        "holidays": [Date(2022, 7, 14)],
    }
    report = validate(example_action(), **first)
    del calls[:]
    second = {**first, **given_}
    second["rules"] = rules.get(given_.get("rules", ""), first["rules"])
    validate(example_action(), since=report, **second)
    assert bool(calls) is again


def test_an_argument_of_a_wrong_type_is_told_by_its_name() -> None:
    action = example_action()
    with pytest.raises(TypeError, match=r"^validate\(value\): found 3 \(int\); expected a value"):
        validate(untyped(3))
    with pytest.raises(TypeError, match=r"^validate\(rules=\): found 3 \(int\); expected"):
        validate(action, rules=untyped(3))
    with pytest.raises(TypeError, match=r"^validate\(since=\): found 3 \(int\); expected"):
        validate(action, since=untyped(3))
