"""The classes that can be encoded, and their names in the envelope."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from bdc_sessions.changes import ChangeRequest, Changes, Recap
from bdc_sessions.dossier import Dossier, Tracking
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
from bdc_sessions.model.scalars import Lookup, Scalar, refuse_choice
from bdc_sessions.model.tree import Tree
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
"""The model classes, which ``Changes`` can be of."""

_ENCODED: tuple[type[Any], ...] = (
    *MODEL,
    Changes,
    Recap,
    ChangeRequest,
    Dossier,
    Tracking,
    Report,
)
CLASSES: Mapping[str, type[Any]] = MappingProxyType({c.ABOUT.type_name: c for c in _ENCODED})
"""Every class that is encoded, by its name."""


def type_name(cls: type[Any]) -> str:
    """Return the name of a class in the envelope; ``TypeError`` for one that is not encoded."""
    raw: object = cls
    name: str = getattr(getattr(raw, "ABOUT", None), "type_name", "")
    if isinstance(raw, type) and CLASSES.get(name) is raw:
        return name
    if name and name not in CLASSES and issubclass(cls, Tree):
        return name  # a value of a layer above, such as an offer of a feed
    found = f"the class {raw.__name__}" if isinstance(raw, type) else short_repr(raw)
    names = ", ".join(known.__name__ for known in CLASSES.values())
    raise TypeError(f"found {found}; expected one of {names}")


def by_name(classes: Iterable[type[Any]]) -> Scalar:
    """Return how a field whose value is one of some classes is written and read: by name."""
    known = {cls.ABOUT.type_name: cls for cls in classes}
    read = Lookup(refuse_choice, known.items())
    names = ", ".join(known)
    expected = Bilingual(f"parmi : {names}", f"one of: {names}")
    return Scalar("", type_name, read, "STR-008", expected, {"enum": list(known)})


CLASS = by_name(CLASSES.values())
MODEL_CLASS = by_name(MODEL)
"""How a field whose value is a model class is written and read."""
