"""Paths: read from text, written to text, and the same."""

import pickle
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.values import untyped

from bdc_sessions.model import Path

names = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,5}", fullmatch=True)
keys = st.none() | st.text(max_size=6) | st.sampled_from(["a]b", "\\", "]", "a.b[c]", "\\]"])
paths = st.lists(st.tuples(names, keys), max_size=4).map(Path)


@given(paths)
def test_a_path_is_read_as_it_was_written(path: Path) -> None:
    assert Path.parse(str(path)) == path


@given(paths)
def test_two_paths_with_one_text_are_one_path(path: Path) -> None:
    again = Path.parse(str(path))
    assert hash(again) == hash(path)
    assert pickle.loads(pickle.dumps(path)) == path


@given(paths, paths)
def test_going_down_joins_the_steps(top: Path, inner: Path) -> None:
    joined = top / inner
    assert joined.steps == top.steps + inner.steps
    assert joined.is_under(top)
    assert list(joined) == [*top, *inner]
    assert len(joined) == len(top) + len(inner)


def test_special_characters_of_numbers_are_escaped() -> None:
    path = Path((("components", "a]b\\c"), ("code", None)))
    assert str(path) == r"components[a\]b\\c].code"
    assert repr(path) == r"""Path.parse('components[a\\]b\\\\c].code')"""
    assert eval(repr(path)) == path  # noqa: S307 - our own text


def test_the_parent_is_one_step_up() -> None:
    path = Path.parse("components[01].sessions[02].places")
    assert str(path.parent) == "components[01].sessions[02]"
    assert Path().parent == Path()
    assert path.parent.child("places") == path
    assert path.parent / "places" == path


def test_the_empty_path_is_a_path() -> None:
    assert Path.parse("") == Path()
    assert str(Path()) == ""
    assert Path()
    assert len(Path()) == 0


def test_a_path_is_read_as_itself() -> None:
    path = Path.parse("places")
    assert Path.parse(path) is path


def test_a_number_that_begins_alike_is_not_under() -> None:
    assert not Path.parse("components[011]").is_under(Path.parse("components[01]"))
    assert not Path.parse("components").is_under(Path.parse("components[01]"))


def test_a_path_is_under_a_text_too() -> None:
    path = Path.parse("components[é].start")
    assert path.is_under("components[e\u0301]")
    assert path.is_under("")
    with pytest.raises(ValueError, match="is not a path"):
        path.is_under("[")
    with pytest.raises(TypeError, match=r"found 5 .* expected a path"):
        path.is_under(untyped(5))


@pytest.mark.parametrize(
    "text",
    [
        ".",
        "a.",
        ".a",
        "a..b",
        "a b",
        "a[1",
        "a[1]b",
        "a[1][2]",
        "1a",
        "a]",
        "a[\\x]",
        "a[1]]",
        "[1]",
        " a",
        "a\n",
    ],
)
def test_a_text_that_is_no_path_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a path: found") as caught:
        Path.parse(text)
    assert repr(text) in str(caught.value)


def test_a_refusal_tells_where_the_text_stops_being_a_path() -> None:
    with pytest.raises(ValueError, match="is not a path") as caught:
        Path.parse("components. and all that is said of them all")
    assert str(caught.value) == (
        "'components. and all that is said of them all' is not a path: "
        "found ' and all that is sai' at character 11; "
        "expected names joined by '.', such as 'components[01].start'"
    )
    with pytest.raises(ValueError, match=r"found 'x' at character 13; expected '\.'$"):
        Path.parse("components[1]x")


def test_a_number_may_hold_a_new_line() -> None:
    assert Path.parse("components[a\nb]").steps == (("components", "a\nb"),)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(TypeError, match=r"^found 3 \(int\); expected a path as text$"):
        Path.parse(untyped(3))


def test_a_number_in_a_path_has_the_one_form_of_texts() -> None:
    composed = Path.parse("components[\xe9].sessions[a\nb]")
    for made in (
        Path.parse("components[e\u0301].sessions[a\r\nb]"),
        Path((("components", "e\u0301"), ("sessions", "a\rb"))),
        Path().child("components", "e\u0301") / "sessions[a\r\nb]",
    ):
        assert made == composed
        assert hash(made) == hash(composed)
        assert str(made) == str(composed)


class Number(str):
    """A text of a class of the caller's own."""

    __slots__ = ()


def test_names_and_numbers_are_kept_as_plain_texts() -> None:
    mixed = (Number("infos"), "1")
    steps = Path(((Number("sessions"), Number("01")), mixed, (Number("places"), None))).steps
    assert {type(text) for step in steps for text in step} == {str, type(None)}


def test_a_text_in_the_place_of_steps_is_told_what_reads_it() -> None:
    with pytest.raises(TypeError, match=r"a text is read by Path\.parse$"):
        Path(untyped("components[01]"))
    with pytest.raises(TypeError, match=r"^Path\.steps: found 3; expected steps"):
        Path(untyped(3))


def test_a_wrong_step_is_told_with_what_is_expected() -> None:
    message = r"^Path\.steps: found the step \('places', 3\); expected \(name, number or None\)$"
    with pytest.raises(TypeError, match=message):
        Path(untyped([("places", 3)]))
    message = r"^Path\.steps: found the step \('a b', None\); expected the name of a field$"
    with pytest.raises(ValueError, match=message):
        Path((("a b", None),))


@pytest.mark.parametrize(
    "make",
    [
        lambda: Path.parse("." + "x" * 10**6),
        lambda: Path.parse("x" * 10**6 + "]"),
        lambda: Path.parse(untyped(b"x" * 10**6)),
        lambda: Path(untyped("x" * 10**6)),
        lambda: Path(untyped([["x" * 10**6]])),
        lambda: Path((("." * 10**6, None),)),
        lambda: Path((("a", "\ud800" * 10**6),)),
    ],
)
def test_a_message_tells_the_beginning_of_what_is_no_path(make: Callable[[], Path]) -> None:
    with pytest.raises((TypeError, ValueError)) as caught:
        make()
    assert len(str(caught.value)) < 1000
