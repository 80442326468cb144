"""What was found of a value, object by object, so that what did not change is not judged again."""

from typing import Any

from bdc_sessions.rules.finding import Found


class Judged:
    """What was found at an object, and at those below it that have findings."""

    __slots__ = ("below", "found")

    def __init__(self) -> None:
        """Start with nothing found."""
        self.found: list[Found] = []
        self.below: dict[tuple[str, Any], Judged] = {}

    def collect(self, into: list[Found]) -> None:
        """Add all that was found to a list."""
        into += self.found
        for judged in self.below.values():
            judged.collect(into)


CLEAN = Judged()
