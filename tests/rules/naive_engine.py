"""The oracle of the engine: the same reports, by the plainest loops there are."""

from collections.abc import Iterator
from typing import Any

from bdc_sessions import Action, ChangeRequest, FieldChange, Path, Report, Rule, RuleSet, Violation
from bdc_sessions.changes import Changes, diff
from bdc_sessions.changes.labels import label_at
from bdc_sessions.errors import StaleChangeError
from bdc_sessions.model.shape import Collection, shape
from bdc_sessions.rules import Skipped, Twins, Waived
from bdc_sessions.rules.message import messages
from bdc_sessions.rules.predicates import UNKNOWN
from bdc_sessions.rules.signature import PARENTS, subject_of
from bdc_sessions.rules.towns import PostalTable
from bdc_sessions.rules.waiver import place_of
from bdc_sessions.texts import Bilingual, one_line

Placed = tuple[Any, Path, dict[str, Any], tuple[Any, ...]]
"""An object, where it stands, what it stands in by its name, and the members it is one of."""


def naive_report(value: Any, rules: RuleSet, **given: Any) -> Report:
    """Judge every object by every rule of its class, each time anew."""
    if "postal" in given:
        given["postal"] = PostalTable(given["postal"])
    context = {name: given[name] for name in given if name not in PARENTS}
    request = isinstance(value, ChangeRequest)
    top = Action if request else type(value)
    nodes = list(requested(value, given.get("action")) if request else objects(value, given))
    subjects = {type(node) for node, *_ in nodes} | reachable(type(value))
    names = {subject_of(cls) for cls in subjects} | given.keys()
    violations: list[Violation] = []
    skipped: list[Skipped] = []
    for rule in rules:
        absent = [name for name in rule.needs if name not in names]
        if rule.subject not in subjects:
            continue
        if absent:
            skipped.append(Skipped(rule.code, "no " + ", no ".join(absent)))
            continue
        for node, path, above, members in nodes:
            if type(node) is rule.target:
                violations += judge(rule, top, node, path, {**context, **above}, members)
    waiting = [w for w in rules.waivers if w.until is not None and "today" not in given]
    skipped += [
        Skipped(w.code, f"no today for the waiver until {w.until:%d/%m/%Y}") for w in waiting
    ]
    place = place_of(value, given)
    waived: list[Waived] = []
    for violation in tuple(violations):
        for waiver in rules.waivers:
            if waiver.holds(given.get("today")) and waiver.covers(violation, place):
                waived.append(Waived(violation, waiver.reason, waiver.until))
                violations.remove(violation)
                break
    return Report(violations, of=top, skipped=skipped, waived=waived)


def reachable(cls: type[Any]) -> set[type[Any]]:
    """Return the classes of what may lie in an object of a class, its own among them."""
    if cls is ChangeRequest:
        return {ChangeRequest}
    inside = [
        inner.item if isinstance(inner, Collection) else inner for _, inner in shape(cls).fields
    ]
    return {cls}.union(*(reachable(item) for item in inside if item is not None))


def requested(request: ChangeRequest, action: Action | None) -> Iterator[Placed]:
    """Yield a request and its changes, with what their rules see."""
    above: dict[str, Any] = {}
    if action is not None:
        stale: frozenset[Path] = frozenset()
        try:
            request.changes.apply(action)
        except StaleChangeError as error:
            own = request.changes.paths
            stale = frozenset(change.path for change in error.changes) & own or own
        except ValueError:
            stale = request.changes.paths
        above = {"whole action": action, "stale": stale}
    yield request, request.path, above, ()
    for change in request.changes:
        yield change, change.path, {**above, "whole request": request}, ()


def objects(value: Any, given: dict[str, Any]) -> Iterator[Placed]:
    """Yield a value and all that lies in it."""
    above = {f"whole {name}": given[name] for name in PARENTS if name in given}
    yield value, Path(), above, siblings(value, above)
    yield from inside(value, Path(), above)


