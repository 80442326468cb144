"""What `validate` finds in each action, and what columns find in all, as comparable rows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import narwhals as nw
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bdc_sessions import RULES, Action, InvalidError, RuleSet, validate
from bdc_sessions.columns import Found, to_frames
from bdc_sessions.columns import validate as validate_frames
from bdc_sessions.columns.schema import KEYS, text_of

T = TypeVar("T")
Rows = Counter[tuple[Any, ...]]


def examples(count: int, strategy: st.SearchStrategy[T]) -> list[T]:
    """Draw so many values, the same at every run."""
    drawn: list[T] = []

    @settings(
        max_examples=count,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        deadline=None,
        derandomize=True,
    )
    @given(strategy)
    def draw(value: T) -> None:
        drawn.append(value)

    draw()
    return drawn


def renumbered(actions: Iterable[Action]) -> list[Action]:
    """Return actions that can stand side by side: each of another number."""
    numbered = [action.evolve(number=f"{action.number} {n}") for n, action in enumerate(actions)]
    assert len({action.number for action in numbered}) == len(numbered)
    return numbered


def expected(actions: Iterable[Action], lang: str = "fr", **judging: Any) -> Rows:
    """Return what the objects' engine finds in each."""
    return Counter(
        row_of(action, violation, lang)
        for action in actions
        for violation in validate(action, **judging)
    )


def expected_waived(actions: Iterable[Action], lang: str = "fr", **judging: Any) -> Rows:
    return Counter(
        row_of(action, waived.violation, lang)
        for action in actions
        for waived in validate(action, **judging).waived
    )


def row_of(action: Action, violation: Any, lang: str) -> tuple[Any, ...]:
    names = {"components": "component", "sessions": "session", "infos": "info", "volumes": "volume"}
    keys = {"action": action.number}
    for name, key in violation.path.steps:
        if key is not None:
            keys[names[name]] = key
    return (
        violation.code,
        violation.severity.value,
        *[keys.get(key) for key in KEYS],
        str(violation.path),
        violation.label,
        text_of(violation.value),
        ", ".join(map(str, violation.related)),
        violation.message(lang),
    )


def dicts(frame: Any) -> list[dict[str, Any]]:
    """Return the rows of a frame of any library, lazy or not."""
    table = nw.from_native(frame)
    eager = table.collect("pyarrow") if isinstance(table, nw.LazyFrame) else table
    return list(eager.to_arrow().to_pylist())


def rows(frame: Any) -> Rows:
    """Return the rows of a frame of violations."""
    return Counter(
        tuple(
            str(v) if k == "info" and v is not None else v for k, v in row.items() if k != "reason"
        )
        for row in dicts(frame)
    )


def assert_equal(
    actions: Sequence[Action], backend: str, rules: RuleSet = RULES, lang: str = "fr", **given: Any
) -> Found:
    """Assert that columns find what is found in each action, and return what they found."""
    result = validate_frames(to_frames(actions, backend=backend), rules=rules, lang=lang, **given)
    kept = rules.without(*{skipped.code for skipped in result.skipped if skipped.code in rules})
    due = expected(actions, lang, rules=kept, **given)
    actual = rows(result.violations)
    assert actual == due, (actual - due, due - actual)
    return result


def holdable(actions: Iterable[Action]) -> list[Action]:
    """Return the actions that columns can hold: others are refused by to_frames."""
    held_by_columns = []
    for action in actions:
        try:
            to_frames(action, backend="polars")
        except InvalidError:
            continue
        held_by_columns.append(action)
    return held_by_columns
