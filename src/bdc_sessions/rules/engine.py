"""How values are judged: each object once, by the rules of its class, below what it stands in."""

from typing import Any

from bdc_sessions.changes import ChangeRequest
from bdc_sessions.model import ABSENT
from bdc_sessions.model.shape import Collection, shape
from bdc_sessions.model.tree import keys
from bdc_sessions.rules.finding import Found, Link
from bdc_sessions.rules.judged import CLEAN, Judged
from bdc_sessions.rules.members import judge_over
from bdc_sessions.rules.requests import judge_request
from bdc_sessions.rules.rule import CONTEXT, NAMES, Rule, judged_as
from bdc_sessions.rules.run import Checks, Context, Run, bound_to, values_of

PARENTS = ("action", "component", "session", "info")


def judge_root(run: Run, value: Any, before: Any, old: Judged) -> tuple[Judged, list[Found]]:
    """Judge a value, and what it is among the siblings that its given parents hold."""
    context: Context = {name: run.given[name] for name in CONTEXT if name in run.given}
    if type(value) is ChangeRequest:
        return judge_request(run, value, context), []
    parents = [run.given[name] for name in PARENTS if name in run.given]
    for parent in parents:
        context[NAMES[type(parent)]] = _head(parent)
        context |= values_of(run.groups.get(type(parent), ()), parent)
    checks = run.checks(type(value), context)
    judged = _judge(run, value, None, context, checks, before, old)
    found = [
        one
        for parent in parents
        for rule in run.over.get(type(parent), [])
        if rule.judged is type(value)
        for one in judge_over(run, rule, _siblings(parent, rule, value), None, context, only=value)
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
        context = {**context, **values_of(groups, node)}
    run.check(checks, node, link, judged.found)
    if cls in run.grouped:
        bound = [bound_to(rule, context) for rule in run.grouped[cls]]
        run.check(bound, node, link, judged.found)
    at = shape(cls)
    if at.collections or at.parts:
        context = {**context, judged_as(cls): _head(node)}
        for rule in run.over.get(cls, ()):
            members = getattr(node, rule.members)
            judged.found += judge_over(run, rule, members, link, context)
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
    if values(node) != values(before):
        return False
    return values_of(groups, node) == values_of(groups, before)


def _head(node: Any) -> Any:
    """Return the object without its collections, so that no rule reads siblings through it."""
    at = shape(type(node))
    head = object.__new__(type(node))
    for name in (*at.leaves, *at.parts):
        object.__setattr__(head, name, getattr(node, name))
    return head
