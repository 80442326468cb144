"""Values made and evolved, against pydantic's frozen models of the same fields, interleaved."""

from collections.abc import Callable, Mapping
from typing import Any

import attrs
import pytest
from benchmarks.data import least
from benchmarks.test_codec import (
    ActionModel,
    AddressModel,
    ComponentModel,
    InfoModel,
    SessionModel,
    SiteModel,
    VolumeModel,
)
from pydantic import BaseModel
from pytest_benchmark.fixture import BenchmarkFixture

from bdc_sessions import example_action
from bdc_sessions.codec import encode

TARGET = 1.2
"""Times what pydantic takes to validate the same fields, its parts validated already."""

ACTION = example_action()
COMPONENT = ACTION.component("01")
SESSION = COMPONENT.session("01")
INFO = SESSION.info(1)
CASES: list[tuple[Any, type[BaseModel], dict[str, Any]]] = [
    (ACTION, ActionModel, {"title": "Autre"}),
    (COMPONENT, ComponentModel, {"title": "Autre"}),
    (COMPONENT.volumes[1], VolumeModel, {"headcount": 0}),
    (SESSION, SessionModel, {"places": 0}),
    (INFO, InfoModel, {"places": 0}),
    (INFO.address, AddressModel, {"city": "SETE"}),
    (SESSION.site, SiteModel, {"city": "SETE"}),
]


def times(calls: Mapping[str, Callable[[], Any]]) -> dict[str, float]:
    """Return the least microseconds of each call, of many rounds that call all in turn."""
    return {name: seconds * 1e6 for name, seconds in least(calls, rounds=60, inner=500).items()}


@pytest.mark.parametrize(
    ("value", "peer", "new"), CASES, ids=[type(value).__name__ for value, *_ in CASES]
)
def test_values_are_made_and_evolved_as_fast_as_pydantic_validates_their_fields(
    benchmark: BenchmarkFixture, value: Any, peer: type[BaseModel], new: dict[str, Any]
) -> None:
    cls = type(value)
    ours = {a.name: getattr(value, a.name) for a in attrs.fields(cls)}
    theirs = dict(peer.model_validate(encode(value)["value"]))
    found = times(
        {
            "made": lambda: cls(**ours),
            "evolved": lambda: value.evolve(**new),
            "validated": lambda: peer.model_validate(theirs),
            "merged and validated": lambda: peer.model_validate({**theirs, **new}),
        }
    )
    benchmark(lambda: None)
    made = found["made"] / found["validated"]
    evolved = found["evolved"] / found["merged and validated"]
    print(f"\n{cls.__name__}: made {made:.2f} x, evolved {evolved:.2f} x", found)  # noqa: T201 - shown with -s
    assert evolved <= TARGET
    assert made <= TARGET
