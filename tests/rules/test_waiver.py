from typing import Any

import pytest
from pendulum import Date
from tests.rules.own_rules import failing
from tests.values import untyped

from bdc_sessions import ADVICE, RULES, Path, RuleSet, validate
from bdc_sessions.rules import Waiver
from bdc_sessions.rules.example import (
    ADDRESS,
    INFO,
    SESSION,
    VOLUME,
    example_action,
    example_context,
)
from bdc_sessions.rules.waiver import place_of

SITE = "SES-005"


def test_a_waived_violation_is_listed_with_its_reason() -> None:
    rules = RULES.waive(SITE, at=SESSION, reason="travaux")
    report = validate(failing(SITE), rules=rules, **example_context())
    assert len(report) == 0
    waived = report.waived[0]
    assert (waived.code, str(waived.path)) == (SITE, SESSION + ".site")
    assert (waived.reason, waived.until) == ("travaux", None)


def test_a_waiver_holds_only_at_or_below_its_path_and_for_its_rule() -> None:
    away = RULES.waive(SITE, at="components[02]", reason="travaux")
    other = RULES.waive("SES-001", at=SESSION, reason="travaux")
    assert [v.code for v in validate(failing(SITE), rules=away)] == [SITE]
    assert [v.code for v in validate(failing(SITE), rules=other)] == [SITE]
    everywhere = RULES.waive(SITE, reason="travaux")
    assert len(validate(failing(SITE), rules=everywhere)) == 0


def test_a_waiver_ends_after_its_last_day_and_needs_today_to_hold() -> None:
    rules = RULES.waive(SITE, at=SESSION, reason="travaux", until=Date(2023, 6, 30))
    assert len(validate(failing(SITE), rules=rules, today=Date(2023, 6, 30))) == 0
    assert len(validate(failing(SITE), rules=rules, today=Date(2023, 7, 1))) == 1
    without_today = validate(failing(SITE), rules=rules)
    assert [v.code for v in without_today] == [SITE]
    assert (SITE, "no today for the waiver until 30/06/2023") in without_today.skipped


def test_waivers_are_joined_too_each_once() -> None:
    one = RULES.waive(SITE, at=SESSION, reason="travaux")
    assert (one | one).waivers == one.waivers
    assert (RULES | one).waivers == one.waivers


def test_a_waiver_finds_a_part_that_is_validated_alone() -> None:
    action = failing(SITE)
    component = action.component("01")
    session = component.session("01")
    rules = RULES.waive(SITE, at=SESSION, reason="travaux")
    alone = validate(session, rules=rules, component=component, action=action)
    whole = validate(component, rules=rules, component=component, action=action)
    info = validate(
        session.info(1), rules=rules, session=session, component=component, action=action
    )
    assert len(alone) == len(whole) == len(info) == 0
    assert len(alone.waived) == len(whole.waived) == 1
    assert len(validate(session, rules=rules, action=action)) == 1


def test_a_waiver_for_one_session_is_none_for_the_informations_of_another() -> None:
    component = example_action().component("01")
    session = component.session("01")
    info = session.info(1).evolve(date=Date(2022, 9, 2))
    parents: dict[str, Any] = {
        "session": session,
        "component": component,
        "action": example_action(),
    }
    for at, codes in (("02", ["INF-003"]), ("01", [])):
        rules = RULES.waive("INF-003", at=f"components[01].sessions[{at}]", reason="essai")
        assert [v.code for v in validate(info, rules=rules, **parents)] == codes
    unsigned = component.evolve(start=Date(2025, 1, 1))
    rules = RULES.waive("CMP-001", at="components[01]", reason="essai")
    report = validate(unsigned, rules=rules, component=unsigned, action=example_action())
    assert [w.code for w in report.waived] == ["CMP-001"]
    rules = RULES.waive("CMP-001", at=SESSION, reason="essai")
    report = validate(unsigned, rules=rules, component=unsigned, action=example_action())
    assert report.waived == ()


@pytest.mark.parametrize(
    "at", ["nothing", "components[01].nothing", "start.x", SESSION + ".infos[x]"]
)
def test_a_path_that_no_action_has_is_refused(at: str) -> None:
    with pytest.raises(ValueError, match="which no action has; expected a path") as caught:
        RULES.waive(SITE, at=at, reason="essai")
    assert str(caught.value) == (
        f"Waiver.at: found {at!r}, which no action has; expected a path from the action, such as "
        "'components[01].sessions[02]'"
    )


@pytest.mark.parametrize(
    "at", ["", "title", "components", "components[09]", INFO, ADDRESS + ".city"]
)
def test_a_path_that_some_action_may_have_is_taken(at: str) -> None:
    assert str(RULES.waive(SITE, at=at, reason="essai").waivers[0].at) == at


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"code": 3}, "code"),
        ({"at": 3}, "at"),
        ({"reason": None}, "reason"),
        ({"until": "2023-06-30"}, "until"),
    ],
)
def test_a_waiver_is_held_to_its_types(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(TypeError, match=rf"^Waiver\.{field}: found"):
        Waiver(**{"code": SITE, "reason": "essai", **facts})
    with pytest.raises(TypeError):
        RULES.waive(SITE, reason=untyped(3))


def test_a_part_stands_where_its_parents_say() -> None:
    action = example_action()
    component, session, info = action["components[01]"], action[SESSION], action[INFO]
    known: dict[str, Any] = {"action": action, "component": component, "session": session}
    places = {
        "": (action, {}),
        "components[01]": (component, {}),
        SESSION: (session, known),
        VOLUME: (action[VOLUME], known),
        INFO: (info, known),
        SESSION + ".infos[2]": (info.evolve(places=3), known),
        ADDRESS: (info.address, {**known, "info": info}),
    }
    for path, (value, given) in places.items():
        assert place_of(value, given) == Path.parse(path)
    assert place_of(session, {"action": action}) is None
    assert place_of(info.address, known) is None
    assert place_of(action.sites[0], known) is None


def test_a_component_is_matched_behind_its_place() -> None:
    wrong = example_action().component("01").evolve(start=Date(2025, 1, 1), sessions=())
    rules = RULES.only("CMP-001").waive("CMP-001", at="components[01]", reason="essai")
    assert len(validate(wrong, rules=rules, action=example_action()).waived) == 1
    assert len(validate(wrong, rules=rules).waived) == 1
    rules = RULES.only("CMP-001").waive("CMP-001", at="components[02]", reason="essai")
    assert len(validate(wrong, rules=rules, action=example_action()).waived) == 0


def test_a_waiver_everywhere_needs_no_place() -> None:
    session = example_action()[SESSION].evolve(places=-1)
    rules = (RULES | ADVICE).waive("SES-003", reason="essai")
    assert [w.code for w in validate(session, rules=rules).waived] == ["SES-003"]
    assert RuleSet(rules.rules, waivers=rules.waivers) == rules
