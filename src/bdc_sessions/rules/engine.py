"""How values are judged: each object once, by the rules of its class, below what it stands in."""

from collections.abc import Callable, Iterable
from functools import partial
from operator import attrgetter
from typing import Any, NamedTuple

from bdc_sessions.changes import ChangeRequest
from bdc_sessions.errors import StaleChangeError
from bdc_sessions.model import (
    ABSENT,
    Action,
    Path,
)
from bdc_sessions.model.shape import Collection, shape
from bdc_sessions.model.tree import keys
from bdc_sessions.rules.finding import Found, Link, finding, path_of
from bdc_sessions.rules.group import Group
from bdc_sessions.rules.report import Skipped
from bdc_sessions.rules.rule import CONTEXT, NAMES, Rule, judged_as
from bdc_sessions.rules.rule_set import RuleSet

Context = dict[Any, Any]
"""What rules take, by its name; a group value by its group, as two may bear one name."""
Checks = list[tuple[Rule, Callable[..., Any], dict[str, Any]]]

PARENTS = ("action", "component", "session", "info")


class Judged:
    """What was found at an object, and at those below it that have findings."""

    __slots__ = ("below", "found")

    def __init__(self) -> None:
        """Start with nothing found."""
        self.found: list[Found] = []
        self.below: dict[tuple[str, Any], Judged] = {}

    def collect(self, into: list[Found]) -> None:
        """Add all that was found to a list."""
        into += self.found
        for judged in self.below.values():
            judged.collect(into)


CLEAN = Judged()


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
        made = [_bound(rule, context) for rule in rules]
        if all(set(rule.takes[1:]) <= set(CONTEXT) for rule in rules):
            self.bound[cls] = made
        return made


def _bound(rule: Rule, context: Context) -> tuple[Rule, Callable[..., Any], dict[str, Any]]:
    values = {name: context[name] for name in rule.takes[1:] if name in context}
    for group in rule.groups:
        values[group.name] = context[group]
        if isinstance(context[group], _Crash):
            return rule, context[group].raised, values
    return rule, partial(rule.check, **values) if values else rule.check, values


class _Crash:
    """What stands for a value that could not be computed: whoever judges by it fails likewise."""

    __slots__ = ("error",)

    def __init__(self, error: Exception) -> None:
        self.error = error

    def raised(self, _: Any) -> Any:
        raise self.error


def _values(groups: Iterable[Group], node: Any) -> dict[Group, Any]:
    values: dict[Group, Any] = {}
    for group in groups:
        try:
            values[group] = group.value(node)
        except Exception as error:  # noqa: BLE001 - told as a failure of the rules that take it
            values[group] = _Crash(error)
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


def judge_root(run: Run, value: Any, before: Any, old: Judged) -> tuple[Judged, list[Found]]:
    """Judge a value, and what it is among the siblings that its given parents hold."""
    context: Context = {name: run.given[name] for name in CONTEXT if name in run.given}
    if type(value) is ChangeRequest:
        return _judge_request(run, value, context), []
    parents = [run.given[name] for name in PARENTS if name in run.given]
    for parent in parents:
        context[NAMES[type(parent)]] = _head(parent)
        context |= _values(run.groups.get(type(parent), ()), parent)
    checks = run.checks(type(value), context)
    judged = _judge(run, value, None, context, checks, before, old)
    found = [
        one
        for parent in parents
        for rule in run.over.get(type(parent), [])
        if rule.judged is type(value)
        for one in _over(run, rule, _siblings(parent, rule, value), None, context, only=value)
    ]
    return judged, found


def _siblings(parent: Any, rule: Rule, value: Any) -> tuple[Any, ...]:
    """Return the members among which a value is judged: its siblings, and itself as it is now."""
    name = rule.members
    key = shape(type(parent)).collections[name].key
    members: tuple[Any, ...] = getattr(parent, name)
    if key is None:
        return members if any(m is value for m in members) else (*members, value)
    others = [m for m in members if getattr(m, key) != getattr(value, key)]
    siblings: tuple[Any, ...] = getattr(parent.evolve(**{name: (*others, value)}), name)
    return siblings


def _judge(
    run: Run,
    node: Any,
    link: Link,
    context: Context,
    checks: Checks,
    before: Any,
    old: Judged,
) -> Judged:
    """Judge an object and all below it, but for what ``before`` had as the same object.

    ``before`` is ABSENT where the parents are not what they were.
    """
    if node is before:
        return old
    cls = type(node)
    judged = Judged()
    groups = run.groups.get(cls, ())
    if groups:
        context = {**context, **_values(groups, node)}
    _check(run, checks, node, link, judged.found)
    if cls in run.grouped:
        bound = [_bound(rule, context) for rule in run.grouped[cls]]
        _check(run, bound, node, link, judged.found)
    at = shape(cls)
    if at.collections or at.parts:
        context = {**context, judged_as(cls): _head(node)}
        for rule in run.over.get(cls, ()):
            members = getattr(node, rule.members)
            judged.found += _over(run, rule, members, link, context)
        if before is not ABSENT and not _same_context(run, node, before):
            before, old = ABSENT, CLEAN
        for name, part in at.parts.items():
            _keep(
                judged,
                (name, None),
                _judge(
                    run,
                    getattr(node, name),
                    (link, name, None),
                    context,
                    run.checks(part, context),
                    ABSENT if before is ABSENT else getattr(before, name),
                    old.below.get((name, None), CLEAN),
                ),
            )
        for collection in at.collections.values():
            _judge_members(run, node, collection, link, context, before, old, judged)
    return judged if judged.found or judged.below else CLEAN


