from collections.abc import Callable

import pytest
from pendulum import Date
from tests.values import untyped

from bdc_sessions import ADVICE, RULES, Skipped, Violation, Waived, validate
from bdc_sessions.rules.example import SESSION, example_action


def violation() -> Violation:
    (violation,) = validate(example_action().set(SESSION + ".places", -1))
    return violation


WANT = "n'a pas été jugée : il manque"


@pytest.mark.parametrize(
    ("reason", "french", "english"),
    [
        ("no postal", f"{WANT} la table des codes postaux.", "the table of postal codes."),
        (
            "no action, no session",
            f"{WANT} l'action et la session.",
            "the action and the session.",
        ),
        ("no holidays", f"{WANT} les jours fériés.", "the public holidays."),
        ("no weather", "n'a pas été jugée : no weather.", "was not judged: no weather."),
        ("elsewhere", "n'a pas été jugée : elsewhere.", "was not judged: elsewhere."),
    ],
)
def test_a_reason_is_told_in_words(reason: str, french: str, english: str) -> None:
    skipped = Skipped("X-1", reason)
    assert skipped.message() == f"La règle X-1 {french}"
    assert skipped.message("en").startswith("Rule X-1 was not judged")
    assert skipped.message("en").endswith(english)
    with pytest.raises(ValueError, match="expected one of fr, en"):
        skipped.message("de")


def test_all_that_may_lack_is_told_in_words() -> None:
    names = "action, no component, no session, no info, no today, no postal, no holidays"
    message = Skipped("X-1", f"no {names}").message()
    assert message.startswith(
        "La règle X-1 n'a pas été jugée : il manque l'action et la composante"
    )
    assert message.endswith(" et la table des codes postaux et les jours fériés.")


def test_a_waiver_that_does_not_hold_is_told_with_its_last_day() -> None:
    skipped = Skipped("SES-005", "no today for the waiver until 30/06/2023")
    assert skipped.message() == (
        "La dérogation à la règle SES-005 jusqu'au 30/06/2023 ne joue pas : il manque la date du "
        "jour."
    )
    assert "until 30/06/2023 does not hold" in skipped.message("en")


def test_what_could_not_be_judged_is_told_with_the_reason() -> None:
    action = example_action()
    session = action.component("01").session("01")
    assert validate(action).skipped == (("INF-007", "no postal"),)
    assert dict(validate(session).skipped) == {
        "INF-003": "no action",
        "INF-007": "no postal",
        "SES-002": "no component",
        "SES-004": "no component",
        "SES-005": "no action",
        "SES-006": "no component",
        "SES-008": "no component",
    }
    assert dict(validate(session.info(1)).skipped)["INF-003"] == "no action, no session"
    assert ("ADV-001", "no holidays") in validate(action, rules=ADVICE).skipped


def test_every_need_of_every_rule_has_its_words() -> None:
    for need in {need for rule in RULES | ADVICE for need in rule.needs}:
        assert f"no {need}" not in Skipped("X-1", f"no {need}").message()


@pytest.mark.parametrize(
    "made",
    [
        lambda: Skipped("SES-001", untyped(3)),
        lambda: Skipped(untyped(None), "no postal"),
        lambda: Waived(untyped(3), "essai"),
        lambda: Waived(violation(), untyped(3)),
        lambda: Waived(violation(), "essai", untyped("2022")),
    ],
)
def test_what_they_hold_is_held_to_its_type(made: Callable[[], object]) -> None:
    with pytest.raises(TypeError, match=r"^(Skipped|Waived)\.[a-z]+: found"):
        made()


def test_what_is_waived_is_a_line() -> None:
    waived = Waived(violation(), "travaux", Date(2023, 6, 30))
    assert str(waived).endswith("(dérogation jusqu'au 30/06/2023 : travaux)")
    assert str(Waived(violation(), "a\nb")).endswith(r"(dérogation : a\nb)")
    assert (waived.code, waived.path) == ("SES-003", violation().path)
