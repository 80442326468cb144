"""What of a feed the values made of it would not give back."""

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
"""What an offer gives for all sessions, those too for which the file does not give it."""
CODED: Final = {
    (Offer if element.owner == OFFER else CLASSES[name], element.field): element
    for name in OUTLINES
    for _, element, _ in walk_form(name)
    if element.content.codes
}
"""The fields that hold a code of a table, with their elements."""
_NOTHING = Bilingual("rien n'en est gardé", "nothing of it is kept")


def note_dropped(findings: Findings, read: Any, written: Any, trail: Trail) -> None:
    """Note each leaf of a value of the file that the one written again does not have.

    So is what would be written of a session that the file gives for another only.
    """
    labels = shape(type(read)).labels
    for name, inside in shape(type(read)).fields:
        value, kept = getattr(read, name), getattr(written, name)
        if name in APART or value == kept or (value in (None, ()) and name != SHARED):
            continue
        child_trail: Trail = (trail, name, None)
        if isinstance(inside, type):
            note_dropped(findings, value, kept, child_trail)
        elif inside is not None:
            for place, item in enumerate(value, 1):
                item_trail: Trail = (trail, name, str(place))
                note_dropped(findings, item, _twin(item, kept), item_trail)
        else:
            _note(findings, labels[name], value, kept, child_trail, CODED.get((type(read), name)))


def _twin(item: Any, written: tuple[Any, ...]) -> Any:
    """Return what is kept of an item: the same, what has the same first field, or nothing."""
    first = next(iter(shape(type(item)).order))
    twins = [twin for twin in written if getattr(twin, first) == getattr(item, first)]
    return item if item in twins else next(iter(twins), type(item)())


def note_dropped_site(findings: Findings, read: FeedSite, written: FeedSite, trail: Trail) -> None:
    """Note what of a place of training is not kept; its name may stand in three elements."""
    for name in read.names[1:]:
        _note(findings, "Lieu", name, written.label, trail)
    address_trail: Trail = (trail, "address", None)
    note_dropped(findings, read.address.evolve(denomination=None), written.address, address_trail)


def _note(
    findings: Findings,
    label: str,
    value: Any,
    kept: Any,
    trail: Trail,
    element: Element | None = None,
) -> None:
    text = _text(value)
    expected = _NOTHING
    if kept is not None and kept != ():
        described = describe(_text(kept), element)
        expected = Bilingual(f"gardé : {described.fr}", f"kept: {described.en}")
    findings.add("LHE-208", trail, label, text, expected, describe(text, element))


def _text(value: Any) -> Any:
    return " / ".join(map(str, value)) if isinstance(value, tuple) else value
