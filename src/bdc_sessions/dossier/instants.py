"""Instants in forms that compare correctly, also when clocks go back."""

from datetime import datetime, timedelta

from pendulum import DateTime

from bdc_sessions.model.fields import PARIS
from bdc_sessions.texts import DATETIME


def utc(at: DateTime) -> DateTime:
    """Return an instant in UTC, to compare or pickle it.

    In Paris, an hour is repeated in October: there, Python compares two instants by their clock
    times, and a pickle loses which of the two hours it is.
    """
    return at.in_timezone("UTC")


def moment(at: DateTime) -> datetime:
    """Return an instant, which is in Paris, as a naive ``datetime`` in UTC: fast to compare."""
    # The offset of the stdlib's datetime: zoneinfo takes ten times as long for that of pendulum.
    local = DATETIME.combine(DATETIME.date(at), DATETIME.time(at))
    return local - (PARIS.utcoffset(local) or timedelta())
