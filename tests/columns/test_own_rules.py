"""Rules of embedders: what columns can say is equal, what they can't is skipped by name."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import narwhals as nw
import pytest
from hypothesis import strategies as st
from pendulum import Date
from tests.columns.column_rules import RIGHT, WRONG
from tests.columns.conftest import BACKENDS, QUICK
from tests.columns.equality import assert_equal, examples, holdable, renumbered
from tests.columns.hidden_rules import HIDDEN_RULES

from bdc_sessions import (
    Action,
    Address,
    CollectiveInfo,
    Component,
    Group,
    InvalidError,
    Rule,
    RuleSet,
    Session,
    Severity,
    Skipped,
    Twins,
    Volume,
    example_action,
    rule,
)
from bdc_sessions.columns import expression, judging, to_frames
from bdc_sessions.columns import validate as validate_frames
from bdc_sessions.rules import Aggregate, filled, optional
from bdc_sessions.testing import CONTEXT, Quality, actions
from bdc_sessions.texts import LANGUAGES

FIELDS = {
    "Session": ("places",),
    "CollectiveInfo": ("places",),
    "Volume": ("mean",),
    "Address": ("city", "number"),
    "Action": ("entry",),
    "Component": ("code", "sessions"),
}


@cache
def drawn() -> tuple[Action, ...]:
    info = "components[01].sessions[01].infos[1]"
    silent = example_action().set(info + ".comment", None).set(info + ".places", -1)
    silent = silent.set("components[01].sessions[01].places", 30)
    numbers = (-(2**63), -1, 2**62, 2**63 - 1)
    long = [example_action().set("components[01].sessions[01].places", n) for n in numbers]
    strategy = st.one_of(actions(quality=Quality.ANY), actions())
    return tuple(renumbered(holdable([example_action(), silent, *long, *examples(60, strategy)])))


def made(name: str, cls: type[Any], predicate: Any, code: str = "OWN-001", **facts: Any) -> Rule:
    return rule(
        code,
        Severity.WARNING,
        on=cls,
        fields=FIELDS[cls.__name__],
        source="nous",
        fr=name,
        en=name,
        title_fr=name,
        **facts,
    )(predicate)


def together(rules: Mapping[str, tuple[type[Any], Any]]) -> RuleSet:
    """Return rules to be judged at once, each under a code of its own."""
    numbered = enumerate(rules.items())
    return RuleSet([made(name, *own, code=f"OWN-{n:03}") for n, (name, own) in numbered])


@pytest.mark.parametrize("backend", BACKENDS)
def test_what_columns_can_say_is_equal(backend: str) -> None:
    result = assert_equal(drawn(), backend, together(RIGHT), **CONTEXT)
    assert result.skipped == ()


@pytest.mark.parametrize("name", [*WRONG, *HIDDEN_RULES])
def test_what_would_be_silently_wrong_is_skipped_by_name(name: str) -> None:
    own = made(name, *{**WRONG, **HIDDEN_RULES}[name])
    result = assert_equal(drawn(), "polars", RuleSet([own]), **CONTEXT)
    for skipped in result.skipped:
        assert skipped.code == "OWN-001"
        assert skipped.reason.startswith("les colonnes ne peuvent pas l'exprimer : ")
        assert "OWN-001" in Skipped(*skipped).message()


def test_sixty_rules_are_written_wrongly() -> None:
    result = validate_frames(to_frames(example_action()), rules=together(WRONG))
    assert len(result.skipped) >= 60
    hidden = validate_frames(to_frames(example_action()), rules=together(HIDDEN_RULES))
    assert len(hidden.skipped) == len(HIDDEN_RULES)


def test_reasons_are_told_in_the_language_of_the_messages() -> None:
    frames, rules = to_frames(example_action()), together({**WRONG, **HIDDEN_RULES})
    french, english = [
        validate_frames(frames, rules=rules, lang=lang).skipped for lang in LANGUAGES
    ]
    assert [own.code for own in french] == [own.code for own in english]
    for own, translated in zip(french, english, strict=True):
        assert translated.reason.startswith("columns can't say it: ")
        ours, _, _ = own.reason.partition(" a levé ")  # what is raised is told as it is
        assert not set(ours.split()) & {"it", "its", "which", "what", "can't", "is", "of"}


def without_function_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "reason_against", lambda _: None)


def without_truth_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expression.Column, "__bool__", lambda _: True)


def without_verdict_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    def taken_as_it_is(own: Rule, verdict: Any) -> Any:
        null = nw.col("action").is_null()  # which no row's is
        yield judging._place(own, own.fields, null if verdict else ~null)

    without_function_guard(monkeypatch)
    monkeypatch.setattr(judging, "_places", taken_as_it_is)


def without_null_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        expression.Column, "non_null", lambda self, _: object.__getattribute__(self, "expr")
    )


@pytest.mark.parametrize(
    ("name", "removed"),
    [
        ("is None |", without_function_guard),
        ("or", without_truth_guard),
        ("is None", without_verdict_guard),
        ("nullable equal", without_null_guard),
    ],
)
def test_each_of_the_four_guards_is_needed(
    name: str, removed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = RuleSet([made(name, *WRONG[name])])
    assert assert_equal(drawn(), "polars", rules).skipped
    removed(monkeypatch)
    with pytest.raises((AssertionError, InvalidError)):  # wrong, or what no object breaks
        assert_equal(drawn(), "polars", rules)


def same_city(component: Component, twin: Component) -> Any:
    return component.start != twin.start


@pytest.mark.parametrize("backend", QUICK)
def test_an_embedders_groups_and_twins_are_equal(backend: str) -> None:
    largest = Group(
        "largest",
        of=Session,
        members="infos",
        how=Aggregate.MAX,
        field="places",
        where=lambda info: info.places < 9,
    )
    count = Group("count", of=Action, members="components", how=Aggregate.COUNT, field="code")
    hours = Group("hours", of=Component, members="volumes", how=Aggregate.SUM, field="total")
    alike = Twins(
        of=Action,
        members="components",
        alike=("city",),
        where=lambda component: filled(component.city),
    )
    rules: list[tuple[str, type[Any], Callable[..., Any], dict[str, Any]]] = [
        (
            "MY-1",
            Session,
            lambda session, largest: session.places <= optional(largest),
            {"groups": [largest]},
        ),
        (
            "MY-2",
            Component,
            lambda component, count, hours: (count < 2) | (hours <= 100),
            {"groups": [count, hours]},
        ),
        ("MY-3", Action, same_city, {"twins": alike}),
        ("MY-4", Volume, lambda volume: volume.unit.value != "fp", {"reads": ["unit"]}),
    ]
    own_rules = RuleSet(
        [
            rule(
                code,
                Severity.INFO,
                on=cls,
                fields=FIELDS["Component" if code == "MY-3" else cls.__name__],
                source="nous",
                fr="x",
                en="x",
                **facts,
            )(predicate)
            for code, cls, predicate, facts in rules
        ]
    )
    assert assert_equal(drawn(), backend, own_rules).skipped == ()


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"alike": ("number",), "key": int}, "it raised ValueError"),
        ({"alike": ("site", "infos")}, "infos is no column"),
    ],
)
def test_twins_that_columns_cannot_find_are_skipped(facts: dict[str, Any], reason: str) -> None:
    alike = Twins(of=Component, members="sessions", where=known, **facts)
    own = made("x", Session, lambda session, twin: session.places > twin.places, twins=alike)
    action = example_action().set("components[01].sessions[01].number", "a")
    session = action.component("01").session("a")
    component = action.component("01").with_session(session.evolve(number="b", infos=()))
    (skipped,) = assert_equal(
        [action.set("components[01]", component)], "polars", RuleSet([own]), "en"
    ).skipped
    assert reason in skipped.reason


def test_what_is_not_given_keeps_its_default() -> None:
    last = Date(2022, 8, 31)
    own = made("x", Session, lambda session, today=last: session.start <= today)
    assert assert_equal(drawn(), "polars", RuleSet([own])).skipped == ()


def test_a_rule_that_reads_what_no_column_holds_is_skipped() -> None:
    own = made("x", Action, lambda action: len(action.sites) > 1, reads=["sites"])
    frames = to_frames(example_action())
    (skipped,) = validate_frames(frames, rules=RuleSet([own]), lang="en").skipped
    assert skipped.reason == "columns can't say it: sites is no column"


READS: list[tuple[type[Any], str, Callable[..., Any]]] = [
    (CollectiveInfo, "date", lambda info: info.date.add(days=1).day_of_week != 0),
    (CollectiveInfo, "start", lambda info: info.start.add(hours=1) > info.start),
    (Volume, "mean", lambda volume: len(str(volume.mean)) <= 4),
    (Address, "city", lambda address: "SETE" not in str(address.city)),
]


@pytest.mark.parametrize("backend", QUICK)
@pytest.mark.parametrize(("cls", "field", "predicate"), READS)
def test_a_rule_that_names_its_reads_is_given_what_an_object_holds(
    cls: type[Any], field: str, predicate: Any, backend: str
) -> None:
    rules = RuleSet([made("x", cls, predicate, reads=[field])])
    assert assert_equal(drawn(), backend, rules).skipped == ()


def known(session: Session) -> Any:
    return filled(session.number)


def test_a_rule_that_reads_more_than_it_names_is_skipped() -> None:
    for predicate in (
        lambda address: address.street != "",
        lambda address, action: action.year > 1,
        lambda address: "SETE" not in repr(address),
        lambda address: address in (1, 2),
        lambda address: hash(address) != 3,
    ):
        own = made("x", Address, predicate, reads=["city"])
        (skipped,) = assert_equal(drawn(), "polars", RuleSet([own])).skipped
        assert "reads" in skipped.reason


def test_what_a_program_ends_by_is_not_swallowed() -> None:
    def stopping(session: Session) -> Any:  # noqa: ARG001 - it takes its subject
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        validate_frames(to_frames(example_action()), rules=RuleSet([made("x", Session, stopping)]))
