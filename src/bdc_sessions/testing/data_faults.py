"""How each rule of structure is broken, and no other: encoded actions with one fault, anywhere."""

import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import Enum, EnumType
from typing import Any, NamedTuple

from hypothesis import strategies as st
from pendulum import Date, Time

from bdc_sessions.codec import dumps, encode
from bdc_sessions.codec.format import NAME, NUMBER
from bdc_sessions.codec.plan import Field, fields_of
from bdc_sessions.model import Action
from bdc_sessions.testing.scenes import Scene

Data = dict[str, Any]
Fault = Callable[[st.DrawFn, Scene], Any]
"""Takes ``draw`` and a scene; returns its action encoded, with one fault."""

ILL: Mapping[Any, tuple[str, ...]] = {
    Date: ("01/09/2022", "2022-9-1", "20220901", "2022-W35-4", "2023-02-29", "2022-13-01", ""),
    Time: ("10h00", "24:00", "9:00", "10:00:00", "10:60", "10:00+02:00", ""),
    Decimal: ("120,00", "1e3", "NaN", ".5", "+1", "1 000.00", ""),
    Enum: ("sometimes", "FIXED", ""),
}
"""Texts that are no value of a type."""
OTHERS: tuple[Any, ...] = (3, "3", True, 2.5, [], {}, None)
"""Values of each type of JSON."""
LONE_SURROGATE = "\ud800"
TOO_LONG = 10**1001
NOT_JSON = ("", "{", "{'format': 1}", "null,", '{"format": "bdc-sessions/1",}', "\ufeff{}")
UNKNOWN_KEYS = ("titel", "", "Numéro", "number ", "__class__")


ILL_FORMATS = (NAME, f"{NAME}/0", f"{NAME}/-1", "lheo/1", "", 1, None)
ILL_TYPES = ("actions", "ACTION", "", 1, None)
MARK = "@"
"""What stands before a key that is to stand twice, until the text is written."""


class Spot(NamedTuple):
    """A field of an object in encoded data."""

    held: Data
    field: Field


def spots(data: Data, cls: type[Any] = Action) -> Iterator[Spot]:
    """Yield every field of an encoded value and of the objects in it."""
    for field in fields_of(cls):
        yield Spot(data, field)
        if field.reader is None:
            inner = data[field.name]
            for held in inner if field.many else [inner]:
                if held is not None:
                    yield from spots(held, field.kind)


def _at(data: Data, wanted: Callable[[Field], bool]) -> st.SearchStrategy[Spot]:
    return st.sampled_from([spot for spot in spots(data["value"]) if wanted(spot.field)])


def _anywhere(_: Field) -> bool:
    return True


def _is_mandatory(field: Field) -> bool:
    return field.mandatory


def _is_of(kind: type[Any]) -> Callable[[Field], bool]:
    return lambda field: not field.many and _kind(field) is kind


def _kind(field: Field) -> Any:
    return Enum if isinstance(field.kind, EnumType) else field.kind


def _key_missing(draw: st.DrawFn, scene: Scene) -> Data:
    data = encode(scene.action)
    held, field = draw(_at(data, _is_mandatory))
    del held[field.name]
    return data


def _key_unknown(draw: st.DrawFn, scene: Scene) -> Data:
    data = encode(scene.action)
    held, _ = draw(_at(data, _anywhere))
    held[draw(st.sampled_from(UNKNOWN_KEYS))] = draw(st.sampled_from(OTHERS))
    return data


def _wrong_type(draw: st.DrawFn, scene: Scene) -> Data:
    data = encode(scene.action)
    held, field = draw(_at(data, _anywhere))
    others = [other for other in OTHERS if _is_wrong(field, other)]
    held[field.name] = draw(st.sampled_from(others))
    return data


def _is_wrong(field: Field, value: Any) -> bool:
    if field.optional and value is None:
        return False
    if field.many or field.reader is None:
        return not isinstance(value, list if field.many else dict)
    try:
        field.reader.read(value)
    except TypeError:
        return True
    except ValueError:
        pass  # of the right type, but ill formed: that is another rule's
    return False


def _ill_formed(kind: type[Any]) -> Fault:
    def fault(draw: st.DrawFn, scene: Scene) -> Data:
        data = encode(scene.action)
        held, field = draw(_at(data, _is_of(kind)))
        held[field.name] = draw(st.sampled_from(ILL[kind]))
        return data

    return fault


def _number_twice(draw: st.DrawFn, scene: Scene) -> Data:
    data = encode(scene.action)
    keyed = [s for s in spots(data["value"]) if s.field.key and s.held[s.field.name]]
    held, field = draw(st.sampled_from(keyed))
    items = held[field.name]
    held[field.name] = [*items, draw(st.sampled_from(items))]
    return data


def _envelope(key: str, found: tuple[Any, ...]) -> Fault:
    def fault(draw: st.DrawFn, scene: Scene) -> Data:
        return {**encode(scene.action), key: draw(st.sampled_from(found))}

    return fault


def _envelope_lacks_a_key(draw: st.DrawFn, scene: Scene) -> Data:
    data = encode(scene.action)
    del data[draw(st.sampled_from(["format", "type"]))]
    return data


def _newer_format(draw: st.DrawFn, scene: Scene) -> Data:
    number = NUMBER + draw(st.integers(1, 10**12))
    return {**encode(scene.action), "format": f"{NAME}/{number}"}


def _no_json(draw: st.DrawFn, _: Scene) -> str:
    return draw(st.sampled_from(NOT_JSON))


def _cut_short(draw: st.DrawFn, scene: Scene) -> str:
    text = dumps(scene.action)
    return text[: draw(st.integers(0, len(text) - 1))]


def _key_twice(draw: st.DrawFn, scene: Scene) -> str:
    data = encode(scene.action)
    held, field = draw(_at(data, _anywhere))
    held[MARK + field.name] = held[field.name]
    # Within a text the quotes are escaped: only the key is found.
    return json.dumps(data, ensure_ascii=False).replace(
        f'"{MARK}{field.name}":', f'"{field.name}":'
    )


def _text_that_cannot_be(draw: st.DrawFn, scene: Scene) -> Data:
    data = encode(scene.action)
    held, field = draw(_at(data, _is_of(str)))
    held[field.name] = draw(st.sampled_from(["", "é"])) + LONE_SURROGATE
    return data


def _number_that_cannot_be(draw: st.DrawFn, scene: Scene) -> Data:
    data = encode(scene.action)
    held, field = draw(_at(data, _is_of(int)))
    held[field.name] = TOO_LONG
    return data


DATA_FAULTS: Mapping[str, tuple[Fault, ...]] = {
    "STR-001": (_key_missing,),
    "STR-002": (_key_unknown,),
    "STR-003": (_wrong_type,),
    "STR-004": (_ill_formed(Date),),
    "STR-005": (_ill_formed(Time),),
    "STR-006": (_ill_formed(Decimal),),
    "STR-008": (_ill_formed(Enum),),
    "STR-009": (_number_twice,),
    "STR-010": (
        _envelope("format", ILL_FORMATS),
        _envelope("type", ILL_TYPES),
        _envelope_lacks_a_key,
    ),
    "STR-011": (_newer_format,),
    "STR-012": (_no_json, _cut_short),
    "STR-013": (_key_twice,),
    "STR-014": (_text_that_cannot_be, _number_that_cannot_be),
}
"""The ways in which each rule is broken."""
