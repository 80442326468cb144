"""Values as one would write them in code: short, and by what is changed where something is."""

from collections.abc import Callable
from typing import Any, Final

import attrs
from pendulum import DateTime, Time

from bdc_sessions.model import CollectiveInfo, Issuer, Session, Site, Term

FORMS: Final[dict[type[Any], Callable[[Any], str]]] = {
    DateTime: lambda at: repr(str(at)),
    Time: lambda hour: f"Time({hour.hour}, {hour.minute})",
    Term: lambda term: repr(term.label),
    Site: lambda site: repr(site.label),
    Issuer: lambda issuer: f"Issuer({issuer.name!r}, {issuer.role!r})",
    tuple: lambda items: f"[{', '.join(map(written, items))}]",
}
"""How a value of a type is written where that is neither its repr nor by its fields."""


def written(value: Any) -> str:
    """Write a value without what is left to its default.

    >>> written((Time(10, 0), Issuer("BL", "Administrateur")))
    "[Time(10, 0), Issuer('BL', 'Administrateur')]"
    """
    form = FORMS.get(type(value))
    if form is not None:
        return form(value)
    if attrs.has(type(value)):
        given = {
            a.name: written(getattr(value, a.name))
            for a in attrs.fields(type(value))
            if getattr(value, a.name) != a.default
        }
        return f"{type(value).__name__}({_arguments(given)})"
    return repr(value)


def changed(value: Session, seen: Session) -> str:
    """Write a session as a change of one that is there: ``session('01').evolve(places=0)``."""
    fields = _differing(value, seen)
    if value.infos != seen.infos:
        fields["infos"] = f"[{', '.join(_info(i, n, seen) for n, i in enumerate(value.infos))}]"
    return f"session({seen.number!r})" + _evolved(fields)


def _info(info: CollectiveInfo, place: int, seen: Session) -> str:
    """Write an information as one that is there, as a change of the one in its place, or whole."""
    if info in seen.infos:
        return f"info({seen.infos.index(info) + 1})"
    if place < len(seen.infos):
        return f"info({place + 1})" + _evolved(_differing(info, seen.infos[place]))
    return written(info)


def _differing(value: Any, seen: Any) -> dict[str, str]:
    return {
        a.name: written(getattr(value, a.name))
        for a in attrs.fields(type(value))
        if getattr(value, a.name) != getattr(seen, a.name)
    }


def _evolved(fields: dict[str, str]) -> str:
    return f".evolve({_arguments(fields)})" if fields else ""


def _arguments(fields: dict[str, str]) -> str:
    return ", ".join(f"{name}={text}" for name, text in fields.items())
