"""Instants in the order in which they come."""

from pendulum import DateTime


def utc(at: DateTime) -> DateTime:
    """Return an instant in UTC, where each comes once and is compared by what it is.

    In Paris an hour comes twice in October: there two instants compare as their clocks do, and a
    pickle forgets which of the two it was.
    """
    return at.in_timezone("UTC")
