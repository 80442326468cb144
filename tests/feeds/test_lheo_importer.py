"""Written files, read as an importer in use reads them: by ``numero``, with XPath alone."""

from typing import Any

from hypothesis import given
from lxml import etree
from tests.feeds.lheo_values import OFFERS, tried_actions

from bdc_sessions import Action
from bdc_sessions.feeds import lheo


def imported(data: bytes) -> dict[tuple[str, str, str], dict[str, Any]]:
    """Return the sessions of a file by the numbers of formation, action and session."""
    spaces = {"l": "http://lheo.gouv.fr/2.3"}
    root: Any = etree.fromstring(data)
    sessions: dict[tuple[str, str, str], dict[str, Any]] = {}
    for session in root.xpath("/l:lheo/l:offres/l:formation/l:action/l:session", namespaces=spaces):
        action = session.getparent()
        numbers = tuple(node.attrib["numero"] for node in (action.getparent(), action, session))
        meetings = {}
        for meeting in session.xpath("l:recrutement[l:modalite-recrutement=9]", namespaces=spaces):
            meetings[meeting.attrib["numero"]] = {
                name: meeting.xpath(f"string({path})", namespaces=spaces)
                for name, path in {
                    "day": "l:periode/l:debut",
                    "from": "l:heure-debut",
                    "places": "l:nb-places",
                    "town": "l:adresse/l:ville",
                }.items()
            }
        assert numbers not in sessions
        sessions[numbers] = {
            "start": session.xpath("string(l:periode/l:debut)", namespaces=spaces),
            "open": session.xpath("l:etat-recrutement=1", namespaces=spaces),
            "places": session.xpath(
                "string(.//l:extra[@info='nombre-de-places'])", namespaces=spaces
            ),
            "organisation": session.xpath("string(../../l:organisme-formation-responsable/@numero)",
                                          namespaces=spaces),
            "meetings": meetings,
        }  # fmt: skip
    return sessions


@given(tried_actions())
def test_an_importer_finds_every_session_by_its_numbers(action: Action) -> None:
    sessions = imported(lheo.dumps(action, lambda *_: OFFERS["01"]))
    assert sessions == {
        (f"{action.number}/{component.number}", action.number, session.number): {
            "start": f"{session.start:%Y%m%d}",
            "open": session.places > 0,
            "places": str(session.places),
            "organisation": "73282932000074",
            "meetings": {
                str(place): {
                    "day": f"{info.date:%Y%m%d}",
                    "from": f"{info.start:%Hh%M}",
                    "places": str(info.places),
                    "town": " ".join(filter(None, [info.address.city, info.address.cedex])),
                }
                for place, info in enumerate(session.infos, 1)
                if info.places
            },
        }
        for component in action.components
        for session in component.sessions
    }
