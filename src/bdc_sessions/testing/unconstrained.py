"""Values and edits that ask what a constructor asks, and no more: texts, dates, numbers at worst.

What a field holds is drawn by its type. Texts are as people, programs and attackers send them; they
come from short lists, where more would only cost time, and so that two draws meet.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, Final, TypeVar, get_args, get_origin
from unicodedata import normalize

import attrs
from hypothesis import strategies as st
from pendulum import Date, Time

from bdc_sessions.model import (
    Action,
    Component,
    EntryMode,
    Session,
    Site,
    Term,
    Volume,
    VolumeUnit,
)
from bdc_sessions.model.shape import Collection, shape
from bdc_sessions.testing.moments import LAST_MINUTE, to_time

T = TypeVar("T")

TEXTS: Final = (
    *("A", "", "é", "12", "Béziers", "a|b", "x\\]y", "-", "🙂 ~/", "3", "ter", "allée"),
    *("two\nlines", "two\r\nlines", "two\rlines", "two\u2028lines", "\ttab ", " a  b "),
    *(normalize("NFD", text) for text in ("é", "Béziers", "allée")),
    *(" ", "\u00a0", "\u200b", "\u3164\u2800", "\ufeff", "\n"),  # show nothing
    *(
        "\x00",
        "\x1b[31m",
        "\u202eFC",
        "ﬁ",
        "\N{KELVIN SIGN}",
        "\N{FULLWIDTH DIGIT ONE}",
        "=1+1",
        "x" * 40,
    ),
    *("\"<b>&amp;'", "*a* _b_ `c` [d](e)", "# 1.", "{session}", "%s"),
)
"""Composed or not, with any line ends, blank or invisible, with the marks of formats."""
NUMBERS: Final = (
    *("01", "02", "1", "2", "10", "B2", "b2", "", "a]b", "c\\d", "e.f[0]", "é1", " 01"),
    *(normalize("NFD", "é1"), "\u200b", "a\r\nb", "\N{FULLWIDTH DIGIT ONE}"),
)
"""Numbers and kinds: some of them are one in their normal form, or alike to a reader."""
DECIMALS: Final = tuple(map(Decimal, ("1E+3", "0.125", "-0", "310.000", "9" * 40, "1E-30")))

texts: st.SearchStrategy[str] = st.sampled_from(TEXTS)
# All that UTF-8 can encode; asked by codec, hypothesis would try every character first.
free_texts: st.SearchStrategy[str] = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
numbers: st.SearchStrategy[str] = st.sampled_from(NUMBERS)
more_numbers: st.SearchStrategy[str] = st.integers(11, 100_000).map(str)
MANY: Final = 3
"""The objects that the few ``numbers`` are enough for."""
places: st.SearchStrategy[int] = st.integers(-1, 30)
few_sites: st.SearchStrategy[Site] = st.sampled_from(
    [
        Site(name="A", place="B", city="BEZIERS", postal_code="34500"),
        Site(name="A", place="B", city="SETE", postal_code="34200"),
        Site(name="", place="é", city="-", postal_code="~/"),
    ]
)

OF_TYPES: Mapping[Any, st.SearchStrategy[Any]] = {
    str: texts,
    int: places,
    Date: st.integers(0, 1000).map(lambda days: Date(2022, 1, 1).add(days=days)),
    Time: st.integers(0, LAST_MINUTE).map(to_time),
    Decimal: st.integers(-10_000, 10_000_000).map(lambda cents: Decimal(cents).scaleb(-2))
    | st.sampled_from(DECIMALS),
    Site: few_sites,
    Term: st.builds(Term, texts, code=st.none() | texts) | st.sampled_from(["ter", "allée", "bis"]),
    EntryMode: st.sampled_from(EntryMode),
    VolumeUnit: st.sampled_from(VolumeUnit),
}
OF_FIELDS: Mapping[tuple[type[Any], str], st.SearchStrategy[Any]] = {
    (Action, "title"): free_texts | texts,
    (Action, "year"): st.integers(2020, 2030),
    (Component, "number"): numbers,
    (Session, "number"): numbers,
    (Volume, "kind"): numbers,
}
"""The fields that are not drawn as others of their type."""


def unconstrained(cls: type[T], **fields: Any) -> st.SearchStrategy[T]:
    """Draw a value of a model class; with values of fields, or their strategies, of those."""
    model: Any = cls
    drawn = {name: _field(model, name) for name in shape(cls).order}
    given = {
        name: value if isinstance(value, st.SearchStrategy) else st.just(value)
        for name, value in fields.items()
        if value is not None
    }
    return st.builds(cls, **{**drawn, **given})


def many(cls: type[T], least: int = 0, most: int = 2, **fields: Any) -> st.SearchStrategy[list[T]]:
    """Draw several values of a class, of which no two have the same number or kind."""
    key = {Component: "number", Session: "number", Volume: "kind"}.get(cls)
    if key and least > MANY:
        fields = {key: numbers | more_numbers, **fields}
    unique_by = None if key is None else lambda value: getattr(value, key)
    return st.lists(
        unconstrained(cls, **fields), min_size=least, max_size=max(least, most), unique_by=unique_by
    )


@cache
def _field(cls: type[Any], name: str) -> st.SearchStrategy[Any]:
    known = OF_FIELDS.get((cls, name))
    return _of_type(attrs.fields_dict(cls)[name].type) if known is None else known


def _of_type(annotation: Any) -> st.SearchStrategy[Any]:
    if isinstance(annotation, UnionType):
        return st.none() | _of_type(get_args(annotation)[0])
    if get_origin(annotation) is tuple:
        item = get_args(annotation)[0]
        return many(item) if attrs.has(item) and item is not Site else st.lists(_of_type(item))
    return OF_TYPES[annotation] if annotation in OF_TYPES else unconstrained(annotation)


@st.composite
def edited_anyhow(draw: st.DrawFn, value: T, most: int) -> T:
    """Draw a value after up to some edits: fields drawn anew, objects edited, added, removed."""
    for _ in range(draw(st.integers(0, most))):
        value = draw(_edited_once(value))
    return value


@st.composite
def _edited_once(draw: st.DrawFn, value: Any) -> Any:
    cls: Any = type(value)
    inner = {**shape(cls).parts, **shape(cls).collections}
    leaves = [name for name in shape(cls).leaves if name not in ("number", "kind")]
    # As often a field as something inside; numbers stay, for others may have them.
    name = draw(
        st.sampled_from(list(inner)) | st.sampled_from(leaves) if inner else st.sampled_from(leaves)
    )
    if name in shape(cls).collections:
        items = _edited_items(shape(cls).collections[name], getattr(value, name))
        return value.evolve(**{name: draw(items)})
    new = _field(cls, name)
    return value.evolve(
        **{name: draw(new | _edited_once(getattr(value, name)) if name in inner else new)}
    )


@st.composite
def _edited_items(draw: st.DrawFn, collection: Collection, items: tuple[Any, ...]) -> list[Any]:
    """Draw a collection of which one object is edited, added, replaced or removed."""
    if len(items) > 0 and draw(st.booleans()):
        index = draw(st.integers(0, len(items) - 1))
        return [*items[:index], draw(_edited_once(items[index])), *items[index + 1 :]]
    new = draw(unconstrained(collection.item))
    key = collection.key
    if key is None:
        return draw(st.sampled_from([[*items, new], [*items[:-1]], [*items[1:]]]))
    others = [item for item in items if getattr(item, key) != getattr(new, key)]
    return draw(st.sampled_from([[*others, new], others]))
