"""Coded labels and the tables of their codes."""

import pickle
from typing import Any

import pytest
from tests.values import untyped

from bdc_sessions.errors import NotFoundError
from bdc_sessions.model import TERMS, Address, Term, TermTable

DECOMPOSED = "alle\u0301e"


def test_a_text_is_looked_up_among_the_terms() -> None:
    address = Address(
        suffix="ter", street_type="allée", street="a", postal_code="34000", city="SETE"
    )
    assert address.suffix == Term("ter", code="3")
    assert address.street_type == Term("allée", code="3")
    assert address.evolve(street_type=DECOMPOSED).street_type == Term("allée", code="3")
    assert address.evolve(suffix="bis").suffix == Term("bis")
    assert address.evolve(suffix=Term("ter")).suffix == Term("ter")
    assert address.evolve(suffix=None).suffix is None


def test_a_term_is_read_by_its_label() -> None:
    assert str(Term("bis", code="1")) == "bis"
    assert str(Term("a\nb")) == "a\\nb"
    assert repr(Term("bis", code="1")) == "Term(label='bis', code='1')"


def test_a_caller_may_bring_a_table_of_codes() -> None:
    codes = TERMS.with_("suffix", bis="1").with_("street_type", **{"lieu-dit": "9"})
    assert codes.term("suffix", "bis") == Term("bis", code="1")
    assert codes.term("suffix", "ter") == Term("ter", code="3")
    assert codes.term("suffix", "quater") == Term("quater")
    assert codes.term("street_type", "lieu-dit") == Term("lieu-dit", code="9")
    assert codes.term("street_type", "bis") == Term("bis")
    assert TERMS.term("suffix", "bis") == Term("bis")


def test_a_code_is_replaced_and_found_in_any_normal_form() -> None:
    codes = TERMS.with_("street_type", **{DECOMPOSED: "7"})
    assert codes.codes("street_type") == (("allée", "7"),)
    assert codes.term("street_type", DECOMPOSED) == Term("allée", code="7")


def test_equal_tables_are_one_value_however_they_were_given() -> None:
    by_mapping = TermTable(suffix={"ter": "3", "bis": "1"})
    by_pairs = TermTable(suffix=[("bis", "1"), ("ter", "3")])
    assert by_mapping == by_pairs
    assert hash(by_mapping) == hash(by_pairs)
    assert pickle.loads(pickle.dumps(by_mapping)) == by_pairs
    assert TermTable() == TermTable(suffix={}, street_type=())
    assert repr(by_mapping) == "<TermTable 2 of suffix, 0 of street_type>"
    assert str(by_mapping) == "2 codes (suffix), 0 code (street_type)"


@pytest.mark.parametrize("table", ["sufix", "_suffix", "", "evolve"])
def test_an_unknown_table_is_not_found(table: str) -> None:
    for use in (
        lambda: TERMS.codes(table),
        lambda: TERMS.term(table, "ter"),
        lambda: TERMS.with_(table, bis="1"),
    ):
        with pytest.raises(NotFoundError, match="there is: suffix, street_type") as caught:
            use()
        assert caught.value.path == table


@pytest.mark.parametrize("table", [3, None, ["suffix"]])
def test_a_table_that_is_no_text_is_a_type_error(table: Any) -> None:
    for use in (
        lambda: TERMS.codes(table),
        lambda: TERMS.term(table, "ter"),
        lambda: TERMS.with_(table, bis="1"),
    ):
        with pytest.raises(
            TypeError, match=r"^TermTable\.codes\(table\): found .* a text \(str\)$"
        ):
            use()


def test_what_is_no_pair_is_told() -> None:
    with pytest.raises(TypeError) as no_pair:
        TermTable(suffix=untyped([("ter",)]))
    expected = "expected a label and its code"
    assert str(no_pair.value) == f"TermTable.suffix: found ('ter',) (tuple); {expected}"
    with pytest.raises(ValueError, match="its code") as blank:
        TermTable(suffix=[("ter", "")])
    assert str(blank.value) == f"TermTable.suffix: found ('ter', ''); {expected}"


def test_a_label_that_is_looked_up_is_a_text() -> None:
    with pytest.raises(TypeError, match=r"^TermTable\.suffix: found 3 \(int\); expected a text"):
        TERMS.term("suffix", untyped(3))


@pytest.mark.parametrize(
    ("codes", "error"),
    [
        ({"bis": 1}, TypeError),
        ({1: "bis"}, TypeError),
        ({"bis": None}, TypeError),
        ("ab", TypeError),
        ({"bis", "ter"}, TypeError),
        (["bis"], TypeError),
        ([("bis", "1", "2")], TypeError),
        (3, TypeError),
        ({"": "1"}, ValueError),
        ({"bis": " "}, ValueError),
        ({"bis\ud800": "1"}, ValueError),
    ],
)
def test_what_is_no_table_is_refused(codes: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"^TermTable\.suffix"):
        TermTable(suffix=codes)
