"""A run of rules: sorted by what they judge, and bound to what they take."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, NamedTuple

from bdc_sessions.changes import ChangeRequest
from bdc_sessions.model import Action
from bdc_sessions.model.shape import shape
from bdc_sessions.rules.finding import Found, Link, finding
from bdc_sessions.rules.group import Group
from bdc_sessions.rules.report import Skipped
from bdc_sessions.rules.rule import CONTEXT, Rule, judged_as
from bdc_sessions.rules.rule_set import RuleSet

Context = dict[Any, Any]
"""What rules take, by its name; a group value by its group, as two may bear one name."""
Checks = list[tuple[Rule, Callable[..., Any], dict[str, Any]]]


class Run(NamedTuple):
    """One set of rules and arguments, with the rules sorted by what they judge."""

    rules: RuleSet
    given: dict[str, Any]
    root: type[Any]
    skipped: tuple[Skipped, ...]
    own: dict[type[Any], list[Rule]]
    over: dict[type[Any], list[Rule]]
    groups: dict[type[Any], list[Group]]
    inherited: dict[type[Any], list[Group]]
    """The group values by which an object's parts are judged."""
    grouped: dict[type[Any], list[Rule]]
    """The rules that take a group value of their own subject."""
    bound: dict[type[Any], Checks]
    """The checks of rules that need no parent: made once."""

    @property
    def top(self) -> type[Any]:
        """The class that paths start from."""
        return Action if self.root is ChangeRequest else self.root

    def checks(self, cls: type[Any], context: Context) -> Checks:
        """Return the checks of a class, with the parents that they take bound to them."""
        known = self.bound.get(cls)
        if known is not None:
            return known
        rules = self.own.get(cls, [])
        made = [bound_to(rule, context) for rule in rules]
        if all(set(rule.takes[1:]) <= set(CONTEXT) for rule in rules):
            self.bound[cls] = made
        return made

    def check(self, checks: Checks, node: Any, link: Link, found: list[Found]) -> None:
        """Judge one object by checks, and add what they find to a list."""
        try:
            failed = [bound for bound in checks if bound[1](node) is not True]
        except Exception:  # noqa: BLE001 - an embedder's rule may raise anything; each is judged alone
            failed = checks
        for rule, check, values in failed:
            found += finding(self.top, rule, check, node, link, values)


def bound_to(rule: Rule, context: Context) -> tuple[Rule, Callable[..., Any], dict[str, Any]]:
    """Return a rule, its check with what it takes of the context bound to it, and those values."""
    values = {name: context[name] for name in rule.takes[1:] if name in context}
    for group in rule.groups:
        values[group.name] = context[group]
        if isinstance(context[group], Crash):
            return rule, context[group].raised, values
    return rule, partial(rule.check, **values) if values else rule.check, values


class Crash:
    """What stands for a value that could not be computed: whoever judges by it fails likewise."""

    __slots__ = ("error",)
    error: Exception

    def __init__(self, error: Exception) -> None:
        """Keep the error to be raised."""
        self.error = error

    def raised(self, _: Any) -> Any:
        """Fail, as a check."""
        raise self.error


def values_of(groups: Iterable[Group], node: Any) -> dict[Group, Any]:
    """Return the group values of an object; a ``Crash`` for one that can't be computed."""
    values: dict[Group, Any] = {}
    for group in groups:
        try:
            values[group] = group.value(node)
        except Exception as error:  # noqa: BLE001 - told as a failure of the rules that take it
            values[group] = Crash(error)
    return values


def run_of(root: type[Any], rules: RuleSet, given: dict[str, Any]) -> Run:
    """Sort the rules by what they judge below a class, and those out that can't be judged."""
    classes = _reachable(root)
    available = {name for cls in classes if (name := judged_as(cls))} | given.keys()
    own: dict[type[Any], list[Rule]] = {}
    over: dict[type[Any], list[Rule]] = {}
    groups: dict[type[Any], dict[Group, None]] = {}
    inherited: dict[type[Any], dict[Group, None]] = {}
    grouped: dict[type[Any], list[Rule]] = {}
    skipped: list[Skipped] = []
    for rule in rules:
        if rule.subject not in classes:
            continue
        absent = [name for name in rule.needs if name not in available]
        if absent:
            skipped.append(Skipped(rule.code, "no " + ", no ".join(absent)))
            continue
        if rule.over is not None:
            over.setdefault(rule.over[0], []).append(rule)
        elif any(group.of is rule.subject for group in rule.groups):
            grouped.setdefault(rule.subject, []).append(rule)
        else:
            own.setdefault(rule.subject, []).append(rule)
        for group in rule.groups:
            groups.setdefault(group.of, {})[group] = None
            if group.of is not rule.subject:
                inherited.setdefault(group.of, {})[group] = None
    skipped += [
        Skipped(waiver.code, f"no today for the waiver until {waiver.until:%d/%m/%Y}")
        for waiver in rules.waivers
        if waiver.until is not None and "today" not in given
    ]
    return Run(
        rules=rules,
        given=given,
        root=root,
        skipped=tuple(skipped),
        own=own,
        over=over,
        groups={cls: list(named) for cls, named in groups.items()},
        inherited={cls: list(named) for cls, named in inherited.items()},
        grouped=grouped,
        bound={},
    )


def _reachable(cls: type[Any]) -> list[type[Any]]:
    if cls is ChangeRequest:
        return [cls]
    at = shape(cls)
    found = [cls]
    for below in (*at.parts.values(), *(c.item for c in at.collections.values())):
        found += _reachable(below)
    return found
