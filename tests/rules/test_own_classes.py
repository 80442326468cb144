"""Classes of a layer above the model: judged, named and explained as the model's are."""

from collections.abc import Iterable
from typing import Any, ClassVar

import pytest
from attrs import field, frozen

from bdc_sessions import Path, Rule, RuleSet, Severity, rule, validate
from bdc_sessions.changes.labels import label_at
from bdc_sessions.model.about import About
from bdc_sessions.model.fields import bind_location, label, to_int, to_text, to_tuple
from bdc_sessions.model.shape import COLLECTION
from bdc_sessions.screen import Table


@frozen(kw_only=True, field_transformer=bind_location)
class Room:
    """A class that says itself by which name rules take it."""

    ABOUT: ClassVar[About] = About("room", "room", "room")
    seats: int = field(converter=to_int, metadata=label("Nombre de sièges"))


def rooms_of(values: Iterable[Room], where: str = "") -> tuple[Room, ...]:
    return to_tuple(values, Room, where)


@frozen(kw_only=True, field_transformer=bind_location)
class Centre:
    """A class with a collection whose objects have no name of their own."""

    ABOUT: ClassVar[About] = About("centre", "centre", "centre")
    name: str = field(converter=to_text, metadata=label("Nom"))
    rooms: tuple[Room, ...] = field(
        converter=rooms_of, metadata={**label("Salles"), COLLECTION: None}
    )


def seated(**options: Any) -> Rule:
    facts: dict[str, Any] = {
        "on": Room,
        "fields": ("seats",),
        "source": "nous",
        "fr": "{label} : {room.seats}.",
        "en": "{label}: {room.seats}.",
    }

    @rule("ROOM-001", Severity.ERROR, **{**facts, **options})
    def a_room_has_seats(room: Room) -> Any:
        return room.seats > 0

    return a_room_has_seats


def rows_of(part: Any) -> Iterable[tuple[str, ...]]:
    return part.rows if isinstance(part, Table) else ()


def test_a_class_that_says_its_name_is_judged() -> None:
    centre = Centre(name="CAP", rooms=(Room(seats=1), Room(seats=0)))
    report = validate(centre, rules=RuleSet([seated()]))
    assert [str(one) for one in report] == [
        "erreur ROOM-001 rooms[2].seats : Nombre de sièges : 0."
    ]
    assert "Salles n° 2" in [row[0] for part in report.screen().parts for row in rows_of(part)]
    assert len(validate(Room(seats=1), rules=RuleSet([seated()]))) == 0


def test_a_class_that_does_not_is_refused() -> None:
    @frozen
    class Nameless:
        seats: int = field(default=0, metadata=label("Sièges"))

    with pytest.raises(TypeError, match="expected a value of the model, such as an Action"):
        validate(Nameless())


def test_an_object_of_no_heading_is_named_by_its_collection_and_place() -> None:
    assert label_at(Centre, Path.parse("rooms[2]")) == "Salles n° 2"
