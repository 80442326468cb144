"""Numbers as people count them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.values import (
    guide_action,
    guide_component,
    guide_session,
)

from bdc_sessions.model.natural import (
    FEW,
    few_in_order,
    free_number,
    in_order,
    natural_key,
    same_number_key,
)
from bdc_sessions.texts import normal_text


def test_components_and_sessions_stand_as_people_count() -> None:
    names = ["10", "B02", "2", "", "01", "B10", "1", "B3", "B", "a1", "a"]
    component = guide_component().evolve(sessions=[guide_session(n) for n in names])
    in_order = ["", "01", "1", "2", "10", "B", "B02", "B3", "B10", "a", "a1"]
    assert [s.number for s in component.sessions] == in_order
    action = guide_action().evolve(components=[guide_component().evolve(number=n) for n in names])
    assert [c.number for c in action.components] == in_order
    parts = ["1b", "1.2.10", "1B", "1aa", "1.10.2", "1.2.9", "1", "1.2.9.8"]
    component = guide_component().evolve(sessions=[guide_session(n) for n in parts])
    in_order = ["1", "1.2.9", "1.2.9.8", "1.2.10", "1.10.2", "1B", "1aa", "1b"]
    assert [s.number for s in component.sessions] == in_order


def test_the_order_in_which_objects_are_given_does_not_matter() -> None:
    upwards = guide_component().evolve(sessions=[guide_session("2"), guide_session("10")])
    downwards = guide_component().evolve(sessions=[guide_session("10"), guide_session("2")])
    assert upwards == downwards
    assert hash(upwards) == hash(downwards)


def test_numbers_that_differ_by_zeros_before_are_two_numbers() -> None:
    component = guide_component().evolve(sessions=[guide_session("1"), guide_session("01")])
    assert [s.number for s in component.sessions] == ["01", "1"]


@given(st.lists(st.text(st.sampled_from("0129aB .\u0660")), max_size=6, unique=True))
def test_the_order_is_one_and_the_same_whatever_stands_in_a_number(numbers: list[str]) -> None:
    for before, after in pairwise(sorted(numbers, key=natural_key)):
        assert natural_key(before) < natural_key(after)


NUMBERS = st.text(st.sampled_from("0129aB .\u0660"), max_size=3)


@given(st.lists(NUMBERS, min_size=2, max_size=4))
def test_numbers_are_in_order_when_their_keys_are(numbers: list[str]) -> None:
    ascending = sorted(set(numbers), key=natural_key)
    assert in_order(tuple(ascending))
    assert in_order(tuple(numbers)) == (numbers == ascending)


@pytest.mark.parametrize(("count", "kept"), [(2, 1), (FEW, 1), (FEW + 1, 0), (100, 0)])
def test_the_order_of_few_numbers_alone_is_remembered(count: int, kept: int) -> None:
    few_in_order.cache_clear()
    assert in_order(tuple(map(str, range(count))))
    assert few_in_order.cache_info().currsize == kept


@pytest.mark.parametrize("numbers", [("1a", "10"), ("2", "10"), ("", "01")])
def test_digits_count_as_numbers_beside_other_characters(numbers: tuple[str, str]) -> None:
    assert in_order(numbers)
    assert not in_order(numbers[::-1])


@pytest.mark.parametrize("number", ["", "1", "01", "a", "a1", "1a", "é2"])
def test_a_number_that_stands_twice_is_not_in_order(number: str) -> None:
    assert not in_order((number, number))


@pytest.mark.parametrize(
    "alike",
    [
        ("1", "01", "001", " 01", "0\u00a01", "1\u200b"),
        ("0", "00", " 0"),
        ("01 bis", "1BIS", "01\tBis", "1bis"),
        ("A01B002", "a1b2", "a01b02"),
        ("É1", "e\u03011", "e\u200b\u0301 01"),
        ("STRASSE", "straße"),
        ("", " ", "\u3164"),
    ],
)
def test_numbers_that_a_reader_takes_for_one_are_alike(alike: tuple[str, ...]) -> None:
    assert len({same_number_key(normal_text(number)) for number in alike}) == 1


@pytest.mark.parametrize(
    ("number", "differs"), [("1", "10"), ("1", "1bis"), ("0", "1"), ("A1", "1A"), ("1.2", "12")]
)
def test_numbers_that_differ_otherwise_are_not_alike(number: str, differs: str) -> None:
    assert same_number_key(number) != same_number_key(differs)


@pytest.mark.parametrize(
    ("taken", "free"),
    [
        ([], "01"),
        (["01"], "02"),
        (["0"], "01"),
        (["09"], "10"),
        (["01", "99"], "100"),
        (["2", "10"], "11"),
        (["B7"], "01"),
        (["009", "B12"], "010"),
        (["01", " 02"], "03"),
        (["01", "2\u200b", "3 "], "04"),
        (["0 1"], "02"),
        (["9" * 5000], "1" + "0" * 5000),
        (["\u0661"], "01"),
        (["", " "], "01"),
    ],
)
def test_the_free_number_follows_the_greatest_and_is_alike_to_none(
    taken: list[str], free: str
) -> None:
    assert free_number(taken) == free


@given(st.lists(st.text(st.sampled_from("0129 a\u200b"), max_size=3)))
def test_a_free_number_is_free(taken: list[str]) -> None:
    free = free_number(taken)
    assert same_number_key(free) not in {same_number_key(number) for number in taken}
    assert free.isdigit()
    assert len(free) >= 2
