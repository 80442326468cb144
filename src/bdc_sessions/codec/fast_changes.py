"""Fast reading of changes: the class that changes gives the type of each side."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from bdc_sessions.changes import Changes, FieldChange
from bdc_sessions.changes.changes import unchecked_changes
from bdc_sessions.changes.field_change import unchecked_change
from bdc_sessions.changes.leaves import leaf_at
from bdc_sessions.codec.names import MODEL
from bdc_sessions.model import ABSENT, Action, Path, Session
from bdc_sessions.model.fields import to_text
from bdc_sessions.model.path import Step, unchecked_path
from bdc_sessions.model.shape import form_order

Shared = dict[Any, Any]
"""Objects that recur in one text and are built once: terms, sites, the leaves of changes."""
Read = Callable[[Any, Shared], Any]
LeafReaders = Callable[[type[Any]], Mapping[str, Read]]
"""Gives the functions that read the leaves of a class, by name."""

_SESSION = re.compile(r"components\[([^]\\]*)\]\.sessions\[([^]\\]*)\]\.")
"""The start of the paths of an action's session, in which nearly all changes lie."""


class _Leaf(NamedTuple):
    """A leaf of a top: its steps from there, and its reader."""

    steps: tuple[Step, ...]
    read: Read
    followers: dict[str, "_Leaf"]
    """Leaves known to stand after it in the form, by their paths from the top."""


class _Top(NamedTuple):
    """The object in which changes lie: a session of an action, or the whole value."""

    text: str
    steps: tuple[Step, ...]
    cls: type[Any]
    leaves: dict[str, _Leaf]
    """Its leaves by their paths from it, shared by all tops of its class."""


def changes_of(
    of: type[Any], items: Iterable[tuple[Any, Any, Any]], shared: Shared, readers: LeafReaders
) -> Changes:
    """Return the changes of raw paths and sides, given in the order of the form.

    A change is skipped if its sides are equal in canonical form: older texts may have such changes.

    Raises:
        TypeError: A path that is no text, or a side that its field cannot have.
        LookupError: A path to no field.
        ValueError: Changes out of order, of equal raw sides, or of no model class.
    """
    if of not in MODEL:
        raise ValueError(of)
    changes: list[FieldChange] = []
    top: _Top | None = None
    leaf: _Leaf | None = None
    for path, raw_before, raw_after in items:
        last_top, last = top, leaf
        if top is None or not top.text or path[: len(top.text)] != top.text:
            top = _top_of(of, path, shared)
        name = path[len(top.text) :]
        leaf = last.followers.get(name) if last and top is last_top else None
        if leaf is None:
            leaf = top.leaves.get(name) or _leaf(top, name, readers)
            if last_top and last:
                steps = last_top.steps + last.steps
                if not form_order(of, steps) < form_order(of, top.steps + leaf.steps):
                    raise ValueError(path)
                if top is last_top:
                    last.followers[name] = leaf
        before = raw_before if raw_before is ABSENT else leaf.read(raw_before, shared)
        after = raw_after if raw_after is ABSENT else leaf.read(raw_after, shared)
        if (before is ABSENT) is not (after is ABSENT) or before != after:
            changes.append(unchecked_change(unchecked_path(top.steps + leaf.steps), before, after))
        elif raw_before == raw_after:
            raise ValueError(path)
    return unchecked_changes(of, changes)


def _top_of(of: type[Any], path: str, shared: Shared) -> _Top:
    """Return the top that a path starts with, which is kept in ``shared``."""
    match = _SESSION.match(path) if of is Action else None
    text = match[0] if match else ""
    top: _Top | None = shared.get((of, text))
    if top is None:
        steps: tuple[Step, ...] = ()
        if match:
            component, session = map(to_text, match.groups())
            steps = ("components", component), ("sessions", session)
        cls = Session if match else of
        top = shared[of, text] = _Top(text, steps, cls, shared.setdefault(cls, {}))
    return top


def _leaf(top: _Top, path: str, readers: LeafReaders) -> _Leaf:
    """Return the leaf at a path from a top, which is kept among the leaves of its class."""
    steps = Path.parse(path).steps
    stage = leaf_at(top.cls, unchecked_path(steps))
    if stage is None:
        raise LookupError(path)
    leaf = top.leaves[path] = _Leaf(steps, readers(stage.shape.cls)[stage.name], {})
    return leaf
