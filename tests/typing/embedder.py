"""A small module of an embedder, in which every type is told: both type checkers must agree."""

from typing import Any, assert_type

from hypothesis import strategies as st
from pendulum import Date, DateTime

from bdc_sessions import (
    ADVICE,
    RULES,
    Action,
    ChangeRequest,
    Changes,
    Check,
    Component,
    Dossier,
    FieldChange,
    HistoryEntry,
    Issuer,
    Merge,
    Recap,
    Report,
    ReportDelta,
    Rule,
    RuleSet,
    Session,
    Severity,
    Site,
    TrackingRow,
    Violation,
    Volume,
    decode,
    diff,
    dumps,
    encode,
    fingerprint,
    json_schema,
    loads,
    merge,
    read_form,
    recap,
    rule,
    to_form,
    validate,
)
from bdc_sessions.testing import CONTEXT, Quality, actions, changed, dossiers, sessions, violating


@rule(
    "EMB-001",
    Severity.WARNING,
    on=Session,
    fields=("places",),
    source="nous",
    fr="{session.places} places, c'est trop.",
    en="{session.places} places is too many.",
)
def at_most_thirty(session: Session) -> bool:
    """Ask for small groups."""
    return session.places <= 30


def values(action: Action) -> Action:
    """Read and edit."""
    component = action.component("01")
    assert_type(component, Component)
    session = component.session("01")
    assert_type(session, Session)
    assert_type(session.start, Date)
    assert_type(session.places, int)
    assert_type(session.site, Site)
    assert_type(session.offer_code, str | None)
    assert_type(session.evolve(places=0), Session)
    assert_type(session.cancel(), Session)
    assert_type(component.with_session(session.evolve(number="02")), Component)
    assert_type(action.set("components[01].sessions[01].places", 0), Action)
    assert_type(action.totals, tuple[Volume, ...])
    return action.set("components[01].sessions[01]", session.cancel())


def differences(before: Action, after: Action) -> Changes:
    """Compare."""
    changes = diff(before, after)
    assert_type(changes, Changes)
    assert_type(changes[0], FieldChange)
    assert_type(changes[:2], tuple[FieldChange, ...])
    assert_type(changes.apply(before), Action)
    assert_type(changes + changes.inverse(), Changes)
    assert_type(merge(before, after, after), Merge[Action])
    assert_type(merge(before, after, after).value, Action)
    assert_type(recap(before, after), Recap)
    return changes


def judgement(action: Action, before: Action) -> Report:
    """Judge."""
    assert_type(at_most_thirty, Rule)
    rules = (RULES | ADVICE).with_(at_most_thirty)
    assert_type(rules, RuleSet)
    assert_type(rules["SES-002"], Rule)
    report = validate(action, rules=rules, today=Date(2022, 9, 15))
    assert_type(report, Report)
    assert_type(report.errors, tuple[Violation, ...])
    assert_type(report[0], Violation)
    assert_type([violation.fix for violation in report], list[Changes | None])
    assert_type(report.compare(validate(before, **CONTEXT)), ReportDelta)
    return report


def requests(action: Action, session: Session, at: DateTime) -> Dossier:
    """Ask, check and issue."""
    dossier = Dossier(action).draft_change("r1", component="01", session=session)
    assert_type(dossier, Dossier)
    assert_type(dossier.request("r1"), ChangeRequest)
    assert_type(dossier.check("r1", **CONTEXT), Check)
    issued = dossier.issue("r1", by=Issuer("BL", "Administrateur"), at=at)
    assert_type(issued.action, Action)
    assert_type(issued.tracking(), tuple[TrackingRow, ...])
    assert_type(issued.history("status"), tuple[HistoryEntry, ...])
    assert_type(issued.since(at), tuple[tuple[str, str, Changes], ...])
    return issued


def data(action: Action) -> Session:
    """Write and read again."""
    assert_type(encode(action), dict[str, Any])
    assert_type(decode(encode(action), Action), Action)
    assert_type(dumps(action), str)
    assert_type(loads(dumps(action), Action), Action)
    assert_type(fingerprint(action), str)
    assert_type(json_schema(Action), dict[str, Any])
    session = action.components[0].sessions[0]
    assert_type(to_form(session), dict[str, str])
    assert_type(read_form(Session, to_form(session), sites=action.sites), Session)
    return read_form(Session, to_form(session), sites=action.sites)


def strategies(action: Action) -> st.SearchStrategy[Session]:
    """Draw."""
    assert_type(actions(quality=Quality.ADVISED), st.SearchStrategy[Action])
    assert_type(sessions(component=action.component("01")), st.SearchStrategy[Session])
    assert_type(changed(action), st.SearchStrategy[Action])
    assert_type(dossiers(action), st.SearchStrategy[Dossier])
    assert_type(violating("SES-002"), st.SearchStrategy[Any])
    return sessions(component=action.component("01"))
