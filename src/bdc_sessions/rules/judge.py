"""How objects of one class are judged, and all below them: in full, or only what changed."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from attrs import frozen

from bdc_sessions.model import ABSENT
from bdc_sessions.model.path import Step, Trail
from bdc_sessions.model.natural import natural_key
from bdc_sessions.model.shape import Collection, shape
from bdc_sessions.model.tree import keys
from bdc_sessions.rules.clean import Clean, Entering, Read
from bdc_sessions.rules.group import Twins
from bdc_sessions.rules.finding import STOPS, Bound, Crash, Found, Frame, failure, find

CRASHED, TWIN = "crashed", "twin"
"""By which names a frame has whether some value could not be computed, and the first of two twins."""

_CRASHED, _TWIN = 0, 1
"""The same by their indexes, the first of every frame."""


class Findings:
    """What was found at an object, and at those below it at which something was."""

    __slots__ = ("below", "found")

    def __init__(self) -> None:
        """Start with nothing found."""
        self.found: list[Found] = []
        self.below: dict[tuple[str, str | None], Findings] = {}

    def all(self) -> list[Found]:
        """Return all that was found."""
        return self.found + [found for below in self.below.values() for found in below.all()]


NO_FINDINGS = Findings()


class Earlier(NamedTuple):
    """An object as it was judged before, with what was found then; ABSENT if it was not."""

    value: Any = ABSENT
    findings: Findings = NO_FINDINGS


UNJUDGED = Earlier()


class TwinRule(NamedTuple):
    """A rule that compares the members of a collection.

    Attributes:
        bound: The rule.
        twins: Which members are alike.
        collection: The collection.
        all_differ: Says at little cost that no two members are alike.
    """

    bound: Bound
    twins: Twins
    collection: Collection
    all_differ: Callable[[Any], bool]

    @classmethod
    def of(cls, bound: Bound, twins: Twins) -> "TwinRule":
        """Return a rule with what finds its twins."""
        return cls(bound, twins, shape(twins.of).collections[twins.members], twins.distinct_check())

    def judge(self, owner: Any, frame: Frame, trail: Trail) -> list[Found]:
        """Return what is found at the later ones among the members of a collection."""
        members = getattr(owner, self.collection.name)
        firsts, error = self._firsts(members)
        if error is not None:
            return [failure(self.bound, members[0], frame, self._trail(trail, members, 0), error)]
        found: list[Found] = []
        for index, first in firsts.items():
            frame[_TWIN] = members[first]
            here, twin = (self._trail(trail, members, n) for n in (index, first))
            found += find(self.bound, members[index], frame, here, twin)
        return found

    def judge_one(self, value: Any, parent: Any, frame: Frame) -> list[Found]:
        """Return what is found at one member, which paths start from, among its parent's others."""
        members = self._with_siblings(value, parent)
        firsts, error = self._firsts(members)
        if error is not None:
            return [failure(self.bound, value, frame, None, error)]
        first = firsts.get(next(n for n, member in enumerate(members) if member is value))
        if first is None:
            return []
        frame[_TWIN] = members[first]
        return find(self.bound, value, frame, None)

    def _with_siblings(self, value: Any, parent: Any) -> tuple[Any, ...]:
        """Return a parent's members with a value in the place of what it was, or new."""
        members: tuple[Any, ...] = getattr(parent, self.collection.name)
        key = self.collection.key
        if key is None:
            return members if any(m is value for m in members) else (*members, value)
        others = [member for member in members if getattr(member, key) != getattr(value, key)]
        return tuple(sorted((*others, value), key=lambda m: natural_key(getattr(m, key))))

    def _firsts(self, members: tuple[Any, ...]) -> tuple[dict[int, int], BaseException | None]:
        try:
            return ({} if self.all_differ(members) else self.twins.firsts(members)), None
        except STOPS:
            raise
        except BaseException as error:  # noqa: BLE001 - a bug in a rule must not lose the report
            return {}, error

    def _trail(self, trail: Trail, members: tuple[Any, ...], index: int) -> Trail:
        return (trail, self.collection.name, _key(self.collection, members[index], index))


