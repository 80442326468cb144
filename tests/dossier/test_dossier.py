"""A dossier as a value, and its steps: requests issued and discarded."""

import copy
import datetime as dt
import pickle
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pendulum import Date
from tests.steps import (
    BY,
    FIRST,
    PLACES,
    SUMMER,
    WINTER,
    change,
    example,
    issued,
    request,
    three_issued,
)
from tests.values import guide_action, guide_info, guide_session, untyped

from bdc_sessions import (
    Check,
    Dossier,
    HistoryEntry,
    Message,
    NotDeletableError,
    RequestStateError,
    RequestStatus,
    StaleChangeError,
    Tracking,
    example_action,
)


def test_requests_given_are_folded_again() -> None:
    dossier = change(three_issued(), "d1", places=7)
    again = Dossier(dossier.base, requests=reversed(dossier.requests[3:]))
    assert again.action == dossier.base
    again = Dossier(dossier.base, requests=[dossier.requests[3], *dossier.requests[:3]])
    assert again == dossier
    assert again.action == dossier.action
    assert hash(again) == hash(dossier)


def test_requests_that_the_base_does_not_bear_are_refused() -> None:
    dossier = three_issued()
    with pytest.raises(StaleChangeError):
        Dossier(dossier.base.set(PLACES, 3), requests=dossier.requests)


def test_one_id_twice_is_refused() -> None:
    with pytest.raises(RequestStateError) as caught:
        Dossier(example_action(), requests=[request(), request()])
    assert caught.value.reason == "id-taken"
    done = issued(example(), "r1", places=9).request("r1")
    with pytest.raises(RequestStateError) as caught:
        Dossier(example_action(), requests=[done, request()])
    assert caught.value.reason == "id-taken"


def test_instants_that_go_back_are_refused() -> None:
    one, two, three = three_issued().requests
    with pytest.raises(RequestStateError) as caught:
        Dossier(example_action(), requests=[one, three, two])
    assert (caught.value.reason, caught.value.last) == ("before-last-issue", three.issued_at)
    assert caught.value.request is two


def test_wrong_types_are_refused() -> None:
    wrong: Any = "r1"
    with pytest.raises(TypeError, match=r"^Dossier\.base: found 'r1' .*expected an Action"):
        Dossier(wrong)
    with pytest.raises(
        TypeError, match=r"^Dossier.requests\[1\]: found 'r1' .*expected a ChangeRequest"
    ):
        Dossier(example_action(), requests=[wrong])


@pytest.mark.parametrize("checked", [False, True])
def test_a_dossier_crosses_a_pickle_and_a_copy(checked: bool) -> None:  # noqa: FBT001 - as parametrized
    dossier = change(three_issued(), "d1", places=7)
    if checked:
        dossier.check("d1")
    for other in (pickle.loads(pickle.dumps(dossier)), copy.deepcopy(dossier)):
        assert other == dossier
        assert other.action == dossier.action
        assert other.check("d1") == dossier.check("d1")


def test_a_request_is_emitted_and_applied_in_one_step() -> None:
    dossier = issued(example(), "r1", places=9)
    done = dossier.request("r1")
    assert dossier.action[PLACES] == 9
    assert (done.status, done.issuer, done.issued_at) == (RequestStatus.VALIDATED, BY, FIRST)
    assert Message.ISSUED.value == "Votre demande a été émise et appliquée avec succès."


def test_a_request_is_issued_once() -> None:
    dossier = issued(example(), "r1", places=9)
    with pytest.raises(RequestStateError) as caught:
        dossier.issue("r1", by=BY, at=FIRST)
    assert caught.value.reason == "not-pending"


def test_an_instant_may_repeat_but_not_go_back() -> None:
    dossier = change(issued(example(), "r1", places=9), "r2", places=8)
    with pytest.raises(RequestStateError) as caught:
        dossier.issue("r2", by=BY, at=FIRST.subtract(seconds=1))
    assert (caught.value.reason, caught.value.last) == ("before-last-issue", FIRST)
    assert caught.value.at == FIRST.subtract(seconds=1)
    assert dossier.issue("r2", by=BY, at=FIRST).action[PLACES] == 8


def test_an_instant_without_a_zone_is_a_wrong_type() -> None:
    dossier = change(example(), "r1", places=9)
    naive = dt.datetime(2022, 7, 1, 9)  # noqa: DTZ001 - naive on purpose
    with pytest.raises(TypeError, match=r"^Dossier\.issue\(at=\): found"):
        dossier.issue("r1", by=BY, at=naive)
    with pytest.raises(TypeError, match=r"^Dossier\.as_of\(instant\): found"):
        dossier.as_of(naive)
    with pytest.raises(TypeError, match=r"^Dossier\.since\(instant\): found"):
        dossier.since(naive)


