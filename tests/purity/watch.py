"""Watches what this process does: ``python -m tests.purity.watch surface``, or a control's name.

Prints as JSON what was seen that no pure library does, and which functions never ran. A script of
its own process, because an audit hook can't be taken away again.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from tests.purity import surface

import bdc_sessions

ALLOWED = {
    "builtins.id",  # a number for an object of this process; what comes of it is told by the seeds
    "object.__getattr__",  # a rule reads which arguments its function takes
    "pickle.find_class",  # the surface's own pickles
}
MAKER = str(Path("model", "source.py"))
"""The one file that may compile and run source: what it makes of the field names of a class."""

HOME = str(Path(bdc_sessions.__file__).parent)

IMPURE_MODULES = {"_locale", "_posixsubprocess", "_random", "_signal", "_socket", "_thread"}
IMPURE_MODULES |= {"mmap", "nt", "posix", "select", "time"}
"""The modules of C functions for what outlives or varies between two calls."""
IMPURE_NAMES = {"now", "today", "utcnow", "fromtimestamp"}
"""The methods of dates and instants that read the clock, or the zone of this machine."""


class Watch:
    """Notes audit events, calls of C functions that raise none, and every function that runs."""

    def __init__(self) -> None:
        self.on = False
        self.seen: list[str] = []
        self.ran: set[CodeType] = set()

    def audit(self, event: str, args: tuple[Any, ...]) -> None:
        if not self.on:
            return
        self.on = False
        frame = sys._getframe(1)
        making = event in ("compile", "exec") and frame.f_code.co_filename.endswith(MAKER)
        if event not in ALLOWED and not making:
            self.note(event, str(args[:1]), frame)
        self.on = True

    def profile(self, frame: FrameType, event: str, function: Any) -> None:
        if event == "call":
            self.ran.add(frame.f_code)
        elif event == "c_call" and self.on and is_impure(function):
            self.note("call", repr(function), frame)

    def note(self, what: str, of: str, frame: FrameType | None) -> None:
        while frame is not None and not frame.f_code.co_filename.startswith(HOME):
            frame = frame.f_back
        where = f"{frame.f_code.co_filename}:{frame.f_lineno}" if frame else "elsewhere"
        self.seen.append(f"{what} {of[:80]} at {where}")


def is_impure(function: Any) -> bool:
    owner = getattr(function, "__self__", None)
    return (
        getattr(function, "__module__", None) in IMPURE_MODULES
        or type(owner).__module__ == "random"
        or (isinstance(owner, type) and function.__name__ in IMPURE_NAMES)
    )


def trap(watch: Watch, holder: Any, name: str) -> None:
    """Replace a function by one that is noted, though C code call it, and fails."""

    def read(*_: Any, **__: Any) -> Any:
        watch.on = False
        watch.note("trap", name, sys._getframe(1))
        raise TrappedError(name)

    setattr(holder, name, read)


class TrappedError(Exception):
    """What was trapped: the act that was watched ends with it."""


def watched(watch: Watch, act: Callable[[], Any]) -> list[str]:
    """Return what was seen of an act."""
    watch.seen = []
    sys.setprofile(watch.profile)
    watch.on = True
    try:
        act()
    except TrappedError:
        pass
    finally:
        watch.on = False
        sys.setprofile(None)
    return watch.seen


def main(chosen: str) -> Any:
    loaded = sorted(sys.modules)
    acts: dict[str, Callable[[], Any]] = {"surface": lambda: list(surface.surface())}
    if chosen == "controls":
        from tests.purity.controls import CONTROLS  # noqa: PLC0415 - it loads much more

        acts = CONTROLS
    if chosen == "around":
        from tests.purity.around import around  # noqa: PLC0415 - it loads every extra

        list(around())  # others' libraries load parts of theirs when they are first used
        acts = {"around": lambda: list(around())}
    watch = Watch()
    for name in ("time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "localtime"):
        trap(watch, time, name)
    for name in ("__getitem__", "__iter__", "__contains__", "get"):
        trap(watch, type(os.environ), name)
    sys.addaudithook(watch.audit)
    seen = {name: watched(watch, act) for name, act in acts.items()}
    missed = [n for n, f in surface.public().items() if f.__code__ not in watch.ran]
    return {"seen": seen, "missed": missed, "loaded": loaded}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
