"""``Engine``: a plan made ready to judge values.

For each class there is one function that only says whether an object, and all in it, is clean: it
costs hardly more than the rules' own functions. An object that is not clean is judged again rule by
rule, and so are those in it that are not; only then are paths built and messages written, and rules
that raise told apart from rules that are broken.
"""

from collections.abc import Mapping
from itertools import chain
from typing import Any

from bdc_sessions.changes import ChangeRequest, FieldChange
from bdc_sessions.errors import StaleChangeError
from bdc_sessions.model import Action, Path
from bdc_sessions.model.natural import natural_key
from bdc_sessions.model.shape import Collection, shape
from bdc_sessions.rules.clean import Read
from bdc_sessions.rules.finding import Bound, find
from bdc_sessions.rules.group import finder_of, reader_of
from bdc_sessions.rules.head import head_of
from bdc_sessions.rules.judge import NO_FINDINGS, Findings, Judge, TwinRule, enter
from bdc_sessions.rules.plan import Plan
from bdc_sessions.rules.rule import Rule
from bdc_sessions.rules.signature import PARENTS, subject_of
from bdc_sessions.rules.violation import Violation


class Engine:
    """A plan made ready to judge values: its rules bound, and a judge for each class."""

    __slots__ = ("_keys", "_root", "_rules", "_twins", "plan")

    def __init__(self, plan: Plan) -> None:
        """Bind the rules, then make the judges, which need to know what every rule takes."""
        self.plan: Plan = plan
        groups = chain.from_iterable(plan.groups.values())
        self._keys = {group: f"{group.name} {number}" for number, group in enumerate(groups)}
        self._rules = {
            cls: [self._bound(rule) for rule in rules] for cls, rules in plan.by_class.items()
        }
        self._twins = {
            cls: [
                TwinRule(self._bound(rule), twins, collection, finder_of(twins))
                for rule in rules
                if (twins := rule.twins)
                and (collection := shape(cls).collections.get(twins.members))
            ]
            for cls, rules in plan.by_collection.items()
        }
        self._root = None if plan.root is ChangeRequest else self._judge_of(plan.root)

    def judge(
        self, value: Any, given: Mapping[str, Any], *earlier: Any
    ) -> tuple[Findings, list[Violation]]:
        """Return the findings of a value, and its violations among the siblings in its parents.

        Args:
            value: The value.
            given: The arguments of rules, by name.
            earlier: The value as it was judged before, and the findings then, if it was.
        """
        if self._root is None:
            return self._judge_request(value, given), []
        frame = {name: given[name] for name in given if name not in PARENTS}
        parents = [given[name] for name in PARENTS if name in given]
        for parent in parents:
            enter(self._entering(type(parent)), parent, frame)
        findings = NO_FINDINGS
        if earlier or not self._root.is_clean(value, frame):
            findings = self._root.judge(value, frame, None, *earlier)
        among = Findings()
        for parent in parents:
            for rule in self._twins.get(type(parent), ()):
                if rule.bound.rule.target is type(value):
                    members = _with_siblings(value, parent, rule.collection)
                    index = next(n for n, member in enumerate(members) if member is value)
                    rule.judge_collection(members, frame, None, among, index)
        return findings, among.violations

    def _judge_request(self, request: ChangeRequest, given: Mapping[str, Any]) -> Findings:
        """Return the findings of a request and of its changes."""
        frame = {**given, "request": request}
        rules, change_rules = (self._rules.get(cls, []) for cls in (ChangeRequest, FieldChange))
        if any("stale" in rule.taken for rule in (*rules, *change_rules)):
            frame["stale"] = _stale(request, given["action"])
        findings = Findings()
        for rule in rules:
            findings.violations += find(rule, request, frame, None)
        for rule in change_rules:
            for change in request.changes:
                findings.violations += find(rule, change, frame, None)
        return findings

    def _bound(self, rule: Rule) -> Bound:
        """Return a rule with the key in a frame of each available argument."""
        groups = {group.name: group for group in rule.groups}
        taken: dict[str, str] = {}
        for name in rule.parameters[1:]:
            group = groups.get(name)
            if (name if group is None else subject_of(group.of)) in self.plan.available:
                taken[name] = name if group is None else self._keys[group]
        return Bound(rule, self.plan.top, taken)

    def _judge_of(self, cls: type[Any]) -> Judge:
        """Return the judge of the objects of a class, and of those in them."""
        form = shape(cls)
        inner: dict[str, tuple[Judge, Collection | None]] = {
            name: (self._judge_of(part), None) for name, part in form.parts.items()
        }
        inner |= {c.name: (self._judge_of(c.item), c) for c in form.collections.values()}
        passed_down = map(reader_of, self.plan.passed_down.get(cls, ()))
        return Judge(
            rules=self._rules.get(cls, []),
            twins=self._twins.get(cls, []),
            entering=self._entering(cls),
            passed_down=[form.leaf_values, *passed_down],
            inner=inner,
        )

    def _entering(self, cls: type[Any]) -> dict[str, Read]:
        """Return the readers of what objects pass down: group values, and their own head."""
        groups, name = self.plan.groups.get(cls, ()), subject_of(cls)
        readers: dict[str, Read] = {self._keys[group]: reader_of(group) for group in groups}
        bound = chain(*self._rules.values(), [rule.bound for rule in chain(*self._twins.values())])
        taken = any(name in rule.taken.values() for rule in bound)
        return {**readers, name: head_of(cls)} if taken else readers


def _with_siblings(value: Any, parent: Any, collection: Collection) -> tuple[Any, ...]:
    """Return a parent's members with a value that replaces the one of its key, or is added."""
    members: tuple[Any, ...] = getattr(parent, collection.name)
    key = collection.key
    if key is None:
        return members if any(m is value for m in members) else (*members, value)
    others = [member for member in members if getattr(member, key) != getattr(value, key)]
    return tuple(sorted((*others, value), key=lambda m: natural_key(getattr(m, key))))


def _stale(request: ChangeRequest, action: Action) -> frozenset[Path]:
    """Return the fields whose value is not the "before" of a request."""
    own = request.changes.paths
    try:
        request.changes.apply(action)
    except StaleChangeError as stale:
        # Fields that the request does not know of are reported at its own changes.
        return frozenset(change.path for change in stale.changes) & own or own
    except ValueError:
        return own
    return frozenset()
