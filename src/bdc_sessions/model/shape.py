"""The structure of a model class: its leaves, parts and collections, in form order."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from operator import attrgetter
from typing import Any, Final, NamedTuple, TypeVar, cast, get_args

import attrs

from bdc_sessions.model.natural import natural_key
from bdc_sessions.model.path import Step

T = TypeVar("T")

_PLACE = re.compile("[1-9][0-9]{0,17}")


class Collection(NamedTuple):
    """A field with several objects, each identified by a key or by its place."""

    name: str
    item: type[Any]
    key: str | None
    """The field that identifies an object; None if its place (1, 2, …) does."""

    def may_hold(self, key: str) -> bool:
        """Whether an object could have this key: any text, or the number of a place."""
        return self.key is not None or _PLACE.fullmatch(key) is not None


class Shape(NamedTuple):
    """The fields of a model class, by what they contain."""

    cls: type[Any]
    labels: Mapping[str, str]
    recap_labels: Mapping[str, str]
    leaves: tuple[str, ...]
    parts: Mapping[str, type[Any]]
    collections: Mapping[str, Collection]
    order: Mapping[str, int]
    fields: tuple[tuple[str, type[Any] | Collection | None], ...]
    """Every field, with its part's class or its collection; None for a leaf."""
    values: Callable[[Any], tuple[Any, ...]]
    """Returns the values of all fields of an object."""
    leaf_values: Callable[[Any], tuple[Any, ...]]
    """Returns the values of all leaves of an object."""


COLLECTION: Final = "collection"
PART: Final = "part"


def per_class(make: Callable[[type[Any]], T]) -> Callable[[type[Any]], T]:
    """Cache the results of a function of a class."""
    return cast("Callable[[type[Any]], T]", cache(make))


@per_class
def shape(cls: type[Any]) -> Shape:
    """Return the shape of a model class, read off its fields' annotations and metadata."""
    fields = [a for a in attrs.fields(cls) if a.metadata] if attrs.has(cls) else []
    if not fields:
        raise TypeError(f"found the class {cls.__name__}; expected a class of the model")
    parts = {a.name: a.type for a in fields if PART in a.metadata and a.type is not None}
    collections = {
        a.name: Collection(name=a.name, item=get_args(a.type)[0], key=a.metadata[COLLECTION])
        for a in fields
        if COLLECTION in a.metadata
    }
    leaves = tuple(a.name for a in fields if a.name not in parts and a.name not in collections)
    names = [a.name for a in fields]
    return Shape(
        cls=cls,
        labels={a.name: a.metadata["label"] for a in fields},
        recap_labels={a.name: a.metadata["recap"] for a in fields},
        leaves=leaves,
        parts=parts,
        collections=collections,
        order={a.name: n for n, a in enumerate(fields)},
        fields=tuple((name, parts.get(name, collections.get(name))) for name in names),
        values=_getter(names),
        leaf_values=_getter(leaves),
    )


def _getter(names: Iterable[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return a function that reads some fields of an object as a tuple."""
    several = tuple(names)
    if len(several) > 1:
        return attrgetter(*several)
    return lambda value: tuple([getattr(value, name) for name in several])


class Stage(NamedTuple):
    """One step down from a class: the shape of the class, the step, the class that it leads to."""

    shape: Shape
    name: str
    key: str | None
    inside: type[Any] | None
    """The class of the object that the step leads to; None for a leaf or a whole collection."""


def stage_at(cls: type[Any], step: Step) -> Stage | None:
    """Return the stage of one step from a class; None if the class has no such step."""
    name, key = step
    cls_shape = shape(cls)
    if name not in cls_shape.order:
        return None
    if key is None:
        return Stage(cls_shape, name, None, cls_shape.parts.get(name))
    collection = cls_shape.collections.get(name)
    if collection is None or not collection.may_hold(key):
        return None
    return Stage(cls_shape, name, key, collection.item)


def walk(cls: type[Any], steps: Iterable[Step]) -> Iterator[Stage]:
    """Yield the stage of each step down from a class.

    The walk ends before the first step that the class does not have: if there are fewer stages than
    steps, the class has no such path.

    >>> from bdc_sessions.model.session import Session
    >>> [stage.inside.__name__ for stage in walk(Session, [("infos", "1"), ("address", None)])]
    ['CollectiveInfo', 'Address']
    """
    current: type[Any] | None = cls
    for step in steps:
        stage = None if current is None else stage_at(current, step)
        if stage is None:
            return
        yield stage
        current = stage.inside


def form_order(cls: type[Any], steps: Iterable[Step]) -> tuple[Any, ...]:
    """Return a sort key that puts paths from a class in the order of its form.

    An object comes before its own fields. The class must have every step.
    """
    return tuple(
        [
            (stage.shape.order[stage.name], () if stage.key is None else natural_key(stage.key))
            for stage in walk(cls, steps)
        ]
    )


@per_class
def classes_below(cls: type[Any]) -> tuple[type[Any], ...]:
    """Return the classes of the objects that a class contains, at any depth, in form order."""
    classes: dict[type[Any], None] = {}
    for _, holder in shape(cls).fields:
        if holder is not None:
            item = holder.item if isinstance(holder, Collection) else holder
            classes |= dict.fromkeys((item, *classes_below(item)))
    return tuple(classes)
