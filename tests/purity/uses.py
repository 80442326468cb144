"""Every public function, used as it is meant to be."""

from collections.abc import Iterator
from typing import Any

from pendulum import Date
from tests.purity.examples import (
    BY,
    ELSEWHERE,
    NOON,
    SESSION,
    additions,
    conflicting,
    dossier,
    faulty_action,
    own_rule,
    unchanged,
)

import bdc_sessions as b
from bdc_sessions import model, rules, screen
from bdc_sessions.rules.example import example_context
from bdc_sessions.rules.groups import ALIKE_NUMBERS, SAME_SESSIONS

ADDRESS = SESSION + ".infos[1].address"


def uses() -> Iterator[Any]:
    """Use every public function, and yield what each use gave."""
    for part in (_model, _screens, _changes, _rules, _reports, _requests, _data, _forms):
        yield from part()


def _model() -> Iterator[Any]:
    action = b.example_action()
    component = action.component("01")
    session = component.session("01")
    info = session.info(1)
    yield from (action, component, session, info, info.address, session.site)
    yield from (component.volume("Heure stagiaire centre"), action.totals, component.label)
    yield from (session.site.label, info.address.line, info.address.postal_line)
    yield from (session.cancel(), info.cancel(), session.with_info(info), session.evolve(places=3))
    new = component.whole_period_session(site=session.site, places=12)
    yield from (new, component.with_session(new), action[SESSION], component["sessions[01]"])
    yield from (component.next_number, session.shift(days=7), info.shift(days=-1))
    yield from (list(action.each(b.Session)), action._ipython_key_completions_())
    yield (action.set(SESSION, session.cancel()), action.set(SESSION + ".end", Date(2024, 1, 1)))
    bis = b.TERMS.with_("suffix", bis="1").term("suffix", "bis")
    yield from (b.Term("ter"), bis, BY, b.TERMS, b.TERMS.codes("suffix"))
    yield from (b.TERMS.evolve(suffix={"bis": "1"}), b.TermTable(suffix={"bis": "1"}))
    path = b.Path.parse(ADDRESS) / b.Path.parse(r"x[a\]b\\c]")
    yield from (path, path.parent, path.child("places"), len(path), bool(path), list(path))
    yield from (path.is_under(path.parent), b.ABSENT, bool(b.ABSENT), model.Absent("absent"))
    yield from (*b.EntryMode, *b.VolumeUnit, *[mode.label for mode in b.EntryMode])


def _screens() -> Iterator[Any]:
    pairs = screen.Pairs([("Année", "2023"), ("Statut", "EC")])
    table = screen.Table(["Session", "Places"], [["<01>", "10"], ["*02*", "0"]])
    yield from (pairs, table, b.Screen("Action", ["Trouvée.", pairs, b.Screen("", [table])]))


def _changes() -> Iterator[Any]:
    action = b.example_action()
    session = action[SESSION]
    after = action.set(SESSION, session.cancel().with_info(session.info(1).evolve(comment="a|<b>")))
    made = b.diff(action, after)
    more = b.diff(after, after.set("components[01].sessions", ()))
    yield from (made, made.apply(action), made.inverse(), made + more, made.under(SESSION), made.of)
    yield from (made.to_json_patch(action), made.paths, len(made), list(made), made[0], made[1:])
    yield (b.Changes(b.Session, b.diff(session, session.cancel())), more.to_json_patch(after))
    change = b.FieldChange("places", 10, b.ABSENT)
    yield from (change, change.inverse(), change.is_addition, change.is_removal)
    merged = b.merge(action, after, action.set(SESSION + ".places", 3))
    yield merged
    for conflict in merged.conflicts:
        yield from (conflict, conflict.label, conflict.cells, conflict.message("en"))
        yield merged.resolve({str(conflict.path): b.Side.THEIRS})
    table = b.recap(action, after)
    yield from (table, table.to_markdown(), table.to_html(), table._repr_html_(), *b.Side)
    yield from (len(table), list(table), table[0], table[1:], table[0].cells)
    yield b.recap(action, after, codes=False)


def _rules() -> Iterator[Any]:
    everything = b.RULES | b.ADVICE
    for rule in (*everything, *b.STRUCTURE):
        yield from (rule.title(), rule.explain(), rule.title("en"), rule.explain("en"))
        yield from (rule.parameters, rule.needs, rule.target.__name__)
    for rule in everything:
        assert rule.fails is not None
        subject, given = rule.fails(b.example_action()), example_context()
        if not isinstance(subject, b.Action):
            given["action"] = b.example_action()
        yield b.validate(subject, rules=everything, **given)
    for rule in b.STRUCTURE:
        assert rule.fails is not None
        yield rule.predicate(rule.fails(b.example_action()))
    lighter = everything.without("SES-002").with_severity("SES-001", b.Severity.WARNING)
    waiving = lighter.waive("SES-001", at=SESSION, reason="essai", until=Date(2030, 1, 1))
    yield from (waiving, waiving.waivers, waiving.only("SES-001"), len(lighter), list(lighter))
    yield from (lighter.with_(own_rule), "SES-002" in lighter, lighter["SES-003"], own_rule)
    yield lighter._ipython_key_completions_()
    yield from (*b.Severity, *rules.Aggregate, [severity.label() for severity in b.Severity])
    yield (b.Severity.INFO < b.Severity.ERROR >= b.Severity.WARNING > b.Severity.INFO)
    yield b.Severity.INFO <= b.Severity.ERROR
    yield from (rules.blank(" "), rules.length("SETE"), rules.negate(rules.missing(None)))
    again = b.rule(
        "MY-001", b.Severity.ERROR, on=b.Session, fields=("end",), source="", fr="a", en="b"
    )
    yield again(own_rule.predicate).title()
    group = b.Group("all", b.Component, "sessions", rules.Aggregate.COUNT, "places")
    sessions = b.example_action().component("01").sessions
    yield from (group, group.value(b.example_action().component("01")))
    for twins in (SAME_SESSIONS, ALIKE_NUMBERS):
        yield from (twins, twins.firsts(sessions * 2))


