"""Texts are compared as a reader sees them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.values import full_width

from bdc_sessions.codec.folding import fold, plain

LABEL = "Heure de début – N° 1"


@pytest.mark.parametrize(
    "typed",
    [
        "HEURE DE DÉBUT – N° 1",
        unicodedata.normalize("NFD", LABEL),
        "heure\u00a0de\u202fdébut - n° 1",
        " Heure  de\tdébut\n– N° 1 ",
        "\ufeffHeu\u00adre de\u200b début \u2011 Nº 1",
        "Heure de début — № 1",
        full_width(LABEL),
    ],
)
def test_what_looks_alike_is_alike(typed: str) -> None:
    assert fold(typed) == fold(LABEL)


@pytest.mark.parametrize("other", ["Heure de debut – N° 1", "Heure de début – N° 2", "début"])
def test_what_looks_different_is_not(other: str) -> None:
    assert fold(other) != fold(LABEL)


def test_plain_keeps_case_and_what_means_something_else() -> None:
    assert plain(f"{full_width('10')}²\u3000h\u200e\u3164") == "10² h"
    assert plain("\u2018a’ \u2212 b") == "'a' - b"


@given(text=st.text())
def test_a_plain_text_is_plain_already(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert "  " not in plain(text)
    assert plain(text) == plain(text).strip()
