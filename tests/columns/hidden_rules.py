"""More rules that columns would judge wrongly: what they ask is hidden, or changes at each call."""

import operator
import random
import re
from collections import deque
from collections.abc import Iterator, Mapping
from functools import cached_property, partialmethod
from itertools import count
from types import MappingProxyType, SimpleNamespace
from typing import Any

import attrs
import orjson
from tests.columns.column_rules import Predicate, is_none

from bdc_sessions import Address, CollectiveInfo, Session
from bdc_sessions.rules import length, matches

NUMBERS: Iterator[int] = count()
SEEN: list[int] = []
WORDS = SimpleNamespace(is_none=is_none)
PROXY = MappingProxyType({"none": is_none})
QUEUE = deque([is_none])


@attrs.frozen(eq=False)
class Slotted:
    none: Any


class Dynamic:
    def _none(self, value: Any, *, known: bool) -> Any:
        return (value is None) is not known

    missing = partialmethod(_none, known=False)

    @cached_property
    def none(self) -> Any:
        return lambda value: value is None


class Open:
    def __getattr__(self, name: str) -> Any:
        return is_none


class Operated:
    def __sub__(self, value: Any) -> Any:
        return value is None

    __xor__ = __rshift__ = __matmul__ = __sub__


class Made:
    def __new__(cls, value: Any) -> Any:
        return value is None


def counting() -> Predicate:
    number = 0

    def counted(session: Session) -> Any:
        nonlocal number
        number += 1
        return session.places >= number

    return counted


def with_kept(session: Session, kept: list[int] = []) -> Any:  # noqa: B006 - as people write
    kept.append(1)
    return session.places >= len(kept)


def with_import(info: CollectiveInfo) -> Any:
    from tests.columns.column_rules import HIDDEN as words  # noqa: N811, PLC0415 - as people write

    return words["none"][0](info.comment) | (info.places >= 0)


def seen(session: Session) -> Any:
    SEEN.append(1)
    return session.places >= len(SEEN)


SLOTTED, DYNAMIC, OPEN, OPERATED = Slotted(is_none), Dynamic(), Open(), Operated()

HIDDEN_RULES: Mapping[str, tuple[type[Any], Predicate]] = {
    "imported inside": (CollectiveInfo, with_import),
    "getattr of a constant": (
        CollectiveInfo,
        lambda info: getattr(WORDS, ("is_none", "x")[0])(info.comment) | (info.places >= 0),
    ),
    "method caller": (
        CollectiveInfo,
        lambda info: operator.methodcaller("is_none", info.comment)(WORDS) | (info.places >= 0),
    ),
    "in a slot": (CollectiveInfo, lambda info: SLOTTED.none(info.comment) | (info.places >= 0)),
    "in a proxy": (CollectiveInfo, lambda info: PROXY["none"](info.comment) | (info.places >= 0)),
    "in a queue": (CollectiveInfo, lambda info: QUEUE[0](info.comment) | (info.places >= 0)),
    "partial method": (
        CollectiveInfo,
        lambda info: DYNAMIC.missing(info.comment) | (info.places >= 0),
    ),
    "cached": (CollectiveInfo, lambda info: DYNAMIC.none(info.comment) | (info.places >= 0)),
    "any name": (CollectiveInfo, lambda info: OPEN.none(info.comment) | (info.places >= 0)),
    "own -": (CollectiveInfo, lambda info: (OPERATED - info.comment) | (info.places >= 0)),
    "own ^": (CollectiveInfo, lambda info: (OPERATED ^ info.comment) | (info.places >= 0)),
    "own >>": (CollectiveInfo, lambda info: (OPERATED >> info.comment) | (info.places >= 0)),
    "own @": (CollectiveInfo, lambda info: (OPERATED @ info.comment) | (info.places >= 0)),
    "made": (CollectiveInfo, lambda info: Made(info.comment) | (info.places >= 0)),
    "compiled": (Session, lambda session: (session.places >= 0) | orjson.loads("false")),
    "drawn": (Session, lambda session: (session.places >= 0) | (random.random() < 2)),  # noqa: S311 - no secret is drawn
    "chosen": (Session, lambda session: session.places >= random.choice((0, 1))),  # noqa: S311 - no secret is drawn
    "next": (Session, lambda session: session.places >= next(NUMBERS)),
    "seen": (Session, seen),
    "nonlocal": (Session, counting()),
    "kept in a default": (Session, with_kept),
    "surrogate": (Address, lambda address: address.city != "\ud800"),
    "set of surrogates": (Address, lambda address: matches(address.city, "[\ud800]|.*")),
    "set of nothing": (Address, lambda address: matches(address.city, r"[^\s\S]|.*")),
    "long product": (Session, lambda session: session.places * session.places >= 0),
    "look behind": (Address, lambda address: matches(address.city, "(?<=A)E|.*")),
    "named group": (Address, lambda address: matches(address.city, "(?P<a>.)(?P=a).*")),
    "possessive": (Address, lambda address: matches(address.city, ".*+")),
    "lines": (Address, lambda address: matches(address.city, "(?s).*")),
    "compiled pattern": (Address, lambda address: bool(re.match("[0-9]", address.city))),
    "prefixes": (Address, lambda address: address.postal_code.startswith(("34", "66"))),
    "floor": (Session, lambda session: session.places // 2 >= 1),
    "true": (Session, lambda session: session.places == True),  # noqa: E712 - as people write it
    "sum of verdicts": (Session, lambda session: (session.places > 3) + (session.places < 9) > 0),
    "a pair": (Address, lambda address: (address.city, address.postal_code) == ("SETE", "34200")),
    "infinite": (Session, lambda session: session.places < float("inf")),
    "year": (Session, lambda session: session.start.isoformat() >= "2022"),
    "a word as a method": (CollectiveInfo, lambda info: info.comment.missing()),
    "missing, a row's": (Session, lambda session: session.missing()),
    "length, a method": (Session, lambda session: session.number.length() <= 2),
    "negate, a method": (Session, lambda session: (session.places < 0).negate()),
    "optional, a method": (Session, lambda session: session.places.optional() > 0),
    "own expression": (Session, lambda session: session.places.boolean(session.places.expr > 0)),
    "own size": (Session, lambda session: (session.places > 0) & (session.places.size == (19, 0))),
    "own null": (Session, lambda session: (session.places > 0) & session.places.nullable),
    "own name made": (
        Session,
        lambda session: (session.places > 0) & (getattr(session.places, "nu" + "llable") == 0),
    ),
    "own, by a getter": (
        Session,
        lambda session: (session.places > 0) | bool(operator.attrgetter("size")(session.places)),
    ),
    "own class": (Session, lambda session: (session.places > 0) & (session.cls == Session)),
    "own prefix": (Session, lambda session: (session.places > 0) & (session.prefix != "x")),
    "own join": (Session, lambda session, action: (session.places > 0) & (action.join != 1)),
    "own watch": (Session, lambda session: (session.places > 0) & (session.watch != 1)),
    "length of a length": (Address, lambda address: length(address.city) / 2 <= 19),
}
"""As in ``column_rules.WRONG``: skipped with a reason, or equal."""
