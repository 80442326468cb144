"""What of a feed would not be told again by what was made of it."""

from typing import Any, Final

from bdc_sessions.feeds.lheo.element_tree import CLASSES, OFFER, Element, walk_form
from bdc_sessions.feeds.lheo.feed import FeedSite
from bdc_sessions.feeds.lheo.findings import Findings, describe
from bdc_sessions.feeds.lheo.offer import Offer
from bdc_sessions.feeds.lheo.table import OUTLINES
from bdc_sessions.model.path import Trail
from bdc_sessions.model.shape import shape
from bdc_sessions.texts import Bilingual

APART = ("aside", "report", "actions", "sessions", "infos", "sites")
"""The fields that are compared one by one, or that stay with the feed."""
SHARED: Final = "registration_terms"
"""What an offer tells of all sessions, those too of which the file does not tell it."""
CODED: Final = {
    (Offer if element.owner == OFFER else CLASSES[name], element.field): element
    for name in OUTLINES
    for _, element, _ in walk_form(name)
    if element.content.codes
}
"""The fields that hold a code of a table, with their elements."""
_NOTHING = Bilingual("rien n'en est gardé", "nothing of it is kept")


def note_unheld(findings: Findings, told: Any, held: Any, trail: Trail) -> None:
    """Note each leaf of a value that the other does not have: what was told and is not held.

    So is what would be told of a session that the file tells of another only.
    """
    labels = shape(type(told)).labels
    for name, inside in shape(type(told)).fields:
        value, mine = getattr(told, name), getattr(held, name)
        if name in APART or value == mine or (value in (None, ()) and name != SHARED):
            continue
        here: Trail = (trail, name, None)
        if isinstance(inside, type):
            note_unheld(findings, value, mine, here)
        elif inside is not None:
            for place, item in enumerate(value, 1):
                there: Trail = (trail, name, str(place))
                note_unheld(findings, item, _twin(item, mine), there)
        else:
            _note(findings, labels[name], value, mine, here, CODED.get((type(told), name)))


def _twin(item: Any, held: tuple[Any, ...]) -> Any:
    """Return what is held of an item: the same, what has the same first field, or nothing."""
    first = next(iter(shape(type(item)).order))
    alike = [other for other in held if getattr(other, first) == getattr(item, first)]
    return item if item in alike else next(iter(alike), type(item)())


def note_unheld_site(findings: Findings, told: FeedSite, held: FeedSite, trail: Trail) -> None:
    """Note what of a place of training is not held; its name may stand in three elements."""
    for name in told.names[1:]:
        _note(findings, "Lieu", name, held.label, trail)
    here: Trail = (trail, "address", None)
    note_unheld(findings, told.address.evolve(denomination=None), held.address, here)


def _note(
    findings: Findings,
    label: str,
    value: Any,
    mine: Any,
    trail: Trail,
    element: Element | None = None,
) -> None:
    text = _text(value)
    kept = _NOTHING
    if mine is not None and mine != ():
        said = describe(_text(mine), element)
        kept = Bilingual(f"gardé : {said.fr}", f"kept: {said.en}")
    findings.add("LHE-208", trail, label, text, kept, describe(text, element))


def _text(value: Any) -> Any:
    return " / ".join(map(str, value)) if isinstance(value, tuple) else value
