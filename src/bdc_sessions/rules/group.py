"""Values over the objects of a collection, computed once for the object that holds them."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial
from operator import attrgetter
from typing import Any, NamedTuple

from bdc_sessions.rules.failing import pass_on_stops
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
    >>> places = Group("places", of=Component, members="sessions", how=Aggregate.SUM, field="places")

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
        return self.reader()(owner)

    def reader(self) -> Callable[[Any], Any]:
        """Return the function from an object to its value, made once for many objects."""
        members, field, where = attrgetter(self.members), attrgetter(self.field), self.where
        fold = _FOLDS[self.how]

        def of_all(owner: Any) -> Any:
            return fold([v for v in map(field, members(owner)) if v is not None])

        def of_some(owner: Any) -> Any:
            return fold(
                [v for m in members(owner) if where(m) is True and (v := field(m)) is not None]
            )

        return of_all if where is None else of_some


_FOLDS: Mapping[Aggregate, Callable[[list[Any]], Any]] = {
    Aggregate.COUNT: len,
    Aggregate.SUM: sum,
    Aggregate.MAX: partial(max, default=None),
}


class Twins(NamedTuple):
    """Members of a collection that are alike: at a later one, a rule takes the first as ``twin``.

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

    def key_of(self, member: Any) -> Any:
        """Return what a member has in common with its twins; None if it can have none."""
        if self.where(member) is not True:
            return None
        values = tuple([attrgetter(name)(member) for name in self.alike])
        return values if self.key is None else self.key(*values)

    def firsts(self, members: tuple[Any, ...]) -> dict[int, int]:
        """Return for each later twin the index of the first, by its index.

        >>> from bdc_sessions.rules import example_action
        >>> from bdc_sessions.rules.groups import SAME_SESSIONS
        >>> session = example_action().component("01").session("01")
        >>> SAME_SESSIONS.firsts((session, session.evolve(number="02")))
        {1: 0}
        """
        return self.finder()(members)

    def finder(self) -> Callable[[tuple[Any, ...]], dict[int, int]]:
        """Return the function that finds twins, made once for many collections.

        Where one field tells all members apart, neither others are looked at, nor ``where``.
        """
        readers, key, key_of = [attrgetter(name) for name in self.alike], self.key, self.key_of
        none: dict[int, int] = {}

        def firsts(members: tuple[Any, ...]) -> dict[int, int]:
            count = len(members)
            if count < 2:  # noqa: PLR2004 - one alone has no twin
                return none
            try:
                columns = [map(read, members) for read in readers]
                for column in columns if key is None else [map(key, *columns)]:
                    if len(set(column)) == count:
                        return none
            except BaseException as error:  # noqa: BLE001 - of one that can have no twin, it may be
                pass_on_stops(error)
            seen: dict[Any, int] = {}
            keys = enumerate(map(key_of, members))
            found = {n: seen.setdefault(key, n) for n, key in keys if key is not None}
            return {index: first for index, first in found.items() if first != index}

        return firsts
