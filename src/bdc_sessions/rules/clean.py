"""Functions that only say whether an object, and all below it, is clean, at the least cost.

They make no path and no message, copy nothing and bind nothing for a row; what they do not call clean is
judged again, rule by rule.
"""

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any

from bdc_sessions.model.shape import shape
from bdc_sessions.rules.finding import Bound, Frame
from bdc_sessions.rules.predicates import UNKNOWN

Read = Callable[[Any], Any]
Clean = Callable[[Any, Frame], bool]

Entering = Sequence[tuple[int, Read]]
"""What an object gives to those below it, each at its index in a frame: group values, its head."""

AllDiffer = Sequence[tuple[Read, Callable[[Any], bool]]]
"""What reads a collection, with what says whether no two members are twins."""

Below = Sequence[tuple[Read, Clean]]
"""What reads a part or a collection, with what says whether that is clean."""


def clean_by(rules: Iterable[Bound]) -> Clean:
    """Return what says whether an object keeps the rules of its class."""
    # What takes nothing of the frame is called by itself.
    alone = tuple([(b.alone, len(b.rule.fields)) for b in rules if b.alone is not None])
    calls = tuple([(b.call, len(b.rule.fields)) for b in rules if b.alone is None])

    def clean(node: Any, frame: Frame) -> bool:
        for predicate, count in alone:
            verdict = predicate(node)
            if verdict is not True and verdict is not UNKNOWN and not _kept(verdict, count):
                return False
        for call, count in calls:
            verdict = call(node, frame)
            if verdict is not True and verdict is not UNKNOWN and not _kept(verdict, count):
                return False
        return True

    return clean


def _kept(verdict: object, count: int) -> bool:
    """Whether a verdict is one for each field, none of them false."""
    if type(verdict) is not tuple or len(verdict) != count:
        return False
    for one in verdict:
        if one is not True and one is not UNKNOWN:
            return False
    return True


def clean_below(
    own: Clean, entering: Entering, twins: AllDiffer, parts: Below, collections: Below
) -> Clean:
    """Return what says whether an object keeps its rules, and so does all that lies in it."""

    def clean(node: Any, frame: Frame) -> bool:
        for index, value in entering:
            frame[index] = value(node)
        if not own(node, frame):
            return False
        for members, all_differ in twins:
            if not all_differ(members(node)):
                return False
        for part, below in parts:
            if not below(part(node), frame):
                return False
        for members, below in collections:
            for member in members(node):
                if not below(member, frame):
                    return False
        return True

    return clean


def head_of(cls: type[Any]) -> Read:
    """Return what copies an object without its collections: no rule reads siblings through it."""
    names = (*shape(cls).leaves, *shape(cls).parts)
    fields = [(getattr(cls, name).__set__, attrgetter(name)) for name in names]

    def head(node: Any) -> Any:
        made = object.__new__(cls)
        for put, read in fields:
            put(made, read(node))
        return made

    return head
