"""What columns can't say is refused by its name; what they can, though seldom asked, is equal."""

from collections.abc import Callable
from operator import attrgetter
from types import SimpleNamespace
from typing import Any

import pytest
from tests.columns.column_rules import with_bare_except
from tests.columns.equality import assert_equal, rows
from tests.columns.test_own_rules import made

from bdc_sessions import (
    Action,
    Address,
    CollectiveInfo,
    Component,
    Group,
    Rule,
    RuleSet,
    Session,
    Severity,
    example_action,
    example_dossier,
    rule,
)
from bdc_sessions.columns import frame, from_frames, to_frames
from bdc_sessions.columns import validate as validate_frames
from bdc_sessions.columns.guards import reason_against
from bdc_sessions.columns.pattern import LAST, _blank_ranges, portable
from bdc_sessions.columns.schema import text_of
from bdc_sessions.columns.sources import Refused
from bdc_sessions.rules import Aggregate, among, each, length, line_fits, matches, negate, optional
from bdc_sessions.texts import is_blank_character

SESSION = "components[01].sessions[01]"
SILENT = SimpleNamespace(bare=with_bare_except)
HIDDEN = attrgetter("bare")


class Limits:
    """What an embedder keeps the words of its rules in."""

    most = 20

    def fits(self, session: Session) -> Any:
        return session.places <= self.most

    def known(self, info: CollectiveInfo) -> Any:
        return info.comment is not None

    @staticmethod
    def lacks(info: CollectiveInfo) -> Any:
        return info.comment is None

    @classmethod
    def none(cls, info: CollectiveInfo) -> Any:
        return info.comment is None

    @property
    def nothing(self) -> Any:
        return self.most is None


LIMITS = Limits()


def reason_for(own: Rule) -> str:
    """Return why a rule is not judged on columns."""
    rules = RuleSet([own])
    (skipped,) = validate_frames(to_frames(example_action()), rules=rules, lang="en").skipped
    return skipped.reason


def closing_over(limit: Any) -> Callable[[Session], Any]:
    return lambda session: session.places <= limit


def calling_later() -> Callable[[Session], Any]:
    found = lambda session: later(session)  # noqa: E731, PLW0108 - what it names is not bound yet
    assert reason_against(found) is None
    later: Any = lambda session: session.places is None  # noqa: E731 - it is bound now
    return found


@pytest.mark.parametrize(
    ("cls", "predicate"),
    [
        (Session, lambda session: 1 + session.places <= 21),
        (Session, lambda session: optional(session).places <= 20),
        (Session, lambda session: optional(session.site).city != "SETE"),
        (Address, lambda address: matches(address.city, "[^S].*")),
        (Session, LIMITS.fits),
        (Session, closing_over(20)),
    ],
)
def test_what_is_seldom_said_is_equal(cls: type[Any], predicate: Any) -> None:
    actions = [example_action(), example_action().set(SESSION + ".places", 21).evolve(number="2")]
    result = assert_equal(actions, "polars", RuleSet([made("x", cls, predicate)]))
    assert result.skipped == ()


@pytest.mark.parametrize(
    ("cls", "predicate", "reason"),
    [
        (Action, lambda action: action.entry < "fixed", "it puts in order what has none"),
        (Session, lambda session: session.places & True, "it joins by & or |"),
        (Session, lambda session: length(session.places) < 3, "it reads as a text what is none"),
        (Session, lambda session: session.places.value > 3, "a column has no 'value'"),
        (Session, lambda session: negate(session.places), "it negates what is neither"),
        (Session, lambda session: session.site.label != "x", "Site.label is no column"),
        (
            Component,
            lambda component, action: among(component.city, each(action.sites, "town")),
            "a site has not all of town",
        ),
        (
            Component,
            lambda component, action: among(component.city, action.sites),
            "no such value is among the sites",
        ),
        (Address, lambda address: address.suffix == address.street_type, "it compares terms"),
        (CollectiveInfo, lambda info: line_fits(9, info.comment), "it reads as a text what may be"),
        (
            Session,
            lambda session: line_fits(9, session.number, session.places),
            "it measures what is no text",
        ),
        (Address, lambda address: matches(address.city, "(?:[A-Z]{40}){40}"), "more than 1000"),
        (Session, lambda session: HIDDEN(SILENT)(session), "no 'isdigit'"),  # noqa: PLW0108 - hidden
    ],
)
def test_what_columns_cannot_say_is_skipped_with_its_reason(
    cls: type[Any], predicate: Any, reason: str
) -> None:
    assert reason in reason_for(made("x", cls, predicate))


