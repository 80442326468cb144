"""A rule explains itself: what it asks, why, and an example that keeps and one that breaks it."""

import pytest
from tests.rules.own_rules import made
from tests.rules.test_own_classes import seated

from bdc_sessions import RULES, STRUCTURE, Rule, Screen, Session
from bdc_sessions.rules.explanation import explanation
from bdc_sessions.screen import Pairs, Table


def examples(rule: Rule) -> dict[str, tuple[object, ...]]:
    """Return what each example shows, by its title."""
    parts = rule.screen().parts
    return {part.title: part.parts for part in parts if isinstance(part, Screen)}


def lines(part: object) -> list[str]:
    """Return the lines of an example that is a text."""
    assert isinstance(part, Table)
    return [line for (line,) in part.rows]


def test_a_rule_tells_what_it_asks_and_why() -> None:
    screen = RULES["REQ-009"].screen()
    assert screen.title == "REQ-009 (avertissement, Demande de modification)"
    assert screen.parts[0] == RULES["REQ-009"].title()
    assert isinstance(screen.parts[1], Pairs)
    assert [label for label, _ in screen.parts[1].pairs] == ["Source", "Message", "Demande"]
    assert RULES["REQ-009"].explain() == str(screen)


def test_a_rule_names_its_class_and_all_that_it_needs_in_the_language_asked() -> None:
    screen = explanation(RULES["INF-003"], "en")
    assert screen.title == "INF-003 (warning, CollectiveInfo)"
    assert isinstance(screen.parts[1], Pairs)
    assert screen.parts[1].pairs[-1] == ("Needs", "action, session")
    assert explanation(RULES["REQ-009"], "en").title == "REQ-009 (warning, ChangeRequest)"
    assert explanation(STRUCTURE["STR-012"], "en").title == "STR-012 (error, dict)"


def test_an_example_is_a_recap() -> None:
    kept, broken = examples(RULES["SES-002"]).values()
    assert "30/06/2024" in str(kept)
    assert "01/07/2024" in str(broken)


def test_an_example_of_a_request_is_its_recap() -> None:
    for said in ("01/09/2023", "31/12/2023", "Nb. de places"):
        assert RULES["REQ-007"].explain().count(said) == len(("Conforme", "Refusé"))


def test_data_are_told_whole_and_what_breaks_the_rule_by_its_lines() -> None:
    parts = examples(STRUCTURE["STR-002"])
    assert '"label": "allée"' in str(parts["Conforme"][0])
    assert [line for line in lines(parts["Refusé"][0]) if "titel" in line] == [
        '+   "titel": "LOT TEST"'
    ]


def test_data_are_told_on_one_line_where_there_is_nothing_to_compare_them_with() -> None:
    data = {"rue": ["allée", 3], "lieu": "\ud800"}
    parts = examples(seated(example=list, passes=lambda _: data, fails=lambda _: "allée\n  3"))
    assert parts["Conforme"] == ('{ "rue": [ "allée", 3 ], "lieu": "\\ud800" }',)
    assert parts["Refusé"] == ("allée\n  3",)


def test_a_text_that_is_no_json_is_told_as_it_is() -> None:
    assert examples(STRUCTURE["STR-012"])["Refusé"] == ("{",)


def test_an_example_that_is_a_text_is_told_by_the_lines_that_differ() -> None:
    rule = seated(
        example=lambda: "a b\n+ c\nd g",
        fails=lambda text: text.replace("d", "e\nf"),
        passes=lambda text: text,
    )
    parts = examples(rule)
    assert parts["Conforme"] == ("L'exemple tel quel.",)
    assert lines(parts["Refusé"][0]) == ["- d g", "+ e", "+ f g"]
    text = rule.explain("en")
    assert "Passes\n------\n\nThe example as it is." in text
    assert text.split("\n")[-3:] == ["- d g", "+ e", "+ f g"]


def test_an_example_that_edits_nothing_is_told_so() -> None:
    parts = examples(RULES["SES-002"].evolve(passes=lambda action: action))
    assert parts["Conforme"] == ("L'exemple tel quel.",)


def test_a_language_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="expected one of fr, en"):
        RULES["SES-002"].explain("de")


def test_a_rule_without_examples_explains_itself_all_the_same() -> None:
    rule = RULES["SES-002"].evolve(passes=None, fails=None)
    assert examples(rule) == {}
    assert rule.title("en") in rule.explain("en")


def test_a_rule_without_a_title_explains_itself_by_its_functions_name() -> None:
    def has_places(session: Session) -> bool:
        return session.places > 0

    text = made(has_places).explain("en")
    assert "has places" in text
    assert "Passes" not in text
