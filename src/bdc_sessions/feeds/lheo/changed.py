"""What of a dossier goes to the feed: what was validated since, and what a request would change."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

from bdc_sessions.dossier import Dossier
from bdc_sessions.errors import RefusedError
from bdc_sessions.feeds.lheo.elements import Leaf, leaves
from bdc_sessions.feeds.lheo.publishing import Offers, composed, document, publications
from bdc_sessions.feeds.lheo.records import CLOSED
from bdc_sessions.feeds.lheo.writing import written
from bdc_sessions.model import Action, Component, Path, Session
from bdc_sessions.model.fields import to_instance
from bdc_sessions.rules.finding import path_of


def delta(dossier: Dossier, offers: Offers, *, since: datetime) -> bytes:
    """Return the document of what was validated after an instant; b"" where nothing was.

    Each session that a request touched is there whole, as it stands, in its component; one brought
    to 0 places is closed. The funded places are those of all the component's sessions.
    ``InvalidError`` as ``dumps`` raises it, for what is written only.
    """
    touched = {(component, session) for component, session, _ in _of(dossier).since(since)}
    if not touched:
        return b""

    def chosen(_: Action, component: Component) -> Iterable[Session]:
        return (s for s in component.sessions if (component.number, s.number) in touched)

    return written(document((dossier.action,), offers, chosen))


class Effect(StrEnum):
    """What issuing a request does to an element of the feed."""

    ADDED = "added"
    CHANGED = "changed"
    CLOSED = "closed"
    """it is taken off, or says that a session is closed"""


class Impact(NamedTuple):
    """One element of the feed that issuing a request would add, change or close."""

    effect: Effect
    element: str
    """``formation[01]/action/session[02]/periode/fin``: by the numbers of component and session."""
    before: str | None
    after: str | None
    path: Path
    """The field of the action, or of an offer, that it comes from."""


def impact(dossier: Dossier, id: str, offers: Offers) -> tuple[Impact, ...]:
    """Return the elements that issuing a request would add, change or close, in the feed's order.

    ``NotFoundError``: no such request; ``RefusedError``: one that can't be applied any more;
    ``InvalidError``: the feed could not be written after it, as ``dumps`` raises it. A validated
    request has no impact any more.
    """
    request = _of(dossier).request(id)
    if request.issued_at is not None:
        return ()
    try:
        action = request.changes.apply(dossier.action)
    except ValueError:
        report = dossier.check(id).report
        raise RefusedError(request, report, report.errors) from None

    def chosen(_: Action, component: Component) -> Iterable[Session]:
        return component.sessions if component.number == request.component else ()

    def asked(_: Action, component: Component) -> Iterable[Session]:
        return (s for s in chosen(_, component) if s.number == request.session)

    document((action,), offers, asked)
    before = leaves(composed(publications((dossier.action,), offers, chosen)))
    after = leaves(composed(publications((action,), offers, chosen)))
    return tuple(
        found
        for element in dict.fromkeys((*after, *before))
        if (found := _impact(element, before.get(element), after.get(element))) is not None
    )


CLOSING: Final = f"/etat-recrutement {CLOSED}"


def _impact(element: str, before: Leaf | None, after: Leaf | None) -> Impact | None:
    old, new = before and before.text, after and after.text
    held = after or before
    if held is None or old == new:
        return None
    closing = new is None or f"{element} {new}".endswith(CLOSING)
    effect = Effect.CLOSED if closing else Effect.ADDED if old is None else Effect.CHANGED
    return Impact(effect, element, old, new, path_of(held.link))


def _of(dossier: Dossier) -> Dossier:
    return to_instance(dossier, Dossier, "dossier")
