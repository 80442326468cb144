"""Texts for people: in two languages, bounded, in one form, and on one line."""

import tracemalloc
import unicodedata
from decimal import Context, Decimal, Inexact, localcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pendulum import Date, Time
from pendulum import datetime as pendulum_datetime

from bdc_sessions.model import ABSENT, EntryMode, Site, Term, VolumeUnit
from bdc_sessions.texts import (
    Bilingual,
    counted,
    display,
    int_text,
    is_blank,
    joined,
    line_of,
    nearest,
    normal_text,
    one_line,
    quoted,
    short_repr,
    summary,
    value_of,
    values_of,
)

ANY_TEXT = st.text(st.characters(codec="utf-8"))


class Unprintable:
    """An object that cannot be told."""

    def __repr__(self) -> str:
        raise RuntimeError


@pytest.mark.parametrize("lang", ["de", "", "x" * 10**6, None, 5, ["fr"]])
def test_a_language_that_is_not_known_is_refused(lang: Any) -> None:
    expected = ValueError if isinstance(lang, str) else TypeError
    with pytest.raises(
        expected, match=r"^found the language .*; expected one of fr, en$"
    ) as caught:
        Bilingual("oui", "yes").get(lang)
    assert len(str(caught.value)) < 1000


def test_french_is_the_language_where_none_is_asked_for() -> None:
    assert Bilingual("oui", "yes").get() == "oui"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a", "'a'"),
        pytest.param(10**5000, "<int>", id="huge"),
        (True, "True"),
        (Unprintable(), "<Unprintable>"),
        ([Unprintable()], "<list>"),
    ],
)
def test_anything_is_told_short(value: object, expected: str) -> None:
    assert short_repr(value) == expected
    assert len(short_repr("x" * 1000)) == 300


@pytest.mark.parametrize("value", ["\0" * 10**6, bytes(10**6)], ids=["str", "bytes"])
def test_a_text_or_a_file_of_any_length_is_told_without_a_repr_of_it_all(value: object) -> None:
    tracemalloc.start()
    shortened = short_repr(value)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(shortened) == 300
    assert peak < 100_000


@given(st.integers(-(10**1000), 10**1000) | st.sampled_from([10**600, -(10**600), 10**600 - 1]))
def test_a_whole_number_is_told_in_digits(number: int) -> None:
    assert int_text(number) == str(number)


def test_a_count_is_told_in_the_grammar_of_its_language() -> None:
    assert [counted(n, "information collective") for n in (-2, -1, 0, 1, 2)] == [
        "-2 informations collectives",
        "-1 information collective",
        "0 information collective",
        "1 information collective",
        "2 informations collectives",
    ]
    assert [counted(n, "session", "en") for n in (0, 1, 2)] == [
        "0 sessions",
        "1 session",
        "2 sessions",
    ]


@given(ANY_TEXT)
def test_a_summary_is_one_short_line(text: str) -> None:
    text_in_brackets = summary(dict, text)
    assert len(text_in_brackets) <= 120
    assert len(text_in_brackets.splitlines()) == 1
    assert (text_in_brackets[:6], text_in_brackets[-1]) == ("<dict ", ">")


@pytest.mark.parametrize(
    "blank",
    ["", " \t\r\n", "\u00a0\u2003\u2028", "\u200b\ufeff\0\x7f", "\u115f\u1160\u3164\uffa0\u2800"],
)
def test_what_shows_nothing_is_blank(blank: str) -> None:
    assert is_blank(blank)
    assert not is_blank(blank + "-")
    assert not is_blank("é" + blank)


@given(st.text())
def test_a_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert all(unicodedata.category(char) not in ("Cc", "Zl", "Zp", "Cs") for char in line)


@given(ANY_TEXT)
def test_a_printable_text_is_its_own_line(text: str) -> None:
    if text.isprintable():
        assert one_line(text) == text


@given(ANY_TEXT)
def test_the_one_form_of_a_text_is_final(text: str) -> None:
    assert normal_text(normal_text(text)) == normal_text(text)


def test_a_text_that_cannot_be_written_has_no_form() -> None:
    with pytest.raises(ValueError, match="expected a text without lone surrogates") as caught:
        normal_text("\ud800" * 10**6)
    assert len(str(caught.value)) < 1000


def test_the_nearest_word_is_found_also_for_what_is_like_none() -> None:
    assert nearest("plases", ["number", "places"]) == "places"
    assert nearest("", ["number"]) == "number"
    assert nearest("x" * 10**6, ["number"]) == "number"
    assert nearest("place", []) is None


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "-"),
        (ABSENT, "-"),
        ((), "-"),
        (("a", "b"), "a, b"),
        (Date(987, 9, 1), "01/09/0987"),
        (pendulum_datetime(987, 9, 1, 8, 5), "01/09/0987 08:05"),
        (Time(8, 5), "08:05"),
        (Decimal("-1234567.50"), "-1 234 567,50"),
        (10**700, "1" + "0" * 700),
        (EntryMode.PERMANENT, "permanentes"),
        (VolumeUnit.HC, "hc"),
        (Term("ter", code="3"), "ter"),
        (Site(name="a", place="b", city="c", postal_code="d"), "a / b / c / d"),
        ("a\nb", "a\nb"),
    ],
)
def test_a_value_is_shown_as_the_guide_shows_it(value: object, shown: str) -> None:
    assert display(value) == shown
    with localcontext(Context(prec=2, traps=[Inexact], capitals=0)):
        assert display(value) == shown


def test_a_term_is_shown_by_its_code_where_codes_are_asked_for() -> None:
    assert display(Term("ter", code="3"), codes=True) == "3"
    assert display((Term("ter", code="3"), Term("bis")), codes=True) == "3, bis"


def test_a_text_is_quoted_on_one_line_and_bounded() -> None:
    assert quoted("a\nb", "fr") == "« a\\nb »"
    assert quoted("a\nb", "en") == "'a\\nb'"
    assert len(line_of("x" * 1000)) == 300
    assert value_of(Date(2022, 9, 1), "fr") == "« 01/09/2022 »"
    assert value_of(Date(2022, 9, 1), "en") == "Date(2022, 9, 1)"
    assert value_of("\u2028", "en") == "'\\u2028'"


def test_of_many_parts_the_first_are_told_and_how_many_more() -> None:
    assert joined(["a", "b"], ", ", "fr") == "a, b"
    assert joined(["a"] * 103, ", ", "fr").endswith("a, … et 3 de plus")
    assert joined(["a"] * 103, ", ", "en").endswith("a, … and 3 more")
    assert joined(["a"] * 100, "", "en") == "a" * 100


@pytest.mark.parametrize(
    ("left", "right", "french"),
    [
        ("a", "b", ("« a »", "« b »")),
        ("a b", "a  b", ("'a b'", "'a  b'")),
        (None, (), ("vide", "vide")),
        (None, ABSENT, ("vide", "absent")),
        (Term("a"), Term("a", code="1"), ("« a »", "« a (1) »")),
        (Term("a b"), Term("a  b"), ("« a b »", "« a  b »")),
        (1, 2, ("« 1 »", "« 2 »")),
    ],
)
def test_values_that_would_look_alike_are_told_in_full(
    left: object, right: object, french: tuple[str, str]
) -> None:
    assert values_of(left, right, lang="fr") == french
    assert values_of(left, right, lang="en") == (repr(left), repr(right))
