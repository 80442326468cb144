"""What ``violating`` draws breaks that rule, and no other."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import find, given
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample
from pendulum import Date
from tests.testing.profiles import BRIEF, HEALTHY, SEARCH, SHRUNK, SIMPLEST

from bdc_sessions import (
    ADVICE,
    RULES,
    STRUCTURE,
    Action,
    ChangeRequest,
    Changes,
    Component,
    DecodeError,
    Dossier,
    EntryMode,
    NotFoundError,
    RequestStatus,
    Rule,
    RuleSet,
    Session,
    Severity,
    decode,
    loads,
    rule,
    validate,
)
from bdc_sessions.feeds import lheo
from bdc_sessions.rules.example import example_action, second_session, setting
from bdc_sessions.testing import CONTEXT, violating

ALL = RULES | ADVICE
CODES = [rule.code for rule in RULES | ADVICE | STRUCTURE]


def broken(subject: Any) -> list[str]:
    """Return the codes of all that an embedder would find in the subject, each once."""
    if isinstance(subject, Action):
        report = validate(subject, rules=ALL, **CONTEXT)
        assert not report.skipped
    elif isinstance(subject, Dossier):
        (draft,) = (r for r in subject.requests if r.status is RequestStatus.PENDING)
        report = subject.check(draft.id, rules=ALL, **CONTEXT).report
    else:
        with pytest.raises(DecodeError) as caught:
            _ = (loads if isinstance(subject, str) else decode)(subject, Action)
        report = caught.value.report
    return sorted({violation.code for violation in report})


def kind_of(code: str) -> type[Any] | tuple[type[Any], ...]:
    kinds = {"REQ": Dossier, "STR": dict}
    return str if code in ("STR-012", "STR-013") else kinds.get(code[:3], Action)


@pytest.mark.parametrize("code", CODES)
@HEALTHY
@given(data=st.data())
def test_a_subject_breaks_the_rule_and_no_other(code: str, data: st.DataObject) -> None:
    subject = data.draw(violating(code))
    assert isinstance(subject, kind_of(code))
    assert broken(subject) == [code]


def large(subject: Any) -> bool:
    """Whether shrinking stops at a subject, which is not the simplest."""
    action = subject.base if isinstance(subject, Dossier) else subject
    status: str = action.status if isinstance(action, Action) else action["value"].get("status")
    return status == "CL"


@pytest.mark.parametrize("code", CODES)
def test_the_simplest_subject_breaks_the_rule_and_no_other(code: str) -> None:
    assert broken(find(violating(code), lambda _: True, settings=SIMPLEST)) == [code]


@pytest.mark.parametrize("code", ["SES-002", "REQ-009", "STR-001"])
def test_a_subject_still_breaks_the_rule_after_shrinking(code: str) -> None:
    assert broken(find(violating(code), large, settings=SHRUNK)) == [code]


SESSION = "components[01].sessions[01]"


def broken_at(action: Action, code: str) -> tuple[Component, Any]:
    """Return the component in which a rule is broken, and the object at which it is."""
    path = validate(action, rules=ALL, **CONTEXT).by_code(code)[0].path
    return action.component(str(path.steps[0][1])), action[path.parent]


Case = Callable[[Action, Component, Any], bool]

CASES: list[tuple[str, Case]] = [
    ("ACT-002", lambda a, _, c: c.city in {s.city for s in a.sites}),
    ("ACT-002", lambda a, _, c: c.postal_code in {s.postal_code for s in a.sites}),
    ("ADV-001", lambda _, __, i: i.date in CONTEXT["holidays"]),
    ("ADV-001", lambda _, __, i: i.date.isoweekday() == 7),
    ("ADV-002", lambda _, __, i: i.start.hour < 8),
    ("ADV-002", lambda _, __, i: (i.end.hour, i.end.minute) > (20, 0)),
    ("ADV-003", lambda _, __, s: not s.infos),
    ("ADV-003", lambda _, __, s: len(s.infos) > 1),
    ("CMP-001", lambda _, c, __: c.start == c.end.add(days=1)),
    ("CMP-002", lambda a, c, _: c.end == a.end.add(days=1)),
    ("CMP-002", lambda a, c, _: c.start == a.start.subtract(days=1)),
    ("CMP-003", lambda _, __, v: v.maximum is None),
    ("CMP-003", lambda _, __, v: v.minimum is None),
    ("CMP-003", lambda _, __, v: v.mean is None),
    ("CMP-004", lambda _, __, v: v.total > v.headcount * v.mean),
    ("CMP-004", lambda _, __, v: v.total < v.headcount * v.mean),
    ("CMP-005", lambda _, __, v: (v.headcount or 0) < 0),
    ("CMP-005", lambda _, __, v: (v.mean or 0) < 0),
    ("CMP-005", lambda _, __, v: (v.minimum or 0) < 0),
    ("CMP-005", lambda _, __, v: (v.maximum or 0) < 0),
    ("CMP-005", lambda _, __, v: (v.total or 0) < 0),
    ("INF-001", lambda _, __, i: i.start == i.end),
    ("INF-001", lambda _, __, i: i.start > i.end),
    ("INF-003", lambda a, _, __: a.entry is EntryMode.PERMANENT),
    ("INF-003", lambda a, _, __: a.entry is EntryMode.FIXED),
    ("INF-008", lambda _, __, a: a.number is None),
    ("INF-012", lambda _, __, a: len(a.line) > 38),
    ("INF-012", lambda _, __, a: len(a.postal_line) > 38),
    ("INF-012", lambda _, __, a: len(a.building or "") > 38),
    ("INF-012", lambda _, __, a: len(a.special or "") > 38),
    ("SES-002", lambda _, c, s: s.end == c.end.add(days=1)),
    ("SES-002", lambda _, c, s: s.start == c.start.subtract(days=1)),
    ("SES-002", lambda _, c, s: s.start > c.end),
    ("SES-004", lambda _, c, s: max(v.headcount or 0 for v in c.volumes) == s.places - 1),
    ("SES-007", lambda _, __, s: s.number == ""),
    ("SES-007", lambda _, __, s: "\u00a0" in s.number),
    ("SES-007", lambda _, __, s: "\u200b" in s.number),
    ("SES-008", lambda _, c, s: "0" in s.number != c.sessions[0].number),
    ("SES-008", lambda _, __, s: s.number.islower()),
    ("SES-008", lambda _, __, s: " " in s.number),
    ("SES-008", lambda _, c, __: c.sessions[0].places > 0 < c.sessions[1].places),
]


@pytest.mark.parametrize(("code", "case"), CASES, ids=[code for code, _ in CASES])
def test_a_rule_is_broken_in_every_way(code: str, case: Case) -> None:
    subject = find(violating(code), lambda a: case(a, *broken_at(a, code)), settings=SEARCH)
    assert broken(subject) == [code]


BY_FIELD = [
    ("CMP-002", ["start", "end"]),
    ("CMP-005", ["mean", "minimum"]),
    ("INF-012", ["street", "building"]),
    ("SES-002", ["start", "end"]),
]


@pytest.mark.parametrize(("code", "fields"), BY_FIELD)
def test_a_rule_by_field_is_broken_at_several_at_once(code: str, fields: list[str]) -> None:
    def broken_at_all(action: Action) -> bool:
        report = validate(action, rules=ALL, **CONTEXT)
        return [violation.path.steps[-1][0] for violation in report] == fields

    subject = find(violating(code), broken_at_all, settings=SEARCH)
    assert broken(subject) == [code]


def test_requests_break_a_rule_in_several_ways() -> None:
    for code, wanted in (
        ("REQ-002", {"places", "offer_code", "comment"}),
        ("REQ-005", {"status", "code", "title"}),
    ):
        seen: set[str] = set()

        def new(dossier: Dossier, seen: set[str] = seen) -> bool:
            seen.update(change.path.steps[-1][0] for change in dossier.requests[-1].changes)
            return False

        with pytest.raises(NoSuchExample):
            find(violating(code), new, settings=BRIEF)
        assert seen >= wanted


def test_an_unknown_code_is_refused_with_those_there_are() -> None:
    with pytest.raises(
        NotFoundError, match=r"SES-999 does not exist; there is: ACT-001, "
    ) as caught:
        violating("SES-999")
    assert list(caught.value.known) == CODES


def my_rule(**options: Any) -> Rule:
    @rule(
        "MY-001",
        Severity.WARNING,
        on=Session,
        fields=("places",),
        source="nous",
        fr="{session.places} places, c'est trop.",
        en="{session.places} places is too many.",
        **options,
    )
    def at_most_thirty(session: Session) -> Any:
        return session.places <= 30

    return at_most_thirty


def codes(action: Action, rules: RuleSet) -> set[str]:
    return {violation.code for violation in validate(action, rules=rules, **CONTEXT)}


def test_a_rule_of_ones_own_is_broken_by_its_example_among_other_things() -> None:
    mine = ALL.with_(my_rule(fails=setting(SESSION + ".places", 31)))
    strategy = violating("MY-001", rules=mine)
    plain = find(strategy, lambda _: True, settings=SIMPLEST)
    assert plain == example_action().set(SESSION + ".places", 31)
    assert codes(plain, mine) == {"MY-001"}
    for wanted in (
        lambda action: len(action.components) == 3,
        lambda action: action.title != plain.title,
    ):
        varied = find(strategy, wanted, settings=SEARCH)
        assert codes(varied, mine) == {"MY-001"}
        assert varied.component("01") == plain.component("01")


def test_what_varies_gives_way_where_it_would_break_more() -> None:
    def only_here(action: Action) -> Action:
        places = 31 if action.title == example_action().title else -1
        return action.set(SESSION + ".places", places)

    mine = ALL.with_(my_rule(fails=only_here))
    strategy = violating("MY-001", rules=mine)
    assert find(strategy, lambda _: True, settings=SIMPLEST) == only_here(example_action())
    with pytest.raises(NoSuchExample):
        find(
            strategy,
            lambda action: codes(action, mine) != {"MY-001"},
            settings=BRIEF,
        )


def test_a_rule_of_requests_of_ones_own_is_broken_in_a_dossier() -> None:
    @rule(
        "MY-002",
        Severity.ERROR,
        on=ChangeRequest,
        fields=(),
        source="nous",
        fr="La demande {request.id} a des observations.",
        en="Request {request.id} has observations.",
        fails=lambda _: ChangeRequest(
            id="r1", component="01", session="01", changes=Changes(Action), observations="ici"
        ),
    )
    def observed(request: ChangeRequest) -> Any:
        return request.observations is None

    with pytest.raises(ValueError, match="the example of rule MY-002 breaks MY-002, REQ-001;"):
        violating("MY-002", rules=RULES.with_(observed))
    mine = RULES.without("REQ-001").with_(observed)
    dossier = find(violating("MY-002", rules=mine), large, settings=SEARCH)
    report = dossier.check("r1", rules=mine, **CONTEXT).report
    assert [violation.code for violation in report] == ["MY-002"]


def test_a_rule_without_an_example_is_refused_with_what_to_do() -> None:
    with pytest.raises(ValueError, match="give it one: @rule"):
        violating("MY-001", rules=ALL.with_(my_rule()))


@pytest.mark.parametrize(
    ("fails", "message"),
    [
        (setting(SESSION + ".places", 30), "breaks nothing; expected MY-001 and no other"),
        (setting(SESSION + ".places", 121), "breaks MY-001, SES-004; expected MY-001"),
        (
            second_session(places=31, start=Date(2022, 12, 31), infos=()),
            "breaks ADV-003, MY-001;",
        ),
    ],
)
def test_an_example_that_does_not_do_is_refused_with_what_it_breaks(
    fails: Callable[[Action], Any], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        violating("MY-001", rules=ALL.with_(my_rule(fails=fails)))


@pytest.mark.parametrize("of_feed", list(lheo.RULES), ids=lambda rule: rule.code)
def test_the_rules_of_a_feed_are_broken_by_their_examples(of_feed: Rule) -> None:
    subject = find(violating(of_feed.code, rules=lheo.RULES), lambda _: True, settings=SIMPLEST)
    if of_feed.subject is dict:
        assert not of_feed.predicate(subject)
    else:
        report = validate(subject, rules=lheo.RULES, **CONTEXT)
        assert {violation.code for violation in report} == {of_feed.code}
