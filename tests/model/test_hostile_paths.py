"""Whatever a text or steps hold, there is a path that is read as it was written, or an error."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.values import guide_action_with, guide_info, guide_session

from bdc_sessions.errors import NotFoundError
from bdc_sessions.model import Path
from bdc_sessions.texts import normal_text

ACTION = guide_action_with(guide_session().with_info(guide_info()))
NAMES = st.sampled_from(["components", "sessions", "infos", "volumes", "places", "a", "_", "A1"])
LIKE_PATHS = st.lists(st.sampled_from(["a", "1", "_", ".", "[", "]", "\\", "é", "\n", " "])).map(
    "".join
)
BITS = st.sampled_from(
    [*"[].\\", "components", "sessions", "infos", "01", "address", "city", "\ud800"]
)
TEXTS = st.text(max_size=20) | LIKE_PATHS | st.lists(BITS, max_size=12).map("".join)


@given(TEXTS)
def test_a_text_is_a_path_that_is_written_as_it_was_read_or_a_value_error(text: str) -> None:
    try:
        path = Path.parse(text)
    except ValueError:
        return
    assert str(path) == normal_text(text)
    assert Path.parse(str(path)) == path


@given(st.lists(st.tuples(NAMES, st.none() | st.text() | LIKE_PATHS)))
def test_steps_of_any_names_and_keys_are_read_as_they_were_written(steps: Any) -> None:
    path = Path(steps)
    assert Path.parse(str(path)) == path
    assert list(path) == [(name, key and normal_text(key)) for name, key in steps]
    assert hash(Path.parse(str(path))) == hash(path)


ANYTHING = st.none() | st.integers() | st.text(max_size=3) | LIKE_PATHS | st.binary(max_size=2)


@given(st.lists(st.tuples(ANYTHING, ANYTHING) | ANYTHING | st.lists(ANYTHING, max_size=2)))
def test_steps_of_anything_are_a_path_that_can_be_read_or_refused(steps: Any) -> None:
    try:
        path = Path(steps)
    except (TypeError, ValueError):
        return
    assert Path.parse(str(path)) == path


@given(TEXTS)
def test_any_path_leads_somewhere_or_is_not_found(text: str) -> None:
    try:
        path = Path.parse(text)
        value = ACTION[path]
    except (NotFoundError, ValueError):
        return
    changed = ACTION.set(path, value)
    assert changed == ACTION


@pytest.mark.parametrize(
    ("steps", "error"),
    [
        ([("a.b", None)], ValueError),
        ([("", None)], ValueError),
        ([("é", None)], ValueError),
        ([(3, None)], TypeError),
        ([("a", 1)], TypeError),
        ([["a", None]], TypeError),
        ("ab", TypeError),
    ],
)
def test_a_step_that_no_text_could_say_is_refused(steps: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"^Path\.steps: found "):
        Path(steps)
