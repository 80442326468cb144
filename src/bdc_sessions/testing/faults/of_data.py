"""How each rule of structure is broken, and no other: encoded actions with one fault, anywhere."""

import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import Enum, EnumType
from typing import Any, NamedTuple

from hypothesis import strategies as st
from pendulum import Date, Time

from bdc_sessions.codec import dumps, encode
from bdc_sessions.codec.fields import Field, schema_fields
from bdc_sessions.codec.format import NAME, NUMBER
from bdc_sessions.model import Action
from bdc_sessions.testing.faults.base_actions import BaseAction, Fault

Data = dict[str, Any]

ILL_DATES = ("01/09/2022", "2022-9-1", "20220901", "2022-W35-4", "2023-02-29", "2022-13-01", "")
ILL_TIMES = ("10h00", "24:00", "9:00", "10:00:00", "10:60", "10:00+02:00", "")
ILL_DECIMALS = ("120,00", "1e3", "NaN", ".5", "+1", "1 000.00", "")
ILL_CHOICES = ("sometimes", "FIXED", "")
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
    field: Field

    def is_of(self, *kinds: type[Any]) -> bool:
        """Whether it holds one value of one of some types."""
        kind = self.field.kind
        return not self.field.many and (kind in kinds or (Enum in kinds and type(kind) is EnumType))

    def put(self, value: object) -> None:
        """Put another value into the field."""
        self.data[self.field.name] = value


def spots(data: Data, cls: type[Any] = Action) -> Iterator[Spot]:
    """Yield every field of an encoded value and of the objects in it."""
    for field in schema_fields(cls):
        yield Spot(data, field)
        value = data[field.name]
        if field.scalar is None and value is not None:
            for item in value if field.many else [value]:
                yield from spots(item, field.kind)


def _at_a_spot(accept: Callable[[Spot], object], spoil: Callable[[st.DrawFn, Spot], None]) -> Fault:
    """Return a fault at one of the fields that are wanted, anywhere in the action."""

    def fault(draw: st.DrawFn, base: BaseAction) -> Data:
        data = encode(base.action)
        spoil(draw, draw(st.sampled_from([s for s in spots(data["value"]) if accept(s)])))
        return data

    return fault


def _anywhere(_: Spot) -> bool:
    return True


def _key_missing(_: st.DrawFn, spot: Spot) -> None:
    del spot.data[spot.field.name]


def _key_unknown(draw: st.DrawFn, spot: Spot) -> None:
    spot.data[draw(st.sampled_from(UNKNOWN_KEYS))] = draw(st.sampled_from(OTHERS))


def _wrong_type(draw: st.DrawFn, spot: Spot) -> None:
    field = spot.field
    due = list if field.many else dict if field.scalar is None else int if spot.is_of(int) else str
    others = [o for o in OTHERS if type(o) is not due and not (field.optional and o is None)]
    spot.put(draw(st.sampled_from(others)))


def _ill_formed(kind: type[Any], texts: tuple[str, ...]) -> Fault:
    return _at_a_spot(lambda s: s.is_of(kind), lambda draw, s: s.put(draw(st.sampled_from(texts))))


def _number_twice(draw: st.DrawFn, spot: Spot) -> None:
    items = spot.data[spot.field.name]
    spot.put([*items, draw(st.sampled_from(items))])


def _not_written(draw: st.DrawFn, spot: Spot) -> None:
    texts = st.sampled_from([LONE_SURROGATE, f"é{LONE_SURROGATE}"])
    spot.put(TOO_LONG if spot.is_of(int) else draw(texts))


def _envelope(key: str, values: tuple[Any, ...]) -> Fault:
    def fault(draw: st.DrawFn, base: BaseAction) -> Data:
        return {**encode(base.action), key: draw(st.sampled_from(values))}

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
    at = draw(st.sampled_from(list(spots(data["value"]))))
    name = at.field.name
    at.data[MARK + name] = at.data[name]
    # Within a text the quotes are escaped: only the key is found.
    return json.dumps(data, ensure_ascii=False).replace(f'"{MARK}{name}":', f'"{name}":')


DATA_FAULTS: Mapping[str, tuple[Fault, ...]] = {
    "STR-001": (_at_a_spot(lambda s: s.field.mandatory, _key_missing),),
    "STR-002": (_at_a_spot(_anywhere, _key_unknown),),
    "STR-003": (_at_a_spot(_anywhere, _wrong_type),),
    "STR-004": (_ill_formed(Date, ILL_DATES),),
    "STR-005": (_ill_formed(Time, ILL_TIMES),),
    "STR-006": (_ill_formed(Decimal, ILL_DECIMALS),),
    "STR-008": (_ill_formed(Enum, ILL_CHOICES),),
    "STR-009": (_at_a_spot(lambda s: s.field.key and s.data[s.field.name], _number_twice),),
    "STR-010": (
        _envelope("format", ILL_FORMATS),
        _envelope("type", ILL_TYPES),
        _envelope_lacks_a_key,
    ),
    "STR-011": (_newer_format,),
    "STR-012": (lambda draw, _: draw(st.sampled_from(NOT_JSON)), _cut_short),
    "STR-013": (_key_twice,),
    "STR-014": (_at_a_spot(lambda s: s.is_of(str, int), _not_written),),
}
"""The ways in which each rule is broken."""
