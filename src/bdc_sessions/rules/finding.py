"""What one rule finds at one object: nothing, violations, or that the rule itself fails."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from bdc_sessions.changes import ChangeRequest, Changes, FieldChange, diff
from bdc_sessions.changes.recap import label_at
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

Found = tuple[Any, Violation]
"""A violation behind its sort key in a report."""

Broken = tuple[str, tuple[str, ...]]
"""The field at which a rule is broken, and the others that it relates to."""

_FAILED = Bilingual("La règle {} n'a pas pu être jugée.", "Rule {} could not be judged.")


class Bound(NamedTuple):
    """A rule as a plan judges by it.

    Attributes:
        rule: The rule.
        top: The class that paths start from.
        call: Calls its predicate with an object, and with what it takes of a frame.
        taken: Where in a frame that stands, by its name.
    """

    rule: Rule
    top: type[Any]
    call: Callable[[Any, Frame], Any]
    taken: tuple[tuple[str, int], ...]


def find(
    bound: Bound, node: Any, frame: Frame, trail: Trail, related: tuple[Path, ...] = ()
) -> list[Found]:
    """Return what a rule finds at an object; that the rule fails is a finding too."""
    rule = bound.rule
    try:
        verdict = bound.call(node, frame)
        if verdict is True or verdict is UNKNOWN:
            return []
        fields = _broken(rule, verdict)
        return [_broken_at(bound, node, frame, trail, field, related) for field in fields]
    except STOPS:
        raise
    except BaseException as error:  # noqa: BLE001 - a bug in a rule must not lose the report
        return [_failure(bound, node, trail, related, error)]


def _broken(rule: Rule, verdict: object) -> list[Broken]:
    """Return where a verdict that is not true says that the rule is broken."""
    fields = rule.fields
    if verdict is False:
        return [(fields[0] if fields else "", fields[1:])]
    if isinstance(verdict, tuple) and len(verdict) == len(fields):
        broken = [
            (name, ()) for name, one in zip(fields, verdict, strict=True) if one is False
        ]
        if all(one is True or one is False or one is UNKNOWN for one in verdict):
            return broken
    raise TypeError(
        f"the rule returned {short_repr(verdict)}; expected True or False, or one for each of its "
        f"fields: {', '.join(fields)}"
    )


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
