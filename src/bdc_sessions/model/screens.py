"""The guide's screens of an action and its parts, as data (§1.1, §1.2, §1.3, §2.1)."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from bdc_sessions.model.fields import wrong_type
from bdc_sessions.model.shape import shape
from bdc_sessions.screen import Pairs, Screen, Table
from bdc_sessions.texts import NOTHING, display

if TYPE_CHECKING:
    from bdc_sessions.model.action import Action
    from bdc_sessions.model.address import Address
    from bdc_sessions.model.collective_info import CollectiveInfo
    from bdc_sessions.model.component import Component
    from bdc_sessions.model.session import Session
    from bdc_sessions.model.volume import Volume

MANAGEMENT = "Gestion de l'action de formation"
IDENTIFICATION = "Identification de l'action de formation"
COMPONENTS = "Liste des composantes"
SESSIONS = "Liste des sessions"
CHARACTERISTICS = "Caractéristiques"
INFOS = "Liste des informations collectives"
NO_INFO = "Aucune information collective n'est affectée à cette session."
NO_SESSION = "Aucune session."

_IDENTIFICATION = (
    "title",
    "number",
    "contract_number",
    "holder",
    "status",
    "schemes",
    "consultation",
    "programmes",
    "start",
    "end",
)
_COMPONENTS = ("N°", "Composante", "Date début", "Date fin", "Ville (CP)")
_VOLUMES = ("Effectif", "Volume moyen", "Volume minimal", "Volume maximal", "Volume total")
_SESSIONS = ("Composante", "Session", "Nb places", "Code Offre Info", "Date début", "Date fin")
_INFOS = ("Date", "Adresse", "Ville", "Code postal", "Heure début", "Heure fin")


def pairs_of(value: Any, *names: str) -> list[tuple[str, str]]:
    """Return the labels of fields in the form, with the fields' values."""
    labels = shape(type(value)).labels
    return [(labels[name], display(getattr(value, name))) for name in names]


def of_action(action: "Action") -> Screen:
    """Return the screen of an action: its identification, components and sessions."""
    return Screen(
        MANAGEMENT,
        [
            Screen(IDENTIFICATION, [Pairs(pairs_of(action, *_IDENTIFICATION))]),
            Pairs(pairs_of(action, "year", "entry", "sites")),
            _components(action.components, action.totals),
            _sessions(action.components),
        ],
    )


def of_component(component: "Component") -> Screen:
    """Return the screen of a component: its volumes and its sessions."""
    return Screen(component.label, [_components([component]), _sessions([component])])


def of_session(session: "Session", component: "Component | None") -> Screen:
    """Return the screen of a session: its form, and its information sessions."""
    subject = getattr(getattr(component, "ABOUT", None), "subject", None)
    if component is not None and subject != "component":
        raise wrong_type(component, "Session.screen(component=)", "a Component")
    parents = [] if component is None else [("Composantes", _component_name(component))]
    own = pairs_of(session, "number", "start", "end", "site", "places")
    offer = [] if session.offer_code is None else pairs_of(session, "offer_code")
    rows = [
        (
            display(info.date),
            info.address.line,
            info.address.city,
            info.address.postal_code,
            display(info.start),
            display(info.end),
        )
        for info in session.infos
    ]
    return Screen(
        f"Session n° {session.number}",
        [
            Screen(CHARACTERISTICS, [Pairs([*parents, *own, *offer])]),
            Screen(INFOS, [Table(_INFOS, rows) if rows else NO_INFO]),
        ],
    )


def of_info(info: "CollectiveInfo") -> Screen:
    """Return the screen of an information session: its form, with its address."""
    own = pairs_of(info, "date", "start", "end", "places", "comment")
    return Screen(
        f"{CHARACTERISTICS} de l'information collective", [Pairs(own), info.address.screen()]
    )


def of_address(address: "Address") -> Screen:
    """Return the screen of an address: the fields of the form, "-" for those left empty."""
    return Screen("Adresse", [Pairs(pairs_of(address, *shape(type(address)).leaves))])


def _component_name(component: "Component") -> str:
    return f"{component.number} {component.code} - {component.title}"


def _components(components: Iterable["Component"], totals: Iterable["Volume"] = ()) -> Screen:
    rows: list[tuple[str, ...]] = []
    for component in components:
        dates = (display(component.start), display(component.end))
        name = f"{component.code} - {component.title}"
        city = f"{component.city} {component.postal_code}"
        rows.append((component.number, name, *dates, city, "", "", "", "", ""))
        rows += map(_volume, component.volumes)
    if summed := [_volume(volume) for volume in totals]:
        rows += [("TOTAL",), *summed]
    return Screen(COMPONENTS, [Table((*_COMPONENTS, *_VOLUMES), rows)])


def _volume(volume: "Volume") -> tuple[str, ...]:
    amounts = (volume.mean, volume.minimum, volume.maximum, volume.total)
    texts = [NOTHING if n is None else f"{display(n)} {volume.unit}" for n in amounts]
    return ("", f"-{volume.kind}", "", "", "", display(volume.headcount), *texts)


def _sessions(components: Iterable["Component"]) -> Screen:
    rows = [row for component in components for row in _session_rows(component)]
    return Screen(SESSIONS, [Table(_SESSIONS, rows) if rows else NO_SESSION])


def _session_rows(component: "Component") -> Iterator[tuple[str, ...]]:
    name = f"N°{component.label}"
    for session in component.sessions:
        yield (
            name,
            f"Session n° {session.number}",
            display(session.places),
            session.offer_code or "",
            display(session.start),
            display(session.end),
        )
        for info in session.infos:
            times = f"de {display(info.start)} à {display(info.end)}"
            yield ("", f"-Information collective : {display(info.date)} {times}")
