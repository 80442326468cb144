"""Frames in which a rule finds all that it reads: rows, what they lie in, what tells them apart."""

from collections.abc import Callable, Iterable, Mapping
from itertools import count
from typing import Any, Final

import narwhals as nw
from attrs import Factory, define

from bdc_sessions.columns.backend import Frame, rows, small_frame
from bdc_sessions.columns.schema import TABLE_OF, TYPES, Leaf
from bdc_sessions.model import Address
from bdc_sessions.rules import Group
from bdc_sessions.rules.signature import subject_of
from bdc_sessions.texts import Bilingual

Expr = nw.Expr
Join = Callable[[Frame], Frame]
"""What puts beside rows what else a rule reads."""

TWIN: Final = "twin__"
TWIN_KEY: Final = "_twin"


class Refused(BaseException):
    """What columns can't say; no ``except Exception`` of a rule's function may swallow it."""

    def __init__(self, fr: str, en: str) -> None:
        """Take the reason in both languages."""
        self.reason: Bilingual = Bilingual(fr, en)


def no_column(name: str) -> Bilingual:
    """Return why a rule is refused that asks for what no column holds."""
    return Bilingual(f"{name} n'est pas une colonne", f"{name} is no column")


def prefix_of(cls: type[Any]) -> str:
    """Return what the columns of a class begin with where they stand beside others."""
    return f"{subject_of(TABLE_OF[cls].cls)}__"


def path_in_table(cls: type[Any]) -> str:
    """Return where in its table the fields of a class stand."""
    return "address." if cls is Address else ""


def leaf_of(cls: type[Any], field: str) -> Leaf | None:
    """Return a field of a class that stands in columns, if it does."""
    return TABLE_OF[cls].leaves.get(path_in_table(cls) + field)


def columns_of(leaf: Leaf, prefix: str) -> tuple[Expr, ...]:
    """Return the columns of a field; keys are called the same in all tables."""
    key = TWIN_KEY if prefix == TWIN else None
    return tuple([nw.col(key or c.name if c.key else prefix + c.name) for c in leaf.columns])


@define(eq=False)
class Sources:
    """The frames of a validation, each made once.

    Attributes:
        tables: The tables.
        groups: The group values that stand beside rows, each under a name.
    """

    tables: Mapping[str, Frame]
    groups: dict[Group, tuple[str, Frame]] = Factory(dict)
    _own: dict[type[Any], Frame] = Factory(dict)
    _numbers: "count[int]" = Factory(count)

    @property
    def times_are_texts(self) -> bool:
        """Whether the backend has no time of day."""
        return bool(self.tables["infos"].collect_schema()["start"] == nw.String)

    def name(self) -> str:
        """Return a name that no column has."""
        return f"_made{next(self._numbers)}"

    def own(self, cls: type[Any]) -> Frame:
        """Return the rows of a class, their columns named so that they may stand beside others."""
        table = TABLE_OF[cls]
        if table.cls not in self._own:
            self._own[table.cls] = self.tables[table.name].select(
                *table.keys, **named(cls, prefix_of(cls))
            )
        return self._own[table.cls]

    def holder(self, cls: type[Any]) -> Join:
        """Return what puts beside rows the object of a class that they lie in."""
        return lambda rows: rows.join(self.own(cls), on=list(TABLE_OF[cls].keys), how="left")

    def twin(self, cls: type[Any]) -> Join:
        """Return what puts beside rows the first twin of each."""
        *owner, own = TABLE_OF[cls].keys
        others = self.tables[TABLE_OF[cls].name].select(
            *owner, nw.col(own).alias(TWIN_KEY), **named(cls, TWIN)
        )
        return lambda rows: rows.join(others, on=[*owner, TWIN_KEY], how="left")


def named(cls: type[Any], prefix: str) -> dict[str, Expr]:
    """Return the columns of a class but its key under names with a prefix."""
    columns = [c.name for leaf in TABLE_OF[cls].leaves.values() for c in leaf.columns if not c.key]
    return {prefix + name: nw.col(name) for name in columns}


class Distinct:
    """What stands in some fields of a frame, once each: null is like any value, also in joins.

    Attributes:
        keys: The columns by which rows are told apart.
    """

    def __init__(self, frame: Frame, cls: type[Any], fields: Iterable[str]) -> None:
        """Take a frame, and fields of its class, or parts."""
        self._frame: Frame = frame
        self._leaves: list[Leaf] = []
        for name in fields:
            within = f"{path_in_table(cls)}{name}."
            leaves = TABLE_OF[cls].leaves.items()
            self._leaves += (own := [v for path, v in leaves if f"{path}.".startswith(within)])
            if not own:
                raise Refused(*no_column(name))
        self.keys: dict[str, Expr] = {}
        self._types: dict[str, Any] = {}
        self._values: dict[str, Expr] = {}
        for leaf in self._leaves:
            for expr, column in zip(columns_of(leaf, prefix_of(cls)), leaf.columns, strict=True):
                key, null = f"_key{len(self.keys)}", column.nullable
                # No text that may be missing is blank.
                self.keys[key] = expr.cast(nw.String).fill_null("") if null else expr
                self._types[key] = TYPES["String" if null else column.type]
                self._values[column.name] = expr

    def rows(self) -> list[tuple[dict[str, Any], list[Any]]]:
        """Return what tells rows apart, and the fields' values."""
        distinct = rows(self._frame.select(**self.keys, **self._values).unique())
        return [(row, [leaf.value(row) for leaf in self._leaves]) for row in distinct]

    def join(self, some: Iterable[Mapping[str, Any]], how: Any, **more: list[int]) -> Frame:
        """Return the frame joined to some of its rows, and to integers beside them."""
        data = {name: [row[name] for row in some] for name in self.keys} | more
        small = small_frame(self._frame, data, self._types | dict.fromkeys(more, nw.Int64()))
        return self._frame.with_columns(**self.keys).join(small, on=list(self.keys), how=how)
