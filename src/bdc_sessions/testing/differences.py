"""What differs between drawn values: paths, changes, merges and recaps."""

from typing import Any

from hypothesis import strategies as st

from bdc_sessions.changes import (
    Changes,
    Conflict,
    FieldChange,
    Merge,
    Recap,
    RecapRow,
    diff,
    merge,
    recap,
)
from bdc_sessions.changes.leaves import leaves
from bdc_sessions.model import Action, Path
from bdc_sessions.model.shape import shape
from bdc_sessions.testing import loose, words
from bdc_sessions.testing.edits import edited_actions
from bdc_sessions.testing.model import valid_actions

TIMES = 4
"""How often an action is edited at most."""

KEYS = st.sampled_from([*words.NUMBERS, *words.KINDS, "]", "\\", ""]) | loose.free_texts


@st.composite
def any_paths(draw: st.DrawFn) -> Path:
    """Draw a path of an action's fields, by numbers and kinds that need not exist."""
    path, at = Path(), shape(Action)
    while True:
        name = draw(st.sampled_from(list(at.order)))
        collection = at.collections.get(name)
        if collection is None:
            path = path.child(name)
            below = at.parts.get(name)
        else:
            place = collection.key is None
            path = path.child(name, draw(st.sampled_from(["1", "2", "10"]) if place else KEYS))
            below = collection.item
        if below is None or not draw(st.booleans()):
            return path
        at = shape(below)


def paths_of(value: Any) -> st.SearchStrategy[Path]:
    """Draw the path of a field or an object that a value has."""
    fields = [path for path, _ in leaves(value)]
    objects = dict.fromkeys(
        Path(path.steps[:depth]) for path in fields for depth in range(1, len(path))
    )
    return st.sampled_from([*fields, *objects])


@st.composite
def edits(draw: st.DrawFn) -> tuple[Action, Action]:
    """Draw an action before and after it was edited."""
    before = draw(valid_actions())
    return before, draw(edited_actions(before, TIMES))


@st.composite
def _real_edits(draw: st.DrawFn) -> tuple[Action, Action]:
    """Draw an action before and after it was edited, in its status at least."""
    before, after = draw(edits())
    old, new, _ = draw(st.permutations(words.STATUSES))
    return before.evolve(status=old), after.evolve(status=new)


@st.composite
def changes(draw: st.DrawFn) -> Changes:
    """Draw the changes of an action as people make them, or what undoes them."""
    made = diff(*draw(edits()))
    return draw(st.sampled_from([made, made.inverse()]))


@st.composite
def field_changes(draw: st.DrawFn) -> FieldChange:
    """Draw the change of one field of an action."""
    change = draw(st.sampled_from(diff(*draw(_real_edits()))))
    return draw(st.sampled_from([change, change.inverse()]))


@st.composite
def _forks(draw: st.DrawFn) -> tuple[Action, Action, Action]:
    base, ours = draw(edits())
    return base, ours, draw(edited_actions(base, TIMES))


@st.composite
def merges(draw: st.DrawFn) -> Merge[Action]:
    """Draw two people's edits of one action, merged."""
    return merge(*draw(_forks()))


@st.composite
def conflicts(draw: st.DrawFn) -> Conflict:
    """Draw what two people's edits of one action disagree in."""
    statuses = draw(st.permutations(words.STATUSES))
    sides = zip(draw(_forks()), statuses, strict=True)
    base, ours, theirs = (side.evolve(status=status) for side, status in sides)
    conflict: Conflict = draw(st.sampled_from(merge(base, ours, theirs).conflicts))
    return conflict


@st.composite
def recaps(draw: st.DrawFn) -> Recap:
    """Draw the recap of an action's edits."""
    before, after = draw(edits())
    return recap(before, after, codes=draw(st.sampled_from([True, False])))


@st.composite
def recap_rows(draw: st.DrawFn) -> RecapRow:
    """Draw a row of a recap."""
    return draw(st.sampled_from(recap(*draw(_real_edits()))))
