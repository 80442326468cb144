from replay import action, replay

from bdc_sessions import example_action, example_dossier


def test_the_example_is_the_guides_action_after_its_scenario() -> None:
    dossier = example_dossier()
    *_, last = replay("add an information to an existing session, §2.1-2")
    assert dossier.base == action()
    assert dossier == last.dossier
    assert dossier.action == example_action()
    assert [request.id for request in dossier.requests] == ["r1", "r2"]
