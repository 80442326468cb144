"""Changes as a sequence, what they refuse, and how they fail."""

import datetime as dt
import pickle
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pendulum
import pytest
from pendulum import Date
from pendulum import datetime as instant
from tests.many import copied
from tests.values import (
    guide_action,
    guide_action_with,
    guide_info,
    guide_session,
    guide_site,
    untyped,
)

from bdc_sessions.changes import (
    ChangeRequest,
    Changes,
    Conflict,
    FieldChange,
    Merge,
    RequestStatus,
    diff,
    merge,
)
from bdc_sessions.errors import StaleChangeError
from bdc_sessions.model import ABSENT, Action, EntryMode, Issuer, Path, Session, Site, Term
from bdc_sessions.model.display import display
from bdc_sessions.model.scalars import to_json

TOP = "components[01].sessions[01]"


def test_changes_are_a_sequence() -> None:
    changes = diff(guide_session(), guide_session().evolve(places=0, end=Date(2023, 1, 31)))
    first = FieldChange("end", Date(2022, 12, 31), Date(2023, 1, 31))
    second = FieldChange("places", 10, 0)
    assert list(changes) == [first, second]
    assert changes[0] == first
    assert changes[1:] == (second,)
    assert changes.of is Session
    assert changes.paths == {Path.parse("end"), Path.parse("places")}
    assert str(changes) == "end: 31/12/2022 → 31/01/2023\nplaces: 10 → 0"


def test_changes_may_be_moved_under_what_holds_them() -> None:
    moved = diff(guide_session(), guide_session().cancel()).moved(Action, Path.parse(TOP))
    action = guide_action_with(guide_session())
    assert moved == diff(action, action.set(f"{TOP}.places", 0))


@pytest.mark.parametrize(
    ("items", "error", "named"),
    [
        (["places"], TypeError, "found 'places' (str); expected a FieldChange"),
        ([FieldChange("places", 1, 1)], ValueError, "places: before and after are both 1"),
        ([FieldChange("start", dt.date(2022, 9, 1), Date(2022, 9, 1))], ValueError, "both"),
        ([FieldChange("places", 1, 2), FieldChange("places", 2, 3)], ValueError, "twice"),
        ([FieldChange("places", 1, "2")], TypeError, "Session.places: found '2'"),
        ([FieldChange("infos[1].address", 1, 2)], ValueError, "no field of Session"),
        ([FieldChange("infos", (), (1,))], ValueError, "no field of Session"),
        ([FieldChange("nothing", 1, 2)], ValueError, "nothing is no field of Session"),
        ([FieldChange("places[1]", 1, 2)], ValueError, "no field of Session"),
        ([FieldChange("", 1, 2)], ValueError, "no field of Session"),
    ],
)
def test_ill_formed_changes_are_refused(
    items: list[Any], error: type[Exception], named: str
) -> None:
    with pytest.raises(error) as caught:
        Changes(Session, items)
    assert named in str(caught.value)


def test_a_change_between_two_forms_of_one_value_is_refused() -> None:
    with pytest.raises(ValueError, match="before and after are both"):
        Changes(Action, [FieldChange("schemes", ("a",), ["a"])])


def test_the_values_of_changes_take_the_form_of_their_field() -> None:
    change = Changes(Session, [FieldChange("start", dt.date(2022, 9, 1), dt.date(2022, 9, 2))])[0]
    assert type(change.before) is type(change.after) is Date


def test_changes_of_another_class_are_refused() -> None:
    changes = diff(guide_session(), guide_session().cancel())
    with pytest.raises(
        TypeError, match="found a value of class Site; these changes are of Session"
    ):
        changes.apply(guide_site())
    with pytest.raises(ValueError, match="do not chain with changes of Site"):
        changes + Changes(Site)
    with pytest.raises(TypeError):
        changes + untyped(3)
    with pytest.raises(TypeError, match="found Session and Site; expected two values of one class"):
        diff(guide_session(), guide_site())
    given: list[Any] = [guide_session(), guide_site(), guide_site()]
    with pytest.raises(
        TypeError, match="of classes Session, Site, Site; expected three of one class"
    ):
        merge(*given)


