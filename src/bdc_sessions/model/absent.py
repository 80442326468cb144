"""The mark for "there is nothing here", which None is not: None is a value of optional fields."""

from enum import Enum
from typing import Final


class Absent(Enum):
    """The class of ``ABSENT``; an enum, so that copies and pickles stay the one object."""

    ABSENT = "absent"

    def __repr__(self) -> str:
        """Be short."""
        return "ABSENT"

    def __bool__(self) -> bool:
        """Be false, as nothing is."""
        return False


ABSENT: Final = Absent.ABSENT
