"""The guide's names of fields and objects, by their paths."""

from typing import Any

from bdc_sessions.model import (
    Action,
    Address,
    CollectiveInfo,
    Component,
    Issuer,
    Path,
    Session,
    Site,
    Term,
    Volume,
)
from bdc_sessions.model.shape import Stage, walk

_ROOTS: tuple[type[Any], ...] = (
    Action,
    Component,
    Session,
    CollectiveInfo,
    Address,
    Volume,
    Site,
    Term,
    Issuer,
)
"""The classes that a path may start from, the likeliest first."""


def likely_root(path: Path) -> type[Any]:
    """Return the first model class that has a path, for a path given without its class.

    >>> likely_root(Path.parse("infos[1].places")).__name__
    'Session'
    """
    has_path = (cls for cls in _ROOTS if len(list(walk(cls, path.steps))) == len(path))
    return next(has_path, Action)


def label_at(of: type[Any], path: Path, *, form: bool = False) -> str:
    """Return the guide's name of the field or object at a path, worded as in the recap or form.

    >>> from bdc_sessions.model import Action
    >>> label_at(Action, Path.parse("components[01].sessions[02].infos[1].places"), form=True)
    'Nb. de places'
    >>> label_at(Action, Path.parse("components[01].sessions[02]"))
    'Session n° 02'

    A step that the class does not have gives its own name; the empty path, the class's title.
    """
    stages = list(walk(of, path.steps))
    if len(stages) < len(path.steps):
        return path.steps[len(stages)][0]
    return _label(stages[-1], form=form) if stages else _about(of, "title", of.__name__)


def labels_to(of: type[Any], path: Path) -> str:
    """Return the guide's names of the objects along a path, and of the field at its end.

    >>> from bdc_sessions.model import Action
    >>> labels_to(Action, Path.parse("components[01].sessions[02].places"))
    'Composante n° 01 / Session n° 02 / Nb. de places'
    """
    above = walk(of, path.parent.steps)
    objects = [_label(stage) for stage in above if stage.key is not None]
    return " / ".join([*objects, label_at(of, path)])


def heading_of(cls: type[Any] | None, key: str) -> str:
    """Return a recap's heading for an object by its number, kind or position; "" for none."""
    heading = _about(cls, "heading", None)
    return heading(key) if heading else ""


def _label(stage: Stage, *, form: bool = False) -> str:
    names = stage.shape.labels if form else stage.shape.recap_labels
    if stage.key is None:
        return names[stage.name]
    return heading_of(stage.inside, stage.key) or f"{names[stage.name]} n° {stage.key}"


def _about(cls: type[Any] | None, name: str, otherwise: Any) -> Any:
    return getattr(getattr(cls, "ABOUT", None), name, otherwise)
