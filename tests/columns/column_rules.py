# ruff: noqa: SIM103, SIM110, SIM211, SIM300, UP031, BLE001, E711, E721, E722, FLY002, FURB192, ICN001 - as people write, which is what is tested
"""Rules as embedders write them: right, and wrong in sixty ways on columns."""

import datetime
import operator
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from types import SimpleNamespace
from typing import Any

from pendulum import Date, Time

from bdc_sessions import Action, Address, CollectiveInfo, Component, EntryMode, Session, Volume
from bdc_sessions.rules import (
    among,
    blank,
    each,
    filled,
    fits,
    length,
    line_fits,
    matches,
    missing,
    negate,
    optional,
)

Predicate = Callable[..., Any]
LIMIT = 20


def is_none(value: Any) -> bool:
    return value is None


class Limit:
    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, session: Session) -> Any:
        return session.places <= self.most


class Words:
    def none(self, value: Any) -> Any:
        return value is None

    def silent(self, info: CollectiveInfo) -> Any:
        return self.none(info.comment) | (info.places >= 0)

    __call__ = silent


HIDDEN = {"none": [is_none]}
NESTED = SimpleNamespace(words=SimpleNamespace(none=is_none))


class Unbounded:
    def __ge__(self, other: Any) -> Any:
        return other is not None


def with_if(session: Session) -> Any:
    if session.places > LIMIT:
        return False
    return True


def with_match(info: CollectiveInfo) -> Any:
    match info.comment:
        case None:
            return True
        case str():
            return len(info.comment) < LIMIT


def with_class_pattern(session: Session) -> Any:
    match session:
        case Session(places=0):
            return True
        case _:
            return session.places > 0


def with_except(session: Session) -> Any:
    try:
        return int(session.number) > 1
    except Exception:
        return True


def with_bare_except(session: Session) -> Any:
    try:
        return session.number.isdigit()
    except:
        return True


def with_loop(session: Session) -> Any:
    for info in session.infos:
        if info.places < 0:
            return False
    return True


def with_default(info: CollectiveInfo, most: int = LIMIT) -> Any:
    return info.places <= most


def with_sequence(session: Session, action: Action) -> Any:
    match action.sites:
        case []:
            return False
        case _:
            return session.places >= 0


class Lenient:
    def __or__(self, other: Any) -> Any:
        return other is not None


def starred(info: CollectiveInfo) -> Any:
    return all([*(info.date <= day for day in (Date(2030, 1, 1),))])


def two(session: Session) -> Any:
    return session.places >= 0, session.places <= LIMIT


