"""The engine: a plan made ready to judge values.

What is clean costs hardly more than the rules' own functions: for each class there is one function that
only says whether an object, and all below it, is clean. Where one is not, it is judged again rule by
rule, and so are those below it that are not clean: there alone a path is built, a message written, and
a rule that fails told from one that is broken.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from bdc_sessions.changes import ChangeRequest, FieldChange
from bdc_sessions.errors import StaleChangeError
from bdc_sessions.model import ABSENT, Action, Path
from bdc_sessions.model.shape import shape
from bdc_sessions.rules.binding import Layout, bind
from bdc_sessions.rules.clean import Entering, clean_by, head_of
from bdc_sessions.rules.finding import Bound, Found, find
from bdc_sessions.rules.group import Group
from bdc_sessions.rules.judge import (
    CRASHED,
    NO_FINDINGS,
    TWIN,
    Earlier,
    Findings,
    Judge,
    TwinRule,
    enter,
)
from bdc_sessions.rules.plan import Plan
from bdc_sessions.rules.signature import CONTEXT, PARENTS, subject_of


class Engine:
    """A plan made ready to judge values: its rules bound, and a judge for each class.

    Attributes:
        plan: The plan.
    """

    __slots__ = ("_bound", "_layout", "_root", "_twins", "plan")

    def __init__(self, plan: Plan) -> None:
        """Bind the rules, then make the judges, which need to know all that any rule takes."""
        self.plan = plan
        self._layout = layout = Layout({CRASHED: False, TWIN: None})
        self._bound: Mapping[type[Any], tuple[Bound, ...]] = {
            cls: tuple([bind(rule, plan, layout) for rule in rules])
            for cls, rules in plan.by_class.items()
        }
        self._twins: Mapping[type[Any], tuple[TwinRule, ...]] = {
            cls: tuple([TwinRule.of(bind(rule, plan, layout), rule.twins) for rule in rules if rule.twins])
            for cls, rules in plan.by_collection.items()
        }
        self._root = None if plan.root is ChangeRequest else self._judge_of(plan.root)

    def judge(
        self, value: Any, given: Mapping[str, Any], earlier: Earlier
    ) -> tuple[Findings, list[Found]]:
        """Return what is found of a value, and of it among the siblings that its parents have."""
        if self._root is None:
            return self._judge_request(value, given), []
        frame = self._layout.frame({name: given[name] for name in CONTEXT if name in given})
        parents = [given[name] for name in PARENTS if name in given]
        for parent in parents:
            enter(self._entering(type(parent)), parent, frame)
        known = earlier.value is not ABSENT
        clean = not known and self._root.is_clean(value, frame)
        findings = NO_FINDINGS if clean else self._root.judge(value, frame, None, earlier)
        among = [
            found
            for parent in parents
            for twins in self._twins.get(type(parent), ())
            if twins.bound.rule.target is type(value)
            for found in twins.judge_one(value, parent, frame)
        ]
        return findings, among

    def _judge_request(self, request: ChangeRequest, given: Mapping[str, Any]) -> Findings:
        """Return what is found of a request and of each of its changes; its rules see all."""
        action = given.get("action")
        seen = {**given, "request": request}
        if "stale" in self._layout and action is not None:
            seen["stale"] = _stale(request, action)
        frame = self._layout.frame(seen)
        findings = Findings()
        for rule in self._bound.get(ChangeRequest, ()):
            findings.found += find(rule, request, frame, None)
        for rule in self._bound.get(FieldChange, ()):
            for change in request.changes:
                findings.found += find(rule, change, frame, None)
        return findings

    def _judge_of(self, cls: type[Any]) -> Judge:
        """Return how objects of a class are judged, and those below them."""
        form = shape(cls)
        rules, twins = self._bound.get(cls, ()), self._twins.get(cls, ())
        parts = {name: self._judge_of(part) for name, part in form.parts.items()}
        collections = [(c, self._judge_of(c.item)) for c in form.collections.values()]
        entering = self._entering(cls)
        return Judge(
            rules=rules,
            twins=twins,
            entering=entering,
            passed_down=self._groups(self.plan.passed_down.get(cls, ())),
            parts=parts,
            collections=collections,
            leaves=form.leaf_values,
            clean=clean_by(
                rules,
                entering,
                [(rule.collection.name, rule.all_differ) for rule in twins],
                {name: judge.clean for name, judge in parts.items()},
                {collection.name: judge.clean for collection, judge in collections},
            ),
        )

    def _entering(self, cls: type[Any]) -> Entering:
        """Return what objects of a class give to those below them: group values, and their head."""
        groups = self._groups(self.plan.groups.get(cls, ()))
        head = self._layout.get(subject_of(cls))
        return groups if head is None else (*groups, (head, head_of(cls)))

    def _groups(self, groups: Iterable[Group]) -> Entering:
        return tuple([(self._layout[g], g.reader()) for g in groups if g in self._layout])


def _stale(request: ChangeRequest, action: Action) -> frozenset[Path]:
    """Return the fields that do not hold what a request has as "before"."""
    own = request.changes.paths
    try:
        request.changes.apply(action)
    except StaleChangeError as stale:
        # What was not seen at all is told at the changes that would take it along.
        return frozenset(change.path for change in stale.changes) & own or own
    except ValueError:
        return own
    return frozenset()
