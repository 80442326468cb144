"""What rules are called with in place of objects: rows whose fields are columns."""

import operator
from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import Enum
from typing import Any, Final, NoReturn

import narwhals as nw
from attrs import frozen
from pendulum import Date, Time

from bdc_sessions.columns.pattern import SHOWS, portable
from bdc_sessions.columns.schema import RECORDS, TABLE_OF, Leaf
from bdc_sessions.model import Action, Address, Site, Term
from bdc_sessions.model.shape import shape
from bdc_sessions.rules.predicates import Expression
from bdc_sessions.rules.signature import subject_of
from bdc_sessions.texts import DATE, DATETIME, TIME, short_repr

Expr = nw.Expr
NUMBERS: Final = (int, Decimal)
TWIN: Final = "twin__"
TWIN_KEY: Final = "_twin"


class Refused(BaseException):
    """What columns can't say; no ``except Exception`` of a rule's function may swallow it."""


@frozen(eq=False)
class Among:
    """A join to the sites of an action: the column that it makes, of which, and theirs."""

    name: str
    asked: tuple[Expr, ...]
    columns: tuple[str, ...]


class Watch:
    """What was asked of the columns while a rule's function ran.

    Attributes:
        refusals: What columns could not say.
        members: What was asked to be among an action's sites.
        rows: The objects that were read, by the prefixes of their columns.
        times_as_texts: Whether the backend has no time of day.
        numbers: Gives the columns that are made names of their own.
    """

    __slots__ = ("members", "numbers", "refusals", "rows", "times_as_texts")

    def __init__(self, numbers: Iterator[int], *, times_as_texts: bool) -> None:
        """Start with nothing asked."""
        self.numbers = numbers
        self.refusals: list[str] = []
        self.members: list[Among] = []
        self.rows: set[str] = set()
        self.times_as_texts = times_as_texts

    def refuse(self, reason: str) -> NoReturn:
        """Raise, and keep, what columns can't say."""
        self.refusals.append(reason)
        raise Refused(reason)


class _Guarded(Expression):
    """What stands for a value: whatever asks for the value itself is refused."""

    __slots__ = ("watch",)
    watch: Watch

    def __getattr__(self, name: str) -> Any:
        return object.__getattribute__(self, "watch").refuse(f"a column has no {name!r}")

    @property  # type: ignore[misc]  # it refuses, or lends a class
    def __class__(self) -> Any:
        """Refuse to be taken for a value: ``isinstance`` asks it."""
        return self.watch.refuse("it asks of which class a column is")


def _refusal(name: str) -> Callable[..., Any]:
    def refuse(self: _Guarded, *_: object) -> NoReturn:
        self.watch.refuse(f"it asks a column for {name.strip('_')}: a column has no one value")

    return refuse


for _name in (  # noqa: SIM905 - a list of words
    "bool str repr format hash len iter contains getitem call int float index complex neg pos abs "
    "round invert floordiv mod truediv pow xor divmod lshift rshift matmul rfloordiv rmod rtruediv "
    "rpow rxor rdivmod eq ne lt le gt ge add sub mul radd rsub rmul and or rand ror reduce_ex "
    "bytes fspath trunc"
).split():
    setattr(_Guarded, f"__{_name}__", _refusal(f"__{_name}__"))