def test_words_are_looked_through_wherever_an_embedder_keeps_them() -> None:
    for predicate in (
        LIMITS.known,
        Limits.none,
        lambda info: LIMITS.lacks(info),  # noqa: PLW0108 - reached by its name
        lambda info: info.places <= LIMITS.nothing,
        calling_later(),
    ):
        assert "is, or is not, None" in str(reason_against(predicate))
    assert reason_against(LIMITS.fits) is None
    assert reason_against(closing_over(None)) is None


@pytest.mark.parametrize(
    ("field", "facts", "reason"),
    [
        ("site", {}, "site is no column"),
        ("start", {"how": Aggregate.SUM}, "start is no number"),
        ("places", {"where": lambda session: session.places}, "chosen by what is no column"),
    ],
)
def test_a_group_of_what_is_no_column_is_skipped(
    field: str, facts: dict[str, Any], reason: str
) -> None:
    facts = {"how": Aggregate.COUNT, **facts}
    group = Group("many", of=Component, members="sessions", field=field, **facts)
    own = made("x", Component, lambda component, many: many < 1, groups=[group])
    assert reason in reason_for(own)


def test_a_rule_that_names_its_reads_may_ask_for_the_class() -> None:
    own = made(
        "x",
        Address,
        lambda address: not isinstance(address, Address) or address.city == "x",
        reads=["city"],
    )
    result = assert_equal([example_action()], "polars", RuleSet([own]))
    assert result.violations.height > 0


def test_every_blank_character_is_known() -> None:
    known = {code for first, last in _blank_ranges() for code in range(first, last + 1)}
    assert known == {code for code in range(LAST + 1) if is_blank_character(chr(code))}


def test_a_set_of_one_letter_and_too_many_repeats() -> None:
    assert portable("[^a]") == r"\A(?:[\x{0}-\x{60}\x{62}-\x{10FFFF}])\z"
    with pytest.raises(Refused, match="more than 1000 repeats"):
        portable("a{1001}")


def test_facts_are_violations_without_messages() -> None:
    result = validate_frames(to_frames(example_action().set(SESSION + ".places", -1)))
    assert result.facts["code"].to_list() == ["SES-003"]
    assert result.facts.equals(result.violations.drop("message"))


def test_a_rule_that_is_told_at_what_no_column_holds_is_skipped() -> None:
    own = rule(
        "OWN-001",
        Severity.INFO,
        on=Action,
        fields=("sites",),
        source="nous",
        fr="x",
        en="x",
    )(lambda action: action.year < 1)
    assert "sites is no column" in reason_for(own)


def test_frames_may_lack_the_order_of_what_has_numbers() -> None:
    action = example_action().set(SESSION + ".places", -1)
    frames = to_frames(action)
    lacking = frames._replace(
        components=frames.components.drop("place"), sessions=frames.sessions.drop("place")
    )
    assert from_frames(lacking) == (action,)
    assert rows(validate_frames(lacking).violations) == rows(validate_frames(frames).violations)


def test_the_history_of_an_object_is_told_as_texts() -> None:
    history = example_dossier().history(SESSION)
    table = frame(history, "polars")
    assert table["before"].to_list() == [None, text_of(history[1].before)]
    assert table["after"].to_list() == [text_of(entry.after) for entry in history]
    assert '"places": 10' in table["after"][0]


def test_sums_of_more_digits_than_columns_have_are_not_compared() -> None:
    sums = [
        Group("seats", of=Component, members="sessions", how=Aggregate.SUM, field="places"),
        Group("hours", of=Component, members="volumes", how=Aggregate.SUM, field="total"),
    ]
    own = made("x", Component, lambda component, seats, hours: seats <= hours, groups=sums)
    assert "more digits than columns have" in reason_for(own)
