"""Mistakes of an embedder: type checkers find each line that ends in ``# wrong``, and no other."""

from datetime import date

from bdc_sessions import (
    Action,
    CollectiveInfo,
    DecodeError,
    Dossier,
    Issuer,
    Session,
    Severity,
    Side,
    diff,
    merge,
    recap,
    rule,
    validate,
)


def mistakes(action: Action, session: Session, info: CollectiveInfo, error: DecodeError) -> None:
    """Misspell, mix up, forget."""
    rule("X-1", Severity.INFO, on=Session, fields=(), source="s", fr="m", en="m", fixx=1)  # wrong
    rule("X-1", "error", on=Session, fields=("places",), source="s", fr="m", en="m")  # wrong
    session.placs  # wrong
    session.evolve(places=1).cancel().number.places  # wrong
    session.places = 3  # wrong
    Session(number="01", start=date(2022, 9, 1), end=date(2022, 9, 2), places=1)  # wrong
    Session("01")  # wrong
    merge(action, action, action).value.sessions  # wrong
    merge(action, action, action).resolve({"status": "ours"})  # wrong
    diff(action, action).apply(session).components  # wrong
    validate(action, today="2022-09-15")  # wrong
    validate(action, rulez=None)  # wrong
    error.report.errors[0].severty  # wrong
    Dossier(action).issue("r1", by="BL", at=date(2022, 9, 1))  # wrong
    Dossier(action).draft_change("r1", component="01", session=info)  # wrong
    recap(action, action, code=False)  # wrong
    _: Side = "ours"  # wrong
    Issuer(name=1, role="x")  # wrong