@pytest.mark.parametrize(
    ("items", "told"),
    [
        ([FieldChange("sessions[02].number", ABSENT, "02")], "without start, end, site, places"),
        (
            [FieldChange("sessions[01].number", "01", ABSENT)],
            "sessions[01].places: expected ABSENT, found 10",
        ),
        ([FieldChange("sessions[01].number", "01", "02")], "stands under another number"),
        ([FieldChange("sessions[01].infos[2].places", ABSENT, 3)], "infos[2] is added without"),
    ],
)
def test_incomplete_changes_are_refused_when_applied(items: list[FieldChange], told: str) -> None:
    action = guide_action_with(guide_session(), guide_session("03"))
    changes = Changes(type(action.components[0]), items)
    with pytest.raises(ValueError, match=r".") as caught:
        changes.apply(action.components[0])
    assert told in str(caught.value)


def test_an_object_added_under_another_number_is_refused() -> None:
    action = guide_action_with()
    added = diff(action, guide_action_with(guide_session()))
    wrong = [FieldChange(c.path, c.before, "07" if c.after == "01" else c.after) for c in added]
    with pytest.raises(ValueError, match="under another number"):
        Changes(Action, wrong).apply(action)


def test_an_information_is_only_removed_from_the_end() -> None:
    info, other = guide_info(), guide_info().cancel()
    session = guide_session().evolve(infos=[info, other])
    one = guide_session().evolve(infos=[info])
    removal = diff(one, guide_session())
    with pytest.raises(ValueError, match="infos loses one before its last"):
        removal.apply(session)


def test_an_information_is_only_added_at_the_next_place() -> None:
    info = guide_info()
    one, two = guide_session().with_info(info), guide_session().with_info(info).with_info(info)
    with pytest.raises(StaleChangeError) as caught:
        diff(one, two).apply(guide_session())
    assert caught.value.changes == tuple(diff(one, two))
    both = diff(one, two.with_info(info.cancel()))
    with pytest.raises(StaleChangeError) as caught:
        both.apply(guide_session())
    assert set(caught.value.changes) == set(both)


def test_informations_are_added_in_the_order_of_their_places() -> None:
    many = guide_session().evolve(infos=[guide_info().evolve(places=n) for n in range(12)])
    assert diff(guide_session(), many).apply(guide_session()) == many


def test_a_removal_that_leaves_an_object_behind_is_incomplete() -> None:
    session = guide_session().with_info(guide_info())
    removal = list(diff(session, guide_session()))
    kept = [
        FieldChange(c.path, c.before, "SETE") if str(c.path) == "infos[1].address.city" else c
        for c in removal
    ]
    with pytest.raises(ValueError, match=r"infos\[1\] is removed, yet .* stays"):
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
        "an object is added or removed with all its fields, informations at the end"
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
        other = full.set(path, new)
        with pytest.raises(StaleChangeError) as caught:
            diff(full, gone).apply(other)
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


def test_one_number_added_on_both_sides_with_different_content_conflicts() -> None:
    base = guide_action_with()
    ours, theirs = guide_action_with(guide_session()), guide_action_with(guide_session().cancel())
    expected = Conflict(Path.parse(TOP), ABSENT, guide_session(), guide_session().cancel())
    assert merge(base, ours, theirs) == Merge(ours, (expected,))


@pytest.mark.parametrize(
    "change",
    [lambda s: s.cancel(), lambda s: s.with_info(guide_info())],
    ids=["change", "append"],
)
def test_a_removal_conflicts_with_a_change_or_an_append_under_it(
    change: Callable[[Session], Session],
) -> None:
    base, gone = guide_action_with(guide_session()), guide_action_with()
    edited = guide_action_with(change(guide_session()))
    session = edited[TOP]
    assert merge(base, gone, edited) == Merge(
        gone, (Conflict(Path.parse(TOP), guide_session(), ABSENT, session),)
    )
    assert merge(base, edited, gone) == Merge(
        edited, (Conflict(Path.parse(TOP), guide_session(), session, ABSENT),)
    )


