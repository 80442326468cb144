"""A document of every class that is encoded, and what is told of one that does not fit."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import strategies as st
from pendulum import Date
from pendulum import datetime as instant
from tests.values import guide_action_with, guide_info, guide_session

from bdc_sessions import (
    RULES,
    DecodeError,
    Dossier,
    Issuer,
    Report,
    Term,
    decode,
    diff,
    dumps,
    encode,
    fingerprint,
    loads,
    recap,
    validate,
)

BY = Issuer("BL", "Administrateur")
SESSION = guide_session().evolve(infos=[guide_info()])
ACTION = guide_action_with(SESSION, guide_session("02").evolve(places=0))
DOSSIER = (
    Dossier(ACTION)
    .draft_change("r1", component="01", session=SESSION.cancel(), provider="P")
    .issue("r1", by=BY, at=instant(2022, 10, 30, 1, tz="UTC"))
    .draft_addition("r2", component="01", session=SESSION.evolve(number="03"))
)
CHANGES = diff(SESSION, SESSION.cancel())
FAULTY = ACTION.set("components[01].sessions[01].places", 0).set("sites", ())
WAIVING = RULES.waive("INF-009", reason="essai", until=Date(2030, 1, 1))
COMPONENT = ACTION.component("01")
VALUES: tuple[Any, ...] = (
    ACTION,
    COMPONENT,
    COMPONENT.volumes[0],
    SESSION,
    SESSION.site,
    guide_info(),
    guide_info().address,
    Term("ter", code="3"),
    BY,
    diff(ACTION, DOSSIER.action),
    recap(ACTION, DOSSIER.action),
    DOSSIER.requests[0],
    DOSSIER,
    DOSSIER.tracking(),
    validate(FAULTY, rules=WAIVING, today=Date(2022, 9, 1)),
)
DOCUMENTS: dict[type[Any], dict[str, Any]] = {type(value): encode(value) for value in VALUES}


def edited(value: Any, **fields: Any) -> dict[str, Any]:
    """Return a value's document with fields of the value replaced."""
    data = encode(value)
    return {**data, "value": {**data["value"], **fields}}


def refusal(make: Callable[..., Any], *args: Any, **options: Any) -> Report:
    """Return what is told of data that do not decode: it can be written and read itself."""
    with pytest.raises(DecodeError) as caught:
        make(*args, **options)
    report = caught.value.report
    assert report.errors
    comes_back(report)
    return report


def refused(data: Any, cls: type[Any]) -> set[tuple[str, str]]:
    return {(fault.code, str(fault.path)) for fault in refusal(decode, data, cls)}


def comes_back(value: Any) -> None:
    """Write a value in every way, and read it again."""
    cls = type(value)
    data = encode(value)
    text = dumps(value)
    assert text == json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for again in (
        decode(json.loads(json.dumps(data)), cls),
        loads(text, cls),
        loads(text.encode(), cls),
        loads(json.dumps(data, indent=2, sort_keys=True), cls),
    ):
        assert again == value
        assert dumps(again) == text
        assert fingerprint(again) == fingerprint(value)


ANYTHING = (
    st.sampled_from(
        [None, True, 1, -3, 1.5, 10**30, "", "x", "\ud800", "fixed", "2022-02-30", "2022-09-01"]
    )
    | st.sampled_from(["25:00", "10:00", "1.5", "-0.00", "001.10", [], {}, [{}], {"type": "date"}])
    | st.sampled_from(["e\u0301", "\r", " ", "components[01].start", "action", {"label": " "}])
    | st.sampled_from(
        ["2022-12-15T10:00:00+01:00", "1900-06-01T12:09:21+00:09:21", "2022-12-15T10:00:00"]
    )
)


def spots(data: Any) -> list[tuple[Any, Any]]:
    """Return every place in data, as what holds it and its key or index there."""
    found: list[tuple[Any, Any]] = []
    for key, inner in list(data.items() if isinstance(data, dict) else enumerate(data)):
        found.append((data, key))
        if isinstance(inner, dict | list):
            found += spots(inner)
    return found


@st.composite
def mutated(draw: st.DrawFn, cls: type[Any]) -> Any:
    """Draw a document of a class with some edits."""
    data = deepcopy(DOCUMENTS[cls])
    for _ in range(draw(st.integers(1, 3))):
        holder, key = draw(st.sampled_from(spots(data)))
        match draw(st.sampled_from(["replace", "delete", "add"])):
            case "replace":
                holder[key] = deepcopy(draw(ANYTHING))
            case "delete":
                del holder[key]
            case _ if isinstance(holder, list):
                holder.insert(key, deepcopy(holder[key]))
            case _:
                holder[draw(st.sampled_from(["x", "plaecs", "\ud800"]))] = deepcopy(draw(ANYTHING))
        if not spots(data):
            break
    return data


def without_nothing(data: Any) -> Any:
    """Return data without what may be left out: nothing, and lists of nothing."""
    if isinstance(data, dict):
        kept = {key: without_nothing(inner) for key, inner in data.items()}
        return {key: inner for key, inner in kept.items() if inner is not None and inner != []}
    return [without_nothing(inner) for inner in data] if isinstance(data, list) else data
