"""What of a feed would not be told again by what was made of it."""

from typing import Any

from bdc_sessions.feeds.lheo.feed import FeedSite
from bdc_sessions.feeds.lheo.findings import Findings, describe
from bdc_sessions.model.path import Trail
from bdc_sessions.model.shape import shape
from bdc_sessions.texts import Bilingual

APART = ("aside", "report", "actions", "sessions", "infos", "sites")
"""The fields that are compared one by one, or that stay with the feed."""
_NOTHING = Bilingual("rien n'en est gardé", "nothing of it is kept")


def note_unheld(findings: Findings, told: Any, held: Any, trail: Trail) -> None:
    """Note each leaf of a value that the other does not have: what was told and is not held."""
    labels = shape(type(told)).labels
    for name, inside in shape(type(told)).fields:
        value, mine = getattr(told, name), getattr(held, name)
        if name in APART or value is None or value in ((), mine):
            continue
        here: Trail = (trail, name, None)
        if isinstance(inside, type):
            note_unheld(findings, value, mine, here)
        elif inside is not None:
            for place, item in enumerate(value):
                if place >= len(mine):
                    _note(findings, labels[name], item, None, (trail, name, str(place + 1)))
                else:
                    note_unheld(findings, item, mine[place], (trail, name, str(place + 1)))
        else:
            _note(findings, labels[name], value, mine, here)


def note_unheld_site(findings: Findings, told: FeedSite, held: FeedSite, trail: Trail) -> None:
    """Note what of a place of training is not held; its name may stand in three elements."""
    for name in told.names[1:]:
        _note(findings, "Lieu", name, held.label, trail)
    here: Trail = (trail, "address", None)
    note_unheld(findings, told.address.evolve(denomination=None), held.address, here)


def _note(findings: Findings, label: str, value: Any, mine: Any, trail: Trail) -> None:
    texts = value if not isinstance(value, tuple) else " / ".join(map(str, value))
    kept = _NOTHING
    if mine is not None and mine != ():
        said = describe(mine if not isinstance(mine, tuple) else " / ".join(map(str, mine)))
        kept = Bilingual(f"gardé : {said.fr}", f"kept: {said.en}")
    findings.add("LHE-208", trail, label, texts, kept)
