"""Values over the objects of a collection, computed once for the object that holds them."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial
from operator import attrgetter
from typing import Any, NamedTuple

from bdc_sessions.rules.failing import STOPS
from bdc_sessions.screen import row_html


class Aggregate(StrEnum):
    """How a group value is made of its members."""

    COUNT = "count"
    """how many there are"""
    SUM = "sum"
    """the sum of a field; of none, 0"""
    MAX = "max"
    """the greatest of a field; of none, None"""


class Group(NamedTuple):
    """A value over a collection, which a rule takes as an argument of the same name.

    >>> from bdc_sessions.model import Component
    >>> Group("most", of=Component, members="sessions", how=Aggregate.MAX, field="places").where

    Attributes:
        name: How rules take it.
        of: The class that holds the collection.
        members: The collection.
        how: How the value is made of the members.
        field: The field that is counted; members without a value of it are passed over.
        where: Which members count; all, if None.
    """

    name: str
    of: type[Any]
    members: str
    how: Aggregate
    field: str
    where: Callable[[Any], Any] | None = None

    def _repr_html_(self) -> str:
        return row_html(self)

    def value(self, owner: Any) -> Any:
        """Return the value of an object that holds the collection.

        >>> from bdc_sessions.rules import example_action
        >>> from bdc_sessions.rules.groups import ALL_PLACES
        >>> ALL_PLACES.value(example_action().component("01"))
        10
        """
        return reader_of(self)(owner)


class Twins(NamedTuple):
    """Members of a collection that are alike: at a later one, a rule takes the first as ``twin``.

    >>> from bdc_sessions.rules import RULES
    >>> RULES["SES-006"].twins.alike
    ('start', 'end', 'site')

    Attributes:
        of: The class that holds the collection.
        members: The collection.
        alike: The fields in which twins are the same.
        where: Which members may be twins.
        key: What is compared in place of the fields' own values, made of them.
    """

    of: type[Any]
    members: str
    alike: tuple[str, ...]
    where: Callable[[Any], Any]
    key: Callable[..., Any] | None = None

    def _repr_html_(self) -> str:
        return row_html(self)

    def firsts(self, members: tuple[Any, ...]) -> dict[int, int]:
        """Return for each later twin the index of the first, by its index.

        >>> from bdc_sessions.rules import example_action
        >>> from bdc_sessions.rules.groups import SAME_SESSIONS
        >>> session = example_action().component("01").session("01")
        >>> SAME_SESSIONS.firsts((session, session.evolve(number="02")))
        {1: 0}
        """
        return finder_of(self)(members)

    def key_of(self, member: Any) -> Any:
        """Return what a member has in common with its twins; None if it can have none.

        >>> from bdc_sessions.rules import example_action
        >>> from bdc_sessions.rules.groups import ALIKE_NUMBERS
        >>> ALIKE_NUMBERS.key_of(example_action().component("01").session("01"))
        '1'
        """
        if self.where(member) is not True:
            return None
        values = tuple([getattr(member, name) for name in self.alike])
        return values if self.key is None else self.key(*values)


_FOLDS: Mapping[Aggregate, Callable[[list[Any]], Any]] = {
    Aggregate.COUNT: len,
    Aggregate.SUM: sum,
    Aggregate.MAX: partial(max, default=None),
}


def reader_of(group: Group) -> Callable[[Any], Any]:
    """Return the function from an object to its group value, made once for many objects."""
    members, field, where = attrgetter(group.members), attrgetter(group.field), group.where
    fold = _FOLDS[group.how]

    if where is None:
        return lambda owner: fold([v for v in map(field, members(owner)) if v is not None])
    return lambda owner: fold(
        [v for m in members(owner) if where(m) is True and (v := field(m)) is not None]
    )


def finder_of(twins: Twins) -> Callable[[tuple[Any, ...]], dict[int, int]]:
    """Return the function that finds the twins among members, made once for many collections."""
    readers = [attrgetter(name) for name in twins.alike]
    key: Any = twins.key
    none: dict[int, int] = {}

    def firsts(members: tuple[Any, ...]) -> dict[int, int]:
        count = len(members)
        if count < 2:  # noqa: PLR2004 - one alone has no twin
            return none
        try:  # where a field, or the key, tells all apart, others and ``where`` are not asked
            if key is not None:
                if len(set(map(key, *[map(read, members) for read in readers]))) == count:
                    return none
            else:
                for read in readers:
                    if len(set(map(read, members))) == count:
                        return none
        except STOPS:
            raise
        except BaseException:  # noqa: BLE001, S110 - of one that can have no twin, it may be
            pass
        seen: dict[Any, int] = {}
        keys = map(twins.key_of, members)
        found = {n: seen.setdefault(key, n) for n, key in enumerate(keys) if key is not None}
        return {index: first for index, first in found.items() if first != index}

    return firsts
