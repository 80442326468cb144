"""Values of the model made of a feed, and a report of each thing that it can't hold."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from pendulum import Date

from bdc_sessions.feeds.lheo.build import (
    ACTION_FIELDS,
    ENTRIES,
    FORMATION_FIELDS,
    KINDS,
    NAMES,
    Publication,
    build,
    city_of,
    lines_of,
)
from bdc_sessions.feeds.lheo.codes import OPEN, REGION
from bdc_sessions.feeds.lheo.contact import PostalAddress
from bdc_sessions.feeds.lheo.feed import (
    Feed,
    FeedAction,
    FeedAddress,
    FeedInfo,
    FeedSession,
    FeedSite,
    Formation,
    Made,
)
from bdc_sessions.feeds.lheo.findings import Findings
from bdc_sessions.feeds.lheo.given_once import reduce
from bdc_sessions.feeds.lheo.offer import Offer
from bdc_sessions.feeds.lheo.organisation import Recruitment
from bdc_sessions.feeds.lheo.unheld import note_unheld, note_unheld_site
from bdc_sessions.model import (
    Action,
    Address,
    CollectiveInfo,
    Component,
    EntryMode,
    Session,
    Site,
    Term,
    Volume,
)
from bdc_sessions.model.natural import free_number, natural_key
from bdc_sessions.model.path import Trail
from bdc_sessions.model.shape import shape
from bdc_sessions.texts import Bilingual

MODES: Final[Mapping[str | None, EntryMode]] = {code: mode for mode, code in ENTRIES.items()}
NO_SITE: Final = Site(name="", place="", city="", postal_code="")

_A_SESSION: Final = Bilingual(
    "une session que le modèle tient ; laissée de côté", "a session that can be made; left out"
)
_A_DAY: Final = Bilingual("un jour ; laissée de côté", "a day; left out")
_PLACES: Final = Bilingual(
    "un nombre de places (to_actions(places=)) ; laissée de côté",
    "a number of places (to_actions(places=)); left out",
)
_WHOLE: Final = Bilingual(
    "une information collective entière ; laissée de côté",
    "a whole information session; left out",
)
_ONCE: Final = Bilingual("un numéro par session ; laissée de côté", "each number once; left out")
_AN_ENTRY: Final = Bilingual(
    "des modalités d'entrées et sorties ; dates fixes retenues",
    "how one enters; fixed dates taken",
)
_A_PLACE: Final = Bilingual("un lieu de l'action ; le premier retenu", "a place; the first taken")
_ANY_PLACE: Final = Bilingual(
    "un lieu de formation ; celui de l'inscription retenu",
    "a place of training; that of registration taken",
)


class Offers(Mapping[Any, Offer]):
    """Offers by the numbers of action and component; of one action, by the latter alone too."""

    __slots__ = ("_by_numbers",)

    def __init__(self, by_numbers: Iterable[tuple[tuple[str, str], Offer]]) -> None:
        """Take offers, each with the numbers of its action and component."""
        self._by_numbers: dict[Any, Offer] = dict(by_numbers)

    def __getitem__(self, key: object) -> Offer:
        """Return the offer of a component."""
        actions = {action for action, _ in self._by_numbers}
        alone = isinstance(key, str) and len(actions) == 1
        return self._by_numbers[(*actions, key) if alone else key]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield the numbers of each action and component."""
        return iter(self._by_numbers)

    def __len__(self) -> int:
        """Return how many offers there are."""
        return len(self._by_numbers)

    def __repr__(self) -> str:
        """Return the offers as a mapping is shown."""
        return repr(self._by_numbers)


