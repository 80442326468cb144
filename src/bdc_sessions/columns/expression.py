"""Columns with the operators and words that rules use, and what is kept of those they can't say."""

import operator
import sys
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from typing import Any, Final, NoReturn

import narwhals as nw
from attrs import Factory, define, field
from pendulum import Date, Time

from bdc_sessions.columns.backend import date_literal
from bdc_sessions.columns.pattern import SHOWS, portable
from bdc_sessions.columns.schema import DECIMAL
from bdc_sessions.columns.sources import Expr, Join, Refused, Sources
from bdc_sessions.model import Term
from bdc_sessions.rules.predicates import Expression
from bdc_sessions.texts import DATE, DATETIME, TIME, Bilingual, normal_text, short_repr

_MOST_DIGITS: Final = 38
"""As many as a decimal has in each library."""
_SIZES: Final[dict[type[Any], tuple[int, int]]] = {
    int: (19, 0),
    Decimal: (DECIMAL.precision - DECIMAL.scale, DECIMAL.scale),
}
_KNOWING: Final = ("bdc_sessions.columns.", Expression.__module__)
"""The modules that know what a column is: all others take it for a value, or an object."""
_COMPARES = Bilingual("elle compare", "it compares")
_COMPUTES = Bilingual("elle calcule avec", "it computes with")
_READS = Bilingual("elle lit comme un texte", "it reads as a text")
SPECIAL: Final = (  # noqa: SIM905 - a list of words
    "bool str repr format hash len iter contains getitem call int float index complex neg pos abs "
    "round invert floordiv mod truediv pow xor divmod lshift rshift matmul rfloordiv rmod rtruediv "
    "rpow rxor rdivmod eq ne lt le gt ge add sub mul radd rsub rmul and or rand ror reduce_ex "
    "bytes fspath trunc"
).split()
"""The methods by which Python asks for a value, without their underscores."""
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
    refusals: list[Bilingual] = Factory(list)
    asked: list[Any] = Factory(list)
    joins: dict[Any, Join] = Factory(dict)

    def refuse(self, fr: str, en: str) -> NoReturn:
        """Raise, and keep, what columns can't say."""
        self.refusals.append(Bilingual(fr, en))
        raise Refused(fr, en)


@define(eq=False, repr=False)
class Guarded(Expression):
    """What stands for a value: whatever asks for the value itself is refused."""

    watch: Watch

    def __getattribute__(self, name: str) -> Any:
        """Return an attribute to what knows columns; to a rule, what it would read of an object."""
        caller = sys._getframe(1).f_globals.get("__name__", "")  # noqa: SLF001 - who asks is nowhere else
        if caller.startswith(_KNOWING):
            return object.__getattribute__(self, name)
        return object.__getattribute__(self, "attribute")(name)

    def attribute(self, name: str) -> Any:
        """Return what a rule reads of it by a name."""
        return self.watch.refuse(f"une colonne n'a pas de {name!r}", f"a column has no {name!r}")

    def optional(self) -> Any:
        """Return what may be missing as what may be: all but a column is there."""
        return self


def _refusal(name: str) -> Callable[..., Any]:
    def refuse(self: Guarded, *_: object) -> NoReturn:
        self.watch.refuse(
            f"elle demande {name} à une colonne, qui n'a pas une seule valeur",
            f"it asks a column for {name}: a column has no one value",
        )

    return refuse


for _name in SPECIAL:
    setattr(Guarded, f"__{_name}__", _refusal(_name))


