"""A small module of an embedder, in which every type is told: both type checkers must agree."""

from datetime import date, datetime
from typing import Any, Literal, assert_type

from cattrs import Converter
from hypothesis import strategies as st
from pendulum import Date, DateTime
from pydantic import BaseModel
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bdc_sessions import (
    ADVICE,
    RULES,
    TERMS,
    Action,
    ChangeRequest,
    Changes,
    Check,
    CollectiveInfo,
    Component,
    Conflict,
    DecodeError,
    Dossier,
    DuplicateNumberError,
    FieldChange,
    FormField,
    HistoryEntry,
    InvalidError,
    Issuer,
    Merge,
    MergeConflictError,
    NotDeletableError,
    NotFoundError,
    Path,
    Recap,
    RefusedError,
    Report,
    ReportDelta,
    RequestStateError,
    Rule,
    RuleSet,
    Session,
    Severity,
    Side,
    Site,
    Skipped,
    StaleChangeError,
    Term,
    TermTable,
    Tracking,
    TrackingRow,
    Violation,
    Volume,
    decode,
    diff,
    dumps,
    encode,
    example_action,
    example_dossier,
    fingerprint,
    form_fields,
    json_schema,
    loads,
    merge,
    read_form,
    recap,
    rule,
    to_form,
    validate,
)
from bdc_sessions.adapters.cattrs import register
from bdc_sessions.adapters.pydantic import Encoded
from bdc_sessions.adapters.sqlalchemy import Encoded as Column
from bdc_sessions.testing import CONTEXT, Quality, actions, changed, dossiers, sessions, violating

Reason = Literal["not-pending", "id-taken", "before-last-issue", "not-an-addition"]


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


class Booked(BaseModel):
    """A model of pydantic with our values in it."""

    session: Encoded[Session]
    earlier: Encoded[Session] | None = None


class Row(DeclarativeBase):
    """The tables of SQLAlchemy."""


class Stored(Row):
    """A row of a table, with one of our values."""

    __tablename__ = "dossiers"
    number: Mapped[str] = mapped_column(primary_key=True)
    dossier: Mapped[Dossier] = mapped_column(Column(Dossier))


def frameworks(session: Encoded[Session], row: Stored) -> Session:
    """Hold our values as others' frameworks do: to a type checker they are our classes."""
    assert_type(session.cancel(), Session)
    booked = Booked(session=session)
    assert_type(booked.session, Session)
    assert_type(booked.earlier, Session | None)
    assert_type(row.dossier, Dossier)
    assert_type(Column(Dossier), Column[Dossier])
    assert_type(register(Converter()), Converter)
    return session


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
    assert_type(component.next_number, str)
    assert_type(session.shift(days=7), Session)
    assert_type([session.places for _, session in action.each(Session)], list[int])
    assert_type([path for path, _ in component.each(CollectiveInfo)], list[Path])
    assert_type(session.evolve(start=date(2022, 9, 2)), Session)
    assert_type(TERMS.with_("suffix", bis="1"), TermTable)
    assert_type(TERMS.term("suffix", "ter"), Term)
    assert_type(example_action(), Action)
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
    assert_type(merge(before, after, after).conflicts, tuple[Conflict, ...])
    merged = merge(before, after, after.evolve(status="AN"))
    assert_type(merged.resolve({"status": Side.OURS}), Action)
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
    assert_type(validate(action, today=date(2022, 9, 15)), Report)
    assert_type(report.messages(at="components[01]"), dict[str, tuple[str, ...]])
    assert_type(report.skipped, tuple[Skipped, ...])
    assert_type(report.text("en"), str)
    assert_type(report[0].exception, str | None)
    assert_type(Severity.ERROR.label("en"), str)
    return report


def requests(action: Action, session: Session, at: DateTime) -> Dossier:
    """Ask, check and issue."""
    dossier = Dossier(action).draft_change("r1", component="01", session=session)
    assert_type(dossier, Dossier)
    assert_type(dossier.request("r1"), ChangeRequest)
    assert_type(dossier.check("r1", **CONTEXT), Check)
    issued = dossier.issue("r1", by=Issuer("BL", "Administrateur"), at=at)
    assert_type(issued.action, Action)
    assert_type(issued.tracking(), Tracking)
    assert_type(issued.tracking()[0], TrackingRow)
    assert_type(issued.proposed("r1"), Session)
    assert_type(dossier.redraft("r1", session=session, seen=session), Dossier)
    sides: dict[str, Side] = {}
    assert_type(dossier.rebase("r1", choose=sides), Dossier)
    new = session.evolve(number="02")
    added = dossier.draft_addition("r2", component="01", session=new)
    assert_type(added.renumber("r2", "03"), Dossier)
    assert_type(issued.as_of(datetime.now(at.tzinfo)), Action)
    assert_type(example_dossier(), Dossier)
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
    assert_type(form_fields(Session, sites=action.sites), tuple[FormField, ...])
    return read_form(Session, to_form(session), sites=action.sites, terms=TERMS, onto=session)


def facts(error: Exception) -> object:  # noqa: PLR0911 - a line an error
    """Read what each error carries."""
    if isinstance(error, DecodeError | InvalidError):
        assert_type(error.report, Report)
        return error.report
    if isinstance(error, RefusedError):
        assert_type(error.request, ChangeRequest)
        assert_type(error.report, Report)
        assert_type(error.refusing, tuple[Violation, ...])
        return error.refusing
    if isinstance(error, StaleChangeError):
        assert_type(error.changes, tuple[FieldChange, ...])
        assert_type(error.found, tuple[Any, ...])
        assert_type(error.labels, tuple[str, ...])
        return error.changes
    if isinstance(error, MergeConflictError):
        assert_type(error.conflicts, tuple[Conflict, ...])
        assert_type(error.conflicts[0].label, str)
        return error.conflicts
    if isinstance(error, DuplicateNumberError):
        assert_type(error.path, Path)
        assert_type(error.number, str)
        assert_type(error.free, str | None)
        return error.free
    if isinstance(error, NotFoundError):
        assert_type(error.path, Path | str)
        assert_type(error.known, tuple[str, ...])
        return error.known
    if isinstance(error, NotDeletableError):
        assert_type(error.request, ChangeRequest)
        assert_type(error.message("en"), str)
        return error.request
    if isinstance(error, RequestStateError):
        assert_type(error.request, ChangeRequest)
        assert_type(error.reason, Reason)
        assert_type(error.last, DateTime | None)
        assert_type(error.message(), str)
        return error.reason
    return None


def strategies(action: Action) -> st.SearchStrategy[Session]:
    """Draw."""
    assert_type(actions(quality=Quality.ADVISED), st.SearchStrategy[Action])
    assert_type(sessions(component=action.component("01")), st.SearchStrategy[Session])
    assert_type(changed(action), st.SearchStrategy[Action])
    assert_type(dossiers(action), st.SearchStrategy[Dossier])
    assert_type(violating("SES-002"), st.SearchStrategy[Any])
    return sessions(component=action.component("01"))
