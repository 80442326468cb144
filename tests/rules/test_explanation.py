from tests.rules.own_rules import made

from bdc_sessions import RULES, STRUCTURE, Session


def test_a_rule_without_examples_explains_itself_all_the_same() -> None:
    def has_places(session: Session) -> bool:
        return session.places > 0

    text = made(has_places).explain("en")
    assert "has places" in text
    assert "Passes" not in text


def test_a_rule_explains_itself_in_full() -> None:
    lines = RULES["REQ-009"].explain("en").splitlines()
    assert [line for line in lines if line][:7] == [
        "REQ-009 (warning, ChangeRequest)",
        "================================",
        "The start of a session that has begun is not moved.",
        "Source  : §1.3",
        "Message : Session {request.session} has already begun ({today}): its start should not "
        "move.",
        "Needs   : today",
        "Passes",
    ]
    french = RULES["SES-002"].explain()
    assert french.startswith("SES-002 (erreur, Session)\n")
    for word in ("Source", "Demande", "Message", "Conforme", "Refusé"):
        assert f"\n{word}" in french
    assert "action, session" in RULES["INF-003"].explain()
    for said in ("01/09/2023", "31/12/2023", "Nb. de"):
        assert RULES["REQ-007"].explain().count(said) == len(("Conforme", "Refusé"))


def test_data_are_shown_as_json() -> None:
    assert '"titel": "LOT TEST"' in STRUCTURE["STR-002"].explain()
    assert '"label": "allée"' in STRUCTURE["STR-002"].explain()
