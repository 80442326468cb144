"""Rules with ``reads=``: what they reach by names made at run time is equal, or refused by name."""

import copy
import gc
import inspect
import operator
import pickle
import weakref
from collections.abc import Callable, Mapping
from functools import singledispatch
from typing import Any

import attrs
import pytest
from tests.columns.equality import assert_equal
from tests.columns.test_own_rules import made

from bdc_sessions import Action, Address, RuleSet, example_action

INFO = "components[01].sessions[01].infos[1]"
CITY, CODE = "ci" + "ty", "postal" + "_code"
HIDDEN = {"type": type}


def address_of(action: Action) -> Any:
    return action[f"{INFO}.address"]


def actions() -> list[Action]:
    """Return actions whose addresses are alike in what the rules name, and in nothing else."""
    edits: list[dict[str, Any]] = [
        {},
        {"postal_code": "34501"},
        {"city": "SETE"},
        {"city": "SETE", "number": None},
    ]
    address = address_of(example_action())
    return [
        example_action().evolve(number=f"{n}").set(f"{INFO}.address", address.evolve(**edit))
        for n, edit in enumerate(edits)
    ]


GIVEN = address_of(example_action())


def class_pattern(address: Address) -> Any:
    match address:
        case Address(city="SETE"):
            return False
        case _:
            return True


def other_class_pattern(address: Address) -> Any:
    match address:
        case Address(postal_code=GIVEN.postal_code):
            return False
        case _:
            return True


def swallowing(address: Address) -> Any:
    try:
        return getattr(address, CODE) == GIVEN.postal_code
    except:  # noqa: E722 - as people write, which is what is tested
        return True


def setting(address: Address) -> Any:
    if address.city == "SETE":
        setattr(address, CODE, "1")  # which is refused: no value changes
    return True


@singledispatch
def dispatched(address: Any) -> bool:
    return address is None


@dispatched.register
def _(address: Address) -> bool:
    return address.city == "SETE"


EQUAL: Mapping[str, Callable[[Any], Any]] = {
    "getattr": lambda address: getattr(address, CITY) != "SETE",
    "attrgetter": lambda address: operator.attrgetter(CITY)(address) != "SETE",
    "format": lambda address: "{.city}".format(address) != "SETE",  # noqa: UP032 - as above
    "class pattern": class_pattern,
    "isinstance": lambda address: isinstance(address, Address) & (address.city != "SETE"),
    "the class": lambda address: (address.__class__ is Address) & (address.city != "SETE"),
    "dispatched": dispatched,
    "set": setting,
}
"""Rules that read what they name."""

REFUSED: Mapping[str, Callable[[Any], Any]] = {
    "getattr": lambda address: getattr(address, CODE) == GIVEN.postal_code,
    "getattr or": lambda address: getattr(address, CODE, GIVEN.postal_code) == GIVEN.postal_code,
    "getattr of none": lambda address: getattr(address, "no" + "ne", 1) == 1,
    "hasattr": lambda address: hasattr(address, CODE),
    "swallowing": swallowing,
    "attrgetter": lambda address: operator.attrgetter(CODE)(address) == GIVEN.postal_code,
    "methodcaller": lambda address: operator.methodcaller("evolve")(address) == GIVEN,
    "format": lambda address: "{.postal_code}".format(address) == GIVEN.postal_code,  # noqa: UP032 - an f-string would read the name as an attribute
    "item": lambda address: address[CODE] == GIVEN.postal_code,
    "itemgetter": lambda address: operator.itemgetter(CODE)(address) == GIVEN.postal_code,
    "vars": lambda address: vars(address) == {},
    "dict": lambda address: address.__dict__.get(CODE) == GIVEN.postal_code,
    "dir": lambda address: CODE in dir(address),
    "a class pattern": other_class_pattern,
    "__match_args__": lambda address: len(address.__match_args__) > 1,
    "evolve": lambda address: address.evolve(city="x").postal_code == GIVEN.postal_code,
    "the class's": lambda address: Address.evolve(address, city=GIVEN.city) == GIVEN,
    "attrs.evolve": lambda address: attrs.evolve(address, city=GIVEN.city) == GIVEN,
    "asdict": lambda address: attrs.asdict(address)[CODE] == GIVEN.postal_code,
    "astuple": lambda address: GIVEN.postal_code in attrs.astuple(address),
    "==": lambda address: address == GIVEN,
    "!=": lambda address: address != address,  # noqa: PLR0124 - it asks for the whole
    "in": lambda address: address in (GIVEN, None),
    "hash": lambda address: hash(address) == hash(GIVEN),
    "repr": lambda address: GIVEN.postal_code in repr(address),
    "str": lambda address: GIVEN.postal_code in str(address),
    "f-string": lambda address: GIVEN.postal_code in f"{address}",
    "pickle": lambda address: GIVEN.postal_code.encode() in pickle.dumps(address),
    "copy": lambda address: copy.copy(address) == GIVEN,
    "deepcopy": lambda address: copy.deepcopy(address).postal_code == GIVEN.postal_code,
    "reduce": lambda address: GIVEN.postal_code in str(object.__reduce_ex__(address, 4)),
    "state": lambda address: GIVEN.postal_code in str(Address.__getstate__(address)),
    "property": lambda address: address.line == GIVEN.line,
    "its function": lambda address: Address.line.fget(address) == GIVEN.line,  # type: ignore[attr-defined]  # it is a property
    "super": lambda address: super(Address, address).__repr__() == repr(GIVEN),
    "type": lambda address: type(address) is Address,
    "type, hidden": lambda address: HIDDEN["type"](address) is Address,
    "its name": lambda address: type(address).__name__ == "Address",
    "slot": lambda address: vars(Address)[CODE].__get__(address) == GIVEN.postal_code,
    "slot of what is read": lambda address: vars(Address)[CITY].__get__(address) != "SETE",
    "object's": lambda address: object.__getattribute__(address, CODE) == GIVEN.postal_code,
    "object's is": lambda address: object.__getattribute__(address, CODE) is not None,
    "static": lambda address: inspect.getattr_static(address, CODE) != "1",
    "referents": lambda address: GIVEN.postal_code in gc.get_referents(address),
    "weak": lambda address: weakref.ref(address)() is address,
}
"""Rules that read, or may read, more."""


def judged(predicate: Callable[[Any], Any]) -> Any:
    own = made("x", Address, lambda address: predicate(address), reads=["city"])  # noqa: PLW0108 - named so
    return assert_equal(actions(), "polars", RuleSet([own]), "en")


@pytest.mark.parametrize("name", EQUAL)
def test_what_is_named_may_be_read_by_any_name(name: str) -> None:
    found = judged(EQUAL[name])
    assert found.skipped == ()
    assert found.facts.height == 2


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_named_is_refused_by_whatever_name_it_is_read(name: str) -> None:
    (skipped,) = judged(REFUSED[name]).skipped
    assert "which its reads= does not name" in skipped.reason or "what kind" in skipped.reason


def test_what_is_read_stands_in_the_reason() -> None:
    for name, read in {
        "getattr": "postal_code",
        "slot": "postal_code",
        "attrs.evolve": "number",
        "hash": "the whole object",
        "dir": "__dict__",
    }.items():
        (skipped,) = judged(REFUSED[name]).skipped
        expected = f"columns can't say it: it reads {read}, which its reads= does not name"
        assert skipped.reason == expected
