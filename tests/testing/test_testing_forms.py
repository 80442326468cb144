"""Screens, their fields, tables of terms and migrations are drawn in their kinds."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import find, given
from hypothesis import strategies as st
from tests.testing.profiles import HEALTHY, SEARCH

import bdc_sessions as b
from bdc_sessions import testing as t


@HEALTHY
@given(t.migrations())
def test_migrations_bring_older_data_up_to_date(migrations: b.Migrations) -> None:
    old = {**b.encode(b.Term("ter")), "format": "bdc-sessions/0"}
    if migrations.steps:
        assert b.decode(old, b.Term, migrations=migrations) == b.Term("ter")


EDGES: list[tuple[st.SearchStrategy[Any], Callable[[Any], bool]]] = [
    (t.form_fields(), lambda field: len(field.choices) > 1),
    (t.form_fields(), lambda field: field.path == "address.street"),
    (t.term_tables(), lambda table: table.term("suffix", "bis").code is not None),
    (t.term_tables(), lambda table: table == b.TERMS),
    (t.screens(), lambda screen: len(screen.parts) > 1),
]


@pytest.mark.parametrize(("strategy", "wanted"), EDGES)
def test_their_edges_are_drawn(
    strategy: st.SearchStrategy[Any], wanted: Callable[[Any], bool]
) -> None:
    assert wanted(find(strategy, wanted, settings=SEARCH))
