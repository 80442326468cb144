"""What rules are called with in place of objects: rows whose fields are columns."""

import operator
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from typing import Any, Final, NoReturn

import narwhals as nw
from attrs import Factory, define, field
from pendulum import Date, Time

from bdc_sessions.columns.backend import date_literal
from bdc_sessions.columns.pattern import SHOWS, portable
from bdc_sessions.columns.schema import DECIMAL, RECORDS, TABLE_OF, Leaf
from bdc_sessions.columns.sources import (
    Expr,
    Join,
    Refused,
    Sources,
    columns_of,
    leaf_of,
    path_in_table,
)
from bdc_sessions.model import Action, Site, Term
from bdc_sessions.model.shape import shape
from bdc_sessions.rules.predicates import Expression
from bdc_sessions.texts import DATE, DATETIME, TIME, normal_text, short_repr

_MOST_DIGITS: Final = 38
"""As many as a decimal has in each library."""
_SIZES: Final[dict[type[Any], tuple[int, int]]] = {
    int: (19, 0),
    Decimal: (DECIMAL.precision - DECIMAL.scale, DECIMAL.scale),
}
SUMS: Final[dict[type[Any], tuple[int, int]]] = {
    int: (_MOST_DIGITS, 0),
    Decimal: (_MOST_DIGITS - DECIMAL.scale, DECIMAL.scale),
}
"""The digits of a number, and of a sum, before and behind the point."""


@define(eq=False)
class Watch:
    """What was asked of the columns while a rule's function ran.

    Attributes:
        sources: The frames.
        refusals: What columns could not say.
        joins: What puts beside rows what else was read, by what it is.
        asked: The fields and constants, in order: not the same again, if it draws, counts or keeps.
    """

    sources: Sources
    refusals: list[str] = Factory(list)
    asked: list[Any] = Factory(list)
    joins: dict[Any, Join] = Factory(dict)

    def refuse(self, reason: str) -> NoReturn:
        """Raise, and keep, what columns can't say."""
        self.refusals.append(reason)
        raise Refused(reason)


@define(eq=False, repr=False)
class _Guarded(Expression):
    """What stands for a value: whatever asks for the value itself is refused."""

    watch: Watch

    def __getattr__(self, name: str) -> Any:
        return object.__getattribute__(self, "watch").refuse(f"a column has no {name!r}")

    @property  # type: ignore[misc]  # mypy: no property there - it refuses to be taken for a value
    def __class__(self) -> Any:
        """Refuse to be taken for a value: ``isinstance`` asks it."""
        return self.watch.refuse("it asks of which class a column is")

    def optional(self) -> Any:
        """Return what may be missing as what may be: all but a column is there."""
        return self


def _refusal(name: str) -> Callable[..., Any]:
    def refuse(self: _Guarded, *_: object) -> NoReturn:
        self.watch.refuse(f"it asks a column for {name}: a column has no one value")

    return refuse


for _name in (  # noqa: SIM905 - a list of words
    "bool str repr format hash len iter contains getitem call int float index complex neg pos abs "
    "round invert floordiv mod truediv pow xor divmod lshift rshift matmul rfloordiv rmod rtruediv "
    "rpow rxor rdivmod eq ne lt le gt ge add sub mul radd rsub rmul and or rand ror reduce_ex "
    "bytes fspath trunc"
).split():
    setattr(_Guarded, f"__{_name}__", _refusal(_name))


