"""An action of any number of sessions, none of which breaks a rule."""

import pickle
from typing import Any

from pendulum import Date

from bdc_sessions import Action, Session
from bdc_sessions.rules.example import example_action


def sessions_of(count: int) -> list[Session]:
    """Make sessions that break no rule: no two with the same dates and site."""
    guide = example_action().component("01").session("01")
    info = guide.info(1)

    def session(number: int) -> Session:
        start = Date(2022, 9, 1).add(days=number % 330)
        end = start.add(days=number // 330)
        own = info.evolve(places=number % 50)
        return guide.evolve(number=f"{number:06}", start=start, end=end, infos=[own])

    return [session(number) for number in range(1, count + 1)]


def action_of(count: int, spread: str) -> Action:
    """Make an action of many sessions, in one component or in many."""
    guide = example_action()
    model = guide.component("01")
    volumes = [v.evolve(headcount=count * 100, total=None) for v in model.volumes]
    each = count if spread == "one" else 50
    components = [
        model.evolve(number=f"{number:05}", volumes=volumes, sessions=sessions_of(each))
        for number in range(1, count // each + 1)
    ]
    return guide.evolve(components=components)


def copied(value: Any) -> Any:
    """Return an equal value that shares no part."""
    return pickle.loads(pickle.dumps(value))
