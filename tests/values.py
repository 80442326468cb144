"""Values of the model: strategies, edits as people make them, the guide's action."""

from decimal import Decimal

from hypothesis import strategies as st
from pendulum import Date, Time

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
    VolumeUnit,
)

# Drawn from lists where more would only cost time: an action has some fifty fields.
_TEXTS = ["A", "", "é", "12", "Béziers", "a|b", "x\\]y", "-", "🙂 ~/", "two\nlines", "3"]
texts = st.sampled_from(_TEXTS)
any_texts = st.text(st.characters(codec="utf-8"), max_size=8)
maybe_texts = st.sampled_from([None, *_TEXTS])
numbers = st.sampled_from(["01", "02", "1", "2", "10", "B2", "B", "", "a]b", "c\\d", "e.f[0]"])
days = st.integers(0, 1000).map(lambda after: Date(2022, 1, 1).add(days=after))
hours = st.integers(0, 24 * 60 - 1).map(lambda minutes: Time(*divmod(minutes, 60)))
places = st.integers(-1, 30)
amounts = st.integers(-10_000, 10_000_000).map(lambda cents: Decimal(cents).scaleb(-2)) | (
    st.sampled_from([Decimal("1E+3"), Decimal("0.125"), Decimal("-0"), Decimal("310.000")])
)
maybe_amounts = st.none() | amounts

terms = st.builds(Term, texts, code=maybe_texts)
maybe_terms = st.none() | terms
sites = st.builds(Site, name=texts, place=texts, city=texts, postal_code=texts)
few_sites = st.sampled_from(
    [
        Site(name="A", place="B", city="BEZIERS", postal_code="34500"),
        Site(name="A", place="B", city="SETE", postal_code="34200"),
        Site(name="", place="é", city="-", postal_code="~/"),
    ]
)
addresses = st.builds(
    Address,
    number=maybe_texts,
    suffix=st.none() | terms | st.sampled_from(["ter", "bis"]),
    street_type=st.none() | terms | st.sampled_from(["allée", "rue"]),
    street=texts,
    building=maybe_texts,
    special=maybe_texts,
    postal_code=texts,
    city=texts,
    cedex=maybe_texts,
)
infos = st.builds(
    CollectiveInfo,
    date=days,
    start=hours,
    end=hours,
    places=places,
    comment=maybe_texts,
    address=addresses,
)
sessions = st.builds(
    Session,
    number=numbers,
    start=days,
    end=days,
    site=few_sites,
    places=places,
    offer_code=maybe_texts,
    infos=st.lists(infos, max_size=2),
)
volumes = st.builds(
    Volume,
    kind=numbers,
    unit=st.sampled_from(VolumeUnit),
    headcount=st.none() | places,
    mean=maybe_amounts,
    minimum=maybe_amounts,
    maximum=maybe_amounts,
    total=maybe_amounts,
)


def _number(value: Session | Component) -> str:
    return value.number


def _kind(value: Volume) -> str:
    return value.kind


components = st.builds(
    Component,
    number=numbers,
    code=texts,
    title=texts,
    start=days,
    end=days,
    city=texts,
    postal_code=texts,
    volumes=st.lists(volumes, max_size=2, unique_by=_kind),
    sessions=st.lists(sessions, max_size=3, unique_by=_number),
)
actions = st.builds(
    Action,
    number=texts,
    contract_number=texts,
    title=any_texts,
    holder=texts,
    status=texts,
    year=st.integers(2020, 2030),
    schemes=st.lists(texts, max_size=2),
    consultation=texts,
    programmes=st.lists(texts, max_size=2),
    start=days,
    end=days,
    entry=st.sampled_from(EntryMode),
    sites=st.lists(few_sites, max_size=2),
    components=st.lists(components, max_size=2, unique_by=_number),
)

_SESSION_FIELDS: dict[str, st.SearchStrategy[object]] = {
    "start": days,
    "end": days,
    "site": few_sites,
    "places": places,
    "offer_code": maybe_texts,
}
_INFO_FIELDS: dict[str, st.SearchStrategy[object]] = {
    "date": days,
    "start": hours,
    "end": hours,
    "places": places,
    "comment": maybe_texts,
    "address.number": maybe_texts,
    "address.suffix": maybe_terms,
    "address.street_type": maybe_terms,
    "address.street": texts,
    "address.cedex": maybe_texts,
    "address": addresses,
}
_VOLUME_FIELDS: dict[str, st.SearchStrategy[object]] = {
    "unit": st.sampled_from(VolumeUnit),
    "headcount": st.none() | places,
    "mean": maybe_amounts,
    "total": maybe_amounts,
}
_COMPONENT_FIELDS: dict[str, st.SearchStrategy[object]] = {
    "code": texts,
    "title": texts,
    "start": days,
    "end": days,
    "city": texts,
}
_ACTION_FIELDS: dict[str, st.SearchStrategy[object]] = {
    "title": texts,
    "year": st.integers(2020, 2030),
    "schemes": st.lists(texts, max_size=2),
    "start": days,
    "entry": st.sampled_from(EntryMode),
    "sites": st.lists(few_sites, max_size=2),
}


@st.composite
def edited_session(draw: st.DrawFn, session: Session) -> Session:
    """Draw a session edited once: a field, an information appended, changed or taken off."""
    what = draw(st.sampled_from(["field", "append", "info", "shorten"]))
    if what == "append":
        return session.with_info(draw(infos))
    if what == "info" and session.infos:
        place = draw(st.integers(1, len(session.infos)))
        name = draw(st.sampled_from(sorted(_INFO_FIELDS)))
        return session.set(f"infos[{place}].{name}", draw(_INFO_FIELDS[name]))
    if what == "shorten":
        return session.evolve(infos=session.infos[:-1])
    name = draw(st.sampled_from(sorted(_SESSION_FIELDS)))
    return session.set(name, draw(_SESSION_FIELDS[name]))


