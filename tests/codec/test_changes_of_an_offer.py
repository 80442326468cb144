"""Changes of a class that the codec does not know: the caller names it."""

import re
from typing import Any

import pytest
from hypothesis import given

from bdc_sessions import Changes, DecodeError, decode, diff, dumps, encode, loads
from bdc_sessions.feeds import lheo
from bdc_sessions.feeds.lheo.example import minimal_offer
from bdc_sessions.testing import offers

OFFER = minimal_offer()
CHANGES = diff(OFFER, OFFER.evolve(objective="x"))
DATA, TEXT = encode(CHANGES), dumps(CHANGES)


@given(offers(), offers())
def test_changes_of_an_offer_are_encoded_and_decoded(before: lheo.Offer, after: lheo.Offer) -> None:
    changes = diff(before, after)
    assert decode(encode(changes), Changes, of=lheo.Offer) == changes
    assert loads(dumps(changes), Changes, of=lheo.Offer) == changes
    of_organisation = diff(before.organisation, after.organisation)
    assert decode(encode(of_organisation), Changes, of=lheo.Organisation) == of_organisation


def test_changes_of_an_offer_need_their_class_to_be_named() -> None:
    for read in (lambda **of: decode(DATA, Changes, **of), lambda **of: loads(TEXT, Changes, **of)):
        assert read(of=lheo.Offer) == CHANGES
        for other in ({}, {"of": lheo.Organisation}):
            with pytest.raises(DecodeError, match="offer"):
                read(**other)
    assert decode(DATA, Changes, of=lheo.Offer).apply(OFFER).objective == "x"
    wrong = {**DATA, "value": {**DATA["value"], "of": "nothing"}}
    with pytest.raises(DecodeError, match="offer"):
        decode(wrong, Changes, of=lheo.Offer)


@pytest.mark.parametrize("of", [int, 3, "offer"])
def test_what_changes_are_of_is_a_class_that_is_encoded(of: Any) -> None:
    with pytest.raises(TypeError, match=r"^found .*; expected one of Action, ") as caught:
        decode(DATA, Changes, of=of)
    with pytest.raises(TypeError, match=re.escape(str(caught.value))):
        loads(TEXT, Changes, of=of)


def test_changes_alone_are_of_a_class() -> None:
    expected = "none, as only Changes are of a class, no Offer"
    found = f"decode(of=): found {lheo.Offer!r} (type); expected {expected}"
    for read in (
        lambda: decode(encode(OFFER), lheo.Offer, of=lheo.Offer),
        lambda: loads("{}", lheo.Offer, of=lheo.Offer),
    ):
        with pytest.raises(TypeError, match=f"^{re.escape(found)}$"):
            read()