def siblings(value: Any, above: dict[str, Any]) -> tuple[Any, ...]:
    """Return the members among which a value stands that is judged alone."""
    for parent in above.values():
        for name, inner in shape(type(parent)).fields:
            if isinstance(inner, Collection) and inner.item is type(value):
                members = getattr(parent, name)
                if inner.key is None:
                    return members if any(m is value for m in members) else (*members, value)
                key = getattr(value, inner.key)
                others = [m for m in members if getattr(m, inner.key) != key]
                return tuple(getattr(parent.evolve(**{name: (*others, value)}), name))
    return ()


def inside(node: Any, path: Path, above: dict[str, Any]) -> Iterator[Placed]:
    above = {**above, f"whole {subject_of(type(node))}": node}
    for name, inner in shape(type(node)).fields:
        if isinstance(inner, Collection):
            members = getattr(node, name)
            for index, member in enumerate(members, 1):
                key = str(index) if inner.key is None else getattr(member, inner.key)
                yield member, path.child(name, key), above, members
                yield from inside(member, path.child(name, key), above)
        elif inner is not None:
            yield getattr(node, name), path.child(name), above, ()
            yield from inside(getattr(node, name), path.child(name), above)


def judge(
    rule: Rule, top: type[Any], node: Any, path: Path, known: dict[str, Any], members: Any
) -> list[Violation]:
    """Judge one object by one rule."""
    seen: dict[str, Any] = {}
    related: tuple[Path, ...] = ()
    try:
        if rule.twins is not None:
            first = first_twin(rule, node, members)
            if first is None:
                return []
            seen["twin"] = members[first]
            related = (beside(path, rule, members, first),) if path.steps else ()
        seen |= taken(rule, node, known, seen)
        named = {p.name: seen[p.name] for p in rule.signature[1:]}
        places = broken(rule, call(rule, node, named))
        return [
            violation_of(rule, top, node, path, place, related, seen={**seen, **named})
            for place in places
        ]
    except BaseException as error:  # noqa: BLE001 - as the engine does
        if rule.twins is not None and not seen and path.steps and members[0] is not node:
            return []  # told once, at the first
        return [violation_of(rule, top, node, path, rule.fields, related, error=error)]


def first_twin(rule: Rule, node: Any, members: Any) -> int | None:
    """Return the index of the first that an object is a twin of; None if it is first itself."""
    if rule.twins is None or len(members) < 2 or all_differ(rule.twins, members):
        return None
    keys = [rule.twins.key_of(member) for member in members]
    index = next(n for n, member in enumerate(members) if member is node)
    first = keys.index(keys[index])
    return None if keys[index] is None or first == index else first


def all_differ(twins: Twins, members: Any) -> bool:
    """Whether one field, or the key, tells all members apart: then none is asked for more."""
    try:
        columns = [[getattr(member, name) for member in members] for name in twins.alike]
        if twins.key is not None:
            columns = [[twins.key(*values) for values in zip(*columns, strict=True)]]
        return any(len(set(column)) == len(members) for column in columns)
    except Exception:  # noqa: BLE001 - it is told where twins are sought
        return False


def beside(path: Path, rule: Rule, members: Any, index: int) -> Path:
    owner, name = rule.each_of or (Action, "")
    key = shape(owner).collections[name].key
    return path.parent.child(name, str(index + 1) if key is None else getattr(members[index], key))


def taken(rule: Rule, node: Any, known: dict[str, Any], seen: dict[str, Any]) -> dict[str, Any]:
    """Return what a rule's function takes besides the object."""
    groups = {group.name: group for group in rule.groups}
    arguments: dict[str, Any] = {}
    for parameter in rule.signature[1:]:
        name = parameter.name
        if name in groups:
            group = groups[name]
            owner = node if group.of is type(node) else known.get(f"whole {subject_of(group.of)}")
            arguments[name] = parameter.default if owner is None else group.value(owner)
        elif name in rule.parameters and name in {**known, **seen}:
            arguments[name] = {**known, **seen}[name]
        elif name in rule.parameters and f"whole {name}" in known:
            parent = known[f"whole {name}"]
            of_request = isinstance(node, ChangeRequest | FieldChange)
            arguments[name] = parent if of_request else bare(parent)
        else:
            arguments[name] = parameter.default
    return arguments


