"""``ABSENT``, the mark for a missing field or object; None is a value of optional fields."""

from enum import Enum
from typing import Final

from bdc_sessions.texts import NOTHING


class Absent(Enum):
    """The class of ``ABSENT``; an enum, so that copies and pickles are the same object.

    >>> ABSENT, str(ABSENT), bool(ABSENT)
    (ABSENT, '-', False)
    """

    ABSENT = "absent"

    def __repr__(self) -> str:
        return "ABSENT"

    def __str__(self) -> str:
        return NOTHING

    def __bool__(self) -> bool:
        return False


ABSENT: Final = Absent.ABSENT
"""The mark for a missing field or object, in changes and conflicts."""