def _key(collection: Collection, member: Any, index: int) -> str:
    """Return what a member of a collection is known by."""
    return str(index + 1) if collection.key is None else getattr(member, collection.key)


@frozen
class Judge:
    """How objects of one class are judged: by its rules, then each below it by its own judge.

    Attributes:
        rules: The rules that look at an object of the class.
        twins: The rules that compare the members of its collections.
        entering: What it gives to those below it.
        passed_down: The group values among that by which those below are judged.
        parts: The judges of its parts, by their names.
        collections: The judges of its collections.
        leaves: Reads the values of its leaves.
        clean: Says whether an object, and all below it, is clean.
    """

    rules: tuple[Bound, ...]
    twins: tuple[TwinRule, ...]
    entering: Entering
    passed_down: Entering
    parts: list[tuple[str, "Judge"]]
    collections: list[tuple[Collection, "Judge"]]
    leaves: Read
    clean: Clean

    def judge(
        self, node: Any, frame: Frame, trail: Trail = None, earlier: Earlier = UNJUDGED
    ) -> Findings:
        """Return what is found at an object and below it, where it is not what it was."""
        if node is earlier.value:
            return earlier.findings
        if earlier.value is ABSENT and self._is_clean(node, frame):
            return NO_FINDINGS
        enter(self.entering, node, frame)
        findings = Findings()
        for rule in self.rules:
            findings.found += find(rule, node, frame, trail)
        for twins in self.twins:
            findings.found += twins.judge(node, frame, trail)
        if not self._same_for_those_below(node, frame, earlier.value):
            earlier = UNJUDGED
        for judge, step, child, before in self._children(node, earlier.value):
            if child is before and not earlier.findings.below:
                continue
            known = Earlier(before, earlier.findings.below.get(step, NO_FINDINGS))
            below = judge.judge(child, frame, (trail, *step), known)
            if below is not NO_FINDINGS:
                findings.below[step] = below
        return findings if findings.found or findings.below else NO_FINDINGS

    def _children(self, node: Any, before: Any) -> Iterator[tuple["Judge", Step, Any, Any]]:
        """Yield the objects that lie in one, each with its judge, its step and what it was."""
        for name, judge in self.parts:
            was = ABSENT if before is ABSENT else getattr(before, name)
            yield judge, (name, None), getattr(node, name), was
        for collection, judge in self.collections:
            members = getattr(node, collection.name)
            known = () if before is ABSENT else getattr(before, collection.name)
            if len(known) != len(members):
                by_key = dict(zip(keys(known, collection), known, strict=True))
                known = [by_key.get(key, ABSENT) for key in keys(members, collection)]
            for index, (member, was) in enumerate(zip(members, known, strict=True)):
                yield judge, (collection.name, _key(collection, member, index)), member, was

    def _is_clean(self, node: Any, frame: Frame) -> bool:
        try:
            return not frame[_CRASHED] and self.clean(node, frame)
        except STOPS:
            raise
        except BaseException:  # noqa: BLE001 - it is judged again rule by rule, where this is told
            return False

    def _same_for_those_below(self, node: Any, frame: Frame, before: Any) -> bool:
        """Whether those below an object are judged by what they were judged by before."""
        if before is ABSENT or self.leaves(node) != self.leaves(before):
            return False
        try:
            return all(frame[index] == value(before) for index, value in self.passed_down)
        except STOPS:
            raise
        except BaseException:  # noqa: BLE001 - what can't be computed is judged again
            return False


def enter(entering: Entering, node: Any, frame: Frame) -> None:
    """Put into a frame what an object gives to those below it."""
    for index, value in entering:
        try:
            frame[index] = value(node)
        except STOPS:
            raise
        except BaseException as error:  # noqa: BLE001 - told as a failure of the rules that take it
            frame[index], frame[_CRASHED] = Crash(error), True
