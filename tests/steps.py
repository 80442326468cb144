"""The steps of a dossier, as short as its tests want them."""

import datetime as dt
from typing import Any

from pendulum import Date, instance
from pendulum import datetime as instant
from tests.values import guide_session

from bdc_sessions import (
    Action,
    ChangeRequest,
    Changes,
    Dossier,
    FieldChange,
    Issuer,
    Session,
    example_action,
)

BY = Issuer("BL", "Administrateur")
HOLDER = Issuer("ORGANISME TEST PRF 23", "Titulaire")
TOP = "components[01].sessions[01]"
PLACES = f"{TOP}.places"
FIRST = instant(2022, 7, 1, 9, tz="Europe/Paris")
# 30 October 2022: 03:00 in summer time is 02:00 in winter time, so 02:30 comes twice.
SUMMER = instance(dt.datetime(2022, 10, 30, 0, 30, tzinfo=dt.UTC))
WINTER = instance(dt.datetime(2022, 10, 30, 1, 15, tzinfo=dt.UTC))
LATER = guide_session("02").evolve(start=Date(2023, 1, 2), end=Date(2023, 2, 1))
"""A session for which there is room."""


def session(action: Action | None = None) -> Session:
    """Return the first session of an action, the example unless told otherwise."""
    return (action or example_action()).component("01").session("01")


def example() -> Dossier:
    """Return a dossier without requests."""
    return Dossier(example_action())


def change(dossier: Dossier, id: str, **fields: Any) -> Dossier:
    """Draft a change of some fields of the first session."""
    edited = session(dossier.action).evolve(**fields)
    return dossier.draft_change(id, component="01", session=edited)


def issued(dossier: Dossier, id: str, at: dt.datetime = FIRST, **fields: Any) -> Dossier:
    """Draft such a change and issue it."""
    return change(dossier, id, **fields).issue(id, by=BY, at=at)


def request(id: str = "r1", *changes: FieldChange, **fields: Any) -> ChangeRequest:
    """Make a request for the first session, of changes that are given."""
    given = {"component": "01", "session": "01", **fields}
    return ChangeRequest(id=id, changes=Changes(Action, changes), **given)


def three_issued() -> Dossier:
    """Return a dossier in which a session is changed, one added, and the first changed again."""
    dossier = issued(example(), "r1", places=9)
    dossier = dossier.draft_addition("r2", component="01", session=LATER, provider="P")
    dossier = dossier.issue("r2", by=HOLDER, at=FIRST.add(days=1))
    return issued(dossier, "r3", FIRST.add(days=2), places=8)
