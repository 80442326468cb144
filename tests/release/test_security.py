"""The figures and the tests that SECURITY.md names are those that there are."""

import re

import pytest
from tests.release.building import ROOT

from bdc_sessions.codec import decoding, faults, json_text
from bdc_sessions.feeds.lheo import findings, xml_input
from bdc_sessions.model import fields
from bdc_sessions.screen import screen

PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
LIMITS = {
    "texts of {:,} characters": decoding.LONGEST_TEXT,
    "numbers of {:,} digits": json_text.MOST_DIGITS,
    "{:,} faults": faults.MOST_FAULTS,
    "{:,} bytes a document": xml_input.LONGEST,
    "{:,} attributes an element": xml_input.MOST_ATTRIBUTES,
    "{:,} findings": findings.MOST,
    "refused beyond {:,} digits": fields.MOST_DIGITS,
    "at most {:,} kB": screen.LONGEST_HTML // 1000,
}


@pytest.mark.parametrize("text", LIMITS)
def test_the_limits_are_those_of_the_code(text: str) -> None:
    assert text.format(LIMITS[text]) in PAGE


def test_what_it_names_is_there() -> None:
    paths = re.findall(r"`((?:tests|src|docs)/[\w./]+)`", PAGE)
    assert len(paths) > 10
    assert [path for path in paths if not (ROOT / path).exists()] == []
