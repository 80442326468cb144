"""The objects on which messages are tried have every field, and what is not known is told apart."""

import pytest
from attrs import fields
from pendulum import Date
from tests.rules.own_rules import made
from tests.values import untyped

from bdc_sessions import Action, Address, ChangeRequest, CollectiveInfo, Session
from bdc_sessions.rules.specimens import Unseen, specimens


def test_no_field_of_a_specimen_is_empty() -> None:
    tried = specimens(CollectiveInfo)
    address = specimens(Address)["address"]
    told = [address.building, address.special, address.cedex, tried["session"].offer_code]
    assert told == ["Bâtiment A", "BP 1", "CEDEX", "1234"]
    for specimen in (tried["info"], tried["session"], address):
        for field in fields(type(specimen)):
            assert getattr(specimen, field.name, ...) is not None


def test_of_a_request_the_names_alone_are_known() -> None:
    tried = specimens(Session)
    assert f"{tried['request'].component}{tried['request'].changes[0].path}" == ""
    with pytest.raises(AttributeError, match=r"^no ChangeRequest has 'colour'$"):
        assert tried["request"].colour
    assert tried["today"] == Date(2022, 9, 15)
    assert type(specimens(ChangeRequest)["action"]) is Action
    assert type(specimens(untyped(int))["subject"]) is Unseen


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ("{request.colour}", "no ChangeRequest has 'colour'"),
        ("{request.change_of}", "it is a function; expected a value"),
    ],
)
def test_a_message_on_a_request_names_what_it_has(named: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        made(
            lambda request: request.id != "r1",
            on=ChangeRequest,
            fields=(),
            fr=named,
            en="{request.id}",
        )
