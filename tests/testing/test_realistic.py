"""Realistic actions: valid, and the same on every machine."""

from typing import Any

import pytest

from bdc_sessions import Action, CollectiveInfo, Session, fingerprint, validate
from bdc_sessions.testing import CONTEXT, sample

STORED = {
    (0, 20): "e79ca3bce62a12beae6d825de21ab5165458476f4fe86cc0b4642c4734c3a195",
    (1, 20): "0a9eedfe72f2f6c8295e759c463c683c92868ec1fd5582f92c9d2865fa3bd02b",
    (7, 500): "216d64ff894b29f53342feeca778e16373f5b5ebed88dd58b6bfe4d3857284f3",
}
"""The fingerprint of the third action of a seed, with so many sessions."""


@pytest.mark.parametrize(("seed", "sessions"), STORED)
def test_a_sample_is_the_same_on_every_machine(seed: int, sessions: int) -> None:
    assert fingerprint(sample(3, seed, sessions=sessions)[2]) == STORED[seed, sessions]


@pytest.mark.parametrize("sessions", [0, 1, 3, 20, 500])
@pytest.mark.parametrize("seed", [0, 1, -5, 10**30])
def test_a_sample_is_valid_without_even_a_warning(seed: int, sessions: int) -> None:
    for action in sample(3 if sessions > 100 else 20, seed, sessions=sessions):
        assert len(validate(action, **CONTEXT)) == 0
        assert len([*action.each(Session)]) == sessions


def test_a_sample_has_what_a_region_has() -> None:
    actions = sample(200)
    sessions = [session for action in actions for _, session in action.each(Session)]
    infos = [info for action in actions for _, info in action.each(CollectiveInfo)]
    assert len({action.number for action in actions}) == 200
    assert {len(action.components) for action in actions} == {1, 2, 3, 4}
    assert 0 < sum(session.places == 0 for session in sessions) < len(sessions) / 10
    assert all(session.number.isdigit() and len(session.number) == 2 for session in sessions)
    assert len(sessions) / 2 < len(infos) < 2 * len(sessions)
    assert all(info.date.isoweekday() <= 5 for info in infos)


def test_the_first_actions_are_the_same_however_many_are_asked_for() -> None:
    assert sample(5)[:2] == sample(2)
    assert sample(0) == ()
    assert sample(2, 1) != sample(2)


@pytest.mark.parametrize(
    ("error", "arguments"),
    [
        (TypeError, {"n": 1.0}),
        (TypeError, {"n": True}),
        (TypeError, {"n": 1, "seed": "a"}),
        (TypeError, {"n": 1, "sessions": None}),
        (ValueError, {"n": -1}),
        (ValueError, {"n": 1, "sessions": -1}),
    ],
)
def test_what_is_no_number_of_actions_is_refused(
    error: type[Exception], arguments: dict[str, Any]
) -> None:
    with pytest.raises(error, match="sample\\("):
        sample(**arguments)


def test_a_sample_is_made_of_actions() -> None:
    assert all(type(action) is Action for action in sample(3))
