"""Values over the objects of a collection, computed once for the object that holds them."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, NamedTuple


class Aggregate(StrEnum):
    """How a group value is made of its members."""

    COUNT = "count"
    SUM = "sum"
    MAX = "max"


class Group(NamedTuple):
    """A value over a collection, which a rule takes as an argument of the same name.

    Members without a value of the field are passed over; MAX of none is None, SUM and COUNT 0.
    """

    name: str
    of: type[Any]
    members: str
    how: Aggregate
    field: str
    where: Callable[[Any], Any] | None = None

    def value(self, owner: Any) -> Any:
        """Compute the value for the object that holds the collection."""
        members = getattr(owner, self.members)
        if self.where is not None:
            members = [member for member in members if self.where(member) is True]
        values = [v for member in members if (v := getattr(member, self.field)) is not None]
        if self.how is Aggregate.COUNT:
            return len(values)
        return sum(values) if self.how is Aggregate.SUM else max(values, default=None)


class Twins(NamedTuple):
    """Members of a collection that are alike: at a later, a rule takes the first as ``twin``."""

    of: type[Any]
    members: str
    alike: tuple[str, ...]
    where: Callable[[Any], Any]