RIGHT: Mapping[str, tuple[type[Any], Predicate]] = {
    "places": (Session, lambda session: session.places <= LIMIT),
    "sum": (Session, lambda session: session.places + 1 - 2 <= 3 * session.places),
    "twice": (Session, lambda session: 2 * session.places >= session.places),
    "negative": (Session, lambda session: 0 - session.places <= 0),
    "one more": (Session, lambda session: session.places + 1 > session.places),
    "thrice": (Volume, lambda volume: 3 * optional(volume.mean) - 1 >= optional(volume.minimum)),
    "sum of two": (
        Volume,
        lambda volume: optional(volume.headcount) + optional(volume.mean) <= Decimal("430.5"),
    ),
    "reversed": (Session, lambda session: 0 < 30 - session.places),
    "other side": (Session, lambda session: LIMIT >= session.places),
    "parent": (Session, lambda session, action: action.year <= 2024),
    "date": (Session, lambda session: session.start >= Date(2022, 6, 1)),
    "an early date": (Session, lambda session: session.start > Date(1, 1, 1)),
    "stdlib date": (Session, lambda session: datetime.date(2022, 6, 1) <= session.start),
    "today": (Session, lambda session, today: session.start >= today),
    "time": (CollectiveInfo, lambda info: (info.start >= Time(9, 0)) & (Time(18, 0) >= info.end)),
    "text": (Address, lambda address: address.city != "BEZIERS"),
    "text of a builtin's name": (Session, lambda session: session.number != "type"),
    "order of texts": (Session, lambda session: session.number < "1é"),
    "choice": (Action, lambda action: action.entry == EntryMode.FIXED),
    "choice as text": (Action, lambda action: action.entry == "fixed"),
    "choice's value": (Action, lambda action: action.entry.value != "fixed"),
    "decimal": (Volume, lambda volume: optional(volume.mean) <= Decimal("310.5")),
    "decimal, int": (Volume, lambda volume: optional(volume.mean) + 1 >= optional(volume.minimum)),
    "int, decimal": (Volume, lambda volume: optional(volume.headcount) <= optional(volume.mean)),
    "product": (Volume, lambda volume: optional(volume.total) >= 2 * optional(volume.mean)),
    "missing": (CollectiveInfo, lambda info: missing(info.comment)),
    "negate": (CollectiveInfo, lambda info: negate(missing(info.comment))),
    "missing or": (
        Address,
        lambda address: missing(address.number) | (length(optional(address.number)) <= 1),
    ),
    "fits": (CollectiveInfo, lambda info: fits(info.comment, 3)),
    "line": (Address, lambda address: line_fits(9, address.street, address.suffix, address.number)),
    "blank": (Session, lambda session: blank(session.number)),
    "filled": (Address, lambda address: filled(address.building)),
    "digits": (Address, lambda address: matches(address.postal_code, r"\d+")),
    "words": (Address, lambda address: matches(address.city, r"(\w|[\s-])*")),
    "no words": (Address, lambda address: matches(address.city, r"[^\W\d]+|\S?")),
    "any": (Address, lambda address: matches(address.city, r".{0,9}?|é.*")),
    "negated": (Address, lambda address: matches(address.street, r"[^a-z]+")),
    "site": (Session, lambda session, action: among(session.site, action.sites)),
    "cities": (
        Component,
        lambda component, action: among(component.city, each(action.sites, "city")),
    ),
    "site's city": (Session, lambda session: session.site.city == "SETE"),
    "bools": (Session, lambda session: (session.places > 3) == (session.start < session.end)),
    "term": (
        Address,
        lambda address: missing(address.street_type) | negate(missing(address.suffix)),
    ),
    "part": (CollectiveInfo, lambda info: info.address.city != "SETE"),
    "default": (CollectiveInfo, with_default),
    "object": (Session, Limit(9)),
    "partial": (Session, partial(lambda session, most: session.places <= most, most=5)),
    "true and": (Session, lambda session: True & (session.places >= 1)),
}
"""Rules that columns can say: they are judged, and equal."""

