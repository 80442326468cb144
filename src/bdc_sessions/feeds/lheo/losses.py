"""What of an action the format cannot hold, told before or after it is published."""

from collections.abc import Iterator
from typing import Final

from bdc_sessions.feeds.lheo.build import LONGEST_COMMENT, volume_of
from bdc_sessions.feeds.lheo.findings import Findings
from bdc_sessions.model import Action, Component, Path, Session, Site, Volume
from bdc_sessions.model.fields import to_instance
from bdc_sessions.model.shape import shape
from bdc_sessions.rules import Report
from bdc_sessions.texts import Bilingual

KEPT: Final = ("kind", "unit", "mean")
"""The fields of a volume that the format holds, where it holds the volume at all."""
_NO_SESSION: Final = Bilingual("sans session, rien à publier", "no session, nothing to publish")
_MEAN_ONLY: Final = Bilingual(
    "le format n'a que les heures moyennes", "the format has the mean hours only"
)
_NO_PLACE: Final = Bilingual("à 0 place, elle n'est pas publiée", "of 0 places, it is left out")
_CUT: Final = Bilingual(
    f"{LONGEST_COMMENT} caractères au plus", f"{LONGEST_COMMENT} characters at most"
)
_TRIMMED: Final = Bilingual("les lecteurs l'ôtent", "readers take it off")


def losses(action: Action) -> Report:
    """Return what ``dumps`` leaves out, each with its path and why: nothing is lost in silence.

    >>> from bdc_sessions.rules.example import example_action
    >>> print(losses(example_action())[2].message("en"))
    Volume total: '120.00' is not in the feed (the format has the mean hours only).

    A component without sessions; volumes but for the mean hours in centre and in company (bounds,
    headcounts, totals, other units); an information session of 0 places; a comment beyond 500
    characters; blanks at the ends of texts that elements of the format hold. The findings are of
    severity INFO, with codes ``LHE-4…``. All else comes back from ``loads`` and ``to_actions``.
    """
    found = Findings()
    for site in to_instance(action, Action, "losses(action)").sites:
        _site(found, site, Path().child("sites"))
    for component in action.components:
        top = Path().child("components", component.number)
        if component.sessions:
            _component(found, component, top)
        else:
            found.add("LHE-401", top, component.label, component.number, _NO_SESSION)
    return Report(found.found, of=Action)


def _component(found: Findings, component: Component, top: Path) -> None:
    _blanks(found, component, "title", top)
    for volume in component.volumes:
        for name in _lost(component, volume):
            path = top.child("volumes", volume.kind) / name
            label = shape(Volume).labels[name]
            found.add("LHE-402", path, label, str(getattr(volume, name)), _MEAN_ONLY)
    for session in component.sessions:
        _session(found, session, top.child("sessions", session.number))


def _lost(component: Component, volume: Volume) -> Iterator[str]:
    kept = KEPT if volume_of(component, volume.unit) is volume else ()
    return (
        name
        for name in shape(Volume).leaves
        if name not in kept and getattr(volume, name) is not None
    )


def _session(found: Findings, session: Session, top: Path) -> None:
    _site(found, session.site, top / "site")
    for place, info in enumerate(session.infos, 1):
        path = top.child("infos", str(place))
        if info.places == 0:
            found.add("LHE-403", path, "Information collective", info.places, _NO_PLACE)
            continue
        comment = info.comment
        if comment is not None and len(comment) > LONGEST_COMMENT:
            rest = comment[LONGEST_COMMENT:]
            found.add("LHE-404", path / "comment", "Commentaire", rest, _CUT)
        elif comment is not None:
            _blanks(found, info, "comment", path)
        for name in ("postal_code", "city"):
            _blanks(found, info.address, name, path / "address")


def _site(found: Findings, site: Site, path: Path) -> None:
    for name in shape(Site).leaves:
        text = getattr(site, name)
        if text != text.strip():
            found.add("LHE-405", path, shape(Site).labels[name], text, _TRIMMED)


def _blanks(found: Findings, value: object, name: str, top: Path) -> None:
    text = getattr(value, name)
    if text != text.strip():
        label = shape(type(value)).labels[name]
        found.add("LHE-405", top / name, label, text, _TRIMMED)
