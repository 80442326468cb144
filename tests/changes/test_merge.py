"""Two sides of one base brought together, and the conflicts decided."""

import pickle
import re
from collections.abc import Callable
from typing import Any

import pytest
from pendulum import Date
from tests.values import guide_action_with, guide_component, guide_info, guide_session, guide_site

from bdc_sessions.changes import Changes, Conflict, Merge, Side, merge
from bdc_sessions.errors import MergeConflictError, NotFoundError
from bdc_sessions.model import ABSENT, CollectiveInfo, Path, Session, Term

TOP = "components[01].sessions[01]"


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


INFO = guide_info()
OTHER, THIRD = INFO.evolve(date=Date(2022, 8, 30)), INFO.evolve(date=Date(2022, 8, 29))
EDITED = INFO.cancel()
WHOLE = Path.parse("infos")


def of(*infos: CollectiveInfo) -> Session:
    """Make the guide's session with information sessions."""
    return guide_session().evolve(infos=infos)


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        (of(INFO), of(), of(INFO, OTHER)),  # removed, and one appended
        (of(INFO), of(), of(EDITED)),  # removed, and changed
        (of(INFO, OTHER), of(OTHER), of(EDITED, OTHER)),  # what is left moves up
        (of(INFO, OTHER), of(INFO), of(EDITED, OTHER)),  # even where its place stays
        (of(INFO, OTHER), of(INFO), of(OTHER)),  # each removed another
        (of(INFO, OTHER), of(INFO), of()),  # one removed more
        (of(INFO, OTHER), of(OTHER, THIRD), of(EDITED, OTHER)),  # removed and appended
        (of(INFO, OTHER), of(OTHER, INFO), of(EDITED, OTHER)),  # swapped
        (of(INFO), of(OTHER, INFO), of(EDITED)),  # put before
        (of(INFO), of(OTHER, INFO), of(THIRD, INFO)),  # each put another before
        (of(INFO, OTHER), of(EDITED, OTHER), of(OTHER, THIRD)),
    ],
)
def test_places_that_cannot_be_trusted_are_one_conflict(
    base: Session, ours: Session, theirs: Session
) -> None:
    for first, second in ((ours, theirs), (theirs, ours)):
        merged = merge(base, first, second)
        conflict = Conflict(WHOLE, base.infos, first.infos, second.infos)
        assert merged == Merge(first, (conflict,))
        assert conflict.label == "Liste des informations collectives"
        assert merged.resolve({WHOLE: Side.OURS}) == first
        assert merged.resolve({"infos": Side.THEIRS}) == second


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "both"),
    [
        (of(INFO, OTHER), of(OTHER), of(OTHER), of(OTHER)),  # removed alike
        (of(INFO, OTHER), of(OTHER), of(INFO, OTHER), of(OTHER)),  # by one alone
        (of(INFO), of(INFO, OTHER), of(EDITED), of(EDITED, OTHER)),  # appended, changed
        (of(INFO, OTHER), of(OTHER, INFO), of(INFO, OTHER, THIRD), of(OTHER, INFO, THIRD)),
        (of(INFO, INFO), of(EDITED, INFO), of(INFO, OTHER), of(EDITED, OTHER)),
        (of(INFO), of(INFO, INFO), of(EDITED), of(EDITED, INFO)),  # the same one again
        (of(INFO), of(OTHER), of(INFO, OTHER), of(OTHER, OTHER)),  # changed to another's
        # Put before, and behind by the other side: what both add stays once, a copy stays.
        (of(INFO), of(OTHER, INFO), of(INFO, OTHER), of(OTHER, INFO)),
        (of(INFO), of(OTHER, INFO), of(INFO, THIRD), of(OTHER, INFO, THIRD)),
        (of(INFO), of(OTHER, INFO), of(INFO, INFO), of(OTHER, INFO, INFO)),
    ],
)
def test_places_that_can_be_trusted_merge(
    base: Session, ours: Session, theirs: Session, both: Session
) -> None:
    assert merge(base, ours, theirs) == merge(base, theirs, ours) == Merge(both)


