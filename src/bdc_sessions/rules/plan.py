"""What is judged, where: the rules of a set by what they look at, below a class."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from bdc_sessions.changes import ChangeRequest, FieldChange
from bdc_sessions.model import Action
from bdc_sessions.model.display import display
from bdc_sessions.model.shape import classes_below
from bdc_sessions.rules.group import Group
from bdc_sessions.rules.rule import Rule
from bdc_sessions.rules.signature import subject_of
from bdc_sessions.rules.skipped import Skipped

if TYPE_CHECKING:
    from bdc_sessions.rules.rule_set import RuleSet

T = TypeVar("T")


class Plan(NamedTuple):
    """The rules of a set by what they look at; objects, and columns of them, are judged by it.

    Attributes:
        root: The class of the value that is judged.
        available: The names of what rules may take: what is given, and the objects on the way down.
        skipped: The rules that lack something, and what.
        by_class: The rules that look at one object and at what it stands in, by its class.
        by_collection: The rules that compare the members of a collection, by the class that has it.
        groups: The values over collections, by the class that has them.
        passed_down: Those of them by which objects further down are judged.
    """

    root: type[Any]
    available: frozenset[str]
    skipped: tuple[Skipped, ...]
    by_class: Mapping[type[Any], tuple[Rule, ...]]
    by_collection: Mapping[type[Any], tuple[Rule, ...]]
    groups: Mapping[type[Any], tuple[Group, ...]]
    passed_down: Mapping[type[Any], tuple[Group, ...]]

    @property
    def top(self) -> type[Any]:
        """The class that paths start from."""
        return Action if self.root is ChangeRequest else self.root


def plan_of(rules: "RuleSet", root: type[Any], given: frozenset[str]) -> Plan:
    """Return the plan by which a value of a class is judged, with what is given by these names."""
    classes = {root} if root is ChangeRequest else {root, *classes_below(root)}
    available = given | {subject_of(cls) for cls in classes} | {"twin"}
    if root is ChangeRequest:
        classes.add(FieldChange)
        available |= {"stale"} if "action" in given else set()
    judged: list[Rule] = []
    skipped: list[Skipped] = []
    for rule in rules:
        absent = [name for name in rule.needs if name not in available]
        if absent and rule.subject in classes:
            skipped.append(Skipped(rule.code, "no " + ", no ".join(absent)))
        elif rule.subject in classes:
            judged.append(rule)
    skipped += [
        Skipped(waiver.code, f"no today for the waiver until {display(waiver.until)}")
        for waiver in rules.waivers
        if waiver.until is not None and "today" not in given
    ]
    groups = [(group.of, group, rule) for rule in judged for group in rule.groups]
    return Plan(
        root=root,
        available=available,
        skipped=tuple(skipped),
        by_class=_by_class((rule.target, rule) for rule in judged if rule.twins is None),
        by_collection=_by_class((rule.twins.of, rule) for rule in judged if rule.twins),
        groups=_by_class((of, group) for of, group, _ in groups),
        passed_down=_by_class((of, group) for of, group, rule in groups if rule.target is not of),
    )


def _by_class(pairs: Iterable[tuple[type[Any], T]]) -> dict[type[Any], tuple[T, ...]]:
    found: dict[type[Any], tuple[T, ...]] = {}
    for cls, item in pairs:
        known = found.get(cls, ())
        found[cls] = known if item in known else (*known, item)
    return found