class Column(_Guarded):
    """A column, or what is computed of columns, with the operators and words that rules use."""

    __slots__ = ("expr", "kind", "nullable", "wide")

    def __init__(
        self,
        expr: Expr,
        kind: type[Any],
        watch: Watch,
        *,
        nullable: bool = False,
        wide: bool = False,
    ) -> None:
        """Take an expression, and the type of its values."""
        self.expr, self.kind, self.watch, self.nullable, self.wide = (
            expr,
            kind,
            watch,
            nullable,
            wide,
        )

    def given(self, doing: str) -> Expr:
        """Return the expression, unless it may be null without leave to be."""
        if self.nullable:
            self.watch.refuse(f"{doing} what may be missing: say optional(…)")
        return self.expr

    def _compare(self, other: Any, compare: Callable[[Any, Any], Expr]) -> "Column":
        return Column(compare(self.given("it compares"), self._other(other)), bool, self.watch)

    def _other(self, other: Any) -> Expr:
        """Return the other side of a comparison or a sum, of a type that Python would compare."""
        if type(other) is Column:
            if _family(other.kind) is not _family(self.kind):
                self.watch.refuse("it compares columns of two types")
            return other.given("it compares")
        return _literal(other, self.kind, self.watch)

    def __eq__(self, other: object) -> Any:
        return self._compare(other, operator.eq)

    def __ne__(self, other: object) -> Any:
        return self._compare(other, operator.ne)

    def __lt__(self, other: Any) -> Any:
        return self._ordered(other, operator.lt)

    def __le__(self, other: Any) -> Any:
        return self._ordered(other, operator.le)

    def __gt__(self, other: Any) -> Any:
        return self._ordered(other, operator.gt)

    def __ge__(self, other: Any) -> Any:
        return self._ordered(other, operator.ge)

    __hash__ = _Guarded.__hash__

    def _ordered(self, other: Any, compare: Callable[[Any, Any], Expr]) -> "Column":
        if self.kind is bool or issubclass(self.kind, Enum):
            self.watch.refuse("it puts in order what has none")
        return self._compare(other, compare)

    def _computed(self, other: Any, compute: Callable[[Any, Any], Expr]) -> "Column":
        if type(other) is Column:
            kinds, wide = {self.kind, other.kind}, self.wide or other.wide
        else:
            kinds, wide = {self.kind, type(other)}, self.wide
        decimal = Decimal in kinds
        if not kinds <= set(NUMBERS) or wide or (compute is operator.mul and kinds == {Decimal}):
            self.watch.refuse("it computes what columns compute in another way")
        made = compute(self.given("it computes with"), self._other(other))
        return Column(made, Decimal if decimal else int, self.watch, wide=decimal)

    def __add__(self, other: Any) -> Any:
        return self._computed(other, operator.add)

    def __sub__(self, other: Any) -> Any:
        return self._computed(other, operator.sub)

    def __mul__(self, other: Any) -> Any:
        return self._computed(other, operator.mul)

    def __radd__(self, other: Any) -> Any:
        return self._computed(other, operator.add)

    def __rsub__(self, other: Any) -> Any:
        return self._computed(other, lambda left, right: right - left)

    def __rmul__(self, other: Any) -> Any:
        return self._computed(other, operator.mul)

    def _joined(self, other: Any, join: Callable[[Any, Any], Expr]) -> "Column":
        if self.kind is not bool:
            self.watch.refuse("it joins by & or | what is neither true nor false")
        return Column(join(self.expr, self._other(other)), bool, self.watch)

    def __and__(self, other: Any) -> Any:
        return self._joined(other, operator.and_)

    def __or__(self, other: Any) -> Any:
        return self._joined(other, operator.or_)

    __rand__, __ror__ = __and__, __or__

    def as_text(self) -> Expr:
        """Return the expression of a text."""
        if self.kind is not str:
            self.watch.refuse("it reads as a text what is none")
        return self.given("it reads as a text")

    @property
    def value(self) -> "Column":
        """The text of a choice."""
        if not issubclass(self.kind, Enum):
            self.watch.refuse("a column has no 'value'")
        return Column(self.expr, str, self.watch, nullable=self.nullable)

    def optional(self) -> "Column":
        """Return the column as one of which null breaks no rule."""
        return Column(self.expr, self.kind, self.watch)

    def missing(self) -> "Column":
        """Return whether there is no value."""
        return Column(self.expr.is_null(), bool, self.watch)

    def blank(self) -> "Column":
        """Return whether a text shows nothing."""
        return Column(~self.as_text().str.contains(SHOWS), bool, self.watch)

    def length(self) -> "Column":
        """Return the number of characters of a text."""
        return Column(self.as_text().str.len_chars().cast(nw.Int64), int, self.watch)

    def negate(self) -> "Column":
        """Return false for true and true for false."""
        if self.kind is not bool:
            self.watch.refuse("it negates what is neither true nor false")
        return Column(~self.expr, bool, self.watch)

    def matches(self, pattern: str) -> "Column":
        """Return whether the whole of a text matches a pattern."""
        try:
            written = portable(pattern)
        except (ValueError, RecursionError) as error:
            return self.watch.refuse(
                f"{short_repr(pattern)} has what libraries read differently: {error}"
            )
        return Column(self.as_text().str.contains(written), bool, self.watch)

    def line_fits(self, most: int, *words: Any) -> "Column":
        """Return whether words are at most so long in a line."""
        self.as_text()
        room = sum([_room(word) for word in (self, *words) if word is not None], start=nw.lit(-1))
        return Column(room <= most, bool, self.watch)


