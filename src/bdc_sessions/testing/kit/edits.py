"""A session as people change it: up to the bounds of the rules, and just beyond (§1.3, §2.2)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from pendulum import Date

from bdc_sessions.model import CollectiveInfo, Component, Session, Site, Term

Fields = Mapping[str, Any]

ROADS: Final[Sequence[Fields]] = (
    {"number": "12", "suffix": "bis"},
    {"number": None, "suffix": None},
    {"street": " "},
    *({"number": number} for number in ("14", None)),
    *({"suffix": suffix} for suffix in ("bis", Term("bis", code="2"), None)),
    *({"street_type": street_type} for street_type in ("rue", None)),
)
PLACES: Final[Sequence[Fields]] = (
    *({"building": building} for building in ("Bâtiment B", "Bâtiment C", None)),
    *({"special": special} for special in ("BP 12", "BP 14", None)),
    *({"cedex": cedex} for cedex in ("CEDEX 2", "CEDEX 3", None)),
)
COMMENTS: Final = ("arrêt « Gare »\nporte B ", "salle 3", None)


def edits(
    session: Session,
    component: Component,
    sites: tuple[Site, ...],
    more: tuple[CollectiveInfo, ...],
) -> list[list[Fields]]:
    """Return what to change of a session, kind by kind: nothing, then one thing worth trying.

    Some stay as the rules ask, some break one by a day, a minute or a place. ``more`` are the
    information sessions that may be appended.
    """
    infos = session.infos
    kinds: list[list[Fields]] = [
        [{"places": places} for places in (session.places + 1, 0, 1, -1, session.places - 1)],
        [{"end": day} for day in _around(component.end, session.start, session.end)],
        [{"start": day} for day in _around(component.start, session.end, session.start)],
        [{"infos": (*infos, info)} for info in more],
        [{"offer_code": code} for code in ("A1", None)],
        [{"site": site} for site in sites],
        *(_each(infos, kind) for kind in INFO_EDITS),
        [{"infos": edited} for edited in (infos[::-1], infos[:-1]) if infos],
    ]
    telling = [[fields for fields in kind if session.evolve(**fields) != session] for kind in kinds]
    return [[{}], *filter(None, telling)]


def _around(*bounds: Date) -> list[Date]:
    return [bound.add(days=days) for days in (0, 1, -1) for bound in bounds]


InfoEdits = Callable[[CollectiveInfo], Sequence[Fields]]


def _each(infos: tuple[CollectiveInfo, ...], edits: InfoEdits) -> list[Fields]:
    return [
        {"infos": (*infos[:index], info.evolve(**fields), *infos[index + 1 :])}
        for index, info in enumerate(infos)
        for fields in edits(info)
    ]


def _own_fields(info: CollectiveInfo) -> list[Fields]:
    return [
        *({"places": places} for places in (0, -1, info.places - 1)),
        *({"date": info.date.add(days=days)} for days in (1, -1)),
        {"end": info.start},
        *({"comment": comment} for comment in COMMENTS),
    ]


def _address(fields: Sequence[Fields]) -> InfoEdits:
    return lambda info: [{"address": info.address.evolve(**field)} for field in fields]


INFO_EDITS: Final[Sequence[InfoEdits]] = (_own_fields, _address(ROADS), _address(PLACES))
