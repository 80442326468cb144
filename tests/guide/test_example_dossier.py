from replay import action, replay

from bdc_sessions import example_action, example_dossier


def test_the_example_is_the_guides_action_after_its_scenario() -> None:
    *_, last = replay("add an information to an existing session, §2.1-2")
    assert example_action() == last.dossier.action
    assert example_dossier() == last.dossier
    assert example_dossier().base == action()
    assert example_dossier() is example_dossier()
