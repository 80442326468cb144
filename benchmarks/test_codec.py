"""The codec against pydantic on an equivalent model, msgspec and json, interleaved in one run."""

import json
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from time import thread_time
from typing import Any, Literal

import pytest
from benchmarks.data import action_of
from pydantic import BaseModel, ConfigDict
from pytest_benchmark.fixture import BenchmarkFixture

from bdc_sessions import Action, dumps, loads


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TermModel(Strict):
    label: str
    code: str | None = None


class SiteModel(Strict):
    name: str
    place: str
    city: str
    postal_code: str


class AddressModel(Strict):
    number: str | None = None
    suffix: TermModel | None = None
    street_type: TermModel | None = None
    street: str
    building: str | None = None
    special: str | None = None
    postal_code: str
    city: str
    cedex: str | None = None


class InfoModel(Strict):
    date: date
    start: time
    end: time
    places: int
    comment: str | None = None
    address: AddressModel


class SessionModel(Strict):
    number: str
    start: date
    end: date
    site: SiteModel
    places: int
    offer_code: str | None = None
    infos: tuple[InfoModel, ...] = ()


class VolumeModel(Strict):
    kind: str
    unit: Literal["fp", "hc", "he"]
    headcount: int | None = None
    mean: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    total: Decimal | None = None


class ComponentModel(Strict):
    number: str
    code: str
    title: str
    start: date
    end: date
    city: str
    postal_code: str
    volumes: tuple[VolumeModel, ...] = ()
    sessions: tuple[SessionModel, ...] = ()


class ActionModel(Strict):
    number: str
    contract_number: str
    title: str
    holder: str
    status: str
    year: int
    schemes: tuple[str, ...] = ()
    consultation: str
    programmes: tuple[str, ...] = ()
    start: date
    end: date
    entry: Literal["fixed", "permanent"]
    sites: tuple[SiteModel, ...] = ()
    components: tuple[ComponentModel, ...] = ()


class Envelope(Strict):
    format: Literal["bdc-sessions/1"]
    type: Literal["action"]
    value: ActionModel


TEXT = dumps(action_of())
PEER = Envelope.model_validate_json(TEXT)

LOADS: dict[str, Callable[[], Any]] = {
    "ours": lambda: loads(TEXT, Action),
    "pydantic": lambda: Envelope.model_validate_json(TEXT),
    "json alone": lambda: json.loads(TEXT),
}
DUMPS: dict[str, Callable[[], Any]] = {
    "ours": lambda: dumps(action_of()),
    "pydantic": PEER.model_dump_json,
}


@pytest.mark.benchmark(group="loads")
@pytest.mark.parametrize("name", LOADS)
def test_loads(benchmark: BenchmarkFixture, name: str) -> None:
    assert benchmark(LOADS[name])


@pytest.mark.benchmark(group="dumps")
@pytest.mark.parametrize("name", DUMPS)
def test_dumps(benchmark: BenchmarkFixture, name: str) -> None:
    assert len(benchmark(DUMPS[name])) > 300_000


def interleaved(calls: dict[str, Callable[[], Any]], rounds: int = 100) -> dict[str, float]:
    """Return the least seconds of CPU of each call, each round calling all in turn."""
    least = dict.fromkeys(calls, float("inf"))
    for _ in range(rounds):
        for name, call in calls.items():
            start = thread_time()
            call()
            least[name] = min(least[name], thread_time() - start)
    return least


@pytest.mark.parametrize(("calls", "target"), [(LOADS, 1.7), (DUMPS, 1.8)], ids=["loads", "dumps"])
def test_targets(
    benchmark: BenchmarkFixture, calls: dict[str, Callable[[], Any]], target: float
) -> None:
    assert loads(TEXT, Action) == action_of()
    least = interleaved(calls)
    benchmark(lambda: None)
    ratio = least["ours"] / least["pydantic"]
    print(  # noqa: T201 - shown with -s
        f"\n{ratio:.2f} x", {name: f"{seconds * 1e3:.2f} ms" for name, seconds in least.items()}
    )
    assert ratio <= target
