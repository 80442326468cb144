"""Values over the members of a collection, and comparisons among them, for rules."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial
from operator import attrgetter
from typing import Any, NamedTuple

from bdc_sessions.final import final
from bdc_sessions.model.short_signature import prints_short
from bdc_sessions.model.value import enum_repr
from bdc_sessions.rules.failing import STOPS
from bdc_sessions.screen.of_fields import row_html


class Aggregate(StrEnum):
    """How a group value is computed from the members of a collection.

    >>> Aggregate("sum")
    Aggregate.SUM
    """

    COUNT = "count"
    """the number of members that have the field"""
    SUM = "sum"
    """the sum of a field; 0 for no members"""
    MAX = "max"
    """the maximum of a field; None for no members"""

    __repr__ = enum_repr


@final
@prints_short
class Group(NamedTuple):
    """A value over a collection, which a rule takes as an argument of the same name.

    >>> from bdc_sessions import Component, Group, RuleSet, Severity, example_action, rule, validate
    >>> from bdc_sessions.rules import Aggregate
    >>> most = Group("most", of=Component, members="sessions", how=Aggregate.MAX, field="places")
    >>> @rule("MY-001", Severity.WARNING, on=Component, fields=("sessions",), source="our charter",
    ...       groups=(most,), fr="{most} places, c'est trop.", en="{most} places is too many.")
    ... def at_most_nine(component, most):
    ...     return most <= 9
    >>> validate(example_action(), rules=RuleSet([at_most_nine]))[0].message("en")
    '10 places is too many.'

    Attributes:
        name: The name of the argument.
        of: The class that has the collection.
        members: The name of the collection.
        how: How the value is computed.
        field: The field that is counted, summed or compared; members without it are skipped.
        where: A function that says whether a member counts; None: all do.
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
        """Return the value for an object that has the collection.

        >>> from bdc_sessions import RULES, example_action
        >>> all_places = RULES["CMP-006"].groups[0]
        >>> all_places.value(example_action().component("01"))
        10
        """
        return reader_of(self)(owner)


@final
@prints_short
class Twins(NamedTuple):
    """How equal members are found: a rule takes the first as ``twin`` when it judges a later one.

    >>> from bdc_sessions.rules import RULES
    >>> RULES["SES-006"].twins.alike
    ('start', 'end', 'site')

    Attributes:
        of: The class that has the collection.
        members: The name of the collection.
        alike: The fields in which twins are equal.
        where: A function that says whether a member may be a twin.
        key: A function of these fields' values, whose result is compared instead; None: the values.
    """

    of: type[Any]
    members: str
    alike: tuple[str, ...]
    where: Callable[[Any], Any]
    key: Callable[..., Any] | None = None

    def _repr_html_(self) -> str:
        return row_html(self)

    def firsts(self, members: "tuple[Any, ...]") -> dict[int, int]:
        """Return the index of the first twin by the index of each later one.

        >>> from bdc_sessions import RULES, example_action
        >>> session = example_action().component("01").session("01")
        >>> RULES["SES-006"].twins.firsts((session, session.evolve(number="02")))
        {1: 0}
        """
        return finder_of(self)(members)

    def key_of(self, member: Any) -> Any:
        """Return the key that a member shares with its twins; None if it can have none.

        >>> from bdc_sessions import RULES, example_action
        >>> RULES["SES-008"].twins.key_of(example_action().component("01").session("01"))
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
    """Return a function from an object to its group value, for use on many objects."""
    members, field, where = attrgetter(group.members), attrgetter(group.field), group.where
    fold = _FOLDS[group.how]

    if where is None:
        return lambda owner: fold([v for v in map(field, members(owner)) if v is not None])
    return lambda owner: fold(
        [v for m in members(owner) if where(m) is True and (v := field(m)) is not None]
    )


def finder_of(twins: Twins) -> Callable[[tuple[Any, ...]], dict[int, int]]:
    """Return a function that finds the twins among members, for use on many collections."""
    readers = [attrgetter(name) for name in twins.alike]
    key: Any = twins.key
    none: dict[int, int] = {}

    def firsts(members: tuple[Any, ...]) -> dict[int, int]:
        count = len(members)
        if count < 2:  # noqa: PLR2004 - one alone has no twin
            return none
        try:  # if a field, or the key, differs in all members, the rest need not be compared
            if key is not None:
                if len(set(map(key, *[map(read, members) for read in readers]))) == count:
                    return none
            else:
                for read in readers:
                    if len(set(map(read, members))) == count:
                        return none
        except STOPS:
            raise
        except BaseException:  # noqa: BLE001, S110 - members for which ``where`` is false may fail
            pass
        seen: dict[Any, int] = {}
        keys = map(twins.key_of, members)
        first_of = {n: seen.setdefault(key, n) for n, key in enumerate(keys) if key is not None}
        return {index: first for index, first in first_of.items() if first != index}

    return firsts
