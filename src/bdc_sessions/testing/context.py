"""What drawn values are judged with: a day, a table of postal codes, the public holidays."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from pendulum import Date

from bdc_sessions.rules.example import example_context
from bdc_sessions.testing.words import TOWNS

TODAY: Final[Date] = example_context()["today"]
"""The day on which the rules' own examples are judged."""

YEARS = range(2020, 2031)
FIXED_HOLIDAYS = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
EASTERS = (
    Date(2020, 4, 12),
    Date(2021, 4, 4),
    Date(2022, 4, 17),
    Date(2023, 4, 9),
    Date(2024, 3, 31),
    Date(2025, 4, 20),
    Date(2026, 4, 5),
    Date(2027, 3, 28),
    Date(2028, 4, 16),
    Date(2029, 4, 1),
    Date(2030, 4, 21),
)
AFTER_EASTER = (1, 39, 50)
"""Easter Monday, Ascension Day and Whit Monday, in days after Easter."""

HOLIDAYS: Final = frozenset(
    {
        *(Date(year, month, day) for year in YEARS for month, day in FIXED_HOLIDAYS),
        *(easter.add(days=after) for easter in EASTERS for after in AFTER_EASTER),
    }
)
"""The French public holidays of the years 2020 to 2030."""


def towns(code: str) -> tuple[str, ...]:
    """Return the towns that a postal code of the table names; none for any other code."""
    return TOWNS.get(code, ())


CONTEXT: Final[Mapping[str, Any]] = MappingProxyType(
    {"today": TODAY, "postal": towns, "holidays": HOLIDAYS}
)
"""What ``validate`` and ``Dossier.check`` judge drawn values with: ``validate(x, **CONTEXT)``."""
