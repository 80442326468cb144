"""The engine against the oracle: the same reports, in full, of parts, and since a report."""

from collections.abc import Callable
from itertools import zip_longest
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.naive_engine import naive_report
from tests.rules.own_rules import made
from tests.values import actions, edited

from bdc_sessions import (
    ADVICE,
    RULES,
    Action,
    Address,
    ChangeRequest,
    CollectiveInfo,
    Component,
    Dossier,
    Group,
    Report,
    Rule,
    RuleSet,
    Session,
    Severity,
    Twins,
    Volume,
    rule,
    testing,
    validate,
)
from bdc_sessions.rules import Aggregate, example_action
from bdc_sessions.rules.predicates import UNKNOWN, optional
from bdc_sessions.rules.signature import parents_of


class Stopped(BaseException):
    """What no one who catches an Exception catches."""


def raising(error: BaseException) -> Any:
    raise error


def odd(value: Any) -> bool:
    """Whether some values are, and others of the same kind are not."""
    return len(repr(value)) % 2 == 1


def odd_session(session: Session) -> bool:
    return odd(session)


def odd_request(request: ChangeRequest) -> bool:
    return odd(request)


def group(how: Aggregate, field: str, **options: Any) -> Group:
    facts = {"name": "value", "of": Component, "members": "sessions", **options}
    return Group(how=how, field=field, **facts)