@define(eq=False, repr=False)
class Column(_Guarded):
    """A column, or what is computed of columns, with the operators and words that rules use.

    Attributes:
        expr: The expression.
        kind: The type of its values.
        nullable: Whether it may be null without leave to be.
        size: Of a number, how many digits it may have before and behind the point.
    """

    expr: Expr
    kind: type[Any]
    nullable: bool = field(default=False, kw_only=True)
    size: tuple[int, int] = field(
        default=Factory(lambda self: _SIZES.get(self.kind, (0, 0)), takes_self=True), kw_only=True
    )

    def non_null(self, doing: str) -> Expr:
        """Return the expression, unless it may be null without leave to be."""
        if self.nullable:
            self.watch.refuse(f"{doing} what may be missing: say optional(…)")
        return self.expr

    def operand(self, other: Any) -> Expr:
        """Return the other side of a comparison or a sum, of a type that Python would compare."""
        if type(other) is Column:
            if _family(other.kind) is not _family(self.kind):
                self.watch.refuse("it compares columns of two types")
            if sum(map(max, self.size, other.size)) > _MOST_DIGITS:
                self.watch.refuse("it compares numbers of more digits than columns have")
            return other.non_null("it compares")
        return self._literal(other)

    def _literal(self, value: Any) -> Expr:
        self.watch.asked.append(short_repr(value))
        cls, family = type(value), _family(self.kind)
        if family is bool and cls is bool:
            return nw.lit(value)
        room = cls is int or self.size[0] + DECIMAL.scale <= _MOST_DIGITS
        if family is Decimal and cls in (int, Decimal) and fits(value) and room:
            return nw.lit(value)
        if family is str and isinstance(value, str):
            normal_text(value)  # which refuses what is no text
            return nw.lit(str(value.value if isinstance(value, Enum) else value))
        if family is Date and isinstance(value, DATE) and not isinstance(value, DATETIME):
            return date_literal(value, self.watch.sources.tables["actions"])
        if family is Time and isinstance(value, TIME) and value == TIME(value.hour, value.minute):
            text = self.watch.sources.times_are_texts
            return nw.lit(f"{value:%H:%M}" if text else TIME(value.hour, value.minute))
        return self.watch.refuse(
            f"it compares a column of {self.kind.__name__} with {short_repr(value)}"
        )

    def decimal(self) -> Expr:
        """Return the expression of a number as a decimal that has room for it."""
        whole, places = self.size
        return self.non_null("it computes with").cast(nw.Decimal(whole + places, places))

    def boolean(self, expr: Expr) -> "Column":
        """Return what is true or false."""
        return Column(self.watch, expr, bool)

    def as_text(self) -> Expr:
        """Return the expression of a text."""
        if self.kind is not str:
            self.watch.refuse("it reads as a text what is none")
        return self.non_null("it reads as a text")

    @property
    def value(self) -> "Column":
        """The text of a choice."""
        if not issubclass(self.kind, Enum):
            self.watch.refuse("a column has no 'value'")
        return Column(self.watch, self.expr, str, nullable=self.nullable)

    def optional(self) -> "Column":
        """Return the column as one of which null breaks no rule."""
        return Column(self.watch, self.expr, self.kind, size=self.size)

    def missing(self) -> "Column":
        """Return whether there is no value."""
        return self.boolean(self.expr.is_null())

    def blank(self) -> "Column":
        """Return whether a text shows nothing."""
        return self.boolean(~self.as_text().str.contains(SHOWS))

    def length(self) -> "Column":
        """Return the number of characters of a text."""
        return Column(self.watch, self.as_text().str.len_chars().cast(nw.Int64), int)

    def negate(self) -> "Column":
        """Return false for true and true for false."""
        if self.kind is not bool:
            self.watch.refuse("it negates what is neither true nor false")
        return self.boolean(~self.expr)

    def matches(self, pattern: str) -> "Column":
        """Return whether the whole of a text matches a pattern."""
        self.watch.asked.append(pattern)
        try:
            written = portable(pattern)
        except (ValueError, RecursionError) as error:
            return self.watch.refuse(
                f"{short_repr(pattern)} has what libraries read differently: {error}"
            )
        return self.boolean(self.as_text().str.contains(written))

    def line_fits(self, most: int, *words: Any) -> "Column":
        """Return whether words are at most so long in a line."""
        self.as_text()
        self.watch.asked.append(most)
        room = nw.lit(-1)
        for word in (self, *[word for word in words if word is not None]):
            if type(word) is not Column or word.kind not in (str, Term):
                self.watch.refuse("it measures what is no text")
            size = word.expr.str.len_chars().cast(nw.Int64)
            # With the blank before it; none for no word.
            room += nw.when(size > 0).then(size + 1).otherwise(nw.lit(0).cast(nw.Int64))
        return self.boolean(room <= most)


def _comparing(compare: Callable[[Any, Any], Expr]) -> Callable[[Column, Any], Column]:
    def operate(self: Column, other: Any) -> Column:
        if self.kind is Term:
            self.watch.refuse("it compares terms")
        unordered = self.kind is bool or issubclass(self.kind, Enum)
        if unordered and compare not in (operator.eq, operator.ne):
            self.watch.refuse("it puts in order what has none")
        return self.boolean(compare(self.non_null("it compares"), self.operand(other)))

    return operate


def _computing(compute: Callable[[Any, Any], Expr]) -> Callable[[Column, Any], Column]:
    def operate(self: Column, other: Any) -> Column:
        if type(other) is not Column:
            self._literal(other)  # which refuses what is no number
            digits = len(str(abs(int(other))))
            size = digits, DECIMAL.scale if type(other) is Decimal else 0
            other = Column(self.watch, nw.lit(Decimal(other)), type(other), size=size)
        (whole, places), (others, other_places) = self.size, other.size
        by = compute is operator.mul
        size = whole + others + 1 if by else max(whole, others) + 1, max(places, other_places)
        kinds = {self.kind, other.kind}
        if (
            not kinds <= {int, Decimal}
            or sum(size) > _MOST_DIGITS
            or (by and places and other_places)
        ):
            self.watch.refuse("it computes what columns compute in another way")
        made = compute(self.decimal(), other.decimal())  # ints would overflow, unnoticed
        return Column(self.watch, made, Decimal if Decimal in kinds else int, size=size)

    return operate


def _joining(join: Callable[[Any, Any], Expr]) -> Callable[[Column, Any], Column]:
    def operate(self: Column, other: Any) -> Column:
        if self.kind is not bool:
            self.watch.refuse("it joins by & or | what is neither true nor false")
        return self.boolean(join(self.expr, self.operand(other)))

    return operate


for _making, _names in ((_comparing, "eq ne lt le gt ge"), (_computing, "add sub mul")):
    for _name in _names.split():
        setattr(Column, f"__{_name}__", _making(getattr(operator, _name)))