def test_a_conflict_of_places_stands_beside_the_others_in_the_order_of_the_form() -> None:
    base = guide_action_with(of(INFO, OTHER), guide_session("02"))
    ours = base.set(f"{TOP}.infos", [OTHER]).set(f"{TOP}.places", 8).set("title", "A")
    theirs = base.set(f"{TOP}.infos[1].places", 0).set(f"{TOP}.places", 5).set("title", "B")
    merged = merge(base, ours, theirs)
    paths = ["title", f"{TOP}.places", f"{TOP}.infos"]
    assert [str(conflict.path) for conflict in merged.conflicts] == paths
    assert merged.value == ours
    mixed: dict[str | Path, Side] = {
        paths[0]: Side.OURS,
        Path.parse(paths[1]): Side.THEIRS,
        paths[2]: Side.THEIRS,
    }
    assert merged.resolve(mixed) == theirs.set("title", "A")


@pytest.mark.parametrize(("ours", "theirs"), [(1, 2), (2, 2), (2, 1), (3, 2)])
def test_of_information_sessions_alike_that_both_append_the_most_stay(
    ours: int, theirs: int
) -> None:
    base, info = guide_session(), guide_info()
    first, second = (base.evolve(infos=[info] * count) for count in (ours, theirs))
    merged = merge(base, first, second)
    assert len(merged.value.infos) == max(ours, theirs)


def test_an_information_that_both_append_stays_once() -> None:
    base, same, cancelled = guide_session(), guide_info(), guide_info().cancel()
    ours, theirs = base.with_info(same), base.with_info(cancelled).with_info(same)
    assert merge(base, ours, theirs) == Merge(base.evolve(infos=[same, cancelled]))


def test_classes_that_differ_do_not_merge() -> None:
    given: list[Any] = [guide_session(), guide_site(), guide_site()]
    with pytest.raises(
        TypeError, match="of classes Session, Site, Site; expected three of one class"
    ):
        merge(*given)
    for value in (3, None, "a", Changes(Session)):
        with pytest.raises(TypeError, match=r"^merge\(base=\): found .* expected a value of the"):
            merge(value, value, value)


@pytest.mark.parametrize(
    ("value", "conflicts"),
    [(3, ()), (Changes(Session), ()), (guide_session(), [3]), (guide_session(), "x")],
)
def test_a_merge_is_of_a_value_and_its_conflicts(value: Any, conflicts: Any) -> None:
    with pytest.raises(TypeError, match=r"^Merge\.(value|conflicts)"):
        Merge(value, conflicts)


@pytest.mark.parametrize("path", ["", "nothing", "infos[0]", "infos[1].nothing", "places[1]"])
def test_a_conflict_stands_at_a_path_of_its_value(path: str) -> None:
    with pytest.raises(
        ValueError, match=r"Merge\.conflicts: found .* a field or object of Session"
    ):
        Merge(guide_session(), [Conflict(path, 1, 2, 3)])


@pytest.mark.parametrize(
    ("path", "theirs", "message"),
    [
        ("places", "x", r"Session\.places: found 'x'"),
        ("places", ABSENT, r"Session\.places: found ABSENT"),
        ("site", 3, r"Session\.site: found 3"),
        ("infos", guide_info(), r"Session\.infos: found CollectiveInfo"),
        ("infos[1]", 3, r"Session\.infos\[1\]: found 3"),
        ("infos[1].address", None, r"CollectiveInfo\.address: found None"),
        ("infos[2].places", 3, r"Session\.infos\[2\]: found 3"),
    ],
)
def test_a_side_that_the_field_cannot_hold_is_refused_when_chosen(
    path: str, theirs: Any, message: str
) -> None:
    merged = Merge(guide_session().with_info(guide_info()), [Conflict(path, 1, 2, theirs)])
    with pytest.raises(TypeError, match=message):
        merged.resolve({path: Side.THEIRS})


