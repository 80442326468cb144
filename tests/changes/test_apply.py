"""Changes made to a value: all of them, or an error that lists what keeps them from it."""

import pickle
from typing import Any

import pytest
from tests.values import (
    guide_action_with,
    guide_info,
    guide_session,
)

from bdc_sessions.changes import (
    Changes,
    Conflict,
    FieldChange,
    Merge,
    diff,
)
from bdc_sessions.changes.diff import addition_of
from bdc_sessions.errors import StaleChangeError
from bdc_sessions.model import ABSENT, Action, Component, Path, Session, Term

TOP = "components[01].sessions[01]"


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ([FieldChange("sessions[02].number", ABSENT, "02")], "without start, end, site, places"),
        (
            [FieldChange("sessions[01].number", "01", ABSENT)],
            "sessions[01].places: expected ABSENT, found 10",
        ),
        (
            [FieldChange("sessions[01].number", "01", "02")],
            "sessions[01] stands under another",
        ),
        ([FieldChange("sessions[01].infos[2].places", ABSENT, 3)], "infos[2] is added without"),
    ],
)
def test_incomplete_changes_are_refused_when_applied(
    items: list[FieldChange], message: str
) -> None:
    action = guide_action_with(guide_session(), guide_session("03"))
    changes = Changes(type(action.components[0]), items)
    with pytest.raises(ValueError, match=r".") as caught:
        changes.apply(action.components[0])
    assert message in str(caught.value)


def test_an_object_added_under_another_number_is_refused() -> None:
    action = guide_action_with()
    added = diff(action, guide_action_with(guide_session()))
    wrong = [FieldChange(c.path, c.before, "07" if c.after == "01" else c.after) for c in added]
    with pytest.raises(ValueError, match="under another number"):
        Changes(Action, wrong).apply(action)


def test_an_information_is_only_removed_from_the_end() -> None:
    info, cancelled = guide_info(), guide_info().cancel()
    session = guide_session().evolve(infos=[info, cancelled])
    informed = guide_session().evolve(infos=[info])
    removal = diff(informed, guide_session())
    wrong = Changes(Session, [*removal, FieldChange("infos[2].places", 0, 5)])
    with pytest.raises(ValueError, match="infos loses one before its last") as caught:
        wrong.apply(session)
    assert not isinstance(caught.value, StaleChangeError)


@pytest.mark.parametrize("kept", [0, 1, 2])
@pytest.mark.parametrize("count", [1, 2])
def test_a_removal_is_stale_if_informations_were_appended_meanwhile(kept: int, count: int) -> None:
    before = guide_session().evolve(infos=[guide_info()] * kept)
    informed = before.with_info(guide_info())
    later = informed.evolve(infos=[*informed.infos, *[guide_info().cancel()] * count])
    with pytest.raises(StaleChangeError) as caught:
        diff(informed, before).apply(later)
    assert [(change.path, now) for change, now in _pairs(caught.value)] == [
        (change.path, change.after) for change in diff(informed, later)
    ]
    assert {change.before for change in caught.value.changes} == {ABSENT}


def _whole(value: Any, top: str = "") -> list[FieldChange]:
    return [change.inverse() for change in addition_of(value, Path.parse(top))]


