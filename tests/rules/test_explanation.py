from tests.rules.own_rules import made

from bdc_sessions import (
    Session,
)


def test_a_rule_without_examples_explains_itself_all_the_same() -> None:
    def has_places(session: Session) -> bool:
        return session.places > 0

    text = made(has_places).explain("en")
    assert "has places" in text
    assert "Passes" not in text
