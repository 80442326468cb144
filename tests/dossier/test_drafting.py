"""What is drafted: an addition, a change, a request made elsewhere."""

import pytest
from tests.steps import TOP, change, example, issued, request
from tests.values import guide_action, guide_session, untyped

from bdc_sessions import (
    Dossier,
    DuplicateNumberError,
    NotFoundError,
    RequestStateError,
    RequestStatus,
    diff,
)


def test_an_unknown_component_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        example().draft_addition("r1", component="02", session=guide_session("02"))
    with pytest.raises(NotFoundError):
        example().draft_change("r1", component="02", session=guide_session())
    with pytest.raises(NotFoundError) as caught:
        example().draft(request(component="02"))
    assert str(caught.value.path) == "components[02]"
    with pytest.raises(NotFoundError) as caught:
        example().draft_change("r1", component="02", session=guide_session())
    assert str(caught.value.path) == "components[02]"


def test_an_unknown_session_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        example().draft_change("r1", component="01", session=guide_session("07"))
    with pytest.raises(NotFoundError):
        example().draft(request(session="07"))


def test_a_number_that_is_taken_is_not_added() -> None:
    with pytest.raises(DuplicateNumberError) as caught:
        example().draft_addition("r1", component="01", session=guide_session())
    assert (caught.value.number, caught.value.free) == ("01", "02")
    assert str(caught.value.path) == TOP


def test_an_id_that_is_taken_is_refused() -> None:
    dossier = change(example(), "r1", places=9)
    with pytest.raises(RequestStateError, match="'r1' exists already; give each") as caught:
        change(dossier, "r1", places=8)
    assert caught.value.request.id == "r1"
    assert caught.value.reason == "id-taken"


def test_a_validated_request_is_not_drafted() -> None:
    done = issued(example(), "r1", places=9).request("r1")
    with pytest.raises(RequestStateError, match="only a pending request") as caught:
        example().draft(done)
    assert caught.value.reason == "not-pending"


def test_a_wrong_type_is_named() -> None:
    with pytest.raises(TypeError, match=r"^Dossier\.draft\(request\): found 'r1'"):
        example().draft(untyped("r1"))
    with pytest.raises(TypeError, match=r"^Dossier\.draft\(session=\): found '01'"):
        example().draft_change("r1", component="01", session=untyped("01"))


def test_an_addition_and_a_change_say_what_they_are_given() -> None:
    notes = {"provider": "P", "observations": "O", "amendment": "A"}
    new = guide_session()
    dossier = Dossier(guide_action()).draft_addition("r1", component="01", session=new, **notes)
    request = dossier.request("r1")
    assert (request.provider, request.observations, request.amendment) == ("P", "O", "A")
    assert request.is_addition
    assert request.status is RequestStatus.PENDING
    assert request.changes == diff(
        guide_action(), guide_action().set("components[01].sessions", [guide_session()])
    )
    assert dossier.action == guide_action()
    dossier = example().draft_change("r1", component="01", session=new, seen=None, **notes)
    request = dossier.request("r1")
    assert (request.provider, request.observations, request.amendment) == ("P", "O", "A")


def test_an_unknown_request_is_not_found() -> None:
    with pytest.raises(NotFoundError) as caught:
        change(example(), "r1", places=9).request("r2")
    assert caught.value.known == ("r1",)
    assert caught.value.path == "r2"
