"""Actions and their offers as the feed's own values, as ``dumps`` writes them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final, NamedTuple

from bdc_sessions.feeds.lheo.codes import CLOSED, CODES, INFORMATION_SESSION, OPEN, REGION
from bdc_sessions.feeds.lheo.element_tree import FACTS, form, walk_form
from bdc_sessions.feeds.lheo.feed import (
    FeedAction,
    FeedAddress,
    FeedInfo,
    FeedSession,
    FeedSite,
    Formation,
)
from bdc_sessions.feeds.lheo.given_once import complete
from bdc_sessions.feeds.lheo.offer import Offer
from bdc_sessions.feeds.lheo.organisation import Funder
from bdc_sessions.model import (
    Action,
    Address,
    CollectiveInfo,
    Component,
    EntryMode,
    Session,
    Site,
    Volume,
    VolumeUnit,
)
from bdc_sessions.model.tree import make_unchecked

ENTRIES: Final = dict(zip(EntryMode, CODES["modalites-entrees-sorties"], strict=True))
LONGEST_COMMENT: Final = form("FeedInfo").elements["commentaire"].content.most
KINDS: Final = {
    VolumeUnit.HC: "Heure stagiaire centre",
    VolumeUnit.HE: "Heure stagiaire entreprise",
}
"""The kinds of volume whose mean hours the format has an element for."""
NAMES: Final = {VolumeUnit.HC: "centre", VolumeUnit.HE: "company"}
FORMATION_FIELDS, ACTION_FIELDS = (
    frozenset(element.field for _, element, _ in walk_form(name) if element.owner == "Offer")
    for name in ("Formation", "FeedAction")
)
"""The fields of an offer that stand in a formation, and those that stand in its action."""


class Publication(NamedTuple):
    """A component to publish, its offer, and the sessions of it that are written."""

    action: Action
    component: Component
    offer: Offer
    sessions: tuple[Session, ...]


def formation_number(action: Action, component: Component) -> str:
    """Return what a formation is known by: the numbers of action and component.

    >>> from bdc_sessions import example_action
    >>> formation_number(example_action(), example_action().component("01"))
    '23P0000000_TEST_1/01'
    """
    return f"{action.number}/{component.number}"


def build(publication: Publication) -> Formation:
    """Return the formation that a component is published as; texts as XML readers trim them."""
    action, component, given, _ = publication
    offer = complete(given)
    return Formation(
        number=formation_number(action, component),
        title=component.title.strip() or None,
        offer=_part(offer, FORMATION_FIELDS, with_version=bool(offer.formacodes)),
        actions=(_action(publication, offer),),
    )


def _part(offer: Offer, names: Iterable[str], *, with_version: bool) -> Offer:
    """Return some fields of an offer; the version only where it has codes."""
    fields = {name: getattr(offer, name) for name in names}
    return Offer(**fields if with_version else {**fields, "formacode_version": None})


def _action(publication: Publication, offer: Offer) -> FeedAction:
    action, component, _, sessions = publication
    listed = set(action.sites)
    sites = (*action.sites, *dict.fromkeys(s.site for s in sessions if s.site not in listed))
    places: dict[Site, int] = {}
    for place, site in enumerate(sites, 1):
        places.setdefault(site, place)
    hours = {unit: _hours(component, unit) for unit in KINDS}
    known_hours = [number for number in hours.values() if number is not None]
    region = Funder(code=REGION, places=sum(session.places for session in component.sessions))
    states = {r.session: r.state for r in offer.recruitments}
    builder = _Builder(offer, states, places)
    return FeedAction(
        number=action.number,
        offer=_part(offer, ACTION_FIELDS, with_version=bool(offer.publics)).evolve(
            funders=(region, *offer.funders)
        ),
        entry=ENTRIES[action.entry],
        sites=[_site(site, apart=site not in listed) for site in sites],
        sessions=[builder.session(session) for session in sessions],
        hours_centre=hours[VolumeUnit.HC],
        hours_company=hours[VolumeUnit.HE],
        hours_total=sum(known_hours) if known_hours else None,
        facts=_facts(action, component),
    )


def _facts(action: Action, component: Component) -> tuple[tuple[str, Any], ...]:
    """Return what the format has no element for, in the order of the table."""
    objects = {"Action": action, "Component": component}
    volumes: dict[str, Any] = {}
    for unit, name in NAMES.items():
        volumes[f"kind_{name}"] = _kind(component, unit)
        volumes[f"several_{name}"] = _several(component, unit)
    facts = []
    for _, element, _ in walk_form("FeedAction"):
        if element.owner == FACTS:
            owner, _, name = element.field.partition(".")
            value = getattr(objects[owner], name) if name else volumes[element.field]
            if value is not None and value != ():
                facts.append((element.field, value))
    return tuple(facts)


def _site(site: Site, *, apart: bool) -> FeedSite:
    return FeedSite(
        address=FeedAddress(
            denomination=site.name.strip() or None,
            lines=[site.place.strip()],
            postal_code=site.postal_code.strip() or None,
            city=site.city.strip() or None,
        ),
        apart=apart or None,
    )


def volume_of(component: Component, unit: VolumeUnit) -> Volume | None:
    """Return the one volume of a unit whose mean the format can hold; None where there is none."""
    same = [volume for volume in component.volumes if volume.unit is unit and unit in KINDS]
    return same[0] if len(same) == 1 and _to_whole_hours(same[0].mean) is not None else None


def _to_whole_hours(mean: Decimal | None) -> int | None:
    return None if mean is None or mean < 0 or mean != int(mean) else int(mean)


def _hours(component: Component, unit: VolumeUnit) -> int | None:
    means = [_to_whole_hours(volume.mean) for volume in component.volumes if volume.unit is unit]
    given = [mean for mean in means if mean is not None]
    return sum(given) if given and len(given) == len(means) else None


def _kind(component: Component, unit: VolumeUnit) -> str | None:
    volume = volume_of(component, unit)
    return volume.kind if volume and volume.kind != KINDS[unit] else None


def _several(component: Component, unit: VolumeUnit) -> int | None:
    """Return how many volumes hours are the sum of, where they are no single one's."""
    many = sum(volume.unit is unit for volume in component.volumes)
    return many if many > 1 and _hours(component, unit) is not None else None


