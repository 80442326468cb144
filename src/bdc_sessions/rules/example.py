"""The guide's action, and the edits of it that are the rules' examples."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from pendulum import Date, Time

from bdc_sessions.changes import ChangeRequest, Changes, FieldChange
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

SESSION = "components[01].sessions[01]"
INFO = SESSION + ".infos[1]"
ADDRESS = INFO + ".address"
VOLUME = "components[01].volumes[Heure stagiaire centre]"

Edit = Callable[[Action], Any]


@cache
def example_action() -> "Action":
    """Return the guide's action with its session and its information (§1.1 to §2.1)."""
    site = Site(
        name="ORGANISME TEST PRF 23", place="CAP 2000 TEST", city="BEZIERS", postal_code="34500"
    )
    info = CollectiveInfo(
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
    session = Session(
        number="01",
        start=Date(2022, 9, 1),
        end=Date(2022, 12, 31),
        site=site,
        places=10,
        infos=[info],
    )
    component = Component(
        number="01",
        code="FORP",
        title="Formation Projet Pro",
        start=Date(2022, 9, 1),
        end=Date(2024, 6, 30),
        city="BEZIERS",
        postal_code="34500",
        volumes=[
            Volume(kind="Forfait parcours Projet Pro", unit=VolumeUnit.FP, total=120),
            Volume(
                kind="Heure stagiaire centre",
                unit=VolumeUnit.HC,
                headcount=120,
                mean=310,
                minimum=200,
                maximum=400,
                total=37200,
            ),
            Volume(
                kind="Heure stagiaire entreprise",
                unit=VolumeUnit.HE,
                headcount=120,
                mean=140,
                minimum=100,
                maximum=200,
                total=16800,
            ),
        ],
        sessions=[session],
    )
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
        sites=[site],
        components=[component],
    )


def example_context() -> dict[str, Any]:
    """Return the arguments with which the examples are judged: today, postal, holidays."""
    towns = {"34000": ("MONTPELLIER",), "34500": ("BEZIERS",)}
    return {
        "today": Date(2022, 9, 15),
        "postal": lambda code: towns.get(code, ()),
        "holidays": frozenset({Date(2022, 7, 14), Date(2022, 11, 11)}),
    }


def setting(path: str, value: Any, *more: tuple[str, Any]) -> Edit:
    """Return an example: the action with other values at some paths."""

    def edit(action: Action) -> Action:
        for where, new in ((path, value), *more):
            action = action.set(where, new)
        return action

    return edit


def second_session(**fields: Any) -> Edit:
    """Return an example: the action with a second session, like the first but for some fields."""

    def edit(action: Action) -> Action:
        component = action.component("01")
        second = component.session("01").evolve(**{"number": "02", **fields})
        return action.set("components[01]", component.with_session(second))

    return edit


def second_info(**fields: Any) -> Edit:
    """Return an example: a second information session, like the first but for some fields."""

    def edit(action: Action) -> Action:
        session = action.component("01").session("01")
        return action.set(SESSION, session.with_info(session.info(1).evolve(**fields)))

    return edit


def asking(make: Callable[[Action], Iterable[FieldChange]], *, session: str = "01") -> Edit:
    """Return an example: a pending request with the changes that a function makes of the action."""

    def edit(action: Action) -> ChangeRequest:
        changes = Changes(Action, make(action))
        return ChangeRequest(id="r1", component="01", session=session, changes=changes)

    return edit
