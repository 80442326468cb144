"""Changes as an RFC 6902 JSON Patch."""

from tests.many import copied
from tests.values import (
    guide_action,
    guide_info,
    guide_session,
)

from bdc_sessions.changes import (
    diff,
)


def test_a_patch_reaches_into_an_address() -> None:
    before = guide_session().with_info(guide_info())
    after = before.set("infos[1].address.city", "SETE")
    assert diff(before, after).to_json_patch(before) == [
        {"op": "replace", "path": "/value/infos/0/address/city", "value": "SETE"}
    ]


def test_a_patch_between_copies_holds_what_differs_alone() -> None:
    before = guide_session().with_info(guide_info())
    after = copied(before.set("infos[1].places", 0))
    assert [step["path"] for step in diff(before, after).to_json_patch(copied(before))] == [
        "/value/infos/0/places"
    ]


def test_a_patch_removes_from_the_end_and_adds_in_order() -> None:
    session = guide_session()
    before = (
        guide_action()
        .component("01")
        .evolve(sessions=[session.evolve(number=n) for n in ("01", "02", "03")])
    )
    after = before.evolve(sessions=[session.evolve(number=n) for n in ("00", "02", "10")])
    patch = diff(before, after).to_json_patch(before)
    assert [(step["op"], step["path"]) for step in patch] == [
        ("remove", "/value/sessions/2"),
        ("remove", "/value/sessions/0"),
        ("add", "/value/sessions/0"),
        ("add", "/value/sessions/2"),
    ]
