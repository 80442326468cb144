"""The scale of a timeline: days as pixels, and the marks of its axis."""

from collections.abc import Collection
from typing import NamedTuple

from pendulum import Date

from bdc_sessions.texts import display

MARGIN = 10
"""Pixels left free before the first day and after the last."""

STEPS = (1, 3, 6, 12, 60, 120, 1200, 12000, 60000)
"""Possible numbers of months between marks; the last leaves at most one mark."""

YEAR = 12
"""Months in a year."""

ROOM = 62
"""The least pixels between two marks, room for the text of one."""


class Scale(NamedTuple):
    """A linear scale of days; each day ends at the pixel where the next begins.

    >>> year = Scale(Date(2023, 1, 1).toordinal(), Date(2023, 12, 31).toordinal(), width=385)
    >>> year.span(Date(2023, 1, 1), Date(2023, 1, 31))
    (10.0, 31.0)

    Attributes:
        first: The ordinal of the first day.
        last: The ordinal of the last day.
        width: The width of the whole picture, in pixels.
    """

    first: int
    last: int
    width: int

    def x(self, ordinal: float) -> float:
        """Return the pixel at which a day, given by its ordinal, begins."""
        days = self.last + 1 - self.first
        return round(MARGIN + (ordinal - self.first) * (self.width - 2 * MARGIN) / days, 2)

    def span(self, start: Date, end: Date) -> tuple[float, float]:
        """Return the left edge and width of a period, last day included; the order is free."""
        first, last = sorted((start.toordinal(), end.toordinal()))
        left = self.x(first)
        return left, round(self.x(last + 1) - left, 2)

    def middle(self, day: Date) -> float:
        """Return the pixel in the middle of a day."""
        return self.x(day.toordinal() + 0.5)

    def marks(self) -> list[tuple[float, str]]:
        """Return the pixels and texts of the axis marks: months or years, as many as fit."""
        first, last = Date.fromordinal(self.first), Date.fromordinal(self.last)
        months = range(first.year * YEAR + first.month - 1, last.year * YEAR + last.month)
        most = max(1, (self.width - 2 * MARGIN) // ROOM)
        step = next((step for step in STEPS if len(months) / step <= most), STEPS[-1])
        days = [
            Date(month // YEAR, month % YEAR + 1, 1)
            for month in months
            if month % step == 0 and month >= YEAR
        ]
        inside = [day for day in days if day >= first]
        if not inside:
            return [(self.x(self.first), display(first))]
        text = "{0.year}" if step >= YEAR else "{0.month:02}/{0.year}"
        return [(self.x(day.toordinal()), text.format(day)) for day in inside]


def scale_of(days: Collection[Date], width: int) -> Scale:
    """Return the scale that spans some days."""
    ordinals = [day.toordinal() for day in days]
    return Scale(min(ordinals, default=1), max(ordinals, default=1), width)
