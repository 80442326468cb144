"""How each rule of structure is broken, and no other: encoded actions with one fault, anywhere."""

import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from types import NoneType
from typing import Any, NamedTuple, get_args, get_origin

import attrs
from hypothesis import strategies as st
from pendulum import Date, Time

from bdc_sessions.codec import dumps, encode
from bdc_sessions.codec.format import NAME, NUMBER
from bdc_sessions.model import Action
from bdc_sessions.model.shape import shape
from bdc_sessions.testing.faults.base_actions import BaseAction, Fault

Data = dict[str, Any]

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
NOT_JSON = ("", "{", "{'format': 1}", "null,", '{"format": "bdc-sessions/1",}', "{}\ufeff")
UNKNOWN_KEYS = ("titel", "", "Numéro", "number ", "__class__")
ILL_FORMATS = (NAME, f"{NAME}/0", f"{NAME}/-1", "lheo/1", "", 1, None)
ILL_TYPES = ("actions", "ACTION", "", 1, None)
MARK = "@"
"""What stands before a key that is to stand twice, until the text is written."""


class Spot(NamedTuple):
    """A field of an object in encoded data."""

    data: Data
    name: str
    kind: Any
    many: bool
    mandatory: bool
    optional: bool
    keyed: bool

    @property
    def json_type(self) -> type[Any]:
        """The type that JSON has for its value."""
        if self.many:
            return list
        return dict if attrs.has(self.kind) else int if self.kind is int else str

    def is_of(self, kind: type[Any]) -> bool:
        """Whether it holds one value of a type."""
        return not self.many and isinstance(self.kind, type) and issubclass(self.kind, kind)


def spots(data: Data, cls: type[Any] = Action) -> Iterator[Spot]:
    """Yield every field of an encoded value and of the objects in it."""
    for field in attrs.fields(cls):
        inner = [kind for kind in get_args(field.type) if kind not in (NoneType, Ellipsis)]
        kind, many = inner[0] if inner else field.type, get_origin(field.type) is tuple
        collection = shape(cls).collections.get(field.name)
        yield Spot(
            data,
            field.name,
            kind,
            many=many,
            mandatory=field.default is attrs.NOTHING,
            optional=bool(inner) and not many,
            keyed=collection is not None and collection.key is not None,
        )
        value = data[field.name]
        if attrs.has(kind) and value is not None:
            for item in value if many else [value]:
                yield from spots(item, kind)


def _at_a_spot(wanted: Callable[[Spot], object], spoil: Callable[[st.DrawFn, Spot], None]) -> Fault:
    """Return a fault at one of the fields that are wanted, anywhere in the action."""

    def fault(draw: st.DrawFn, base: BaseAction) -> Data:
        data = encode(base.action)
        spoil(draw, draw(st.sampled_from([s for s in spots(data["value"]) if wanted(s)])))
        return data

    return fault


def _put(values: Callable[[Spot], st.SearchStrategy[Any]]) -> Callable[[st.DrawFn, Spot], None]:
    """Return what puts another value into a field."""

    def spoil(draw: st.DrawFn, spot: Spot) -> None:
        spot.data[spot.name] = draw(values(spot))

    return spoil


def _remove(_: st.DrawFn, spot: Spot) -> None:
    del spot.data[spot.name]


def _add_key(draw: st.DrawFn, spot: Spot) -> None:
    spot.data[draw(st.sampled_from(UNKNOWN_KEYS))] = draw(st.sampled_from(OTHERS))


def _anywhere(_: Spot) -> bool:
    return True


def _of_other_types(spot: Spot) -> st.SearchStrategy[Any]:
    allowed = (spot.json_type, NoneType) if spot.optional else (spot.json_type,)
    return st.sampled_from([other for other in OTHERS if type(other) not in allowed])


def _ill_formed(kind: type[Any]) -> Fault:
    return _at_a_spot(lambda s: s.is_of(kind), _put(lambda _: st.sampled_from(ILL[kind])))


def _one_twice(spot: Spot) -> st.SearchStrategy[list[Any]]:
    items = spot.data[spot.name]
    return st.sampled_from(items).map(lambda item: [*items, item])


def _envelope(key: str, found: tuple[Any, ...]) -> Fault:
    def fault(draw: st.DrawFn, base: BaseAction) -> Data:
        return {**encode(base.action), key: draw(st.sampled_from(found))}

    return fault


def _envelope_lacks_a_key(draw: st.DrawFn, base: BaseAction) -> Data:
    data = encode(base.action)
    del data[draw(st.sampled_from(["format", "type"]))]
    return data


def _newer_format(draw: st.DrawFn, base: BaseAction) -> Data:
    number = NUMBER + draw(st.integers(1, 10**12))
    return {**encode(base.action), "format": f"{NAME}/{number}"}


def _cut_short(draw: st.DrawFn, base: BaseAction) -> str:
    text = dumps(base.action)
    return text[: draw(st.integers(0, len(text) - 1))]


def _key_twice(draw: st.DrawFn, base: BaseAction) -> str:
    data = encode(base.action)
    spot = draw(st.sampled_from(list(spots(data["value"]))))
    spot.data[MARK + spot.name] = spot.data[spot.name]
    # Within a text the quotes are escaped: only the key is found.
    text = json.dumps(data, ensure_ascii=False)
    return text.replace(f'"{MARK}{spot.name}":', f'"{spot.name}":')


DATA_FAULTS: Mapping[str, tuple[Fault, ...]] = {
    "STR-001": (_at_a_spot(lambda s: s.mandatory, _remove),),
    "STR-002": (_at_a_spot(_anywhere, _add_key),),
    "STR-003": (_at_a_spot(_anywhere, _put(_of_other_types)),),
    "STR-004": (_ill_formed(Date),),
    "STR-005": (_ill_formed(Time),),
    "STR-006": (_ill_formed(Decimal),),
    "STR-008": (_ill_formed(Enum),),
    "STR-009": (_at_a_spot(lambda s: s.keyed and s.data[s.name], _put(_one_twice)),),
    "STR-010": (
        _envelope("format", ILL_FORMATS),
        _envelope("type", ILL_TYPES),
        _envelope_lacks_a_key,
    ),
    "STR-011": (_newer_format,),
    "STR-012": (lambda draw, _: draw(st.sampled_from(NOT_JSON)), _cut_short),
    "STR-013": (_key_twice,),
    "STR-014": (
        _at_a_spot(
            lambda s: s.is_of(str) and not s.is_of(Enum),
            _put(lambda _: st.sampled_from([LONE_SURROGATE, f"é{LONE_SURROGATE}"])),
        ),
        _at_a_spot(lambda s: s.is_of(int), _put(lambda _: st.just(TOO_LONG))),
    ),
}
"""The ways in which each rule is broken."""