for _name, _operate in (("and", operator.and_), ("or", operator.or_)):
    for _side in ("", "r"):
        setattr(Column, f"__{_side}{_name}__", _joining(_operate))
for _name in ("add", "mul"):
    setattr(Column, f"__r{_name}__", getattr(Column, f"__{_name}__"))
setattr(Column, "__rsub__", _computing(lambda left, right: right - left))  # noqa: B010 - as all


def fits(value: int | Decimal) -> bool:
    """Whether a number fits into its column."""
    if isinstance(value, int):
        return -(2**63) <= value < 2**63
    digits = DECIMAL.precision - DECIMAL.scale
    return (
        value.is_finite()
        and value.adjusted() < digits
        and int(value.as_tuple().exponent) >= -DECIMAL.scale
    )


def _family(kind: type[Any]) -> type[Any]:
    return Decimal if kind is int else str if issubclass(kind, Enum) else kind


@define(eq=False, repr=False)
class Members(_Guarded):
    """The sites of an action, as they are told apart by some of their fields.

    Attributes:
        fields: The fields; none for the sites themselves.
    """

    fields: tuple[str, ...] = ()

    def each(self, *fields: str) -> "Members":
        """Return the sites by some of their fields."""
        if not fields or not set(fields) <= set(RECORDS[Site]):
            self.watch.refuse(f"a site has not all of {', '.join(fields) or 'nothing'}")
        return Members(self.watch, fields)

    def among(self, value: Any) -> Column:
        """Return whether a value is one of them."""
        columns: Any = (value,) if len(self.fields) == 1 else value
        if type(value) is Row and value.cls is Site and not self.fields:
            columns = tuple([getattr(value, name) for name in RECORDS[Site]])
        fields = self.fields or RECORDS[Site]
        if type(columns) is not tuple or [type(v) for v in columns] != [Column] * len(fields):
            self.watch.refuse("it asks whether what is no such value is among the sites")
        sources = self.watch.sources
        flag = sources.name()
        keys = {f"{flag}_{n}": column.as_text() for n, column in enumerate(columns)}
        known = {key: nw.col(f"site_{name}") for key, name in zip(keys, fields, strict=True)}
        sites = sources.tables["sites"].select("action", **known).unique()
        sites = sites.with_columns(nw.lit(1).alias(flag))
        self.watch.joins[flag] = lambda rows: rows.with_columns(**keys).join(
            sites, on=["action", *keys], how="left"
        )
        return Column(self.watch, ~nw.col(flag).is_null(), bool)


@define(eq=False, repr=False)
class Row(_Guarded):
    """An object as rules read it: its fields are columns, its parts and its site rows.

    Attributes:
        cls: The class.
        prefix: What the names of its columns begin with.
        join: What puts it beside the rows that are judged; None: it is one of these.
    """

    cls: type[Any]
    prefix: str
    join: Join | None = None

    def __getattr__(self, name: str) -> Any:
        self.watch.asked.append(name)
        if self.cls is Action and name == "sites":
            return Members(self.watch)
        if self.join is not None:
            self.watch.joins[self.prefix] = self.join
        form = shape(self.cls)
        if name in form.parts:
            return Row(self.watch, form.parts[name], self.prefix, self.join)
        leaf = leaf_of(self.cls, name)
        if leaf is None or leaf.kind is tuple:
            of_many = "members that a rule must declare a Group or Twins of"
            what = of_many if name in form.collections else "no column"
            return self.watch.refuse(f"{self.cls.__name__}.{name} is {what}")
        if leaf.kind is Site:
            return Row(self.watch, Site, self.prefix, self.join)
        expr = columns_of(leaf, self.prefix)[0]
        return Column(self.watch, expr, leaf.kind, nullable=leaf.nullable)

    def missing(self) -> Column:
        """Return that the object is there."""
        return Column(self.watch, nw.col("action").is_null(), bool)


def text(leaf: Leaf, prefix: str) -> Expr:
    """Return the value of a field as ``text_of`` tells it."""
    own = columns_of(leaf, prefix)
    if leaf.kind is Site:
        return nw.concat_str(own, separator=" / ")
    if leaf.kind is Decimal:
        return own[0].cast(nw.String).str.replace_all("0{1,2}$", "")
    written = own[0].cast(nw.String)
    return written.str.slice(0, 5) if leaf.kind is Time else written


def path_of(cls: type[Any], field: str, own: str | None = None) -> Expr:
    """Return the path of a field as a column; of an object of another key, where one is given."""
    *keys, last = TABLE_OF[cls].keys
    end = ".".join(filter(None, (path_in_table(cls)[:-1], field)))
    if not keys:
        return nw.lit(end)
    pieces: list[Expr] = []
    for key in (*keys[1:], last):
        column = nw.col(own if own and key == last else key).cast(nw.String)
        for mark in ("\\", "]") if key != "info" else ():
            column = column.str.replace_all(mark, f"\\{mark}", literal=True)
        pieces += [nw.lit(f"{'].' * bool(pieces)}{key}s["), column]
    return nw.concat_str([*pieces, nw.lit(f"]{'.' * bool(end)}{end}")])
