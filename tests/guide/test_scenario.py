from typing import Any

import pytest
from replay import SCENARIO, action, replay, scenarios

import bdc_sessions as b

NAMES = list(scenarios())


def test_the_action_is_read_and_written_as_it_is() -> None:
    assert b.encode(action())["value"] == SCENARIO["action"]


@pytest.mark.parametrize("name", NAMES)
def test_each_recap_is_the_guides_row_by_row(name: str) -> None:
    shown = [s for s in replay(name) if "recap" in s.step]
    for screen in shown:
        assert screen.recap is not None
        assert [list(row.cells) for row in screen.recap] == screen.step["recap"]
    assert shown or "recap" not in str(scenarios()[name]["steps"])


@pytest.mark.parametrize("name", NAMES)
def test_each_recap_stays_the_same_once_issued(name: str) -> None:
    drafted: dict[str, b.Recap] = {}
    for shown in replay(name):
        if shown.recap is not None:
            drafted[shown.step["id"]] = shown.recap
        for request in shown.dossier.requests:
            expected = drafted.get(request.id)
            assert expected is None or request.recap(shown.dossier.action) == expected


@pytest.mark.parametrize("name", NAMES)
def test_each_tracking_table_is_the_guides_row_by_row(name: str) -> None:
    for shown in replay(name):
        if "tracking" in shown.step:
            rows = [list(row.cells) for row in shown.dossier.tracking()]
            assert rows == shown.step["tracking"]


@pytest.mark.parametrize("name", NAMES)
def test_each_message_and_refusal_is_the_guides(name: str) -> None:
    for shown in replay(name):
        if "message" in shown.step:
            assert shown.message == shown.step["message"]
        raised = None if shown.error is None else type(shown.error).__name__
        assert raised == shown.step.get("raises")


def test_a_validated_session_is_brought_to_zero_places() -> None:
    *_, last = replay("cancel a session, §1.3-1")
    session = last.dossier.action.component("01").session("01")
    assert session.places == 0
    assert (
        last.dossier.as_of(_issued(last.dossier, "r1")).component("01").session("01").places == 10
    )


def test_the_list_of_sessions_shows_the_information_as_the_guide_does() -> None:
    *_, last = replay("add an information to an existing session, §2.1-2")
    info = last.dossier.action.component("01").session("01").info(1)
    assert (info.address.line, info.address.city, info.address.postal_code) == (
        "12 ter allée de la madeleine",
        "MONTPELLIER",
        "34000",
    )


def test_the_row_of_totals_holds_what_the_components_hold() -> None:
    volumes = action().component("01").volumes
    assert action().totals == volumes


@pytest.mark.parametrize("name", NAMES)
def test_nothing_in_the_guide_breaks_a_rule(name: str) -> None:
    *_, last = replay(name)
    report = b.validate(last.dossier.action, today=action().start)
    assert [violation.code for violation in report.errors] == []


def _issued(dossier: b.Dossier, request: str) -> Any:
    return dossier.request(request).issued_at
