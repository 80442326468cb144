"""Rules on columns: each rule's own function is called once, on rows whose fields are columns."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal, localcontext
from functools import reduce
from typing import Any, NamedTuple

import narwhals as nw

from bdc_sessions.columns.backend import Frame, computed_once, rows, single_pass, small_frame
from bdc_sessions.columns.expression import SUMS, Column, Watch
from bdc_sessions.columns.guards import reason_against
from bdc_sessions.columns.places import KEY_COLUMNS, KEY_TYPES, Place, rows_by_place
from bdc_sessions.columns.reading import subjects_of
from bdc_sessions.columns.row import Row, path_of, text
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
    no_column,
    prefix_of,
)
from bdc_sessions.model.natural import natural_key
from bdc_sessions.model.shape import shape
from bdc_sessions.model.volume import EXACT
from bdc_sessions.rules import Aggregate, Group, Rule, Skipped, Twins
from bdc_sessions.rules.failing import Crash, attempt, exception_text
from bdc_sessions.rules.finding import broken_fields, is_kept
from bdc_sessions.rules.plan import Plan
from bdc_sessions.rules.predicates import Expression
from bdc_sessions.rules.signature import subject_of
from bdc_sessions.texts import Bilingual, short_repr

_CLASSES: Mapping[str, type[Any]] = {subject_of(cls): cls for cls in TABLE_OF if subject_of(cls)}

_FEW = 1000
_SAME = {"_same": nw.col("_same")}
_CANNOT = Bilingual("les colonnes ne peuvent pas l'exprimer : {}", "columns can't say it: {}")
_NO_VERDICT = Bilingual("une colonne sans verdict", "a column of no verdict")
_NULL, _NO_TEXT = nw.lit(None).cast(nw.String), nw.lit("")


class RuleResult(NamedTuple):
    """The rows at which a rule may be broken, what is joined to them, and at which places."""

    frame: Frame
    joins: Mapping[Any, Join]
    places: tuple[Place, ...]


class Judging:
    """The rules of a plan called on the columns of tables.

    Attributes:
        skipped: The rules that columns can't say, and why.
        results: The result of each other rule.
    """

    def __init__(
        self, plan: Plan, tables: Mapping[str, Frame], given: Mapping[str, Any], lang: str
    ) -> None:
        """Call each rule; ``lang`` is the language of reasons."""
        self._plan, self._given = plan, given
        self._sources = Sources(tables)
        self.skipped: list[Skipped] = []
        self.results: list[RuleResult] = []
        for rules in (*plan.by_class.values(), *plan.by_collection.values()):
            for rule in rules:
                try:
                    self.results += [*self._read(rule)] if rule.reads else [self._result_of(rule)]
                except Refused as refused:
                    reason = _CANNOT.get(lang).format(refused.reason.get(lang))
                    self.skipped.append(Skipped(rule.code, reason))

    def facts(self) -> Iterator[Frame]:
        """Yield frames of violations, one for the results that have rows and joins in common."""
        together: dict[Any, list[RuleResult]] = {}
        for result in self.results:
            joined = frozenset() if single_pass(result.frame) else frozenset(result.joins)
            together.setdefault((id(result.frame), joined), []).append(result)
        for those in together.values():
            joins = {name: join for result in those for name, join in result.joins.items()}
            frame = reduce(lambda frame, join: join(frame), joins.values(), those[0].frame)
            yield rows_by_place(frame, [place for result in those for place in result.places])

    def _result_of(self, rule: Rule) -> RuleResult:
        """Return the result of a rule."""
        watch = Watch(self._sources)
        verdict = _verdict(watch, rule.predicate, rule.target, self._arguments(rule, watch))
        places = tuple(_places(rule, verdict))
        own = self._sources.own(rule.target)
        frame = self._twins(rule.target, rule.twins) if rule.twins else own
        return RuleResult(frame, watch.joins, places)

    def _arguments(self, rule: Rule, watch: Watch) -> dict[str, Any]:
        """Return what there is of the arguments of a rule besides its subject."""
        groups = {group.name: group for group in rule.groups}
        arguments: dict[str, Any] = {}
        for name in rule.parameters[1:]:
            group = groups.get(name)
            if (name if group is None else subject_of(group.of)) not in self._plan.available:
                continue
            if group is not None:
                arguments[name] = self._group(group, watch)
            elif name == "twin":
                arguments[name] = Row(watch, rule.target, TWIN, self._sources.twin(rule.target))
            elif name in self._given:
                arguments[name] = self._given[name]
            else:
                cls = _CLASSES[name]
                apart = TABLE_OF[cls] is not TABLE_OF[rule.target]
                join = self._sources.holder(cls) if apart else None
                arguments[name] = Row(watch, cls, prefix_of(cls), join)
        return arguments

    def _group(self, group: Group, watch: Watch) -> Column:
        """Return a group value as a column, put beside the rows that are judged by it."""
        item = shape(group.of).collections[group.members].item
        leaf = leaf_of(item, group.field)
        counts, sums = group.how is Aggregate.COUNT, group.how is Aggregate.SUM
        if leaf is None or len(leaf.columns) > 1:
            watch.refuse(*no_column(group.field))
        if sums and leaf.kind not in (int, Decimal):
            watch.refuse(f"{group.field} n'est pas un nombre", f"{group.field} is no number")
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
            kind, size = (int, (19, 0)) if counts else (leaf.kind, SUMS[leaf.kind])
            return Column(watch, nw.col(name).fill_null(0), kind, size=size)
        return Column(watch, nw.col(name), leaf.kind, nullable=True)

    def _where(self, where: Callable[[Any], Any], cls: type[Any]) -> Expr:
        """Return which rows of a class count."""
        watch = Watch(self._sources)
        verdict = _verdict(watch, where, cls, {})
        if type(verdict) is not Column or verdict.kind is not bool or watch.joins:
            raise Refused(
                "ses membres sont choisis par ce qui n'est pas une colonne",
                "its members are chosen by what is no column",
            )
        expr: Expr = verdict.expr
        return expr

    def _twins(self, cls: type[Any], twins: Twins) -> Frame:
        """Return the later twins, each with the key of the first."""
        *owner, own = TABLE_OF[cls].keys
        frame = self._sources.own(cls).filter(self._where(twins.where, cls))
        alike = Distinct(frame, cls, twins.alike)
        keys: Mapping[str, Expr] = alike.keys
        if twins.key is not None:
            known: dict[Any, int] = {}
            distinct_rows = alike.rows()
            same = [
                known.setdefault(_raise_crash(attempt(twins.key, *values)), len(known))
                for _, values in distinct_rows
            ]
            frame, keys = alike.join([row for row, _ in distinct_rows], "left", _same=same), _SAME
        on = [*owner, *[*keys][:2]]  # few are alike in two fields, and these are told apart here
        frame = frame.with_columns(**keys)
        several = frame.group_by(*on).agg(_alike=nw.len()).filter(nw.col("_alike") > 1)
        frame = frame.join(computed_once(several.select(*on)), on=on, how="semi")
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
        return base.join(small_frame(base, data, types), on=[*owner, own], how="inner")

    def _read(self, rule: Rule) -> Iterator[RuleResult]:
        """Yield the results of a rule that reads some fields only: equal rows are judged once."""
        if _CLASSES.keys() & set(rule.parameters[1:]) or rule.groups or rule.twins:
            raise Refused(
                "reads= est pour ce que dit un seul objet", "reads= is for what one object tells"
            )
        cls, watch = rule.target, Watch(self._sources)
        distinct = Distinct(self._sources.own(cls), cls, rule.reads)
        arguments, subjects = self._arguments(rule, watch), subjects_of(cls, watch)
        broken: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        with localcontext(EXACT):
            for row, values in distinct.rows():
                read = dict(zip(rule.reads, values, strict=True))
                found, same = [_broken(rule, s, arguments) for s in subjects(read)]
                if watch.refusals:
                    raise Refused(*watch.refusals[0])
                if found != same:
                    raise Refused(
                        "elle demande de quelle sorte est son objet",
                        "it asks of what kind its subject is",
                    )
                for fields in found:
                    broken.setdefault(fields, []).append(row)
        for fields, some in broken.items():
            place = _place(rule, fields, ~nw.col("action").is_null())
            yield RuleResult(distinct.join(some, "inner"), {}, (place,))


def _broken(rule: Rule, subject: Any, arguments: Mapping[str, Any]) -> Iterable[tuple[str, ...]]:
    verdict = attempt(lambda: rule.predicate(subject, **arguments))
    broken = [] if is_kept(verdict, len(rule.fields)) else attempt(broken_fields, rule, verdict)
    return [rule.fields] if isinstance(broken, Crash) else broken


def _verdict(watch: Watch, function: Any, cls: type[Any], arguments: Mapping[str, Any]) -> Any:
    """Return what a function returns for columns.

    Raises:
        Refused: It may be silently wrong, asked for what columns can't say, or raised.
    """
    reason = reason_against(function)
    if reason is not None:
        raise Refused(*reason)
    joins = dict(watch.joins)
    for _ in range(2):
        watch.joins, before, watch.asked = dict(joins), watch.asked, []
        verdict = attempt(lambda: function(Row(watch, cls, prefix_of(cls)), **arguments))
        if watch.refusals:
            raise Refused(*watch.refusals[0])
    if watch.asked != before:
        raise Refused(
            "elle demande autre chose quand on l'appelle de nouveau",
            "it asks for something else when it is called again",
        )
    return _raise_crash(verdict)


def _raise_crash(verdict: Any) -> Any:
    if type(verdict) is Crash:  # a column refuses isinstance
        raised = exception_text(verdict.error)
        raise Refused(f"elle a levé {raised}", f"it raised {raised}")
    return verdict


def _places(rule: Rule, verdict: Any) -> Iterator[Place]:
    verdicts = [(rule.fields, verdict)]
    if type(verdict) is tuple and len(verdict) == len(rule.fields):
        verdicts = [((field,), part) for field, part in zip(rule.fields, verdict, strict=True)]
    for fields, part in verdicts:
        if type(part) is not Column or part.kind is not bool:
            guarded = issubclass(type(part), Expression)  # which is not printed
            found = _NO_VERDICT if guarded else Bilingual(*[short_repr(part)] * 2)
            raise Refused(
                f"son verdict est {found.fr}, et non une comparaison de colonnes",
                f"its verdict is {found.en}, no comparison of columns",
            )
        yield _place(rule, fields, ~part.expr)


def _place(rule: Rule, fields: tuple[str, ...], broken: Expr) -> Place:
    """Return the place of a rule's violations: a field, its related ones, where it is broken."""
    cls, field = rule.target, fields[0]
    leaf = leaf_of(cls, field)
    if leaf is None and field in shape(cls).leaves:
        raise Refused(*no_column(field))
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
