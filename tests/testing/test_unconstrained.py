"""At their worst, values hold whatever a constructor takes."""

from collections.abc import Callable
from itertools import combinations
from unicodedata import normalize

import pytest
from hypothesis import find, given
from hypothesis import strategies as st
from tests.testing.profiles import HEALTHY, SEARCH

import bdc_sessions as b
from bdc_sessions import testing as t
from bdc_sessions.testing import Quality
from bdc_sessions.testing.unconstrained import NUMBERS, TEXTS
from bdc_sessions.texts import is_blank

ANY = Quality.ANY


@HEALTHY
@given(t.actions(quality=ANY).flatmap(lambda a: t.changed(a, quality=ANY)))
def test_any_edit_of_anything_is_well_formed(action: b.Action) -> None:
    assert b.decode(b.encode(action), b.Action) == action


def test_texts_are_given_as_people_type_them() -> None:
    assert any(text != normalize("NFC", text) for text in TEXTS)
    assert {"\r\n", "\r", "\n"} <= {
        end for text in TEXTS for end in ("\r\n", "\r", "\n") if end in text
    }
    assert {text for text in TEXTS if is_blank(text)} >= {"", " ", "\u200b", "\ufeff"}
    assert all(any(mark in text for text in TEXTS) for mark in "<|*_`[#{\x1b\x00\u202e\u2028")


def test_numbers_meet_in_their_normal_form_and_to_a_reader() -> None:
    alike = [
        {normalize("NFC", left), normalize("NFC", right)}
        for left, right in combinations(NUMBERS, 2)
    ]
    assert {normalize("NFC", "é1")} in alike
    assert {"01", "1"} in alike
    assert {"B2", "b2"} in alike


EDGES: dict[str, Callable[[b.Address], bool]] = {
    "nothing optional": lambda a: (a.number, a.suffix, a.street_type, a.cedex) == (None,) * 4,
    "a term with a code of its own": lambda a: bool(a.suffix and a.suffix.code not in (None, "3")),
    "a term of the guide's": lambda a: a.suffix == b.Term("ter", code="3"),
    "lines": lambda a: "\n" in a.street,
    "an invisible street": lambda a: a.street != "" and is_blank(a.street),
    "blanks at its ends": lambda a: a.city.strip() != a.city,
}


@pytest.mark.parametrize("edge", EDGES)
def test_the_worst_addresses_are_drawn(edge: str) -> None:
    assert EDGES[edge](find(t.addresses(quality=ANY), EDGES[edge], settings=SEARCH))


EDITS: dict[str, Callable[[b.Changes], bool]] = {
    "a session removed": lambda c: any(x.is_removal and len(x.path) == 3 for x in c),
    "a component removed": lambda c: any(x.is_removal and len(x.path) == 2 for x in c),
    "an information session appended": lambda c: any(x.is_addition and len(x.path) == 4 for x in c),
    "an address's field": lambda c: any("address" in str(x.path) for x in c),
    "a volume's field": lambda c: any("volumes" in str(x.path) for x in c),
    "nothing": lambda c: not len(c),
}


@pytest.mark.parametrize("edit", EDITS)
def test_every_kind_of_edit_is_made(edit: str) -> None:
    full = b.example_action()

    def made(after: b.Action) -> bool:
        return EDITS[edit](b.diff(full, after))

    assert made(find(t.changed(full, quality=ANY), made, settings=SEARCH))


def test_the_first_information_may_be_removed() -> None:
    session = b.example_action().component("01").session("01")
    two = session.with_info(session.info(1).evolve(places=3))
    action = b.example_action().set("components[01].sessions[01]", two)

    def removed(after: b.Action) -> bool:
        sessions = [s for c in after.components for s in c.sessions]
        return any(s.infos == two.infos[1:] for s in sessions)

    assert removed(find(t.changed(action, quality=ANY), removed, settings=SEARCH))


@HEALTHY
@given(st.data())
def test_two_edits_of_one_action_may_conflict(data: st.DataObject) -> None:
    base = data.draw(t.actions(quality=ANY))
    ours, theirs = (data.draw(t.changed(base, quality=ANY)) for _ in range(2))
    merged = b.merge(base, ours, theirs)
    sides = {conflict.path: b.Side.THEIRS for conflict in merged.conflicts}
    assert isinstance(merged.resolve({**sides}), b.Action)
