"""What of an action the format cannot hold, reported before or after it is published."""

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


def losses(action: "Action") -> "Report":
    """Return what ``dumps`` leaves out, each with its path and why: nothing is lost in silence.

    >>> from bdc_sessions import example_action
    >>> print(losses(example_action())[2].message("en"))
    '120.00' is not in the feed (the format has the mean hours only).

    A component without sessions; volumes but for the mean hours in centre and in company (bounds,
    headcounts, totals, other units); an information session of 0 places; a comment beyond 500
    characters; blanks at the ends of texts that elements of the format hold. The findings are of
    severity INFO, with codes ``LHE-4…``. All else comes back from ``loads`` and ``to_actions``.
    """
    findings = Findings()
    for site in to_instance(action, Action, "losses(action)").sites:
        _site(findings, site, Path().child("sites"))
    for component in action.components:
        top = Path().child("components", component.number)
        if component.sessions:
            _component(findings, component, top)
        else:
            findings.add("LHE-401", top, component.label, component.number, _NO_SESSION)
    return Report(findings.violations, of=Action)


def _component(findings: Findings, component: Component, top: Path) -> None:
    _blanks(findings, component, "title", top / "title")
    for volume in component.volumes:
        for name in _lost(component, volume):
            path = top.child("volumes", volume.kind) / name
            label = shape(Volume).labels[name]
            findings.add("LHE-402", path, label, str(getattr(volume, name)), _MEAN_ONLY)
    for session in component.sessions:
        _session(findings, session, top.child("sessions", session.number))


def _lost(component: Component, volume: Volume) -> Iterator[str]:
    kept = KEPT if volume_of(component, volume.unit) is volume else ()
    return (
        name
        for name in shape(Volume).leaves
        if name not in kept and getattr(volume, name) is not None
    )


def _session(findings: Findings, session: Session, top: Path) -> None:
    _site(findings, session.site, top / "site")
    for place, info in enumerate(session.infos, 1):
        path = top.child("infos", str(place))
        if info.places == 0:
            findings.add("LHE-403", path, "Information collective", info.places, _NO_PLACE)
            continue
        comment = info.comment
        if comment is not None and len(comment) > LONGEST_COMMENT:
            rest = comment[LONGEST_COMMENT:]
            findings.add("LHE-404", path / "comment", "Commentaire", rest, _CUT)
        elif comment is not None:
            _blanks(findings, info, "comment", path / "comment")
        for name in ("postal_code", "city"):
            _blanks(findings, info.address, name, path / "address" / name)


def _site(findings: Findings, site: Site, path: Path) -> None:
    for name in shape(Site).leaves:
        _blanks(findings, site, name, path)


def _blanks(findings: Findings, value: object, name: str, path: Path) -> None:
    text = getattr(value, name)
    if text != text.strip():
        label = shape(type(value)).labels[name]
        findings.add("LHE-405", path, label, text, _TRIMMED)
