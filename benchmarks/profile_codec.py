"""Where the codec spends its time: ``make profile`` prints the functions that cost most."""

import cProfile
import pstats
from collections.abc import Callable
from typing import Any

from benchmarks.data import action_of

from bdc_sessions import Action, dumps, loads

TIMES = 50
SHOWN = 8


def profiled(title: str, call: Callable[[], Any]) -> None:
    call()
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(TIMES):
        call()
    profile.disable()
    print(f"{title}, by the time spent in each function itself")  # noqa: T201 - a script prints
    pstats.Stats(profile).strip_dirs().sort_stats("tottime").print_stats(SHOWN)


if __name__ == "__main__":
    action = action_of()
    text = dumps(action)
    profiled("loads", lambda: loads(text, Action))
    profiled("dumps", lambda: dumps(action))
