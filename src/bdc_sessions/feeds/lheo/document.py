"""What of actions is published, with its offers; and whether it may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from bdc_sessions.changes.leaves import leaves
from bdc_sessions.errors import DuplicateNumberError
from bdc_sessions.feeds.lheo.build import Publication, build, volume_of
from bdc_sessions.feeds.lheo.findings import Findings, under
from bdc_sessions.feeds.lheo.lines import NOT_XML, write
from bdc_sessions.feeds.lheo.model_rules import MODEL_RULES
from bdc_sessions.feeds.lheo.offer import Offer
from bdc_sessions.feeds.lheo.offer_rules import OFFER_RULES
from bdc_sessions.feeds.lheo.schema import complaints
from bdc_sessions.feeds.lheo.xml_input import is_xml
from bdc_sessions.model import Action, CollectiveInfo, Component, Path, Session, Site, Term
from bdc_sessions.model.fields import to_instance, to_iterable, wrong_type
from bdc_sessions.model.shape import shape
from bdc_sessions.model.tree import get
from bdc_sessions.rules import RULES, Report, RuleSet, validate
from bdc_sessions.texts import Bilingual

Offers = Mapping[Any, Offer] | Callable[[Action, Component], Offer | None]
"""The offers: by component number, or by the numbers of action and component; or a function."""
Choice = Callable[[Component], Iterable[Session]]
"""Which sessions of a component are published."""

UNTRUE: Final = ("SES-001", "SES-003", "INF-001", "INF-002", "INF-004", "INF-005", "INF-006")
"""The rules of the action itself of whose breach the format cannot speak truly."""
DUMPS_RULES: Final = RuleSet((*OFFER_RULES, *MODEL_RULES)) | RULES.only(*UNTRUE)
"""What refuses a document before a byte of it is made."""


def dumps(
    actions: Action | Iterable[Action], offers: Offers, *, schema: bytes | None = None
) -> bytes:
    """Return the LHEO 2.3 document of an action, or of several.

    >>> from bdc_sessions.feeds import lheo
    >>> from bdc_sessions import example_action
    >>> data = lheo.dumps(example_action(), {"01": lheo.example_offer()})
    >>> lheo.loads(data).formations[0].actions[0].number
    '23P0000000_TEST_1'

    ``offers``: a mapping by component number, of several actions by the numbers of action and
    component; or a function of action and component. Each component with sessions is a formation.
    ``losses`` reports what of an action the format cannot hold.

    Raises:
        InvalidError: before a byte is made, with all of: what breaks ``RULES``; an offer that is
            missing, or that no component asks for; what the format cannot say truly (an end before
            its start, negative places); what XML cannot hold; with ``schema`` (an XSD, as bytes),
            what it refuses. Paths are ``components[01]…`` and ``offers[01]…``, under
            ``actions[number]`` for several actions.
        DuplicateNumberError: two components of one number in actions of one number.
        TypeError: what is no action, or no offer.
    """
    return document(_to_actions(actions), offers, schema=schema)


def document(
    actions: tuple[Action, ...],
    offers: Offers,
    choice: Choice = lambda component: component.sessions,
    *,
    schema: bytes | None = None,
) -> bytes:
    """Return the document of the sessions chosen; errors as ``dumps``."""
    published, findings = publications(actions, offers, choice)
    parts = list(_parts(actions, published))
    violations = [
        under(top, violation)
        for value, top in parts
        for violation in validate(value, rules=DUMPS_RULES)
        if not _left_out(value, violation.path)
    ]
    data = write([build(publication) for publication in published])
    if violations or findings.violations or not is_xml(data):
        not_xml = Findings()
        for value, top in parts:
            _note_not_xml(not_xml, value, top)
        Report((*violations, *not_xml.violations, *findings.violations)).raise_if_errors()
    if schema is not None:
        tops = [_top(publication.action, actions) for publication in published]
        complaints(data, published, tops, schema).raise_if_errors()
    return data


def publications(
    actions: tuple[Action, ...], offers: Offers, choice: Choice
) -> tuple[list[Publication], Findings]:
    """Return each component of which a session is chosen, with its offer, and offers at fault."""
    alone, findings = len(actions) == 1, Findings()
    given: tuple[Any, ...] = tuple(offers) if isinstance(offers, Mapping) else ()
    if not isinstance(offers, Mapping) and not callable(offers):
        raise wrong_type(offers, "dumps(offers)", "a mapping or a function")
    published = []
    for action, component in ((a, c) for a in actions for c in a.components):
        sessions = tuple(choice(component))
        if not sessions:
            continue
        label = component.number if alone else f"{action.number} {component.number}"
        if isinstance(offers, Mapping):
            by_number = offers.get(component.number) if alone else None
            offer = offers.get((action.number, component.number), by_number)
        else:
            offer = offers(action, component)
        if offer is None:
            path = _top(action, actions).child("offers", component.number)
            none = (f"aucune offre pour la composante {label}", f"no offer for component {label}")
            _note_offer(findings, path, None, none, map(_label, given))
            offer = MISSING
        to_instance(offer, Offer, f"offers[{component.number}]")
        published.append(Publication(action, component, offer, sessions))
    known = [(a.number, c.number) for a in actions for c in a.components]
    for key in given:
        if key not in known and not (alone and key in [number for _, number in known]):
            label = _label(key)
            none = (f"aucune composante {label}", f"no component {label}")
            expected = (number if alone else f"{a} {number}" for a, number in known)
            _note_offer(findings, Path().child("offers", label), label, none, expected)
    return published, findings


def _label(key: Any) -> str:
    return " ".join(map(str, key)) if isinstance(key, tuple) else str(key)


def _note_offer(
    findings: Findings, path: Path, value: str | None, none: tuple[str, str], given: Iterable[str]
) -> None:
    listed = ", ".join(given) or "-"
    findings.add("LHE-304", path, "Offre", value, Bilingual(listed, listed), Bilingual(*none))


MISSING: Final = Offer()
"""What stands for an offer that is not given: reported as missing, and not checked."""


def _top(action: Action, actions: tuple[Action, ...]) -> Path:
    return Path() if len(actions) == 1 else Path().child("actions", action.number)


def _to_actions(actions: Action | Iterable[Action]) -> tuple[Action, ...]:
    """Take an action or several, each component of each number once."""
    if isinstance(actions, Action):
        return (actions,)
    taken = tuple(
        to_instance(action, Action, "dumps(actions)")
        for action in to_iterable(actions, "dumps(actions)")
    )
    seen: set[tuple[str, str | None]] = set()
    for action in taken:
        top = Path().child("actions", action.number)
        numbers: list[str | None] = [component.number for component in action.components]
        for number in numbers or [None]:
            if (action.number, number) in seen:
                raise DuplicateNumberError(top, action.number)
            seen.add((action.number, number))
    if not taken:
        raise ValueError("found no action; expected at least one: a document has a formation")
    return taken


def _parts(actions: tuple[Action, ...], published: list[Publication]) -> Iterator[tuple[Any, Path]]:
    """Yield what is written of actions and offers; of several, one without a session is left out.

    Each comes with its path.
    """
    for action in actions:
        chosen = [publication for publication in published if publication.action is action]
        top = _top(action, actions)
        if chosen or not published:
            yield (
                action.evolve(components=[p.component.evolve(sessions=p.sessions) for p in chosen]),
                top,
            )
        for publication in chosen:
            if publication.offer is not MISSING:
                yield publication.offer, top.child("offers", publication.component.number)


def _left_out(value: Any, path: Path) -> bool:
    """Whether a path lies in an information session that is not published."""
    for depth, (name, _) in enumerate(path.steps, 1):
        if name == "infos":
            info: CollectiveInfo = get(value, Path(path.steps[:depth]))
            return info.places == 0
    return False


def _note_not_xml(findings: Findings, value: Any, top: Path) -> None:
    """Note the texts with characters that no XML document can hold."""
    for path, leaf in leaves(value):
        text = "".join(_texts(leaf))
        wrong = " ".join(map(ascii, sorted(set(NOT_XML.findall(text)))))
        if wrong and not _not_written(value, path):
            without = Bilingual(f"un texte sans {wrong}", f"a text without {wrong}")
            label = shape(type(get(value, path.parent))).labels[path.steps[-1][0]]
            findings.add("LHE-301", top / path, label, text, without)


def _texts(leaf: Any) -> Iterator[str]:
    if isinstance(leaf, str):
        yield leaf
    elif isinstance(leaf, tuple):
        for item in leaf:
            yield from _texts(item)
    elif isinstance(leaf, Site | Term):
        yield from _texts(attrs.astuple(leaf))


def _not_written(value: Any, path: Path) -> bool:
    """Whether a leaf of what is published is not written."""
    if _left_out(value, path):
        return True
    if len(path.steps) > 2 and path.steps[1][0] == "volumes":  # noqa: PLR2004 - in a volume
        component, volume = get(value, Path(path.steps[:1])), get(value, path.parent)
        return volume_of(component, volume.unit) is not volume
    return False