PLACES = group(Aggregate.SUM, "places")
MOST = group(Aggregate.MAX, "places", where=lambda session: session.places > 3)
COUNTED = group(Aggregate.COUNT, "offer_code")
INFOS = group(Aggregate.SUM, "places", of=Session, members="infos")
NO_FIELD = group(Aggregate.SUM, "no_such_field")
FAILING = group(Aggregate.COUNT, "places", where=lambda session: 1 // session.places > 0)
OF_ACTION = group(Aggregate.COUNT, "code", of=Action, members="components")


def alike(*fields: str, of: type[Any] = Component, members: str = "sessions", **more: Any) -> Twins:
    return Twins(of, members, fields, **{"where": lambda _: True, **more})


ODD: tuple[tuple[Callable[..., Any], type[Any], tuple[str, ...], dict[str, Any]], ...] = (
    (lambda session: odd(session) or raising(ValueError("odd")), Session, ("places",), {}),
    (lambda session: odd(session) or raising(Stopped("odd")), Session, ("start", "end"), {}),
    (lambda info: 1 if odd(info) else None, CollectiveInfo, ("date",), {}),
    (lambda session, component: component.sessions == (), Session, ("places",), {}),
    (lambda info, session: session.infos == (), CollectiveInfo, ("places",), {}),
    (lambda info, action: odd(action.components), CollectiveInfo, ("places",), {}),
    (
        lambda address: (odd(address), UNKNOWN, odd(address.city)),
        Address,
        ("city", "street", "cedex"),
        {},
    ),
    (lambda address: (True, True), Address, ("city",), {}),
    (lambda address: (odd(address), 1), Address, ("city", "street"), {}),
    (lambda volume: optional(volume.mean) > optional(volume.total), Volume, ("mean",), {}),
    (lambda session, value: session.places == value, Session, ("places",), {"groups": [PLACES]}),
    (lambda session, value: value is None, Session, ("places",), {"groups": [MOST]}),
    (lambda component, value: value > 0, Component, ("sessions",), {"groups": [COUNTED]}),
    (lambda session, value: value == 0, Session, ("infos",), {"groups": [INFOS]}),
    (lambda info, value: value == info.places, CollectiveInfo, ("places",), {"groups": [INFOS]}),
    (lambda session, value: True, Session, ("places",), {"groups": [NO_FIELD]}),
    (lambda volume, value: True, Volume, ("kind",), {"groups": [FAILING]}),
    (lambda address, value: value < 2, Address, ("city",), {"groups": [OF_ACTION]}),
    (lambda session, value=None: value is None, Session, ("number",), {"groups": [OF_ACTION]}),
    (lambda session, twin: twin.places == 0, Session, ("places", "site"), {"twins": alike("site")}),
    (
        lambda session, twin: None,
        Session,
        ("number",),
        {"twins": alike("places", key=lambda n: n % 2)},
    ),
    (lambda session, twin: True, Session, ("number",), {"twins": alike("no_such_field")}),
    (
        lambda info, twin, session: odd(twin),
        CollectiveInfo,
        ("date",),
        {"twins": alike("places", of=Session, members="infos", where=lambda i: i.places != 0)},
    ),
    (
        lambda volume, twin: odd(volume),
        Volume,
        ("kind", "unit"),
        {"twins": alike("unit", members="volumes", where=lambda v: raising(KeyError(v.kind)))},
    ),
    (lambda subject, component=None, most=4: component is None, Session, ("places",), {}),
    (lambda info, *, session, today: info.date < today, CollectiveInfo, ("date",), {}),
    (lambda address, info, session, component, action: odd(info), Address, ("city",), {}),
    (lambda address, postal: odd(postal(address.postal_code)), Address, ("postal_code",), {}),
    (
        lambda component, action: odd(action.sites),
        Component,
        ("city",),
        {"each_of": (Action, "components")},
    ),
    (odd_session, Session, ("infos",), {"fix": lambda session: raising(OSError())}),
    (odd_session, Session, ("places",), {"details": {"x": lambda told: 1 // told["value"]}}),
    (
        lambda session: session.places > 0,
        Session,
        ("places",),
        {"fix": lambda session: session.evolve(places=1)},
    ),
)
"""Rules as an embedder may write them, well or ill: what judges, of what, at which fields."""


def odd_rule(number: int) -> Rule:
    predicate, on, fields, options = ODD[number]
    return rule(
        f"ODD-{number:03}",
        Severity.WARNING,
        on=on,
        fields=fields,
        source="essai",
        fr="{label} ({field}) : {value} {x}" if "details" in options else "{label} : {value}",
        en="{value} {field}",
        **options,
    )(predicate)


ODD_RULES = RuleSet([odd_rule(number) for number in range(len(ODD))])
EVERY = RULES | ADVICE | ODD_RULES


def down(code: str) -> Any:
    raise ConnectionError(code)


postals = st.sampled_from(
    [testing.CONTEXT["postal"], down, lambda code: code, lambda code: None, lambda code: [None]]
)


@st.composite
def contexts(draw: st.DrawFn) -> dict[str, Any]:
    """Draw what is given: all that varies, or some of it."""
    context = {**testing.CONTEXT, "postal": draw(postals)}
    return {name: context[name] for name in context if draw(st.integers(0, 4))}


SETS = {"RULES": RULES, "EVERY": EVERY, "ODD_RULES": ODD_RULES}
waived = st.tuples(
    st.integers(0, len(EVERY) - 1),
    st.sampled_from(["", "components[01]", "components[01].sessions[01].places"]),
    st.sampled_from([None, testing.CONTEXT["today"]]),
)
rule_sets = st.tuples(st.sampled_from(sorted(SETS)), st.lists(waived, max_size=2))
"""A set by its name, with what of it is waived: so that a failure prints short."""


def rules_of(drawn: tuple[str, list[tuple[int, str, Any]]]) -> RuleSet:
    rules = SETS[drawn[0]]
    for number, path, until in drawn[1]:
        code = rules.rules[number % len(rules)].code
        rules = rules.waive(code, at=path, reason="essai", until=until)
    return rules


def assert_same(report: Report, expected: Report) -> None:
    """Assert that two reports are the same, showing where they first differ."""
    for found, due in zip_longest(report, expected):
        assert attrs.astuple(found, recurse=False) == attrs.astuple(due, recurse=False)
    assert report.skipped == expected.skipped
    assert report.waived == expected.waived
    assert report == expected


@given(actions, rule_sets, contexts())
def test_an_action_is_judged_as_the_oracle_judges_it(
    action: Action, drawn: Any, context: dict[str, Any]
) -> None:
    rules = rules_of(drawn)
    assert_same(validate(action, rules=rules, **context), naive_report(action, rules, **context))


@given(st.data(), actions, rule_sets, contexts())
def test_what_changed_is_judged_as_the_oracle_judges_all(
    data: st.DataObject, action: Action, drawn: Any, context: dict[str, Any]
) -> None:
    rules = rules_of(drawn)
    report = validate(action, rules=rules, **context)
    for _ in range(3):
        action = data.draw(edited(action))
        report = validate(action, rules=rules, since=report, **context)
        assert_same(report, naive_report(action, rules, **context))


@given(st.data(), actions, rule_sets, contexts())
def test_a_part_is_judged_as_the_oracle_judges_it(
    data: st.DataObject, action: Action, drawn: Any, context: dict[str, Any]
) -> None:
    cls: type[Any] = data.draw(st.sampled_from([Component, Session, CollectiveInfo]))
    names = [name for name in parents_of(cls) if name != "action"]
    found: list[Any] = list(action.each(cls))
    if not found:
        return
    path, part = data.draw(st.sampled_from(found))
    holders: dict[str, Any] = {"action": action}
    for depth, name in enumerate(names, 1):
        holders[name] = action[type(path)(path.steps[:depth])]
    given_ = {**context, **{n: h for n, h in holders.items() if data.draw(st.booleans())}}
    rules = rules_of(drawn)
    report = validate(part, rules=rules, **given_)
    assert_same(report, naive_report(part, rules, **given_))
    if cls is Session:
        edits = part.evolve(places=part.places + 1)
        again = validate(edits, rules=rules, since=report, **given_)
        assert_same(again, naive_report(edits, rules, **given_))


@given(actions, st.integers(0, len(ODD) - 1))
def test_a_rule_alone_is_judged_as_the_oracle_judges_it(action: Action, number: int) -> None:
    rules = RuleSet([odd_rule(number)])
    report = validate(action, rules=rules, **testing.CONTEXT)
    assert_same(report, naive_report(action, rules, **testing.CONTEXT))


def test_a_rule_of_twins_takes_the_object_around_them_though_no_other_does() -> None:
    seen: list[Any] = []
    twins = Twins(Component, "sessions", ("places",), where=lambda _: True)

    def noted(session: Session, twin: Session, component: Component) -> bool:
        seen.append(component)
        return twin.places == session.places

    rule = made(noted, twins=twins)
    component = example_action().component("01")
    component = component.with_session(component.session("01").evolve(number="02"))
    action = example_action().set("components[01]", component)
    assert len(validate(action, rules=RuleSet([rule]))) == 0
    assert [item.number for item in seen] == ["01"]


ASKED: list[tuple[Callable[..., Any], tuple[str, ...], bool]] = [
    (odd_request, ("places", "start"), False),
    (lambda request: (odd(request), UNKNOWN), ("places", "start"), False),
    (lambda request, action, stale: odd(action) or not stale, (), False),
    (lambda change, request, action: action.components == (), (), True),
    (lambda change, stale=None: None if stale else raising(ValueError("odd")), (), True),
]
REQUESTED = RuleSet(
    [
        rule(
            f"ASK-{number:03}",
            Severity.WARNING,
            on=ChangeRequest,
            fields=fields,
            source="essai",
            fr="{label} : {value}",
            en="{value}",
            each_of=(ChangeRequest, "changes") if each else None,
        )(predicate)
        for number, (predicate, fields, each) in enumerate(ASKED)
    ]
)


@given(testing.dossiers(), contexts(), st.sampled_from(["alone", "in its action"]))
def test_a_request_is_judged_as_the_oracle_judges_it(
    dossier: Dossier, context: dict[str, Any], where: str
) -> None:
    rules = RULES | REQUESTED
    for request in dossier.requests:
        given_ = context if where == "alone" else {**context, "action": dossier.action}
        assert_same(
            validate(request, rules=rules, **given_), naive_report(request, rules, **given_)
        )


CODES = [one.code for one in RULES | ADVICE if one.subject is not ChangeRequest]


@given(st.sampled_from(CODES), st.data())
def test_what_breaks_one_rule_is_judged_as_the_oracle_judges_it(
    code: str, data: st.DataObject
) -> None:
    action = data.draw(testing.violating(code))
    report = validate(action, rules=EVERY, **testing.CONTEXT)
    assert_same(report, naive_report(action, EVERY, **testing.CONTEXT))
    assert code in {violation.code for violation in report}
