"""The requests of a dossier, by id and in order, at a cost that does not grow with them."""

import pickle
import sys

import pytest
from tests.steps import BY, FIRST, PLACES, change, example, request, three_issued
from tests.values import untyped

from bdc_sessions import Dossier, NotFoundError, RequestStatus, example_action


def test_requests_are_found_by_id_and_stand_in_order_whatever_was_done() -> None:
    dossier = three_issued()
    for id in ("d1", "d2", "d3", "d4"):
        dossier = change(dossier, id, offer_code=id)
    kept = dossier
    dossier = dossier.redraft("d2", provider="P").discard("d1")
    dossier = dossier.issue("d3", by=BY, at=FIRST.add(days=3))
    dossier = change(dossier, "d1", places=1)
    assert [r.id for r in dossier.requests] == ["r1", "r2", "r3", "d3", "d2", "d4", "d1"]
    assert all(dossier.request(r.id) is r for r in dossier.requests)
    assert [r.id for r in kept.requests] == ["r1", "r2", "r3", "d1", "d2", "d3", "d4"]
    assert Dossier(dossier.base, requests=dossier.requests) == dossier


def test_a_dossier_made_of_requests_goes_on_after_them() -> None:
    drafts = change(change(three_issued(), "d1", places=1), "d2", places=2)
    for made_of in (drafts.requests, drafts.requests[3:], drafts.requests[:3]):
        made = Dossier(example_action(), requests=made_of)
        grown = change(change(made, "d3", places=3), "d4", places=4)
        assert [r.id for r in grown.requests] == [*(r.id for r in made_of), "d3", "d4"]
    made = Dossier(example_action(), requests=drafts.requests)
    assert made.history(PLACES) == drafts.history(PLACES)


def test_an_id_is_a_text() -> None:
    with pytest.raises(TypeError, match=r"^Dossier\.request\(id\): found 3 \(int\)"):
        example().request(untyped(3))


def test_an_unknown_request_is_not_found_by_any_step() -> None:
    dossier = change(example(), "r1", places=9)
    for step in (
        lambda: dossier.request("r2"),
        lambda: dossier.redraft("r2"),
        lambda: dossier.renumber("r2", "03"),
        lambda: dossier.proposed("r2"),
        lambda: dossier.check("r2"),
        lambda: dossier.issue("r2", by=BY, at=FIRST),
        lambda: dossier.discard("r2"),
        lambda: dossier.rebase("r2"),
    ):
        with pytest.raises(NotFoundError) as caught:
            step()
        assert (caught.value.path, caught.value.known) == ("r2", ("r1",))


def test_an_id_is_looked_up_in_the_one_form_of_texts() -> None:
    dossier = change(example(), "é", places=9)
    assert dossier.request("e\N{COMBINING ACUTE ACCENT}").id == "é"


def test_a_dossier_of_many_requests_is_made_and_let_go_without_recursion() -> None:
    count = sys.getrecursionlimit() * 3
    done = {"status": RequestStatus.VALIDATED, "issuer": BY, "issued_at": FIRST}
    dossier = Dossier(example_action(), requests=[request(f"r{n}", **done) for n in range(count)])
    assert dossier == pickle.loads(pickle.dumps(dossier))
    assert len(dossier.requests) == count
    assert dossier.as_of(FIRST) == dossier.action == dossier.base
    del dossier
