"""A session as people change it: up to the bounds of the rules, and just beyond (§1.3, §2.2)."""

from collections.abc import Iterator
from typing import Any

from pendulum import Date

from bdc_sessions.model import CollectiveInfo, Component, Session, Site

Fields = dict[str, Any]


def edits(
    session: Session,
    component: Component,
    sites: tuple[Site, ...],
    more: tuple[CollectiveInfo, ...],
) -> list[list[Fields]]:
    """Return what to change of a session, kind by kind: nothing, then one thing worth trying.

    Some stay as the rules ask, some break one by a day, a minute or a place. ``more`` are the
    informations that may be appended.
    """
    kinds: list[list[Fields]] = [
        [{}],
        [{"places": places} for places in (session.places + 1, 0, 1, -1)],
        [{"end": day} for day in _around(component.end, session.start)],
        [{"start": day} for day in _around(component.start, session.end)],
        [{"infos": (*session.infos, info)} for info in more],
        [{"offer_code": code} for code in ("A1", None)],
        [{"site": site} for site in sites],
        [{"infos": infos} for infos in _changed(session.infos)],
    ]
    return [kind for kind in kinds if kind]


def _around(*bounds: Date) -> list[Date]:
    return [bound.add(days=days) for days in (0, 1, -1) for bound in bounds]


def _changed(infos: tuple[CollectiveInfo, ...]) -> Iterator[tuple[CollectiveInfo, ...]]:
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
            yield (*infos[:place], info.evolve(**fields), *infos[place + 1 :])
    if infos:
        yield infos[::-1]
        yield infos[:-1]
