"""Values as trees: reading a field by its path, and replacing it with all else shared."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any, Self, TypeVar

import attrs

from bdc_sessions.errors import NotFoundError
from bdc_sessions.model.absent import ABSENT
from bdc_sessions.model.fields import to_text
from bdc_sessions.model.natural import natural_key
from bdc_sessions.model.path import Path, Step
from bdc_sessions.model.shape import Collection, per_class, shape

T = TypeVar("T")


class Tree:
    """What every value of the model can do: be copied with changes, be read and set by path."""

    __slots__ = ()

    def evolve(self, **fields: Any) -> Self:
        """Return a copy with some fields changed and checked; the same as ``attrs.evolve``."""
        return _evolved(self, **fields)

    def __getitem__(self, path: str | Path) -> Any:
        """Return what stands at a path; ``NotFoundError`` where nothing does."""
        return get(self, path)

    def set(self, path: str | Path, new: object) -> Self:
        """Return a copy with what stands at the path replaced, every untouched part shared.

        ``NotFoundError`` where nothing stands at the path, ``TypeError`` and ``ValueError`` as the
        constructors raise them.
        """
        way = Path.parse(path)
        if way.steps:
            return _put(self, way.steps, 0, new)
        if isinstance(new, type(self)):
            return new
        raise TypeError(f"found {new!r}; expected a value of class {type(self).__name__}")


def get(value: Any, path: str | Path) -> Any:
    """Return what stands at a path of the value; ``NotFoundError`` where nothing does."""
    way = Path.parse(path)
    for depth, step in enumerate(way.steps):
        value = _step(value, step, way.steps[: depth + 1])
    return value


def _put(value: T, steps: tuple[Step, ...], depth: int, new: object) -> T:
    name, key = steps[depth]
    inner = _step(value, steps[depth], steps[: depth + 1])
    last = depth + 1 == len(steps)
    if not last:
        new = _put(inner, steps, depth + 1, new)
    if key is None:
        return _evolved(value, **{name: new})
    collection = shape(type(value)).collections[name]
    items = getattr(value, name)
    at = index_of(items, collection, key)
    items = (*items[:at], new, *items[at + 1 :])
    same_key = collection.key is None or getattr(new, collection.key, None) == key
    if type(new) is collection.item and same_key:
        return replace_unchecked(value, **{name: items})
    return _evolved(value, **{name: items})


def _evolved(value: T, **fields: Any) -> T:
    evolve: Callable[..., T] = attrs.evolve  # by this type: every caller has an attrs class
    return evolve(value, **fields)


def replace_unchecked(value: T, **fields: Any) -> T:
    """Return a copy with fields that are known to be well formed, unchecked."""
    cls = type(value)
    every = [fields[n] if n in fields else getattr(value, n) for n in shape(cls).order]
    return make_unchecked(cls, *every)


def make_unchecked(cls: type[T], *values: Any) -> T:
    """Return a value of all its fields, in the order of the form, known to be well formed."""
    made = object.__new__(cls)
    for put, value in zip(_setters(cls), values, strict=True):
        put(made, value)
    return made


@per_class
def _setters(cls: type[Any]) -> tuple[Callable[[Any, Any], None], ...]:
    return tuple(getattr(cls, name).__set__ for name in shape(cls).order)


def index_of(items: Sequence[Any], collection: Collection, key: str) -> int:
    """Return where in a collection the object of that key stands, -1 if it does not."""
    if collection.key is None:
        place = int(key) if collection.may_hold(key) else 0
        return place - 1 if 0 < place <= len(items) else -1
    name = collection.key
    at = bisect_left(items, natural_key(key), key=lambda item: natural_key(getattr(item, name)))
    return at if at < len(items) and getattr(items[at], name) == key else -1


def find(value: Any, name: str, key: str) -> Any:
    """Return the object of a collection by its key; ``NotFoundError`` naming those there are."""
    step = (name, to_text(key, f"{type(value).__name__}.{name}"))
    return _step(value, step, (step,))


def keys(items: Sequence[Any], collection: Collection) -> list[str]:
    """Return what the objects of a collection are known by, in their order."""
    if collection.key is None:
        return [str(place) for place in range(1, len(items) + 1)]
    return [getattr(item, collection.key) for item in items]


def child_at(value: Any, step: Step) -> Any:
    """Return what one step leads to, ABSENT where it leads nowhere."""
    name, key = step
    at = shape(type(value)) if attrs.has(type(value)) else None
    if at is None or name not in at.order:
        return ABSENT
    held = getattr(value, name)
    if key is None:
        return held
    collection = at.collections.get(name)
    found = -1 if collection is None else index_of(held, collection, key)
    return ABSENT if found < 0 else held[found]


def _step(value: Any, step: Step, way: tuple[Step, ...]) -> Any:
    found = child_at(value, step)
    if found is ABSENT:
        raise NotFoundError(Path(way), _known(value, step, way))
    return found


def _known(value: Any, step: Step, way: tuple[Step, ...]) -> tuple[str, ...]:
    """Return what there is in the place of what is not found."""
    name, _ = step
    at = shape(type(value)) if attrs.has(type(value)) else None
    if at is None or name not in at.order:
        return tuple(at.order) if at else ()
    collection = at.collections.get(name)
    if collection is None:
        return (str(Path((*way[:-1], (name, None)))),)
    return tuple(str(Path(((name, key),))) for key in keys(getattr(value, name), collection))
