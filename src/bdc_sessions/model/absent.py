"""The mark for "there is nothing here", which None is not: None is a value of optional fields."""

from enum import Enum
from typing import Final

from bdc_sessions.texts import NOTHING


class Absent(Enum):
    """The class of ``ABSENT``; an enum, so that copies and pickles stay the one object.

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
"""The mark for "there is nothing here", in changes and conflicts."""
