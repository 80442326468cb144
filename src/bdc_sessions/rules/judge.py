"""``Judge``: judges the objects of one class and all in them, in full or only what changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import repeat
from typing import Any, NamedTuple

from attrs import frozen

from bdc_sessions.model import ABSENT
from bdc_sessions.model.path import Step, Trail
from bdc_sessions.model.shape import Collection, shape
from bdc_sessions.model.tree import keys
from bdc_sessions.rules.clean import Clean, Read, clean_by, verdicts_by
from bdc_sessions.rules.failing import Crash, attempt
from bdc_sessions.rules.finding import Bound, Frame, find, kept, violations
from bdc_sessions.rules.group import Twins
from bdc_sessions.rules.violation import Violation


class Findings:
    """The violations at an object, of twins in its collections, and at the objects in it."""

    __slots__ = ("found", "inner", "of_twins")

    def __init__(self) -> None:
        """Start without violations."""
        self.found: list[Violation] = []
        self.of_twins: list[Violation] = []
        self.inner: dict[Step, Findings] = {}

    def all(self) -> list[Violation]:
        """Return all violations."""
        inner = [violation for findings in self.inner.values() for violation in findings.all()]
        return [*self.found, *self.of_twins, *inner]


NO_FINDINGS = Findings()


class Earlier(NamedTuple):
    """An object as it was judged before, with its findings; ABSENT if it was not judged."""

    value: Any = ABSENT
    findings: Findings = NO_FINDINGS


UNJUDGED = Earlier()


class TwinRule(NamedTuple):
    """A rule that compares the members of a collection."""

    bound: Bound
    twins: Twins
    firsts: Callable[[tuple[Any, ...]], dict[int, int]]
    """Returns the index of the first twin by the index of each later one."""

    def may_have_changed(self, owner: Any, before: Any) -> bool:
        """Whether a collection that had no twins before may have some now."""
        name, key_of = self.twins.members, self.twins.key_of
        members, known = getattr(owner, name), getattr(before, name)
        return len(members) != len(known) or any(
            key_of(new) != key_of(old)
            for new, old in zip(members, known, strict=True)
            if new is not old
        )

    def judge_collection(
        self,
        members: tuple[Any, ...],
        frame: Frame,
        trail_at: Callable[[int], Trail],
        only: int | None = None,
    ) -> list[Violation]:
        """Return the violations at later twins among members; with ``only``, at that index only."""
        firsts = attempt(self.firsts, members)
        if isinstance(firsts, Crash):
            index = only or 0
            return violations(self.bound, firsts, members[index], frame, trail_at(index))
        found: list[Violation] = []
        for index, first in firsts.items():
            if only in (None, index):
                frame["twin"] = members[first]
                found += find(self.bound, members[index], frame, trail_at(index), trail_at(first))
        return found


@frozen
class Judge:
    """Judges objects of one class by its rules, and each object in them by a judge of its own."""

    rules: Sequence[Bound]
    twins: Sequence[TwinRule]
    entering: Mapping[str, Read]
    """The readers of what an object passes to those in it: group values, and its head."""
    passed_down: Mapping[str, Read]
    """The readers of the group values by which the objects in it are judged."""
    parts: Mapping[str, "Judge"]
    collections: Mapping[Collection, "Judge"]
    leaves: Read

    @cached_property
    def clean(self) -> Clean:
        """The function that says whether an object, and all in it, is clean; made at first use."""
        return clean_by(self)

    @cached_property
    def verdicts(self) -> Callable[[Any, Frame], list[Any]]:
        """The function that returns the verdict of each rule; made at first use."""
        return verdicts_by(self.rules)

    def judge(
        self, node: Any, frame: Frame, trail: Trail = None, earlier: Earlier = UNJUDGED
    ) -> Findings:
        """Return the findings of an object and of all in it; unchanged objects keep theirs."""
        if node is earlier.value:
            return earlier.findings
        enter(self.entering, node, frame)
        findings = Findings()
        for bound, verdict in zip(self.rules, self._verdicts(node, frame), strict=True):
            if not kept(verdict, len(bound.rule.fields)):
                findings.found += violations(bound, verdict, node, frame, trail)
        new = earlier.value is ABSENT
        for rule in self.twins:
            if (
                new
                or earlier.findings.of_twins
                or attempt(rule.may_have_changed, node, earlier.value)
            ):
                collection = shape(type(node)).collections[rule.twins.members]
                members = getattr(node, collection.name)
                trail_at = partial(_trail, trail, collection, members)
                findings.of_twins += rule.judge_collection(members, frame, trail_at)
        if not new and attempt(self._passes_down_same, node, frame, earlier.value) is not True:
            earlier = UNJUDGED
        for judge, step, child, known in self._to_be_judged(node, frame, earlier):
            inner = judge.judge(child, frame, (trail, *step), known)
            if inner is not NO_FINDINGS:
                findings.inner[step] = inner
        found = findings.found or findings.of_twins or findings.inner
        return findings if found else NO_FINDINGS

    def is_clean(self, node: Any, frame: Frame) -> bool:
        """Whether an object, and all in it, is clean; False if a crash leaves it unknown."""
        return "crashed" not in frame and attempt(self.clean, node, frame) is True

    def _verdicts(self, node: Any, frame: Frame) -> list[Any]:
        """Return the verdict of each rule, or its crash."""
        if "crashed" not in frame:
            verdicts = attempt(self.verdicts, node, frame)
            if not isinstance(verdicts, Crash):
                return verdicts
        return [attempt(bound.call, node, frame) for bound in self.rules]

    def _passes_down_same(self, node: Any, frame: Frame, before: Any) -> bool:
        """Whether the objects in an object are judged with the same arguments as before."""
        return self.leaves(node) == self.leaves(before) and all(
            frame[key] == value(before) for key, value in self.passed_down.items()
        )

    def _to_be_judged(
        self, node: Any, frame: Frame, earlier: Earlier
    ) -> Iterator[tuple["Judge", Step, Any, Earlier]]:
        """Yield the objects in an object that are new and not clean, changed, or have findings."""
        before, old = earlier.value, earlier.findings.inner
        for name, judge in self.parts.items():
            part = getattr(node, name)
            was = ABSENT if before is ABSENT else getattr(before, name)
            if was is not ABSENT or not judge.is_clean(part, frame):
                yield judge, (name, None), part, Earlier(was, old.get((name, None), NO_FINDINGS))
        for collection, judge in self.collections.items():
            members = getattr(node, collection.name)
            known = _known(members, collection, before)
            for index, (member, was) in enumerate(zip(members, known, strict=False)):
                if (member is was and not old) or (was is ABSENT and judge.is_clean(member, frame)):
                    continue
                step = (collection.name, _key_of(collection, member, index))
                yield judge, step, member, Earlier(was, old.get(step, NO_FINDINGS))


def _known(members: tuple[Any, ...], collection: Collection, before: Any) -> Iterable[Any]:
    """Return each member of a collection as it was before, ABSENT for a new one."""
    if before is ABSENT:
        return repeat(ABSENT)
    known: tuple[Any, ...] = getattr(before, collection.name)
    if len(known) == len(members):
        return known
    by_key = dict(zip(keys(known, collection), known, strict=True))
    return [by_key.get(key, ABSENT) for key in keys(members, collection)]


def _trail(trail: Trail, collection: Collection, members: tuple[Any, ...], index: int) -> Trail:
    return (trail, collection.name, _key_of(collection, members[index], index))


def _key_of(collection: Collection, member: Any, index: int) -> str:
    """Return the key of a member of a collection."""
    return str(index + 1) if collection.key is None else getattr(member, collection.key)


def enter(entering: Mapping[str, Read], node: Any, frame: Frame) -> None:
    """Put into a frame what an object passes to those in it."""
    for key, read in entering.items():
        frame[key] = value = attempt(read, node)
        if type(value) is Crash:
            frame["crashed"] = value  # from now on, no object counts as clean
