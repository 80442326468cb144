from tests.rules.own_rules import made

from bdc_sessions import (
    RuleSet,
    validate,
)
from bdc_sessions.rules.example import example_action
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


def test_the_names_of_a_template_are_those_that_it_starts_from() -> None:
    assert names("{a.b} {c[d]} {e:x} f") == {"a", "c", "e"}
