"""A session as people change it: up to the bounds of the rules, and just beyond (§1.3, §2.2)."""

from collections.abc import Callable, Iterator
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
        [{"places": places} for places in (session.places + 1, 0, 1, -1, session.places - 1)],
        [{"end": day} for day in _around(component.end, session.start, session.end)],
        [{"start": day} for day in _around(component.start, session.end, session.start)],
        [{"infos": (*session.infos, info)} for info in more],
        [{"offer_code": code} for code in ("A1", None)],
        [{"site": site} for site in sites],
        [{"infos": infos} for infos in _each(session.infos, _of_info)],
        [{"infos": infos} for infos in _each(session.infos, _of_way)],
        [{"infos": infos} for infos in _each(session.infos, _of_place)],
        [{"infos": infos} for infos in (session.infos[::-1], session.infos[:-1]) if session.infos],
    ]
    telling = [[one for one in kind if session.evolve(**one) != session] for kind in kinds]
    return [[{}], *filter(None, telling)]


def _around(*bounds: Date) -> list[Date]:
    return [bound.add(days=days) for days in (0, 1, -1) for bound in bounds]


def _each(
    infos: tuple[CollectiveInfo, ...], edited: Callable[[CollectiveInfo], list[Fields]]
) -> Iterator[tuple[CollectiveInfo, ...]]:
    for place, info in enumerate(infos):
        for fields in edited(info):
            yield (*infos[:place], info.evolve(**fields), *infos[place + 1 :])


def _of_info(info: CollectiveInfo) -> list[Fields]:
    return [
        {"places": 0},
        {"places": -1},
        {"places": info.places - 1},
        *({"date": info.date.add(days=days)} for days in (1, -1)),
        {"end": info.start},
        *({"comment": comment} for comment in ("arrêt « Gare »", "salle 3", None)),
    ]


def _of_way(info: CollectiveInfo) -> list[Fields]:
    fields: list[Fields] = [
        {"number": "12", "suffix": "bis"},
        {"number": None, "suffix": None},
        {"street": " "},
        *({"number": number} for number in ("14", None)),
        *({"suffix": suffix} for suffix in ("bis", None)),
        *({"street_type": street_type} for street_type in ("rue", None)),
    ]
    return [{"address": info.address.evolve(**one)} for one in fields]


def _of_place(info: CollectiveInfo) -> list[Fields]:
    fields: list[Fields] = [
        *({"building": building} for building in ("Bâtiment B", "Bâtiment C", None)),
        *({"special": special} for special in ("BP 12", "BP 14", None)),
        *({"cedex": cedex} for cedex in ("CEDEX 2", "CEDEX 3", None)),
    ]
    return [{"address": info.address.evolve(**one)} for one in fields]
