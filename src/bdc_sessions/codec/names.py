"""What can be encoded, by the name that the envelope gives it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from bdc_sessions.changes import ChangeRequest, Changes, Recap
from bdc_sessions.dossier import Dossier
from bdc_sessions.model import (
    Action,
    Address,
    CollectiveInfo,
    Component,
    Issuer,
    Session,
    Site,
    Term,
    Volume,
)
from bdc_sessions.model.scalars import Scalar
from bdc_sessions.rules import Report
from bdc_sessions.texts import Bilingual, short_repr

MODEL: tuple[type[Any], ...] = (
    Action,
    Component,
    Volume,
    Site,
    Session,
    CollectiveInfo,
    Address,
    Term,
    Issuer,
)
"""The classes whose fields changes can be of."""

CLASSES: Mapping[str, type[Any]] = MappingProxyType(
    {
        cls.ABOUT.type_name: cls
        for cls in (*MODEL, Changes, Recap, ChangeRequest, Dossier, Report)
    }
)
"""Every class that is encoded, by the name that it bears."""


def type_name(cls: type[Any]) -> str:
    """Return how the envelope names a class; ``TypeError`` for one that is not encoded."""
    given: object = cls
    name = vars(cls)["ABOUT"].type_name if "ABOUT" in getattr(given, "__dict__", ()) else None
    if CLASSES.get(name) is cls:
        return name
    found = f"the class {given.__name__}" if isinstance(given, type) else short_repr(given)
    names = ", ".join(known.__name__ for known in CLASSES.values())
    raise TypeError(f"found {found}; expected one of {names}")


def _read_class(data: Any) -> type[Any]:
    if data not in CLASSES:
        raise ValueError(data) if isinstance(data, str) else TypeError(data)
    return CLASSES[data]


_NAMES = ", ".join(CLASSES)
CLASS = Scalar(
    "",
    type_name,
    _read_class,
    "STR-008",
    Bilingual(f"parmi : {_NAMES}", f"one of: {_NAMES}"),
    {"enum": list(CLASSES)},
)
"""How a field that holds a class is written and read: by the class's name."""