WRONG: Mapping[str, tuple[type[Any], Predicate]] = {
    "is None": (CollectiveInfo, lambda info: info.comment is None),
    "is not None": (CollectiveInfo, lambda info: info.comment is not None),
    "is None or": (CollectiveInfo, lambda info: info.comment is None or len(info.comment) < 3),
    "is None |": (CollectiveInfo, lambda info: (info.comment is None) | (info.places >= 0)),
    "== None": (CollectiveInfo, lambda info: info.comment == None),
    "is an enum": (Action, lambda action: action.entry is EntryMode.FIXED),
    "called is None": (CollectiveInfo, lambda info: is_none(info.comment)),
    "operator.is_": (CollectiveInfo, lambda info: operator.is_(info.comment, None)),
    "operator.is_ |": (
        CollectiveInfo,
        lambda info: operator.is_(info.comment, None) | (info.places >= 0),
    ),
    "operator.is_not |": (
        CollectiveInfo,
        lambda info: operator.is_not(info.comment, None) | (info.places >= 0),
    ),
    "text.__eq__": (
        Session,
        lambda session: (session.places < 0) | bool(["01".__eq__(session.number)].count(False)),
    ),
    "own or": (CollectiveInfo, lambda info: (Lenient() | info.comment) & (info.places >= 0)),
    "match a sequence": (Session, with_sequence),
    "called by self": (CollectiveInfo, Words().silent),
    "called by an object": (CollectiveInfo, Words()),
    "called in a dict": (
        CollectiveInfo,
        lambda info: HIDDEN["none"][0](info.comment) | (info.places >= 0),
    ),
    "called in a module": (
        CollectiveInfo,
        lambda info: NESTED.words.none(info.comment) | (info.places >= 0),
    ),
    "if": (Session, with_if),
    "if else": (Session, lambda session: False if session.places > LIMIT else True),
    "and": (Session, lambda session: session.places >= 0 and session.places < LIMIT),
    "or": (Session, lambda session: session.places < 0 or session.places > LIMIT),
    "not": (Session, lambda session: not session.places > LIMIT),
    "chained": (Session, lambda session: 0 <= session.places <= LIMIT),
    "truth of a text": (CollectiveInfo, lambda info: bool(info.comment)),
    "in a tuple": (Session, lambda session: session.number in ("01", "02")),
    "in a set": (Session, lambda session: session.number in {"01", "02"}),
    "in a text": (Address, lambda address: "CEDEX" in address.city),
    "in sites": (Session, lambda session, action: session.site in action.sites),
    "f-string": (Session, lambda session: f"{session.number}" == "01"),
    "str": (Session, lambda session: str(session.places) != "0"),
    "percent": (Session, lambda session: "%s" % session.number == "01"),
    "join": (Session, lambda session: "".join([session.number]) == "01"),
    "isinstance": (CollectiveInfo, lambda info: isinstance(info.comment, str)),
    "isinstance or": (CollectiveInfo, lambda info: not isinstance(info.comment, str) or True),
    "type is": (CollectiveInfo, lambda info: type(info.comment) is str),
    "type ==": (CollectiveInfo, lambda info: type(info.comment) == str),
    "__class__": (CollectiveInfo, lambda info: info.comment.__class__.__name__ == "str"),
    "callable": (Session, lambda session: callable(session.places) | (session.places > 0)),
    "len": (Session, lambda session: len(session.number) == 2),
    "len of infos": (Session, lambda session: len(session.infos) > 0),
    "any of infos": (Session, lambda session: any(info.places > 0 for info in session.infos)),
    "loop": (Session, with_loop),
    "upper": (Address, lambda address: address.city.upper() == address.city),
    "startswith": (Address, lambda address: address.postal_code.startswith("34")),
    "slice": (Address, lambda address: address.postal_code[:2] == "34"),
    "month": (Session, lambda session: session.start.month == 9),
    "days": (Session, lambda session: (session.end - session.start).days > 7),
    "weekday": (CollectiveInfo, lambda info: info.date.isoweekday() != 7),
    "a date plus": (Session, lambda session: session.start + datetime.timedelta(7) <= session.end),
    "half": (Session, lambda session: session.places / 2 <= 10),
    "modulo": (Session, lambda session: session.places % 2 == 0),
    "float": (Session, lambda session: session.places * 1.5 <= 10),
    "decimals multiplied": (
        Volume,
        lambda volume: optional(volume.mean) * optional(volume.mean) >= 0,
    ),
    "invert": (Session, lambda session: ~(session.places > 3)),
    "max": (Session, lambda session: max(session.places, 3) == 3),
    "sorted": (Session, lambda session: sorted([session.start, session.end])[0] == session.start),
    "regex": (Address, lambda address: re.fullmatch("[0-9]{5}", address.postal_code) is not None),
    "case blind": (Address, lambda address: matches(address.city, "(?i)sete")),
    "anchors": (Address, lambda address: matches(address.city, r"^\w+$")),
    "look ahead": (Address, lambda address: matches(address.city, "(?!A).*")),
    "back reference": (Address, lambda address: matches(address.city, r"(.)\1")),
    "nullable compared": (Volume, lambda volume: volume.mean >= 0),
    "nullable as a text": (CollectiveInfo, lambda info: length(info.comment) < 5),
    "nullable equal": (Volume, lambda volume: volume.minimum == volume.maximum),
    "two types": (Session, lambda session: session.places == session.number),
    "number as text": (Session, lambda session: session.places == "10"),
    "text as number": (Session, lambda session: session.number != 1),
    "constant": (Session, lambda session: True),
    "no verdict": (Session, lambda session: session.places),
    "a row": (Session, lambda session: session),
    "None": (Session, lambda session: None),
    "two verdicts": (Session, two),
    "getattr": (Session, lambda session: getattr(session, "seats", 0) >= 0),
    "hasattr": (Session, lambda session: hasattr(session, "seats") | (session.places > 0)),
    "property": (Address, lambda address: address.line != "a"),
    "label": (Component, lambda component: component.label != "x"),
    "dict": (Session, lambda session: {"01": True}.get(session.number, True)),
    "except": (Session, with_except),
    "bare except": (Session, with_bare_except),
    "match": (CollectiveInfo, with_match),
    "class pattern": (Session, with_class_pattern),
    "own comparison": (Session, lambda session: session.places <= Unbounded()),
    "starred": (CollectiveInfo, starred),
    "schemes": (Action, lambda action: "x" in action.schemes),
    "object equality": (Session, lambda session: session.site == session.site),
    "term as text": (Address, lambda address: address.suffix == "ter"),
    "hash": (Session, lambda session: hash(session.number) != 3),
    "id": (Session, lambda session: id(session.places) > 0),
    "repr": (Session, lambda session: repr(session.places) == "0"),
}
"""Rules that columns can't say, or would say wrongly: they are skipped with a reason, or equal."""
