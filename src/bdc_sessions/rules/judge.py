"""``Judge``: judges the objects of one class and all in them, in full or only what changed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import repeat
from typing import Any, NamedTuple

from attrs import frozen

from bdc_sessions.model import ABSENT
from bdc_sessions.model.path import Step, Trail
from bdc_sessions.model.shape import Collection
from bdc_sessions.model.tree import keys
from bdc_sessions.rules.clean import Clean, Read, clean_by, verdicts_by
from bdc_sessions.rules.failing import Crash, attempt
from bdc_sessions.rules.finding import Bound, Frame, find, violations
from bdc_sessions.rules.group import Twins
from bdc_sessions.rules.violation import Violation

Inside = list[tuple[int, Any, Any]]
"""Objects in a field of an object: index, object, and what it was before; ABSENT if it is new."""


class Findings:
    """The violations at an object and at the objects in it, and whether it contains twins."""

    __slots__ = ("has_twins", "inner", "violations")

    def __init__(self) -> None:
        """Start without violations."""
        self.violations: list[Violation] = []
        self.has_twins: bool = False
        self.inner: dict[Step, Findings] = {}

    def all(self) -> list[Violation]:
        """Return all violations."""
        inner = [violation for findings in self.inner.values() for violation in findings.all()]
        return [*self.violations, *inner]


NO_FINDINGS = Findings()


class TwinRule(NamedTuple):
    """A rule that compares the members of a collection."""

    bound: Bound
    twins: Twins
    collection: Collection
    firsts: Callable[[tuple[Any, ...]], dict[int, int]]
    """Returns the index of the first twin by the index of each later one."""

    def may_be_broken(self, owner: Any, before: Any, changed: Inside) -> bool:
        """Whether a collection that had no twins before may have some now."""
        name, key_of = self.collection.name, self.twins.key_of
        return len(getattr(owner, name)) != len(getattr(before, name)) or any(
            key_of(member) != key_of(was) for _, member, was in changed
        )

    def judge_collection(
        self,
        members: tuple[Any, ...],
        frame: Frame,
        trail: Trail,
        findings: Findings,
        only: int | None = None,
    ) -> None:
        """Add the violations at later twins to findings.

        With ``only``, the member at that index is judged, as a value that no trail leads to.
        """

        def trail_at(index: int) -> Trail:
            key = _key_of(members[index], self.collection, index)
            return (trail, self.collection.name, key) if only is None else None

        firsts = attempt(self.firsts, members)
        if isinstance(firsts, Crash):
            index, findings.has_twins = only or 0, True
            findings.violations += violations(
                self.bound, firsts, members[index], frame, trail_at(index)
            )
            return
        for index, first in firsts.items():
            findings.has_twins = True
            if only in (None, index):
                frame["twin"], twin = members[first], trail_at(first)
                findings.violations += find(
                    self.bound, members[index], frame, trail_at(index), twin
                )


@frozen
class Judge:
    """Judges objects of one class by its rules, and each object in them by a judge of its own."""

    rules: Sequence[Bound]
    twins: Sequence[TwinRule]
    entering: Mapping[str, Read]
    """The readers of what an object passes to those in it: group values, and its head."""
    passed_down: Sequence[Read]
    """The readers of the values by which the objects in it are judged."""
    inner: Mapping[str, tuple["Judge", Collection | None]]
    """The judges of the objects in it, by the field, each with the collection if it is one."""

    @cached_property
    def clean(self) -> Clean:
        """The function that says whether an object, and all in it, is clean; made at first use."""
        return clean_by(self)

    @cached_property
    def verdicts(self) -> Callable[[Any, Frame], list[Any]]:
        """The function that returns the verdict of each rule; made at first use."""
        return verdicts_by(self.rules)

    def judge(
        self,
        node: Any,
        frame: Frame,
        trail: Trail = None,
        before: Any = ABSENT,
        known: Findings = NO_FINDINGS,
    ) -> Findings:
        """Return the findings of an object and of all in it.

        With the object as it was before and its findings then, what is unchanged in it keeps its
        findings, unless it passes down other values.
        """
        if node is before:
            return known
        if before is not ABSENT and attempt(self._passes_down_same, node, before) is not True:
            if self.is_clean(node, frame):
                return NO_FINDINGS
            before = ABSENT
        enter(self.entering, node, frame)
        findings = Findings()
        findings.violations = self._of_rules(node, frame, trail)
        for name, (judge, collection) in self.inner.items():
            inside = _inside(node, before, name, collection, every=bool(known.inner))
            for rule in self.twins:
                if rule.collection is collection and (
                    before is ABSENT
                    or known.has_twins
                    or attempt(rule.may_be_broken, node, before, inside)
                ):
                    rule.judge_collection(getattr(node, name), frame, trail, findings)
            for index, child, was in inside:
                if was is not ABSENT or not judge.is_clean(child, frame):
                    step = (name, _key_of(child, collection, index))
                    old = known.inner.get(step, NO_FINDINGS)
                    inner = judge.judge(child, frame, (trail, *step), was, old)
                    if inner is not NO_FINDINGS:
                        findings.inner[step] = inner
        return (
            findings if findings.violations or findings.has_twins or findings.inner else NO_FINDINGS
        )

    def is_clean(self, node: Any, frame: Frame) -> bool:
        """Whether an object, and all in it, is clean; False if a crash leaves it unknown."""
        return "crashed" not in frame and attempt(self.clean, node, frame) is True

    def _of_rules(self, node: Any, frame: Frame, trail: Trail) -> list[Violation]:
        """Return the violations at an object itself."""
        verdicts = None if "crashed" in frame else attempt(self.verdicts, node, frame)
        if not isinstance(verdicts, list):
            verdicts = [attempt(bound.call, node, frame) for bound in self.rules]
        broken: list[Violation] = []
        for bound, verdict in zip(self.rules, verdicts, strict=True):
            if verdict is not True:
                broken += violations(bound, verdict, node, frame, trail)
        return broken

    def _passes_down_same(self, node: Any, before: Any) -> bool:
        """Whether the objects in an object are judged with the same arguments as before."""
        return all(read(node) == read(before) for read in self.passed_down)


def _inside(
    node: Any, before: Any, name: str, collection: Collection | None, *, every: bool
) -> Inside:
    """Return the objects in a field of an object that are not what they were, or ``every`` one."""
    now = getattr(node, name)
    then = ABSENT if before is ABSENT else getattr(before, name)
    if collection is None:
        return [(0, now, then)]
    known: Iterable[Any] = then
    if then is ABSENT:
        known = repeat(ABSENT)
    elif len(then) != len(now):
        by_key = dict(zip(keys(then, collection), then, strict=True))
        known = [by_key.get(key, ABSENT) for key in keys(now, collection)]
    return [
        (index, member, was)
        for index, (member, was) in enumerate(zip(now, known, strict=False))
        if member is not was or every
    ]


def _key_of(item: Any, collection: Collection | None, index: int) -> str | None:
    """Return the key of a member of a collection; None for an object that is in none."""
    if collection is None:
        return None
    return str(index + 1) if collection.key is None else getattr(item, collection.key)


def enter(entering: Mapping[str, Read], node: Any, frame: Frame) -> None:
    """Put into a frame what an object passes to those in it."""
    for key, read in entering.items():
        frame[key] = value = attempt(read, node)
        if type(value) is Crash:
            frame["crashed"] = value  # from now on, no object counts as clean
