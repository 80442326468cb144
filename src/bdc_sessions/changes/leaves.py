"""The leaves of a value: its fields, and those of the objects in it, each with its path."""

from collections.abc import Iterator
from functools import reduce
from typing import Any

from bdc_sessions.model import Issuer, Path, Term
from bdc_sessions.model.fields import wrong_type
from bdc_sessions.model.path import Steps, unchecked_path
from bdc_sessions.model.shape import Collection, Stage, shape, walk
from bdc_sessions.model.tree import Tree, child_at, keys

_MODEL = (Tree, Term, Issuer)
"""The bases of the classes of the model."""


def to_model_class(of: type[Any], where: str = "") -> type[Any]:
    """Return a model class as it is; ``TypeError`` for anything else."""
    raw: object = of
    if isinstance(raw, type) and issubclass(raw, _MODEL):
        return of
    raise wrong_type(of, where, "a class of the model, such as Action")


def class_of(value: Any, where: str) -> type[Any]:
    """Return the class of a value of the model; ``TypeError`` for anything else."""
    if not isinstance(value, _MODEL):
        raise wrong_type(value, where, "a value of the model, such as an Action")
    return type(value)


def leaf_at(of: type[Any], path: Path) -> Stage | None:
    """Return the last stage of a path to a single field of a class; None if there is none."""
    stages = list(walk(of, path.steps))
    if not stages or len(stages) < len(path.steps) or stages[-1].key is not None:
        return None
    return stages[-1] if stages[-1].name in stages[-1].shape.leaves else None


def leaves(value: Any, steps: Steps = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every leaf of a value with its path, in the order of the form."""
    cls_shape = shape(type(value))
    for (name, inside), inner in zip(cls_shape.fields, cls_shape.values(value), strict=True):
        if inside is None:
            yield unchecked_path((*steps, (name, None))), inner
        elif isinstance(inside, Collection):
            for key, item in zip(keys(inner, inside), inner, strict=True):
                yield from leaves(item, (*steps, (name, key)))
        else:
            yield from leaves(inner, (*steps, (name, None)))


def get_or_absent(value: Any, path: Path) -> Any:
    """Return the value at a path of a value; ABSENT if there is none."""
    return reduce(child_at, path.steps, value)
