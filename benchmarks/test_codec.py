"""The codec against pydantic on models of all the same fields, each round calling both in turn."""

import gc
import json
import tracemalloc
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any, Literal

import pytest
from benchmarks.data import action_of, holds, least
from pydantic import BaseModel, ConfigDict
from pytest_benchmark.fixture import BenchmarkFixture

from bdc_sessions import (
    Action,
    DecodeError,
    EntryMode,
    VolumeUnit,
    decode,
    dumps,
    encode,
    fingerprint,
    loads,
)


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
    unit: VolumeUnit
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
    entry: EntryMode
    sites: tuple[SiteModel, ...] = ()
    components: tuple[ComponentModel, ...] = ()


class Envelope(Strict):
    format: Literal["bdc-sessions/1"]
    type: Literal["action"]
    value: ActionModel


ACTION = action_of()
TEXT = dumps(ACTION)
DATA = encode(ACTION)
PEER = Envelope.model_validate_json(TEXT)
FIVE = dumps(action_of(sessions=5, components=1))


def without_nothing(data: Any) -> Any:
    """Return data without what may be left out."""
    if isinstance(data, dict):
        kept = {key: without_nothing(inner) for key, inner in data.items()}
        return {key: inner for key, inner in kept.items() if inner is not None and inner != []}
    return [without_nothing(inner) for inner in data] if isinstance(data, list) else data


BARE = json.dumps(without_nothing(DATA))


def faulty_text() -> str:
    """Return the text with one fault, at its very end."""
    data = json.loads(TEXT)
    last = data["value"]["components"][-1]["sessions"][-1]["infos"][-1]
    last["address"]["street"] = 3
    return json.dumps(data)


FAULTY = faulty_text()


def refused() -> None:
    with pytest.raises(DecodeError) as caught:
        loads(FAULTY, Action)
    assert len(caught.value.report) == 1


@pytest.fixture(autouse=True)
def _shown(benchmark: BenchmarkFixture) -> None:
    """Take the fixture without which ``make bench`` runs no test."""
    benchmark(lambda: None)


def against(
    what: str,
    ours: Callable[[], Any],
    peer: Callable[[], Any],
    target: float,
    rounds: int = 100,
    inner: int = 1,
) -> None:
    found = least({"ours": ours, "peer": peer}, rounds, inner)
    holds(what, found["ours"] * 1e3, found["peer"] * 1e3, target)


def test_what_is_measured_is_right() -> None:
    for text in (TEXT, BARE):
        assert loads(text, Action) == decode(json.loads(text), Action) == ACTION
    assert Envelope.model_validate(DATA) == PEER


@pytest.mark.parametrize(
    ("what", "text", "target"),
    [
        ("loads, 500 sessions", TEXT, 1.3),
        ("loads, optional keys left out", BARE, 1.3),
        ("loads, 5 sessions", FIVE, 1.6),  # json alone, which has no tree to make, takes 0.8
    ],
)
def test_loads(what: str, text: str, target: float) -> None:
    # A single call on a small text takes little more than the clock errs by: 20 us here.
    rounds, inner = (100, 1) if len(text) > 100_000 else (200, 10)
    against(
        what,
        lambda: loads(text, Action),
        lambda: Envelope.model_validate_json(text),
        target,
        rounds,
        inner,
    )


def test_loads_of_many() -> None:
    text = dumps(action_of(sessions=10_000))
    against(
        "loads, 10,000 sessions",
        lambda: loads(text, Action),
        lambda: Envelope.model_validate_json(text),
        0.65,
        rounds=5,
    )


def test_one_fault_costs_little() -> None:
    against("one fault, to none", refused, lambda: loads(TEXT, Action), 3, rounds=30)


def test_decode() -> None:
    against("decode", lambda: decode(DATA, Action), lambda: Envelope.model_validate(DATA), 0.65)


def test_dumps() -> None:
    against("dumps", lambda: dumps(ACTION), PEER.model_dump_json, 1.2)


def test_encode() -> None:
    against("encode", lambda: encode(ACTION), lambda: PEER.model_dump(mode="json"), 0.7)


def test_fingerprint() -> None:
    against("fingerprint, to dumps", lambda: fingerprint(ACTION), lambda: dumps(ACTION), 1.3)


def test_loads_holds_little_more_than_it_gives() -> None:
    _ = loads(TEXT, Action)
    gc.collect()
    tracemalloc.start()
    value = loads(TEXT, Action)
    _, peak = tracemalloc.get_traced_memory()
    gc.collect()
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert value == ACTION
    holds("peak memory of loads, to what is kept", peak / 1e3, kept / 1e3, 1.2, "kB")
