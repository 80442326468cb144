"""The same in every process, whatever is set around it."""

import base64
import pickle
from functools import cache

import pytest
from tests.purity.processes import printed
from tests.purity.surface import is_hashed, values

TELL = ("-m", "tests.purity.tell")


@cache
def usual() -> str:
    return printed(*TELL)


@pytest.mark.parametrize("seed", [1, 2, 20_220_901])
def test_every_output_is_the_same_under_another_seed(seed: int) -> None:
    text = printed(*TELL, seed=seed)
    assert text == usual()
    assert "SES-001" in text
    assert "components[01].sessions[01]" in text


@pytest.mark.parametrize("surroundings", [{}, {"TZ": "Pacific/Kiritimati", "LC_ALL": "C"}])
def test_what_stands_around_the_core_gives_the_same_under_another_seed(
    surroundings: dict[str, str],
) -> None:
    text = printed(*TELL, "around", seed=20_220_901, **surroundings)
    assert text == printed(*TELL, "around")
    assert "BEGIN:VCALENDAR" in text
    assert "<svg" in text
    assert "<lheo" in text


def test_no_hash_travels_in_a_pickle() -> None:
    pickled = base64.b64decode(printed(*TELL, "pickles", seed=1))
    theirs = pickle.loads(pickled)
    ours = [value for value in values() if is_hashed(value)]
    assert len(theirs) == len(ours) > 700
    for value, unpickled in zip(ours, theirs, strict=True):
        if not isinstance(value, Exception):  # which is equal to itself only
            assert unpickled == value
            assert {value: True}[unpickled]


def test_every_output_is_the_same_without_docstrings_and_asserts() -> None:
    assert printed("-OO", *TELL) == usual()


def test_every_output_is_the_same_with_few_digits_of_integers() -> None:
    assert printed("-X", "int_max_str_digits=640", *TELL) == usual()


def test_every_output_is_the_same_elsewhere() -> None:
    assert printed(*TELL, TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONUTF8="1") == usual()


@pytest.mark.parametrize("surroundings", ["decimal", "clock"])
def test_every_output_is_the_same_whatever_the_program_does(surroundings: str) -> None:
    """A decimal context of few digits that traps, or a clock that a test has put back."""
    assert printed(*TELL, surroundings) == usual()
