"""Values as trees: reading and replacing a field or object by its path."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, ClassVar, Self, TypeVar, cast

import attrs

from bdc_sessions.errors import NotFoundError
from bdc_sessions.model.absent import ABSENT
from bdc_sessions.model.fields import duplicate_number, to_instance, to_text
from bdc_sessions.model.natural import natural_key
from bdc_sessions.model.path import Path, Step, Steps, Trail, path_of
from bdc_sessions.model.shape import Collection, classes_below, shape, stage_at
from bdc_sessions.model.value import Value, slots_of
from bdc_sessions.texts import short_repr

T = TypeVar("T")

MOST_COMPLETIONS = 1000
"""The most paths that are offered for completion; a large action has more."""


class Tree(Value):
    """The base of every value of the model: its fields and objects are read and set by path."""

    __slots__ = ()

    # Without this, Python would take a class with `__getitem__` for a sequence.
    __iter__: ClassVar[None] = None

    def __getitem__(self, path: str | Path) -> Any:
        """Return the field or object at a path.

        >>> from bdc_sessions import example_action
        >>> example_action()["components[01].code"]
        'FORP'

        Raises:
            NotFoundError: There is none; the error lists what there is instead.
        """
        return get(self, path)

    def set(self, path: "str | Path", new: object) -> Self:
        """Return a copy with the field or object at a path replaced; all else is shared.

        >>> from bdc_sessions import example_action
        >>> action = example_action()
        >>> action.set("components[01].sessions[01].places", 8).component("01").session("01").places
        8

        Raises:
            NotFoundError: There is none at the path.
            TypeError: A value of a wrong type, as the constructors raise it.
            ValueError: A value that the field cannot hold.
        """
        steps = Path.parse(path).steps
        if not steps and type(new) is not type(self):
            raise TypeError(
                f"found {short_repr(new)}; expected a value of class {type(self).__name__}"
            )
        for parent, (name, key) in zip(
            reversed(_values_along(self, steps)[:-1]), reversed(steps), strict=True
        ):
            if key is None:
                new = parent.evolve(**{name: new})
            else:
                new = replace_item(parent, name, key, new)
        return cast("Self", new)

    def each(self, cls: type[T]) -> "Iterator[tuple[Path, T]]":
        """Return the objects of a class in this value, each with its path, in form order.

        >>> from bdc_sessions import Session, example_action
        >>> [(str(path), session.places) for path, session in example_action().each(Session)]
        [('components[01].sessions[01]', 10)]

        Raises:
            TypeError: This value cannot contain objects of that class.
        """
        classes = classes_below(type(self))
        if cls not in classes:
            names = ", ".join(item.__name__ for item in classes) or "none, as nothing lies below"
            raise TypeError(
                f"{type(self).__name__}.each: found {short_repr(cls)}; expected a class: {names}"
            )
        return ((path_of(trail), item) for trail, item in _each(self, cls, None))

    def _ipython_key_completions_(self) -> list[str]:
        """Return the paths that a notebook offers after ``[`` and the tab key."""
        return [str(path_of(trail)) for trail in islice(_trails(self, None), MOST_COMPLETIONS)]


def get(value: Any, path: str | Path) -> Any:
    """Return the field or object at a path; ``NotFoundError`` if there is none."""
    return _values_along(value, Path.parse(path).steps)[-1]


def _values_along(value: Any, steps: Steps) -> list[Any]:
    """Return the value, then what each step leads to; ``NotFoundError`` if one leads nowhere."""
    values = [value]
    for depth, step in enumerate(steps, 1):
        inner = child_at(values[-1], step)
        if inner is ABSENT:
            raise NotFoundError(Path(steps[:depth]), _alternatives(values[-1], steps[:depth]))
        values.append(inner)
    return values


def child_at(value: Any, step: Step) -> Any:
    """Return what one step leads to; ABSENT if it leads nowhere."""
    stage = stage_at(type(value), step) if attrs.has(type(value)) else None
    if stage is None:
        return ABSENT
    inner = getattr(value, stage.name)
    if stage.key is None:
        return inner
    index = index_of(inner, stage.shape.collections[stage.name], stage.key)
    return ABSENT if index < 0 else inner[index]


def _alternatives(value: Any, steps: Steps) -> tuple[str, ...]:
    """Return what there is, by name, where the last step leads nowhere."""
    name, _ = steps[-1]
    cls_shape = shape(type(value)) if attrs.has(type(value)) else None
    if cls_shape is None or name not in cls_shape.order:
        return tuple(cls_shape.order) if cls_shape else ()
    collection = cls_shape.collections.get(name)
    if collection is None:
        return (str(Path((*steps[:-1], (name, None)))),)
    return tuple([str(Path(((name, key),))) for key in keys(getattr(value, name), collection)])


def find(value: Any, name: str, key: str) -> Any:
    """Return the object with a key in a collection; ``NotFoundError`` if there is none."""
    return _values_along(value, ((name, to_text(key, f"{type(value).__name__}.{name}")),))[-1]


def index_of(items: Sequence[Any], collection: Collection, key: str) -> int:
    """Return the index of the object with a key in a collection, -1 if there is none.

    The key is one that the collection may hold, as ``walk`` sees to it.
    """
    if collection.key is None:
        place = int(key)
        return place - 1 if 0 < place <= len(items) else -1
    index = _index_for(items, collection.key, key)
    return index if index < len(items) and getattr(items[index], collection.key) == key else -1


def _index_for(items: Sequence[Any], name: str, key: str) -> int:
    """Return the index that an object with a key has, or would have."""
    return bisect_left(items, natural_key(key), key=lambda item: natural_key(getattr(item, name)))


def keys(items: Sequence[Any], collection: Collection) -> list[str]:
    """Return the keys or places of the objects of a collection, in order."""
    if collection.key is None:
        return [str(place) for place in range(1, len(items) + 1)]
    return [getattr(item, collection.key) for item in items]


def add_item(value: T, name: str, item: object) -> T:
    """Return a copy with an object added to a collection, in order; the object is checked."""
    return _with_item(value, name, getattr(value, name), item)


def replace_item(value: T, name: str, key: str, item: object) -> T:
    """Return a copy with the object of an existing key replaced; the new object is checked."""
    items = getattr(value, name)
    collection = shape(type(value)).collections[name]
    index = index_of(items, collection, key)
    if type(item) is collection.item and (
        collection.key is None or getattr(item, collection.key) == key
    ):
        return replace_unchecked(value, **{name: (*items[:index], item, *items[index + 1 :])})
    return _with_item(value, name, (*items[:index], *items[index + 1 :]), item)


def _with_item(value: T, name: str, items: tuple[Any, ...], item: object) -> T:
    where = f"{type(value).__name__}.{name}"
    collection = shape(type(value)).collections[name]
    to_instance(item, collection.item, where)
    index = len(items)
    if collection.key is not None:
        key = getattr(item, collection.key)
        index = _index_for(items, collection.key, key)
        if index < len(items) and getattr(items[index], collection.key) == key:
            raise duplicate_number(items, collection.key, key, where)
    return replace_unchecked(value, **{name: (*items[:index], item, *items[index:])})


def replace_unchecked(value: T, **fields: Any) -> T:
    """Return a copy with fields replaced by well-formed values, without checking them."""
    by_name, _, copy = slots_of(type(value))
    made = cast("Callable[[T], T]", copy)(value)
    for name, new in fields.items():
        by_name[name][0](made, new)
    return made


def make_unchecked(cls: type[T], *values: Any) -> T:
    """Return an instance of well-formed values, one per field in form order, unchecked."""
    made: T = slots_of(cls).make(*values)
    return made


def objects_in(value: Any) -> Iterator[tuple[str, str | None, Any]]:
    """Yield the direct child objects of a value as (name, key, object), in form order."""
    for name, holder in shape(type(value)).fields:
        if isinstance(holder, Collection):
            items = getattr(value, name)
            for key, item in zip(keys(items, holder), items, strict=True):
                yield name, key, item
        elif holder is not None:
            yield name, None, getattr(value, name)


def _each(value: Any, cls: type[Any], trail: Trail) -> Iterator[tuple[Trail, Any]]:
    for name, key, item in objects_in(value):
        if type(item) is cls:
            yield (trail, name, key), item
        elif cls in classes_below(type(item)):
            yield from _each(item, cls, (trail, name, key))


def _trails(value: Any, trail: Trail) -> Iterator[Trail]:
    """Yield the trails to every field and object in a value, at any depth."""
    for name in shape(type(value)).order:
        yield (trail, name, None)
    for name, key, item in objects_in(value):
        if key is not None:
            yield (trail, name, key)
        yield from _trails(item, (trail, name, key))
