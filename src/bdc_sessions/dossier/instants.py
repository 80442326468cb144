"""Instants in the order in which they come."""

from datetime import datetime, timedelta

from pendulum import DateTime

from bdc_sessions.texts import DATETIME


def utc(at: DateTime) -> DateTime:
    """Return an instant in UTC, where each comes once and is compared by what it is.

    In Paris an hour comes twice in October: there two instants compare as their clocks do, and a
    pickle forgets which of the two it was.
    """
    return at.in_timezone("UTC")


def moment(at: DateTime) -> datetime:
    """Return what tells when an instant comes, by which many are compared: its time in UTC."""
    clock = (at.hour, at.minute, at.second, at.microsecond)
    return DATETIME(at.year, at.month, at.day, *clock) - (at.utcoffset() or timedelta())
