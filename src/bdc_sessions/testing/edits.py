"""A session as people change it: up to the bounds of the rules, and just beyond (§1.3, §2.2)."""

from collections.abc import Iterator
from typing import Any

from bdc_sessions.model import CollectiveInfo, Component, Session, Site

Fields = dict[str, Any]


def edits(
    session: Session,
    component: Component,
    sites: tuple[Site, ...],
    more: tuple[CollectiveInfo, ...],
) -> list[Fields]:
    """Return what to change of a session: at first nothing, then one thing that is worth trying.

    Some stay as the rules ask, some break one by a day, a minute or a place. ``more`` are the
    informations that may be appended.
    """
    return [{}, *_fields(session, component, sites), *_infos(session.infos, more)]


def _fields(session: Session, component: Component, sites: tuple[Site, ...]) -> Iterator[Fields]:
    yield from ({"places": places} for places in (session.places + 1, 0, 1, -1))
    for bound in (component.start, session.end):
        yield from ({"start": bound.add(days=days)} for days in (0, 1, -1))
    for bound in (component.end, session.start):
        yield from ({"end": bound.add(days=days)} for days in (0, -1, 1))
    yield from ({"site": site} for site in sites)
    yield from ({"offer_code": code} for code in ("A1", None))


def _infos(infos: tuple[CollectiveInfo, ...], more: tuple[CollectiveInfo, ...]) -> Iterator[Fields]:
    yield from ({"infos": (*infos, info)} for info in more)
    for place, info in enumerate(infos):
        changes: tuple[Fields, ...] = (
            {"places": 0},
            {"places": -1},
            {"date": info.date.add(days=1)},
            {"end": info.start},
            {"comment": "arrêt « Gare »"},
            {"address": info.address.evolve(number="12", suffix="bis")},
            {"address": info.address.evolve(street=" ")},
        )
        for fields in changes:
            yield {"infos": (*infos[:place], info.evolve(**fields), *infos[place + 1 :])}
    if infos:
        yield {"infos": infos[:-1]}
        yield {"infos": infos[::-1]}