def _room(word: Any) -> Expr:
    """Return how many characters a word takes, with the blank before it; none for no word."""
    text = word.column("label").expr if type(word) is Record else word.expr
    size = text.str.len_chars().cast(nw.Int64)
    return nw.when(size > 0).then(size + 1).otherwise(nw.lit(0).cast(nw.Int64))


def _family(kind: type[Any]) -> type[Any]:
    return Decimal if kind is int else str if issubclass(kind, Enum) else kind


def _literal(value: Any, kind: type[Any], watch: Watch) -> Expr:  # noqa: PLR0911 - a line a case
    """Return a plain value as an expression, where Python compares it with values of a type."""
    cls, family = type(value), _family(kind)
    if family is bool and cls is bool:
        return nw.lit(value)
    if family is Decimal and cls is int and abs(value) < 2**63:
        return nw.lit(value)
    if (
        family is Decimal
        and cls is Decimal
        and value.adjusted() < 14  # noqa: PLR2004 - Decimal(18, 4)
        and value.as_tuple().exponent >= -4  # noqa: PLR2004 - Decimal(18, 4)
    ):
        return nw.lit(value)
    if family is str and isinstance(value, str):
        return nw.lit(str(value.value if isinstance(value, Enum) else value))
    if family is Date and isinstance(value, DATE) and not isinstance(value, DATETIME):
        return nw.lit(DATE(value.year, value.month, value.day))
    if (
        family is Time
        and isinstance(value, TIME)
        and value.tzinfo is None
        and not value.second + value.microsecond
    ):
        return nw.lit(f"{value:%H:%M}" if watch.times_as_texts else TIME(value.hour, value.minute))
    return watch.refuse(f"it compares a column of {kind.__name__} with {short_repr(value)}")


class Record(_Guarded):
    """A field that stands in several columns: a site, a term."""

    __slots__ = ("leaf", "prefix")

    def __init__(self, leaf: Leaf, prefix: str, watch: Watch) -> None:
        """Take a field, and how its columns are called."""
        self.leaf, self.prefix, self.watch = leaf, prefix, watch

    def column(self, part: str) -> Column:
        """Return one of the columns, by the part of the value that it holds."""
        index = RECORDS[self.leaf.kind].index(part)
        return Column(self.columns()[index], str, self.watch)

    def __getattr__(self, name: str) -> Any:
        if self.leaf.kind is Site and name in shape(Site).leaves:
            return self.column(name)
        return _Guarded.__getattr__(self, name)

    def columns(self) -> tuple[Expr, ...]:
        """Return all of the columns."""
        return columns_of(self.leaf, self.prefix)

    def optional(self) -> "Record":
        """Return the field itself, of which only a word may ask more."""
        return self

    def missing(self) -> Column:
        """Return whether there is no value."""
        return Column(self.columns()[0].is_null(), bool, self.watch)


class Members(_Guarded):
    """The sites of an action."""

    __slots__ = ("fields", "single")

    def __init__(self, fields: tuple[str, ...], watch: Watch, *, single: bool = False) -> None:
        """Take the fields by which they are told apart."""
        self.fields, self.watch, self.single = fields, watch, single

    def each(self, *fields: str) -> "Members":
        """Return the sites by some of their fields."""
        if not fields or not set(fields) <= set(shape(Site).leaves):
            self.watch.refuse(f"a site has not all of {', '.join(fields) or 'nothing'}")
        return Members(fields, self.watch, single=len(fields) == 1)

    def among(self, value: Any) -> Column:
        """Return whether a value is one of them."""
        if type(value) is Record and value.leaf.kind is Site and self.fields == shape(Site).leaves:
            asked = value.columns()
        else:
            given = (value,) if self.single else value
            if (
                type(given) is not tuple
                or len(given) != len(self.fields)
                or any(type(v) is not Column for v in given)
            ):
                self.watch.refuse("it asks whether what is no such value is among the sites")
            asked = tuple([column.as_text() for column in given])
        name = f"_among{next(self.watch.numbers)}"
        columns = tuple([f"site_{field}" for field in self.fields])
        self.watch.members.append(Among(name, asked, columns))
        return Column(nw.col(name), bool, self.watch)


