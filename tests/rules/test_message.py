from typing import Any

import pytest
from tests.rules.own_rules import made

from bdc_sessions import (
    Action,
    CollectiveInfo,
    Component,
    RuleSet,
    Session,
    validate,
)
from bdc_sessions.rules.example import example_action
from bdc_sessions.rules.groups import SAME_INFOS
from bdc_sessions.rules.message import messages, names
from bdc_sessions.texts import Bilingual


def test_a_message_may_say_how_a_value_is_written() -> None:
    own = made(lambda session: session.places < 0, fr="{session.places:03} {session.start:%Y}")
    assert validate(example_action(), rules=RuleSet([own]))[0].message() == "010 2022"


def test_a_message_may_read_a_field_by_its_path() -> None:
    own = made(lambda session: session.places < 0, fr="{session[places]} places")
    assert validate(example_action(), rules=RuleSet([own]))[0].message() == "10 places"


def test_a_value_in_two_languages_is_told_in_the_one_asked_for() -> None:
    own = made(
        lambda session: session.places < 0,
        fr="{why} {why:x}",
        en="{why}",
        details={"why": lambda told: Bilingual("oui", "yes")},
    )
    (violation,) = validate(example_action(), rules=RuleSet([own]))
    assert (violation.message(), violation.message("en")) == ("oui oui", "yes")


def test_a_message_may_ask_for_a_conversion_and_has_the_one_form_of_texts() -> None:
    templates = Bilingual("{a!r} {b}{{}}", "{b}")
    assert messages(templates, {"a": "x", "b": None}) == ("'x' -{}", "-")
    own = made(lambda session: session.places < 0, fr="e\u0301 {session.number!r}")
    (violation,) = validate(example_action(), rules=RuleSet([own]))
    assert violation.message() == "é '01'"


def test_the_names_of_a_template_are_what_it_reads() -> None:
    assert names("{a.b.c} {c[d].e} {e:x} f") == {("a", "b", "c"), ("c",), ("e",)}


@pytest.mark.parametrize(
    ("template", "missing"),
    [
        ("{session.colour}", "'colour', which no Session has"),
        ("{component.colour.x}", "'colour', which no Component has"),
        ("{action.titel}", "'titel', which no Action has"),
    ],
)
def test_a_message_that_names_an_attribute_that_is_not_there_is_refused(
    template: str, missing: str
) -> None:
    def predicate(session: Session, component: Component, action: Action) -> bool:
        return session.end <= component.end <= action.end

    for texts in ({"fr": template}, {"en": template}):
        with pytest.raises(ValueError, match=f"^rule REG-001: its message names .* {missing}$"):
            made(predicate, **texts)


@pytest.mark.parametrize(
    ("name", "predicate"), [("info", lambda info: True), ("subject", lambda subject: True)]
)
def test_a_message_is_checked_down_to_the_parts_of_its_object(name: str, predicate: Any) -> None:
    with pytest.raises(ValueError, match="'town', which no Address has"):
        made(predicate, on=CollectiveInfo, fr=f"{{{name}.address.town}}")
    with pytest.raises(ValueError, match="'town', which no CollectiveInfo has"):
        made(lambda info, twin: True, on=CollectiveInfo, twins=SAME_INFOS, fr="{twin.town}")
    own = made(predicate, on=CollectiveInfo, fr=f"{{{name}.address.city.any}}")
    assert own.parameters == (name,)


def test_a_detail_may_bear_the_name_of_an_object() -> None:
    own = made(
        lambda session: session.places < 0,
        fr="{component.real}",
        details={"component": lambda told: 5},
    )
    assert validate(example_action(), rules=RuleSet([own]))[0].message() == "5"
