"""How a rule's function is called: what it takes stands in a frame, each at an index of its own."""

from collections.abc import Mapping
from typing import Any

from bdc_sessions.rules.finding import Bound, Frame
from bdc_sessions.rules.plan import Plan
from bdc_sessions.rules.rule import Rule
from bdc_sessions.rules.signature import subject_of


class Layout(dict[Any, int]):
    """At which index of a frame each thing stands that the rules of a plan take, by its name.

    A group value stands by its group, as two may bear one name.
    """

    __slots__ = ("_first",)

    def __init__(self, first: Mapping[Any, Any]) -> None:
        """Start with some things."""
        super().__init__()
        self._first: Frame = []
        for key, value in first.items():
            self.add(key, value)

    def add(self, key: Any, value: Any = None) -> int:
        """Return the index of a thing, a new one at need, where a value stands to begin with."""
        if key not in self:
            self[key] = len(self._first)
            self._first.append(value)
        return self[key]

    def frame(self, values: Mapping[str, Any]) -> Frame:
        """Return a new frame, with the values that any rule takes."""
        frame = self._first.copy()
        for name, value in values.items():
            if name in self:
                frame[self[name]] = value
        return frame


def bind(rule: Rule, plan: Plan, layout: Layout) -> Bound:
    """Return a rule with what its function is called with, by where that stands in a layout."""
    groups = {group.name: group for group in rule.groups}
    taken: dict[str, int] = {}
    for parameter in rule.signature[1:]:
        name, group = parameter.name, groups.get(parameter.name)
        source = name if group is None else subject_of(group.of)
        if name in rule.parameters and source in plan.available:
            taken[name] = layout.add(group or name)
        else:  # it keeps its default
            taken[name] = layout.add((rule.code, name), parameter.default)
    by_name = tuple([p.name for p in rule.signature if p.kind is p.KEYWORD_ONLY])
    return Bound(rule, plan.top, tuple(taken.items()), by_name, len(rule.fields))
