"""``Waiver``: permission to break a rule, at a path and up to a day."""

from collections.abc import Mapping
from itertools import takewhile
from typing import Any

from attrs import field, frozen
from pendulum import Date

from bdc_sessions.changes import ChangeRequest
from bdc_sessions.model import Action, Path
from bdc_sessions.model.fields import bind_location, to_optional_date, to_text
from bdc_sessions.model.path import Step, to_path
from bdc_sessions.model.shape import Collection, shape, walk
from bdc_sessions.model.value import Value
from bdc_sessions.rules.signature import parents_of
from bdc_sessions.rules.violation import Violation
from bdc_sessions.texts import short_repr


def _to_place(path: str | Path, where: str = "") -> Path:
    place = to_path(path, where)
    if len(list(walk(Action, place.steps))) < len(place):
        raise ValueError(
            f"{where}: found {short_repr(str(place))}, which no action has; expected a path "
            "from the action, such as 'components[01].sessions[02]'"
        )
    return place


@frozen(kw_only=True, repr=False, field_transformer=bind_location)
class Waiver(Value):
    """Permission to break a rule at or under a path, up to and including a day.

    >>> Waiver(code="SES-005", at="components[01]", reason="travaux").at
    Path.parse('components[01]')

    Attributes:
        code: The rule's code.
        at: Path from the action; the empty path means everywhere.
        reason: Why the rule may be broken.
        until: The last day on which it holds; judging then needs ``today``.

    Raises:
        TypeError: A value of a wrong type.
        ValueError: A path that no action can have.
    """

    code: str = field(converter=to_text)
    at: Path = field(default=Path(), converter=_to_place)
    reason: str = field(converter=to_text)
    until: Date | None = field(default=None, converter=to_optional_date)

    def holds(self, today: "Date | None") -> bool:
        """Whether it holds on a day; with a last day, it does not hold if ``today`` is None.

        >>> Waiver(code="SES-005", reason="travaux", until=Date(2023, 6, 30)).holds(None)
        False
        """
        return self.until is None or (today is not None and today <= self.until)

    def covers(self, violation: "Violation", top: "Path | None") -> bool:
        """Whether it covers a violation of a value; ``top`` is the value's path in its action.

        >>> from bdc_sessions.rules import example_action, validate
        >>> (found,) = validate(example_action().set("components[01].sessions[01].places", -1))
        >>> Waiver(code="SES-003", at="components[02]", reason="travaux").covers(found, Path())
        False
        """
        if violation.code != self.code or not self.at.steps:
            return violation.code == self.code
        return top is not None and (top / violation.path).is_under(self.at)


def place_of(value: Any, given: Mapping[str, Any]) -> Path | None:
    """Return a value's path in its action, from the given parents; None if they do not give it.

    >>> from bdc_sessions.rules import example_action
    >>> component = example_action().component("01")
    >>> place_of(component.session("01"), {"component": component})
    Path.parse('components[01].sessions[01]')
    """
    if isinstance(value, Action | ChangeRequest):
        return Path()
    names = parents_of(type(value))[1:]
    if not parents_of(type(value)) or not given.keys() >= set(names):
        return None
    steps: list[Step] = []
    holder: Any = Action
    for node in (*[given[name] for name in names], value):
        for name, inside in shape(holder if holder is Action else type(holder)).fields:
            if type(node) in (inside, getattr(inside, "item", None)):
                steps.append((name, _key(inside, holder, node)))
        holder = node
    return Path(tuple(steps))


def _key(inside: Any, holder: Any, node: Any) -> str | None:
    if not isinstance(inside, Collection):
        return None
    if inside.key is not None:
        return str(getattr(node, inside.key))
    before = list(takewhile(lambda member: member is not node, getattr(holder, inside.name)))
    return str(len(before) + 1)