def test_a_standard_datetime_with_a_zone_is_taken() -> None:
    at = dt.datetime(2022, 7, 1, 7, tzinfo=dt.UTC)
    dossier = change(example(), "r1", places=9).issue("r1", by=BY, at=at)
    assert dossier.request("r1").issued_at == FIRST


@pytest.mark.parametrize(
    "at",
    [
        dt.datetime(1, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=1))),
        dt.datetime(9999, 12, 31, 23, 30, tzinfo=dt.UTC),
    ],
)
def test_an_instant_beyond_the_years_that_there_are_is_refused(at: dt.datetime) -> None:
    with pytest.raises(ValueError, match=r"Dossier\.issue\(at=\): found .* years 1 to 9999"):
        issued(example(), "r1", at, places=9)


@pytest.mark.parametrize("zone", ["Europe/Paris", "America/New_York", "Asia/Kathmandu"])
def test_an_instant_of_any_zone_is_kept_in_paris(zone: str) -> None:
    for fold, hour in ((0, SUMMER), (1, WINTER)):
        at = hour.astimezone(ZoneInfo(zone))
        kept = issued(example(), "r1", at, places=9).request("r1").issued_at
        assert kept is not None
        assert kept.in_timezone("UTC") == hour
        assert str(kept.tzinfo) == "Europe/Paris"
        assert kept.utcoffset() == dt.timedelta(hours=2 - fold)


def test_the_recap_is_the_same_before_and_after() -> None:
    draft = change(example(), "r1", places=9, end=Date(2022, 12, 30))
    done = draft.issue("r1", by=BY, at=FIRST)
    before = draft.request("r1").recap(draft.action)
    assert before == done.request("r1").recap(done.action)
    assert len(before) == 2


def test_the_recap_of_an_addition_is_the_same_before_and_after() -> None:
    draft = Dossier(guide_action()).draft_addition(
        "r1", component="01", session=guide_session().with_info(guide_info())
    )
    done = draft.issue("r1", by=BY, at=FIRST)
    assert draft.request("r1").recap(draft.action) == done.request("r1").recap(done.action)


def test_a_draft_goes() -> None:
    dossier = change(change(example(), "r1", places=9), "r2", places=8).discard("r1")
    assert [r.id for r in dossier.requests] == ["r2"]
    assert Message.DISCARDED.value == "La demande de modification a été correctement supprimée."


def test_what_is_validated_stays_and_the_text_says_what_to_do() -> None:
    dossier = issued(example(), "r1", places=9)
    with pytest.raises(NotDeletableError, match="sets the places to 0") as caught:
        dossier.discard("r1")
    assert caught.value.request is dossier.request("r1")
    assert "nombre de places à 0" in caught.value.message()


def test_a_dossier_is_told_in_a_line() -> None:
    dossier = change(three_issued(), "d1", places=7)
    assert repr(dossier) == "<Dossier 23P0000000_TEST_1: 3 issued, 1 draft>"
    assert repr(Dossier(dossier.base)) == "<Dossier 23P0000000_TEST_1: 0 issued, 0 drafts>"
    assert str(dossier) == "Dossier de l'action 23P0000000_TEST_1 : 4 demandes de modification"
    hostile = Dossier(example_action().evolve(number="a\nb\x1b" * 100))
    assert len(repr(hostile)) <= 120
    assert len(str(hostile).splitlines()) == 1
    assert "\x1b" not in str(hostile)


def test_a_dossier_is_copied_with_other_requests() -> None:
    dossier = change(three_issued(), "d1", places=7)
    assert dossier.evolve(requests=()) == Dossier(dossier.base)
    assert dossier.evolve() == dossier
    assert dossier != three_issued()


def test_the_requests_are_one_tuple_made_once() -> None:
    dossier = change(example(), "r1", places=9)
    assert isinstance(dossier.requests, tuple)
    assert dossier.requests is dossier.requests
    with pytest.raises(AttributeError, match="'Dossier' object has no attribute 'request_s'"):
        _ = untyped(dossier).request_s
    with pytest.raises(AttributeError):
        untyped(dossier).requests = ()


def test_requests_are_given_by_name() -> None:
    with pytest.raises(TypeError):
        untyped(Dossier)(example_action(), ())


@pytest.mark.parametrize("cls", [Dossier, Check, Tracking, HistoryEntry])
def test_values_of_a_dossier_are_final(cls: type[Any]) -> None:
    with pytest.raises(TypeError, match=f"{cls.__name__} is final"):
        type("Mine", (cls,), {})
