"""Rules on columns: each rule's own function is called once, on rows whose fields are columns."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import localcontext
from functools import partial, reduce
from inspect import Parameter
from itertools import count
from typing import Any, NamedTuple

import narwhals as nw

from bdc_sessions.columns.backend import Frame, beside, single_pass
from bdc_sessions.columns.expression import (
    TWIN,
    TWIN_KEY,
    Among,
    Column,
    Expr,
    Refused,
    Row,
    Watch,
    path_in_table,
    path_of,
    prefix_of,
    row_of,
    text,
)
from bdc_sessions.columns.guards import reason_against
from bdc_sessions.columns.schema import KEYS, TABLE_OF, TYPES, Leaf
from bdc_sessions.columns.sources import Key, Sources
from bdc_sessions.model import Action
from bdc_sessions.model.shape import classes_below, shape
from bdc_sessions.model.volume import EXACT
from bdc_sessions.rules import Aggregate, Group, Rule, Skipped
from bdc_sessions.rules.failing import pass_on_stops
from bdc_sessions.rules.finding import broken_fields
from bdc_sessions.rules.plan import Plan
from bdc_sessions.rules.predicates import UNKNOWN
from bdc_sessions.rules.signature import subject_of
from bdc_sessions.texts import short_repr

CLASSES: dict[str, type[Any]] = {
    subject_of(cls): cls for cls in classes_below(Action) if subject_of(cls)
} | {"action": Action}
FACTS = {
    "code": "String",
    "severity": "String",
    **{key: "Int64" if key == "info" else "String" for key in KEYS},
    **dict.fromkeys(("path", "label", "value", "related"), "String"),
}
"""The columns of violations, but for the message, with the names of their types."""


class Place(NamedTuple):
    """Where a rule is told: at a field, relating to others, where an expression is true."""

    rule: Rule
    fields: tuple[str, ...]
    broken: Expr


class Judged(NamedTuple):
    """What a rule finds, and in which frame: a frame of its own, or that of what it reads."""

    places: tuple[Place, ...]
    holders: frozenset[type[Any]] = frozenset()
    groups: frozenset[Group] = frozenset()
    among: tuple[Among, ...] = ()
    frame: Frame | None = None


class Judging:
    """The rules of a plan called on the columns of tables.

    Attributes:
        skipped: The rules that columns can't say, and why.
        found: What each other rule finds.
    """

    def __init__(self, plan: Plan, tables: Mapping[str, Frame], given: Mapping[str, Any]) -> None:
        """Call each rule."""
        self._plan, self._given = plan, given
        self._sources = Sources(tables)
        texts = nw.String == tables["infos"].collect_schema()["start"]
        self._watch = partial(Watch, count(), times_as_texts=texts)
        self.skipped: list[Skipped] = []
        self.found: list[Judged] = []
        for rules in (*plan.by_class.values(), *plan.by_collection.values()):
            for rule in rules:
                watch = self._watch()
                try:
                    self.found += self._read(rule) if rule.reads else self._judged(rule, watch)
                except Refused as refused:
                    self.skipped.append(_skipped(rule, str(refused)))
                except BaseException as error:  # noqa: BLE001 - whatever a rule's function raises
                    pass_on_stops(error)
                    self.skipped.append(
                        _skipped(rule, f"it raised {type(error).__name__}: {error}")
                    )

    def _judged(self, rule: Rule, watch: Watch) -> Iterator[Judged]:
        """Yield what a rule finds."""
        cls = rule.target
        _refuse_silent(rule.predicate)
        groups: set[Group] = set()
        subject = row_of(cls, watch)
        verdict = _call(rule, subject, self._arguments(rule, watch, groups))
        if watch.refusals:
            raise Refused(watch.refusals[0])
        places = tuple(_places(rule, verdict))
        among = tuple(watch.members)
        holders = frozenset(
            [TABLE_OF[c].cls for c in CLASSES.values() if prefix_of(c) in watch.rows]
        )
        if rule.twins is None:
            yield Judged(places, holders, frozenset(groups), among)
            return
        where = self._where(rule.twins.where, cls)
        frame = self._sources.twins(rule.twins, where, read=TWIN in watch.rows)
        frame = self._sources.widened(frame, cls, holders, groups, among)
        yield Judged(places, frame=frame)

    def _arguments(self, rule: Rule, watch: Watch, groups: set[Group]) -> dict[str, Any]:
        own = {group.name: group for group in rule.groups}
        found: dict[str, Any] = {}
        for parameter in rule.signature[1:]:
            name, group = parameter.name, own.get(parameter.name)
            source = name if group is None else subject_of(group.of)
            if name not in rule.parameters or source not in self._plan.available:
                found[name] = parameter.default
            elif group is not None:
                groups.add(group)
                found[name] = self._group(group, watch)
            elif name == "twin":
                found[name] = row_of(rule.target, watch, TWIN)
            else:
                found[name] = (
                    self._given[name] if name in self._given else row_of(CLASSES[name], watch)
                )
        return found

    def _group(self, group: Group, watch: Watch) -> Column:
        item = shape(group.of).collections[group.members].item
        leaf = TABLE_OF[item].leaves.get(group.field)
        if leaf is None or len(leaf.columns) > 1:
            watch.refuse(f"{group.field} is no column")
        kind = int if group.how is Aggregate.COUNT else leaf.kind
        where = lambda g: None if g.where is None else self._where(g.where, item)  # noqa: E731 - as one writes by hand
        expr = self._sources.group(group, where)
        return Column(
            expr, kind, watch, nullable=group.how is Aggregate.MAX, wide=group.how is Aggregate.SUM
        )

    def _where(self, where: Callable[[Any], Any], cls: type[Any]) -> Expr:
        """Return which rows of a class count."""
        _refuse_silent(where)
        watch = self._watch()
        verdict = where(row_of(cls, watch))
        if (
            watch.refusals
            or type(verdict) is not Column
            or verdict.kind is not bool
            or watch.members
        ):
            raise Refused(next(iter(watch.refusals), "its members are chosen by what is no column"))
        return verdict.expr

    def _read(self, rule: Rule) -> Iterator[Judged]:
        """Yield what a rule finds that judges by what it reads, once what stands several times."""
        cls, prefix = rule.target, prefix_of(rule.target)
        leaves = [TABLE_OF[cls].leaves[path_in_table(cls) + name] for name in rule.reads]
        key = Key(leaves, prefix)
        own = self._sources.own(cls)
        flats = key.distinct(own)
        if CLASSES.keys() & set(rule.parameters[1:]) or rule.groups or rule.twins:
            raise Refused("reads= is for what one object tells")
        arguments = self._arguments(rule, self._watch(), set())
        broken: dict[tuple[str, ...], list[Any]] = {}
        with localcontext(EXACT):
            for flat in flats:
                refusals: list[str] = []
                values = dict(zip(rule.reads, key.values(flat), strict=True))
                found = _broken(rule, Reading(cls, values, refusals), arguments)
                if refusals:
                    raise Refused(refusals[0])
                for fields in found:
                    broken.setdefault(fields, []).append(flat)
        for fields, those in broken.items():
            frame = key.put(own).join(key.beside(own, those), on=key.names, how="inner")
            yield Judged((Place(rule, fields, nw.col("action") == nw.col("action")),), frame=frame)

    def facts(self) -> Iterator[Frame]:
        """Yield frames of violations, of the columns of ``FACTS``."""
        by_table: dict[str, list[tuple[Judged, Place]]] = {}
        for judged in self.found:
            for place in judged.places:
                cls = place.rule.target
                if judged.frame is not None:
                    yield _told(judged.frame.filter(place.broken), [place])
                elif single_pass(self._sources.own(cls)):
                    by_table.setdefault(TABLE_OF[cls].name, []).append((judged, place))
                else:
                    source = self._sources.of(cls, judged.holders, judged.groups, judged.among)
                    yield _told(source.filter(place.broken), [place])
        for pairs in by_table.values():
            yield self._in_one_pass([judged for judged, _ in pairs], [place for _, place in pairs])

    def _in_one_pass(self, judged: Sequence[Judged], places: Sequence[Place]) -> Frame:
        cls = TABLE_OF[places[0].rule.target].cls
        among = tuple({one.name: one for j in judged for one in j.among}.values())
        holders = frozenset().union(*[j.holders for j in judged])
        groups = frozenset().union(*[j.groups for j in judged])
        flags = [f"_broken{n}" for n in range(len(places))]
        frame = self._sources.of(cls, holders, groups, among)
        frame = frame.with_columns(**{f: p.broken for f, p in zip(flags, places, strict=True)})
        frame = frame.filter(nw.any_horizontal(*flags, ignore_nulls=True))
        numbers = beside(frame, {"_place": list(range(len(places)))}, {"_place": nw.Int64()})
        frame = frame.join(numbers, how="cross")
        return _told(frame.filter(_choice([nw.col(flag) for flag in flags])), places)


class Reading:
    """An object of which a rule may read some fields."""

    def __init__(self, cls: type[Any], values: Mapping[str, Any], refusals: list[str]) -> None:
        """Take the values of the fields, by their names."""
        self.__dict__.update(values)
        self.__dict__["_reading"] = (cls, refusals)

    @property  # type: ignore[misc]  # it refuses, or lends a class
    def __class__(self) -> Any:
        """The class of which it is to be taken for an object."""
        return self.__dict__["_reading"][0]

    def __getattr__(self, name: str) -> Any:
        reason = f"it reads {name}, which its reads= does not name"
        self.__dict__["_reading"][1].append(reason)
        raise Refused(reason)


def _broken(rule: Rule, subject: Any, arguments: Mapping[str, Any]) -> list[tuple[str, ...]]:
    try:
        verdict = _call(rule, subject, arguments)
        return [] if verdict is True or verdict is UNKNOWN else broken_fields(rule, verdict)
    except Refused:
        return []
    except BaseException as error:  # noqa: BLE001 - whatever a rule's function raises
        pass_on_stops(error)
        return [rule.fields]


def _call(rule: Rule, subject: Any, arguments: Mapping[str, Any]) -> Any:
    values = {rule.signature[0].name: subject, **arguments}
    named = {p.name: values[p.name] for p in rule.signature if p.kind is Parameter.KEYWORD_ONLY}
    return rule.predicate(*[value for name, value in values.items() if name not in named], **named)


def _refuse_silent(function: Any) -> None:
    reason = reason_against(function)
    if reason is not None:
        raise Refused(reason)


def _skipped(rule: Rule, reason: str) -> Skipped:
    return Skipped(rule.code, f"columns can't say it: {reason}")


def _places(rule: Rule, verdict: Any) -> Iterator[Place]:
    told = [(rule.fields, verdict)]
    if type(verdict) is tuple and len(verdict) == len(rule.fields):
        told = [((field,), one) for field, one in zip(rule.fields, verdict, strict=True)]
    for fields, one in told:
        if type(one) is not Column or one.kind is not bool:
            shown = (
                "a column of no verdict"
                if isinstance(type(one), type) and issubclass(type(one), (Column, Row))
                else short_repr(one)
            )
            raise Refused(f"its verdict is {shown}, no comparison of columns")
        if fields[0] in shape(rule.target).leaves and _leaf(rule, fields[0]) is None:
            raise Refused(f"what {fields[0]} holds is no column")
        yield Place(rule, fields, ~one.expr)


def _leaf(rule: Rule, field: str) -> Leaf | None:
    leaves = TABLE_OF[rule.target].leaves
    return leaves.get(path_in_table(rule.target) + field)


def _choice(exprs: Sequence[Expr]) -> Expr:
    """Return for each row of several places what is so at its own."""
    if len(exprs) == 1:
        return exprs[0]
    pairs = list(enumerate(exprs))[:-1]
    return reduce(
        lambda rest, pair: nw.when(nw.col("_place") == pair[0]).then(pair[1]).otherwise(rest),
        reversed(pairs),
        exprs[-1],
    )


def _told(frame: Frame, places: Sequence[Place]) -> Frame:
    """Return rows that break rules as violations."""
    cls = places[0].rule.target
    keys = TABLE_OF[cls].keys
    null = nw.lit(None)
    return frame.select(
        code=_choice([nw.lit(p.rule.code) for p in places]),
        severity=_choice([nw.lit(p.rule.severity.value) for p in places]),
        **{k: nw.col(k) if k in keys else null.cast(TYPES[FACTS[k]]) for k in KEYS},
        path=_choice([path_of(p.rule.target, p.fields[0]) for p in places]),
        label=_choice([nw.lit(shape(p.rule.target).labels[p.fields[0]]) for p in places]),
        value=_choice([_value(p) for p in places]),
        related=_choice([_related(p) for p in places]),
    )


def _value(place: Place) -> Expr:
    leaf = _leaf(place.rule, place.fields[0])
    return (
        nw.lit(None).cast(nw.String) if leaf is None else text(leaf, prefix_of(place.rule.target))
    )


def _related(place: Place) -> Expr:
    cls, parts = place.rule.target, []
    for field in place.fields[1:]:
        parts.append(path_of(cls, field))  # noqa: PERF401 - two kinds of parts
    if place.rule.twins is not None:
        parts.append(path_of(cls, "", TWIN_KEY))
    return nw.concat_str(parts, separator=", ") if parts else nw.lit("")
