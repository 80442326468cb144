"""What is given to be judged by, checked before anything is judged."""

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
"""The days of a container that are looked at: all Sundays have no end."""


def _to_postal(postal: Postal, where: str) -> Postal:
    if not callable(postal):
        raise wrong_type(postal, where, "a function from a postal code to towns")
    return postal


def _to_holidays(holidays: Container[date], where: str) -> Container[date]:
    """Return a container of dates; one that cannot be gone through is taken as it is."""
    found: Any = holidays
    iterable = isinstance(found, Iterable)
    contains = iterable or hasattr(type(found), "__contains__")
    if isinstance(found, str | bytes | Iterator) or not contains:
        raise wrong_type(holidays, where, "a container of dates")
    days = attempt(lambda: list(islice(found, MOST_DAYS))) if iterable else []
    if not isinstance(days, Crash):  # which the rules that ask it tell, each as a failure
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
    """Return the arguments of ``validate`` that are given, each in its one form.

    >>> given(today=date(2022, 9, 15), postal=None)
    {'today': Date(2022, 9, 15)}

    Raises:
        TypeError: One of a wrong type.
    """
    return {
        name: _CHECKS[name](value, where=f"validate({name}=)")
        for name, value in arguments.items()
        if value is not None
    }
