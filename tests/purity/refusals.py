"""Every public function, used in ways that it refuses."""

from collections.abc import Callable, Iterator
from types import new_class
from typing import Any

from tests.purity.examples import (
    BY,
    NOON,
    SESSION,
    WRONG,
    additions,
    conflicting,
    dossier,
    faulty_action,
    unchanged,
    untyped,
)

import bdc_sessions as b


def refusals() -> Iterator[Any]:
    """Yield each refusal, and what it says in both languages."""
    for number, act in enumerate(_refused()):
        try:
            act()
        except (b.BdcSessionsError, TypeError, ValueError) as error:
            yield error
            yield f"{type(error).__name__}: {error}"
            if isinstance(error, b.BdcSessionsError):
                yield error.message()
        else:
            raise AssertionError(f"nothing refused the fault {number}")


def _refused() -> tuple[Callable[[], Any], ...]:
    usual, action = dossier(), dossier().base
    session = action[SESSION]
    made = b.diff(action, usual.action)
    data = b.encode(action)
    return (
        lambda: action.component("01").with_session(session),
        lambda: action.component("07"),
        lambda: action["components[01].nothing"],
        lambda: action.set("components[01]", WRONG),
        lambda: action.evolve(titel="x"),
        lambda: [*untyped(session)],
        lambda: b.TERMS.evolve(sufix={}),
        lambda: new_class("Mine", (b.Session,)),
        *(
            lambda row=row: new_class("Mine", (row,))
            for row in (b.RecapRow, b.TrackingRow, b.Skipped, b.Waived, b.Group, b.Twins)
        ),
        lambda: session.shift(days=10**7),
        lambda: b.Path.parse("a..b"),
        lambda: b.RULES["SES-999"],
        lambda: b.RULES.with_(WRONG),
        lambda: made.apply(usual.action),
        lambda: b.Changes(b.Action, [b.FieldChange("year", 2023, "x")]),
        lambda: made + made,
        lambda: b.merge(1, 2, WRONG),
        lambda: b.merge(action, usual.action, action.set(SESSION + ".places", 3)).resolve({}),
        b.validate(faulty_action()).raise_if_errors,
        lambda: usual.issue("r4", by=BY, at=NOON),
        lambda: usual.issue("r3", by=BY, at=NOON.replace(year=2021)),
        lambda: usual.issue("r3", by=BY, at=NOON.replace(year=1, month=1, day=1, hour=0)),
        lambda: usual.discard("r1"),
        lambda: b.Dossier(action, requests=usual.requests[:1] * 2),
        lambda: usual.draft_addition("r9", component="01", session=session),
        lambda: conflicting().rebase("late"),
        lambda: conflicting().renumber("late", "03"),
        lambda: additions().issue("late", by=BY, at=NOON),
        lambda: b.loads("{", b.Action),
        lambda: b.loads("[" * 100_000, b.Action),
        lambda: b.decode({**data, "vallue": "\ud800"}, b.Action),
        lambda: b.decode({**data, "value": {"titel": 1.5, "start": "x"}}, b.Action),
        lambda: b.decode(data["value"], b.Action),
        lambda: b.read_form(b.Session, {"Dat début": "31/02/2022", "Nb. de places": "dix"}),
        lambda: b.read_form(b.Address, {"Ville": WRONG}),
        lambda: b.validate(WRONG),
        lambda: b.Migrations({1: unchanged}),
        lambda: b.Issuer("\ud800", "x"),
    )
