"""Texts that an object holds in another form: ``faults`` tells them, else columns are equal."""

import re
from collections.abc import Iterable
from itertools import cycle
from unicodedata import combining, decomposition, is_normalized, normalize

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.columns.conftest import BACKENDS
from tests.columns.equality import assert_equal, expected, holdable, rows
from tests.columns.test_own_rules import made

from bdc_sessions import ADVICE, RULES, Action, Address, RuleSet, example_action, validate
from bdc_sessions.columns import SCHEMA, Frames, faults, from_frames, to_frames
from bdc_sessions.columns import validate as validate_frames
from bdc_sessions.columns.pattern import LAST, MAY_CHANGE
from bdc_sessions.testing import CONTEXT, Quality, actions
from bdc_sessions.texts import normal_text

ALL = RULES | ADVICE
PLAIN_TEXTS = [
    (table, column)
    for table, columns in SCHEMA.items()
    for column in columns
    if column.type == "String"
    and not column.key
    and column.name not in ("status", "consultation", "entry", "unit", "schemes", "programmes")
]
"""The columns of any text."""

ENDS = ["", "\r\n", "\r", "e\u0301", "\u212b", "\u1100\u1161", "q\u0302", "œ’–", "\u2001", "한"]
"""What texts may end by: in their stored form, or not."""
BLANK = "\u2003\r\n"


def with_texts(frames: Frames, ends: Iterable[str]) -> Frames:
    """Return frames of polars whose texts have an end more, each another, or are blank."""
    endless = iter(ends)
    for table, column in PLAIN_TEXTS:
        texts = getattr(frames, table)[column.name].to_list()
        other = [BLANK if t is None else t + next(endless) for t in texts]
        made = pl.Series(column.name, other, pl.String)
        frames = frames._replace(**{table: getattr(frames, table).with_columns(made)})
    return frames


def due(frames: Frames) -> set[str]:
    """Return which columns have a text of another form, but for blank ones that may be missing."""
    return {
        f"{table}.{column.name}"
        for table, column in PLAIN_TEXTS
        for text in getattr(frames, table)[column.name]
        if normal_text(text) != text != BLANK
    }


@given(actions(quality=Quality.ANY), st.lists(st.sampled_from(ENDS), min_size=1, max_size=9))
def test_texts_of_another_form_are_told_or_columns_are_equal(
    action: Action, ends: list[str]
) -> None:
    for known in holdable([action]):
        frames = with_texts(to_frames(known), cycle(ends))
        found = faults(frames)
        assert {fault.label for fault in found} == due(frames)
        assert {fault.code for fault in found} <= {"COL-006"}
        held = from_frames(frames)
        if found.ok:
            result = validate_frames(frames, rules=ALL, **CONTEXT)
            assert rows(result.violations) == expected(held, rules=ALL, **CONTEXT)
        for again in holdable(held):  # which makes good frames of them
            assert faults(to_frames(again)).ok
            assert_equal([again], "polars", ALL, **CONTEXT)


@given(actions(quality=Quality.ANY))
def test_blank_texts_are_as_if_missing(action: Action) -> None:
    for known in holdable([action]):
        frames = to_frames(known)
        assert from_frames(with_texts(frames, cycle([""]))) == (known,)
        result = validate_frames(with_texts(frames, cycle([""])), rules=ALL, **CONTEXT)
        assert rows(result.violations) == expected([known], rules=ALL, **CONTEXT)


@pytest.mark.parametrize("backend", BACKENDS)
def test_texts_of_another_form_are_told_on_each_backend(backend: str) -> None:
    frames = to_frames(example_action(), backend)
    for table, name in (("sites", "site_city"), ("infos", "comment")):
        for end in ("e\u0301", "q\u0302’"):
            native = nw.from_native(getattr(frames, table))
            more = native.with_columns(nw.concat_str(name, nw.lit(end)).alias(name)).to_native()
            found = [(v.label, v.value) for v in faults(frames._replace(**{table: more}))]
            other = [(f"{table}.{name}", "another form of a text")]
            assert found == (other if end == "e\u0301" else []), (backend, table, end)


def test_keys_and_lists_of_another_form_are_told_where_they_first_stand() -> None:
    action = example_action().evolve(schemes=("é",), number="é")
    frames = Frames(
        *[
            table.with_columns(pl.col("action", *["schemes"] * (n == 0)).str.normalize("NFD"))
            for n, table in enumerate(to_frames(action))
        ]
    )
    assert from_frames(frames) == (action,)
    assert [v.message("en") for v in faults(frames)] == [
        f"actions.{name} (é): found another form of a text; expected NFC, and \\n at the end "
        "of lines."
        for name in ("action", "schemes")
    ]


def test_a_rule_that_names_its_reads_is_given_the_form_of_objects() -> None:
    accent = "Se\u0300te\r\n"
    frames = to_frames(example_action().evolve(schemes=["Sète"]))
    schemes = pl.col("schemes").str.normalize("NFD")
    frames = frames._replace(
        actions=frames.actions.with_columns(schemes),
        infos=frames.infos.with_columns(address_city=pl.lit(accent)),
    )
    rules = RuleSet(
        [
            made(
                "x",
                Action,
                lambda action: action.schemes != ("Sète",),
                "OWN-001",
                reads=["schemes"],
            ),
            made("x", Address, lambda address: address.city != "Sète\n", "OWN-002", reads=["city"]),
        ]
    )
    assert validate_frames(frames, rules=rules).facts["code"].to_list() == ["OWN-001", "OWN-002"]
    assert [v.code for v in validate(*from_frames(frames), rules=rules)] == ["OWN-001", "OWN-002"]


def test_of_many_texts_a_few_are_told() -> None:
    sessions = [
        example_action().component("01").session("01").evolve(number=f"{n:02}", offer_code="é")
        for n in range(1, 31)
    ]
    frames = to_frames(example_action().set("components[01].sessions", sessions))
    other = frames.sessions.with_columns(pl.col("offer_code").str.normalize("NFD"))
    assert len(faults(frames._replace(sessions=other))) == 20


def test_characters_of_which_no_text_changes_are_passed_over() -> None:
    """Unicode (UAX 15): what is NFC itself, combines with nothing before, and has no class."""
    may_change = re.compile(re.sub(r"\\x{(\w+)}", lambda m: f"\\U{m[1]:0>8}", MAY_CHANGE))
    characters = [chr(code) for code in range(LAST + 1)]
    composed = [decomposition(c).split() for c in characters]
    later = {
        chr(int(parts[1], 16)) for parts in composed if len(parts) == 2 and "<" not in parts[0]
    }
    jamo = {chr(code) for code in (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))}
    for character in characters:
        if not may_change.search(character):
            assert is_normalized("NFC", character)
            assert not combining(character)
            assert character not in later | jamo
            assert character != "\r"
    assert normalize("NFC", "\u1100\u1161\u11a8") == "각"
