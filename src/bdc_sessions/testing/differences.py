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
from bdc_sessions.testing import words
from bdc_sessions.testing.unconstrained import free_texts
from bdc_sessions.testing.valid import valid_actions
from bdc_sessions.testing.values import changed

PLACES = st.sampled_from(["1", "2", "10"])
KEYS = st.sampled_from([*words.NUMBERS, *words.KINDS, "]", "\\", ""]) | free_texts


@st.composite
def paths(draw: st.DrawFn, value: Any = None) -> Path:
    """Draw a path of an action that need not exist; with a value, of what the value has.

    >>> from hypothesis import given
    >>> @given(paths())
    ... def test_my_column_takes_any_path(path):
    ...     assert my_column.read(my_column.write(str(path))) == str(path)
    """
    if value is not None:
        path = draw(st.sampled_from([path for path, _ in leaves(value)]))
        return Path(path.steps[: draw(st.integers(1, len(path)))])
    path, inside = Path(), shape(Action)
    while True:
        name = draw(st.sampled_from(list(inside.order)))
        collection = inside.collections.get(name)
        key = collection and draw(PLACES if collection.key is None else KEYS)
        path = path.child(name, key)
        cls = collection.item if collection else inside.parts.get(name)
        if cls is None or not draw(st.booleans()):
            return path
        inside = shape(cls)


@st.composite
def versions(draw: st.DrawFn, count: int = 2, *, differing: bool = False) -> list[Action]:
    """Draw an action and edits of it, if asked all of them of different status."""
    base = draw(valid_actions())
    versions = [base, *(draw(changed(base)) for _ in range(count - 1))]
    if not differing:
        return versions
    statuses = draw(st.permutations(words.STATUSES))
    return [v.evolve(status=status) for v, status in zip(versions, statuses, strict=False)]


@st.composite
def changes(draw: st.DrawFn) -> Changes:
    """Draw the changes of an action as people make them, or what undoes them; none at all too.

    >>> from hypothesis import given
    >>> @given(changes())
    ... def test_my_log_gives_back_what_it_took(changes):
    ...     assert my_log.read(my_log.write(changes)) == changes
    """
    made = diff(*draw(versions()))
    return draw(st.sampled_from([made, made.inverse()]))


@st.composite
def field_changes(draw: st.DrawFn) -> FieldChange:
    """Draw the change of one field of an action.

    >>> from hypothesis import given
    >>> @given(field_changes())
    ... def test_a_row_of_my_log_is_one_line(change):
    ...     assert len(my_log.row(change).splitlines()) == 1
    """
    change = draw(st.sampled_from(diff(*draw(versions(differing=True)))))
    return draw(st.sampled_from([change, change.inverse()]))


@st.composite
def merges(draw: st.DrawFn) -> Merge[Action]:
    """Draw two people's edits of one action, merged.

    >>> from hypothesis import given
    >>> @given(merges())
    ... def test_my_page_shows_every_conflict(merge):
    ...     assert my_page(merge).count("<tr>") == len(merge.conflicts)
    """
    return merge(*draw(versions(3)))


@st.composite
def conflicts(draw: st.DrawFn) -> Conflict:
    """Draw what two people's edits of one action disagree in.

    >>> from hypothesis import given
    >>> @given(conflicts())
    ... def test_my_page_shows_both_sides(conflict):
    ...     assert all(cell in my_page(conflict) for cell in conflict.cells)
    """
    conflict: Conflict = draw(st.sampled_from(merge(*draw(versions(3, differing=True))).conflicts))
    return conflict


@st.composite
def recaps(draw: st.DrawFn) -> Recap:
    """Draw the recap of edits of an action (§1.2).

    >>> from hypothesis import given
    >>> @given(recaps())
    ... def test_my_page_shows_every_row(recap):
    ...     assert my_page(recap).count("<tr>") == 1 + len(recap)
    """
    before, after = draw(versions())
    return recap(before, after, codes=draw(st.booleans()))


@st.composite
def recap_rows(draw: st.DrawFn) -> RecapRow:
    """Draw a row of a recap (§1.2).

    >>> from hypothesis import given
    >>> @given(recap_rows())
    ... def test_a_row_has_two_sides_that_differ(row):
    ...     assert row.before != row.after
    """
    return draw(st.sampled_from(recap(*draw(versions(differing=True)))))
