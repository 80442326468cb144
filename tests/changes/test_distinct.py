"""Values as a person reads them, told apart where they would look the same."""

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pendulum import datetime as instant
from tests.values import guide_session, guide_site, infos, sessions, sites, terms

from bdc_sessions.changes.distinct import display_distinct, is_nothing
from bdc_sessions.model import ABSENT, EntryMode, Term

BLANKS = " \u00a0\u202f\u2003\t\n\r\x0b\x85\u2028"
UNSEEN = "\u200b\u200d\ufeff\u00ad\u034f\ufe0f\u2800\u3164\u115f\x00\x1b\u202e\u2060"
ODD = st.text(alphabet=st.sampled_from([*BLANKS, *UNSEEN, *"ab-«»,\\()3 "]), max_size=6)


def visible(text: str) -> str:
    """Return what a page shows of a text."""
    shown = "".join(char for char in text if char not in UNSEEN)
    return " ".join("".join(" " if char in BLANKS else char for char in shown).split())


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ((10, 0), ("10", "0")),
        ((None, "x"), ("-", "x")),
        ((None, "-"), ("-", "« - »")),
        ((ABSENT, "-"), ("-", "« - »")),
        (((), ("-",)), ("-", "« - »")),
        ((("a, b",), ("a", "b")), ("« a, b »", "« a », « b »")),
        (("a", "a "), ("« a »", "« a\\x20 »")),
        (("a b", "a\u00a0b"), ("« a b »", "« a\\xa0b »")),
        (("ab", "a\u200bb"), ("« ab »", "« a\\u200bb »")),
        (("☺", "☺\ufe0f"), ("« ☺ »", "« ☺\\ufe0f »")),
        (("a\nb", "a b"), ("« a\\nb »", "« a b »")),
        (("", " "), ("«  »", "« \\x20 »")),
        (("aX", "aX "), ("« aX »", "« aX\\x20 »")),
        (("«\\» ", "«\\»"), ("« \\xab\\\\\\xbb\\x20 »", "« \\xab\\\\\\xbb »")),
        ((Term("ter", code="3"), Term("bis", code="2")), ("3", "2")),
        ((Term("ter", code="3"), Term("quater", code="3")), ("ter (3)", "quater (3)")),
        ((Term("ter", code="3"), Term("3")), ("ter (3)", "3")),
        (
            (Term("ter (3)"), Term("ter", code="3"), Term("3")),
            (
                "Libellé : « ter (3) », Code : -",
                "Libellé : « ter », Code : « 3 »",
                "Libellé : « 3 », Code : -",
            ),
        ),
        ((EntryMode.FIXED, EntryMode.PERMANENT), ("à dates fixes", "permanentes")),
        ((10, 10, 5), ("10", "10", "5")),
        ((None, ABSENT, ()), ("-", "-", "-")),
    ],
)
def test_values_that_differ_are_told_apart(values: tuple[Any, ...], texts: tuple[str, ...]) -> None:
    assert display_distinct(*values, codes=True) == texts


def test_terms_are_told_by_their_labels_unless_these_are_alike() -> None:
    assert display_distinct(Term("ter", code="3"), Term("bis")) == ("ter", "bis")
    assert display_distinct(Term("ter", code="3"), Term("ter")) == ("ter (3)", "ter")


def test_sites_and_objects_that_print_alike_are_told_field_by_field() -> None:
    left, right = (
        guide_site().evolve(name="A / B", place="C"),
        guide_site().evolve(name="A", place="B / C"),
    )
    assert display_distinct(left, right) == (
        "Nom : « A / B », Lieu : « C », Ville : « BEZIERS », Code postal : « 34500 »",
        "Nom : « A », Lieu : « B / C », Ville : « BEZIERS », Code postal : « 34500 »",
    )
    session = guide_session()
    texts = display_distinct(session, session.evolve(offer_code="X"))
    assert texts[0].startswith("Num. de session : « 01 », Date début : 01/09/2022, Date fin : ")
    assert [text.partition(", Nb. de places : ")[2] for text in texts] == [
        "10, Code Offre Info : -, Liste des informations collectives : -",
        "10, Code Offre Info : « X », Liste des informations collectives : -",
    ]


def test_instants_of_one_minute_are_told_to_the_microsecond() -> None:
    at = instant(2022, 12, 15, 10, tz="Europe/Paris")
    assert display_distinct(at, at.add(microseconds=1)) == (
        "2022-12-15T10:00:00+01:00",
        "2022-12-15T10:00:00.000001+01:00",
    )


@pytest.mark.parametrize("value", [None, ABSENT, ()])
def test_nothing_is_none_absent_or_no_item(value: object) -> None:
    assert is_nothing(value)
    assert not is_nothing("-")
    assert not is_nothing(0)


@pytest.mark.parametrize(
    "values",
    [
        ODD | st.none(),
        st.lists(ODD, max_size=3).map(tuple),
        terms | st.none(),
        sites,
        infos,
        sessions,
    ],
)
@given(data=st.data())
def test_no_two_values_that_differ_are_told_alike(
    values: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    given_values = data.draw(st.lists(values, min_size=2, max_size=3))
    codes = data.draw(st.booleans())
    texts = display_distinct(*given_values, codes=codes)
    for (left, left_text), (right, right_text) in combinations(
        zip(given_values, texts, strict=True), 2
    ):
        if left == right:
            assert left_text == right_text
        elif not (is_nothing(left) and is_nothing(right)):
            assert visible(left_text) != visible(right_text)


@given(ODD, ODD, ODD)
def test_terms_that_differ_in_label_or_code_are_told_apart(
    label: str, code: str, other: str
) -> None:
    given_terms = [
        Term("a" + label, code=code),
        Term("a" + other, code=code),
        Term("a" + label, code=other),
    ]
    for left, right in combinations(given_terms, 2):
        text, other_text = display_distinct(left, right, codes=True)
        assert left == right or visible(text) != visible(other_text)
