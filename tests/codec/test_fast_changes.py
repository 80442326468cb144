"""Changes read fast: in the order of the form, or else in detail."""

import json
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.codec.documents import ACTION

from bdc_sessions import (
    Action,
    Changes,
    Component,
    DecodeError,
    FieldChange,
    Session,
    decode,
    diff,
    dumps,
    encode,
    loads,
)
from bdc_sessions.codec import decoding
from bdc_sessions.codec.fast_changes import Shared, _top_of
from bdc_sessions.testing import changed


class Label(str):
    """A text of a class of its own, as template libraries and numpy have them."""

    __slots__ = ()


FIELDS = ("start", "places", "offer_code")
VALUES: dict[str, Any] = {"start": "2022-09-05", "places": 7, "offer_code": "X"}


def text_of(places: tuple[tuple[str, str], ...]) -> str:
    """Return the text of changes to fields of sessions, in the order given."""
    items = [
        {"path": f"components[01].sessions[{number}].{name}", "before": None, "after": VALUES[name]}
        if name == "offer_code"
        else {"path": f"components[01].sessions[{number}].{name}", "after": VALUES[name]}
        for number, name in places
    ]
    envelope = {"format": "bdc-sessions/1", "type": "changes"}
    return json.dumps({**envelope, "value": {"of": "action", "items": items}})


def test_two_spellings_of_one_number_are_one_path_given_twice() -> None:
    with pytest.raises(DecodeError) as caught:
        loads(text_of((("\xe9", "places"), ("e\u0301", "places"))), Changes)
    assert [violation.code for violation in caught.value.report] == ["STR-013"]


def test_a_path_of_a_class_of_texts_is_not_read_within_the_session_before_it() -> None:
    data = json.loads(text_of((("01", "places"),)))
    path = Label("offer_code")
    data["value"]["items"].append({"path": path, "before": None, "after": "2"})
    with pytest.raises(DecodeError) as caught:
        decode(data, Changes)
    assert [(violation.code, str(violation.path)) for violation in caught.value.report] == [
        ("STR-014", "items[2].path")
    ]


@pytest.mark.parametrize(
    "places",
    [
        # A field follows another within one session, then the same two stand in two sessions.
        (("02", "places"), ("02", "offer_code"), ("03", "places"), ("01", "offer_code")),
        # A field of one session stands after that of another, then both stand in one session.
        (("02", "offer_code"), ("03", "places"), ("04", "offer_code"), ("04", "places")),
        *permutations([("01", "places"), ("02", "start"), ("02", "places")]),
    ],
)
def test_changes_in_any_order_are_read_in_that_of_the_form(
    places: tuple[tuple[str, str], ...],
) -> None:
    made = loads(text_of(places), Changes)
    in_order = sorted(places, key=lambda place: (place[0], FIELDS.index(place[1])))
    assert [str(change.path) for change in made] == [
        f"components[01].sessions[{number}].{name}" for number, name in in_order
    ]
    assert loads(dumps(made), Changes) == made == loads(text_of(tuple(in_order)), Changes)


def test_changes_to_several_sessions_are_read_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "parse_json", lambda *_: pytest.fail("read in detail"))
    places = tuple([(number, name) for number in ("01", "02") for name in FIELDS])
    made = loads(text_of(places), Changes)
    assert [change.path.steps[1:] for change in made] == [
        (("sessions", number), (name, None)) for number, name in places
    ]


@given(changed(ACTION), st.randoms(use_true_random=False))
def test_changes_shuffled_are_the_same_changes(edited: Action, random: Any) -> None:
    changes = diff(ACTION, edited)
    data = encode(changes)
    random.shuffle(data["value"]["items"])
    assert decode(data, Changes) == loads(json.dumps(data), Changes) == changes
    assert all(isinstance(change, FieldChange) for change in changes)


def test_the_top_of_a_change_is_the_session_in_which_it_lies() -> None:
    shared: Shared = {}
    top = _top_of(Action, "components[01].sessions[02].start", shared)
    assert top.text == "components[01].sessions[02]."
    assert (top.steps, top.cls) == ((("components", "01"), ("sessions", "02")), Session)
    assert _top_of(Action, "components[01].sessions[02].end", shared) is top
    other = _top_of(Action, "components[01].sessions[03].end", shared)
    assert other is not top
    assert other.leaves is top.leaves


@pytest.mark.parametrize(
    ("of", "path"),
    [(Action, "title"), (Session, "start"), (Component, "components[01].sessions[02].start")],
)
def test_the_top_of_any_other_change_is_the_whole_value(of: Any, path: str) -> None:
    shared: Shared = {}
    session = _top_of(Action, "components[01].sessions[02].start", shared)
    top = _top_of(of, path, shared)
    assert (top.text, top.steps, top.cls) == ("", (), of)
    assert _top_of(of, path, shared) is top
    assert (top.leaves is session.leaves) is (of is Session)
