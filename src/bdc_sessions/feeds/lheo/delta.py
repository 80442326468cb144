"""What of a dossier goes to the feed: what was validated since, and what a request would change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

from bdc_sessions.dossier import Dossier
from bdc_sessions.errors import RefusedError
from bdc_sessions.feeds.lheo.build import build
from bdc_sessions.feeds.lheo.codes import CLOSED
from bdc_sessions.feeds.lheo.document import Choice, Offers, document, publications
from bdc_sessions.feeds.lheo.lines import write
from bdc_sessions.feeds.lheo.trace import Traced, trace
from bdc_sessions.feeds.lheo.xml_input import parse_document
from bdc_sessions.model import Action, Component, Path, Session
from bdc_sessions.model.fields import to_instance
from bdc_sessions.model.value import enum_repr


def delta(dossier: Dossier, offers: Offers, *, since: datetime) -> bytes:
    """Return the document of what was validated after an instant; b"" where nothing was.

    >>> from datetime import UTC, datetime
    >>> from bdc_sessions import example_action
    >>> delta(Dossier(example_action()), {}, since=datetime(2022, 1, 1, tzinfo=UTC))
    b''

    Each session that a request touched is there whole, as it stands, in its component; one brought
    to 0 places is closed. The funded places are those of all the component's sessions.

    Raises:
        InvalidError: as ``dumps``, for what is written only.
    """
    touched = {(component, session) for component, session, _ in _to_dossier(dossier).since(since)}
    if not touched:
        return b""

    def choice(component: Component) -> Iterable[Session]:
        return (s for s in component.sessions if (component.number, s.number) in touched)

    return document((dossier.action,), offers, choice)


class Effect(StrEnum):
    """What issuing a request does to an element of the feed.

    >>> [effect.value for effect in Effect]
    ['added', 'changed', 'closed']
    """

    ADDED = "added"
    CHANGED = "changed"
    CLOSED = "closed"
    """it is taken off, or says that a session is closed"""

    __repr__ = enum_repr


class Impact(NamedTuple):
    """One element of the feed that issuing a request would add, change or close.

    >>> Impact(Effect.CHANGED, "formation[01]/intitule-formation", "A", "B", Path()).effect
    Effect.CHANGED

    Attributes:
        effect: what becomes of it.
        element: ``formation[01]/action/session[02]/periode/fin``, by the numbers of component and
            session.
        before: its text; None where it is not there.
        after: its text, once the request is issued.
        path: the field of the action, or of an offer, that it comes from.
    """

    effect: Effect
    element: str
    before: str | None
    after: str | None
    path: Path


def impact(dossier: Dossier, id: str, offers: Offers) -> tuple[Impact, ...]:
    """Return the elements that issuing a request would add, change or close, in the feed's order.

    >>> from bdc_sessions import example_dossier
    >>> from bdc_sessions.feeds.lheo import example_offer
    >>> dossier = example_dossier()
    >>> session = dossier.action.component("01").session("01").cancel()
    >>> drafted = dossier.draft_change("r3", component="01", session=session)
    >>> impact(drafted, "r3", {"01": example_offer()})[0].element
    'formation[01]/action/session[01]/etat-recrutement'

    A validated request has no impact any more.

    Raises:
        NotFoundError: no such request.
        RefusedError: one that can't be applied any more.
        InvalidError: the feed could not be written after it, as ``dumps`` raises it.
    """
    request = _to_dossier(dossier).request(id)
    if request.issued_at is not None:
        return ()
    try:
        action = request.changes.apply(dossier.action)
    except ValueError:
        check = dossier.check(id)
        raise RefusedError(request, check.report, tuple(check.report.errors)) from None

    def choice(component: Component) -> Iterable[Session]:
        return component.sessions if component.number == request.component else ()

    def requested_sessions(component: Component) -> Iterable[Session]:
        return (s for s in choice(component) if s.number == request.session)

    document((action,), offers, requested_sessions)
    before, after = (_texts(state, offers, choice) for state in (dossier.action, action))
    return tuple(
        element
        for name in dict.fromkeys((*after, *before))
        if (element := _impact(name, before.get(name), after.get(name))) is not None
    )


def _texts(action: Action, offers: Offers, choice: Choice) -> dict[str, Traced]:
    """Return the texts of the document of an action, whatever its faults, by their names."""
    published, _ = publications((action,), offers, choice)
    data = write([build(publication) for publication in published])
    root = parse_document(data, len(data))
    traced = trace(root, published, [Path()] * len(published)).values()
    return {element.name: element for element in traced if element.text is not None}


CLOSING: Final = f"/etat-recrutement {CLOSED}"


def _impact(name: str, before: Traced | None, after: Traced | None) -> Impact | None:
    old, new = before and before.text, after and after.text
    known = after or before
    if known is None or old == new:
        return None
    closing = new is None or f"{name} {new}".endswith(CLOSING)
    effect = Effect.CLOSED if closing else Effect.ADDED if old is None else Effect.CHANGED
    return Impact(effect, name, old, new, known.path)


def _to_dossier(dossier: Dossier) -> Dossier:
    return to_instance(dossier, Dossier, "dossier")