def test_different_fields_merge_and_one_field_conflicts_with_ours_kept() -> None:
    base = guide_session().with_info(guide_info())
    ours = base.set("infos[1].address.city", "SETE").evolve(places=1)
    theirs = base.set("infos[1].address.street", "la place").evolve(places=2)
    merged = merge(base, ours, theirs)
    assert merged.value == ours.set("infos[1].address.street", "la place")
    assert merged.conflicts == (Conflict(Path.parse("places"), 10, 1, 2),)
    theirs = base.set("infos[1].address.city", "AGDE")
    where = Path.parse("infos[1].address.city")
    assert merge(base, ours, theirs) == Merge(
        ours, (Conflict(where, "MONTPELLIER", "SETE", "AGDE"),)
    )


def test_what_one_side_left_alone_is_the_others_very_object() -> None:
    base = guide_action_with(guide_session("01"), guide_session("02"))
    ours = base.set("components[01].sessions[01].places", 1)
    theirs = base.set("components[01].sessions[02].places", 2)
    assert merge(base, ours, base).value is ours
    assert merge(base, base, theirs).value is theirs
    merged = merge(base, ours, theirs).value
    for number, side in (("01", ours), ("02", theirs)):
        path = f"components[01].sessions[{number}]"
        assert merged[path] is side[path]


def test_merged_sessions_stand_as_people_count() -> None:
    base = guide_action_with(guide_session("2"), guide_session("10"))
    ours = base.set("components[01].sessions[2].places", 1)
    theirs = base.set("components[01].sessions[10].places", 2)
    merged = merge(base, ours, theirs)
    assert [s.number for s in merged.value.component("01").sessions] == ["2", "10"]
    assert not merged.conflicts


def test_a_session_removed_and_another_added_do_not_conflict() -> None:
    base = guide_action_with(guide_session("01"))
    ours = guide_action_with()
    theirs = guide_action_with(guide_session("01"), guide_session("02"))
    expected = Merge(guide_action_with(guide_session("02")))
    assert merge(base, ours, theirs) == merge(base, theirs, ours) == expected


def test_an_information_changed_and_another_appended_do_not_conflict() -> None:
    base = guide_session().with_info(guide_info())
    ours, theirs = base.set("infos[1].places", 1), base.with_info(guide_info())
    expected = Merge(ours.with_info(guide_info()))
    assert merge(base, ours, theirs) == merge(base, theirs, ours) == expected


def test_an_information_taken_off_conflicts_with_one_appended() -> None:
    info, new = guide_info(), guide_info().cancel()
    base = guide_session().with_info(info)
    shorter, longer = guide_session(), base.with_info(new)
    one, two = Path.parse("infos[1]"), Path.parse("infos[2]")
    assert merge(base, shorter, longer) == Merge(
        shorter, (Conflict(one, info, ABSENT, info), Conflict(two, ABSENT, ABSENT, new))
    )
    assert merge(base, longer, shorter) == Merge(
        longer, (Conflict(one, info, info, ABSENT), Conflict(two, ABSENT, new, ABSENT))
    )


def test_an_information_taken_off_and_another_changed_do_not_conflict() -> None:
    base = guide_session().evolve(infos=[guide_info(), guide_info()])
    ours, theirs = base.evolve(infos=base.infos[:1]), base.set("infos[1].places", 1)
    expected = Merge(theirs.evolve(infos=theirs.infos[:1]))
    assert merge(base, ours, theirs) == merge(base, theirs, ours) == expected


def request(**fields: Any) -> ChangeRequest:
    """Make a pending request that adds the guide's session."""
    changes = diff(guide_action_with(), guide_action_with(guide_session()))
    given = {"id": "r1", "component": "01", "session": "01", "changes": changes}
    return ChangeRequest(**{**given, **fields})


