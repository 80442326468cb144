"""The action that all benchmarks measure: 10 components, 500 sessions, 1,000 informations."""

import pickle
from collections.abc import Callable, Mapping
from functools import cache
from time import perf_counter, thread_time
from typing import Any

from pendulum import Date, Time

from bdc_sessions import Action, Component, Session
from bdc_sessions.rules.example import example_action, example_context

WHERE = "components[05].sessions[025]"
TODAY: Date = example_context()["today"]
TOWNS = {"34000": ("MONTPELLIER",), "34500": ("BEZIERS",)}


def postal(code: str) -> tuple[str, ...]:
    return TOWNS.get(code, ())


@cache
def action_of(sessions: int = 500, components: int = 10) -> Action:
    """Make an action without violations; two informations a session, each an object of its own."""
    guide = example_action()
    model = guide.component("01")
    info = model.session("01").info(1)

    def session(number: int) -> Session:
        first = pickle.loads(pickle.dumps(info.evolve(date=Date(2022, 8, 30))))  # noqa: S301 - our own
        second = pickle.loads(pickle.dumps(info.evolve(start=Time(9, 0))))  # noqa: S301 - our own
        return Session(
            number=f"{number:03}",
            start=Date(2022, 9, 1),
            end=Date(2022, 9, 1).add(days=number % 600),
            site=guide.sites[0],
            places=1,
            infos=[first, second],
        )

    def component(number: int) -> Component:
        numbered = [session(n) for n in range(1, sessions // components + 1)]
        places = [v.evolve(headcount=10000, total=None) for v in model.volumes]
        return model.evolve(number=f"{number:02}", sessions=numbered, volumes=places)

    return guide.evolve(components=[component(n) for n in range(1, components + 1)])


def edited(action: Action) -> Action:
    return action.set(WHERE + ".places", 2)


def copied(value: Any) -> Any:
    """Return an equal value that shares no part."""
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - our own


def best(call: Callable[[], Any], rounds: int, inner: int = 1) -> float:
    """Return the least seconds that a call took."""
    found = []
    for _ in range(rounds):
        start = perf_counter()
        for _ in range(inner):
            call()
        found.append((perf_counter() - start) / inner)
    return min(found)


def least(
    calls: Mapping[str, Callable[[], Any]],
    rounds: int = 100,
    inner: int = 1,
    clock: Callable[[], float] = thread_time,
) -> dict[str, float]:
    """Return the least seconds of CPU of each call, each round calling all in turn."""
    found = dict.fromkeys(calls, float("inf"))
    for _ in range(rounds):
        for name, call in calls.items():
            start = clock()
            for _ in range(inner):
                call()
            found[name] = min(found[name], (clock() - start) / inner)
    return found


def holds(what: str, ours: float, peer: float, target: float, unit: str = "ms") -> None:
    """Print a ratio beside its target, and fail where it is missed."""
    figures = f"{ours:.3f} {unit}, {peer:.3f} {unit}"
    print(f"\n{what}: {ours / peer:.2f} x (at most {target}), {figures}")  # noqa: T201 - shown with -s
    assert ours / peer <= target, what