def make(feed: Feed, places: int | None) -> Made:
    """Return what the model can hold of a feed."""
    making = _Making(places)
    for place, formation in enumerate(feed.formations, 1):
        top: Trail = (None, "formations", str(place))
        if not formation.actions:
            due = Bilingual("une action ; laissée de côté", "an action; left out")
            making.findings.add("LHE-206", top, "formation", formation.title, due)
        for n, action in enumerate(formation.actions, 1):
            number = formation.number or f"{place:02}"
            stand_in = number if n == 1 else f"{number}/{n}"
            making.action(formation, action, (top, "actions", str(n)), stand_in)
    return Made(
        actions=[bare.evolve(components=components) for bare, components in making.actions],
        offers=Offers(making.offers),
        report=making.findings.report(),
    )


class _Kept(NamedTuple):
    """A session that was made, what it was made of, and the information sessions it has."""

    told: FeedSession
    trail: Trail
    made: Session
    infos: list[tuple[FeedInfo, Trail]]


class _Making:
    """The making of one feed's values."""

    def __init__(self, places: int | None) -> None:
        self.places = places
        self.findings = Findings()
        # Actions without their components, and these.
        self.actions: list[tuple[Action, list[Component]]] = []
        self.offers: list[tuple[tuple[str, str], Offer]] = []

    def action(self, formation: Formation, action: FeedAction, trail: Trail, stand_in: str) -> None:
        """Make the component and the offer of an action of a formation."""
        facts = dict(action.facts)
        kept = list(self.sessions(action, trail))
        sessions = [session.made for session in kept]
        start = facts.get("Component.start", min((s.start for s in sessions), default=None))
        end = facts.get("Component.end", max((s.end for s in sessions), default=None))
        if start is None or end is None:
            self.findings.add("LHE-206", trail, "action", action.number, _A_SESSION)
            return
        number = action.number
        if number is None:
            self.findings.add("LHE-206", trail, "action", None, _a_number(stand_in))
            number = stand_in
        if action.entry is None:
            self.findings.add("LHE-206", (trail, "entry", None), "action", None, _AN_ENTRY)
        offer = _offer(formation, action, kept)
        sites = [_site(site) for site in action.sites if not site.apart]
        first = sites[0] if sites else NO_SITE
        component = Component(
            number=facts.get("Component.number", "01"),
            code=facts.get("Component.code", ""),
            title=formation.title or "",
            start=start,
            end=end,
            city=facts.get("Component.city", first.city),
            postal_code=facts.get("Component.postal_code", first.postal_code),
            volumes=_volumes(action, facts),
            sessions=sessions,
        )
        bare = _bare(action, number, component, offer, sites)
        component = self.put(bare, component, trail, ours=bool(facts))
        self.offers.append(((number, component.number), offer))
        held = build(Publication(bare, component, offer, component.sessions))
        self.compare(formation, action, kept, held, trail)

    def put(self, bare: Action, component: Component, trail: Trail, *, ours: bool) -> Component:
        """Put a component into its action, or into one of its own; return it as it is known.

        ``ours``: whether this library wrote what it is made of.
        """
        known = [held for other, held in self.actions if other == bare]
        taken = [c.number for a, held in self.actions if a.number == bare.number for c in held]
        if component.number in taken:
            component = component.evolve(number=free_number(taken))
        elif ours and known:
            known[0].append(component)
            return component
        if taken:
            due = Bilingual("un numéro par action", "a number for each action")
            self.findings.add("LHE-204", trail, "action", bare.number, due)
        self.actions.append((bare, [component]))
        return component

    def sessions(self, action: FeedAction, trail: Trail) -> Iterator[_Kept]:
        """Yield the sessions that can be made."""
        borne = {session.number for session in action.sessions if session.number is not None}
        seen: set[str] = set()
        for place, session in enumerate(action.sessions, 1):
            here: Trail = (trail, "sessions", str(place))
            number = session.number
            if number is None:
                number = f"{place:02}" if f"{place:02}" not in borne else free_number(borne)
                borne.add(number)
            start, end = session.start, session.end
            places = self.places_of(session, action)
            if number in seen:
                self.findings.add("LHE-204", here, "session", number, _ONCE)
            elif not isinstance(start, Date) or not isinstance(end, Date):
                found = " – ".join("-" if date is None else str(date) for date in (start, end))
                self.findings.add("LHE-206", here, f"session {number}", found, _A_DAY)
            elif places is None:
                self.findings.add("LHE-206", here, f"session {number}", None, _PLACES)
            else:
                seen.add(number)
                if session.number is None:
                    self.findings.add("LHE-206", here, "session", None, _a_number(number))
                infos = list(self.infos(session, here))
                made = Session(
                    number=number,
                    start=start,
                    end=end,
                    site=self.site_of(session, action, here),
                    places=places,
                    offer_code=session.offer_code,
                    infos=[_info(info) for info, _ in infos],
                )
                yield _Kept(session, here, made, [(i, at) for i, at in infos if i.places])

    def places_of(self, session: FeedSession, action: FeedAction) -> int | None:
        """Return a session's places: told, or funded by the region where it is the only one."""
        if session.places is not None:
            return session.places
        if len(action.sessions) == 1:
            for funder in action.offer.funders:
                if funder.code == REGION and funder.places is not None:
                    return funder.places
        return self.places

    def site_of(self, session: FeedSession, action: FeedAction, trail: Trail) -> Site:
        """Return the site of a session: told, or the action's first, or where one registers."""
        sites = action.sites
        if session.site is not None and 0 < session.site <= len(sites):
            return _site(sites[session.site - 1])
        if session.site is not None or len(sites) > 1:
            self.findings.add("LHE-206", (trail, "site", None), "site", session.site, _A_PLACE)
        if sites:
            return _site(sites[0])
        self.findings.add("LHE-206", (trail, "site", None), "site", None, _ANY_PLACE)
        address = session.registration
        return Site(
            name=address.denomination or "",
            place=address.lines[0] if address.lines else "",
            city=address.city or "",
            postal_code=address.postal_code or "",
        )

    def infos(self, session: FeedSession, trail: Trail) -> Iterator[tuple[FeedInfo, Trail]]:
        """Yield the information sessions that say all that the model asks."""
        for place, info in enumerate(session.infos, 1):
            here: Trail = (trail, "infos", str(place))
            told = {
                "date": isinstance(info.date, Date),
                "start": info.start is not None,
                "end": info.end is not None,
                "places": info.places is not None,
                "address": info.address != FeedAddress(),
            }
            if all(told.values()):
                yield info, here
            else:
                labels = shape(FeedInfo).labels
                lacks = ", ".join(labels[name] for name in told if not told[name])
                found = Bilingual(f"sans {lacks}", f"without {lacks}")
                self.findings.add("LHE-206", here, "recrutement", found.fr, _WHOLE, found)

    def compare(
        self,
        formation: Formation,
        action: FeedAction,
        kept: list[_Kept],
        held: Formation,
        trail: Trail,
    ) -> None:
        """Note what was told and would not be told by what was made of it."""
        note_unheld(self.findings, formation, held, trail and trail[0])
        (held_action,) = held.actions
        note_unheld(self.findings, action, held_action, trail)
        for place, site in enumerate(action.sites):
            mine = held_action.sites[place] if place < len(held_action.sites) else FeedSite()
            note_unheld_site(self.findings, site, mine, (trail, "sites", str(place + 1)))
        by_number = {session.number: session for session in held_action.sessions}
        for told, here, made, infos in kept:
            held_session = by_number[made.number]
            note_unheld(self.findings, told, held_session, here)
            for (info, at), held_info in zip(infos, held_session.infos, strict=True):
                note_unheld(self.findings, info, held_info, at)