ISSUER = Issuer("BL", "Administrateur")
AT = instant(2022, 12, 15, 10, tz="Europe/Paris")


@pytest.mark.parametrize(
    "fields",
    [
        {"issuer": ISSUER},
        {"issued_at": AT},
        {"status": RequestStatus.VALIDATED},
        {"status": RequestStatus.VALIDATED, "issuer": ISSUER},
        {"status": RequestStatus.VALIDATED, "issued_at": AT},
        {"changes": Changes(Session)},
    ],
)
def test_a_request_that_could_not_be_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="ChangeRequest"):
        request(**fields)


def test_a_request_is_told_what_its_changes_must_be_of() -> None:
    with pytest.raises(ValueError, match=r"found changes of Session; expected changes of Action$"):
        request(changes=Changes(Session))


def test_a_request_keeps_its_instant_wherever_it_is_read() -> None:
    # 30 October 2022: in Paris 02:30 comes twice; the second one is 01:30 in UTC.
    second = dt.datetime(2022, 10, 30, 1, 30, tzinfo=dt.UTC)
    fields = {"status": RequestStatus.VALIDATED, "issuer": ISSUER}
    issued, first = (
        request(issued_at=second, **fields),
        request(issued_at=second - dt.timedelta(hours=1), **fields),
    )
    with pendulum.test_local_timezone(pendulum.timezone("Europe/Paris")):
        assert pickle.loads(pickle.dumps(issued)) == issued
        assert issued != first


def test_a_request_says_what_it_adds_and_where() -> None:
    assert request().is_addition
    assert str(request().path) == TOP
    before = guide_action_with(guide_session())
    cancel = request(changes=diff(before, guide_action_with(guide_session().cancel())))
    assert not cancel.is_addition
    assert cancel.evolve(id="r2").id == "r2"
    longer = request(
        changes=diff(before, guide_action_with(guide_session().with_info(guide_info())))
    )
    shown_codes = {row.after for row in longer.recap(before)}
    assert "3" in shown_codes
    assert "ter" in {row.after for row in longer.recap(before, codes=False)}


def test_a_request_has_the_same_recap_once_issued() -> None:
    pending = request()
    issued = pending.evolve(status=RequestStatus.VALIDATED, issuer=ISSUER, issued_at=AT)
    after = pending.changes.apply(guide_action())
    assert pending.recap(guide_action()) == issued.recap(after)
    assert hash(issued) == hash(issued.evolve(issued_at=AT.in_timezone("UTC")))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "-"),
        (ABSENT, "-"),
        ((), "-"),
        (("a", "b"), "a, b"),
        (Decimal("37200.00"), "37 200,00"),
        (Date(22, 9, 1), "01/09/0022"),
        (guide_info().start, "10:00"),
        (AT, "15/12/2022 10:00"),
        (EntryMode.PERMANENT, "permanentes"),
        (Term("ter", code="3"), "ter"),
        (guide_site(), guide_site().label),
        (10, "10"),
    ],
)
def test_values_are_shown_as_the_guide_prints_them(value: object, text: str) -> None:
    shown_text = display(value)
    assert " ".join(shown_text.split()) == text


def test_a_term_is_shown_by_its_code_if_it_has_one() -> None:
    assert display(Term("ter", code="3"), codes=True) == "3"
    assert display(Term("bis"), codes=True) == "bis"
    assert display((Term("ter", code="3"), Term("bis")), codes=True) == "3, bis"


def test_only_values_of_the_model_have_a_plain_form() -> None:
    assert to_json(AT) == "2022-12-15T10:00:00+01:00"
    assert to_json(guide_info().start) == "10:00"
    assert to_json(Decimal("0.0000001")) == "0.0000001"
    with pytest.raises(TypeError, match=r"^ABSENT has no form of its own; leave its key out$"):
        to_json(ABSENT)
    with pytest.raises(TypeError, match=r"^found \{1\} \(set\); expected a value of the model$"):
        to_json({1})


