"""Conflicts as a person reads and decides them."""

import pickle
from typing import Any

import pytest
from tests.values import guide_action_with, guide_info, guide_session

from bdc_sessions.changes import Changes, Conflict, Side, merge
from bdc_sessions.model import ABSENT, Action, CollectiveInfo, Path, Session

TOP = "components[01].sessions[01]"


def test_a_conflict_of_a_field_is_told_by_its_label() -> None:
    conflict = Conflict(f"{TOP}.places", 10, 8, 5)
    assert conflict.path == Path.parse(f"{TOP}.places")
    assert conflict.label == "Nb. de places"
    assert conflict.cells == ("Nb. de places", "10", "8", "5")
    assert (
        conflict.message()
        == str(conflict)
        == (
            "Composante n° 01 / Session n° 01 / Nb. de places : "
            "10 au départ, 8 de notre côté, 5 du leur."
        )
    )
    assert conflict.message("en") == (f"{TOP}.places: 10 at first, 8 on our side, 5 on theirs.")
    with pytest.raises(ValueError, match="expected one of fr, en"):
        conflict.message("de")


def test_a_conflict_of_an_object_is_told_by_its_line() -> None:
    session = guide_session()
    conflict = Conflict(TOP, session, ABSENT, session.cancel())
    assert conflict.label == "Session n° 01"
    assert conflict.cells == ("Session n° 01", str(session), "-", str(session.cancel()))
    assert "ABSENT on our side" in conflict.message("en")


def test_a_conflict_of_places_is_told_by_their_lines() -> None:
    info = guide_info()
    base = guide_action_with(guide_session().evolve(infos=[info, info]))
    ours, theirs = base.set(f"{TOP}.infos", []), base.set(f"{TOP}.infos[1].places", 0)
    (conflict,) = merge(base, ours, theirs).conflicts
    assert str(conflict.path) == f"{TOP}.infos"
    assert conflict.cells == (
        "Liste des informations collectives",
        f"{info}, {info}",
        "-",
        f"{info.cancel()}, {info}",
    )


@pytest.mark.parametrize(
    ("base", "path", "label"),
    [
        (guide_session(), "places", "Nb. de places"),
        (guide_info(), "places", "Nombre de places pour l'information collective"),
        (guide_info().address, "number", "N° de voie"),
        (guide_session(), "number", "Numéro"),
    ],
)
def test_a_conflict_of_a_merge_is_called_as_its_class_does(
    base: Any, path: str, label: str
) -> None:
    kind = type(base[path])
    (conflict,) = merge(base, base.set(path, kind(8)), base.set(path, kind(5))).conflicts
    assert conflict.label == label
    assert pickle.loads(pickle.dumps(conflict)).label == label
    assert conflict == Conflict(path, base[path], kind(8), kind(5))
    assert hash(conflict) == hash(Conflict(path, base[path], kind(8), kind(5)))


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("title", "Intitulé de l'action"),
        ("places", "Nb. de places"),
        ("infos", "Liste des informations collectives"),
        ("address.city", "Ville"),
        ("street", "Libellé de la voie"),
        ("role", "Statut de l'émetteur"),
        ("nothing[1]", "nothing"),
    ],
)
def test_a_conflict_made_by_hand_is_called_as_the_likeliest_class_does(
    path: str, label: str
) -> None:
    assert Conflict(path, None, 1, 2).label == label


def test_sides_that_look_alike_are_told_apart() -> None:
    assert Conflict("title", "A", "A ", "B").cells[1:] == ("« A »", "« A\\x20 »", "« B »")
    session = guide_session()
    _, _, ours, theirs = Conflict(TOP, ABSENT, session, session.evolve(offer_code="X")).cells
    assert ours != theirs


def test_a_conflict_is_one_line_whatever_it_holds() -> None:
    conflict = Conflict("components[1\n2].title", "a\nb", "c\x1b[31m", "d\u2028e\x85f")
    for line in (str(conflict), conflict.message(), conflict.message("en")):
        assert len(line.splitlines()) == 1
        assert line.isprintable()


def test_a_message_tells_no_more_than_three_hundred_characters_of_a_value() -> None:
    conflict = Conflict("title", "a" * 10_000, "b" * 10_000, "c" * 10_000)
    assert len(conflict.message()) < 1000
    assert len(conflict.message("en")) < 1000


@pytest.mark.parametrize("side", [1.5, {}, {1}, object(), Path, (1, {})])
def test_a_side_that_no_value_could_hold_is_refused(side: Any) -> None:
    for sides in ((side, 1, 2), (1, side, 2), (1, 2, side)):
        with pytest.raises(TypeError, match=r"^Conflict\.(base|ours|theirs)"):
            Conflict("places", *sides)
    wrong: Any = 3
    with pytest.raises(TypeError, match="found 3"):
        Conflict(wrong, 1, 2, 3)


def test_a_side_may_be_what_makes_no_object_anywhere() -> None:
    changes = Changes(Action)
    assert Conflict(TOP, ABSENT, changes, guide_session()).ours is changes


def test_sides_are_text() -> None:
    assert [str(side) for side in Side] == ["ours", "theirs"]
    assert repr(Side.OURS) == "Side.OURS"
    assert Side("theirs") is Side.THEIRS


def test_a_conflict_shows_its_facts() -> None:
    conflict = Conflict("places", 10, 8, ABSENT)
    names = {"Conflict": Conflict, "Path": Path, "ABSENT": ABSENT}
    assert eval(repr(conflict), names) == conflict  # noqa: S307 - it is our own text
    assert "of" not in repr(merge_of_infos().conflicts[0])


def merge_of_infos() -> Any:
    info: CollectiveInfo = guide_info()
    return merge(info, info.cancel(), info.evolve(places=1))


def test_the_class_of_a_session_is_known_within_one() -> None:
    base: Session = guide_session().with_info(guide_info())
    places = "infos[1].places"
    (conflict,) = merge(base, base.set(places, 1), base.set(places, 2)).conflicts
    assert conflict.message().startswith(
        "Information collective / Nombre de places pour l'information collective : 20 au départ"
    )