def _a_number(number: str) -> Bilingual:
    return Bilingual(f"un numéro ; {number} retenu", f"a number; {number} taken")


def _site(site: FeedSite) -> Site:
    lines = site.address.lines
    return Site(
        name=site.label,
        place=lines[0] if lines else "",
        city=site.address.city or "",
        postal_code=site.address.postal_code or "",
    )


def _info(info: FeedInfo) -> CollectiveInfo:
    given = {name: getattr(info, name) for name in ("date", "start", "end", "places", "comment")}
    return CollectiveInfo(**given, address=_address(info.address))


def _address(told: FeedAddress) -> Address:
    """Return an address by its parts where its lines say the same, else by its lines."""
    city, postal_code = told.city or "", told.postal_code or ""
    if told.street is not None:
        cedex = told.cedex
        by_parts = Address(
            number=told.number,
            suffix=_term(told.suffix, told.suffix_code),
            street_type=_term(told.street_type, told.street_type_code),
            street=told.street,
            building=told.building,
            special=told.special,
            postal_code=postal_code,
            city=city.removesuffix(f" {cedex}") if cedex else city,
            cedex=cedex,
        )
        if lines_of(by_parts) == told.lines and city_of(by_parts) == city:
            return by_parts
    building, street, special = _split(told.lines)
    return Address(
        street=street, building=building, special=special, postal_code=postal_code, city=city
    )