@pytest.mark.parametrize(
    ("value", "removed", "message"),
    [
        (guide_info(), _whole(guide_info().address, "address"), "address is removed without"),
        (
            guide_session().with_info(guide_info()),
            _whole(guide_info().address, "infos[1].address"),
            r"infos\[1\].address is removed without what it is part of",
        ),
        (guide_session(), _whole(guide_session()), "the Session itself is removed"),
        (Term("bis"), _whole(Term("bis")), "the Term itself is removed"),
        (guide_action_with(), _whole(guide_action_with()), "the Action itself is removed"),
    ],
)
def test_what_cannot_be_missing_is_not_removed(
    value: Any, removed: list[FieldChange], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        Changes(type(value), removed).apply(value)


def test_an_information_is_only_added_at_the_next_place() -> None:
    info = guide_info()
    before, after = guide_session().with_info(info), guide_session().with_info(info).with_info(info)
    with pytest.raises(StaleChangeError) as caught:
        diff(before, after).apply(guide_session())
    assert caught.value.changes == tuple(diff(before, after))
    both = diff(before, after.with_info(info.cancel()))
    with pytest.raises(StaleChangeError) as caught:
        both.apply(guide_session())
    assert set(caught.value.changes) == set(both)


def test_information_sessions_are_added_in_the_order_of_their_places() -> None:
    many = guide_session().evolve(infos=[guide_info().evolve(places=n) for n in range(12)])
    assert diff(guide_session(), many).apply(guide_session()) == many


def test_a_removal_that_leaves_an_object_behind_is_incomplete() -> None:
    session = guide_session().with_info(guide_info())
    removal = list(diff(session, guide_session()))
    kept = [
        FieldChange(c.path, c.before, "SETE") if str(c.path) == "infos[1].address.city" else c
        for c in removal
    ]
    with pytest.raises(
        ValueError, match=r"infos\[1\] is removed, yet infos\[1\]\.address\.city stays; an"
    ):
        Changes(Session, kept).apply(session)
    with pytest.raises(StaleChangeError) as caught:
        Changes(Session, removal[:-1]).apply(session)
    assert caught.value.changes == (FieldChange(removal[-1].path, ABSENT, ABSENT),)
    assert caught.value.found == (removal[-1].before,)


def test_all_that_is_incomplete_is_told_at_once() -> None:
    items = [FieldChange(f"sessions[0{n}].number", ABSENT, f"0{n}") for n in (1, 2)]
    component = guide_action_with().components[0]
    with pytest.raises(ValueError, match="incomplete") as caught:
        Changes(type(component), items).apply(component)
    assert str(caught.value) == (
        "the changes are incomplete: sessions[01] is added without start, end, site, places, "
        "offer_code; sessions[02] is added without start, end, site, places, offer_code; "
        "an object is added or removed with all its fields, an information session at the end"
    )


def test_an_addition_without_an_optional_field_is_incomplete_too() -> None:
    added = diff(guide_action_with(), guide_action_with(guide_session()))
    some = Changes(Action, [c for c in added if str(c.path) != f"{TOP}.offer_code"])
    with pytest.raises(ValueError, match=r"sessions\[01\] is added without offer_code"):
        some.apply(guide_action_with())


def test_changes_of_what_is_gone_list_every_field_below_it() -> None:
    full = guide_action_with(guide_session().with_info(guide_info()))
    removal = diff(full, guide_action_with())
    with pytest.raises(StaleChangeError) as caught:
        removal.apply(guide_action_with())
    assert {c.path for c in caught.value.changes} == removal.paths
    edit = diff(full, full.set(f"{TOP}.infos[1].address.city", "SETE").set(f"{TOP}.places", 0))
    with pytest.raises(StaleChangeError) as caught:
        edit.apply(guide_action_with())
    assert {c.path for c in caught.value.changes} == edit.paths
    two = guide_action_with(guide_session("01"), guide_session("02"))
    edit = diff(two, two.set(f"{TOP}.places", 0).set("components[01].sessions[02].places", 0))
    with pytest.raises(StaleChangeError) as caught:
        edit.apply(guide_action_with())
    assert {c.path for c in caught.value.changes} == edit.paths


def test_what_changed_within_a_removed_object_is_not_lost_in_silence() -> None:
    full = guide_action_with(guide_session().with_info(guide_info()))
    city = Path.parse(f"{TOP}.infos[1].address.city")
    kinds = [str(volume.kind) for volume in full.component("01").volumes]
    for path, new in ((city, "SETE"), (Path.parse(f"components[01].volumes[{kinds[0]}].total"), 1)):
        gone = full.evolve(components=[])
        changed = full.set(path, new)
        with pytest.raises(StaleChangeError) as caught:
            diff(full, gone).apply(changed)
        assert [(c.path, now) for c, now in _pairs(caught.value)] == [(path, new)]


def _pairs(error: StaleChangeError) -> list[tuple[FieldChange, object]]:
    return list(zip(error.changes, error.found, strict=True))


def test_a_stale_change_error_crosses_processes() -> None:
    changes = diff(guide_session(), guide_session().cancel())
    with pytest.raises(StaleChangeError, match="places: expected 10, found 4") as caught:
        changes.apply(guide_session().evolve(places=4))
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.changes == caught.value.changes
    assert again.found == (4,)


def test_an_addition_with_an_incomplete_part_is_refused_whole() -> None:
    alone = guide_session().evolve(infos=())
    added = diff(alone, alone.with_info(guide_info()))
    without_city = [change for change in added if change.path.steps[-1][0] != "city"]
    with pytest.raises(ValueError, match=r"infos\[1\].address is added without city") as caught:
        Changes(Session, without_city).apply(alone)
    assert "removed without" not in str(caught.value)


def test_a_stale_field_is_told_by_its_label_to_a_person_and_by_its_path_to_a_log() -> None:
    changes = diff(guide_action_with(guide_session()), guide_action_with(guide_session().cancel()))
    with pytest.raises(StaleChangeError) as caught:
        changes.apply(guide_action_with(guide_session().evolve(places=4)))
    assert caught.value.labels == ("Composante n° 01 / Session n° 01 / Nb. de places",)
    assert f"{caught.value.labels[0]} : attendu « 10 », trouvé « 4 »" in caught.value.message()
    assert f"{TOP}.places: expected 10, found 4" in str(caught.value)


@pytest.mark.parametrize(
    ("field", "expected", "found", "french", "english"),
    [
        (
            "street",
            "a b",
            "a\u00a0b",
            "attendu 'a b', trouvé 'a\\xa0b'",
            "expected 'a b', found 'a",
        ),
        ("building", None, "-", "attendu vide, trouvé '-'", "expected None, found '-'"),
        (
            "suffix",
            Term("ter", code="3"),
            Term("ter"),
            "attendu « ter (3) », trouvé « ter »",
            "code='3'), found Term(label='ter', code=None)",
        ),
    ],
)
def test_values_that_look_alike_are_told_apart(
    field: str, expected: Any, found: Any, french: str, english: str
) -> None:
    address = guide_info().address.set(field, expected)
    changes = diff(address, address.set(field, "x"))
    with pytest.raises(StaleChangeError) as caught:
        changes.apply(address.set(field, found))
    assert french in caught.value.message()
    assert english in str(caught.value)


def test_an_error_made_by_hand_tells_what_it_was_given() -> None:
    error = StaleChangeError([FieldChange("places", 10, 0)], [10])
    assert str(error).endswith("places: expected 10, found 10")


def test_what_is_gone_is_not_called_empty() -> None:
    full = guide_action_with(guide_session())
    with pytest.raises(StaleChangeError) as caught:
        diff(full, guide_action_with()).apply(guide_action_with())
    assert "Code Offre Info : attendu vide, trouvé absent" in caught.value.message()
    assert "offer_code: expected None, found ABSENT" in str(caught.value)


INFORMED = guide_session().with_info(guide_info())


@pytest.mark.parametrize(
    ("before", "after", "value"),
    [
        (
            guide_action_with(),
            guide_action_with(guide_session()),
            guide_action_with().evolve(components=()),
        ),
        (INFORMED, INFORMED.with_info(guide_info()), guide_session()),
    ],
)
def test_an_addition_that_has_no_place_says_so(before: Any, after: Any, value: Any) -> None:
    # Its component, or the information before it, is not there: nothing was expected or found.
    with pytest.raises(StaleChangeError) as caught:
        diff(before, after).apply(value)
    assert {*caught.value.found, *(c.before for c in caught.value.changes)} == {ABSENT}
    assert "rien à quoi l'ajouter" in caught.value.message()
    assert "found nothing to add it to" in str(caught.value)
    assert "attendu" not in caught.value.message()
    assert "ABSENT" not in str(caught.value)


LONG = "9" * 1000
LONG_TOP = Path((("components", "01"), ("sessions", LONG)))
LONG_SESSION = diff(guide_action_with(), guide_action_with(guide_session(LONG)))


@pytest.mark.parametrize(
    "make",
    [
        lambda: Changes(Action, [FieldChange(LONG_TOP / "places", 1, 1)]),
        lambda: Changes(Action, [FieldChange(LONG_TOP / "places", 1, n) for n in (2, 3)]),
        lambda: Changes(Action, [FieldChange(LONG_TOP / "nothing", 1, 2)]),
        lambda: _one(LONG_TOP / "places", ABSENT, 1).apply(guide_action_with()),
        lambda: _one(LONG_TOP / "number", LONG, "1").apply(guide_action_with(guide_session(LONG))),
        lambda: _one(LONG_TOP / "places", 1, 2) + _one(LONG_TOP / "places", 3, 4),
        lambda: LONG_SESSION + LONG_SESSION,
        lambda: LONG_SESSION.inverse() + _one(LONG_TOP / "places", 3, 4),
        lambda: _one(LONG_TOP / "infos[3].places", 3, 4) + LONG_SESSION.inverse(),
        lambda: Merge(guide_action_with(), [Conflict(LONG_TOP / "nothing", 1, 2, 3)]),
    ],
)
def test_a_message_tells_three_hundred_characters_of_a_path(make: Any) -> None:
    with pytest.raises(ValueError, match=r"\[9{200}") as caught:
        make()
    assert len(str(caught.value)) < 1000


def _one(path: Path, before: Any, after: Any) -> Changes:
    return Changes(Action, [FieldChange(path, before, after)])


def test_a_message_tells_a_hundred_incomplete_objects() -> None:
    items = [FieldChange(f"sessions[{n}].number", ABSENT, str(n)) for n in range(103)]
    with pytest.raises(ValueError, match=r"sessions\[99\].*; … and 3 more; an object is") as caught:
        Changes(Component, items).apply(guide_action_with().components[0])
    assert "sessions[100]" not in str(caught.value)


def test_what_is_stale_elsewhere_is_told_beside_a_stale_addition() -> None:
    component = guide_action_with(guide_session()).components[0]
    elsewhere = FieldChange("sessions[01].places", 3, 4)
    added = [FieldChange("sessions[02].number", ABSENT, "02")]
    added += [FieldChange("sessions[02].places", 3, 4)]
    with pytest.raises(StaleChangeError) as caught:
        Changes(Component, [elsewhere, *added]).apply(component)
    assert caught.value.changes == (elsewhere, added[1])
