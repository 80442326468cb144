"""What one rule finds at one object: nothing, violations, or that the rule itself fails."""

from typing import Any, NamedTuple

from bdc_sessions.changes import ChangeRequest, Changes, FieldChange, diff
from bdc_sessions.changes.changes import moved_under
from bdc_sessions.changes.labels import label_at
from bdc_sessions.model.path import Trail, path_of
from bdc_sessions.model.shape import shape
from bdc_sessions.model.tree import make_unchecked
from bdc_sessions.rules.message import messages
from bdc_sessions.rules.predicates import UNKNOWN
from bdc_sessions.rules.rule import Rule
from bdc_sessions.rules.violation import Violation, report_order, to_value
from bdc_sessions.texts import LONGEST_REPR, Bilingual, normal_text, one_line, short_repr

STOPS = (KeyboardInterrupt, SystemExit, GeneratorExit)
"""What ends a program; whatever else an embedder's function raises is told, and judging goes on."""

Frame = list[Any]
"""What rules take besides their subject, each at an index of its own."""

Found = tuple[Any, Violation]
"""A violation behind its sort key in a report."""

_FAILED = Bilingual("La règle {} n'a pas pu être jugée.", "Rule {} could not be judged.")


class Bound(NamedTuple):
    """A rule as a plan judges by it.

    Attributes:
        rule: The rule.
        top: The class that paths start from.
        taken: Where in a frame stands what its function takes besides the object, by its name.
        by_name: The names of what it takes by name only, the last of its parameters.
        count: How many fields it is about.
    """

    rule: Rule
    top: type[Any]
    taken: tuple[tuple[str, int], ...]
    by_name: tuple[str, ...]
    count: int

    @property
    def subject(self) -> str:
        """The name by which its function takes the object."""
        return self.rule.signature[0].name

    @property
    def arguments(self) -> str:
        """What its function is called with, as source: ``node, frame[3]``."""
        sources = {self.subject: "node", **{name: f"frame[{index}]" for name, index in self.taken}}
        by_name = [f"{name}={sources.pop(name)}" for name in self.by_name]
        return ", ".join([*sources.values(), *by_name])

    def call(self, node: Any, frame: Frame) -> Any:
        """Return the verdict on an object, by what stands in a frame."""
        values = [node, *[frame[index] for _, index in self.taken]]
        if not self.by_name:
            return self.rule.predicate(*values)
        count = len(values) - len(self.by_name)
        by_name = dict(zip(self.by_name, values[count:], strict=True))
        return self.rule.predicate(*values[:count], **by_name)


class Crash(NamedTuple):
    """What stands for a value that could not be computed: a rule that takes it fails likewise."""

    error: BaseException


def find(bound: Bound, node: Any, frame: Frame, trail: Trail, twin: Trail = None) -> list[Found]:
    """Return what a rule finds at an object; that the rule fails is a finding too."""
    try:
        for _, index in bound.taken:
            if type(frame[index]) is Crash:
                raise frame[index].error
        verdict = bound.call(node, frame)
        if verdict is True or verdict is UNKNOWN:
            return []
        broken = _broken(bound.rule, verdict)
        return [_finding(bound, node, frame, trail, fields, twin) for fields in broken]
    except STOPS:
        raise
    except BaseException as error:  # noqa: BLE001 - a bug in a rule must not lose the report
        return [failure(bound, node, frame, trail, error, twin)]


def failure(
    bound: Bound, node: Any, frame: Frame, trail: Trail, error: BaseException, twin: Trail = None
) -> Found:
    """Return the finding that a rule fails at an object."""
    return _finding(bound, node, frame, trail, bound.rule.fields, twin, error)


def _broken(rule: Rule, verdict: object) -> list[tuple[str, ...]]:
    """Return the fields at which a verdict says that a rule is broken, each with those it means."""
    if verdict is False:
        return [rule.fields]
    if isinstance(verdict, tuple) and len(verdict) == len(rule.fields):
        told = list(zip(rule.fields, verdict, strict=True))
        if all(one is True or one is False or one is UNKNOWN for _, one in told):
            return [(field,) for field, one in told if one is False]
    raise TypeError(
        f"the rule returned {short_repr(verdict)}; expected True or False, or one of them for each "
        f"of its fields: {', '.join(rule.fields)}"
    )


def _finding(
    bound: Bound,
    node: Any,
    frame: Frame,
    trail: Trail,
    fields: tuple[str, ...],
    twin: Trail,
    error: BaseException | None = None,
) -> Found:
    """Return the violation at the first of some fields of an object, or that the rule failed there."""
    rule = bound.rule
    if isinstance(node, ChangeRequest | FieldChange):
        for name, key in node.path.steps:
            trail = (trail, name, key)
    field = fields[0] if fields else ""
    path = path_of((trail, field, None) if fields else trail)
    related = [path_of((trail, name, None)) for name in fields[1:]]
    if twin is not None:
        related.append(path_of(twin))
    label = shape(type(node)).labels.get(field) or label_at(bound.top, path, form=True)
    value = _value(node, field)
    mended: Changes | None = None
    if error is None:
        said = {"label": label, "field": field, "value": value, bound.subject: node}
        for name, index in bound.taken:
            said[name] = frame[index]
        for name, detail in rule.details.items():
            said[name] = detail(said)
        texts = messages(rule.templates, said)
        if rule.fix is not None:
            mended = moved_under(diff(node, rule.fix(node)), bound.top, path_of(trail))
    else:
        texts = Bilingual(*[sentence.format(rule.code) for sentence in _FAILED])
    violation = make_unchecked(
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
        mended,
        None if error is None else exception_text(error),
    )
    return report_order(bound.top, violation), violation


def _value(node: Any, field: str) -> Any:
    """Return what stands at a field, or is to stand there, where a report can hold it."""
    if isinstance(node, ChangeRequest | FieldChange):
        change = node.change_of(field) if isinstance(node, ChangeRequest) else node
        value = None if change is None or change.is_removal else change.after
    else:
        value = getattr(node, field) if field in shape(type(node)).leaves else None
    try:
        return to_value(value)
    except (TypeError, ValueError):
        return None


def exception_text(error: BaseException) -> str:
    """Return what was raised, on one line and bounded, whatever the exception does.

    >>> exception_text(ConnectionError("down"))
    'ConnectionError: down'
    """
    name = type(error).__name__
    try:
        text = f"{name}: {str(error)[:LONGEST_REPR]}"
    except STOPS:
        raise
    except BaseException:  # noqa: BLE001 - the exception is told by its class
        text = name
    return normal_text(one_line(text))[:LONGEST_REPR]
