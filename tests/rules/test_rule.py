import functools
import pickle
import re
from copy import copy, deepcopy
from typing import Any

import attrs
import pytest
from attrs import field, frozen
from tests.rules.own_rules import SAID, failing, made
from tests.steps import request
from tests.values import untyped

from bdc_sessions import (
    RULES,
    ChangeRequest,
    Component,
    Dossier,
    FieldChange,
    Report,
    Rule,
    RuleSet,
    Session,
    Severity,
    Site,
    rule,
    validate,
)
from bdc_sessions.model.about import About
from bdc_sessions.model.fields import label
from bdc_sessions.model.source import function_of
from bdc_sessions.rules.example import SESSION, example_action
from bdc_sessions.rules.groups import LARGEST_HEADCOUNT, OPEN_INFOS, SAME_INFOS, SAME_SESSIONS
from bdc_sessions.texts import short_repr


def wrapped(predicate: Any) -> Any:
    @functools.wraps(predicate)
    def inner(*args: Any, **kwargs: Any) -> Any:
        return predicate(*args, **kwargs)

    return inner


class Small:
    """A predicate that is an object."""

    def __call__(self, session: Session, *, component: Component) -> bool:
        return session.places <= len(component.code)

    def at_most(self, session: Session, component: Component) -> bool:
        return session.places <= len(component.code)


def small(session: Session, *, component: Component) -> bool:
    return session.places <= len(component.code)


def most(session: Session, component: Component, most: int) -> bool:
    return session.places <= most and component.code != ""


PREDICATES = (
    small,
    wrapped(small),
    Small(),
    Small().at_most,
    functools.partial(most, most=4),
    lambda session, most=4, component=None: session.places <= most and component is not None,
    lambda subject, component: subject.places <= len(component.code),
)


@pytest.mark.parametrize("predicate", PREDICATES)
def test_a_predicate_is_any_callable_with_a_signature(predicate: Any) -> None:
    own = made(predicate, fr="{component.code}", title_fr="un titre")
    assert own.parameters[1:] == ("component",)
    (violation,) = validate(example_action(), rules=RuleSet([own]))
    assert (violation.exception, violation.message()) == (None, "FORP")
    component = example_action().component("01")
    session = component.session("01").evolve(places=4)
    alone = validate(session, component=component, rules=RuleSet([own]))
    assert (len(alone), len(alone.skipped)) == (0, 0)


def test_a_parameter_with_a_default_is_no_need() -> None:
    own = made(lambda session, component=None, most=4: component is None, fr="{most}")
    assert (own.parameters, own.needs) == (("session", "component"), ())
    session = example_action().component("01").session("01")
    assert validate(session, rules=RuleSet([own])) == Report(of=Session)
    (violation,) = validate(example_action(), rules=RuleSet([own]))
    assert violation.message() == "4"
    group = made(lambda session, largest_headcount=0: True, groups=(LARGEST_HEADCOUNT,))
    assert group.needs == ()


@pytest.mark.parametrize(
    ("predicate", "named"),
    [
        (lambda session, weather: True, "weather"),
        (lambda weather: True, "weather"),
        (lambda session, *args: True, r"\*args"),
        (lambda session, **kwargs: True, r"\*\*kwargs"),
        (lambda *args: True, r"\*args"),
        (lambda session, component, /: True, "component"),
        (lambda *, session: True, "session"),
        (lambda session, twin: True, "twin"),
        (lambda session, info: True, "info"),
        (lambda session, stale: True, "stale"),
        (lambda: True, "nothing"),
    ],
)
def test_what_nothing_can_give_is_refused_by_its_name(predicate: Any, named: str) -> None:
    with pytest.raises(ValueError, match=rf"^rule REG-001: its function takes {named}; expected s"):
        made(predicate)


def test_all_that_nothing_can_give_is_told_with_what_can_be() -> None:
    with pytest.raises(ValueError, match="nope") as caught:
        made(lambda session, nope, *more: True)
    assert str(caught.value) == (
        "rule REG-001: its function takes nope, *more; expected session first, then what is known "
        "by its name: action, component, holidays, postal, today"
    )


async def later(session: Session) -> bool:
    return session.places > 0


