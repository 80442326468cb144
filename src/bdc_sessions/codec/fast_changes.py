"""Fast reading of changes: the class that changes gives the type of each side."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import define

from bdc_sessions.changes import Changes, FieldChange
from bdc_sessions.changes.changes import unchecked_changes
from bdc_sessions.changes.leaves import leaf_at
from bdc_sessions.codec.names import MODEL
from bdc_sessions.model import Action, Path, Session
from bdc_sessions.model.fields import to_text
from bdc_sessions.model.path import Steps, unchecked_path
from bdc_sessions.model.shape import form_order

Shared = dict[Any, Any]
"""Objects that recur in one text and are built once: terms, sites, the leaves of changes."""
ReadChange = Callable[[Steps, Any, Any, Shared], FieldChange | None]
"""Returns the change of raw sides at the end of some steps; None if it has no effect."""
ChangeReaders = Callable[[type[Any]], Mapping[str, ReadChange]]
"""Gives the functions that read the changes of a class's leaves, by name."""

_SESSION = re.compile(r"components\[([^]\\]*)\]\.sessions\[([^]\\]*)\]\.")
"""The start of the paths of an action's session, in which nearly all changes lie."""


@define(eq=False)
class _Leaf:
    """A leaf of a top: its steps from there, its place in the form, and its reader."""

    steps: Steps
    order: tuple[Any, ...]
    read: ReadChange
    follower: "_Leaf | None" = None
    """The leaf that came last after it, which stands after it in the form."""


@define(eq=False)
class _Top:
    """The object in which changes lie: a session of an action, or the whole value."""

    text: str
    steps: Steps
    cls: type[Any]
    leaves: dict[str, _Leaf]
    """Its leaves by their paths from it, shared by all tops of its class."""


_NO_TOP = _Top("", (), object, {})
"""The top before the first change: its text is empty, so that no path lies in it."""


def changes_of(
    of: type[Any], items: Sequence[tuple[Any, Any, Any]], shared: Shared, readers: ChangeReaders
) -> Changes:
    """Return the changes of raw paths and sides, given in the order of the form.

    A change is skipped if its sides are equal in canonical form: older texts may have such changes.

    Raises:
        TypeError: A path that is no text, a side that its field cannot have.
        LookupError: A path to no field.
        ValueError: What is no change; changes out of order, of equal raw sides, of no model class.
    """
    if of not in MODEL or not {tuple}.issuperset(map(type, items)):
        raise ValueError
    changes: list[FieldChange] = []
    top = _NO_TOP
    leaf: _Leaf | None = None
    for path, before, after in items:
        last_top, last = top, leaf
        name = str.removeprefix(path, top.text)
        if len(name) == len(path):
            top = _top_of(of, path, shared)
            name = str.removeprefix(path, top.text)
        leaf = top.leaves.get(name) or _leaf(top, name, readers)
        if last and (last.follower is not leaf or last_top is not top):
            if last_top is top:
                in_order, last.follower = last.order < leaf.order, leaf
            else:
                steps = last_top.steps + last.steps
                in_order = form_order(of, steps) < form_order(of, top.steps + leaf.steps)
            if not in_order:
                raise ValueError
        change = leaf.read(top.steps + leaf.steps, before, after, shared)
        if change is not None:
            changes.append(change)
    return unchecked_changes(of, changes)


def _top_of(of: type[Any], path: str, shared: Shared) -> _Top:
    """Return the top that a path starts with, which is kept in ``shared``."""
    match = _SESSION.match(path) if of is Action else None
    text = match[0] if match else ""
    top: _Top | None = shared.get((of, text))
    if top is None:
        steps: Steps = ()
        if match:
            component, session = map(to_text, match.groups())
            steps = ("components", component), ("sessions", session)
        cls = Session if match else of
        top = shared[of, text] = _Top(text, steps, cls, shared.setdefault(cls, {}))
    return top


def _leaf(top: _Top, path: str, readers: ChangeReaders) -> _Leaf:
    """Return the leaf at a path from a top, which is kept among the leaves of its class."""
    steps = Path.parse(path).steps
    stage = leaf_at(top.cls, unchecked_path(steps))
    if stage is None:
        raise LookupError
    read = readers(stage.shape.cls)[stage.name]
    leaf = top.leaves[path] = _Leaf(steps, form_order(top.cls, steps), read)
    return leaf
