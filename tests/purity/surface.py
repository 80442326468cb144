"""Every public name of the library, used; what each use gives, as text that tells all of it."""

import copy
import pickle
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from types import FunctionType, new_class
from typing import Any
from zoneinfo import ZoneInfo

import attrs
from pendulum import Date, Time

import bdc_sessions
from bdc_sessions import changes, codec, dossier, model, rules
from bdc_sessions.changes import Changes, FieldChange, Message, RequestKind, diff, merge, recap
from bdc_sessions.codec import Migrations, decode, dumps, encode, fingerprint, json_schema, loads
from bdc_sessions.codec.names import CLASSES
from bdc_sessions.dossier import Dossier
from bdc_sessions.errors import BdcSessionsError
from bdc_sessions.model import (
    ABSENT,
    TERMS,
    Action,
    Address,
    CollectiveInfo,
    Issuer,
    Path,
    Session,
    Term,
)
from bdc_sessions.rules import ADVICE, RULES, Aggregate, Group, Report, Severity, rule, validate
from bdc_sessions.rules.example import SESSION, example_action, example_context
from bdc_sessions.rules.groups import SAME_SESSIONS

PACKAGES = (bdc_sessions, model, changes, rules, dossier, codec)
HOME = bdc_sessions.__path__[0]
NOON = datetime(2022, 10, 30, 12, 0, tzinfo=UTC)
WRONG: Any = 3
"""A value of no type that is taken: what takes it refuses it."""
# An embedder's own zones; the library has none but Paris.
ELSEWHERE = tuple(map(ZoneInfo, ("America/Cayenne", "Indian/Reunion")))
# What stands in a set, or in memory, is told in an order of its own, or not at all.
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")
_MIXED_IN = ("__contains__", "__reversed__", "index", "count")


def public() -> dict[str, FunctionType]:
    """Return every function, method and property of the public classes, by name."""
    found: dict[str, FunctionType] = {}
    for package in PACKAGES:
        for name in package.__all__:
            held = getattr(package, name)
            for member, function in _functions(held):
                found[f"{held.__name__}{member}"] = function
    return found


def _functions(held: Any) -> Iterator[tuple[str, FunctionType]]:
    if isinstance(held, FunctionType):
        yield "", held
    elif isinstance(held, type):
        for cls in reversed(held.__mro__):  # the first in the order stands last
            for name, member in vars(cls).items():
                function = member.fget if isinstance(member, property) else member
                function = getattr(function, "__func__", function)
                if isinstance(function, FunctionType) and _is_ours(function, name):
                    yield f".{name}", function


def _is_ours(function: FunctionType, name: str) -> bool:
    made_in = function.__code__.co_filename
    if "collections_abc" in made_in:
        return name in _MIXED_IN
    return made_in.startswith((HOME, "<attrs generated"))


def told(value: Any) -> str:
    """Return a text that two values share if they are alike in every process."""
    if isinstance(value, set | frozenset):
        return f"{{{', '.join(sorted(map(told, value)))}}}"
    if isinstance(value, tuple | list):
        return f"({', '.join(map(told, value))}) {value}"
    if attrs.has(type(value)):  # its own texts may leave something out
        fields = [told(getattr(value, a.name)) for a in attrs.fields(type(value)) if a.eq]
        return _ADDRESS.sub("", f"{', '.join(fields)}: {value!r} {value}")
    return _ADDRESS.sub("", f"{value!r} {value}")


def values() -> Iterator[Any]:
    """Use every public function, and yield what each use gave."""
    for part in (_model, _changes, _rules, _requests, _data, _errors):
        yield from part()


def surface() -> Iterator[str]:
    """Use every public name, special methods too, and tell what each use gave."""
    for value in values():
        yield told(value)
        yield from _special(value)