def test_an_edit_beside_a_copy_is_found_once() -> None:
    before = guide_action_with(guide_session("01"), guide_session("02"))
    after = copied(before.set("components[01].sessions[01].places", 3))
    assert [str(change.path) for change in diff(before, after)] == [
        "components[01].sessions[01].places"
    ]


@pytest.mark.parametrize(("ours", "theirs"), [(1, 2), (2, 2), (2, 1), (3, 2)])
def test_of_informations_alike_that_both_append_the_most_stay(ours: int, theirs: int) -> None:
    base, info = guide_session(), guide_info()
    one, other = (base.evolve(infos=[info] * count) for count in (ours, theirs))
    merged = merge(base, one, other)
    assert len(merged.value.infos) == max(ours, theirs)


def test_an_information_that_both_append_stays_once() -> None:
    base, same, other = guide_session(), guide_info(), guide_info().cancel()
    ours, theirs = base.with_info(same), base.with_info(other).with_info(same)
    assert merge(base, ours, theirs) == Merge(base.evolve(infos=[same, other]))


@pytest.mark.parametrize("value", [1, "a", None, Changes(Session)])
def test_only_values_of_the_model_differ_by_fields(value: object) -> None:
    with pytest.raises(TypeError, match="expected a class of the model"):
        diff(value, value)


def test_a_patch_reaches_into_an_address() -> None:
    before = guide_session().with_info(guide_info())
    after = before.set("infos[1].address.city", "SETE")
    assert diff(before, after).to_json_patch(before) == [
        {"op": "replace", "path": "/value/infos/0/address/city", "value": "SETE"}
    ]


def test_an_addition_with_an_incomplete_part_is_refused_whole() -> None:
    alone = guide_session().evolve(infos=())
    added = diff(alone, alone.with_info(guide_info()))
    without_city = [change for change in added if change.path.steps[-1][0] != "city"]
    with pytest.raises(ValueError, match=r"infos\[1\].address is added without city"):
        Changes(Session, without_city).apply(alone)


def test_changes_that_a_removal_or_an_addition_did_not_see_do_not_chain() -> None:
    bare = guide_session().evolve(infos=())
    filled = bare.with_info(guide_info())
    component = guide_action().component("01").evolve(sessions=())
    none, one, two = component, component.with_session(bare), component.with_session(filled)
    three = two.set("sessions[01].infos[1].places", 3)
    removal, addition = diff(one, none), diff(none, one)
    with pytest.raises(ValueError, match="is not there after the first"):
        removal + diff(two, three)
    with pytest.raises(ValueError, match="is not there after the first"):
        removal + diff(one, two)
    with pytest.raises(ValueError, match="the later ones do not know"):
        diff(two, three) + addition
    with pytest.raises(ValueError, match="the later ones do not know"):
        diff(one, two) + removal
    with pytest.raises(ValueError, match="the later ones do not know"):
        diff(two, one) + addition
    with pytest.raises(ValueError, match="is not there after the first"):
        addition + diff(two, three)
    assert (removal + diff(none, two)).apply(one) == two
    assert (diff(two, none) + addition).apply(two) == one
    assert (addition + diff(one, two)).apply(none) == two


def test_a_renumbered_session_hides_no_other_change() -> None:
    before = guide_action_with(guide_session("01"), guide_session("02"))
    changed = guide_session("01").evolve(places=3)
    after = guide_action_with(changed, guide_session("03")).set("components[01].title", "Autre")
    changes = diff(before, after)
    assert {"components[01].title", f"{TOP}.places"} <= {str(path) for path in changes.paths}
    assert changes.apply(before) == after
    assert changes == Changes(Action, changes)


def test_sessions_that_are_added_differ_in_the_order_of_their_numbers() -> None:
    changes = diff(guide_action_with(), guide_action_with(guide_session("2"), guide_session("10")))
    numbers = [change.after for change in changes if change.path.steps[-1][0] == "number"]
    assert numbers == ["2", "10"]


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