@pytest.mark.parametrize("predicate", [None, 3, "session", later])
def test_a_predicate_that_cannot_be_called_is_a_type_error(predicate: Any) -> None:
    with pytest.raises(TypeError, match=r"found the predicate|Rule\.predicate: found") as caught:
        made(predicate)
    assert short_repr(predicate) in str(caught.value)


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        ({"severity": "error"}, r"Rule\.severity"),
        ({"code": 5}, r"Rule\.code"),
        ({"subject": "Session"}, r"Rule\.subject"),
        ({"fields": "places"}, r"Rule\.fields"),
        ({"fields": (3,)}, r"Rule\.fields\[1\]"),
        ({"source": None}, r"Rule\.source"),
        ({"titles": ("a", "b")}, r"Rule\.titles"),
        ({"templates": {"fr": "a", "en": "b"}}, r"Rule\.templates"),
        ({"groups": [3]}, r"Rule\.groups\[1\]"),
        ({"twins": 3}, r"Rule\.twins"),
        ({"each_of": "sessions"}, r"Rule\.each_of"),
        (
            {"each_of": ()},
            r"Rule\.each_of: found \(\).*; expected a class and its collection's name$",
        ),
        ({"each_of": (Component,)}, r"Rule\.each_of"),
        ({"each_of": ("Component", "sessions")}, r"Rule\.each_of"),
        ({"each_of": (Component, 3)}, r"Rule\.each_of"),
        ({"each_of": (Component, "sessions", 3)}, r"Rule\.each_of"),
        ({"twins": SAME_INFOS._replace(of=untyped(3))}, r"Rule\.each_of: found \(3, 'infos'\)"),
        ({"groups": [OPEN_INFOS._replace(of=untyped("Session"))]}, r"Rule\.groups, 'open"),
        ({"details": []}, r"Rule\.details"),
        ({"fix": 3}, r"Rule\.fix"),
        ({"fails": 3}, r"Rule\.fails"),
        ({"passes": "x"}, r"Rule\.passes"),
        ({"example": 3}, r"Rule\.example"),
    ],
)
def test_a_fact_of_a_wrong_type_is_a_type_error_that_names_it(
    facts: dict[str, Any], named: str
) -> None:
    with pytest.raises(TypeError, match=named):
        made(lambda session: True).evolve(**facts)


def test_an_option_that_is_unknown_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="groupz"):
        made(lambda session: True, groupz=3)


