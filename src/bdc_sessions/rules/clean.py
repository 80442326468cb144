"""Functions that only say whether an object, and all below it, is clean, at the least cost.

Each is made for one class, and reads as one would write it by hand: it calls the rules' own functions
with what they take, and gives up at the first verdict that breaks a rule. Nothing is bound or copied for
a row, and no path is made; what is not called clean is judged again, rule by rule.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bdc_sessions.model.shape import shape
from bdc_sessions.model.source import function_of
from bdc_sessions.rules.finding import Bound, Frame
from bdc_sessions.rules.predicates import UNKNOWN

Clean = Callable[[Any, Frame], bool]
Read = Callable[[Any], Any]

Entering = tuple[tuple[int, Read], ...]
"""What an object gives to those below it, each at its index in a frame: group values, its head."""


def clean_by(
    rules: Iterable[Bound],
    entering: Entering,
    twins: Iterable[tuple[str, Callable[[Any], bool]]],
    parts: Mapping[str, Clean],
    collections: Mapping[str, Clean],
) -> Clean:
    """Return the function that says whether an object of a class is clean.

    Args:
        rules: The rules that look at an object of the class.
        entering: What it gives to those below it.
        twins: Its collections in which members are compared, each with what says that all differ.
        parts: What says whether each of its parts is clean.
        collections: What says whether a member of each of its collections is clean.
    """
    known: dict[str, Any] = {"kept": kept}
    lines: list[str] = []
    for n, (index, value) in enumerate(entering):
        known[f"value_{n}"] = value
        lines.append(f"frame[{index}] = value_{n}(node)")
    for n, bound in enumerate(rules):
        known[f"rule_{n}"] = bound.rule.predicate
        lines.append(f"verdict = rule_{n}({bound.arguments})")
        lines.append(f"if verdict is not True and not kept(verdict, {bound.count}): return False")
    for n, (name, all_differ) in enumerate(twins):
        known[f"all_differ_{n}"] = all_differ
        lines.append(f"if not all_differ_{n}(node.{name}): return False")
    for name, clean in (*parts.items(), *collections.items()):
        known[f"clean_{name}"] = clean
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
    for one in verdict:
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
