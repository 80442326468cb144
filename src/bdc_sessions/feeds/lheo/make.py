"""Values of the model made of a feed, and a report of each thing that it can't hold."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from pendulum import Date

from bdc_sessions.feeds.lheo.build import (
    ACTION_FIELDS,
    ENTRIES,
    FORMATION_FIELDS,
    Publication,
    build,
)
from bdc_sessions.feeds.lheo.codes import OPEN, REGION
from bdc_sessions.feeds.lheo.contact import PostalAddress
from bdc_sessions.feeds.lheo.dropped import note_dropped, note_dropped_site
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
from bdc_sessions.feeds.lheo.to_model import to_info, to_site, to_volumes
from bdc_sessions.model import Action, Component, EntryMode, Session, Site
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
_COMPLETE: Final = Bilingual(
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

    source: FeedSession
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
        sites = [to_site(site) for site in action.sites if not site.apart]
        first = sites[0] if sites else NO_SITE
        component = Component(
            number=facts.get("Component.number", "01"),
            code=facts.get("Component.code", ""),
            title=formation.title or "",
            start=start,
            end=end,
            city=facts.get("Component.city", first.city),
            postal_code=facts.get("Component.postal_code", first.postal_code),
            volumes=to_volumes(action, facts),
            sessions=sessions,
        )
        bare = _bare(action, number, component, offer, sites)
        component = self.put(bare, component, trail, ours=bool(facts))
        self.offers.append(((number, component.number), offer))
        written = build(Publication(bare, component, offer, component.sessions))
        self.compare(formation, action, kept, written, trail)

    def put(self, bare: Action, component: Component, trail: Trail, *, ours: bool) -> Component:
        """Put a component into its action, or into one of its own; return it as it is known.

        ``ours``: whether this library wrote what it is made of.
        """
        known = [components for action, components in self.actions if action == bare]
        taken = [c.number for a, cs in self.actions if a.number == bare.number for c in cs]
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
            item_trail: Trail = (trail, "sessions", str(place))
            number = session.number
            if number is None:
                number = f"{place:02}" if f"{place:02}" not in borne else free_number(borne)
                borne.add(number)
            start, end = session.start, session.end
            places = self.places_of(session, action)
            if number in seen:
                self.findings.add("LHE-204", item_trail, "session", number, _ONCE)
            elif not isinstance(start, Date) or not isinstance(end, Date):
                dates = " – ".join("-" if date is None else str(date) for date in (start, end))
                self.findings.add("LHE-206", item_trail, f"session {number}", dates, _A_DAY)
            elif places is None:
                self.findings.add("LHE-206", item_trail, f"session {number}", None, _PLACES)
            else:
                seen.add(number)
                if session.number is None:
                    self.findings.add("LHE-206", item_trail, "session", None, _a_number(number))
                infos = list(self.infos(session, item_trail))
                made = Session(
                    number=number,
                    start=start,
                    end=end,
                    site=self.site_of(session, action, item_trail),
                    places=places,
                    offer_code=session.offer_code,
                    infos=[to_info(info) for info, _ in infos],
                )
                yield _Kept(session, item_trail, made, [pair for pair in infos if pair[0].places])

    def places_of(self, session: FeedSession, action: FeedAction) -> int | None:
        """Return a session's places: its own, or those the region pays if it is the only one."""
        if session.places is not None:
            return session.places
        if len(action.sessions) == 1:
            for funder in action.offer.funders:
                if funder.code == REGION and funder.places is not None:
                    return funder.places
        return self.places

    def site_of(self, session: FeedSession, action: FeedAction, trail: Trail) -> Site:
        """Return the site of a session: its own, or the action's first, or where one registers."""
        sites = action.sites
        if session.site is not None and 0 < session.site <= len(sites):
            return to_site(sites[session.site - 1])
        if session.site is not None or len(sites) > 1:
            self.findings.add("LHE-206", (trail, "site", None), "site", session.site, _A_PLACE)
        if sites:
            return to_site(sites[0])
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
            item_trail: Trail = (trail, "infos", str(place))
            given = {
                "date": isinstance(info.date, Date),
                "start": info.start is not None,
                "end": info.end is not None,
                "places": info.places is not None,
                "address": info.address != FeedAddress(),
            }
            if all(given.values()):
                yield info, item_trail
            else:
                labels = shape(FeedInfo).labels
                lacks = ", ".join(labels[name] for name in given if not given[name])
                text = Bilingual(f"sans {lacks}", f"without {lacks}")
                self.findings.add("LHE-206", item_trail, "recrutement", text.fr, _COMPLETE, text)

    def compare(
        self,
        formation: Formation,
        action: FeedAction,
        kept: list[_Kept],
        written: Formation,
        trail: Trail,
    ) -> None:
        """Note what the file gives and the values made of it would not give back."""
        note_dropped(self.findings, formation, written, trail and trail[0])
        (written_action,) = written.actions
        note_dropped(self.findings, action, written_action, trail)
        for place, site in enumerate(action.sites):
            again = next(iter(written_action.sites[place : place + 1]), FeedSite())
            note_dropped_site(self.findings, site, again, (trail, "sites", str(place + 1)))
        by_number = {session.number: session for session in written_action.sessions}
        for source, session_trail, made, infos in kept:
            written_session = by_number[made.number]
            note_dropped(self.findings, source, written_session, session_trail)
            for (info, info_trail), written_info in zip(infos, written_session.infos, strict=True):
                note_dropped(self.findings, info, written_info, info_trail)


def _a_number(number: str) -> Bilingual:
    return Bilingual(f"un numéro ; {number} retenu", f"a number; {number} taken")


def _offer(formation: Formation, action: FeedAction, kept: list[_Kept]) -> Offer:
    """Return the offer that a formation, its action and its sessions give."""
    given = {name: getattr(formation.offer, name) for name in FORMATION_FIELDS}
    given |= {name: getattr(action.offer, name) for name in ACTION_FIELDS}
    given["formacode_version"] = action.offer.formacode_version or formation.offer.formacode_version
    sessions = [session.source for session in kept] or list(action.sessions)
    funders = list(action.offer.funders)
    region = next((funder for funder in funders if funder.code == REGION), None)
    if region is not None:
        funders.remove(region)
    given["funders"] = funders
    given["registration"] = next(
        (s.registration for s in sessions if s.registration != PostalAddress()), PostalAddress()
    )
    given["registration_terms"] = next(
        (s.registration_terms for s in sessions if s.registration_terms), None
    )
    perimeters = (info.perimeter for session in sessions for info in session.infos)
    given["perimeter"] = given["perimeter"] or next(filter(None, perimeters), None)
    given["recruitments"] = [
        Recruitment(session=made.number, state=source.state)
        for source, _, made, _ in sorted(kept, key=lambda item: natural_key(item.made.number))
        if made.places and source.state != OPEN
    ]
    return reduce(Offer(**given))


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