@pytest.mark.parametrize(
    ("predicate", "options", "message"),
    [
        (
            lambda session: True,
            {"fr": "{component.start}"},
            r"names \['component'\], but may tell ",
        ),
        (lambda session: True, {"en": "{0}"}, r"names \['0'\]"),
        (lambda session: True, {"fr": "{"}, "rule REG-001: .*'{'"),
        (
            lambda session: True,
            {"fr": " "},
            r": found a blank text; expected a title and a message in both languages$",
        ),
        (lambda session: True, {"en": ""}, "blank text"),
        (lambda session: True, {"fields": ("nothing",)}, "found fields"),
        (lambda session: True, {"fields": ()}, "found fields"),
        (lambda session: True, {"reads": ("nothing",)}, r"found reads=\['nothing'\]; expected f"),
        (lambda site: True, {"on": Site}, "Site is judged by no rule"),
        (lambda dossier: True, {"on": Dossier}, "Dossier is judged by no rule"),
        (
            lambda session: True,
            {"each_of": (Component, "nothing")},
            "expected a class and its coll",
        ),
        (
            lambda session, twin: True,
            {"twins": SAME_INFOS, "each_of": (Component, "sessions")},
            "twins",
        ),
        (
            lambda component, open_infos: True,
            {"on": Component, "groups": (OPEN_INFOS,)},
            "value over",
        ),
    ],
)
def test_a_rule_that_could_not_be_judged_or_said_is_refused(
    predicate: Any, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        made(predicate, **options)


@pytest.mark.parametrize("code", ["", " ", "A\nB", "\u200b", " A"])
def test_a_code_is_one_word_that_shows(code: str) -> None:
    with pytest.raises(ValueError, match=f"found the code {re.escape(short_repr(code))};"):
        made(lambda session: True).evolve(code=code)


def test_a_rule_is_refused_in_few_words() -> None:
    fields = {f"a_field_of_many_{n}": field(metadata=label("Champ")) for n in range(100)}
    many: Any = frozen(type("Many", (), {"ABOUT": About("many", "Objet", "many")} | fields))
    with pytest.raises(ValueError, match="found fields") as caught:
        made(lambda many: True, on=many, fields=("nothing",))
    assert len(str(caught.value).removeprefix("rule REG-001: ")) == 1000


Q = "q" * 5000


def taking(parameters: str) -> Any:
    return function_of(parameters, ["return True"], {})


@pytest.mark.parametrize(
    ("predicate", "options", "start"),
    [
        (taking("session"), {"fields": (Q,)}, "X: found fields ('qqq"),
        (taking("session"), {"reads": (Q,)}, "X: found reads=['qqq"),
        (taking("session"), {"fr": f"{{{Q}}}"}, "X: its message names ['qqq"),
        (taking("session"), {"fr": f"{{session.{Q}}}"}, "X: its message names {session.qqq"),
        (taking("session"), {"fr": f"{{session[{Q}]}}"}, "X: its message names {session[qqq"),
        (taking("session"), {"fr": f"{{session.places:{Q}}}"}, "X: its message names {session.pl"),
        (taking(f"session, {Q}=1"), {"fr": "{a}"}, "X: its message names ['a'], but may tell ['f"),
        (taking(f"session, {Q}"), {}, "X: its function takes qqq"),
        (taking("a, b"), {"groups": [OPEN_INFOS._replace(name=Q)]}, "X: its function takes a, b;"),
        (taking("session"), {"code": Q + "\n!"}, "qqq"),
        (taking("session"), {"code": Q, "fr": " "}, "qqq"),
        (taking("session"), {"each_of": (Component, Q)}, "X: found each_of=(<class"),
        (
            taking("session"),
            {
                "each_of": (Component, "sessions"),
                "twins": SAME_SESSIONS._replace(members=untyped(Q)),
            },
            "X: found twins of qqq",
        ),
        (taking("session"), {"on": type(Q, (), {})}, "X: qqq"),
        (
            taking("session"),
            {"groups": [OPEN_INFOS._replace(of=type(Q, (), {}))]},
            "X: found a value over qqq",
        ),
    ],
)
def test_a_rule_is_refused_with_at_most_300_characters_of_a_value(
    predicate: Any, options: dict[str, Any], start: str
) -> None:
    with pytest.raises(ValueError, match=f"^rule {re.escape(start)}") as caught:
        made(predicate, **{"code": "X", **options})
    assert 90 <= str(caught.value).count("q") <= 300


def test_a_name_and_why_it_cannot_be_told_share_300_characters() -> None:
    with pytest.raises(ValueError, match="its message names") as caught:
        made(taking("session"), fr=f"{{session.{Q}}}")
    named, _, why = str(caught.value).partition("names {")[2].partition("}: ")
    assert (len(named), len(why)) == (100, 200)
    with pytest.raises(ValueError, match="found the code") as caught:
        made(taking("session"), code=Q + "\n!")
    before, _, after = str(caught.value).removeprefix("rule ").partition(": found the code ")
    assert (len(before), len(after.partition(";")[0])) == (100, 200)


def test_a_rule_prints_short_and_is_its_own_copy() -> None:
    assert repr(RULES["SES-002"]) == "<Rule SES-002 error Session>"
    assert len(repr(RULES["SES-002"].evolve(code="A" * 500))) <= 120
    assert copy(RULES["SES-002"]) is deepcopy(RULES["SES-002"]) is RULES["SES-002"]
    with pytest.raises(TypeError, match="Rule is final"):
        type("Mine", (Rule,), {})


def test_a_rule_is_pickled_by_the_name_in_its_module() -> None:
    harder = RULES.with_severity("SES-005", Severity.ERROR)["SES-005"]
    assert pickle.loads(pickle.dumps(harder)) == harder
    for predicate, name in (
        (lambda session: True, "tests.rules.test_rule:.*<lambda>"),
        (functools.partial(most, most=3), "functools:"),
        (Small(), "tests.rules.test_rule:"),
    ):
        message = f"^found the rule REG-001, made of {name}; expected .* only those can be pickled$"
        with pytest.raises(TypeError, match=message):
            pickle.dumps(made(predicate, title_fr="un titre"))


def test_a_title_is_made_of_the_functions_name() -> None:
    assert made(small).title() == "small"
    assert made(functools.partial(most, most=3)).title("en") == "most"
    assert made(Small()).title("en") == "Small"
    with pytest.raises(ValueError, match="expected one of fr, en"):
        made(small).title("de")


def test_the_fields_that_a_rule_may_name_are_told() -> None:
    with pytest.raises(
        ValueError, match=r"Session's: number, start, end, site, places, offer_code"
    ):
        made(lambda session: True, fields=("nothing",))


def test_a_rule_keeps_its_source_and_takes_one_title_for_both_languages() -> None:
    own = made(lambda session: True, title_en="One title")
    assert (own.source, own.title(), own.title("en")) == ("ici", "One title", "One title")


def test_an_embedders_rule_may_ask_which_fields_are_stale() -> None:
    own = rule("ABC-001", Severity.ERROR, on=ChangeRequest, fields=(), **SAID)(
        lambda request, stale: not stale
    )
    assert own.needs == ("action",)
    assert failing("REQ-002").id == "r1"
    both = rule("ABC-002", Severity.ERROR, on=ChangeRequest, fields=(), **SAID)(
        lambda request, stale, today: not stale
    )
    assert both.needs == ("action", "today")
    report = validate(failing("REQ-002"), action=example_action(), rules=RuleSet([own]))
    assert [v.code for v in report] == ["ABC-001"]
    assert validate(request(), rules=RuleSet([own])).skipped == (("ABC-001", "no action"),)


def test_an_embedders_rule_may_judge_each_change() -> None:
    own = attrs.evolve(RULES["REQ-005"], code="ABC-001")
    assert (own.target, own.parameters) == (FieldChange, ("change", "request"))
    renaming = request("r1", FieldChange("title", "LOT TEST FORFAIT PARCOURS 2023", "Autre"))
    report = validate(renaming, action=example_action(), rules=RuleSet([own]))
    assert [(v.code, str(v.path), v.value) for v in report] == [("ABC-001", "title", "Autre")]


def test_a_rule_over_a_collection_needs_no_twins() -> None:
    def at_most_nine(session: Session, component: Component) -> bool:
        return session.places <= 9 or component.start > session.end

    own = made(at_most_nine, on=Component, each_of=(Component, "sessions"))
    report = validate(example_action(), rules=RuleSet([own]))
    assert [(v.code, str(v.path)) for v in report] == [("REG-001", SESSION + ".places")]
    first = example_action().component("01").session("01")
    several = [first.evolve(number=n, places=p) for n, p in (("01", 10), ("02", 9), ("03", 11))]
    action = example_action().set("components[01].sessions", several)
    report = validate(action, rules=RuleSet([own]))
    assert [v.value for v in report] == [10, 11]


def test_what_is_no_function_is_told_with_its_field() -> None:
    with pytest.raises(TypeError, match=r"^Rule\.fails: found 3 \(int\); expected a function$"):
        RULES["SES-001"].evolve(fails=3)


def test_a_message_tells_no_more_of_a_code_than_of_a_value() -> None:
    long = "x" * 10_000
    for facts in (
        {"code": long, "fields": ("nothing",)},
        {"fields": (long,)},
        {"code": long + " "},
    ):
        with pytest.raises(ValueError, match="xxx") as caught:
            made(lambda session: True).evolve(**facts)
        assert len(str(caught.value)) < 1500
    with pytest.raises(TypeError) as unnamed:
        pickle.dumps(RULES["SES-001"].evolve(code=long))
    with pytest.raises(ValueError, match="two rules bear the code xxx") as twice:
        RuleSet([RULES[code].evolve(code=long) for code in ("SES-001", "SES-002")])
    with pytest.raises(ValueError, match="which no action has") as nowhere:
        RULES.waive("SES-001", at=f"components[{long}].nothing", reason="r")
    for error in (unnamed.value, twice.value, nowhere.value):
        assert len(str(error)) < 1500
