"""How objects of one class are judged, and all below them: in full, or only what changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any, NamedTuple

from attrs import frozen

from bdc_sessions.model import ABSENT
from bdc_sessions.model.natural import natural_key
from bdc_sessions.model.path import Step, Trail
from bdc_sessions.model.shape import Collection, shape
from bdc_sessions.model.tree import keys
from bdc_sessions.rules.clean import Clean, Entering, Read, kept
from bdc_sessions.rules.finding import STOPS, Bound, Crash, Found, Frame, failure, find
from bdc_sessions.rules.group import Twins

CRASHED, TWIN = "crashed", "twin"
"""By which names a frame has whether some value could not be computed, and the first of two twins."""

_CRASHED, _TWIN = 0, 1
"""The same by their indexes, the first of every frame."""


class Findings:
    """What was found at an object, of twins in its collections, and at those below it."""

    __slots__ = ("below", "found", "of_twins")

    def __init__(self) -> None:
        """Start with nothing found."""
        self.found: list[Found] = []
        self.of_twins: list[Found] = []
        self.below: dict[tuple[str, str | None], Findings] = {}

    def all(self) -> list[Found]:
        """Return all that was found."""
        below = [found for findings in self.below.values() for found in findings.all()]
        return [*self.found, *self.of_twins, *below]


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

    def may_have_changed(self, owner: Any, before: Any) -> bool:
        """Whether twins may be found in a collection that had none, if it was judged before."""
        if before is ABSENT:
            return True
        members, known = getattr(owner, self.collection.name), getattr(before, self.collection.name)
        key_of = self.twins.key_of
        try:
            return len(members) != len(known) or any(
                key_of(member) != key_of(was)
                for member, was in zip(members, known, strict=True)
                if member is not was
            )
        except STOPS:
            raise
        except BaseException:  # noqa: BLE001 - they are judged, where this is told
            return True

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


def _known(
    members: tuple[Any, ...], collection: Collection, before: Any
) -> Iterable[Any]:
    """Return what each member of a collection was, ABSENT for one that is new."""
    if before is ABSENT:
        return repeat(ABSENT)
    known: tuple[Any, ...] = getattr(before, collection.name)
    if len(known) == len(members):
        return known
    by_key = dict(zip(keys(known, collection), known, strict=True))
    return [by_key.get(key, ABSENT) for key in keys(members, collection)]


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
    parts: Mapping[str, "Judge"]
    collections: list[tuple[Collection, "Judge"]]
    leaves: Read
    clean: Clean

    def judge(
        self, node: Any, frame: Frame, trail: Trail = None, earlier: Earlier = UNJUDGED
    ) -> Findings:
        """Return what is found at an object and below it, where it is not what it was."""
        if node is earlier.value:
            return earlier.findings
        enter(self.entering, node, frame)
        findings = Findings()
        for rule in self._doubtful(node, frame):
            findings.found += find(rule, node, frame, trail)
        for twins in self.twins:
            if earlier.findings.of_twins or twins.may_have_changed(node, earlier.value):
                findings.of_twins += twins.judge(node, frame, trail)
        if not self._same_for_those_below(node, frame, earlier.value):
            earlier = UNJUDGED
        for judge, step, child, known in self._to_be_judged(node, frame, earlier):
            below = judge.judge(child, frame, (trail, *step), known)
            if below is not NO_FINDINGS:
                findings.below[step] = below
        found = findings.found or findings.of_twins or findings.below
        return findings if found else NO_FINDINGS

    def _to_be_judged(
        self, node: Any, frame: Frame, earlier: Earlier
    ) -> Iterator[tuple["Judge", Step, Any, Earlier]]:
        """Yield the objects in one that are not clean, or not what they were without a finding."""
        before, old = earlier.value, earlier.findings.below
        for name, judge in self.parts.items():
            part = getattr(node, name)
            was = ABSENT if before is ABSENT else getattr(before, name)
            if was is not ABSENT or not judge.is_clean(part, frame):
                step: Step = (name, None)
                yield judge, step, part, Earlier(was, old.get(step, NO_FINDINGS))
        for collection, judge in self.collections:
            members = getattr(node, collection.name)
            known = _known(members, collection, before)
            for index, (member, was) in enumerate(zip(members, known, strict=False)):
                if (member is was and not old) or (was is ABSENT and judge.is_clean(member, frame)):
                    continue
                step = (collection.name, _key(collection, member, index))
                yield judge, step, member, Earlier(was, old.get(step, NO_FINDINGS))

    def _doubtful(self, node: Any, frame: Frame) -> Sequence[Bound]:
        """Return the rules of which the verdict is not simply true; all, where one can't be asked."""
        try:
            if not frame[_CRASHED]:
                return [r for r in self.rules if not kept(r.call(node, frame), r.count)]
        except STOPS:
            raise
        except BaseException:  # noqa: BLE001 - each is judged again by itself, where this is told
            pass
        return self.rules

    def is_clean(self, node: Any, frame: Frame) -> bool:
        """Whether an object, and all below it, is clean; false where that can't be told at once."""
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