@st.composite
def edited_component(draw: st.DrawFn, component: Component) -> Component:
    """Draw a component edited once: a field, a volume or a session, added, changed or removed."""
    what = draw(st.sampled_from(["session", "session", "sessions", "volume", "volumes", "field"]))
    if what == "session" and component.sessions:
        session = draw(st.sampled_from(component.sessions))
        others = [s for s in component.sessions if s is not session]
        return component.evolve(sessions=[*others, draw(edited_session(session))])
    if what == "sessions":
        new = draw(sessions)
        others = [s for s in component.sessions if s.number != new.number]
        return component.evolve(sessions=[*others, *draw(st.sampled_from([(), (new,)]))])
    if what == "volume" and component.volumes:
        volume = draw(st.sampled_from(component.volumes))
        name = draw(st.sampled_from(sorted(_VOLUME_FIELDS)))
        changed = volume.set(name, draw(_VOLUME_FIELDS[name]))
        return component.evolve(volumes=[changed if v is volume else v for v in component.volumes])
    if what == "volumes":
        bought = draw(volumes)
        rest = [v for v in component.volumes if v.kind != bought.kind]
        return component.evolve(volumes=[*rest, *draw(st.sampled_from([(), (bought,)]))])
    name = draw(st.sampled_from(sorted(_COMPONENT_FIELDS)))
    return component.set(name, draw(_COMPONENT_FIELDS[name]))


@st.composite
def edited(draw: st.DrawFn, action: Action, *, times: int = 4) -> Action:
    """Draw an action edited as people edit it, up to a few times; none at all is an edit too."""
    for _ in range(draw(st.integers(0, times))):
        what = draw(st.sampled_from(["component", "component", "components", "field"]))
        if what == "component" and action.components:
            component = draw(st.sampled_from(action.components))
            others = [c for c in action.components if c is not component]
            action = action.evolve(components=[*others, draw(edited_component(component))])
        elif what == "components":
            new = draw(components)
            rest = [c for c in action.components if c.number != new.number]
            action = action.evolve(components=[*rest, *draw(st.sampled_from([(), (new,)]))])
        else:
            name = draw(st.sampled_from(sorted(_ACTION_FIELDS)))
            action = action.set(name, draw(_ACTION_FIELDS[name]))
    return action


def guide_site() -> Site:
    """Make the site of the guide's screens."""
    return Site(
        name="ORGANISME TEST PRF 23", place="CAP 2000 TEST", city="BEZIERS", postal_code="34500"
    )


def guide_session(number: str = "01") -> Session:
    """Make the session of the guide's screens (§1.2)."""
    return Session(
        number=number,
        start=Date(2022, 9, 1),
        end=Date(2022, 12, 31),
        site=guide_site(),
        places=10,
    )


def guide_info() -> CollectiveInfo:
    """Make the collective information of the guide's screens (§2.1)."""
    return CollectiveInfo(
        date=Date(2022, 8, 31),
        start=Time(10, 0),
        end=Time(12, 0),
        places=20,
        comment="arrêt XXXXX_ligne de bus n°XXXX tramway ligne X direction.....arrêt :",
        address=Address(
            number="12",
            suffix="ter",
            street_type="allée",
            street="de la madeleine",
            postal_code="34000",
            city="MONTPELLIER",
        ),
    )


def guide_component() -> Component:
    """Make the component of the guide's screens, still without sessions (§1.1)."""
    return Component(
        number="01",
        code="FORP",
        title="Formation Projet Pro",
        start=Date(2022, 9, 1),
        end=Date(2024, 6, 30),
        city="BEZIERS",
        postal_code="34500",
        volumes=[
            Volume(kind="Forfait parcours Projet Pro", unit=VolumeUnit.FP, total=Decimal("120.00")),
            Volume(
                kind="Heure stagiaire centre",
                unit=VolumeUnit.HC,
                headcount=120,
                mean=Decimal("310.00"),
                minimum=Decimal("200.00"),
                maximum=Decimal("400.00"),
                total=Decimal("37200.00"),
            ),
            Volume(
                kind="Heure stagiaire entreprise",
                unit=VolumeUnit.HE,
                headcount=120,
                mean=Decimal("140.00"),
                minimum=Decimal("100.00"),
                maximum=Decimal("200.00"),
                total=Decimal("16800.00"),
            ),
        ],
    )


def guide_action() -> Action:
    """Make the action of the guide's screens, as scenario.json holds it (§1.1)."""
    return Action(
        number="23P0000000_TEST_1",
        contract_number="23P0000000",
        title="LOT TEST FORFAIT PARCOURS 2023",
        holder="ORGANISME TEST PRF 23",
        status="EC",
        year=2023,
        schemes=["PROJET PRO 2023"],
        consultation="PROJET PRO 2023",
        programmes=["PROJET PRO 2023 2023"],
        start=Date(2022, 9, 1),
        end=Date(2024, 6, 30),
        entry=EntryMode.FIXED,
        sites=[guide_site()],
        components=[guide_component()],
    )


def guide_action_with(*given: Session) -> Action:
    """Make the guide's action with sessions in its component."""
    return guide_action().set("components[01].sessions", given)
