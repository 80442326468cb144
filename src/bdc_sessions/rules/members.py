"""How the rules are judged that look at all members of a collection, twins among them."""

from functools import partial
from operator import attrgetter
from typing import Any

from bdc_sessions.model.shape import shape
from bdc_sessions.rules.finding import Found, Link, finding, path_of
from bdc_sessions.rules.rule import Rule
from bdc_sessions.rules.run import Context, Crash, Run, bound_to


def judge_over(
    run: Run,
    rule: Rule,
    members: tuple[Any, ...],
    link: Link,
    context: Context,
    only: Any = None,
) -> list[Found]:
    """Judge the members of a collection, or one of them, by a rule that looks at all."""
    _, check, values = bound_to(rule, context)
    try:
        firsts = _firsts(rule, members)
    except Exception as error:  # noqa: BLE001 - a bug in a rule must not lose the report
        here = _member(link, rule, members, 0, only)
        return finding(run.top, rule, Crash(error).raised, members[0], here, values)
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
