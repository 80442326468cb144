"""Rules on columns: each rule's own function is called once, on rows whose fields are columns."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal, localcontext
from functools import reduce
from typing import Any, NamedTuple

import narwhals as nw

from bdc_sessions.columns.backend import Frame, beside, rows, settled, single_pass
from bdc_sessions.columns.expression import Column, Row, Watch, path_of, text
from bdc_sessions.columns.guards import reason_against
from bdc_sessions.columns.schema import TABLE_OF
from bdc_sessions.columns.sources import (
    TWIN,
    TWIN_KEY,
    Distinct,
    Expr,
    Join,
    Refused,
    Sources,
    columns_of,
    leaf_of,
    prefix_of,
)
from bdc_sessions.columns.telling import KEY_COLUMNS, KEY_TYPES, Place, told
from bdc_sessions.model.natural import natural_key
from bdc_sessions.model.shape import shape
from bdc_sessions.model.volume import EXACT
from bdc_sessions.rules import Aggregate, Group, Rule, Skipped, Twins
from bdc_sessions.rules.failing import Crash, attempt, exception_text
from bdc_sessions.rules.finding import broken_fields, kept
from bdc_sessions.rules.plan import Plan
from bdc_sessions.rules.predicates import Expression
from bdc_sessions.rules.signature import subject_of
from bdc_sessions.texts import short_repr

_CLASSES: Mapping[str, type[Any]] = {subject_of(cls): cls for cls in TABLE_OF if subject_of(cls)}

_FEW = 1000
_SAME = {"_same": nw.col("_same")}
_NULL, _NO_TEXT = nw.lit(None).cast(nw.String), nw.lit("")


class Judged(NamedTuple):
    """What a rule finds: where, in which rows, with what beside them."""

    frame: Frame
    joins: Mapping[Any, Join]
    places: tuple[Place, ...]


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
        self.skipped: list[Skipped] = []
        self.found: list[Judged] = []
        for rules in (*plan.by_class.values(), *plan.by_collection.values()):
            for rule in rules:
                try:
                    self.found += [*self._read(rule)] if rule.reads else [self._judged(rule)]
                except Refused as refused:
                    self.skipped.append(Skipped(rule.code, f"columns can't say it: {refused}"))

    def facts(self) -> Iterator[Frame]:
        """Yield frames of violations: of what is found in the same rows with the same beside."""
        together: dict[Any, list[Judged]] = {}
        for judged in self.found:
            beside_them = frozenset() if single_pass(judged.frame) else frozenset(judged.joins)
            together.setdefault((id(judged.frame), beside_them), []).append(judged)
        for those in together.values():
            joins = {name: join for judged in those for name, join in judged.joins.items()}
            frame = reduce(lambda frame, join: join(frame), joins.values(), those[0].frame)
            yield told(frame, [place for judged in those for place in judged.places])

    def _judged(self, rule: Rule) -> Judged:
        """Return what a rule finds."""
        watch = Watch(self._sources)
        verdict = _said(watch, rule.predicate, rule.target, self._arguments(rule, watch))
        places = tuple(_places(rule, verdict))
        own = self._sources.own(rule.target)
        frame = self._twins(rule.target, rule.twins) if rule.twins else own
        return Judged(frame, watch.joins, places)

    def _arguments(self, rule: Rule, watch: Watch) -> dict[str, Any]:
        """Return what there is of the arguments of a rule besides its subject."""
        groups = {group.name: group for group in rule.groups}
        found: dict[str, Any] = {}
        for name in rule.parameters[1:]:
            group = groups.get(name)
            if (name if group is None else subject_of(group.of)) not in self._plan.available:
                continue
            if group is not None:
                found[name] = self._group(group, watch)
            elif name == "twin":
                found[name] = Row(watch, rule.target, TWIN, self._sources.twin(rule.target))
            elif name in self._given:
                found[name] = self._given[name]
            else:
                cls = _CLASSES[name]
                apart = TABLE_OF[cls] is not TABLE_OF[rule.target]
                join = self._sources.holder(cls) if apart else None
                found[name] = Row(watch, cls, prefix_of(cls), join)
        return found

    def _group(self, group: Group, watch: Watch) -> Column:
        """Return a group value as a column, put beside the rows that are judged by it."""
        item = shape(group.of).collections[group.members].item
        leaf = leaf_of(item, group.field)
        counts, sums = group.how is Aggregate.COUNT, group.how is Aggregate.SUM
        if leaf is None or len(leaf.columns) > 1:
            watch.refuse(f"{group.field} is no column")
        if sums and leaf.kind not in (int, Decimal):
            watch.refuse(f"{group.field} is no number")
        keys = list(TABLE_OF[group.of].keys)
        value, column = columns_of(leaf, prefix_of(item))[0], nw.col("_value")
        if sums and leaf.kind is int:
            value = value.cast(nw.Decimal(38, 0))  # which does not overflow
        if group not in self._sources.groups:
            name = self._sources.name()
            frame = self._sources.own(item)
            if group.where is not None:
                frame = frame.filter(self._where(group.where, item))
            made = column.count() if counts else column.sum() if sums else column.max()
            frame = frame.with_columns(_value=value).group_by(*keys).agg(made.alias(name))
            if counts:
                frame = frame.with_columns(nw.col(name).cast(nw.Int64))
            self._sources.groups[group] = name, frame
        name, grouped = self._sources.groups[group]
        watch.joins[group] = lambda rows: rows.join(grouped, on=keys, how="left")
        if counts or sums:
            return Column(watch, nw.col(name).fill_null(0), int if counts else leaf.kind, wide=sums)
        return Column(watch, nw.col(name), leaf.kind, nullable=True)

    def _where(self, where: Callable[[Any], Any], cls: type[Any]) -> Expr:
        """Return which rows of a class count."""
        watch = Watch(self._sources)
        verdict = _said(watch, where, cls, {})
        if type(verdict) is not Column or verdict.kind is not bool or watch.joins:
            raise Refused("its members are chosen by what is no column")
        found: Expr = verdict.expr
        return found

    def _twins(self, cls: type[Any], twins: Twins) -> Frame:
        """Return the later twins, each with the key of the first."""
        *owner, own = TABLE_OF[cls].keys
        frame = self._sources.own(cls).filter(self._where(twins.where, cls))
        alike = Distinct(frame, cls, twins.alike)
        keys: Mapping[str, Expr] = alike.keys
        if twins.key is not None:
            known: dict[Any, int] = {}
            found = alike.rows()
            same = [
                known.setdefault(_result(attempt(twins.key, *values)), len(known))
                for _, values in found
            ]
            frame, keys = alike.join([row for row, _ in found], "left", _same=same), _SAME
        on = [*owner, *[*keys][:2]]  # few are alike in two fields, and these are told apart here
        frame = frame.with_columns(**keys)
        several = frame.group_by(*on).agg(_alike=nw.len()).filter(nw.col("_alike") > 1)
        frame = frame.join(settled(several.select(*on)), on=on, how="semi")
        members: dict[tuple[Any, ...], list[Any]] = {}
        for row in rows(frame.select(*owner, own, *keys)):
            key = row.pop(own)
            members.setdefault(tuple(row.values()), []).append(key)
        later: list[tuple[Any, ...]] = []
        for group, numbers in members.items():
            first, *others = sorted(numbers, key=lambda n: n if own == "info" else natural_key(n))
            later += [(*group[: len(owner)], number, first) for number in others]
        types = {name: KEY_TYPES[name] for name in (*owner, own)} | {TWIN_KEY: KEY_TYPES[own]}
        data = {name: [row[n] for row in later] for n, name in enumerate(types)}
        base, actions = self._sources.own(cls), sorted(set(data["action"]))
        if 0 < len(actions) < _FEW:  # which leaves little to be joined
            base = base.filter(nw.col("action").is_in(actions))
        return base.join(beside(base, data, types), on=[*owner, own], how="inner")

    def _read(self, rule: Rule) -> Iterator[Judged]:
        """Yield what a rule finds that judges by what it reads, once what stands several times."""
        if _CLASSES.keys() & set(rule.parameters[1:]) or rule.groups or rule.twins:
            raise Refused("reads= is for what one object tells")
        cls, refusals = rule.target, list[str]()
        distinct = Distinct(self._sources.own(cls), cls, rule.reads)
        arguments = self._arguments(rule, Watch(self._sources))
        broken: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        with localcontext(EXACT):
            for row, values in distinct.rows():
                subject = Reading(cls, dict(zip(rule.reads, values, strict=True)), refusals)
                for fields in _broken(rule, subject, arguments):
                    broken.setdefault(fields, []).append(row)
                if refusals:
                    raise Refused(refusals[0])
        for fields, some in broken.items():
            place = _place(rule, fields, ~nw.col("action").is_null())
            yield Judged(distinct.join(some, "inner"), {}, (place,))


class Reading:
    """An object of which a rule may read some fields."""

    def __init__(self, cls: type[Any], values: Mapping[str, Any], refusals: list[str]) -> None:
        """Take the values of the fields, by their names."""
        self.__dict__.update(values)
        self.__dict__["_reading"] = (cls, refusals)

    @property  # type: ignore[misc]  # mypy: no property there - it lends the class
    def __class__(self) -> Any:
        """The class of which it is to be taken for an object."""
        return self.__dict__["_reading"][0]

    def __getattr__(self, name: str) -> Any:
        reason = f"it reads {name}, which its reads= does not name"
        self.__dict__["_reading"][1].append(reason)
        raise Refused(reason)


def _broken(rule: Rule, subject: Any, arguments: Mapping[str, Any]) -> Iterable[tuple[str, ...]]:
    verdict = attempt(lambda: rule.predicate(subject, **arguments))
    found = [] if kept(verdict, len(rule.fields)) else attempt(broken_fields, rule, verdict)
    return [rule.fields] if isinstance(found, Crash) else found


def _said(watch: Watch, function: Any, cls: type[Any], arguments: Mapping[str, Any]) -> Any:
    """Return what a function says of columns.

    Raises:
        Refused: It may be silently wrong, asked for what columns can't say, or raised.
    """
    reason = reason_against(function)
    if reason is not None:
        raise Refused(reason)
    verdict = attempt(lambda: function(Row(watch, cls, prefix_of(cls)), **arguments))
    if watch.refusals:
        raise Refused(watch.refusals[0])
    return _result(verdict)


def _result(found: Any) -> Any:
    if type(found) is Crash:  # a column refuses isinstance
        raise Refused(f"it raised {exception_text(found.error)}")
    return found


def _places(rule: Rule, verdict: Any) -> Iterator[Place]:
    verdicts = [(rule.fields, verdict)]
    if type(verdict) is tuple and len(verdict) == len(rule.fields):
        verdicts = [((field,), one) for field, one in zip(rule.fields, verdict, strict=True)]
    for fields, one in verdicts:
        if type(one) is not Column or one.kind is not bool:
            guarded = issubclass(type(one), Expression)
            shown = "a column of no verdict" if guarded else short_repr(one)
            raise Refused(f"its verdict is {shown}, no comparison of columns")
        yield _place(rule, fields, ~one.expr)


def _place(rule: Rule, fields: tuple[str, ...], broken: Expr) -> Place:
    """Return how a rule is told at a field, relating to others, where it is broken."""
    cls, field = rule.target, fields[0]
    leaf = leaf_of(cls, field)
    if leaf is None and field in shape(cls).leaves:
        raise Refused(f"what {field} holds is no column")
    related = [path_of(cls, name) for name in fields[1:]]
    if rule.twins is not None:
        related.append(path_of(cls, "", TWIN_KEY))
    columns: dict[str, Expr | str] = {
        "code": rule.code,
        "severity": rule.severity.value,
        **KEY_COLUMNS[TABLE_OF[cls].name],
        "path": path_of(cls, field),
        "label": shape(cls).labels[field],
        "value": _NULL if leaf is None else text(leaf, prefix_of(cls)),
        "related": nw.concat_str(related, separator=", ") if related else _NO_TEXT,
    }
    return Place(broken, columns)


FACTS: Mapping[str, Any] = {
    **dict.fromkeys(("code", "severity"), nw.String()),
    **KEY_TYPES,
    **dict.fromkeys(("path", "label", "value", "related"), nw.String()),
}
"""The columns of violations, but for the message, with their types."""
