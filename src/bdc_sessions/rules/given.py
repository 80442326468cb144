"""The arguments of ``validate``, checked before anything is judged."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import islice
from types import MappingProxyType
from typing import Any, Final

from bdc_sessions.model import Action, CollectiveInfo, Component, Session
from bdc_sessions.model.fields import to_date, to_instance, wrong_type
from bdc_sessions.rules.failing import Crash, attempt
from bdc_sessions.rules.towns import Postal

MOST_DAYS: Final = 10_000
"""The most dates of a container that are checked: it may be endless, such as all Sundays."""


def _to_postal(postal: Postal, where: str) -> Postal:
    if not callable(postal):
        raise wrong_type(postal, where, "a function from a postal code to towns")
    return postal


def _to_holidays(holidays: Container[date], where: str) -> Container[date]:
    """Return a container of dates, checked if it can be iterated."""
    raw: Any = holidays
    iterable = isinstance(raw, Iterable)
    contains = iterable or hasattr(type(raw), "__contains__")
    if isinstance(raw, str | bytes | Iterator) or not contains:
        raise wrong_type(holidays, where, "a container of dates")
    days = attempt(lambda: list(islice(raw, MOST_DAYS))) if iterable else []
    if not isinstance(days, Crash):  # else, the rules that use it report the failure
        for day in days:
            to_date(day, where)
    return holidays


_CHECKS: Final[Mapping[str, Callable[..., Any]]] = MappingProxyType(
    {
        "action": partial(to_instance, cls=Action),
        "component": partial(to_instance, cls=Component),
        "session": partial(to_instance, cls=Session),
        "info": partial(to_instance, cls=CollectiveInfo),
        "today": to_date,
        "postal": _to_postal,
        "holidays": _to_holidays,
    }
)


def given(**arguments: Any) -> dict[str, Any]:
    """Return the arguments of ``validate`` that are not None, each in canonical form.

    >>> given(today=date(2022, 9, 15), postal=None)
    {'today': Date(2022, 9, 15)}

    Raises:
        TypeError: An argument of a wrong type.
    """
    return {
        name: _CHECKS[name](value, where=f"validate({name}=)")
        for name, value in arguments.items()
        if value is not None
    }
