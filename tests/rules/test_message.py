from tests.rules.own_rules import made

from bdc_sessions import (
    RuleSet,
    validate,
)
from bdc_sessions.rules.example import example_action


def test_a_message_may_say_how_a_value_is_written() -> None:
    own = made(lambda session: session.places < 0, fr="{session.places:03} {session.start:%Y}")
    assert validate(example_action(), rules=RuleSet([own]))[0].message() == "010 2022"


def test_a_message_may_read_a_field_by_its_path() -> None:
    own = made(lambda session: session.places < 0, fr="{session[places]} places")
    assert validate(example_action(), rules=RuleSet([own]))[0].message() == "10 places"