def _model() -> Iterator[Any]:
    action = example_action()
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
    yield from (list(action.each(Session)), action._ipython_key_completions_())
    yield from (mode.label for mode in model.EntryMode)
    yield from (
        action.set(SESSION, session.cancel()),
        action.set(SESSION + ".end", Date(2024, 1, 1)),
    )
    bis = TERMS.with_("suffix", bis="1").term("suffix", "bis")
    yield from (Term("ter"), bis, Issuer("BL", "Administrateur"), TERMS, TERMS.codes("suffix"))
    yield TERMS.evolve(suffix={"bis": "1"})
    path = Path.parse(SESSION + r".infos[1].address") / Path.parse(r"x[a\]b\\c]")
    yield from (path, path.parent, path.child("places"), len(path), bool(path), list(path))
    yield from (path.is_under(path.parent), ABSENT, bool(ABSENT), model.Absent("absent"))
    yield from (*model.EntryMode, *model.VolumeUnit, *model.TERMS.suffix, *model.TERMS.street_type)


def _changes() -> Iterator[Any]:
    action = example_action()
    session = action.component("01").session("01")
    after = action.set(SESSION, session.cancel().with_info(session.info(1).evolve(comment="a|<b>")))
    made = diff(action, after)
    more = diff(after, after.set("components[01]", after.component("01").evolve(sessions=[])))
    yield from (made, made.apply(action), made.inverse(), made + more, made.under(SESSION), made.of)
    yield from (made.to_json_patch(action), made.paths, len(made), list(made), made[0], made[1:])
    yield from (Changes(Session, diff(session, session.cancel())), more.to_json_patch(after))
    change = FieldChange("places", 10, ABSENT)
    yield from (change, change.inverse(), change.is_addition, change.is_removal)
    theirs = action.set(SESSION + ".places", 3)
    merged = merge(action, after, theirs)
    yield from (merged, merged.conflicts, merged.evolve(conflicts=()))
    yield from ((c.label, c.cells, c.message(), c.message("en")) for c in merged.conflicts)
    yield from (merged.resolve({c.path: side for c in merged.conflicts}) for side in changes.Side)
    table = recap(action, after)
    yield from (table, table.to_markdown(), table.to_html(), recap(action, after, codes=False))
    yield table._repr_html_()
    yield from (len(table), list(table), table[0], table[1:], table[0].cells)


def _rules() -> Iterator[Any]:
    everything = RULES | ADVICE
    for rule_ in (*everything, *bdc_sessions.STRUCTURE):
        for lang in ("fr", "en"):
            yield from (rule_.title(lang), rule_.explain(lang))
        yield from (rule_.takes, rule_.needs, rule_.members, rule_.judged.__name__)
    for rule_ in everything:
        yield from _judged(rule_)
    for data_rule in bdc_sessions.STRUCTURE:
        assert data_rule.fails is not None
        yield data_rule.check(data_rule.fails(example_action()))
    report = validate(_faulty(), **example_context())
    yield from (report, report.ok, report.errors, report.warnings, report.infos, report.skipped)
    yield from (len(report), bool(report), list(report), report[0], report[1:], report.at(SESSION))
    yield from (
        report.by_code("SES-001"),
        report.to_dict(),
        report.to_dict(values=False, lang="en"),
    )
    mended = validate(example_action(), since=report, **example_context())
    mended.raise_if_errors()
    yield from (mended, report.compare(mended), mended.compare(report))
    violation = report[0]
    yield from (violation.message(), violation.message("en"), violation.to_dict(), violation.fix)
    lighter = everything.without("SES-002").with_severity("SES-001", Severity.WARNING)
    waiving = lighter.waive("SES-001", at=SESSION, reason="essai", until=Date(2030, 1, 1))
    waived = validate(_faulty(), rules=waiving, today=Date(2022, 9, 1))
    yield from (waived, waived.waived, waived.waived[0].code, waived.waived[0].path)
    yield from (
        validate(_faulty(), rules=waiving).skipped,
        waiving.waivers,
        waiving.only("SES-001"),
    )
    yield from (lighter.with_(_own_rule), "SES-002" in lighter, lighter["SES-003"], len(lighter))
    again = rule("MY-001", Severity.ERROR, on=Session, fields=("end",), source="", fr="", en="")
    yield from (list(lighter), *Severity, *Aggregate, _own_rule, lighter.with_(_own_rule))
    yield again(_own_rule.check).title()
    group = Group("all", model.Component, "sessions", Aggregate.COUNT, "places")
    yield from (SAME_SESSIONS, group, group.value(example_action().component("01")))