def call(rule: Rule, node: Any, named: dict[str, Any]) -> Any:
    positional = [p for p in rule.signature[1:] if p.kind is not p.KEYWORD_ONLY]
    by_name = {p.name: named[p.name] for p in rule.signature[1:] if p.kind is p.KEYWORD_ONLY}
    return rule.predicate(node, *[named[p.name] for p in positional], **by_name)


def bare(parent: Any) -> Any:
    """Copy an object without its collections."""
    copy = object.__new__(type(parent))
    for name in (*shape(type(parent)).leaves, *shape(type(parent)).parts):
        object.__setattr__(copy, name, getattr(parent, name))
    return copy


def broken(rule: Rule, verdict: Any) -> list[tuple[str, ...]]:
    """Return the fields at which a rule is broken, each with those that it relates to."""
    if verdict is True or verdict is UNKNOWN:
        return []
    if verdict is False:
        return [rule.fields]
    known = (True, False, UNKNOWN)
    each_known = type(verdict) is tuple and all(any(v is k for k in known) for v in verdict)
    if each_known and len(verdict) == len(rule.fields):
        return [(name,) for name, one in zip(rule.fields, verdict, strict=True) if one is False]
    each = f", or one of them for each of its fields: {', '.join(rule.fields)}"
    raise TypeError(
        f"the rule returned {verdict!r}; expected True or False{each if rule.fields else ''}"
    )


def violation_of(
    rule: Rule,
    top: type[Any],
    node: Any,
    path: Path,
    fields: tuple[str, ...],
    related: tuple[Path, ...],
    *,
    seen: dict[str, Any] | None = None,
    error: BaseException | None = None,
) -> Violation:
    """Return a violation at the first of some fields."""
    field = fields[0] if fields else ""
    place = path / field if field else path
    label, value, fix = label_at(top, place, form=True), value_of(node, field), None
    texts = Bilingual(
        f"La règle {rule.code} n'a pas pu être jugée.", f"Rule {rule.code} could not be judged."
    )
    if error is None:
        values = {"label": label, "field": field, "value": value, **(seen or {})}
        values[rule.signature[0].name] = node
        values |= {name: detail(values) for name, detail in rule.details.items()}
        texts = messages(rule.templates, values)
        if rule.fix is not None:
            changes = diff(node, rule.fix(node))
            moved = [FieldChange(path / c.path, c.before, c.after) for c in changes]
            fix = Changes(top, moved)
    return Violation(
        code=rule.code,
        severity=rule.severity,
        path=place,
        label=label,
        value=value,
        related=(*(path / name for name in fields[1:]), *related),
        source=rule.source,
        title=rule.title("fr"),
        title_en=rule.title("en"),
        messages=texts,
        fix=fix,
        exception=None if error is None else text_of(error),
    )


def text_of(error: BaseException) -> str:
    if isinstance(error, AttributeError) and error.name in ("components", "sessions", "infos"):
        return (
            f"AttributeError: this {type(error.obj).__name__} has no '{error.name}': a rule takes "
            "its parents without their collections; read a field such as 'number', or declare a "
            "Group or Twins"
        )
    return one_line(f"{type(error).__name__}: {error}")[:300].removesuffix(": ")


def value_of(node: Any, field: str) -> Any:
    if isinstance(node, ChangeRequest):
        change = node.change_of(field) if field else None
    elif isinstance(node, FieldChange):
        change = node
    else:
        return getattr(node, field) if field in shape(type(node)).leaves else None
    return None if change is None or change.is_removal else change.after
