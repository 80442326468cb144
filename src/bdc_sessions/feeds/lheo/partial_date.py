"""Dates that are not known to the day: a month, a year, or nothing at all."""

import re
from typing import Final

from attrs import field, frozen

from bdc_sessions.model.fields import bind_location, to_text
from bdc_sessions.model.value import Value

UNKNOWN_START: Final = "00000000"
UNKNOWN_END: Final = "99999999"


def _to_partial(text: str, where: str = "") -> str:
    if PartialDate.may_be(to_text(text, where)):
        return text
    raise ValueError(f"{where}: found {text!r}; expected AAAAMM00, AAAA0000, 00000000 or 99999999")


@frozen(repr=False, field_transformer=bind_location)
class PartialDate(Value):
    """A date that the feed gives less precisely than to the day, by the format's own definition.

    >>> PartialDate("20170900").month, PartialDate("20170900").year, PartialDate("00000000").year
    (9, 2017, None)
    >>> print(PartialDate("20170900"), PartialDate("20220000"), PartialDate("99999999"))
    09/2017 2022 date inconnue

    Attributes:
        text: as the feed has it: ``AAAAMM00`` a month, ``AAAA0000`` a year, ``00000000`` an unknown
            start, ``99999999`` an unknown end.
    """

    text: str = field(converter=_to_partial)

    @staticmethod
    def may_be(text: str) -> bool:
        """Whether a text is one of the dates that are not known to the day.

        >>> PartialDate.may_be("20170900"), PartialDate.may_be("20170901")
        (True, False)
        """
        return text == UNKNOWN_END or (
            re.fullmatch("0{8}|(?!0000)[0-9]{4}(0[0-9]|1[0-2])00", text, re.ASCII) is not None
        )

    @property
    def year(self) -> int | None:
        """The year; None where nothing is known.

        >>> PartialDate("20170900").year
        2017
        """
        return None if self.text in (UNKNOWN_START, UNKNOWN_END) else int(self.text[:4])

    @property
    def month(self) -> int | None:
        """The month of the year, 1 to 12; None where it is not known.

        >>> PartialDate("20170900").month
        9
        """
        return None if self.year is None else int(self.text[4:6]) or None

    def __str__(self) -> str:
        """Return the date as the guide writes dates, as far as it is known."""
        if self.year is None:
            return "date inconnue"
        return str(self.year) if self.month is None else f"{self.month:02}/{self.year}"

    def __repr__(self) -> str:
        """Return how the date is made again."""
        return f"PartialDate({self.text!r})"