class _Builder:
    """Sessions of one component as the feed's; addresses that stand in many are made once."""

    def __init__(
        self, offer: Offer, states: Mapping[str | None, str | None], places: Mapping[Site, int]
    ) -> None:
        self.offer = offer
        self.states = states
        self.places = places
        self.addresses: dict[Address, FeedAddress] = {}

    def session(self, session: Session) -> FeedSession:
        """Return a session; its information sessions of 0 places are left out (§2.2)."""
        state = self.states.get(session.number, OPEN) if session.places else CLOSED
        return make_unchecked(
            FeedSession,
            session.number,
            session.start,
            session.end,
            self.offer.registration,
            self.offer.registration_terms,
            state,
            tuple(
                [self.info(str(n), info) for n, info in enumerate(session.infos, 1) if info.places]
            ),
            session.places,
            self.places[session.site],
            session.offer_code,
            (),
        )

    def info(self, number: str, info: CollectiveInfo) -> FeedInfo:
        """Return an information session, known by its place among those of its session."""
        address = self.addresses.get(info.address)
        if address is None:
            address = self.addresses[info.address] = build_address(info.address)
        return make_unchecked(
            FeedInfo,
            number,
            INFORMATION_SESSION,
            self.offer.perimeter,
            False,  # noqa: FBT003 - it has an address
            address,
            info.places,
            info.date,
            info.date,
            info.start,
            info.end,
            published(info.comment),
            (),
        )


def published(comment: str | None) -> str | None:
    """Return of a comment what the format can hold."""
    return comment[:LONGEST_COMMENT].strip() or None if comment else None


def lines_of(address: Address) -> tuple[str, ...]:
    """Return the lines of an address, as an envelope has them, without postal code and city."""
    lines = (address.building, address.line, address.special)
    return tuple([line.strip() for line in lines if line and line.strip()])


def city_of(address: Address) -> str:
    """Return the city with its Cedex."""
    return (f"{address.city} {address.cedex}" if address.cedex else address.city).strip()


def build_address(address: Address) -> FeedAddress:
    """Return an address, with its parts unless its one line is its street."""
    suffix, kind = address.suffix, address.street_type
    parts: tuple[Any, ...] = (
        address.number,
        suffix and suffix.label,
        suffix and suffix.code,
        kind and kind.label,
        kind and kind.code,
        address.street,
        address.building,
        address.special,
        address.cedex,
    )
    street = address.street
    if street == street.strip() != "" and parts.count(None) == len(parts) - 1:
        parts = (None,) * len(parts)  # its one line is its street
    return make_unchecked(
        FeedAddress,
        None,
        lines_of(address),
        address.postal_code.strip() or None,
        city_of(address) or None,
        *parts,
    )