class Row(_Guarded):
    """An object as rules read it: its fields are columns, its parts rows."""

    __slots__ = ("cls", "path", "prefix")

    def __init__(self, cls: type[Any], prefix: str, watch: Watch, path: str = "") -> None:
        """Take a class, how its columns are called, and where in its table it lies."""
        self.cls, self.prefix, self.watch, self.path = cls, prefix, watch, path

    def __getattr__(self, name: str) -> Any:
        self.watch.rows.add(self.prefix)
        if self.cls is Action and name == "sites":
            return Members(shape(Site).leaves, self.watch)
        form = shape(self.cls)
        if name in form.parts:
            return Row(form.parts[name], self.prefix, self.watch, f"{self.path}{name}.")
        leaf = TABLE_OF[self.cls].leaves.get(self.path + name) if name in form.leaves else None
        if leaf is None or leaf.kind is tuple:
            what = (
                "members that a rule must declare a Group or Twins of"
                if name in form.collections
                else "no column"
            )
            return self.watch.refuse(f"{self.cls.__name__}.{name} is {what}")
        return column_of(leaf, self.prefix, self.watch)

    def optional(self) -> "Row":
        """Return the row: it is there."""
        return self

    def missing(self) -> Column:
        """Return that the object is there."""
        return Column(nw.col("action").is_null(), bool, self.watch)


def prefix_of(cls: type[Any]) -> str:
    """Return what the columns of a class begin with where they stand beside others."""
    return f"{subject_of(TABLE_OF[cls].cls)}__"


def path_in_table(cls: type[Any]) -> str:
    """Return where in its table the fields of a class stand."""
    return "address." if cls is Address else ""


def row_of(cls: type[Any], watch: Watch, prefix: str | None = None) -> Row:
    """Return what stands for an object of a class."""
    return Row(cls, prefix_of(cls) if prefix is None else prefix, watch, path_in_table(cls))


def column_of(leaf: Leaf, prefix: str, watch: Watch) -> Column | Record:
    """Return what stands for the value of a field."""
    if leaf.kind in (Site, Term):
        return Record(leaf, prefix, watch)
    return Column(columns_of(leaf, prefix)[0], leaf.kind, watch, nullable=leaf.nullable)


def columns_of(leaf: Leaf, prefix: str) -> tuple[Expr, ...]:
    """Return the columns of a field."""
    own_key = TWIN_KEY if prefix == TWIN else None  # as keys are called the same in all tables
    return tuple([nw.col(own_key or c.name if c.key else prefix + c.name) for c in leaf.columns])


def text(leaf: Leaf, prefix: str) -> Expr:
    """Return the value of a field as ``text_of`` tells it."""
    own = columns_of(leaf, prefix)
    if leaf.kind is Site:
        return nw.concat_str(own, separator=" / ")
    if leaf.kind is Decimal:
        return own[0].cast(nw.String).str.replace_all("0{1,2}$", "")
    shown = own[0].cast(nw.String)
    return shown.str.slice(0, 5) if leaf.kind is Time else shown


def path_of(cls: type[Any], field: str, own: str | None = None) -> Expr:
    """Return the path of a field as a column."""
    keys = TABLE_OF[cls].keys[1:]
    pieces: list[Expr] = []
    before = ""
    for key in keys:
        name = own if own and key == keys[-1] else key
        column = nw.col(name).cast(nw.String)
        if key != "info":
            for mark in ("\\", "]"):
                column = column.str.replace_all(mark, f"\\{mark}", literal=True)
        pieces += [nw.lit(f"{before}{key}s["), column]
        before = "]."
    tail = ".".join([*filter(None, (path_in_table(cls)[:-1], field))])
    end = f"]{'.' if tail else ''}{tail}" if keys else tail
    return nw.concat_str([*pieces, nw.lit(end)]) if pieces else nw.lit(end)
