"""Instants in forms that compare correctly, also when clocks go back."""

from datetime import datetime, timedelta

from pendulum import DateTime

from bdc_sessions.texts import DATETIME


def utc(at: DateTime) -> DateTime:
    """Return an instant in UTC, to compare or pickle it.

    In Paris, an hour is repeated in October: there, Python compares two instants by their clock
    times, and a pickle loses which of the two hours it is.
    """
    return at.in_timezone("UTC")


def moment(at: DateTime) -> datetime:
    """Return an instant as a naive ``datetime`` in UTC, which is fast to compare."""
    clock = (at.hour, at.minute, at.second, at.microsecond)
    return DATETIME(at.year, at.month, at.day, *clock) - (at.utcoffset() or timedelta())
