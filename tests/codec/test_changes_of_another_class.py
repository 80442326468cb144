"""Changes of a class that the codec does not know: the caller names it."""

import re
from typing import Any, ClassVar

import pytest
from attrs import field, frozen
from hypothesis import given
from hypothesis import strategies as st

from bdc_sessions import Changes, DecodeError, decode, diff, dumps, encode, loads
from bdc_sessions.model.about import About
from bdc_sessions.model.fields import bind_location, label, to_int, to_text
from bdc_sessions.model.tree import Tree


@frozen(repr=False, field_transformer=bind_location)
class Room(Tree):
    """A value of a layer above the codec, as an offer of a feed is."""

    ABOUT: ClassVar[About] = About("room", "Salle", "room")
    name: str = field(converter=to_text, metadata=label("Nom"))
    seats: int = field(default=0, converter=to_int, metadata=label("Nombre de sièges"))


@frozen(repr=False, field_transformer=bind_location)
class Desk(Tree):
    """Another such value."""

    ABOUT: ClassVar[About] = About("desk", "Bureau", "desk")
    name: str = field(converter=to_text, metadata=label("Nom"))


ROOM = Room("A", 10)
CHANGES = diff(ROOM, ROOM.evolve(seats=8))
DATA, TEXT = encode(CHANGES), dumps(CHANGES)
ROOMS = st.builds(Room, st.text(st.characters(codec="utf-8")), st.integers(-9, 9))


@given(ROOMS, ROOMS)
def test_changes_of_another_class_are_encoded_and_decoded(before: Room, after: Room) -> None:
    changes = diff(before, after)
    assert decode(encode(changes), Changes, of=Room) == changes
    assert loads(dumps(changes), Changes, of=Room) == changes


def test_changes_of_another_class_need_it_to_be_named() -> None:
    assert decode(DATA, Changes, of=Room) == CHANGES == loads(TEXT, Changes, of=Room)
    for other in (None, Desk):
        with pytest.raises(DecodeError, match="room"):
            decode(DATA, Changes, of=other)
        with pytest.raises(DecodeError, match="room"):
            loads(TEXT, Changes, of=other)
    assert decode(DATA, Changes, of=Room).apply(ROOM).seats == 8
    wrong = {**DATA, "value": {**DATA["value"], "of": "nothing"}}
    with pytest.raises(DecodeError, match="room"):
        decode(wrong, Changes, of=Room)


@pytest.mark.parametrize("of", [int, 3, "room"])
def test_what_changes_are_of_is_a_class_that_is_encoded(of: Any) -> None:
    with pytest.raises(TypeError, match=r"^found .*; expected one of Action, ") as caught:
        decode(DATA, Changes, of=of)
    with pytest.raises(TypeError, match=re.escape(str(caught.value))):
        loads(TEXT, Changes, of=of)


def test_changes_alone_are_of_a_class() -> None:
    expected = "none, as only Changes are of a class, no Room"
    found = f"decode(of=): found {Room!r} (type); expected {expected}"
    with pytest.raises(TypeError, match=f"^{re.escape(found)}$"):
        decode(encode(ROOM), Room, of=Room)
    with pytest.raises(TypeError, match=f"^{re.escape(found)}$"):
        loads("{}", Room, of=Room)
