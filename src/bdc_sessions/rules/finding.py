"""What one rule finds at one object: nothing, a violation, or that the rule itself fails."""

from collections.abc import Callable
from typing import Any

from bdc_sessions.changes import ChangeRequest, FieldChange, diff
from bdc_sessions.changes.changes import moved_under
from bdc_sessions.changes.labels import label_at
from bdc_sessions.changes.leaves import get_or_absent
from bdc_sessions.model import Path
from bdc_sessions.model.path import Step
from bdc_sessions.model.shape import form_order, shape
from bdc_sessions.rules.message import rendered
from bdc_sessions.rules.predicates import UNKNOWN
from bdc_sessions.rules.rule import Rule
from bdc_sessions.rules.severity import Severity
from bdc_sessions.rules.violation import Messages, Violation

Link = tuple[Any, str, Any] | None
"""A way down as (way to the parent, name, key): a path is only built where something is found."""

Found = tuple[Any, Violation]
"""A violation behind its place in the order of reports."""


def finding(
    top: type[Any],
    rule: Rule,
    check: Callable[..., Any],
    node: Any,
    link: Link,
    values: dict[str, Any],
    related: tuple[Path, ...] = (),
) -> list[Found]:
    """Judge one object by one rule; a rule that itself fails is a finding too."""
    path = _subject_path(node, link)
    place = path / rule.fields[0] if rule.fields else path
    try:
        verdict = check(node)
        if verdict is True or verdict is UNKNOWN:
            return []
        if verdict is not False:
            raise TypeError(f"the rule returned {verdict!r}; expected True or False")  # noqa: TRY301 - told as any other failure of the rule
        said = {"label": label_at(top, place, form=True), rule.takes[0]: node, **values}
        if isinstance(node, FieldChange) and "action" in values:
            said["held"] = get_or_absent(values["action"], node.path)
        messages = Messages(
            rendered(rule.templates["fr"], said), rendered(rule.templates["en"], said)
        )
        fix = rule.fix(node) if rule.fix else None
        mended = moved_under(diff(node, fix), top, path) if fix is not None else None
        severity = rule.severity
    except Exception as crash:  # noqa: BLE001 - a bug in a rule must not lose the report
        failure = f"{type(crash).__name__}: {crash}"
        messages = Messages(
            f"La règle {rule.code} n'a pas pu juger : {failure}",
            f"The rule {rule.code} could not judge: {failure}",
        )
        mended, severity = None, Severity.ERROR
    violation = Violation(
        code=rule.code,
        severity=severity,
        path=place,
        label=label_at(top, place, form=True),
        value=_value(node, rule),
        related=(*(path / name for name in rule.fields[1:]), *related),
        source=rule.source,
        title=rule.title(),
        messages=messages,
        fix=mended,
    )
    order = (form_order(top, place.steps), not rule.code.startswith("REQ"), rule.code)
    return [(order, violation)]


def _subject_path(node: Any, link: Link) -> Path:
    return node.path if isinstance(node, ChangeRequest | FieldChange) else path_of(link)


def path_of(link: Link) -> Path:
    """Build the path that a link stands for."""
    steps: list[Step] = []
    while link is not None:
        link, name, key = link
        steps.append((name, key))
    return Path(tuple(reversed(steps)))


def _value(node: Any, rule: Rule) -> Any:
    if isinstance(node, ChangeRequest):
        change = node.change_of(rule.fields[0]) if rule.fields else None
        return None if change is None or change.is_removal else change.after
    if isinstance(node, FieldChange):
        return None if node.is_removal else node.after
    return getattr(node, rule.fields[0]) if rule.fields[0] in shape(type(node)).leaves else None
