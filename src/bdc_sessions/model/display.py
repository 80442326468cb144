"""Values as the guide's screens show them: 01/09/2022, 10:00, 37 200,00, "-"."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from bdc_sessions.model.absent import ABSENT
from bdc_sessions.model.action import EntryMode
from bdc_sessions.model.site import Site
from bdc_sessions.model.term import Term

NOTHING = "-"
"""What stands where there is nothing."""

ENTRY_MODES = {EntryMode.FIXED: "à dates fixes", EntryMode.PERMANENT: "permanentes"}


def display(value: Any, *, codes: bool = False) -> str:  # noqa: PLR0911 - a line a type
    """Return a value as the guide prints it; a term by its code with ``codes``, if it has one.

    >>> display(Decimal("37200.00")), display(None), display(Term("ter", code="3"), codes=True)
    ('37 200,00', '-', '3')
    """
    if value is None or value is ABSENT:
        return NOTHING
    if isinstance(value, EntryMode):
        return ENTRY_MODES[value]
    if isinstance(value, Term):
        return value.code if codes and value.code is not None else value.label
    if isinstance(value, Site):
        return value.label
    if isinstance(value, tuple):
        return ", ".join(display(item, codes=codes) for item in value) or NOTHING
    if isinstance(value, datetime):
        return value.strftime("%d/%m/") + f"{value.year:04} " + value.strftime("%H:%M")
    if isinstance(value, date):
        return f"{value.day:02}/{value.month:02}/{value.year:04}"
    if isinstance(value, time):
        return f"{value.hour:02}:{value.minute:02}"
    if isinstance(value, Decimal):
        return f"{value:,f}".replace(",", " ").replace(".", ",")
    return str(value)
