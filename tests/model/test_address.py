"""Addresses, sites and issuers as lines; what is optional and blank is nothing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.values import guide_info, guide_session, guide_site

from bdc_sessions.model import Address, Issuer, Term
from bdc_sessions.texts import is_blank

BARE = Address(street="la place", postal_code="34000", city="MONTPELLIER")
BLANKS = ["", " ", "\t\r\n", "\u00a0\u2003", "\u200b\ufeff", "\u2028", "\u3164\u115f\u1160", "\0"]
OPTIONAL = ("number", "suffix", "street_type", "building", "special", "cedex")


def test_the_guides_lines() -> None:
    address = guide_info().address
    assert address.line == "12 ter allée de la madeleine"
    assert address.postal_line == "34000 MONTPELLIER"
    assert str(address) == "12 ter allée de la madeleine, 34000 MONTPELLIER"
    assert guide_site().label == "ORGANISME TEST PRF 23 / CAP 2000 TEST / BEZIERS / 34500"
    assert str(guide_site()) == guide_site().label
    assert str(Issuer("BL", "Administrateur")) == "BL Administrateur"


def test_what_is_not_given_leaves_no_gap() -> None:
    bare = BARE.evolve(cedex="CEDEX 2")
    assert bare.line == "la place"
    assert bare.postal_line == "34000 MONTPELLIER CEDEX 2"
    assert str(Issuer("BL", "")) == "BL"


def test_lines_are_as_typed_and_what_a_person_reads_is_one_line() -> None:
    address = BARE.evolve(street="a\nb", number=None, suffix=Term("t\x1b"))
    assert address.line == "t\x1b a\nb"
    assert str(address) == "t\\x1b a\\nb, 34000 MONTPELLIER"
    site = guide_site().evolve(name="a\u2028b")
    assert site.label.startswith("a\u2028b / ")
    assert str(site).startswith("a\\u2028b / ")
    assert str(Issuer("a\nb", "c")) == "a\\nb c"


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize("name", OPTIONAL)
def test_an_optional_text_or_term_that_is_blank_is_none(name: str, blank: str) -> None:
    given_as: dict[str, Any] = {name: blank}
    assert BARE.evolve(**given_as) == BARE
    assert Address(street="la place", postal_code="34000", city="MONTPELLIER", **given_as) == BARE


@pytest.mark.parametrize("blank", BLANKS)
def test_other_classes_keep_no_blank_either(blank: str) -> None:
    assert guide_info().evolve(comment=blank).comment is None
    assert guide_session().evolve(offer_code=blank).offer_code is None
    assert Term("ter", code=blank).code is None
    assert BARE.evolve(suffix=Term(blank)).suffix is None


def test_a_term_without_a_label_keeps_its_code() -> None:
    assert BARE.evolve(suffix=Term("", code="3")).suffix == Term("", code="3")


@given(st.text(st.characters(codec="utf-8")))
def test_no_optional_text_is_blank(text: str) -> None:
    kept = guide_info().evolve(comment=text).comment
    assert (kept is None) is is_blank(text)


@pytest.mark.parametrize("blank", ["", " ", "\u200b"])
def test_what_must_be_given_may_be_blank(blank: str) -> None:
    assert BARE.evolve(street=blank, postal_code=blank, city=blank).street == blank
