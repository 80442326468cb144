"""What of actions is published, with its offers; and whether it may be."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

import attrs

from bdc_sessions.errors import DuplicateNumberError
from bdc_sessions.feeds.lheo.asked import ASKED
from bdc_sessions.feeds.lheo.composing import Lines
from bdc_sessions.feeds.lheo.faults import faults
from bdc_sessions.feeds.lheo.model_rules import MODEL_RULES
from bdc_sessions.feeds.lheo.offer import Offer
from bdc_sessions.feeds.lheo.records import Publication, formation
from bdc_sessions.model import Action, CollectiveInfo, Component, Path, Session
from bdc_sessions.model.fields import to_instance, to_iterable, wrong_type
from bdc_sessions.model.tree import get
from bdc_sessions.rules import RULES, Report, RuleSet, Violation, validate
from bdc_sessions.rules.finding import Link

NAMESPACE: Final = "http://lheo.gouv.fr/2.3"

Offers = Mapping[str, Offer] | Callable[[Action, Component], Offer | None]
"""The offers: by component number, or of an action and a component."""
Chosen = Callable[[Action, Component], Iterable[Session]]
"""Which sessions of a component are published."""

UNTRUE: Final = (
    "SES-001",
    "SES-003",
    "INF-001",
    "INF-002",
    "INF-004",
    "INF-005",
    "INF-006",
)
"""The rules of the action itself of whose breach the format cannot speak truly."""
JUDGES: Final = RuleSet((*ASKED, *MODEL_RULES)) | RULES.only(*UNTRUE)
"""What refuses a document before a byte of it is made."""


def every_session(_: Action, component: Component) -> Iterable[Session]:
    """Choose all sessions of a component."""
    return component.sessions


def several(actions: Action | Iterable[Action]) -> tuple[Action, ...]:
    """Take an action or several, each number once; ``DuplicateNumberError``, ``TypeError``."""
    if isinstance(actions, Action):
        return (actions,)
    taken = tuple(
        to_instance(one, Action, "dumps(actions)") for one in to_iterable(actions, "dumps(actions)")
    )
    seen: set[str] = set()
    for action in taken:
        if action.number in seen:
            raise DuplicateNumberError(Path().child("actions", action.number), action.number)
        seen.add(action.number)
    if not taken:
        raise ValueError("found no action; expected at least one: a document has a formation")
    return taken


def publications(
    actions: tuple[Action, ...], offers: Offers, chosen: Chosen = every_session
) -> list[Publication]:
    """Return what is published: each component of which a session is chosen, with its offer.

    An offer that is not given is an empty one, of which the rules tell all that is missing.
    """
    found = []
    for action in actions:
        top: Link = None if len(actions) == 1 else (None, "actions", action.number)
        for component in action.components:
            sessions = tuple(chosen(action, component))
            if sessions:
                offer = offer_of(offers, action, component)
                found.append(Publication(action, component, offer, sessions, top))
    return found


def offer_of(offers: Offers, action: Action, component: Component) -> Offer:
    """Return the offer of a component; ``TypeError`` for what is none."""
    if isinstance(offers, Mapping):
        offer = offers.get(component.number)
    elif callable(offers):
        offer = offers(action, component)
    else:
        raise wrong_type(offers, "dumps(offers)", "a mapping or a function")
    return Offer() if offer is None else to_instance(offer, Offer, f"offers[{component.number}]")


def document(actions: tuple[Action, ...], offers: Offers, chosen: Chosen = every_session) -> Lines:
    """Return the lines of a document; ``InvalidError`` with every fault of what it is made of."""
    published = publications(actions, offers, chosen)
    lines = composed(published)
    # Of several actions, one without a session is left out, as a component is.
    told: dict[str, list[Publication]] = {}
    for one in published:
        told.setdefault(one.action.number, []).append(one)
    violations = [
        violation
        for action in actions
        if action.number in told or not published
        for violation in _judged(action, len(actions) > 1, told.get(action.number, []))
    ]
    Report((*violations, *lines.faults.found)).raise_if_errors()
    return lines


def composed(published: Iterable[Publication]) -> Lines:
    """Return the lines of a document, whatever its faults."""
    lines = Lines(faults())
    top = lines.open(0, f'lheo xmlns="{NAMESPACE}"', None)
    offered = lines.open(1, "offres", None)
    for publication in published:
        record = formation(publication)
        start = lines.open(2, "formation", record.links["Component"])
        lines.form("Formation", record, 3)
        lines.close(2, "formation", start, asked=True)
    lines.close(1, "offres", offered, asked=True)
    lines.close(0, "lheo", top, asked=True)
    return lines


def _judged(action: Action, among: bool, mine: list[Publication]) -> Iterator[Violation]:  # noqa: FBT001 - alone, or among others
    """Yield what refuses an action and its offers: only of what is written of them."""
    components = [p.component.evolve(sessions=p.sessions) for p in mine]
    top = Path().child("actions", action.number) if among else Path()
    for violation in validate(action.evolve(components=components), rules=JUDGES):
        if not _left_out(action, violation.path):
            yield _below(top, violation)
    for publication in mine:
        place = top.child("offers", publication.component.number)
        for violation in validate(publication.offer, rules=JUDGES):
            yield _below(place, violation)


def _below(top: Path, violation: Violation) -> Violation:
    related = tuple(top / path for path in violation.related)
    return attrs.evolve(violation, path=top / violation.path, related=related)


def _left_out(action: Action, path: Path) -> bool:
    """Tell whether a path lies in a collective information that is not published."""
    for depth, (name, _) in enumerate(path.steps, 1):
        if name == "infos":
            info: CollectiveInfo = get(action, Path(path.steps[:depth]))
            return info.places == 0
    return False
