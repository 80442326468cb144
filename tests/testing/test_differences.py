"""What differs between drawn values."""

import attrs
from hypothesis import given
from hypothesis import strategies as st
from tests.testing.profiles import HEALTHY

import bdc_sessions as b
from bdc_sessions import testing as t


@HEALTHY
@given(t.paths())
def test_paths_are_read_again_from_their_texts(path: b.Path) -> None:
    assert b.Path.parse(str(path)) == path


@HEALTHY
@given(st.data())
def test_the_paths_of_a_value_are_there(data: st.DataObject) -> None:
    action = data.draw(t.actions())
    path = data.draw(t.paths(action))
    value = action[path]
    assert attrs.has(type(value)) or value == action[path.parent][b.Path(path.steps[-1:])]


@HEALTHY
@given(t.conflicts())
def test_a_conflict_has_three_sides(conflict: b.Conflict) -> None:
    assert conflict.ours != conflict.base != conflict.theirs != conflict.ours


@HEALTHY
@given(t.field_changes())
def test_a_field_change_changes_something(change: b.FieldChange) -> None:
    assert change.before != change.after


@HEALTHY
@given(t.recap_rows())
def test_a_row_of_a_recap_has_two_sides(row: b.RecapRow) -> None:
    assert row.before != row.after