def _term(label: str | None, code: str | None) -> Term | None:
    return None if label is None else Term(label, code=code)


def _split(lines: tuple[str, ...]) -> tuple[str | None, str, str | None]:
    """Return building, street and special mention of lines that others wrote.

    One line is the street; of two, the second is a mention; of more, the first is the building and
    what comes after the second is the mention.
    """
    match lines:
        case (building, street, special, *rest):
            return building, street, " / ".join((special, *rest))
        case (street, special):
            return None, street, special
        case _:
            return None, "".join(lines), None


def _volumes(action: FeedAction, facts: dict[str, Any]) -> list[Volume]:
    volumes: dict[str, Volume] = {}
    for unit, name in NAMES.items():
        hours = getattr(action, f"hours_{name}")
        kind = facts.get(f"kind_{name}", KINDS[unit])
        # The sum of several is no volume of any name.
        if hours is not None and f"several_{name}" not in facts:
            volumes.setdefault(kind, Volume(kind=kind, unit=unit, mean=hours))
    return list(volumes.values())


def _offer(formation: Formation, action: FeedAction, kept: list[_Kept]) -> Offer:
    """Return what a formation, its action and sessions tell that an offer holds."""
    told = {name: getattr(formation.offer, name) for name in FORMATION_FIELDS}
    told |= {name: getattr(action.offer, name) for name in ACTION_FIELDS}
    told["formacode_version"] = action.offer.formacode_version or formation.offer.formacode_version
    sessions = [session.told for session in kept] or list(action.sessions)
    funders = list(action.offer.funders)
    region = next((funder for funder in funders if funder.code == REGION), None)
    if region is not None:
        funders.remove(region)
    told["funders"] = funders
    told["registration"] = next(
        (s.registration for s in sessions if s.registration != PostalAddress()), PostalAddress()
    )
    told["registration_terms"] = next(
        (s.registration_terms for s in sessions if s.registration_terms), None
    )
    infos = (info for session in sessions for info in session.infos)
    told["perimeter"] = told["perimeter"] or next((i.perimeter for i in infos if i.perimeter), None)
    told["recruitments"] = [
        Recruitment(session=made.number, state=told_session.state)
        for told_session, _, made, _ in sorted(kept, key=lambda one: natural_key(one.made.number))
        if made.places and told_session.state != OPEN
    ]
    return reduce(Offer(**told))


def _bare(
    action: FeedAction, number: str, component: Component, offer: Offer, sites: list[Site]
) -> Action:
    """Return the action without components, by our extras or by its one component."""
    facts: dict[str, Any] = {
        "contract_number": "",
        "title": component.title,
        "holder": offer.organisation.name or "",
        "status": "",
        "year": component.start.year,
        "schemes": (),
        "consultation": "",
        "programmes": (),
        "start": component.start,
        "end": component.end,
    }
    for name, value in action.facts:
        owner, _, field = name.partition(".")
        if owner == "Action":
            facts[field] = value
    entry = MODES.get(action.entry, EntryMode.FIXED)
    return Action(number=number, entry=entry, sites=sites, components=(), **facts)
