"""How objects of one class are judged, and all below them: in full, or only what changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import repeat
from typing import Any, NamedTuple

from attrs import frozen

from bdc_sessions.model import ABSENT
from bdc_sessions.model.path import Step, Trail
from bdc_sessions.model.shape import Collection
from bdc_sessions.model.tree import keys
from bdc_sessions.rules.clean import Clean, Read, clean_by, kept, verdicts_by
from bdc_sessions.rules.failing import Crash, pass_on_stops
from bdc_sessions.rules.finding import Bound, Frame, failure, find
from bdc_sessions.rules.group import Twins, twin_key
from bdc_sessions.rules.violation import Violation


class Findings:
    """What was found at an object, of twins in its collections, and at those below it."""

    __slots__ = ("below", "found", "of_twins")

    def __init__(self) -> None:
        """Start with nothing found."""
        self.found: list[Violation] = []
        self.of_twins: list[Violation] = []
        self.below: dict[Step, Findings] = {}

    def all(self) -> list[Violation]:
        """Return all that was found."""
        below = [violation for findings in self.below.values() for violation in findings.all()]
        return [*self.found, *self.of_twins, *below]


NO_FINDINGS = Findings()


class Earlier(NamedTuple):
    """An object as it was judged before, with what was found then; ABSENT if it was not."""

    value: Any = ABSENT
    findings: Findings = NO_FINDINGS


UNJUDGED = Earlier()


class TwinRule(NamedTuple):
    """A rule that compares the members of a collection."""

    bound: Bound
    twins: Twins
    collection: Collection
    firsts: Callable[[tuple[Any, ...]], dict[int, int]]
    """Gives for each later twin the index of the first, by its index."""

    def may_have_changed(self, owner: Any, before: Any) -> bool:
        """Whether there may be twins in a collection that had none, if it was judged before."""
        if before is ABSENT:
            return True
        members, known = getattr(owner, self.collection.name), getattr(before, self.collection.name)
        pairs = zip(members, known, strict=False)
        try:
            return len(members) != len(known) or any(
                twin_key(self.twins, new) != twin_key(self.twins, old)
                for new, old in pairs
                if new is not old
            )
        except BaseException as error:  # noqa: BLE001 - they are judged, where this is told
            pass_on_stops(error)
            return True

    def judge_collection(
        self,
        members: tuple[Any, ...],
        frame: Frame,
        trail_at: Callable[[int], Trail],
        only: int | None = None,
    ) -> list[Violation]:
        """Return what is found at the later ones of members, or at one of them only."""
        try:
            firsts = self.firsts(members)
        except BaseException as error:  # noqa: BLE001 - they are judged, where this is told
            pass_on_stops(error)
            index = only or 0
            return [failure(self.bound, members[index], frame, trail_at(index), error)]
        found: list[Violation] = []
        for index, first in firsts.items():
            if only in (None, index):
                frame["twin"] = members[first]
                found += find(self.bound, members[index], frame, trail_at(index), trail_at(first))
        return found


@frozen
class Judge:
    """How objects of one class are judged: by its rules, then each below it by its own judge."""

    rules: Sequence[Bound]
    twins: Sequence[TwinRule]
    entering: Mapping[str, Read]
    """What an object gives to those below it, by its name in a frame: group values, its head."""
    passed_down: Mapping[str, Read]
    """The group values among that by which those below are judged."""
    parts: Mapping[str, "Judge"]
    collections: Mapping[Collection, "Judge"]
    leaves: Read

    @cached_property
    def clean(self) -> Clean:
        """What says whether an object, and all below it, is clean; made when it is asked for."""
        return clean_by(self)

    @cached_property
    def verdicts(self) -> Callable[[Any, Frame], list[Any]]:
        """What gives the verdict of each rule; made when it is asked for."""
        return verdicts_by(self.rules)

    def judge(
        self, node: Any, frame: Frame, trail: Trail = None, earlier: Earlier = UNJUDGED
    ) -> Findings:
        """Return what is found at an object and below it, where it is not what it was."""
        if node is earlier.value:
            return earlier.findings
        enter(self.entering, node, frame)
        findings = Findings()
        for bound in self._doubtful(node, frame):
            findings.found += find(bound, node, frame, trail)
        for rule in self.twins:
            if earlier.findings.of_twins or rule.may_have_changed(node, earlier.value):
                members = getattr(node, rule.collection.name)
                trail_at = partial(_trail, trail, rule.collection, members)
                findings.of_twins += rule.judge_collection(members, frame, trail_at)
        if not self._same_for_those_below(node, frame, earlier.value):
            earlier = UNJUDGED
        for judge, step, child, known in self._to_be_judged(node, frame, earlier):
            below = judge.judge(child, frame, (trail, *step), known)
            if below is not NO_FINDINGS:
                findings.below[step] = below
        found = findings.found or findings.of_twins or findings.below
        return findings if found else NO_FINDINGS

    def is_clean(self, node: Any, frame: Frame) -> bool:
        """Whether an object, and all below it, is clean; false where that can't be told at once."""
        try:
            return "crashed" not in frame and self.clean(node, frame)
        except BaseException as error:  # noqa: BLE001 - they are judged, where this is told
            pass_on_stops(error)
            return False

    def _doubtful(self, node: Any, frame: Frame) -> Sequence[Bound]:
        """Return the rules that may be broken; all of them, where one can't be asked."""
        try:
            if "crashed" not in frame:
                verdicts = zip(self.rules, self.verdicts(node, frame), strict=True)
                return [b for b, verdict in verdicts if not kept(verdict, len(b.rule.fields))]
        except BaseException as error:  # noqa: BLE001 - they are judged, where this is told
            pass_on_stops(error)
        return self.rules

    def _same_for_those_below(self, node: Any, frame: Frame, before: Any) -> bool:
        """Whether those below an object are judged by what they were judged by before."""
        if before is ABSENT or self.leaves(node) != self.leaves(before):
            return False
        try:
            return all(frame[key] == value(before) for key, value in self.passed_down.items())
        except BaseException as error:  # noqa: BLE001 - they are judged, where this is told
            pass_on_stops(error)
            return False

    def _to_be_judged(
        self, node: Any, frame: Frame, earlier: Earlier
    ) -> Iterator[tuple["Judge", Step, Any, Earlier]]:
        """Yield the objects in one that are not clean, or not what they were without a finding."""
        before, old = earlier.value, earlier.findings.below
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
    """Return what each member of a collection was, ABSENT for one that is new."""
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
    """Return what a member of a collection is known by."""
    return str(index + 1) if collection.key is None else getattr(member, collection.key)


def enter(entering: Mapping[str, Read], node: Any, frame: Frame) -> None:
    """Put into a frame what an object gives to those below it."""
    for key, value in entering.items():
        try:
            frame[key] = value(node)
        except BaseException as error:  # noqa: BLE001 - they are judged, where this is told
            pass_on_stops(error)
            frame[key] = frame["crashed"] = Crash(error)  # from now on, nothing is called clean