def _judged(rule_: Any) -> Iterator[Any]:
    subject = rule_.fails(example_action())
    given = example_context()
    if not isinstance(subject, Action):
        given["action"] = example_action()
    yield validate(subject, rules=RULES | ADVICE, **given)


_made = rule("MY-001", Severity.INFO, on=Session, fields=("places",), source="nous", fr="a", en="b")


@_made
def _own_rule(session: Session) -> bool:
    raise LookupError(session.number)


def _faulty() -> Action:
    broken = example_action().set(SESSION + ".start", Date(2023, 1, 1))
    return broken.set(SESSION + ".infos[1].end", Time(9, 0)).set(SESSION + ".infos[1].places", -1)


def _dossier() -> Dossier:
    action = example_action()
    session = action.component("01").session("01")
    by = Issuer("BL", "Administrateur")
    drafted = (
        Dossier(action)
        .draft_change("r1", component="01", session=session.cancel(), provider="P", amendment="1")
        .draft_addition("r2", component="01", session=session.evolve(number="02"))
        .draft_change("r3", component="01", session=session.with_info(session.info(1)))
        .draft_change("r4", component="01", session=session.evolve(end=Date(2030, 1, 1)))
        .draft_change("r5", component="01", session=session.evolve(offer_code="X"))
    )
    issued = drafted.issue("r1", by=by, at=NOON).issue(
        "r2", by=by, at=NOON.astimezone(ELSEWHERE[0])
    )
    return issued.rebase("r3").discard("r5")


def _requests() -> Iterator[Any]:
    held = _dossier()
    drafted = held.draft(held.request("r3").evolve(id="r6"))
    yield from (held, held.action, held.requests, drafted, held.tracking(), held.since(NOON))
    for row in held.tracking():
        yield from (row, row.cells)
    yield from (held.history(SESSION + ".places"), held.as_of(NOON.astimezone(ELSEWHERE[1])))
    for id_ in ("r3", "r4"):
        check = drafted.check(id_, **example_context())
        yield from (check, check.ok, check.report, check.delta, check.refusing)
    for request in held.requests:
        yield from (request.recap(held.base), request.path, request.is_addition)
        yield from (request.change_of("places"), request.kind, request.status)
    yield from (*RequestKind, *Message, *changes.RequestStatus, dossier.Tracking.HEAD)


def _encoded() -> tuple[Any, ...]:
    action = example_action()
    session = action.component("01").session("01")
    return (
        action,
        *(action.component("01"), action.component("01").volumes[1], session, session.site),
        *(session.info(1), session.info(1).address, Term("ter"), Issuer("BL", "Administrateur")),
        *(diff(action, _faulty()), recap(action, _faulty()), validate(_faulty()), _dossier()),
        *_dossier().requests,
    )


def _data() -> Iterator[Any]:
    for value in _encoded():
        cls = type(value)
        yield from (encode(value), dumps(value), fingerprint(value))
        yield from (decode(encode(value), cls), loads(dumps(value), cls), loads(dumps(value), cls))
    yield from map(json_schema, CLASSES.values())
    session = example_action().component("01").session("01")
    info, form = session.info(1), codec.to_form(session.evolve(infos=()))
    yield from (form, codec.read_form(Session, form), codec.to_form(info))
    yield codec.read_form(CollectiveInfo, codec.to_form(info))
    sites = example_action().sites
    yield codec.read_form(Session, codec.to_form(session), sites=sites).site is sites[0]
    old = {**encode(Term("ter")), "format": "bdc-sessions/0"}
    yield decode(old, Term, migrations=Migrations({0: _unchanged}))
    older = Migrations({0: _unchanged})
    yield from (Migrations(), older, older.apply("term", {"label": "a"}, 0))


