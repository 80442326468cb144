"""The values with which the public names are used."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from pendulum import Date, Time

import bdc_sessions as b

SESSION = "components[01].sessions[01]"
NOON = datetime(2022, 10, 30, 12, 0, tzinfo=UTC)
BY = b.Issuer("BL", "Administrateur")
# An embedder's own zones; the library has none but Paris.
ELSEWHERE = tuple(map(ZoneInfo, ("America/Cayenne", "Indian/Reunion")))
WRONG: Any = 3
"""A value of no type that is taken: what takes it refuses it."""

_made = b.rule(
    "MY-001", b.Severity.INFO, on=b.Session, fields=("places",), source="nous", fr="a", en="b"
)


@_made
def own_rule(session: b.Session) -> bool:
    """Fail, as a rule of an embedder's own may."""
    raise LookupError(session.number)


def faulty_action() -> b.Action:
    """Make the guide's action with several faults in its session."""
    broken = b.example_action().set(SESSION + ".start", Date(2023, 1, 1))
    return broken.set(SESSION + ".infos[1].end", Time(9, 0)).set(SESSION + ".infos[1].places", -1)


def dossier() -> b.Dossier:
    """Make a dossier with requests of every state."""
    action = b.example_action()
    session = action[SESSION]
    drafted = (
        b.Dossier(action)
        .draft_change("r1", component="01", session=session.cancel(), provider="P", amendment="1")
        .draft_addition("r2", component="01", session=session.evolve(number="02"))
        .draft_change("r3", component="01", session=session.with_info(session.info(1)))
        .draft_change("r4", component="01", session=session.evolve(end=Date(2030, 1, 1)))
        .draft_change("r5", component="01", session=session.evolve(offer_code="X"))
    )
    issued = drafted.issue("r1", by=BY, at=NOON)
    return issued.issue("r2", by=BY, at=NOON.astimezone(ELSEWHERE[0])).rebase("r3").discard("r5")


def conflicting() -> b.Dossier:
    """Make a dossier of which two drafts change the same field, and one is issued."""
    session = b.example_action()[SESSION]
    return (
        b.Dossier(b.example_action())
        .draft_change("first", component="01", session=session.cancel())
        .draft_change("late", component="01", session=session.evolve(places=3))
        .issue("first", by=BY, at=NOON)
    )


def additions() -> b.Dossier:
    """Make a dossier of which two drafts add one number, and one is issued."""
    new = b.example_action()[SESSION].evolve(number="02", infos=(), start=Date(2022, 10, 1))
    return (
        b.Dossier(b.example_action())
        .draft_addition("first", component="01", session=new)
        .draft_addition("late", component="01", session=new.evolve(places=3))
        .issue("first", by=BY, at=NOON)
    )


def untyped(value: object) -> Any:
    """Return a value as one of any type, for what is refused."""
    return value


def unchanged(_: str, value: Any) -> Any:
    """Bring data of an older format up to date: nothing has changed."""
    return value
