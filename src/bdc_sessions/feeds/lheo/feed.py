"""What was read from a LHEO document, as far as it could be."""

from typing import Any, NamedTuple

from attrs import field, frozen

from bdc_sessions.errors import NotFoundError
from bdc_sessions.feeds.lheo.offer import Offer
from bdc_sessions.model import Action, CollectiveInfo, Component, Path, Session
from bdc_sessions.rules import Report


class Formation(NamedTuple):
    """One action of one formation: our component, and its offer.

    ``component`` is None where the document does not say enough to make one: the report tells.
    """

    action: str
    """The number of the action that the component is of."""
    component: Component | None
    offer: Offer


class Aside(NamedTuple):
    """What the document holds and our values do not, as it stands there."""

    path: Path
    line: int
    xml: str


def _tuple(values: Any) -> tuple[Any, ...]:
    return tuple(values)


@frozen(kw_only=True)
class Feed:
    """The values of a document, what was kept aside, and a report of what was not well.

    The report's paths are those of elements, ``-`` written ``_``
    (``offres.formation[1].action[1].session[2].periode.debut``), its labels tell the lines.
    """

    version: str
    """"2.3" or "2.2", by the document's namespace."""
    actions: tuple[Action, ...] = field(default=(), converter=_tuple)
    formations: tuple[Formation, ...] = field(default=(), converter=_tuple)
    aside: tuple[Aside, ...] = field(default=(), converter=_tuple)
    report: Report = field(factory=Report)
    _offers: dict[tuple[str, str], Offer] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Find offers by the numbers of action and component."""
        offers: dict[tuple[str, str], Offer] = {}
        for formation in self.formations:
            if formation.component is not None:
                offers.setdefault((formation.action, formation.component.number), formation.offer)
        object.__setattr__(self, "_offers", offers)

    @property
    def sessions(self) -> tuple[Session, ...]:
        """The sessions of all actions."""
        return tuple(s for a in self.actions for c in a.components for s in c.sessions)

    @property
    def infos(self) -> tuple[CollectiveInfo, ...]:
        """The collective informations of all sessions."""
        return tuple(info for session in self.sessions for info in session.infos)

    def offer(self, action: Action, component: Component) -> Offer:
        """Return the offer of a component, as ``dumps(feed.actions, feed.offer)`` asks for it.

        ``NotFoundError``: a component that was not read.
        """
        found = self._offers.get((action.number, component.number))
        if found is None:
            known = [" ".join(key) for key in self._offers]
            raise NotFoundError(f"{action.number} {component.number}", known)
        return found
