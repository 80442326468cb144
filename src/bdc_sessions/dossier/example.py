"""The guide's own dossier, as its screens leave it."""

from functools import cache

from pendulum import DateTime

from bdc_sessions.dossier.dossier import Dossier
from bdc_sessions.model import Issuer
from bdc_sessions.model.fields import PARIS
from bdc_sessions.rules.example import example_action


@cache
def example_dossier() -> Dossier:
    """Return the guide's action after its scenario: a session created, then its information added.

    >>> dossier = example_dossier()
    >>> [request.id for request in dossier.requests]
    ['r1', 'r2']
    >>> dossier.action == example_action(), len(dossier.base.component("01").sessions)
    (True, 0)
    """
    informed = example_action().component("01").session("01")
    created = informed.evolve(infos=())
    dossier = Dossier(example_action().set("components[01].sessions", ()))
    dossier = dossier.draft_addition("r1", component="01", session=created)
    dossier = dossier.issue(
        "r1",
        by=Issuer("BL", "Administrateur"),
        at=DateTime(2022, 12, 15, 10, tzinfo=PARIS),
    )
    dossier = dossier.draft_change("r2", component="01", session=informed, seen=created)
    return dossier.issue(
        "r2",
        by=Issuer("ORGANISME TEST PRF 23", "Titulaire"),
        at=DateTime(2022, 12, 16, 9, tzinfo=PARIS),
    )