def test_a_merge_is_no_tuple_and_short() -> None:
    merged = merge(guide_session(), guide_session().cancel(), guide_session().evolve(places=1))
    assert not isinstance(merged, tuple)
    assert repr(merged) == "<Merge of Session: 1 conflict>"
    assert repr(Merge(guide_session())) == "<Merge of Session: 0 conflicts>"
    assert {merged, Merge(merged.value, merged.conflicts)} == {merged}
    assert pickle.loads(pickle.dumps(merged)) == merged


def test_a_removal_is_decided_for_either_side() -> None:
    base, path = guide_action_with(*map(guide_session, ("2", "10"))), "components[01].sessions[2]"
    gone, edited = guide_action_with(guide_session("10")), base.set(f"{path}.places", 0)
    for ours, theirs in ((gone, edited), (edited, gone)):
        merged = merge(base, ours, theirs)
        assert merged.resolve({path: Side.OURS}) == ours
        assert merged.resolve({path: Side.THEIRS}) == theirs


def test_an_addition_of_one_number_is_decided_for_either_side() -> None:
    base, path = guide_action_with(guide_session("2")), "components[01].sessions[10]"
    ours = guide_action_with(guide_session("2"), guide_session("10"))
    theirs = ours.set(f"{path}.places", 3)
    merged = merge(base, ours, theirs)
    assert merged.resolve({path: Side.OURS}) == ours
    assert merged.resolve({path: Side.THEIRS}) == theirs


def test_a_field_deep_within_is_decided() -> None:
    base = guide_session().with_info(INFO)
    city = "infos[1].address.city"
    merged = merge(base, base.set(city, "SETE"), base.set(city, "AGDE"))
    assert merged.resolve({city: Side.THEIRS}) == base.set(city, "AGDE")
    term = merge(Term("a"), Term("b", code="1"), Term("c"))
    assert term.resolve({"label": Side.THEIRS}) == Term("c", code="1")


def test_what_is_not_decided_is_told() -> None:
    base = guide_session()
    ours, theirs = base.evolve(places=8, offer_code="A"), base.evolve(places=5, offer_code="B")
    merged = merge(base, ours, theirs)
    with pytest.raises(MergeConflictError) as caught:
        merged.resolve({"places": Side.OURS})
    assert caught.value.conflicts == merged.conflicts[1:]
    assert [str(conflict.path) for conflict in caught.value.conflicts] == ["offer_code"]
    with pytest.raises(MergeConflictError) as caught:
        merged.resolve({})
    assert caught.value.conflicts == merged.conflicts
    assert merge(base, ours, base).resolve({}) is ours


def test_a_choice_is_a_side_at_a_conflict() -> None:
    base = guide_session()
    merged = merge(base, base.evolve(places=8), base.evolve(places=5))
    with pytest.raises(NotFoundError) as caught:
        merged.resolve({"places": Side.OURS, "end": Side.OURS})
    assert caught.value.path == Path.parse("end")
    assert caught.value.known == ("places",)
    many = [Conflict(f"sessions[{number}].places", 1, 2, 3) for number in ("10", "2")]
    with pytest.raises(NotFoundError) as caught:
        Merge(guide_component(), many).resolve({"end": Side.OURS})
    assert caught.value.known == ("sessions[2].places", "sessions[10].places")
    with pytest.raises(ValueError, match="is not a path"):
        merged.resolve({"[": Side.OURS})
    twice: dict[str | Path, Side] = {"places": Side.OURS, Path.parse("places"): Side.OURS}
    assert merged.resolve(twice) == merged.value
    with pytest.raises(ValueError, match="places is decided twice"):
        merged.resolve({**twice, "places": Side.THEIRS})
    wrong: list[Any] = [{"places": "ours"}, {"places": None}, [("places", Side.OURS)], None]
    parts = [
        "choices['places']: found 'ours' (str); expected a Side",
        "choices['places']: found None (NoneType); expected a Side",
        f"choices: found {wrong[2]!r} (list); expected a mapping of paths to sides",
        "choices: found None (NoneType); expected a mapping of paths to sides",
    ]
    for choices, text in zip(wrong, parts, strict=True):
        with pytest.raises(TypeError, match=f"^{re.escape(text)}$"):
            merged.resolve(choices)
