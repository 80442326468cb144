"""The findings of one rule at one object: none, violations, or that the rule itself failed."""

from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

from bdc_sessions.changes import ChangeRequest, Changes, FieldChange, diff
from bdc_sessions.changes.changes import prefixed
from bdc_sessions.changes.labels import label_at
from bdc_sessions.model.path import Trail, path_of
from bdc_sessions.model.shape import shape
from bdc_sessions.model.tree import make_unchecked
from bdc_sessions.rules.failing import Crash, attempt, exception_text, raise_crash
from bdc_sessions.rules.message import messages
from bdc_sessions.rules.predicates import UNKNOWN
from bdc_sessions.rules.rule import Rule
from bdc_sessions.rules.violation import Violation, to_value
from bdc_sessions.texts import Bilingual, short_repr

Frame = dict[str, Any]
"""The arguments of rules besides their subject, by name; group values have keys of their own."""

_OF_REQUESTS = (ChangeRequest, FieldChange)
"""The classes whose objects have a path themselves."""

_FAILED = Bilingual("La règle {} n'a pas pu être jugée.", "Rule {} could not be judged.")


class Bound(NamedTuple):
    """A rule, and the keys in a frame of the arguments of its function."""

    rule: Rule
    top: type[Any]
    """The class that paths start from."""
    taken: Mapping[str, str]

    def arguments(self, node: str, values: Mapping[str, str]) -> str:
        """Return the arguments of the rule's function as source: ``node, frame['action']``.

        One that is not available keeps its default; all after it are passed by name.
        """
        arguments, by_name = [node], False
        for parameter in self.rule.signature[1:]:
            key = self.taken.get(parameter.name)
            by_name = by_name or parameter.kind is parameter.KEYWORD_ONLY or key is None
            if key is not None:
                value = values.get(key, f"frame[{key!r}]")
                arguments.append(f"{parameter.name}={value}" if by_name else value)
        return ", ".join(arguments)

    def call(self, node: Any, frame: Frame) -> Any:
        """Return the verdict on an object, with arguments from a frame."""
        given = {name: frame[key] for name, key in self.taken.items()}
        for value in given.values():
            raise_crash(value)
        return self.rule.predicate(node, **given)


def find(
    bound: Bound, node: Any, frame: Frame, trail: Trail, twin: Trail = None
) -> list[Violation]:
    """Return the violations of a rule at an object; that the rule raised is one too."""
    return violations(bound, attempt(bound.call, node, frame), node, frame, trail, twin)


def violations(
    bound: Bound, verdict: object, node: Any, frame: Frame, trail: Trail, twin: Trail = None
) -> list[Violation]:
    """Return the violations of a verdict on an object, or of a crash in its place."""
    if is_kept(verdict, len(bound.rule.fields)):
        return []
    violation = partial(_finding, bound, node, frame, trail, twin)
    broken = attempt(lambda: [violation(fields) for fields in broken_fields(bound.rule, verdict)])
    return [violation(bound.rule.fields, broken.error)] if isinstance(broken, Crash) else broken


def is_kept(verdict: object, count: int) -> bool:
    """Whether a verdict breaks no rule: it is true or unknown, or a tuple of these by field."""
    if type(verdict) is not tuple:
        return verdict is True or verdict is UNKNOWN
    if len(verdict) != count:
        return False
    for each in verdict:  # noqa: SIM110 - a generator would cost as much as the rule
        if each is not True and each is not UNKNOWN:
            return False
    return True


def broken_fields(rule: Rule, verdict: object) -> list[tuple[str, ...]]:
    """Return the fields at which a verdict breaks a rule, each with its related fields."""
    raise_crash(verdict)
    if verdict is False:
        return [rule.fields]
    if isinstance(verdict, tuple) and len(verdict) == len(rule.fields):
        by_field = list(zip(rule.fields, verdict, strict=True))
        if all(each is True or each is False or each is UNKNOWN for _, each in by_field):
            return [(field,) for field, each in by_field if each is False]
    each = f", or one of them for each of its fields: {', '.join(rule.fields)}" * bool(rule.fields)
    raise TypeError(f"the rule returned {short_repr(verdict)}; expected True or False{each}")


def _finding(
    bound: Bound,
    node: Any,
    frame: Frame,
    trail: Trail,
    twin: Trail,
    fields: tuple[str, ...],
    error: BaseException | None = None,
) -> Violation:
    """Return the violation at the first of some fields; with ``error``, that the rule raised."""
    rule = bound.rule
    if type(node) in _OF_REQUESTS:
        for name, key in node.path.steps:
            trail = (trail, name, key)
    field = fields[0] if fields else ""
    path = path_of((trail, field, None) if fields else trail)
    related = [path_of((trail, name, None)) for name in fields[1:]]
    if twin is not None:
        related.append(path_of(twin))
    label = shape(type(node)).labels.get(field) or label_at(bound.top, path, form=True)
    value = _value(node, field)
    fix: Changes | None = None
    if error is None:
        values = {"label": label, "field": field, "value": value}
        for parameter in rule.signature[1:]:
            values[parameter.name] = parameter.default
        for name, key in bound.taken.items():
            values[name] = frame[key]
        values[rule.signature[0].name] = node
        for name, detail in rule.details.items():
            values[name] = detail(values)
        texts = messages(rule.templates, values)
        if rule.fix is not None:
            fix = prefixed(diff(node, rule.fix(node)), bound.top, path_of(trail))
    else:
        texts = Bilingual(*[sentence.format(rule.code) for sentence in _FAILED])
    return make_unchecked(
        Violation,
        rule.code,
        rule.severity,
        path,
        label,
        value,
        tuple(related),
        rule.source,
        rule.titles.fr,
        rule.titles.en,
        texts,
        fix,
        None if error is None else exception_text(error),
    )


def _value(node: Any, field: str) -> Any:
    """Return the value of a field, or the one requested for it; None if a report cannot have it."""
    if type(node) in _OF_REQUESTS:
        change = node.change_of(field) if type(node) is ChangeRequest else node
        value = None if change is None or change.is_removal else change.after
    else:
        value = getattr(node, field) if field in shape(type(node)).leaves else None
    try:
        return to_value(value)
    except (TypeError, ValueError):
        return None