def _reports() -> Iterator[Any]:
    report = b.validate(faulty_action(), **example_context())
    yield from (report, report.ok, report.errors, report.warnings, report.infos, *report.skipped)
    yield from (len(report), bool(report), list(report), report[0], report[1:], report.at(SESSION))
    yield from (
        report.by_code("SES-001"),
        report.messages(at=SESSION, lang="en"),
        report.text("en"),
    )
    yield from (report.to_dict(), report.to_dict(values=False, lang="en"), report.evolve())
    mended = b.validate(b.example_action(), since=report, **example_context())
    mended.raise_if_errors()
    yield from (mended, report.compare(mended), mended.compare(report))
    violation = report[0]
    yield from (violation.message(), violation.message("en"), violation.text("en"), violation.fix)
    yield from (violation.to_dict(), violation.to_dict(values=False))
    failing = b.validate(b.example_action(), rules=b.RULES.with_(own_rule))
    yield from (failing, [skipped.message("en") for skipped in failing.skipped])
    waiving = b.RULES.waive("SES-001", at=SESSION, reason="essai", until=Date(2030, 1, 1))
    waived = b.validate(faulty_action(), rules=waiving, today=Date(2022, 9, 1))
    yield from (waived, *waived.waived, waived.waived[0].code, waived.waived[0].path)
    yield from b.validate(faulty_action(), rules=waiving).skipped


def _requests() -> Iterator[Any]:
    usual = dossier()
    drafted = usual.draft(usual.request("r3").evolve(id="r6"))
    yield from (usual, usual.action, usual.requests, drafted, usual.since(NOON))
    tracking = usual.tracking()
    yield from (tracking, tracking.HEAD, tracking.to_markdown(), tracking.to_html())
    yield from (len(tracking), list(tracking), tracking[0], tracking[1:], tracking[0].cells)
    yield from (usual.history(SESSION + ".places"), usual.as_of(NOON.astimezone(ELSEWHERE[1])))
    for id_ in ("r3", "r4"):
        check = drafted.check(id_, **example_context())
        yield from (check, check.ok, check.report, check.delta, check.refusing)
    for request in usual.requests:
        yield from (request.recap(usual.base), request.path, request.is_addition)
        yield from (request.change_of("places"), request.kind, request.status)
    yield from (*b.RequestKind, *b.Message, *b.RequestStatus, b.example_dossier())
    places = SESSION + ".places"
    decided = conflicting().rebase("late", choose={places: b.Side.OURS})
    seen = b.example_action()[SESSION]
    edited = decided.redraft("late", session=decided.proposed("late").evolve(offer_code="X"))
    later = edited.draft_change(
        "r7", component="01", session=seen.evolve(offer_code="Y"), seen=seen
    )
    yield from (decided, decided.proposed("late"), edited, later, later.request("r7"))
    yield additions().renumber("late", "03")


def _data() -> Iterator[Any]:
    action, faulty = b.example_action(), faulty_action()
    session = action[SESSION]
    encoded = (
        *(action, action.component("01"), action.component("01").volumes[1], session, session.site),
        *(session.info(1), session.info(1).address, b.Term("ter"), BY),
        *(b.diff(action, faulty), b.recap(action, faulty), b.validate(faulty), dossier()),
        *dossier().requests,
    )
    for value in encoded:
        cls = type(value)
        yield from (b.encode(value), b.dumps(value), b.fingerprint(value), b.json_schema(cls))
        yield from (b.decode(b.encode(value), cls), b.loads(b.dumps(value), cls))
        yield from (b.loads(b.dumps(value).encode(), cls), b.loads(b.dumps(value), cls))
    yield b.json_schema(b.Action, refs="#/components/schemas/{name}")
    older = b.Migrations({0: unchanged})
    old = {**b.encode(b.Term("ter")), "format": "bdc-sessions/0"}
    yield b.decode(old, b.Term, migrations=older)
    yield from (b.Migrations(), older, older.apply("term", {"label": "a"}, 0))


def _forms() -> Iterator[Any]:
    action = b.example_action()
    session = action[SESSION]
    info = session.info(1)
    for cls in (b.Session, b.CollectiveInfo, b.Address):
        yield b.form_fields(cls, sites=action.sites)
    for value in (session, info, info.address):
        form = b.to_form(value)
        yield from (form, b.read_form(type(value), form, sites=action.sites, onto=value))
        yield b.read_form(type(value), form, sites=action.sites, terms=b.TERMS)
    read = b.read_form(
        b.Session, {**b.to_form(session), "x": "y"}, sites=action.sites, ignore={"x"}
    )
    yield read.site is action.sites[0]
