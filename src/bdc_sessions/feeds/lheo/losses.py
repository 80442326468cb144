"""What of an action the format cannot hold, told before or after it is published."""

from collections.abc import Iterator
from typing import Final

from bdc_sessions.codec.faults import Both, Faults
from bdc_sessions.feeds.lheo.faults import faults, note
from bdc_sessions.feeds.lheo.records import held_volume, published
from bdc_sessions.model import Action, Component, Path, Session, Volume
from bdc_sessions.model.fields import to_instance
from bdc_sessions.model.shape import shape
from bdc_sessions.rules import Report
from bdc_sessions.rules.info_rules import LONGEST_COMMENT

HELD: Final = ("kind", "unit", "mean")
"""The fields of a volume that the format holds, where it holds the volume at all."""


def losses(action: Action) -> Report:
    """Return what ``dumps`` leaves out, each with its path and why: nothing is lost in silence.

    A component without sessions; volumes but for the mean hours in centre and in company (bounds,
    headcounts, totals, other units); an information of 0 places; a comment beyond 500 characters.
    The findings are informations, with codes ``LHE-4…``. All else comes back from ``loads``.
    """
    found = faults()
    for component in to_instance(action, Action, "losses(action)").components:
        top = Path().child("components", component.number)
        if component.sessions:
            _component(found, component, top)
        else:
            why = ("sans session, rien à publier", "no session, nothing to publish")
            note(found, "LHE-401", top, component.label, component.number, why)
    return Report(found.found)


def _component(found: Faults, component: Component, top: Path) -> None:
    for volume in component.volumes:
        for name in _lost(component, volume):
            why = ("le format n'a que les heures moyennes", "the format has the mean hours only")
            path = top.child("volumes", volume.kind) / name
            note(
                found, "LHE-402", path, shape(Volume).labels[name], str(getattr(volume, name)), why
            )
    for session in component.sessions:
        _session(found, session, top.child("sessions", session.number))


def _lost(component: Component, volume: Volume) -> Iterator[str]:
    held = HELD if held_volume(component, volume.unit) is volume else ()
    return (
        name
        for name in shape(Volume).leaves
        if name not in held and getattr(volume, name) is not None
    )


def _session(found: Faults, session: Session, top: Path) -> None:
    for place, info in enumerate(session.infos, 1):
        path = top.child("infos", str(place))
        if info.places == 0:
            why = ("à 0 place, elle n'est pas publiée", "of 0 places, it is left out")
            note(found, "LHE-403", path, "Information collective", info.places, why)
        elif info.comment is not None and info.comment != published(info.comment):
            rest = info.comment[LONGEST_COMMENT:]
            note(found, "LHE-404", path / "comment", "Commentaire", rest, _longer(rest))


def _longer(rest: str) -> Both:
    if not rest:
        return "un commentaire vide n'est pas écrit", "an empty comment is not written"
    return f"{LONGEST_COMMENT} caractères au plus", f"{LONGEST_COMMENT} characters at most"
