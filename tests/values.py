"""Values of the model: whatever a constructor takes, and the guide's action."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from pendulum import Date, Time

from bdc_sessions import testing
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
from bdc_sessions.testing import Quality

# The laws hold for all that is well formed, however ill: the embedder's strategies, at their worst.
ANY = Quality.ANY
actions = testing.actions(quality=ANY)
components = testing.components(quality=ANY)
volumes = testing.volumes(quality=ANY)
sessions = testing.sessions(quality=ANY)
infos = testing.collective_infos(quality=ANY)
addresses = testing.addresses(quality=ANY)
sites = testing.sites(quality=ANY)
terms = testing.terms(quality=ANY)


def edited(action: Action) -> st.SearchStrategy[Action]:
    """Edit an action up to four times, objects removed and all; none at all is an edit too."""
    return testing.changed(action, quality=ANY)


# What a decimal may be given as, before it is kept in its one form.
amounts = st.integers(-10_000, 10_000_000).map(lambda cents: Decimal(cents).scaleb(-2)) | (
    st.sampled_from([Decimal("1E+3"), Decimal("0.125"), Decimal("-0"), Decimal("310.000")])
)


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


def full_width(text: str) -> str:
    """Return a text as a Japanese keyboard may give it: its ASCII characters in full width."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def untyped(value: object) -> Any:
    """Return a value as one of any type, for the tests of what is refused."""
    return value
