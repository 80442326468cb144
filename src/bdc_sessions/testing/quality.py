"""How good the values are that a strategy draws."""

from enum import StrEnum


class Quality(StrEnum):
    """What the drawn values keep, judged with ``CONTEXT``.

    >>> [quality.value for quality in Quality]
    ['advised', 'valid', 'any']
    """

    ADVISED = "advised"
    """``RULES | ADVICE``, whole: nothing is found in them."""
    VALID = "valid"
    """``RULES``, whole: not even a warning."""
    ANY = "any"
    """What a constructor asks, and no more: texts, dates and numbers as they come."""
