"""How good the values are that a strategy draws."""

from enum import StrEnum

from bdc_sessions.model.value import enum_repr


class Quality(StrEnum):
    """What the drawn values keep, judged with ``CONTEXT``.

    >>> list(Quality)
    [Quality.ADVISED, Quality.VALID, Quality.ANY]
    """

    ADVISED = "advised"
    """``RULES | ADVICE``, whole: nothing is found in them."""
    VALID = "valid"
    """``RULES``, whole: not even a warning."""
    ANY = "any"
    """What a constructor asks, and no more: texts, dates and numbers as they come."""

    __repr__ = enum_repr
