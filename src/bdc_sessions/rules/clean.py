"""Generated functions that only say whether an object, and all in it, breaks no rule.

Each is made for one class, as one would write it by hand: nested loops over the objects inside, in
which the rules' functions are called; it returns False at the first broken rule. It copies nothing
and builds no path, and so costs little.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bdc_sessions.model.source import function_of
from bdc_sessions.rules.finding import Bound, Frame, is_kept

if TYPE_CHECKING:
    from bdc_sessions.rules.judge import Judge

Clean = Callable[[Any, Frame], bool]
Read = Callable[[Any], Any]


def clean_by(judge: "Judge") -> Clean:
    """Return the function that says whether an object of a judge's class breaks no rule."""
    known: dict[str, Any] = {"is_kept": is_kept}
    lines = _lines(judge, "node", {}, known)
    return function_of("node, frame", [*lines, "return True"], known)


def _lines(
    judge: "Judge", node: str, values: Mapping[str, str], known: dict[str, Any]
) -> list[str]:
    """Return the source that judges an object, and those in it; add the names that it uses."""

    def name_of(value: Any) -> str:
        name = f"known_{len(known)}"
        known[name] = value
        return name

    lines: list[str] = []
    values = dict(values)
    for key, read in judge.entering.items():
        values[key] = f"{node}_{len(values)}"
        lines.append(f"{values[key]} = {name_of(read)}({node})")
    for bound in judge.rules:
        fields = range(len(bound.rule.fields))
        true = " and ".join([f"verdict[{field}] is True" for field in fields])
        lines.append(f"verdict = {name_of(bound.rule.predicate)}({bound.arguments(node, values)})")
        lines.append("if verdict is not True and not (")
        lines.append(f"    type(verdict) is tuple and len(verdict) == {len(fields)} and {true}")
        lines.append(f") and not is_kept(verdict, {len(fields)}): return False")
    lines += [
        f"if {name_of(rule.firsts)}({node}.{rule.twins.members}): return False"
        for rule in judge.twins
    ]
    for name, (inner_judge, collection) in judge.inner.items():
        item = f"{node}_{name}"
        inner = _lines(inner_judge, item, values, known)
        if collection is None:
            lines += [f"{item} = {node}.{name}", *inner]
        elif inner:
            lines.append(f"for {item} in {node}.{name}:")
            lines += [f"    {line}" for line in inner]
    return lines


def verdicts_by(rules: Sequence[Bound]) -> Callable[[Any, Frame], list[Any]]:
    """Return the function that gives the verdict of each rule on an object."""
    known = {f"rule_{n}": bound.rule.predicate for n, bound in enumerate(rules)}
    calls = [f"rule_{n}({bound.arguments('node', {})})" for n, bound in enumerate(rules)]
    return function_of("node, frame", [f"return [{', '.join(calls)}]"], known)
