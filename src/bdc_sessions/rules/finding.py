"""What one rule finds at one object: nothing, violations, or that the rule itself fails."""

from collections.abc import Callable
from inspect import Parameter
from typing import Any, NamedTuple

from bdc_sessions.changes import ChangeRequest, Changes, FieldChange, diff
from bdc_sessions.changes.changes import moved_under
from bdc_sessions.changes.labels import label_at
from bdc_sessions.model import Path
from bdc_sessions.model.path import Trail, path_of
from bdc_sessions.model.shape import shape
from bdc_sessions.rules.message import messages
from bdc_sessions.rules.predicates import UNKNOWN
from bdc_sessions.rules.rule import Rule
from bdc_sessions.rules.violation import Violation, report_order, to_value
from bdc_sessions.texts import LONGEST_REPR, Bilingual, normal_text, one_line, short_repr

STOPS = (KeyboardInterrupt, SystemExit, GeneratorExit)
"""What ends a program; whatever else an embedder's function raises is told, and judging goes on."""

Frame = list[Any]
"""What rules take besides their subject, each at an index of its own."""

Call = Callable[[Any, Frame], Any]
"""Calls a rule's function with an object, and with what it takes of a frame."""

Found = tuple[Any, Violation]
"""A violation behind its sort key in a report."""

_FAILED = Bilingual("La règle {} n'a pas pu être jugée.", "Rule {} could not be judged.")


class Bound(NamedTuple):
    """A rule as a plan judges by it.

    Attributes:
        rule: The rule.
        top: The class that paths start from.
        call: Calls its function.
        taken: Where in a frame stands what that takes, by its name.
    """

    rule: Rule
    top: type[Any]
    call: Call
    taken: tuple[tuple[str, int], ...]

    @property
    def alone(self) -> Callable[[Any], Any] | None:
        """The rule's function itself, where it takes nothing but the object."""
        by_name = self.rule.signature[0].kind is Parameter.KEYWORD_ONLY
        return None if by_name or self.taken else self.rule.predicate


class Crash(NamedTuple):
    """What stands for a value that could not be computed: a rule that takes it fails likewise."""

    error: BaseException


class _Place(NamedTuple):
    """Where a rule is broken: the object and its path, the field, and what else it relates to."""

    node: Any
    path: Path
    field: str
    related: tuple[Path, ...]


def find(bound: Bound, node: Any, frame: Frame, trail: Trail, twin: Trail = None) -> list[Found]:
    """Return what a rule finds at an object; that the rule fails is a finding too."""
    try:
        for _, index in bound.taken:
            if type(frame[index]) is Crash:
                raise frame[index].error
        verdict = bound.call(node, frame)
        if verdict is True or verdict is UNKNOWN:
            return []
        broken = broken_fields(bound.rule, verdict)
        return [_finding(bound, _place(node, trail, twin, *fields), frame) for fields in broken]
    except STOPS:
        raise
    except BaseException as error:  # noqa: BLE001 - a bug in a rule must not lose the report
        return [failure(bound, node, frame, trail, error, twin)]


def failure(
    bound: Bound, node: Any, frame: Frame, trail: Trail, error: BaseException, twin: Trail = None
) -> Found:
    """Return the finding that a rule fails at an object."""
    return _finding(bound, _place(node, trail, twin, *bound.rule.fields), frame, error)


def broken_fields(rule: Rule, verdict: object) -> list[tuple[str, ...]]:
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


def _place(node: Any, trail: Trail, twin: Trail, *fields: str) -> _Place:
    path = node.path if isinstance(node, ChangeRequest | FieldChange) else path_of(trail)
    related = [path.child(name) for name in fields[1:]]
    if twin is not None:
        related.append(path_of(twin))
    return _Place(node, path, fields[0] if fields else "", tuple(related))


def _finding(
    bound: Bound, place: _Place, frame: Frame, error: BaseException | None = None
) -> Found:
    """Return the violation at a place, or that the rule failed there."""
    rule, node = bound.rule, place.node
    path = place.path.child(place.field) if place.field else place.path
    label, value = label_at(bound.top, path, form=True), _value(node, place.field)
    mended: Changes | None = None
    if error is None:
        said = {"label": label, "field": place.field, "value": value, rule.parameters[0]: node}
        said |= {name: frame[index] for name, index in bound.taken}
        said |= {name: detail(said) for name, detail in rule.details.items()}
        texts = messages(rule.templates, said)
        if rule.fix is not None:
            mended = moved_under(diff(node, rule.fix(node)), bound.top, place.path)
    else:
        texts = Bilingual(*[sentence.format(rule.code) for sentence in _FAILED])
    violation = Violation(
        code=rule.code,
        severity=rule.severity,
        path=path,
        label=label,
        value=value,
        related=place.related,
        source=rule.source,
        title=rule.titles.fr,
        title_en=rule.titles.en,
        messages=texts,
        fix=mended,
        exception=None if error is None else exception_text(error),
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