@define(eq=False, repr=False)
class Column(Guarded):
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

    def non_null(self, doing: Bilingual) -> Expr:
        """Return the expression, unless it may be null without leave to be."""
        if self.nullable:
            self.watch.refuse(
                f"{doing.fr} ce qui peut manquer : dites optional(…)",
                f"{doing.en} what may be missing: say optional(…)",
            )
        return self.expr

    def operand(self, other: Any) -> Expr:
        """Return the other side of a comparison or a sum, of a type that Python would compare."""
        if type(other) is Column:
            if _family(other.kind) is not _family(self.kind):
                self.watch.refuse(
                    "elle compare des colonnes de deux types", "it compares columns of two types"
                )
            if sum(map(max, self.size, other.size)) > _MOST_DIGITS:
                self.watch.refuse(
                    "elle compare des nombres de plus de chiffres que n'en ont les colonnes",
                    "it compares numbers of more digits than columns have",
                )
            return other.non_null(_COMPARES)
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
            f"elle compare une colonne de {self.kind.__name__} à {short_repr(value)}",
            f"it compares a column of {self.kind.__name__} with {short_repr(value)}",
        )

    def decimal(self) -> Expr:
        """Return the expression of a number as a decimal that has room for it."""
        whole, places = self.size
        return self.non_null(_COMPUTES).cast(nw.Decimal(whole + places, places))

    def boolean(self, expr: Expr) -> "Column":
        """Return what is true or false."""
        return Column(self.watch, expr, bool)

    def as_text(self) -> Expr:
        """Return the expression of a text."""
        if self.kind is not str:
            self.watch.refuse(
                "elle lit comme un texte ce qui n'en est pas un", "it reads as a text what is none"
            )
        return self.non_null(_READS)

    def attribute(self, name: str) -> Any:
        """Return the text of a choice, which alone has an attribute."""
        if name != "value" or not issubclass(self.kind, Enum):
            return super().attribute(name)
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
            self.watch.refuse(
                "elle nie ce qui n'est ni vrai ni faux", "it negates what is neither true nor false"
            )
        return self.boolean(~self.expr)

    def matches(self, pattern: str) -> "Column":
        """Return whether the whole of a text matches a pattern."""
        self.watch.asked.append(pattern)
        try:
            written = portable(pattern)
        except Refused as refused:
            shown, (fr, en) = short_repr(pattern), refused.reason
            return self.watch.refuse(
                f"{shown} a ce que les bibliothèques lisent différemment : {fr}",
                f"{shown} has what libraries read differently: {en}",
            )
        return self.boolean(self.as_text().str.contains(written))

    def line_fits(self, most: int, *words: Any) -> "Column":
        """Return whether words are at most so long in a line."""
        self.as_text()
        self.watch.asked.append(most)
        room = nw.lit(-1)
        for word in (self, *[word for word in words if word is not None]):
            if type(word) is not Column or word.kind not in (str, Term):
                self.watch.refuse(
                    "elle prend la longueur de ce qui n'est pas un texte",
                    "it measures what is no text",
                )
            size = word.expr.str.len_chars().cast(nw.Int64)
            # With the blank before it; none for no word.
            room += nw.when(size > 0).then(size + 1).otherwise(nw.lit(0).cast(nw.Int64))
        return self.boolean(room <= most)


def _comparing(compare: Callable[[Any, Any], Expr]) -> Callable[[Column, Any], Column]:
    def operate(self: Column, other: Any) -> Column:
        if self.kind is Term:
            self.watch.refuse("elle compare des termes", "it compares terms")
        unordered = self.kind is bool or issubclass(self.kind, Enum)
        if unordered and compare not in (operator.eq, operator.ne):
            self.watch.refuse(
                "elle met en ordre ce qui n'en a pas", "it puts in order what has none"
            )
        return self.boolean(compare(self.non_null(_COMPARES), self.operand(other)))

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
            self.watch.refuse(
                "elle calcule ce que les colonnes calculent autrement",
                "it computes what columns compute in another way",
            )
        made = compute(self.decimal(), other.decimal())  # ints would overflow, unnoticed
        return Column(self.watch, made, Decimal if Decimal in kinds else int, size=size)

    return operate


def _joining(join: Callable[[Any, Any], Expr]) -> Callable[[Column, Any], Column]:
    def operate(self: Column, other: Any) -> Column:
        if self.kind is not bool:
            self.watch.refuse(
                "elle joint par & ou | ce qui n'est ni vrai ni faux",
                "it joins by & or | what is neither true nor false",
            )
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
