"""The dossier of the guide's screens."""

from functools import cache

from pendulum import DateTime

from bdc_sessions.dossier.dossier import Dossier
from bdc_sessions.model import Issuer
from bdc_sessions.model.fields import PARIS
from bdc_sessions.rules.example import example_action


@cache
def example_dossier() -> "Dossier":
    """Return the guide's action after its scenario: a session created, its information added.

    >>> dossier = example_dossier()
    >>> [(request.id, str(request.issuer)) for request in dossier.requests]
    [('r1', 'BL Administrateur'), ('r2', 'ORGANISME TEST PRF 23 Titulaire')]
    >>> print(dossier.action.component("01").session("01"))
    Session n° 01 : 01/09/2022 – 31/12/2022, 10 places, 1 information collective
    """
    informed = example_action().component("01").session("01")
    created = informed.evolve(infos=())
    dossier = Dossier(example_action().set("components[01].sessions", ()))
    dossier = dossier.draft_addition("r1", component="01", session=created)
    by, at = Issuer("BL", "Administrateur"), DateTime(2022, 12, 15, 10, tzinfo=PARIS)
    dossier = dossier.issue("r1", by=by, at=at)
    dossier = dossier.draft_change("r2", component="01", session=informed, seen=created)
    by, at = Issuer("ORGANISME TEST PRF 23", "Titulaire"), DateTime(2022, 12, 16, 9, tzinfo=PARIS)
    return dossier.issue("r2", by=by, at=at)
