"""Texts that are no JSON, or not quite: refused by name, or read."""

import codecs
import json
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.codec.documents import ACTION, DOCUMENTS, refusal

from bdc_sessions import Action, Changes, DecodeError, Session, Term, Volume, dumps, encode, loads
from bdc_sessions.codec.json_text import MOST_DIGITS

TERM = dumps(Term("été"))


def codes(text: str | bytes, cls: type[Any] = Term) -> list[str]:
    return [fault.code for fault in refusal(loads, text, cls)]


@given(st.binary(max_size=60) | st.text(max_size=60))
def test_any_text_is_refused_by_decode_error_alone(text: str | bytes) -> None:
    with pytest.raises(DecodeError):
        loads(text, Changes)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        b"\xff\xfe\xfa",
        "NaN",
        "[1" + "0" * 5000 + "]",
        '"\\ud800"',
        "null",
        "[" * 200_000,
        *("[" * depth + "]" * depth for depth in (200, 700, 900, 960, 980, 990, 1000, 5000)),
        '{"format":"bdc-sessions/1","type":"term","value":{"label":"\\udc00"}}',
        '{"format":"bdc-sessions/1","type":"term","value":{"label":NaN}}',
        '{"format":"bdc-sessions/1","type":"term","value":{"\\udc00":1,"label":-Infinity}}',
        '{"format":"bdc-sessions/1","type":"term","value":' + "[" * 900 + "]" * 900 + "}",
    ],
)
def test_hostile_text_is_refused_by_decode_error_alone(text: str | bytes) -> None:
    with pytest.raises(DecodeError) as caught:
        loads(text, Term)
    assert len(str(caught.value)) < 1000


@pytest.mark.parametrize("text", ["\ufeff" + TERM, codecs.BOM_UTF8 + TERM.encode()])
def test_a_byte_order_mark_is_no_fault(text: str | bytes) -> None:
    assert loads(text, Term) == Term("été")
    half = text[: len(text) - 3]
    assert codes(half) == ["STR-012"]
    empty: Any = text[: 1 if isinstance(text, str) else 3]
    assert codes(empty) == ["STR-012"]
    assert codes(empty + text) == ["STR-012"]


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
def test_another_encoding_than_utf_8_is_refused_by_name(encoding: str) -> None:
    for bom in ("", "\ufeff"):
        (fault,) = refusal(loads, (bom + TERM).encode(encoding), Term)
        assert fault.code == "STR-012"
        assert encoding[:6].upper() in fault.message()
        assert "UTF-8" in fault.message("en")


def test_another_encoding_is_known_by_the_zeros_among_its_first_four_bytes() -> None:
    (fault,) = refusal(loads, "{}".encode("utf-16-le"), Term)
    assert "found a text in UTF-16-LE" in fault.message("en")
    (fault,) = refusal(loads, b'{"a"\0}', Term)
    assert "at line 1, column 5" in fault.message("en")
    (fault,) = refusal(loads, b"\0", Term)
    assert "found no UTF-8, at 0," in fault.message("en")


def test_a_byte_that_is_none_of_utf_8_is_told_by_its_place() -> None:
    (fault,) = refusal(loads, TERM.encode("latin-1"), Term)
    assert f"at {TERM.index('é')}" in fault.message("en")


def test_a_key_that_stands_twice_is_told_where_it_stands() -> None:
    text = '{"format":"bdc-sessions/1","type":"term","value":{"label":"a","label":"b","code":null}}'
    assert codes(text) == ["STR-013"]
    assert codes(text.replace('{"format"', '{"type":"term","format"')) == ["STR-013", "STR-013"]
    for first in ('"places":7', '"places" :7', '"places"\n\t:7', '"pl\\u0061ces":7'):
        inner = dumps(ACTION).replace('"places":0', f'{first},"places":0')
        faults = refusal(loads, inner, Action)
        assert [str(fault.path) for fault in faults] == ["components[01].sessions[02]"]


@given(st.data())
def test_keys_may_be_spaced_and_ordered_at_will(data: st.DataObject) -> None:
    blank = st.text(" \t\r\n", max_size=2)
    colon = data.draw(blank) + ":" + data.draw(blank)
    document = {
        key: DOCUMENTS[Action][key]
        for key in data.draw(st.permutations(["value", "type", "format"]))
    }
    text = json.dumps(document, separators=(data.draw(blank) + ",", colon))
    assert loads(text, Action) == ACTION
    twice = text.replace('"year"' + colon, '"year"' + data.draw(blank) + ':0,"year"' + colon)
    assert codes(twice, Action) == ["STR-013"]


def test_a_text_that_looks_like_a_key_is_none() -> None:
    term = Term('a":"b', code='{"c":1}')
    assert loads(dumps(term), Term) == term


@pytest.fixture(params=[0, 640, 1000, 10**6])
def digits(request: pytest.FixtureRequest) -> Iterator[int]:
    """Set how many digits Python prints and reads."""
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(request.param)
    yield request.param
    sys.set_int_max_str_digits(before)


VOLUME = encode(ACTION.component("01").volumes[1])


def volume(headcount: str) -> str:
    data = {**VOLUME, "value": {**VOLUME["value"], "headcount": 12345}}
    return json.dumps(data).replace("12345", headcount)


@pytest.mark.parametrize("length", [1, 640, 641, 1000, 1001, MOST_DIGITS, MOST_DIGITS + 1, 20_000])
@pytest.mark.usefixtures("digits")
def test_a_verdict_is_the_same_however_many_digits_python_takes(length: int) -> None:
    for sign in ("", "-"):
        text = volume(sign + "1" * length)
        if length <= 1000:
            assert loads(text, Volume).headcount == int(f"{sign}1") * (10**length // 9)
        else:
            expected = "STR-014" if length <= MOST_DIGITS else "STR-012"
            (fault,) = refusal(loads, text, Volume)
            assert fault.code == expected
            assert len(str(fault)) < 300


@pytest.mark.usefixtures("digits")
def test_a_long_number_where_none_is_due_is_told_in_a_line() -> None:
    (fault,) = refusal(
        loads, '{"format":"bdc-sessions/1","value":' + "9" * 4000 + "}", Session
    ).by_code("STR-010")[:1]
    assert len(fault.message()) < 200