def _judge_members(
    run: Run,
    node: Any,
    collection: Collection,
    link: Link,
    context: Context,
    before: Any,
    old: Judged,
    judged: Judged,
) -> None:
    name = collection.name
    items = getattr(node, name)
    if not items:
        return
    known = () if before is ABSENT else getattr(before, name)
    if items is known:
        judged.below.update({step: one for step, one in old.below.items() if step[0] == name})
        return
    if len(known) != len(items):
        by_key = dict(zip(keys(known, collection), known, strict=True))
        known = [by_key.get(key, ABSENT) for key in keys(items, collection)]
    checks = run.checks(collection.item, context)
    for place, (item, previous) in enumerate(zip(items, known, strict=True), 1):
        if item is previous and not old.below:
            continue
        key = str(place) if collection.key is None else getattr(item, collection.key)
        step = (name, key)
        same = old.below.get(step, CLEAN)
        _keep(judged, step, _judge(run, item, (link, *step), context, checks, previous, same))


def _keep(judged: Judged, step: tuple[str, Any], below: Judged) -> None:
    if below is not CLEAN:
        judged.below[step] = below


def _same_context(run: Run, node: Any, before: Any) -> bool:
    """Tell whether what an object's parts are judged by is what it was before."""
    values = shape(type(node)).leaf_values
    groups = run.inherited.get(type(node), ())
    return bool(values(node) == values(before)) and _values(groups, node) == _values(groups, before)


def _head(node: Any) -> Any:
    """Return the object without its collections, so that no rule reads siblings through it."""
    at = shape(type(node))
    head = object.__new__(type(node))
    for name in (*at.leaves, *at.parts):
        object.__setattr__(head, name, getattr(node, name))
    return head


def _check(run: Run, checks: Checks, node: Any, link: Link, found: list[Found]) -> None:
    try:
        failed = [bound for bound in checks if bound[1](node) is not True]
    except Exception:  # noqa: BLE001 - an embedder's rule may raise anything; each is judged alone
        failed = checks
    for rule, check, values in failed:
        found += finding(run.top, rule, check, node, link, values)


def _over(
    run: Run,
    rule: Rule,
    members: tuple[Any, ...],
    link: Link,
    context: Context,
    only: Any = None,
) -> list[Found]:
    """Judge the members of a collection, or one of them, by a rule that looks at all."""
    _, check, values = _bound(rule, context)
    try:
        firsts = _firsts(rule, members)
    except Exception as error:  # noqa: BLE001 - a bug in a rule must not lose the report
        here = _member(link, rule, members, 0, only)
        return finding(run.top, rule, _Crash(error).raised, members[0], here, values)
    found: list[Found] = []
    for place, member in enumerate(members):
        if (rule.twins and place not in firsts) or (only is not None and member is not only):
            continue
        here = _member(link, rule, members, place, only)
        if not rule.twins:
            found += finding(run.top, rule, check, member, here, values)
            continue
        twin = members[firsts[place]]
        related = (
            () if here is None else (path_of(_member(link, rule, members, firsts[place], only)),)
        )
        bound, given = partial(check, twin=twin), {**values, "twin": twin}
        found += finding(run.top, rule, bound, member, here, given, related)
    return found


def _member(link: Link, rule: Rule, members: tuple[Any, ...], place: int, only: Any) -> Link:
    """Return the way to a member of a collection; a value that is judged alone is the root."""
    if only is not None or rule.over is None:
        return None
    key = shape(rule.over[0]).collections[rule.members].key
    return (link, rule.members, str(place + 1) if key is None else getattr(members[place], key))


def _firsts(rule: Rule, members: tuple[Any, ...]) -> dict[int, int]:
    """Return for each later twin the place of the first, by its place."""
    twins = rule.twins
    if twins is None or len(members) < 2:  # noqa: PLR2004 - one alone has no twin
        return {}
    alike = attrgetter(*twins.alike)
    seen: dict[Any, int] = {}
    found = {}
    for place, member in enumerate(members):
        if twins.where(member) is True:
            first = seen.setdefault(alike(member), place)
            if first != place:
                found[place] = first
    return found


def _judge_request(run: Run, request: ChangeRequest, context: Context) -> Judged:
    action = run.given.get("action")
    context = {**context, "action": action, "stale": _stale(request, action), "request": request}
    judged = Judged()
    bound = [_bound(rule, context) for rule in run.own.get(ChangeRequest, [])]
    _check(run, bound, request, None, judged.found)
    for rule in run.over.get(ChangeRequest, []):
        checks = [_bound(rule, context)]
        for change in request.changes:
            _check(run, checks, change, None, judged.found)
    return judged


def _stale(request: ChangeRequest, action: Action | None) -> frozenset[Path]:
    """Return the fields that do not hold what the request has as "before"."""
    if action is None:
        return frozenset()
    own = request.changes.paths
    try:
        request.changes.apply(action)
    except StaleChangeError as stale:
        # What was not seen at all is told at the changes that would take it along.
        return frozenset(change.path for change in stale.changes) & own or own
    except ValueError:
        return own
    return frozenset()
