"""Functions that only say whether an object, and all below it, is clean, at the least cost.

Each is made for one class, and reads as one would write it by hand: it calls the rules' own
functions with what they take, and gives up at the first verdict that breaks a rule. Nothing is
bound or copied for a row, and no path is made.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bdc_sessions.model.shape import shape
from bdc_sessions.model.source import function_of
from bdc_sessions.rules.finding import Bound, Frame
from bdc_sessions.rules.predicates import UNKNOWN

Clean = Callable[[Any, Frame], bool]
Read = Callable[[Any], Any]


def clean_by(
    rules: Iterable[Bound],
    entering: Mapping[str, Read],
    twins: Iterable[tuple[str, Read]],
    parts: Mapping[str, Clean],
    collections: Mapping[str, Clean],
) -> Clean:
    """Return the function that says whether an object of a class is clean.

    Args:
        rules: The rules that look at one object of the class.
        entering: What it gives to those below it, by its name in a frame.
        twins: Its collections in which members are compared, each with what finds twins.
        parts: What says whether each of its parts is clean.
        collections: What says whether a member of each of its collections is clean.
    """
    known: dict[str, Any] = {"kept": kept}
    lines: list[str] = []
    for n, (name, value) in enumerate(entering.items()):
        known[f"value_{n}"] = value
        lines.append(f"frame[{name!r}] = value_{n}(node)")
    for n, bound in enumerate(rules):
        known[f"rule_{n}"] = bound.rule.predicate
        lines.append(f"verdict = rule_{n}({bound.arguments()})")
        fields = range(len(bound.rule.fields))
        true = " and ".join([f"verdict[{field}] is True" for field in fields])
        lines.append("if verdict is not True and not (")
        lines.append(f"    type(verdict) is tuple and len(verdict) == {len(fields)} and {true}")
        lines.append(f") and not kept(verdict, {len(fields)}): return False")
    for n, (name, firsts) in enumerate(twins):
        known[f"twins_{n}"] = firsts
        lines.append(f"if twins_{n}(node.{name}): return False")
    known |= {f"clean_{name}": clean for name, clean in {**parts, **collections}.items()}
    lines += [f"if not clean_{name}(node.{name}, frame): return False" for name in parts]
    for name in collections:
        lines.append(f"for member in node.{name}:")
        lines.append(f"    if not clean_{name}(member, frame): return False")
    return function_of("node, frame", [*lines, "return True"], known)


def kept(verdict: object, count: int) -> bool:
    """Whether a verdict breaks nothing: true, unknown, or one of them for each of some fields."""
    if type(verdict) is not tuple:
        return verdict is True or verdict is UNKNOWN
    if len(verdict) != count:
        return False
    for one in verdict:  # noqa: SIM110 - a generator would cost as much as the rule
        if one is not True and one is not UNKNOWN:
            return False
    return True


def head_of(cls: type[Any]) -> Read:
    """Return what copies an object without its collections: no rule reads siblings through it."""
    names = (*shape(cls).leaves, *shape(cls).parts)
    known = {f"set_{name}": getattr(cls, name).__set__ for name in names}
    lines = [f"set_{name}(head, node.{name})" for name in names]
    known |= {"new": object.__new__, "cls": cls}
    return function_of("node", ["head = new(cls)", *lines, "return head"], known)
