"""``Plan``: the rules of a set that judge a class and what is in it, by what they look at."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from bdc_sessions.changes import ChangeRequest, FieldChange
from bdc_sessions.model import Action
from bdc_sessions.model.shape import classes_below
from bdc_sessions.rules.group import Group
from bdc_sessions.rules.rule import Rule
from bdc_sessions.rules.signature import subject_of
from bdc_sessions.rules.skipped import Skipped
from bdc_sessions.texts import display

if TYPE_CHECKING:
    from bdc_sessions.rules.rule_set import RuleSet

T = TypeVar("T")


class Plan(NamedTuple):
    """The rules of a set by what they look at, for objects and for columns."""

    root: type[Any]
    """The class of the value that is judged."""
    available: frozenset[str]
    """The names of the arguments that rules may take: those given, and the parents of an object."""
    skipped: tuple[Skipped, ...]
    """The rules and waivers that lack an argument."""
    by_class: Mapping[type[Any], tuple[Rule, ...]]
    """The rules that look at one object and its parents, by its class."""
    by_collection: Mapping[type[Any], tuple[Rule, ...]]
    """The rules that compare the members of a collection, by the class that has it."""
    groups: Mapping[type[Any], tuple[Group, ...]]
    """The values over collections, by the class that has them."""
    passed_down: Mapping[type[Any], tuple[Group, ...]]
    """Those of them by which objects inside are judged."""

    @property
    def top(self) -> type[Any]:
        """The class that paths start from."""
        return Action if self.root is ChangeRequest else self.root


def plan_of(rules: "RuleSet", root: type[Any], given: frozenset[str]) -> Plan:
    """Return the plan for values of a class, with arguments of these names."""
    request = root is ChangeRequest
    classes = {root, FieldChange} if request else {root, *classes_below(root)}
    available = given | {subject_of(cls) for cls in classes} | {"twin"}
    if "action" in given:
        available |= {"stale"}
    applicable = [rule for rule in rules if rule.subject in classes]
    absent = {rule.code: [n for n in rule.needs if n not in available] for rule in applicable}
    skipped = [
        Skipped(code, "no " + ", no ".join(names)) for code, names in absent.items() if names
    ]
    skipped += [
        Skipped(waiver.code, f"no today for the waiver until {display(waiver.until)}")
        for waiver in rules.waivers
        if waiver.until is not None and "today" not in given
    ]
    judgeable = [rule for rule in applicable if not absent[rule.code]]
    groups = [(group.of, group, rule) for rule in judgeable for group in rule.groups]
    return Plan(
        root=root,
        available=available,
        skipped=tuple(skipped),
        by_class=_by_class((rule.target, rule) for rule in judgeable if rule.twins is None),
        by_collection=_by_class((rule.twins.of, rule) for rule in judgeable if rule.twins),
        groups=_by_class((of, group) for of, group, _ in groups),
        passed_down=_by_class((of, group) for of, group, rule in groups if rule.target is not of),
    )


def _by_class(pairs: Iterable[tuple[type[Any], T]]) -> dict[type[Any], tuple[T, ...]]:
    by_class: dict[type[Any], dict[T, None]] = {}
    for cls, item in pairs:
        by_class.setdefault(cls, {})[item] = None
    return {cls: tuple(items) for cls, items in by_class.items()}