def _unchanged(_: str, value: Any) -> Any:
    return value


def _errors() -> Iterator[Any]:
    held = _dossier()
    action, session = held.base, held.base.component("01").session("01")
    by = Issuer("BL", "Administrateur")
    other = validate(_faulty())
    faulty: tuple[Callable[[], Any], ...] = (
        lambda: action.component("01").with_session(session),
        lambda: action.component("07"),
        lambda: action["components[01].nothing"],
        lambda: action.set("components[01]", 3),
        lambda: action.evolve(titel="x"),
        lambda: TERMS.evolve(sufix={}),
        lambda: new_class("Mine", (Session,)),
        lambda: session.shift(days=10**7),
        lambda: Path.parse("a..b"),
        lambda: RULES["SES-999"],
        lambda: RULES.with_(WRONG),
        lambda: diff(action, held.action).apply(held.action),
        lambda: Changes(Action, [FieldChange("year", 2023, "x")]),
        lambda: diff(action, held.action) + diff(action, held.action),
        other.raise_if_errors,
        lambda: held.issue("r4", by=by, at=NOON),
        lambda: held.issue("r3", by=by, at=NOON.replace(year=2021)),
        lambda: held.issue("r3", by=by, at=NOON.replace(year=1, month=1, day=1, hour=0)),
        lambda: held.discard("r1"),
        lambda: Dossier(action, requests=held.requests[:1] * 2),
        lambda: held.draft_addition("r9", component="01", session=session),
        lambda: _conflicting().rebase("late"),
        lambda: loads("{", Action),
        lambda: loads("[" * 100_000, Action),
        lambda: decode({**encode(action), "vallue": "\ud800"}, Action),
        lambda: decode({**encode(action), "value": {"titel": 1.5, "start": "x"}}, Action),
        lambda: codec.read_form(Session, {"Dat début": "31/02/2022", "Nb. de places": "dix"}),
        lambda: codec.read_form(Address, {"Ville": WRONG}),
        lambda: validate(3),
        lambda: Migrations({1: _unchanged}),
        lambda: Issuer("\ud800", "x"),
    )
    for number, act in enumerate(faulty):
        try:
            act()
        except (BdcSessionsError, TypeError, ValueError) as error:
            yield error
            yield f"{type(error).__name__}: {error}"
            if isinstance(error, BdcSessionsError):
                yield error.message()
        else:
            raise AssertionError(f"nothing refused the fault {number}")


def _conflicting() -> Dossier:
    action = example_action()
    session = action.component("01").session("01")
    return (
        Dossier(action)
        .draft_change("first", component="01", session=session.cancel())
        .draft_change("late", component="01", session=session.evolve(places=3))
        .issue("first", by=Issuer("BL", "Administrateur"), at=NOON)
    )


def is_hashed(value: Any) -> bool:
    """Tell whether a value is one that has a hash: no dict or list, nor a tuple that holds one."""
    if isinstance(value, tuple):
        return all(map(is_hashed, value))
    return not isinstance(value, dict | list)


def _special(value: Any) -> Iterator[str]:
    """Do with a value what Python does without being asked for it by name."""
    pickled = pickle.loads(pickle.dumps(value))
    for other in (copy.copy(value), copy.deepcopy(value), pickled):
        same = isinstance(value, Exception) or other == value
        yield f"{same} {bool(value)} {told(other) == told(value)}"
    if is_hashed(value):
        yield f"{hash(value) == hash(copy.copy(value)) or isinstance(value, Exception)}"
    if isinstance(value, Changes | Report | changes.Recap):
        found = [value.index(one) + value.count(one) for one in value if one in value]
        yield f"{found} {told(list(reversed(value)))}"
